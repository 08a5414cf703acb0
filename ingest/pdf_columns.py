"""pages -> the body's size, and the columns its lines fill.

Measured on the document itself: the size most letters have is the body's; its lines begin at one or two edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.pdf_lines import CELL_GAP, Page, Span

NOTES_TO_BODY = 1.4  # the body is larger than its footnotes by no more
SAME_SIZE = 0.6  # points; sizes this close count as one
EDGE_SHARE = 0.04  # of the lines; an edge that fewer lines share is an exception
OUTLIERS = 0.015  # of the lines may run over the right edge: a table or a long word
COLUMN_CHANNEL = 8.0  # points; the white between two columns of text
COLUMN_SHARE = 0.25  # of the characters; each of two columns has more
COLUMN_LINES = 8  # each of two columns has as many
COLUMN_CROSSINGS = 0.15  # of the lines may cross the channel: headings and tables over both columns
PROSE_WIDTH = 0.6  # of a column; the median line of running text is wider, a table cell narrower


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines of running text begin and end."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """From its left edge to its right edge."""
        return self.right - self.left


class Piece(NamedTuple):
    """A part of a line of the body without a gap as wide as a channel."""

    left: float
    right: float
    letters: int


def body_size(pages: Sequence[Page]) -> float:
    """The size in which most characters are set; a somewhat larger one with half as many, for notes can outrun text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for span in page.spans:
            sizes[round(span.size * 4) / 4] += len(span.text)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    rivals = (size for size in sizes if usual < size <= NOTES_TO_BODY * usual and sizes[size] > 0.5 * sizes[usual])
    return max(rivals, default=usual)


def find_columns(pages: Sequence[Page], size: float) -> dict[tuple[int, int], Column]:
    """The outer edges of the body, for each page format (`page_format`) in the document."""
    rows: dict[tuple[int, int], list[list[Piece]]] = {}
    for page in pages:
        rows.setdefault(page_format(page), []).extend(_body_rows(page.spans, size))
    return {form: _edges(found, form[0]) for form, found in rows.items()}


def page_format(page: Page) -> tuple[int, int]:
    """Width and height in whole points; pages of one format share their columns."""
    return round(page.width), round(page.height)


def _body_rows(spans: Iterable[Span], size: float) -> list[list[Piece]]:
    """The body's lines as pieces from left to right."""
    rows: dict[int, list[Span]] = {}
    for span in spans:
        if abs(span.size - size) <= SAME_SIZE:
            rows.setdefault(round(span.baseline), []).append(span)
    return [_pieces(sorted(row, key=lambda span: span.left), CELL_GAP * size) for _, row in sorted(rows.items())]


def _pieces(row: Sequence[Span], gap: float) -> list[Piece]:
    pieces: list[Piece] = []
    for span in row:
        if pieces and span.left - pieces[-1].right <= min(gap, COLUMN_CHANNEL):
            last = pieces[-1]
            pieces[-1] = Piece(last.left, max(last.right, span.right), last.letters + len(span.text))
        else:
            pieces.append(Piece(span.left, span.right, len(span.text)))
    return pieces


def _edges(rows: Sequence[Sequence[Piece]], width: float) -> Column:
    """The left edge that most lines stay right of, and the right edge that nearly all stay left of."""
    if not rows:
        return Column(0.0, float(width))
    lefts = Counter(round(row[0].left) for row in rows)
    needed = max(2, EDGE_SHARE * len(rows)) if len(rows) > 4 else 1
    left = min((edge for edge, count in lefts.items() if count >= needed), default=min(lefts)) - 1.0
    right = _right_edge([_first(row) for row in rows if row[0].left >= left - 1]) or float(width)
    second = _second_column(rows, right)
    return Column(left, max(second or right, left + 1.0))


def _first(row: Sequence[Piece]) -> Piece:
    """The first piece of a line, with those behind it that only the white of a justified line sets apart."""
    left, right, letters = row[0]
    for piece in row[1:]:
        if piece.left - right > 2 * COLUMN_CHANNEL:
            break
        right, letters = piece.right, letters + piece.letters
    return Piece(left, right, letters)


def _right_edge(pieces: Sequence[Piece]) -> float | None:
    rights = sorted(piece.right for piece in pieces)
    return rights[min(len(rights) - 1, int((1 - OUTLIERS) * len(rights)))] if rights else None


def _second_column(rows: Sequence[Sequence[Piece]], right: float) -> float | None:
    """The right edge of a second column of running text beside the first, if there is one."""
    beside = [piece for row in rows for piece in row if piece.left > right - 1]
    if len(beside) < COLUMN_LINES:
        return None
    edge, count = Counter(round(piece.left) for piece in beside).most_common(1)[0]
    column = [piece for piece in beside if piece.left >= edge - 1]
    end = _right_edge(column)
    if end is None or count < 0.5 * len(beside):
        return None
    total = sum(piece.letters for row in rows for piece in row)
    prose = median(piece.right - piece.left for piece in column) > PROSE_WIDTH * (end - edge)
    return end if prose and sum(piece.letters for piece in column) > COLUMN_SHARE * total else None


def find_channels(pages: Sequence[Page], column: Column, size: float) -> list[float | None]:
    """The x of the white channel between two columns of running text, for each page of one format.

    A page too short to show it by itself has the channel of the others, if its text leaves it white too.
    """
    rows = [_body_rows((s for s in page.spans if column.left - 1 <= s.left < column.right), size) for page in pages]
    own = [_channel(found, column) for found in rows]
    shared = Counter(round(border) for border in own if border is not None).most_common(1)
    if not shared:
        return own
    common = float(shared[0][0])
    return [
        border if border is not None else common if _is_white(common, found) else None
        for border, found in zip(own, rows, strict=True)
    ]


def _is_white(border: float, rows: Sequence[Sequence[Piece]]) -> bool:
    """True if hardly any line crosses an x."""
    pieces = [piece for row in rows for piece in row]
    crossing = sum(piece.left < border < piece.right for piece in pieces)
    return crossing <= COLUMN_CROSSINGS * len(pieces)


def _channel(rows: Sequence[Sequence[Piece]], column: Column) -> float | None:
    starts: Counter[int] = Counter()
    for row in rows:
        starts.update(round(other.left) for one, other in pairwise(row) if other.left - one.right >= COLUMN_CHANNEL)
        if row[0].left > column.left + 0.3 * column.width:
            starts[round(row[0].left)] += 1
    if not starts:
        return None
    border = starts.most_common(1)[0][0] - COLUMN_CHANNEL / 2
    pieces = [piece for row in rows for piece in row]
    left = [piece for piece in pieces if piece.right <= border]
    right = [piece for piece in pieces if piece.left >= border]
    if not _is_white(border, rows) or min(len(left), len(right)) < COLUMN_LINES:
        return None
    total = sum(piece.letters for piece in pieces)
    for side, width in ((left, border - column.left), (right, column.right - border)):
        wide = median(piece.right - piece.left for piece in side)
        if sum(piece.letters for piece in side) < COLUMN_SHARE * total or wide < PROSE_WIDTH * width:
            return None
    return border
