"""transcript -> letter: every block with its kind, voice, page and place in the one canonical text.

The steps, each in its own file: letterhead and signature (`letter_frame`), questions and answers (`questions`),
headings and lists (`headings`), footnotes to their paragraph (`footnotes`), pages (`page_numbers`), and at last the
header's fields (`letterhead`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import Block, BlockKind, Letter, NoteAnchor
from ingest.contributions import mark_contributions
from ingest.footnotes import place_footnotes
from ingest.headings import mark_headings
from ingest.letter_frame import frame
from ingest.letterhead import read_header
from ingest.motions import mark_motions
from ingest.numbered_questions import label_numbers
from ingest.page_numbers import number_pages
from ingest.parts import Part
from ingest.questions import pair_questions, split_labels
from ingest.source_notes import mark_sources
from ingest.transcript import NoteMark, RawBlock, Transcript

BETWEEN_BLOCKS = "\n\n"
BETWEEN_ITEMS = "\n"  # between list items, and between rows of a table
_OPEN_END = re.compile(r"[\w)%’»\"”]$|\b(?:en|of|de|het|van)$")
_CONTINUES = re.compile(r"^(?:[a-zà-ÿ(]\S*\s+\S|€\s?\d.*\.$)", re.DOTALL)  # an amount without a full stop is a cell
_LIST_LIKE = re.compile(r"^(?:[•·▪*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")


def compose_letter(transcript: Transcript, *, source: str, url: str | None = None) -> Letter:
    """Compose a letter from what a reader saw.

    Args:
        transcript: The blocks in reading order; those without text are passed over.
        source: The file as ingested, or the address it was fetched from.
        url: The letter's official page, where the source knows better than the file.
    """
    blocks = [block for block in transcript.blocks if block.text.strip()]
    blocks = _join_broken(frame(split_labels(label_numbers(blocks)), subject=transcript.fields.get("betreft", "")))
    parts = [Part(raw=block, kind=_kept_kind(block), label=block.label) for block in blocks]
    parts = place_footnotes(mark_headings(mark_motions(mark_sources(mark_contributions(pair_questions(parts))))))
    pages, estimated = number_pages(parts, transcript.page_count)
    text, letter_blocks = _assemble(parts, pages)
    header = read_header(text, letter_blocks, transcript.fields, source=source, url=url)
    seen = max((page for page in pages if page is not None), default=None)
    count = max(transcript.page_count or 0, seen or 0) or None
    return Letter(header=header, text=text, blocks=letter_blocks, page_count=count, pages_estimated=estimated)


def _kept_kind(block: RawBlock) -> BlockKind | None:
    """Return the kind that reader or frame gave; a paragraph may still turn out to be a heading in bold."""
    if block.kind is BlockKind.PARAGRAPH and block.bold:
        return None
    return block.kind


def _join_broken(blocks: list[RawBlock]) -> list[RawBlock]:
    """Join paragraphs that an author broke by hand: no full stop before, no capital after."""
    joined: list[RawBlock] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            shift = len(before.text) + 1
            marks = (*before.marks, *(NoteMark(mark.offset + shift, mark.label) for mark in block.marks))
            joined[-1] = replace(
                before,
                text=f"{before.text} {block.text}",
                marks=marks,
                boxes=before.boxes + block.boxes,
                bold=before.bold and block.bold,
            )
        else:
            joined.append(block)
    return joined


def _goes_on(before: RawBlock, block: RawBlock) -> bool:
    plain = (None, BlockKind.PARAGRAPH)
    if before.kind not in plain or block.kind not in plain or before.bold != block.bold:
        return False
    if len(before.text.split()) < 5 or _LIST_LIKE.match(block.text):
        return False
    return _OPEN_END.search(before.text) is not None and _CONTINUES.match(block.text) is not None


def _assemble(parts: Sequence[Part], pages: Sequence[int | None]) -> tuple[str, tuple[Block, ...]]:
    """Join the parts to the canonical text, and give each its offsets in it."""
    pieces: list[str] = []
    length = 0
    spans: list[tuple[int, int]] = []
    for index, part in enumerate(parts):
        if index:
            same = part.kind is parts[index - 1].kind and part.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
            pieces.append(BETWEEN_ITEMS if same else BETWEEN_BLOCKS)
            length += len(pieces[-1])
        pieces.append(part.text)
        spans.append((length, length + len(part.text)))
        length += len(part.text)
    questions = _question_spans(parts, spans)
    blocks = tuple(
        Block(
            kind=part.kind or BlockKind.PARAGRAPH,
            start=start,
            end=end,
            page=page,
            level=part.level,
            label=part.label,
            voice=part.voice,
            anchors=tuple(NoteAnchor(start + mark.offset, mark.label) for mark in part.raw.marks),
            boxes=part.raw.boxes,
            answers=_answered_span(part.answers, questions),
        )
        for part, page, (start, end) in zip(parts, pages, spans, strict=True)
    )
    return "".join(pieces), blocks


def _question_spans(parts: Sequence[Part], spans: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int, int, int]]:
    """Return for each question its text's span and the indexes of its first and last part."""
    found: dict[int, tuple[int, int, int, int]] = {}
    for index, (part, (start, end)) in enumerate(zip(parts, spans, strict=True)):
        if part.asks is None:
            continue
        if part.asks in found:
            first, _, begin, _ = found[part.asks]
            found[part.asks] = (first, end, begin, index)
        else:
            found[part.asks] = (start, end, index, index)
    return found


def _answered_span(answers: Sequence[int], questions: dict[int, tuple[int, int, int, int]]) -> tuple[int, int] | None:
    """Return the span of the questions answered; of those that stand apart, the last that stand together.

    One span cannot leave out what stands between "vraag 3" and "vraag 8", and that would be other people's words.
    """
    spans = [questions[ordinal] for ordinal in answers if ordinal in questions]
    if not spans:
        return None
    start, end, begin, _ = spans[-1]
    for first, _, opening, last in reversed(spans[:-1]):
        if last + 1 != begin:
            break
        start, begin = first, opening
    return start, end
