"""parts with or without pages, and the page count -> a page for each part, estimated where the file does not say."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.vocabulary import BlockKind
from ingest.parts import Part

_FIRST_PAGE_SHARE = 0.5  # of a full page: the letterhead fills the upper half of a Dutch ministry's first page


def number_pages(parts: Sequence[Part], page_count: int | None) -> tuple[list[int | None], bool]:
    """Return each part's page, and whether the pages are estimated.

    Pages that the file shows are kept. With a page count alone, body text is spread evenly over the pages, the first
    of which holds half as much. Without either there are no pages: none is made up.
    """
    known = [part.raw.page for part in parts]
    if any(page is not None for page in known):
        return _fill(parts, known), False
    if page_count is None or page_count < 1:
        return [None] * len(parts), False
    return list(_estimate(parts, page_count)), True


def _fill(parts: Sequence[Part], known: list[int | None]) -> list[int | None]:
    """Give a part without a page (a note, most often) the page of the one before."""
    filled: list[int | None] = []
    last = next((page for page in known if page is not None), None)
    for part, page in zip(parts, known, strict=True):
        if page is None:
            filled.append(last)
        else:
            filled.append(page)
            last = page if part.kind is not BlockKind.FOOTNOTE else last
    return filled


def _estimate(parts: Sequence[Part], page_count: int) -> list[int]:
    lengths = [0 if part.kind is BlockKind.LETTERHEAD else len(part.text) for part in parts]
    total = sum(lengths)
    a_page = total / (page_count - 1 + _FIRST_PAGE_SHARE) if page_count > 1 else total
    first = a_page * _FIRST_PAGE_SHARE
    pages: list[int] = []
    before = 0
    for part, length in zip(parts, lengths, strict=True):
        page = 1 if page_count == 1 or before < first else 2 + int((before - first) / max(a_page, 1.0))
        if part.kind is BlockKind.FOOTNOTE and pages:
            page = pages[-1]
        pages.append(min(page, page_count))
        before += length
    return pages
