"""letter -> the promises (toezeggingen) in it, with by when, and its sentences about promises made earlier.

A promise is a sentence in which the one who signed the letter tells the Kamer what it will get or what will be done
for it. A Member's question, the text of a motion and a report of what somebody else promised are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.sentences import split_sentences
from assistant.vocabulary import BlockKind, Letter, LetterHeader, Voice

_COUNTED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)  # as citations count
_PROMISE = re.compile(r"\bik zeg\b[^.;]*\btoe\b", re.IGNORECASE)


class PromiseKind(StrEnum):
    """What a sentence does with a promise."""

    MADE = "made"  # it makes one: "Ik zeg uw Kamer toe …"
    RECALLED = "recalled"  # it recalls one made earlier: "In het debat van 4 oktober heb ik toegezegd …"
    KEPT = "kept"  # it says that one made earlier is fulfilled: "Hiermee doe ik de toezegging … gestand"


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence about a promise, by offsets into the letter's text: `letter.text[start:end] == text`."""

    text: str
    start: int
    end: int
    kind: PromiseKind
    topic: str  # the content words of what is promised, of the sentences around it too where it leans on them
    due_text: str | None  # by when, as written ("voor de zomer")
    due: str | None  # the last day of that, as an ISO date; None where it says no day or the letter has no date
    recurs: str | None  # how often, as written ("elk half jaar"); None: once
    page: int | None
    paragraph: int  # 1-based, as citations count them


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A sentence about a promise with the letter that it stands in."""

    promise: Promise
    header: LetterHeader


def letter_promises(letter: Letter) -> list[Promise]:
    """The sentences about promises in a letter's own words, in order."""
    found: list[Promise] = []
    paragraph = 0
    for block in letter.blocks:
        paragraph += block.kind in _COUNTED
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} or block.voice is not Voice.AUTHOR:
            continue
        for start, end in split_sentences(letter.text[block.start : block.end], block.start):
            text = letter.text[start:end]
            if _PROMISE.search(text):
                found.append(Promise(text, start, end, PromiseKind.MADE, "", None, None, None, block.page, paragraph))
    return found
