"""question and passages -> draft answer of verbatim sentences, without a language model.

The reader takes the best-rated sentence, with the one before it where it leans on that ("hiervan", "dit") and the list
that it introduces, and adds a further sentence only where the question has a part that the first does not cover. It
gives nothing when the best sentence is not likely enough to answer: right topic, wrong year or country is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.analyser import analyse
from assistant.answer_types import MUST_HAVE_FOCUS
from assistant.rated_sentences import RatedSentence, load_weights, rate_sentences
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.understanding import Query
from assistant.vocabulary import (
    BlockKind,
    DraftAnswer,
    DraftSentence,
    Mode,
    Note,
    NoteKind,
    Question,
    Quote,
    ScoredPassage,
    Voice,
)

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

MAX_SENTENCES = 3
MIN_PROBABILITY = 0.3  # that the best sentence answers; below it the question is refused
_NEW_COVERAGE = 0.2  # share of the question, by rarity, that a further sentence has to add
_CLOSE = 0.5  # and how much less likely than the best it may be, as a factor
_LEANING = re.compile(
    r"\b(?:hier(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit|naast)?"
    r"|daar(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit)"
    r"|dit|deze|dat is|die|zij|hij|het betreft|beide|laatstgenoemde|voornoemde?)\b",
    re.IGNORECASE,
)
_LEANING_WITHIN = 6  # a pointing word among the first words leans on the sentence before


class ExtractiveReader:
    """The reader that needs no language model: it gives sentences of the letters as they stand there."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with this embedder's sense of meaning."""
        self._embedder = embedder

    def read(self, question: Question, candidates: Candidates) -> DraftAnswer:
        """Draft an answer; without sentences where the passages hold none."""
        chosen = choose_sentences(rate_sentences(candidates, self._embedder), candidates)
        drafts = [_quotes_of(one) for one in chosen]
        sentences = tuple(DraftSentence(" ".join(map(_words, quotes)), tuple(quotes)) for quotes in drafts)
        return DraftAnswer(question, Mode.EXTRACTIVE, sentences, _notes(candidates, chosen))


def choose_sentences(rated: Sequence[RatedSentence], candidates: Candidates) -> list[RatedSentence]:
    """The best sentence, and further ones that cover what is left of the question; none if the best is not enough."""
    eligible = [one for one in rated if can_answer(one, candidates.query)]
    if not eligible or _probability(eligible[0]) < MIN_PROBABILITY:
        return []
    chosen = eligible[:1]
    covered = set(chosen[0].own)
    for one in eligible[1:]:
        if len(chosen) == MAX_SENTENCES or _probability(one) < _CLOSE * _probability(chosen[0]):
            break
        gain = candidates.weights.covered(candidates.query.subject, one.own - covered)
        if gain >= _NEW_COVERAGE and not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
            covered |= one.own
    return chosen


def can_answer(one: RatedSentence, query: Query) -> bool:
    """A Member's question answers nothing; "hoeveel" and "wanneer" ask for a figure or a date."""
    lacks_focus = query.asked in MUST_HAVE_FOCUS and one.focus is None
    return one.sentence.voice is not Voice.MEMBER and not lacks_focus


def _probability(one: RatedSentence) -> float:
    return load_weights().probability(one.evidence)


def _overlap(one: RatedSentence, other: RatedSentence) -> bool:
    if one.sentence.text == other.sentence.text:
        return True
    same = one.source.header.id == other.source.header.id
    return same and one.sentence.start < other.sentence.end and other.sentence.start < one.sentence.end


def _quotes_of(one: RatedSentence) -> list[Quote]:
    """The sentence, the one before it where it leans on that, and the list that it introduces."""
    end = _end_of_list(one) if one.sentence.text.endswith(":") else one.sentence.end
    quotes = [Quote(one.source, one.sentence.start, end, one.focus)]
    if one.before is not None and _leans(one.sentence.text):
        quotes.insert(0, Quote(one.source, one.before.start, one.before.end))
    return quotes


def _end_of_list(one: RatedSentence) -> int:
    end = one.sentence.end
    for block in one.source.passage.blocks:
        if block.start >= end:
            if block.kind is not BlockKind.LIST_ITEM:
                break
            end = min(block.end, one.source.passage.end)
    return end


def _leans(text: str) -> bool:
    opening = " ".join(text.split()[:_LEANING_WITHIN])
    return _LEANING.search(opening) is not None


def _words(quote: Quote) -> str:
    start = quote.source.passage.start
    return quote.source.passage.text[quote.start - start : quote.end - start]


def _notes(candidates: Candidates, chosen: Sequence[RatedSentence]) -> tuple[Note, ...]:
    notes = []
    query = candidates.query
    if query.rewritten:
        notes.append(Note(NoteKind.STANDALONE_QUESTION, (("question", query.text),)))
    if not query.terms:
        notes.append(Note(NoteKind.NOTHING_TO_SEARCH))
    missing = _missing_words(candidates) if not chosen else []
    if missing:
        notes.append(Note(NoteKind.MISSING_TERMS, (("terms", ", ".join(missing)),)))
    for one in chosen:
        written = one.source.header.date
        for resolved in resolve_dates(one.sentence.text, written):
            values = (("text", resolved.text), ("means", resolved.means), ("written", str(written)))
            notes.append(Note(NoteKind.RELATIVE_DATE, values))
    return tuple(dict.fromkeys(notes))


def _missing_words(candidates: Candidates) -> list[str]:
    """The words of the question, as typed, that none of the passages found contains."""
    present = {term for scored in candidates.passages for term in _all_terms(scored)}
    return [word.text for word in candidates.query.subject if not present & set(word.terms)]


def _all_terms(scored: ScoredPassage) -> list[str]:
    return analyse(f"{scored.passage.context}\n{scored.passage.text}")
