"""pages -> lines sorted by what they are: body, footnotes, margin (sidebar), running heads.

Everything is decided by place and size, measured on the document itself: the size most letters have is the body's,
and the columns are where its lines begin and end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf_columns import SAME_SIZE, Column, body_size, find_channels, find_columns, page_format
from ingest.pdf_letterhead import field_label
from ingest.pdf_lines import Line, Page, Rule, Span, make_lines, underlines
from ingest.pdf_running import LineKey, PageLines, find_running, line_key
from ingest.pdf_tables import Area, Table, find_tables, table_areas

SMALL_TYPE = 0.93  # of the body size; footnotes are set in 0.75 to 0.9 of it
NOTE_ZONE = 0.3  # of the page height; footnotes start below this
CLOSE_LINES = 1.7  # of the size; lines of one paragraph stand no further apart, unless the whole letter is set wide
CLOSE_SHARE = 0.1  # of the steps from line to line; letters of one-line answers have few within paragraphs
SENDER_LINES = 3  # an address and a reference with its label have as many
SENDER_EDGE = 3.0  # points; how far its lines begin apart
NOTE_RULE = 0.6  # of the column width; the line above footnotes is shorter, a table's is not

_PLAIN_NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,3})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines of one column; a table has its rows, and its cells' lines in them."""

    column: Column
    lines: tuple[Line, ...]
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PageZones:
    """The lines of a page in reading order, by what they are."""

    page: Page
    body: tuple[Stretch, ...]
    notes: tuple[Line, ...]
    margin: tuple[Line, ...]  # beside the columns: the sidebar of a letterhead, the left margin of a Kamerstuk


@dataclass(frozen=True, slots=True)
class Zones:
    """All pages, with the size and the line distance of the body text."""

    pages: tuple[PageZones, ...]
    size: float
    pitch: float


def find_zones(pages: Sequence[Page]) -> Zones:
    """Sort the lines of all pages."""
    size = body_size(pages)
    split: dict[int, _Split] = {}
    for form, column in find_columns(pages, size).items():
        alike = [page for page in pages if page_format(page) == form]
        for page, channel in zip(alike, find_channels(alike, column, size), strict=True):
            split[page.number] = _split_page(page, column, channel, size)
    parts = [split[page.number] for page in pages]
    running = find_running([_page_lines(part) for part in parts])
    zones = tuple(_page_zones(part, running, size) for part in parts)
    return Zones(zones, size, _pitch(zones, size))


@dataclass(frozen=True, slots=True)
class _Split:
    """A page with its lines by column, not yet by kind."""

    page: Page
    bands: tuple[Stretch, ...]
    margin: tuple[Line, ...]
    areas: tuple[Area, ...]


def _page_lines(split: _Split) -> PageLines:
    column = [line for band in split.bands for line in band.lines]
    return PageLines(split.page.number, split.page.height, column, split.margin)


def _split_page(page: Page, column: Column, channel: float | None, size: float) -> _Split:
    areas = [area for area in table_areas(page.rules) if area.right > column.left + 0.5 * column.width]
    inside: list[Span] = []
    beside_left: list[Span] = []
    beside_right: list[Span] = []
    for span in page.spans:
        if any(area.holds(span.middle, span.baseline) for area in areas):
            inside.append(span)
        elif span.left >= column.right - 0.1 * size:
            beside_right.append(span)
        elif span.right <= column.left + 1:
            beside_left.append(span)
        else:
            inside.append(span)
    inside, moved = _left_margin(inside, column)
    inside, sender = _sender_block(inside, column, size) if page.number == 1 else (inside, [])
    margin = make_lines(page.number, beside_left + moved) + make_lines(page.number, beside_right + sender)
    return _Split(page, _bands(page, inside, column, channel), tuple(margin), tuple(areas))


def _left_margin(inside: list[Span], column: Column) -> tuple[list[Span], list[Span]]:
    """Take out spans that start left of the column and run into it (a wide heading stays)."""
    out: list[Span] = []
    kept: list[Span] = []
    for span in inside:
        beside = span.left < column.left - 2 and span.right < column.left + 0.5 * column.width
        (out if beside else kept).append(span)
    return kept, out


def _sender_block(inside: list[Span], column: Column, size: float) -> tuple[list[Span], list[Span]]:
    """Take out the sender's address and reference where they stand in small type beside the addressee.

    In the Rijkshuisstijl they stand right of the column; other letters have the text below them run on to their edge.
    """
    small = [s for s in inside if s.size <= SMALL_TYPE * size and s.left > column.left + 0.5 * column.width]
    edges = Counter(round(span.left) for span in small)
    if not edges:
        return inside, []
    edge = edges.most_common(1)[0][0]
    block = [span for span in small if abs(span.left - edge) <= SENDER_EDGE]
    top, bottom = min(span.baseline for span in block), max(span.baseline for span in block)
    crossed = any(s.right > edge and top <= s.baseline <= bottom for s in inside if s not in block)
    labelled = any(field_label(span.text) for span in block)
    if len(block) < SENDER_LINES or crossed or not labelled:
        return inside, []
    return [span for span in inside if span not in block], block


def _bands(page: Page, spans: list[Span], column: Column, border: float | None) -> tuple[Stretch, ...]:
    """Lines in reading order: one band, or where the text runs in two columns, left before right in each band."""
    if border is None:
        return (Stretch(column, tuple(make_lines(page.number, spans, page.rules))),)
    edge = max((span.right for span in spans if span.right <= border), default=border)
    sides = (Column(column.left, edge), Column(border, column.right))
    bands: list[Stretch] = []
    crossing = sorted({s.baseline for s in spans if s.left < border - 4 and s.right > border + 4})
    for above, below in pairwise([-1.0, *crossing, page.height + 1]):
        between = [span for span in spans if above + 1 < span.baseline < below - 1]
        for side in sides:
            part = [span for span in between if (span.middle < border) == (side is sides[0])]
            bands.append(Stretch(side, tuple(make_lines(page.number, part, page.rules))))
        across = [span for span in spans if abs(span.baseline - below) <= 1]
        bands.append(Stretch(column, tuple(make_lines(page.number, across, page.rules))))
    return tuple(band for band in bands if band.lines)


def _page_zones(split: _Split, running: set[LineKey], size: float) -> PageZones:
    """Leave the running lines out and set tables and footnotes apart."""
    margin = tuple(line for line in split.margin if line_key(line) not in running)
    body: list[Stretch] = []
    notes: list[Line] = []
    for band in split.bands:
        lines = [line for line in band.lines if line_key(line) not in running]
        tables = find_tables(lines, split.areas)
        start = _notes_start(lines, band.column, split.page, size)
        tables = [table for table in tables if table.first < start]
        start = max([start, *(table.end for table in tables)])
        body += _stretches(lines[:start], tables, band.column)
        notes += lines[start:]
    return PageZones(split.page, tuple(body), tuple(notes), margin)


def _stretches(lines: Sequence[Line], tables: Sequence[Table], column: Column) -> list[Stretch]:
    """Text and tables by turns."""
    found: list[Stretch] = []
    done = 0
    for table in tables:
        found.append(Stretch(column, tuple(lines[done : table.first])))
        found.append(Stretch(column, tuple(lines[table.first : table.end]), table))
        done = table.end
    found.append(Stretch(column, tuple(lines[done:])))
    return [stretch for stretch in found if stretch.lines]


def _notes_start(lines: Sequence[Line], column: Column, page: Page, size: float) -> int:
    """Index of the first footnote line of a column; the number of lines if there is none."""
    ruled = _below_rule(lines, column, page.rules, page.height)
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.size > SMALL_TYPE * size and not (ruled is not None and index >= ruled):
            break
        if line.baseline < NOTE_ZONE * page.height and ruled is None:
            break
        if line.label or _PLAIN_NOTE.match(line.text) or (ruled is not None and index >= ruled):
            start = index
    return start


def _below_rule(lines: Sequence[Line], column: Column, rules: Iterable[Rule], height: float) -> int | None:
    """Index of the first line under the short rule above the footnotes, if that line looks like a note."""
    for rule in sorted(rules, key=lambda rule: -rule.top):
        width = rule.right - rule.left
        short = 20 < width < NOTE_RULE * column.width and abs(rule.left - column.left) < 12
        if not short or rule.bottom - rule.top > 2 or rule.top < NOTE_ZONE * height:
            continue
        if any(underlines(rule, line) for line in lines):
            continue
        below = [index for index, line in enumerate(lines) if line.baseline > rule.top]
        if below and lines[below[0]].baseline - rule.top < 4 * lines[below[0]].size:
            tail = [lines[index] for index in below]
            labelled = any(line.label or _PLAIN_NOTE.match(line.text) for line in tail)
            if labelled or len({round(line.size) for line in tail}) == 1:
                return below[0]
    return None


def _pitch(pages: Sequence[PageZones], size: float) -> float:
    """The usual distance between two baselines of body text."""
    steps: dict[float, int] = Counter()
    for zones in pages:
        for stretch in zones.body:
            for one, other in pairwise(stretch.lines):
                step = round((other.baseline - one.baseline) * 2) / 2
                if abs(one.size - size) <= SAME_SIZE and abs(other.size - size) <= SAME_SIZE and 0 < step < 3 * size:
                    steps[step] += 1
    close = {step: count for step, count in steps.items() if step <= CLOSE_LINES * size}
    if sum(close.values()) < CLOSE_SHARE * sum(steps.values()):
        close = steps
    return max(close, key=lambda step: (close[step], -step)) if close else 1.2 * size
