"""letter -> the promises (toezeggingen) in it, with by when, and its sentences about promises made earlier.

A promise is a sentence in which the one who signed the letter tells the Kamer what it will get or what will be done
for it. A Member's question, the text of a motion, a report of what somebody else promised, and what this very letter
hands over are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant import promise_patterns as says
from assistant.analyser import STOP_WORDS, fold, tokenize
from assistant.due_dates import Due, find_due
from assistant.figures import find_figures
from assistant.references import find_references
from assistant.sentences import split_sentences
from assistant.vocabulary import NUMBERED_BLOCKS, Block, BlockKind, Letter, LetterHeader, Voice

CONTEXT_MARK = " · "
_FOLLOWING = 2  # sentences after one that recalls a promise in which the letter may say that it is kept
_LEAST_TOPIC = 4  # with fewer content words of its own a sentence leans on the one before it
_ENDS_LIKE_A_QUESTION = "?"
_NAMES_YEAR = re.compile(r"20\d\d|\bjaar\b")
_SOON = 75  # days
# Words with which promises are made and kept; they say nothing of what is promised.
_WORDING = frozenset(
    """
    kamer uw u ik wij kabinet brief brieven informeer informeren informeert geinformeerd stuur sturen gestuurd toesturen zend zenden gezonden
    ontvangt ontvangen bericht berichten meld melden rapporteer rapporteren deel delen gedeeld bied bieden aanbieden kom komen terug terugkomen zeg
    zeggen toe toegezegd toezegging toezeggingen toezeggen beloofd zal zullen hierover daarover hierop daarop hierbij hiermee bijgaand bijgevoegd treft aan
    antwoord antwoorden vraag vragen lid leden debat overleg commissiedebat vragenuur tweeminutendebat gestand afgedaan voldoe voldaan invulling gevolg
    uitvoering gegeven geef geven doe doen nader verder ook daarnaast tevens vervolgens jaarlijks jaar voorjaar najaar zomer zomerreces kerstreces kwartaal
    eind begin medio uiterlijk volgende eerste keer elk ieder elke iedere half maand weken spoedig mogelijk termijn korte jl conform zoals mijn ambtsvoorganger
    beantwoorden ernaar ga motie gelegenheid gebruik besluit streef streven verwacht bereid voornemens wordt worden heb heeft hebben had tweede tijdens
    """.split()
)


class PromiseKind(StrEnum):
    """What a sentence does with a promise."""

    MADE = "made"  # it makes one: "Ik zeg uw Kamer toe …"
    RECALLED = "recalled"  # it recalls one made earlier: "In het debat van 4 oktober heb ik toegezegd …"
    KEPT = "kept"  # it says that one made earlier is fulfilled: "Hiermee doe ik de toezegging … gestand"
    DELIVERED = "delivered"  # it hands something over, which may have been promised: "Hierbij ontvangt u …"


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence about a promise, by offsets into the letter's text: `letter.text[start:end] == text`."""

    text: str
    start: int
    end: int
    kind: PromiseKind
    topic: str  # the content words of what is promised; after CONTEXT_MARK those of the sentence that it leans on
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
        paragraph += block.kind in NUMBERED_BLOCKS
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and block.voice is Voice.AUTHOR:
            found += _of_block(letter, block, paragraph)
    return found


def _of_block(letter: Letter, block: Block, paragraph: int) -> Iterator[Promise]:
    spans = split_sentences(letter.text[block.start : block.end], block.start)
    sentences = [letter.text[start:end] for start, end in spans]
    for at, ((start, end), text) in enumerate(zip(spans, sentences, strict=True)):
        written = letter.header.date
        following = sentences[at + 1 : at + 1 + _FOLLOWING]
        kind = _kind_of(text, following, written) if says.CUE.search(text.lower()) else None
        if kind is None:
            continue
        due = find_due(text, written) if kind is PromiseKind.MADE else None
        recurs = says.RECURS.search(text) if kind is PromiseKind.MADE else None
        yield Promise(
            text=text,
            start=start,
            end=end,
            kind=kind,
            topic=_topic(text, sentences[at - 1] if at else ""),
            due_text=due.text if due else None,
            due=_last_day(due, written, recurs=recurs is not None),
            recurs=recurs.group() if recurs else None,
            page=block.page,
            paragraph=paragraph,
        )


def _last_day(due: Due | None, written: date | None, *, recurs: bool) -> str | None:
    """The last day of a due time; what recurs each year and is due when the letter comes is due a year later."""
    if due is None or due.last_day is None:
        return None
    last = due.last_day
    if recurs and written is not None and not _NAMES_YEAR.search(due.text) and (last - written).days < _SOON:
        last = date(last.year + 1, last.month, min(last.day, 28))
    return last.isoformat()


def _kind_of(text: str, following: Sequence[str], written: date | None) -> PromiseKind | None:
    """What a sentence does with a promise; None if it has nothing to do with one."""
    if text.endswith(_ENDS_LIKE_A_QUESTION):
        return None
    if says.RECALLED.search(text) and not says.OTHERS.search(text) and not says.EXPLICIT.search(text):
        if not says.TOLD.search(text) and not says.FULFILS.search(text) and _promises(text, written):
            return PromiseKind.MADE  # "Conform de toezegging … zal ik de Kamer eind 2024 informeren"
        return PromiseKind.KEPT if _is_kept(text, following) else PromiseKind.RECALLED
    if _promises(text, written):
        return PromiseKind.MADE
    delivers = says.DELIVERS.search(text) and not says.NOTHING.search(text)
    return PromiseKind.DELIVERED if delivers else None


def _is_kept(text: str, following: Sequence[str]) -> bool:
    """Whether a sentence that recalls a promise, or one of those after it, says that it is fulfilled."""
    if any(says.FULFILS.search(one) for one in (text, *following)):
        return True
    return bool(says.TO_TELL.search(text)) and not any(says.STILL_TO_COME.search(one) for one in (text, *following))


def _promises(text: str, written: date | None) -> bool:
    """Whether a sentence promises the Kamer something that is still to come."""
    if says.EXPLICIT.search(text):
        return True
    if says.HERE.search(text) or says.NOT.search(text) or says.SUPPOSED.search(text):
        return False
    if says.WILL.search(text):
        return True
    if says.MEANT.search(text) and says.MEANT_BY_ME.search(text):
        return True
    if not says.NOW.search(text) or says.PAST.search(text):
        return False
    return any(pattern.search(text) for pattern in (says.RECURS, says.LATER)) or find_due(text, written) is not None


def _topic(text: str, before: str) -> str:
    """The content words of a sentence; after a dot those of the one before, where it has few or points back."""
    words = _content_words(text)
    leans = before and (len(words) < _LEAST_TOPIC or says.LEANS.search(text))
    return CONTEXT_MARK.join([" ".join(words), *([" ".join(_content_words(before))] if leans else [])])


def _content_words(text: str) -> list[str]:
    """The words of a sentence that say what it is about, without figures, dates and references."""
    spans = [(one.start, one.end) for one in find_figures(text)]
    spans += [(one.start, one.end) for one in find_references(text)]
    due = find_due(text, None)
    if due is not None:
        spans.append((due.start, due.end))
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    words = [token.text for token in tokenize(text) if token.terms and not token.text[0].isdigit()]
    said = [word for word in words if fold(word) not in STOP_WORDS and fold(word) not in _WORDING]
    return list(dict.fromkeys(said))
