"""a sentence that answers -> where the answer begins and ends: the whole of a list, what it announces, why it decides.

A sentence is seldom the whole of a list: it introduces one ("de uitkomsten zijn:"), is an item of one, or announces
sentences by their number ("Ik neem drie besluiten."). A bare decision ("Dat doe ik niet.") is reasoned by the next ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer_types import decides, gives_reason
from assistant.placed_sentences import leans, place_sentences
from assistant.question_kinds import Asked
from assistant.rated_sentences import RatedSentence
from assistant.vocabulary import Block, BlockKind, Sentence

_COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5}
_ORDINALS = {2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde"}
# Ends in what there are so many of: "drie onderdelen.", "de volgende vier maatregelen."
_ANNOUNCES = re.compile(rf"\b({'|'.join(_COUNTS)}) (?:\w+ ){{0,2}}\w{{3,}}(?:en|s)[.:]?$", re.IGNORECASE)
_ANNOUNCED_WITHIN = 3  # sentences for each thing announced, where they are numbered ("Ten derde …")
_LONGEST_LIST = 2_000  # characters; of a longer list the item alone is shown
# Somebody asks or wants something; the answer to it follows: "De raad heeft gevraagd … Dat doe ik niet."
_REQUESTS = re.compile(
    r"\b(?:gevraagd|vraagt|vragen|vroeg|vroegen|verzoekt|verzoeken|verzocht|verzochten|pleit|pleiten|wil|willen|stelt voor|stellen voor"
    r"|voorgesteld)\b",
    re.IGNORECASE,
)
_REASONS = 2  # sentences after a bare decision that may give its reasons
_TURNS = re.compile(r"(?:wel|maar|toch|daarom|daarnaast|in plaats daarvan|dit|met)\b", re.IGNORECASE)  # the reasons end


def extent_of(one: RatedSentence) -> tuple[int, int]:
    """The span, in the letter, of the answer that a sentence is or begins; it lies within the sentence's passage."""
    start, end = one.sentence.start, one.sentence.end
    if one.sentence.kind is BlockKind.LIST_ITEM:
        return _whole_list(one) if one.several else (start, end)
    if one.sentence.text.endswith(":"):
        return start, _end_of_list(one)
    if one.sentence.kind is not BlockKind.PARAGRAPH:
        return start, end
    if one.asked in {Asked.LIST, Asked.OTHER} and _ANNOUNCES.search(one.sentence.text):
        return start, _end_of_announced(one)
    return start, _end_of_reasons(one, _end_of_decision(one))


def _blocks_after(one: RatedSentence) -> list[Block]:
    return [block for block in one.source.passage.blocks if block.start >= one.sentence.end]


def _end_of_list(one: RatedSentence) -> int:
    end = one.sentence.end
    for block in _blocks_after(one):
        if block.kind is not BlockKind.LIST_ITEM:
            break
        end = min(block.end, one.source.passage.end)
    return end


def _whole_list(one: RatedSentence) -> tuple[int, int]:
    """From the sentence that introduces the list of an item, if one ends in a colon, to its last item."""
    passage = one.source.passage
    at = next(at for at, block in enumerate(passage.blocks) if block.start <= one.sentence.start < block.end)
    first = last = at
    while first and passage.blocks[first - 1].kind is BlockKind.LIST_ITEM:
        first -= 1
    while last + 1 < len(passage.blocks) and passage.blocks[last + 1].kind is BlockKind.LIST_ITEM:
        last += 1
    start, end = max(passage.blocks[first].start, passage.start), min(passage.blocks[last].end, passage.end)
    lead = next((other for other in reversed(_sentences(one)) if other.end <= start), None)
    if lead is not None and lead.text.endswith(":") and lead.kind is BlockKind.PARAGRAPH:
        start = lead.start
    return (start, end) if end - start <= _LONGEST_LIST else (one.sentence.start, one.sentence.end)


def _end_of_announced(one: RatedSentence) -> int:
    """Where the sentences end that a sentence announces by their number ("Ik neem drie besluiten.").

    They are a list, or the next sentences in the letter, as many as were announced or up to the last that is numbered
    ("Ten derde …"), as far as the passage holds them.
    """
    announced = _ANNOUNCES.search(one.sentence.text)
    listed = _end_of_list(one)
    if announced is None or listed > one.sentence.end:
        return listed
    count = _COUNTS[announced.group(1).lower()]
    following = _following(one)
    numbered = re.compile(rf"(?:En )?(?:Ten|Als) {_ORDINALS[count]}\b", re.IGNORECASE)
    last = next((other for other in following[: _ANNOUNCED_WITHIN * count] if numbered.match(other.text)), None)
    if last is None and following:
        last = following[min(count, len(following)) - 1]
    return last.end if last is not None else one.sentence.end


def _end_of_decision(one: RatedSentence) -> int:
    """Where the sentence ends that decides on the request that a sentence tells of: "Dat doe ik niet."."""
    decision = one.after
    if decision is None or not _REQUESTS.search(one.sentence.text):
        return one.sentence.end
    return decision.end if leans(decision.text) and decides(decision.text) else one.sentence.end


def _end_of_reasons(one: RatedSentence, end: int) -> int:
    """Where the sentences of the same paragraph end that give the reasons of a decision, up to where they turn.

    Args:
        one: The sentence that answers.
        end: Where it ends, or the decision that it leads to; without a reason in it, the next ones give it.
    """
    passage = one.source.passage
    text = passage.text[one.sentence.start - passage.start : end - passage.start]
    decided = end > one.sentence.end or decides(text)
    if one.asked is not Asked.REASON or one.focus is not None or not decided or gives_reason(text):
        return end
    block = next(block for block in passage.blocks if block.start <= one.sentence.start < block.end)
    for other in [other for other in _following(one) if other.start >= end][:_REASONS]:
        if other.start >= block.end or _TURNS.match(other.text):
            break
        end = other.end
    return end


def _following(one: RatedSentence) -> Sequence[Sentence]:
    """The sentences after it in its passage that the same voice says."""
    return [other for other in _sentences(one) if other.start >= one.sentence.end and other.voice is one.sentence.voice]


def _sentences(one: RatedSentence) -> Sequence[Sentence]:
    return [placed.sentence for placed in place_sentences(one.source)]
