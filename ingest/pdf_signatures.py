"""lines of the body -> the same lines, with signatures that stand side by side set one below the other.

Ministers who sign together do so in columns: functions beside each other, names beside each other below. Read line by
line, the names would stand behind each other as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_lines import Line, Span, cells, make_line
from ingest.pdf_zones import Stretch
from ingest.signatures import name_in

_OPENS_FUNCTION = re.compile(r"(?:(?:mede )?namens )?(?:de )?(?:minister|staatssecretaris)\b", re.IGNORECASE)
_ALIGNED = 3.0  # points


def set_signatures_apart(stretch: Stretch) -> Stretch:
    """Set the columns of signatures in a stretch of text behind each other."""
    if stretch.table is not None:
        return stretch
    lines = stretch.lines
    for index, line in enumerate(lines):
        lefts = _columns(line, lines[index + 1] if index + 1 < len(lines) else None)
        if lefts:
            columns, end = _gather(lines[index:], lefts)
            return replace(stretch, lines=(*lines[:index], *columns, *lines[index + end :]))
    return stretch


def _columns(line: Line, below: Line | None) -> list[float]:
    """Where the columns begin, if the line holds nothing but functions side by side, or names above functions."""
    groups = cells(line)
    lefts = [group[0].left for group in groups]
    if len(groups) < 2:
        return []
    if all(_OPENS_FUNCTION.match(_text(group)) for group in groups):
        return lefts
    if below is None or any(name_in(_text(group)) is None for group in groups):
        return []
    under = cells(below)
    aligned = len(under) == len(groups) and all(_column_of(group, lefts) is not None for group in under)
    return lefts if aligned and all(_OPENS_FUNCTION.match(_text(group)) for group in under) else []


def _text(group: Sequence[Span]) -> str:
    return " ".join(span.text for span in group)


def _gather(lines: Sequence[Line], lefts: Sequence[float]) -> tuple[list[Line], int]:
    """The lines of each column in turn, and how many lines of the page they come from."""
    columns: list[list[Line]] = [[] for _ in lefts]
    end = 0
    for line in lines:
        placed = [_column_of(group, lefts) for group in cells(line)]
        if None in placed:
            break
        for place, group in zip(placed, cells(line), strict=True):
            columns[place or 0].append(make_line(line.page, group))
        end += 1
    return [line for column in columns for line in column], end


def _column_of(group: Sequence[Span], lefts: Sequence[float]) -> int | None:
    """The column that a part of a line stands in; None if it begins in none, or runs into the next."""
    for place, left in enumerate(lefts):
        border = lefts[place + 1] if place + 1 < len(lefts) else float("inf")
        if abs(group[0].left - left) <= _ALIGNED and group[-1].right < border:
            return place
    return None
