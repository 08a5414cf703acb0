"""domain types <-> rows of the ledger: plain values and JSON, no database."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.figure_index import IndexedFigure
from assistant.promises import Promise, PromiseKind
from assistant.references import Reference, ReferenceKind
from assistant.vocabulary import (
    Block,
    BlockKind,
    Box,
    Figure,
    Letter,
    LetterHeader,
    NoteAnchor,
    Passage,
    Unit,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or an address, that a letter was read from."""

    path: str
    file_hash: str  # SHA-256 of its bytes, hexadecimal
    format: str  # "xml", "docx", "pdf", …


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the ledger's history: the number of a change, and the mark by which that change is known again."""

    revision: int
    mark: str = ""


# Looked up, for a question loads some hundred blocks, and to call an enumeration takes ten times as long.
_KINDS = {kind.value: kind for kind in BlockKind}
_VOICES = {voice.value: voice for voice in Voice}
NOWHERE = Position(-1)  # of an index that holds nothing usable


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the ledger after some revision: the letters stored or removed, the passage keys taken away."""

    letter_ids: tuple[str, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key in the ledger and the header of its letter."""

    key: int
    passage: Passage
    header: LetterHeader


def dump_header(header: LetterHeader) -> str:
    """The header as JSON."""
    values = dataclasses.asdict(header)
    values["date"] = header.date.isoformat() if header.date else None
    return _dump(values)


def load_header(text: str) -> LetterHeader:
    """The header that `dump_header` wrote."""
    values = json.loads(text)
    values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
    for name in ("signatories", "attachments"):
        values[name] = tuple(values[name])
    return LetterHeader(**values)


def dump_blocks(blocks: tuple[Block, ...]) -> str:
    """The blocks as a JSON array of arrays; what is absent at the end of a row is left out."""
    return _dump([_block_row(block) for block in blocks])


def load_blocks(text: str) -> tuple[Block, ...]:
    """The blocks that `dump_blocks` wrote."""
    return tuple(_block_of(row) for row in json.loads(text))


def letter_row(letter: Letter) -> dict[str, Any]:
    """The columns of a letter, but for its revision."""
    return header_row(letter.header) | {
        "text": letter.text,
        "blocks": dump_blocks(letter.blocks),
        "page_count": letter.page_count,
        "pages_estimated": letter.pages_estimated,
    }


def header_row(header: LetterHeader) -> dict[str, Any]:
    """The columns of a header."""
    return {
        "id": header.id,
        "content_hash": header.content_hash,
        "date": date_number(header),
        "ministry": header.ministry,
        "dossier": header.dossier,
        "reference": bare_number(header.reference),
        "kamerstuk": bare_number(header.kamerstuk),
        "sample": header.sample,
        "header": dump_header(header),
    }


def bare_number(written: str | None) -> str | None:
    """A reference or number without what is written now one way, now another ("28 844, nr. 269" -> "28844nr269")."""
    return "".join(char for char in written.lower() if char.isalnum()) or None if written else None


def date_number(header: LetterHeader) -> int | None:
    """The letter's date as yyyymmdd."""
    return int(header.date.strftime("%Y%m%d")) if header.date else None


def date_of(number: int | None) -> date | None:
    """The date that `date_number` wrote."""
    return None if number is None else date(number // 10_000, number // 100 % 100, number % 100)


def passage_row(passage: Passage) -> dict[str, Any]:
    """The columns of a passage; its text is not among them, for it stands in the letter's."""
    return {
        "letter_id": passage.letter_id,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "section": _dump(passage.section),
        "page": passage.page,
        "paragraph": passage.paragraph,
        "voice": passage.voice.value,
        "context": passage.context,
        "question": passage.question,
        "blocks": dump_blocks(passage.blocks),
    }


def passage_of(row: Any, text: str) -> Passage:  # noqa: ANN401 - a row of whatever columns were selected
    """The passage of a row, with its text."""
    return Passage(
        letter_id=row.letter_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=text,
        section=tuple(json.loads(row.section)),
        page=row.page,
        paragraph=row.paragraph,
        voice=_VOICES[row.voice],
        context=row.context,
        question=row.question,
        blocks=load_blocks(row.blocks),
    )


def figure_row(letter_id: str, indexed: IndexedFigure) -> dict[str, Any]:
    """The columns of a figure."""
    figure = indexed.figure
    return {
        "letter_id": letter_id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": float(figure.value),
        "exact": str(figure.value),
        "upper": None if figure.upper is None else str(figure.upper),
        "unit": figure.unit.value,
        "unit_text": figure.unit_text,
        "qualifier": figure.qualifier,
        "measure": indexed.measure,
        "period": indexed.period,
        "page": indexed.page,
        "paragraph": indexed.paragraph,
        "sentence_start": indexed.sentence[0],
        "sentence_end": indexed.sentence[1],
    }


def figure_of(row: Any) -> IndexedFigure:  # noqa: ANN401 - a row of whatever columns were selected
    """The figure of a row."""
    figure = Figure(
        text=row.text,
        start=row.start,
        end=row.end,
        value=Decimal(row.exact),
        unit=Unit(row.unit),
        unit_text=row.unit_text,
        upper=None if row.upper is None else Decimal(row.upper),
        qualifier=row.qualifier,
    )
    return IndexedFigure(
        figure, row.measure, row.period, row.page, row.paragraph, (row.sentence_start, row.sentence_end)
    )


def reference_row(letter_id: str, reference: Reference) -> dict[str, Any]:
    """The columns of a reference."""
    return {"letter_id": letter_id, **dataclasses.asdict(reference), "kind": reference.kind.value}


def reference_of(row: Any) -> Reference:  # noqa: ANN401 - a row of whatever columns were selected
    """The reference of a row."""
    return Reference(row.text, row.start, row.end, ReferenceKind(row.kind), row.identifier, row.official, row.url)


def promise_row(letter_id: str, promise: Promise) -> dict[str, Any]:
    """The columns of a sentence about a promise."""
    return {"letter_id": letter_id, **dataclasses.asdict(promise), "kind": promise.kind.value}


def promise_of(row: Any) -> Promise:  # noqa: ANN401 - a row of whatever columns were selected
    """The sentence about a promise of a row."""
    return Promise(
        text=row.text,
        start=row.start,
        end=row.end,
        kind=PromiseKind(row.kind),
        topic=row.topic,
        due_text=row.due_text,
        due=row.due,
        recurs=row.recurs,
        page=row.page,
        paragraph=row.paragraph,
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _block_row(block: Block) -> list[Any]:
    row = [
        block.kind.value,
        block.start,
        block.end,
        block.page,
        block.level,
        block.label,
        block.voice.value,
        [[anchor.offset, anchor.label] for anchor in block.anchors],
        [[box.page, box.left, box.top, box.right, box.bottom] for box in block.boxes],
        block.answers,
    ]
    while row and row[-1] in (None, []):
        row.pop()
    return row


def _block_of(row: list[Any]) -> Block:
    kind, start, end, page, level, label, voice, anchors, boxes, answers = row + [None] * (10 - len(row))
    return Block(
        kind=_KINDS[kind],
        start=start,
        end=end,
        page=page,
        level=level or 0,
        label=label,
        voice=_VOICES[voice] if voice else Voice.AUTHOR,
        anchors=tuple(NoteAnchor(*anchor) for anchor in anchors or ()),
        boxes=tuple(Box(*box) for box in boxes or ()),
        answers=tuple(answers) if answers else None,
    )
