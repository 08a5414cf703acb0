"""parts -> the same parts, with headings and list items told from paragraphs, and heading depths made one scale.

Many letters mark no heading as such: it is a short line in bold, or only a short line without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import BlockKind
from ingest.parts import Part
from ingest.questions import is_label, spoken_label

_PLAIN_WORDS, _PLAIN_LENGTH = 14, 110  # the longest unmarked heading; longer lines are sentences
_ASKING_WORDS = 8  # the longest question that is a heading: "Wat is een Basisloket?"
_BOLD_WORDS, _BOLD_LENGTH = 45, 320  # bold ones may be longer: "Antwoorden van de minister van ... over ..."
_LIST_MARK = re.compile(r"^(?P<mark>[•·▪◦‣∙]|[*–—-](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
_SENTENCE_END = re.compile(r"[.;,:?!]$")
_OPENS_UPPER = re.compile(r"^[\"'“‘«„(]?[A-ZÀ-ÞŞŽ0-9]")
_NO_HEADING = re.compile(  # lines that are short without being a title; figures side by side are a table read as text
    r"^(?:https?:|www\.|\S+@\S+$|\d+$|\d{1,2} [a-z]+ \d{4}$|tabel \d|figuur \d|bron:|\([^)]*\)$)"
    r"|\||€|\t|\d,\d|(?:\d[\d.]* ){2}",
    re.IGNORECASE,
)
_ANSWERS_TITLE = re.compile(r"^(?:de )?(?:antwoord|beantwoording|vragen van)", re.IGNORECASE)  # above "Vraag 1"
_LETTER = re.compile(r"[^\W\d_]{2}")
_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, None)


def mark_headings(parts: list[Part]) -> list[Part]:
    """Decide the kind of each part that has none; every part has one afterwards."""
    listed = [_as_list_item(part) if part.kind is None else part for part in parts]
    marked: list[Part] = []
    for index, part in enumerate(listed):
        kind = part.kind
        if kind is None or (kind is BlockKind.LIST_ITEM and _numbered_heading(listed, index)):
            kind = BlockKind.HEADING if _is_heading(listed, index) else kind or BlockKind.PARAGRAPH
        label = None if kind is BlockKind.HEADING and part.kind is BlockKind.LIST_ITEM else part.label
        marked.append(part if kind is part.kind else replace(part, kind=kind, label=label))
    return _scale_levels(marked)


def _as_list_item(part: Part) -> Part:
    mark = _LIST_MARK.match(part.text)
    if mark is None:
        return part
    return replace(part, kind=BlockKind.LIST_ITEM, label=mark["mark"], level=max(1, part.raw.level if part.kind else 1))


def _numbered_heading(parts: Sequence[Part], index: int) -> bool:
    """Return whether a part that looks like one item of a list stands alone, as a numbered heading does."""
    if not _NUMBERED.match(parts[index].text):
        return False
    before, after = (_neighbour(parts, index, step) for step in (-1, 1))
    items = [other for other in (before, after) if other is not None and other.kind is BlockKind.LIST_ITEM]
    if parts[index].raw.bold and not any(item.raw.bold for item in items):
        return True
    if after is not None and after.kind is BlockKind.LIST_ITEM:
        return False
    # A heading may follow a list of dashes, but not one of numbers.
    return before is None or before.kind is not BlockKind.LIST_ITEM or not _is_counted(before)


def _is_counted(part: Part) -> bool:
    """Return whether a list item has a number or letter for its mark."""
    return re.match(r"\(?\w", part.label or part.text) is not None


def _neighbour(parts: Sequence[Part], index: int, step: int) -> Part | None:
    index += step
    while 0 <= index < len(parts) and parts[index].kind is BlockKind.FOOTNOTE:
        index += step
    return parts[index] if 0 <= index < len(parts) else None


def _is_heading(parts: Sequence[Part], index: int) -> bool:
    part = parts[index]
    text = part.text
    following = _neighbour(parts, index, 1)
    if following is None or following.kind in (BlockKind.SIGNATURE, BlockKind.LETTERHEAD, BlockKind.BOILERPLATE):
        return False
    if part.asks is not None or _NO_HEADING.search(text) or not _LETTER.search(text) or not _OPENS_UPPER.match(text):
        return False
    if part.raw.bold and len(text.split()) <= _BOLD_WORDS and len(text) <= _BOLD_LENGTH:
        return not text.endswith((";", ","))
    return _is_plain_heading(parts, index, following)


def _is_plain_heading(parts: Sequence[Part], index: int, following: Part) -> bool:
    """Return whether a line that no type sets apart is a heading: short, no sentence, and with text below it."""
    text = parts[index].text
    if index and is_label(
        spoken_label(parts[index - 1].text, parts[index - 1].label)
    ):  # "Ja", the first line of an answer
        return False
    opens = not parts[index].answers and is_label(spoken_label(following.text, following.label))
    if opens and _ANSWERS_TITLE.match(text):
        return len(text.split()) <= _BOLD_WORDS and _SENTENCE_END.search(text) is None
    if len(text.split()) > _PLAIN_WORDS or len(text) > _PLAIN_LENGTH:
        return False
    if _SENTENCE_END.search(text):
        return _is_asking_heading(parts, index, following)
    return _may_stand_above(following)


def _is_asking_heading(parts: Sequence[Part], index: int, following: Part) -> bool:
    """Return whether a question is the title of the paragraph below it, in a letter that answers no Members."""
    text = parts[index].text
    if not text.endswith("?") or len(text.split()) > _ASKING_WORDS:
        return False
    answered = following.kind in (None, BlockKind.PARAGRAPH) and len(following.text.split()) > _PLAIN_WORDS
    return answered and not following.text.endswith("?") and all(part.asks is None for part in parts)


def _may_stand_above(following: Part) -> bool:
    """Return whether a part can stand below a heading: running text, another heading, a table."""
    if following.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.LIST_ITEM) or is_label(following.text):
        return True
    return _OPENS_UPPER.match(following.text) is not None or len(following.text.split()) > _PLAIN_WORDS


def _scale_levels(parts: list[Part]) -> list[Part]:
    """Bring levels from styles, numbers and lay-out to one scale from 1; labels of questions stand below headings."""
    headings = [part for part in parts if part.kind is BlockKind.HEADING and not _is_question_label(part)]
    said = {part.raw.level for part in headings if part.raw.kind is BlockKind.HEADING and part.raw.level}
    deepest = max(said, default=0)
    depths = {id(part): _depth(part, deepest) for part in headings}
    ranks = {depth: rank for rank, depth in enumerate(sorted(set(depths.values())), start=1)}
    scaled: list[Part] = []
    current = 0
    for part in parts:
        if id(part) in depths:
            current = ranks[depths[id(part)]]
            scaled.append(replace(part, level=current))
        elif part.kind is BlockKind.HEADING:
            scaled.append(replace(part, level=current + 1))
        elif part.kind is BlockKind.LIST_ITEM:
            scaled.append(replace(part, level=max(1, part.level or part.raw.level)))
        else:
            scaled.append(replace(part, level=0) if part.level else part)
    return scaled


def _is_question_label(part: Part) -> bool:
    return is_label(spoken_label(part.text, part.label)) and (
        part.asks is not None or bool(part.answers) or part.label is not None
    )


def _depth(part: Part, deepest: int) -> int:
    """Return a heading's depth: from its style, else its number, else below all styled ones."""
    if part.raw.level and (part.raw.kind is BlockKind.HEADING or part.raw.bold):
        return part.raw.level
    numbered = _NUMBERED.match(part.text)
    if numbered and "." in numbered["number"]:
        return deepest + 1 + numbered["number"].count(".")
    return deepest + (max(1, part.raw.level) if part.raw.kind is None else 1)
