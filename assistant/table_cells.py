"""number in a table row -> what it is: its unit and scale by the headings around it, and the words that name it."""

from __future__ import annotations

from dataclasses import replace

from assistant.figure_match import DATES, Match, match_figure
from assistant.placed_sentences import PlacedSentence
from assistant.vocabulary import Figure, Unit


def match_in_table(claimed: Figure, one: Figure, placed: PlacedSentence) -> Match | None:
    """A bare number in a table whose heading gives its scale or unit ("x € 1 mln.", "%")."""
    if placed.row is None or one.unit is not Unit.COUNT or claimed.unit in DATES:
        return None
    for unit, scale in _cell_units(placed, one):
        if unit is claimed.unit:
            match = match_figure(claimed, replace(one, unit=unit, unit_text="", value=one.value * scale))
            if match:
                return Match.EQUAL if match is Match.LITERAL else match
    return None


def cell_of_kind(claimed: Figure, one: Figure, placed: PlacedSentence) -> bool:
    """Whether a bare number of a table may be in the unit of a claimed figure."""
    return (
        placed.row is not None
        and one.unit is Unit.COUNT
        and any(unit is claimed.unit for unit, _ in _cell_units(placed, one))
    )


def _cell_units(placed: PlacedSentence, one: Figure) -> list[tuple[Unit, int]]:
    """What a bare number of a table may be in, by the heading of its column, its row's label and the table's title."""
    assert placed.row is not None  # noqa: S101 - asked only of table rows
    cells = placed.sentence.text.split("\t")
    at = placed.sentence.text[: one.start].count("\t")
    header = placed.row.header
    column = header[at] if at < len(header) else ""
    said = f"{column} {cells[0]} {placed.intro} {placed.source.passage.context}".lower()
    units: list[tuple[Unit, int]] = []
    if "%" in f"{column} {cells[0]}" or "procent" in said or "percentage" in said or "aandeel" in said:
        units.append((Unit.PERCENT, 1))
    if placed.row.money or any(mark in said for mark in ("€", "euro")):
        scale = (
            10**9
            if "miljard" in said or "mld" in said
            else 10**6
            if "mln" in said or "miljoen" in said
            else 1000
            if "1.000" in said or "duizend" in said
            else 1
        )
        units.append((Unit.EUR, scale))
    return units


def cell_text(placed: PlacedSentence, figure: Figure) -> tuple[str, Figure]:
    """For a figure in a table row: the row's label, the column's heading and the cell, as one text."""
    cells = placed.sentence.text.split("\t")
    at = placed.sentence.text[: figure.start].count("\t")
    header = placed.row.header if placed.row else ()
    column = header[at] if at < len(header) and len(header) == len(cells) else ""
    label = cells[0] if at else ""
    text = f"{label} {column} {cells[at]}"
    begin = len(text) - len(cells[at]) + figure.start - sum(len(cell) + 1 for cell in cells[:at])

    return text, replace(figure, start=begin, end=begin + len(figure.text))
