"""lines and ruling lines of a page -> tables: rows of cells.

Three kinds are read: a full grid (word processors), level rules alone (typeset Kamerstukken), and no rules but cells
that stand under each other in three columns or more. The geometry comes from the drawing objects that pdfium has
already read, so that a page need not be parsed a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_lines import Line, Rule, Span, cells, make_line

ALIGN = 3.0  # points; edges this close are one
PARTIAL_RULE = 0.4  # of the table's width; shorter level rules do not part rows
SUBHEAD = 2.2  # lines; a band of one cell between two rules is a subheading if it is no higher
RULED_ROWS, LINES_A_ROW = 4, 1.6  # with fewer rules, or more lines between them, a line may be a row
MIN_RULE = 12.0  # points; shorter strokes are letters, logos or underlined words
CELL_WHITE = 0.8  # em; the white between two cells is wider
_AMOUNT = r"[€$£]?\s*[+–−-]?\d[\d.,]*\s*(?:%|mln\.?|mld\.?|miljoen|miljard|euro)?"
NUMBERS = re.compile(rf"{_AMOUNT}|[–-]|n\.?v\.?t\.?|PM", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """The rectangle of a table: its level rules from top to bottom, its upright ones from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        """True if a point lies in it."""
        return self.left - ALIGN <= x <= self.right + ALIGN and self.top - ALIGN <= y <= self.bottom + ALIGN


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive lines that form a table; `rows` holds for each row its cells, each a number of lines."""

    first: int  # index of its first line
    end: int  # index of the line behind it
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


def table_areas(rules: Sequence[Rule]) -> list[Area]:
    """The rectangles that ruling lines may make a table of; whether they do is seen from the text."""
    levels = _merge([rule for rule in rules if rule.right - rule.left >= rule.bottom - rule.top], level=True)
    uprights = _merge([rule for rule in rules if rule.right - rule.left < rule.bottom - rule.top], level=False)
    groups: list[list[Rule]] = []
    for rule in levels:
        home = next((group for group in groups if _same_extent(group[-1], rule)), None)
        if home is None:
            groups.append([rule])
        else:
            home.append(rule)
    areas = []
    for group in groups:
        if len(group) < 2:
            continue
        left, right = min(rule.left for rule in group), max(rule.right for rule in group)
        top, bottom = group[0].top, group[-1].bottom
        inside = tuple(
            rule
            for rule in uprights
            if left - ALIGN <= rule.left <= right + ALIGN and rule.top < bottom - 1 and rule.bottom > top + 1
        )
        areas.append(Area(left, top, right, bottom, _levels_inside(levels, left, top, right, bottom), inside))
    return areas


def _levels_inside(levels: Sequence[Rule], left: float, top: float, right: float, bottom: float) -> tuple[Rule, ...]:
    """The level rules of a rectangle, with those that leave out a cell over several rows; each height once."""
    found: list[Rule] = []
    for rule in levels:
        within = left - ALIGN <= rule.left and rule.right <= right + ALIGN and top - 1 <= rule.top <= bottom + 1
        wide = rule.right - rule.left > PARTIAL_RULE * (right - left)
        if within and wide and (not found or rule.top - found[-1].top > ALIGN):
            found.append(rule)
    return tuple(found)


def _same_extent(one: Rule, other: Rule) -> bool:
    return abs(one.left - other.left) <= ALIGN and abs(one.right - other.right) <= ALIGN


def _merge(rules: Sequence[Rule], *, level: bool) -> list[Rule]:
    """Join strokes that lie on one line and touch, as the borders of neighbouring cells do; short ones are left out."""

    def across(rule: Rule) -> float:
        return rule.top if level else rule.left

    def start(rule: Rule) -> float:
        return rule.left if level else rule.top

    def end(rule: Rule) -> float:
        return rule.right if level else rule.bottom

    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(across(rule)), start(rule))):
        last = merged[-1] if merged else None
        if last and abs(across(last) - across(rule)) <= 1.5 and start(rule) <= end(last) + ALIGN:
            left, top = min(last.left, rule.left), min(last.top, rule.top)
            merged[-1] = Rule(left, top, max(last.right, rule.right), max(last.bottom, rule.bottom))
        else:
            merged.append(rule)
    return [rule for rule in merged if end(rule) - start(rule) >= MIN_RULE]


def find_tables(lines: Sequence[Line], areas: Sequence[Area]) -> list[Table]:
    """The tables among the lines of one column, from top to bottom."""
    tables: list[Table] = []
    start = 0
    while start < len(lines):
        line = lines[start]
        area = next((area for area in areas if area.holds((line.left + line.right) / 2, _middle(line))), None)
        table = _ruled(lines, start, area) if area else _aligned(lines, start)
        if table:
            tables.append(table)
        start = table.end if table else start + 1
    return tables


def _middle(line: Line) -> float:
    return line.baseline - 0.3 * line.size


def _ruled(lines: Sequence[Line], start: int, area: Area) -> Table | None:
    """The table in an area of rules that begins at a line, if its text stands in columns."""
    bands = _bands(lines, start, area)
    if not bands:
        return None
    inside = [line for band in bands for line in band]
    if _is_grid(area):
        rows = [_split_row(band, _borders(area, _middle(band[0]))) for band in bands]
    else:
        borders = _white_borders(inside)
        if borders and _parts_rows(bands):
            rows = [_split_row(band, borders) for band in bands]
        else:
            rows = _text_rows(inside, borders, [rule.top for rule in area.levels]) if borders else []
    many = sum(sum(bool(cell) for cell in row) > 1 for row in rows)
    return Table(start, start + len(inside), tuple(rows)) if many >= 2 else None


def _parts_rows(bands: Sequence[Sequence[Line]]) -> bool:
    """True if a level rule stands between all rows, and not only below the head and above the total."""
    return len(bands) >= RULED_ROWS and sum(map(len, bands)) <= LINES_A_ROW * len(bands)


def _is_grid(area: Area) -> bool:
    return bool(area.uprights) and len(area.levels) > 2


def _bands(lines: Sequence[Line], start: int, area: Area) -> list[list[Line]]:
    """The lines between two level rules each, from the band of the first line to the last that belongs to the table.

    Two tables of one width can stand above each other on a page: text between them ends the first.
    """
    edges = [rule.top for rule in area.levels]
    bands: dict[int, list[Line]] = {}
    for line in lines[start:]:
        if not area.top - ALIGN <= _middle(line) <= area.bottom + ALIGN:
            break
        bands.setdefault(bisect_right(edges, _middle(line)), []).append(line)
    kept: list[list[Line]] = []
    for index, band in bands.items():
        height = edges[index] - edges[index - 1] if 0 < index < len(edges) else 0.0
        subhead = bool(kept) and len(band) == 1 and height < SUBHEAD * band[0].size
        if not subhead and not _has_cells(band, area):
            break
        kept.append(band)
    while kept and not _has_cells(kept[-1], area):
        kept.pop()
    return kept


def _has_cells(band: Sequence[Line], area: Area) -> bool:
    """True if the text between two rules stands in several cells."""
    if _is_grid(area):
        return bool(_borders(area, _middle(band[0])))
    return any(len(cells(line, gap=CELL_WHITE)) > 1 for line in band)


def _borders(area: Area, y: float) -> list[float]:
    """The x of the upright rules inside an area that stand at a height."""
    inside = (rule for rule in area.uprights if rule.top - 1 <= y <= rule.bottom + 1)
    return sorted(rule.left for rule in inside if area.left + ALIGN < rule.left < area.right - ALIGN)


def _split_row(lines: Sequence[Line], borders: Sequence[float]) -> tuple[tuple[Line, ...], ...]:
    """Divide the spans of some lines over the cells between borders."""
    columns: list[list[Line]] = [[] for _ in range(len(borders) + 1)]
    for line in lines:
        parts: list[list[Span]] = [[] for _ in columns]
        for span in line.spans:
            parts[bisect_right(borders, min(span.middle, span.left + 2 * span.size))].append(span)
        for column, part in zip(columns, parts, strict=True):
            if part:
                column.append(make_line(line.page, part))
    return tuple(tuple(column) for column in columns)


def _white_borders(lines: Sequence[Line]) -> list[float]:
    """The x in the middle of each white channel that runs through all lines with more than one cell."""
    several = [line for line in lines if len(cells(line, gap=CELL_WHITE)) > 1]
    extents = sorted((group[0].left, group[-1].right) for line in several for group in cells(line, gap=CELL_WHITE))
    borders: list[float] = []
    reach = extents[0][1] if extents else 0.0
    for left, right in extents[1:]:
        if left - reach > CELL_WHITE * several[0].size:
            borders.append((left + reach) / 2)
        reach = max(reach, right)
    return borders


def _text_rows(
    lines: Sequence[Line], borders: Sequence[float], bands: Sequence[float]
) -> list[tuple[tuple[Line, ...], ...]]:
    """A row for each line, but lines on which a row's cells go on are joined to it."""
    rows: list[list[list[Line]]] = []
    last: Line | None = None
    for line in lines:
        row = _split_row([line], borders)
        same_band = last is not None and bisect_right(bands, _middle(last)) == bisect_right(bands, _middle(line))
        tight = last is not None and line.baseline - last.baseline < 1.5 * line.size
        opens = bool(row[0]) and not (sum(map(bool, row)) == 1 and row[0][0].text[:1].islower())
        if rows and same_band and tight and not opens:
            for cell, more in zip(rows[-1], row, strict=True):
                cell.extend(more)
        else:
            rows.append([list(cell) for cell in row])
        last = line
    return [tuple(tuple(cell) for cell in row) for row in rows]


def _aligned(lines: Sequence[Line], start: int) -> Table | None:
    """A table without rules: lines whose cells stand under each other, in three columns, or in two with numbers."""
    end = start
    while end < len(lines) and _goes_on(lines, start, end):
        end += 1
    inside = lines[start:end]
    if len(inside) < 2:
        return None
    borders = _white_borders(inside)
    counts = [len(cells(line, gap=CELL_WHITE)) for line in inside]
    numbers = sum(bool(NUMBERS.fullmatch(line.spans[-1].text.strip())) for line in inside)
    if len(borders) >= 2 and sum(count >= 3 for count in counts) >= 2:
        return Table(start, end, tuple(_text_rows(inside, borders, ())))
    if len(borders) == 1 and len(inside) >= 3 and numbers >= 0.7 * len(inside):
        return Table(start, end, tuple(_text_rows(inside, borders, ())))
    return None


def _goes_on(lines: Sequence[Line], start: int, end: int) -> bool:
    """True if a line has cells of its own and stands close under the one before."""
    groups = cells(lines[end], gap=1.5)
    if len(groups) < 2 or lines[end].label or len(groups[0][0].text) <= 2:
        return False
    return end == start or 0 < lines[end].baseline - lines[end - 1].baseline < 2.5 * lines[end].size
