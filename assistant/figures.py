"""Dutch text -> the figures in it: amounts, percentages, quantities, dates and years, each with its value.

Numbers that are names and not figures are passed over: Kamerstuk and article numbers, references, postal codes,
telephone numbers, aircraft types. Number words and fractions are read too ("negen", "anderhalf miljard", "een derde").
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figure_patterns import AMOUNT, FIGURE, MEASURED, MEASURES, MONTHS, SCALES, unit_form
from assistant.figure_reading import CLOCK, OPEN_AMOUNT, PARTS_OF_YEAR, SHARE, read_amount, read_match
from assistant.vocabulary import Figure, Unit

__all__ = [
    "CLOCK",
    "MEASURES",
    "MONTHS",
    "SHARE",
    "end_of_unit",
    "find_figures",
    "is_open",
    "part_of_year",
    "same_value",
    "singles_out",
]

_JOINED = re.compile(
    r"\s*(?:\ben\b|\bof\b|\bnaar\b|\bversus\b|\brespectievelijk\b|\btot\b|\btot en met\b|\bt/m\b|[-–/])\s*(?:(?:ruim|circa|bijna|ongeveer)\s+)?\Z"
)
_NO_YEAR = 10_000  # a date below it has no year
_LONGEST_JOINT = 20  # characters between "20" and "30 miljoen"


def find_figures(text: str) -> list[Figure]:
    """Find the figures in a text, in order, with offsets into it."""
    figures: list[Figure] = []
    at = 0
    while match := FIGURE.search(text, at):
        at = max(match.end(), match.start() + 1)
        if match["skip"] is not None:
            continue
        figure = read_match(match, text)
        if figure is None and match["amount"] is None:  # no share or period after all: read its first number by itself
            amount = AMOUNT.match(text, match.start())
            at = amount.end() if amount and amount.end() > match.start() else match.start() + 1
            figure = read_amount(amount, text) if amount else None
        if figure is not None and not _marks_item(figure, text):
            figures.append(figure)
    return _share_units(figures, text)


def _marks_item(figure: Figure, text: str) -> bool:
    """Whether a number only marks one of several things: "dat zij 1) meet en 2) rekent", outside brackets."""
    if not text.startswith(")", figure.end) or not figure.text.isdigit():
        return False
    return text.rfind("(", 0, figure.start) <= text.rfind(")", 0, figure.start)


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures state the same: value, range and unit; a bare count matches a count of anything."""
    if one.unit is Unit.OTHER and other.unit is Unit.OTHER:
        return _measured(one) == _measured(other)
    if one.value != other.value or one.upper != other.upper or is_open(one) != is_open(other):
        return False
    if {one.unit, other.unit} <= {Unit.COUNT, Unit.OTHER}:
        return True
    return one.unit == other.unit and part_of_year(one) == part_of_year(other)


def part_of_year(figure: Figure) -> str | None:
    """Which part of its year or month a date names ("eind", "najaar", "q3"); None for the whole or another figure."""
    return figure.qualifier if figure.unit in {Unit.DATE, Unit.YEAR} and figure.qualifier in PARTS_OF_YEAR else None


def singles_out(figure: Figure, text: str) -> bool:
    """Whether a number only takes one out of several: "één van de pijlers"."""
    return figure.value == 1 and text.startswith(" van ", figure.end)


def end_of_unit(text: str, figure: Figure) -> int:
    """Where the unit ends in which a figure is measured and that follows it: "72 uur", "640.000 kubieke meter"."""
    if figure.unit is not Unit.OTHER:
        return figure.end
    found = re.match(rf"\s?{re.escape(figure.unit_text)}\b", text[figure.end :], re.IGNORECASE)
    return figure.end + found.end() if found else figure.end


def is_open(figure: Figure) -> bool:
    """Whether an amount is still to be filled in: "p.m.", pro memorie."""
    return figure.qualifier == OPEN_AMOUNT


def _measured(figure: Figure) -> tuple[str, Decimal, Decimal | None]:
    """The dimension of a measured quantity and its value in the dimension's unit ("anderhalf jaar": 18 months)."""
    dimension, factor = MEASURED.get(unit_form(figure.unit_text), (figure.unit_text, 1))
    return dimension, figure.value * factor, None if figure.upper is None else figure.upper * factor


def _share_units(figures: list[Figure], text: str) -> list[Figure]:
    """Give a bare number the scale and unit of the figure that it is joined to ("van 20 naar 30 miljoen", "1 en 2 mei")."""
    shared = list(figures)
    for at in range(len(shared) - 2, -1, -1):
        one, next_one = shared[at], shared[at + 1]
        gap = text[one.end : next_one.start]
        listed = next_one.unit is Unit.DATE and gap.strip() in {",", "op"}  # "14, 15 en 16 maart", "van 14 op 15 juni"
        if len(gap) <= _LONGEST_JOINT and (listed or _JOINED.match(gap)):
            shared[at] = _dated_like(one, next_one) if next_one.unit is Unit.DATE else _scaled_like(one, next_one)
    return shared


def _dated_like(one: Figure, other: Figure) -> Figure:
    """A day read in the month of the date that it is joined to, or a date without a year in that one's year."""
    if one.unit is Unit.DATE and one.value < _NO_YEAR <= other.value:
        return replace(one, value=one.value + other.value - other.value % _NO_YEAR)
    is_day = one.unit is Unit.COUNT and one.text.isdigit() and 0 < one.value <= 31 and other.value % 100
    if not is_day:
        return one
    return replace(one, value=other.value - other.value % 100 + one.value, unit=Unit.DATE, unit_text="")


def _scaled_like(one: Figure, other: Figure) -> Figure:
    """A bare number read in the scale and unit of the one that it is joined to."""
    bare = one.unit is Unit.COUNT and one.unit_text in {"", "respectievelijk", "versus"} and one.upper is None
    if not bare or _scale_of(one) != 1 or other.unit in {Unit.YEAR, Unit.DATE} or other.unit_text in {SHARE, CLOCK}:
        return one
    scale = _scale_of(other)
    if one.value >= 1000 and scale > 1:
        return one  # "1.200 en 3 miljoen": a number that needs no scale
    return replace(one, value=one.value * scale, unit=other.unit, unit_text=other.unit_text)


def _scale_of(figure: Figure) -> Decimal:
    words = re.findall(r"[a-z]+", figure.text.lower())
    return next((SCALES[word] for word in words if word in SCALES), Decimal(1))
