"""blocks as read -> the same blocks, with the bare numbers over Members' questions made labels.

Some answers to the Kamer number the questions and announce none: "7." stands above or before the question, and the
answer follows, announced ("Antwoord op vraag 7") or not. Left alone, the Member's words would be read as the
minister's. Numbers are taken for those of questions in a letter that speaks of questions, where together they are
nearly all from 1 to the last, each once, in any order (some letters answer by theme), and nearly all stand before
something asked. Numbers that begin again, where nothing is asked, are those of the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.vocabulary import BlockKind
from ingest.transcript import NoteMark, RawBlock

_ANNOUNCES = re.compile(r"\b(?:kamer)?vragen\b|\bschriftelijk overleg\b", re.IGNORECASE)
_SPOKEN = re.compile(r"^(?:vraag|vragen)\s+\d", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?P<numbers>\d{1,3}(?:(?:\s*,\s*|\s+en\s+|\s*,\s*en\s+|\s+t/m\s+|\s?[-–]\s?)\d{1,3})*)"
    r"(?:\s*[.)]?\s*$|(?:[.)]\s*|\s+)(?=[A-ZÀ-Ý\"'“‘„«(]))"
)
_COUNTED = re.compile(r"^\(?(?P<numbers>\d{1,3})[.)]?$")  # a number that the word processor counted
_FEWEST = 2  # numbered questions; a single one is as likely a numbered heading
_ASKED = 0.8  # share of the numbers below which something must be asked
_COMPLETE = 0.8  # share of the numbers from 1 to the highest that must be there
_KINDS = (None, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number that opens a block, with what stands below it up to the next number."""

    at: int
    written: str  # "5 en 6"
    numbers: tuple[int, ...]
    end: int  # of the number, in the block's text
    text: str


def label_numbers(blocks: list[RawBlock]) -> list[RawBlock]:
    """Give the numbers of questions, and of answers that repeat them, blocks of their own with a label."""
    if any(_SPOKEN.match(block.text) for block in blocks) or not any(_ANNOUNCES.search(block.text) for block in blocks):
        return blocks
    asked, answered = _series(list(_numbered(blocks)))
    labels = {one.at: (one, "Vraag") for one in asked} | {one.at: (one, "Antwoord") for one in answered}
    return [piece for at, block in enumerate(blocks) for piece in _labelled(block, *labels.get(at, (None, "")))]


def _numbered(blocks: Sequence[RawBlock]) -> Iterator[_Numbered]:
    found = [(at, *opened) for at, block in enumerate(blocks) if (opened := _opening_number(block))]
    for place, (at, written, cut) in enumerate(found):
        end = found[place + 1][0] if place + 1 < len(found) else len(blocks)
        below = [blocks[at].text[cut:], *(block.text for block in blocks[at + 1 : end])]
        numbers = tuple(int(number) for number in re.findall(r"\d+", written))
        yield _Numbered(at, written, numbers, cut, "\n".join(filter(None, below)))


def _opening_number(block: RawBlock) -> tuple[str, int] | None:
    """The number that a block opens with and its end in the text; 0 where the word processor counted it."""
    if block.kind not in _KINDS:
        return None
    if match := _NUMBER.match(block.text):
        return match["numbers"], match.end()
    counted = _COUNTED.match(block.label or "") if block.kind is BlockKind.LIST_ITEM and block.level == 1 else None
    return (counted["numbers"], 0) if counted else None


def _series(numbered: Sequence[_Numbered]) -> tuple[list[_Numbered], list[_Numbered]]:
    """The numbers of questions, and those of answers that begin at 1 again; none where they are no such series."""
    asked = _each_once(numbered, asking=True)
    asking = [one for one in asked if "?" in one.text]
    if not _is_complete(asked) or len(asking) < _ASKED * len(asked):
        return [], []
    answered = _each_once([one for one in numbered if one.at > asked[-1].at], asking=False)
    if _is_complete(answered):
        return asked, answered
    if not any(_is_answered(one) for one in asked):  # a list of questions that nothing below answers
        return [], []
    return asked, []


def _each_once(numbered: Sequence[_Numbered], *, asking: bool) -> list[_Numbered]:
    """The first block of each number below which something is asked, or is not, or that follows on the one before."""
    kept: list[_Numbered] = []
    seen: set[int] = set()
    for one in numbered:
        follows = bool(kept) and one.numbers[0] == kept[-1].numbers[-1] + 1
        if seen.isdisjoint(one.numbers) and (follows or ("?" in one.text) is asking):
            kept.append(one)
            seen.update(one.numbers)
    return kept


def _is_complete(numbered: Sequence[_Numbered]) -> bool:
    """Whether these are nearly all numbers from 1 to the highest."""
    held = {number for one in numbered for number in one.numbers}
    return len(numbered) >= _FEWEST and 1 in held and len(held) >= _COMPLETE * max(held)


def _is_answered(one: _Numbered) -> bool:
    """Whether something is told below what is asked."""
    return bool(one.text.rpartition("?")[2].strip(" \n\"'”’»)."))


def _labelled(block: RawBlock, one: _Numbered | None, spoken: str) -> list[RawBlock]:
    if one is None:
        return [block]
    label = replace(
        block,
        text=block.text[: one.end].strip() or block.label or one.written,
        kind=BlockKind.HEADING,
        label=f"{spoken} {one.written}",
        marks=(),
        level=0,
    )
    if one.end >= len(block.text.rstrip()):
        return [label]
    marks = tuple(NoteMark(mark.offset - one.end, mark.label) for mark in block.marks if mark.offset >= one.end)
    return [label, replace(block, text=block.text[one.end :], kind=None, marks=marks, label=None, level=0)]
