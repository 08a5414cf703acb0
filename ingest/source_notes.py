"""parts -> the same parts, with the list of sources at the end of a Kamervragen letter made footnotes.

Members name their sources by "1)" or "[1]" in a question, and the answer repeats the list below the last answer.
There it would read as the minister's words; it belongs to the questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import BlockKind, Voice
from ingest.parts import Part
from ingest.transcript import NoteMark, RawBlock

_OPENS = re.compile(r"^(?:\[(?P<square>\d{1,2})\]|(?P<round>\d{1,2})\))\s*(?=\S)")
_ITEM = re.compile(r"^\[?\(?(?P<number>\d{1,2})[\]).]?$")
_MARK = re.compile(r"\s?\[(?P<square>\d{1,2})\]|(?<=[\w?.!,”’\"')])\s?(?P<round>(?<!\d)\d{1,2})\)(?=[\s,.;:?]|$)")


_REFERRED = 0.5  # of the sources; a PDF may have lost the mark of one


def mark_sources(parts: list[Part]) -> list[Part]:
    """Turn the source list at the letter's end into footnotes, if the questions refer to it."""
    start = _list_start(parts)
    if start is None:
        return parts
    notes = _notes(parts[start:])
    known = {note.label for note in notes if note.label}
    asked = {number for part in parts[:start] if part.voice is Voice.MEMBER for number in _numbers(part)}
    if not known or len(known & asked) < _REFERRED * len(known):
        return parts
    waiting = {
        note.label: Part(raw=note, kind=BlockKind.FOOTNOTE, voice=Voice.MEMBER, label=note.label) for note in notes
    }
    marked: list[Part] = []
    for part in parts[:start]:  # a source stands behind its question: the answers' footnotes are numbered from 1 too
        if part.voice is not Voice.MEMBER or part.kind is BlockKind.FOOTNOTE:
            marked.append(part)
            continue
        marked.append(_take_marks(part, known))
        marked += [waiting.pop(label) for label in _numbers(part) if label in waiting]
    return marked + [part for part in parts[start:] if part.kind is BlockKind.FOOTNOTE]


def _list_start(parts: Sequence[Part]) -> int | None:
    """Return where the last parts begin that are numbered from 1 on; lines without a number go with the one before."""
    start = None
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.kind is BlockKind.FOOTNOTE:
            continue
        if part.label is not None and part.kind is BlockKind.HEADING:  # "Antwoord op vraag 9"
            break
        if part.voice is not Voice.AUTHOR or not part.answers:
            break
        number = _number(part)
        if number is not None:
            start = index
            if number == "1":
                return start
    return None


def _number(part: Part) -> str | None:
    """Return the number that a part opens with, in its text or as its list mark."""
    if opened := _OPENS.match(part.text):
        return opened["square"] or opened["round"]
    item = _ITEM.match(part.raw.label or "") if part.kind is BlockKind.LIST_ITEM else None
    return item["number"] if item else None


def _notes(parts: Sequence[Part]) -> list[RawBlock]:
    notes: list[RawBlock] = []
    for part in parts:
        if part.kind is BlockKind.FOOTNOTE:
            continue
        number = _number(part)
        text = _OPENS.sub("", part.text)
        if number is not None:
            notes.append(replace(part.raw, text=text, kind=BlockKind.FOOTNOTE, label=number, level=0, marks=()))
        elif notes:
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {text}")
    return notes


def _numbers(part: Part) -> list[str]:
    """Return the numbers that a question refers to: written in its text, or raised and taken out by the reader."""
    written = [found["square"] or found["round"] for found in _MARK.finditer(part.text)]
    return [*written, *(mark.label for mark in part.raw.marks)]


def _take_marks(part: Part, known: set[str]) -> Part:
    """Take "1)" and "[1]" out of a question's text, and remember where they stood."""
    if part.kind is BlockKind.HEADING:
        return part
    pieces: list[str] = []
    marks: list[NoteMark] = []
    cuts: list[tuple[int, int]] = []
    position = 0
    for found in _MARK.finditer(part.text):
        number = found["square"] or found["round"]
        if number in known:
            pieces.append(part.text[position : found.start()])
            marks.append(NoteMark(sum(map(len, pieces)), number))
            cuts.append(found.span())
            position = found.end()
    text = "".join([*pieces, part.text[position:]])
    shifted = [
        NoteMark(
            mark.offset - sum(min(end, mark.offset) - start for start, end in cuts if start < mark.offset), mark.label
        )
        for mark in part.raw.marks
    ]
    stripped = text.rstrip()
    merged = sorted([*marks, *shifted], key=lambda mark: mark.offset)
    held = tuple(NoteMark(min(mark.offset, len(stripped)), mark.label) for mark in merged)
    return replace(part, raw=replace(part.raw, text=stripped, marks=held))
