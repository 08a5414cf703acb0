"""citation -> a link to its place in the letter as it was read; such a link -> that place, and where it stands now.

A letter that is read anew may have another text: other paragraphs, other offsets. A link names the version it was
made for by its content hash; old versions stay readable in the ledger, so a link never leads to other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant import errors
from assistant.vocabulary import NUMBERED_BLOCKS, Block, Citation, Letter, LetterHeader

if TYPE_CHECKING:
    from assistant.ledger import Ledger

HASH_LENGTH = 16  # hexadecimal digits of a content hash in a link: enough that no two texts share them
_ALIKE = 0.8  # from which likeness a changed paragraph is the same one
_LONGEST = 4_000  # characters of a paragraph that are compared

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """Where a link leads: the letter as it was when the link was made, and the same place in it as it is now."""

    letter: Letter  # the version that the link names
    span: Span
    paragraph: int | None  # 1-based, in that version
    present: Letter | None  # the letter as it is now; None if it was removed
    present_span: Span | None  # the same words in it, or else the paragraph they stood in; None if it is gone

    @property
    def current(self) -> bool:
        """Whether the version that the link names is the present one."""
        return self.present is not None and self.present.header.content_hash == self.letter.header.content_hash


def permalink(citation: Citation) -> str:
    """The path of the page that opens the letter, as it was read, with the cited words marked."""
    return place_link(citation.header, (citation.start, citation.end), citation.paragraph)


def place_link(header: LetterHeader, span: Span, paragraph: int | None) -> str:
    """The path of a place in a letter as it was read: "/brief/ID?van=10&tot=60&versie=3f2a…#a14"."""
    anchor = f"#a{paragraph}" if paragraph else ""
    version = header.content_hash[:HASH_LENGTH]
    return f"/brief/{quote(header.id, safe='')}?van={span[0]}&tot={span[1]}&versie={version}{anchor}"


def open_link(ledger: Ledger, letter_id: str, version: str, span: Span) -> LinkedPlace:
    """Find the place that a link leads to.

    Args:
        ledger: The ledger.
        letter_id: The letter's id, or one that it had.
        version: The first digits of the content hash of its text, at least HASH_LENGTH.
        span: The cited words, by offsets into that text; what reaches outside it is cut off.

    Raises:
        UnknownLetter: No letter of this id ever had that text.
    """
    if len(version) < HASH_LENGTH:
        raise errors.UnknownLetter(letter_id=f"{letter_id}@{version}")
    letter = ledger.version(letter_id, version)
    present = ledger.letter(letter_id) if ledger.has_letter(ledger.resolve(letter_id)) else None
    start, end = (min(max(edge, 0), len(letter.text)) for edge in span)
    now = None if present is None else place_now(letter, (start, end), present)
    return LinkedPlace(letter, (start, end), _paragraph_at(letter, start), present, now)


def place_now(old: Letter, span: Span, new: Letter) -> Span | None:
    """Where the words of a span stand in another text of the same letter.

    Returns:
        The same words; if they stand there several times, those nearest to their old place in the letter; if they are
        gone, the paragraph most like the one they stood in; None if there is none like it.
    """
    words = old.text[span[0] : span[1]]
    if not words.strip():
        return None
    share = span[0] / max(len(old.text), 1)
    places = _all_places(words, new.text)
    if places:
        start = min(places, key=lambda at: abs(at / max(len(new.text), 1) - share))
        return start, start + len(words)
    block = _block_at(old, span[0])
    return _most_alike(old.text[block.start : block.end], new) if block else None


def _all_places(words: str, text: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _block_at(letter: Letter, offset: int) -> Block | None:
    return next((block for block in letter.blocks if block.start <= offset < block.end), None)


def _most_alike(paragraph: str, letter: Letter) -> Span | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(paragraph[:_LONGEST].split())
    best, found = _ALIKE, None
    for block in letter.blocks:
        matcher.set_seq1(letter.text[block.start : block.end][:_LONGEST].split())
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        alike = matcher.ratio()
        if alike > best or (alike == best and found is None):
            best, found = alike, (block.start, block.end)
    return found


def _paragraph_at(letter: Letter, offset: int) -> int | None:
    """The number of the paragraph that holds an offset, as the letter's page counts them."""
    paragraph = 0
    for block in letter.blocks:
        paragraph += block.kind in NUMBERED_BLOCKS
        if block.start <= offset < block.end:
            return paragraph if block.kind in NUMBERED_BLOCKS else None
    return None
