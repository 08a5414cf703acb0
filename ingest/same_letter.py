"""two letters -> whether they are the same one, and the letter that is known from both.

The same letter appears at the Kamer as docx or PDF, at KOOP as XML, and in somebody's folder as text. It is one letter
with several sources: the best text wins, and what only another source says of it (a kenmerk, a Kamerstuk number)
completes its header.
"""

from __future__ import annotations

import dataclasses
import re

from assistant.vocabulary import BlockKind, Letter, LetterHeader
from ingest.letterhead import letter_id

# Best text first: XML has its structure from the source, docx nearly so, PDF and text have it guessed from the page.
FORMATS = ("xml", "html", "docx", "odt", "doc", "rtf", "pdf", "txt")
_SHINGLE = 4  # words
# Share of word sequences in common (Broder 1997) from which two texts are the same letter: lower where the reference
# or Kamerstuk number says so too, for then only a letterhead or an annex sets them apart.
ALIKE = 0.8
ALIKE_BY_NUMBER = 0.5
_WORD = re.compile(r"\w+")
_BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.HEADING}


def may_be_same(one: LetterHeader, other: LetterHeader) -> bool:
    """Whether two letters can be one by their headers: no other date, reference or Kamerstuk number."""
    if one.date is not None and other.date is not None and one.date != other.date:
        return False
    return all(_bare(mine) == _bare(theirs) for mine, theirs in _numbers(one, other))


def is_same(one: Letter, other: Letter) -> bool:
    """Whether two letters are one: of one date, and alike in their words."""
    if not may_be_same(one.header, other.header):
        return False
    return overlap(one, other) >= (ALIKE_BY_NUMBER if _numbers(one.header, other.header) else ALIKE)


def _numbers(one: LetterHeader, other: LetterHeader) -> list[tuple[str, str]]:
    """The references and Kamerstuk numbers that both headers state."""
    pairs = ((one.reference, other.reference), (one.kamerstuk, other.kamerstuk))
    return [(mine, theirs) for mine, theirs in pairs if mine and theirs]


def overlap(one: Letter, other: Letter) -> float:
    """Share of the sequences of four words that two letters' bodies have in common, 0 to 1."""
    mine, theirs = _shingles(one), _shingles(other)
    together = len(mine | theirs)
    return len(mine & theirs) / together if together else 0.0


def _shingles(letter: Letter) -> set[tuple[str, ...]]:
    body = " ".join(letter.text[block.start : block.end] for block in letter.blocks if block.kind in _BODY)
    words = _WORD.findall(body.lower())
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}


def is_better(one: str, other: str) -> bool:
    """Whether the text of the first format is to be preferred to that of the second."""
    return _rank(one) < _rank(other)


def _rank(kind: str) -> int:
    return FORMATS.index(kind) if kind in FORMATS else len(FORMATS)


def complete(best: Letter, other: LetterHeader) -> Letter:
    """The letter with the better text, its header completed from the other source, under the id that follows."""
    mine = best.header
    known = {
        field.name: getattr(mine, field.name) or getattr(other, field.name)
        for field in dataclasses.fields(LetterHeader)
        if field.name not in {"id", "source", "content_hash", "sample"}
    }
    header = dataclasses.replace(mine, **known)
    number = header.kamerstuk or header.reference
    header = dataclasses.replace(header, id=letter_id(header.date, number, header.content_hash))
    return dataclasses.replace(best, header=header)


def _bare(written: str) -> str:
    return "".join(char for char in written.lower() if char.isalnum())
