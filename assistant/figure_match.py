"""a figure as claimed, a figure as found -> how they agree: literally, in another notation, rounded, computed or not.

Tolerance exists only where the text itself is vague: "ruim een derde" is met by 35%, "een derde" hardly by 36%, and
"35%" by nothing but 35%. Shares ("een kwart") count as percentages. A date is met by a finer one ("2026" by "1 mei 2026").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from assistant.figure_patterns import MEASURED, unit_form
from assistant.figures import CLOCK, SHARE, is_open, part_of_year, same_value
from assistant.vocabulary import Figure, Unit


class Match(StrEnum):
    """How a figure or name of a claim was found in the letters."""

    LITERAL = "literal"  # the same characters
    EQUAL = "equal"  # the same value in another notation
    ROUNDED = "rounded"  # the claim is vague, and the value found is within what it says
    COMPUTED = "computed"  # from figures that all stand in the cited text
    DIFFERENT = "different"  # the letters state another value for the same thing
    MISSING = "missing"  # the letters do not say


MONEY = frozenset({Unit.EUR, Unit.USD, Unit.GBP})
DATES = frozenset({Unit.DATE, Unit.YEAR})
_NUMBERS = frozenset({Unit.COUNT, Unit.OTHER})
_ABOVE = frozenset(
    {"ruim", "meer dan", "boven de", "minstens", "minimaal", "ten minste", "tenminste", "niet minder dan"}
)
_BELOW = frozenset(
    {"bijna", "nog geen", "krap", "nagenoeg", "minder dan", "onder de", "hooguit", "hoogstens", "maximaal", "ten hoogste", "tot maximaal",
     "niet meer dan", "tot wel"}
)  # fmt: skip
_ABOUT = frozenset(
    {"tiental", "circa", "ca.", "ongeveer", "rond", "rond de", "zo'n", "zo’n", "naar schatting", "grofweg", "plusminus"}
)
_STRICTLY = frozenset({"meer dan", "minder dan", "nog geen", "boven de", "onder de"})
_GROUPING = frozenset({"boven de", "onder de"})
_LEAST = frozenset({"minstens", "minimaal", "ten minste", "tenminste", "niet minder dan"})
_MOST = frozenset({"hooguit", "hoogstens", "maximaal", "ten hoogste", "tot maximaal", "niet meer dan", "tot wel"})
_WIDE = Decimal("0.15")  # "ruim honderd" is at most 115
_OPEN = Decimal("0.2")  # "meer dan honderd" is at most 120
_NARROW = Decimal("0.05")  # "circa honderd" is 95 to 105
_SHARE_STEP = Decimal(1)  # percentage points by which "een derde" may miss
_FEW_DIGITS = 2  # "ruim 40" rounds 43
_BIG = 1_000_000  # "twee miljard" without a unit may be money
_MONTHS_OF = {
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "h1": (1, 6), "h2": (7, 12), "begin": (1, 3),
    "medio": (5, 8), "halverwege": (5, 8), "eind": (10, 12), "voorjaar": (3, 6), "lente": (3, 6), "zomer": (6, 9),
    "najaar": (9, 12), "herfst": (9, 12),
}  # fmt: skip
_DAYS_OF = {"begin": (1, 10), "medio": (11, 20), "halverwege": (11, 20), "eind": (20, 31)}  # of a month


def match_figure(claimed: Figure, found: Figure) -> Match | None:
    """How a claimed figure agrees with one that was found; None if they do not agree (or are of other kinds)."""
    if not same_kind(claimed, found):
        return None
    if claimed.unit in DATES:
        return _match_date(claimed, found)
    if opposed(claimed, found):
        return None
    claimed, found = _alike(claimed, found)
    if same_value(claimed, found) and not _goes_beyond(claimed, found):
        return Match.LITERAL if claimed.text.casefold() == found.text.casefold() else Match.EQUAL
    return Match.ROUNDED if _within(claimed, found) else None


def same_kind(one: Figure, other: Figure) -> bool:
    """Whether two figures measure in the same way, so that one could stand in the other's place."""
    if one.unit in DATES or other.unit in DATES:
        return one.unit in DATES and other.unit in DATES
    if CLOCK in {one.unit_text, other.unit_text}:
        return one.unit_text == other.unit_text
    units = {one.unit, other.unit}
    if units == {Unit.OTHER}:
        return _dimension(one) == _dimension(other)
    if units <= _NUMBERS:
        return not (Unit.OTHER in units and _noun(one) and _noun(other))
    if len(units) == 1:
        return True
    bare = one if one.unit is Unit.COUNT else other
    return Unit.COUNT in units and bool(units & MONEY) and abs(bare.value) >= _BIG


def as_fine(claimed: Figure, found: Figure) -> bool:
    """Whether a date found says day, month or year as the claimed one does; true of all other figures."""
    if claimed.unit not in DATES:
        return True
    ours, theirs = _parts_of_date(claimed), _parts_of_date(found)
    return [bool(one) for one in ours[1:]] == [bool(other) for other in theirs[1:]]


def opposed(one: Figure, other: Figure) -> bool:
    """Whether the words before two figures exclude each other: "bijna" and "ruim", "maximaal" and "minimaal"."""
    pair = (one.qualifier, other.qualifier)
    if one.qualifier is None or other.qualifier is None:
        return False
    return any(
        (a in _LEAST and b in _MOST) or (a in _ABOVE - _LEAST and b in _BELOW - _MOST) for a, b in (pair, pair[::-1])
    )


def _goes_beyond(claimed: Figure, found: Figure) -> bool:
    """Whether a claim says more, or less, than a value that the letter gives as it is: "meer dan 700" of "700".

    "Boven de 65" names a group, which a letter may call "65-plussers".
    """
    if claimed.qualifier not in _STRICTLY - _GROUPING:
        return False
    side = (_ABOVE - _LEAST) if claimed.qualifier in _ABOVE else (_BELOW - _MOST)
    return found.qualifier not in side


def is_vague(figure: Figure) -> bool:
    """Whether a figure says by itself that it is not exact."""
    limits = _LEAST | _MOST
    loose = figure.qualifier in (_ABOVE | _BELOW | _ABOUT) - limits
    return figure.unit_text == SHARE or loose or figure.upper is not None


def difference_of(claimed: Figure, found: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Two figures of one kind whose difference is what is claimed, or None."""
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.unit != other.unit or one.upper is not None or other.upper is not None or one.unit in DATES:
                continue
            gap = replace(one, value=abs(one.value - other.value), text="", qualifier=None)
            if one.unit is Unit.PERCENT:
                gap = replace(gap, unit=Unit.PERCENT_POINT, unit_text="")
            if gap.value and match_figure(claimed, gap):
                return one, other
    return None


def share_of(claimed: Figure, found: Sequence[Figure], text: str) -> tuple[Figure, Figure] | None:
    """Two counts, "23.000 van de 61.000", whose ratio is the share or percentage claimed, or None."""
    if claimed.unit is not Unit.PERCENT or not is_vague(claimed):
        return None
    for one, other in pairwise(found):
        if not {one.unit, other.unit} <= _NUMBERS | MONEY or not 0 < one.value < other.value:
            continue
        if text[one.end : other.start].split()[-2:] not in (["van", "de"], ["van"]):
            continue
        ratio = replace(one, value=one.value * 100 / other.value, unit=Unit.PERCENT, text="", qualifier=None)
        if match_figure(claimed, ratio):
            return one, other
    return None


def _dimension(figure: Figure) -> str:
    form = unit_form(figure.unit_text)
    return MEASURED.get(form, (form, 1))[0]


def _noun(figure: Figure) -> str:
    """What a bare number counts, so far as the next word says."""
    return "" if figure.unit_text in {"", "respectievelijk", "keer"} else figure.unit_text


def _alike(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two figures in the same unit: a large bare number beside money is money."""
    if one.unit != other.unit and {one.unit, other.unit} & MONEY:
        unit = one.unit if one.unit in MONEY else other.unit
        return replace(one, unit=unit, unit_text=""), replace(other, unit=unit, unit_text="")
    return one, other


def _within(claimed: Figure, found: Figure) -> bool:
    """Whether the value found is what a vague claim says."""
    if not is_vague(claimed) or not _is_rounder(claimed, found) or is_open(claimed) or is_open(found):
        return False
    if is_vague(found) and found.unit_text != SHARE and not _same_side(claimed, found):
        return False
    factor = Decimal(1)
    if claimed.unit is Unit.OTHER and found.unit is Unit.OTHER:
        ours, theirs = (Decimal(MEASURED.get(unit_form(one.unit_text), ("", 1))[1]) for one in (claimed, found))
        factor = theirs / ours
    value, asked = found.value * factor, claimed.value
    if claimed.upper is not None:
        return found.upper is None and asked <= value <= claimed.upper
    if found.upper is not None:
        return False
    wide, narrow = abs(asked) * (_OPEN if claimed.qualifier in _STRICTLY else _WIDE), abs(asked) * _NARROW
    if claimed.unit_text == SHARE:
        narrow = _SHARE_STEP
    if claimed.qualifier in _ABOVE:
        return asked < value <= asked + wide
    if claimed.qualifier in _BELOW:
        return asked - wide <= value < asked
    return abs(value - asked) <= narrow


def _same_side(one: Figure, other: Figure) -> bool:
    """Whether two vague figures are vague in one direction: "meer dan 5.000" follows from "ruim 5.300"."""
    pair = {one.qualifier, other.qualifier}
    fewer = len(one.value.normalize().as_tuple().digits) < len(other.value.normalize().as_tuple().digits)
    return fewer and (pair <= _ABOVE or pair <= _BELOW or pair <= _ABOUT)


def _is_rounder(claimed: Figure, found: Figure) -> bool:
    """Whether the claimed number has fewer digits that count than the one found, or is a share or range."""
    if claimed.unit_text == SHARE or claimed.upper is not None:
        return True
    ours, theirs = (len(one.value.normalize().as_tuple().digits) for one in (claimed, found))
    return ours < theirs or ours <= _FEW_DIGITS


def _match_date(claimed: Figure, found: Figure) -> Match | None:
    if claimed.text.casefold() == found.text.casefold() and same_value(claimed, found):
        return Match.LITERAL
    if claimed.upper is not None or found.upper is not None:
        return Match.EQUAL if (claimed.value, claimed.upper) == (found.value, found.upper) else None
    ours, theirs = _parts_of_date(claimed), _parts_of_date(found)
    if any(mine and mine != other for mine, other in zip(ours, theirs, strict=True)):
        return None
    part, other_part = part_of_year(claimed), part_of_year(found)
    if part and part != other_part:
        within = _MONTHS_OF if claimed.unit is Unit.YEAR else _DAYS_OF
        first, last = within.get(part, (0, 0))
        finer = theirs[1] if claimed.unit is Unit.YEAR else theirs[2]
        return Match.ROUNDED if not other_part and finer and first <= finer <= last else None
    return Match.EQUAL


def _parts_of_date(figure: Figure) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not said."""
    if figure.unit is Unit.YEAR:
        return int(figure.value), 0, 0
    value = int(figure.value)
    return value // 10_000, value // 100 % 100, value % 100
