"""lines of all pages -> those that are no text of the letter: page headers, footers, page numbers, ISSN lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.pdf_lines import Line, cells

FOOT_ZONE, HEAD_ZONE = 0.86, 0.12  # of the page height; running lines stand below or above these
REPEATED_ZONE = 0.3  # of the page height; the letterhead of a later page stands above this
APART = 1.8  # em; white between a running line and the text
REPEATED = 0.4  # of the pages; a running line stands on more (left and right pages may differ)

_RUNNING = re.compile(
    r"(?:pagina|pag\.|blad|page)\s*\d+(?:\s*(?:van|/|of)\s*\d+)?"
    r"|(?:ah|kst|h|blg|stcrt)-[\w.-]*\d[\w.-]*|ISSN\s*\d{4}\s*-\s*\d{3}[\dX]|[’'‘`]s-Gravenhage \d{4}"
    r"|(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[–-]\d{4}, .{3,60}",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,4}\s*[-–—]?|\d+\s*(?:/|van)\s*\d+")
_NUMBER = re.compile(r"\d+")

LineKey = tuple[int, float, str]


class PageLines(NamedTuple):
    """The lines of one page: those of its columns and those beside them."""

    number: int
    height: float
    column: Sequence[Line]
    margin: Sequence[Line]


class _Place(NamedTuple):
    """Where a line stands that may be a running one, and by how much its last number differs from the page's."""

    line: Line
    offset: int | None


def line_key(line: Line) -> LineKey:
    """What tells a line from all others of the document."""
    return line.page, line.baseline, line.text


def find_running(pages: Sequence[PageLines]) -> set[LineKey]:
    """The running lines of a document, by their keys.

    A line is one if it reads as one, or if it returns at one height on many pages with the same words, or with a
    number that counts along with the pages.
    """
    found: set[LineKey] = set()
    places: dict[tuple[str, int], list[_Place]] = {}
    for page in pages:
        baselines = sorted(line.baseline for line in page.column)
        for line in (*page.column, *page.margin):
            if HEAD_ZONE * page.height <= line.baseline <= FOOT_ZONE * page.height:
                continue
            apart = line in page.margin or _is_apart(line, baselines)
            if _reads_running(line, apart=apart):
                found.add(line_key(line))
            elif apart:
                numbers = _NUMBER.findall(line.text)
                offset = int(numbers[-1]) - page.number if numbers and len(numbers[-1]) < 5 else None
                key = (_NUMBER.sub("#", line.text), round(line.baseline / 3))
                places.setdefault(key, []).append(_Place(line, offset))
    for same in places.values():
        equal = len({place.line.text for place in same}) == 1 or len({place.offset for place in same}) == 1
        if equal and len(same) >= max(2, REPEATED * (len(pages) - 1)):
            found.update(line_key(place.line) for place in same)
    return found | {line_key(line) for page in pages[1:] for line in _repeated_head(pages[0], page)}


def _repeated_head(first: PageLines, page: PageLines) -> list[Line]:
    """The lines at the top of a page that repeat what stands beside the first page's text: sender and reference."""
    sender = " ".join(line.text for line in first.margin)
    head: list[Line] = []
    for line in sorted(page.column, key=lambda line: line.baseline):
        if line.text not in sender or line.baseline > REPEATED_ZONE * page.height:
            break
        head.append(line)
    return head if len(head) > 1 else []


def _reads_running(line: Line, *, apart: bool) -> bool:
    """True if all of a line reads as a running line; a bare number does so only if it stands apart."""
    parts = [" ".join(span.text for span in group) for group in cells(line, gap=2.0)]
    bare = [bool(_PAGE_NUMBER.fullmatch(part)) for part in parts]
    if all(bare):
        return apart and len(parts) == 1
    return bool(_RUNNING.fullmatch(line.text)) or all(
        number or _RUNNING.fullmatch(part) for number, part in zip(bare, parts, strict=True)
    )


def _is_apart(line: Line, baselines: Sequence[float]) -> bool:
    """True if white separates a line at the head or foot from the text of its column."""
    gap = APART * line.size
    above = [baseline for baseline in baselines if baseline < line.baseline - 1]
    below = [baseline for baseline in baselines if baseline > line.baseline + 1]
    if not above:
        return not below or below[0] - line.baseline > gap or (len(below) > 1 and below[1] - below[0] > gap)
    if not below or len(below) == 1:
        return line.baseline - above[-1] > gap or (len(above) > 1 and above[-1] - above[-2] > gap)
    return line.baseline - above[-1] > gap
