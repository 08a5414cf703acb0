"""pages with spans -> transcript: zones, then blocks, then one reading order."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.vocabulary import BlockKind
from ingest.pdf_blocks import Draft, body_drafts, finish, join_pages, measure_body, note_drafts, set_levels
from ingest.pdf_columns import Column
from ingest.pdf_hyphens import Hyphens
from ingest.pdf_letterhead import LINE_END, field_label, is_salutation, letterhead_fields, masthead_fields
from ingest.pdf_lines import Line, Page
from ingest.pdf_signatures import set_signatures_apart
from ingest.pdf_zones import Stretch, Zones, find_zones
from ingest.transcript import RawBlock, Transcript

OPENING = 0.6  # of the first page; a letter without a salutation has its date and subject in this part


def read_layout(pages: Sequence[Page]) -> Transcript:
    """Read the pages of one letter."""
    zones = find_zones(pages)
    hyphens = Hyphens([line.text for page in zones.pages for stretch in page.body for line in stretch.lines])
    measure = measure_body(zones)
    head, body = _letterhead(zones)
    sidebar = _sidebar(zones)
    first = zones.pages[0]
    opening = [line for stretch in first.body for line in stretch.lines]
    upper = head or [line for line in opening if line.baseline < OPENING * first.page.height]
    found = masthead_fields(first.margin, opening, zones.size) | letterhead_fields([*sidebar, upper], zones.pitch)
    fields = {name: _joined(value, hyphens) for name, value in found.items()}
    drafts = [body_drafts(set_signatures_apart(stretch), measure) for stretch in body]
    notes = [note_drafts(page.notes, Column(0.0, page.page.width)) for page in zones.pages if page.notes]
    joined = join_pages(drafts, measure)
    set_levels(joined)
    blocks = [
        *_letterhead_blocks([*sidebar, head], hyphens),
        *_in_order(joined, join_pages(notes, measure), hyphens),
    ]
    return Transcript(tuple(block for block in blocks if block.text), fields, len(pages))


def _joined(value: str, hyphens: Hyphens) -> str:
    """A field's value on one line, its words whole again."""
    text = ""
    for line in value.split(LINE_END):
        text, _ = hyphens.join(text, line)
    return hyphens.end(text)


def _letterhead(zones: Zones) -> tuple[list[Line], list[Stretch]]:
    """The body lines of the first page above the salutation, and all other stretches of body."""
    stretches = [stretch for page in zones.pages for stretch in page.body]
    first = zones.pages[0].page.number
    seen: list[Line] = []
    for number, stretch in enumerate(stretches):
        for index, line in enumerate(stretch.lines):
            if line.page != first:
                return [], stretches
            if is_salutation(line):
                rest = Stretch(stretch.column, stretch.lines[index:])
                return [*seen, *stretch.lines[:index]], [rest, *stretches[number + 1 :]]
        seen += stretch.lines
    return [], stretches


def _sidebar(zones: Zones) -> list[list[Line]]:
    """The margin of each page; what earlier pages already showed is left out."""
    seen: set[str] = set()
    columns: list[list[Line]] = []
    for page in zones.pages:
        fresh = [line for line in page.margin if line.text not in seen and not (columns and field_label(line.text))]
        seen.update(line.text for line in page.margin)
        if fresh:
            columns.append(fresh)
    return columns


def _letterhead_blocks(columns: Sequence[Sequence[Line]], hyphens: Hyphens) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    for lines in columns:
        for line in lines:
            draft = Draft([line], Column(line.left, line.right), BlockKind.LETTERHEAD)
            blocks.append(finish(draft, hyphens))
    return blocks


def _in_order(body: list[Draft], notes: list[Draft], hyphens: Hyphens) -> list[RawBlock]:
    """The body with the footnotes of a page behind the last block that begins on it."""
    blocks = [finish(draft, hyphens) for draft in body]
    for draft in notes:
        note = finish(draft, hyphens)
        place = len(blocks)
        while place and (blocks[place - 1].page or 0) > (note.page or 0):
            place -= 1
        blocks.insert(place, note)
    return blocks
