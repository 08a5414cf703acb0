"""consecutive lines of a text file -> table rows among them: cells between tabs or upright strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean_text import clean_text, join_cells

_LEAST_ROWS = 2
_STROKE = re.compile(r"\s*\|\s*")
_TAB = re.compile(r"[ ]*\t[ \t]*")
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")  # the line of dashes below a table's head
_LIST_MARK = re.compile(r"(?:[•·▪◦‣∙*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])$")


def find_rows(lines: Sequence[str]) -> dict[int, str | None]:
    """Find the tables in lines that follow each other without a blank one.

    Two lines or more with as many cells, set apart in the same way, are a table; list items, whose mark is often
    followed by a tab, are none.

    Returns:
        For each line of a table its cells, joined (`join_cells`); None for a line of dashes, which is no text.
    """
    rows: dict[int, str | None] = {}
    start = 0
    while start < len(lines):
        end, found = _table_at(lines, start)
        rows |= found
        start = max(end, start + 1)
    return rows


def _table_at(lines: Sequence[str], start: int) -> tuple[int, dict[int, str | None]]:
    """The rows of the table that begins at a line, and the index of the line behind it; none if there is none."""
    found: dict[int, str | None] = {}
    kind: tuple[str, int] | None = None
    end = start
    while end < len(lines):
        if found and _RULE.fullmatch(lines[end]):
            found[end] = None
        else:
            border, cells = _cells(lines[end])
            if len(cells) < 2 or (kind is not None and kind != (border, len(cells))):
                break
            kind = (border, len(cells))
            found[end] = join_cells([clean_text(cell) for cell in cells])
        end += 1
    if sum(row is not None for row in found.values()) < _LEAST_ROWS:
        return start, {}
    return end, found


def _cells(line: str) -> tuple[str, list[str]]:
    """What separates the cells of a line, and the cells; a single cell if the line is no row."""
    text = line.strip()
    for border, pattern in (("|", _STROKE), ("\t", _TAB)):
        parts = pattern.split(text.strip("|").strip() if border == "|" else text)
        if len(parts) > 1 and any(parts) and not _LIST_MARK.match(parts[0]):
            return border, parts
    return "", [text]
