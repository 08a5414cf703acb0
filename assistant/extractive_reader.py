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
from assistant.rated_sentences import RatedSentence, rate_sentences
from assistant.reader_weights import load_weights
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
# A further sentence may be a fifth as likely the answer as the best: ln 5 in the score of a conditional logit.
_CLOSE = 1.6
_SAME = 0.1  # a sentence with a smaller share of words of its own says what another says
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
        """Draft an answer; without sentences where the passages hold none, incomplete where a part has no source."""
        query = candidates.query
        parts = query.parts or (query,)
        read = [(part, rate_sentences(candidates, self._embedder, part)) for part in parts]
        answered = [(part, rated, top) for part, rated in read if (top := _best(rated, part)) is not None]
        chosen = _with_runners_up(answered)
        drafts = [_quotes_of(one) for one in chosen]
        sentences = tuple(DraftSentence(" ".join(map(_words, quotes)), tuple(quotes)) for quotes in drafts)
        complete = len(answered) == len(parts)
        return DraftAnswer(question, Mode.EXTRACTIVE, sentences, _notes(candidates, chosen), complete)


def _best(rated: Sequence[RatedSentence], query: Query) -> RatedSentence | None:
    """The best sentence that could answer, if it is likely enough to."""
    top = next((one for one in rated if can_answer(one, query)), None)
    weights = load_weights()
    return top if top is not None and weights.probability(top.evidence) >= weights.least else None


def _with_runners_up(
    answered: Sequence[tuple[Query, Sequence[RatedSentence], RatedSentence]],
) -> list[RatedSentence]:
    """The best sentence for each part, then those that may as well be the answer and say something new."""
    chosen: list[RatedSentence] = []
    runners_up = [
        one
        for query, rated, top in answered
        for one in rated
        if one.score >= top.score - _CLOSE and can_answer(one, query)
    ]
    for one in [*(top for _, _, top in answered), *runners_up]:
        if len(chosen) < MAX_SENTENCES and not any(_repeats(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def can_answer(one: RatedSentence, query: Query) -> bool:
    """A Member's question answers nothing; "hoeveel" and "wanneer" ask for a figure or a date."""
    lacks_focus = query.asked in MUST_HAVE_FOCUS and one.focus is None
    return one.sentence.voice is not Voice.MEMBER and not lacks_focus


def _repeats(one: RatedSentence, other: RatedSentence) -> bool:
    """Whether a sentence stands in another's quotes, or says the same in nearly the same words."""
    new = one.own - other.own
    if len(new) <= _SAME * len(one.own):
        return True
    same = one.source.header.id == other.source.header.id
    quotes = [(quote.start, quote.end) for quote in _quotes_of(other)]
    return same and any(one.sentence.start < end and start < one.sentence.end for start, end in quotes)


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
