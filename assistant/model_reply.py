"""what a language model wrote so far -> the sentences it proposes, each with the numbers of its passages.

The reply should be JSON of the form in `assistant.prompts`. Plain text ("Het kost €48 miljoen [1].") is read too, and
so is JSON that breaks off, stands in a code block, or follows a line of thought.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from assistant.prompts import COMPLETE_KEY, NUMBERS_KEYS, SENTENCES_KEYS, TEXT_KEYS
from assistant.sentences import split_sentences

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_LIST = re.compile(rf'"(?:{"|".join(SENTENCES_KEYS)})"\s*:\s*\[')
_COMPLETE = re.compile(rf'"{COMPLETE_KEY}"\s*:\s*(true|false)', re.IGNORECASE)
_NUMBERS = r"\[\s*(?:(?:bron|fragment)(?:nen|en)?\s*)?\d{1,3}(?:\s*(?:,|;|en|-)\s*\d{1,3})*\s*\]"
_MARKS = re.compile(rf"(?:{_NUMBERS}\s*)+(?P<after>[.!?]?)")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_DIGITS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class ProposedSentence:
    """A sentence as a model wrote it, with the numbers of the passages that it names."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What can be read of a reply so far."""

    sentences: tuple[ProposedSentence, ...]
    complete: bool  # False: the model says that a part of the question has no source
    refused: bool  # the model says, in due form, that there is no answer


def read_reply(text: str, *, ended: bool = True) -> Reply:
    """Read a reply.

    Args:
        text: What the model wrote so far.
        ended: Nothing more will come. Until then only sentences that are surely whole are given.
    """
    bare = _THOUGHT.sub("", text)
    opening = _LIST.search(bare)
    if opening is None:
        looks_like_json = bare.lstrip().lstrip("`").lstrip("json").lstrip().startswith("{")
        return Reply(() if looks_like_json else tuple(_plain_sentences(bare, ended=ended)), True, False)
    sentences, closed = _listed(bare, opening.end())
    said = _COMPLETE.search(bare)
    complete = said is None or said[1].lower() == "true"
    return Reply(tuple(sentences), complete, ended and closed and not sentences)


def _listed(text: str, place: int) -> tuple[list[ProposedSentence], bool]:
    """The whole objects of a list, from its bracket on, and whether the list was closed."""
    decoder = json.JSONDecoder()
    sentences: list[ProposedSentence] = []
    while True:
        while text[place : place + 1] and text[place] in " \t\r\n,":
            place += 1
        if text[place : place + 1] == "]":
            return sentences, True
        try:
            item, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return sentences, False
        proposed = _proposed(item)
        if proposed is not None:
            sentences.append(proposed)


def _proposed(item: object) -> ProposedSentence | None:
    if isinstance(item, str):
        return next(iter(_plain_sentences(item, ended=True)), None)
    if not isinstance(item, dict):
        return None
    text = next((item[key] for key in TEXT_KEYS if isinstance(item.get(key), str)), "")
    given = next((item[key] for key in NUMBERS_KEYS if key in item), ())
    listed = given if isinstance(given, list) else [given]
    numbers = tuple(int(number) for one in listed for number in _DIGITS.findall(str(one)))
    marked = next(iter(_plain_sentences(text, ended=True)), None)
    if marked is not None:  # marks within the sentence as well
        return ProposedSentence(marked.text, tuple(dict.fromkeys([*numbers, *marked.numbers])))
    clean = " ".join(text.split())
    return ProposedSentence(clean, tuple(dict.fromkeys(numbers))) if clean else None


def _plain_sentences(text: str, *, ended: bool) -> list[ProposedSentence]:
    """Sentences with marks after them: "Het kost €48 miljoen. [1][2]" or "Het kost €48 miljoen [1, 2].".

    A mark is of the sentence that it follows; what has no mark is no proposal.
    """
    sentences = []
    place = 0
    for match in _MARKS.finditer(text):
        if not ended and match.end() == len(text):
            break  # another mark may follow
        before = _BULLET.sub("", text[place : match.start()].strip().rpartition("\n")[2])
        place = match.end()
        spans = split_sentences(before)
        if not spans:
            continue
        start, end = spans[-1]
        own = before[start:end] + ("" if before[start:end][-1] in ".!?" else match["after"] or ".")
        numbers = tuple(dict.fromkeys(int(number) for number in _DIGITS.findall(match.group())))
        sentences.append(ProposedSentence(own, numbers))
    return sentences
