"""query and passages -> draft answer of verbatim sentences, without a language model.

The reader ranks the sentences of the best passages by a few explainable features, takes the best, adds the sentence
before it where it leans on that ("hiervan", "dit"), and adds a further sentence only where the question has a part
that the first does not cover. It refuses when too little of what the question is about stands in or around the
sentence: right topic, wrong year or wrong country is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.analyser import tokenize
from assistant.answer_types import find_focus
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.sentences import split_sentences
from assistant.understanding import Asked, Query
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
    Sentence,
    Voice,
)

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

READ = 10  # passages read
MAX_SENTENCES = 3
# Weights of the features of a sentence, each between 0 and 1.
SENTENCE_WEIGHTS: Mapping[str, float] = {
    "coverage": 1.5,  # share of the question's terms, by rarity, in the sentence or, counting less, around it
    "asked": 0.5,  # it holds the kind of thing asked for: an amount, a date, a reason
    "meaning": 0.5,  # cosine similarity of sentence and question
    "passage": 0.35,  # the rank score of its passage, as a share of the best
}
# How much a term counts by where it stands: in the sentence, in the one before, elsewhere in the passage, or in what
# is known of it (headings, subject, the Member's question, ministry, signatories, date).
NEARNESS = (1.0, 0.8, 0.6, 0.5)
MIN_COVERAGE = 0.45  # of the question's subject, by rarity and nearness; below it a question is refused
_NEW_COVERAGE = 0.2  # share of the question that a further sentence has to add
_CLOSE_SCORE = 0.6  # and its score, as a share of the best one's
_LEANING = re.compile(
    r"\b(?:hier(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit|naast)?|daar(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit)"
    r"|dit|deze|dat is|die|zij|hij|beide|laatstgenoemde|voornoemde?)\b",
    re.IGNORECASE,
)
_LEANING_WITHIN = 6  # a pointing word among the first words leans on the sentence before


@dataclass(frozen=True, slots=True)
class _Rated:
    sentence: Sentence
    source: ScoredPassage
    before: Sentence | None
    own: frozenset[str]
    around: frozenset[str]  # all terms in the sentence, its passage and what is known of it
    focus: tuple[int, int] | None
    evidence: Mapping[str, float]
    score: float


class ExtractiveReader:
    """The reader that needs no language model: it gives sentences of the letters as they stand there."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with this embedder's sense of meaning."""
        self._embedder = embedder

    def read(self, question: Question, candidates: Candidates) -> DraftAnswer:
        """Draft an answer; without sentences where the passages hold none."""
        rated = self._rate_sentences(candidates)
        chosen = _choose(rated, candidates)
        notes = _notes(candidates, chosen)
        quotes = [_quote_of(one) for one in chosen]
        sentences = tuple(
            DraftSentence(text, tuple(part))
            for part in quotes
            for text in [" ".join(quote.source.passage.text[_within(quote)] for quote in part)]
        )
        return DraftAnswer(question, Mode.EXTRACTIVE, sentences, notes)

    def _rate_sentences(self, candidates: Candidates) -> list[_Rated]:
        query, read = candidates.query, candidates.passages[:READ]
        found = [(scored, sentence, before) for scored in read for sentence, before in _sentences_of(scored)]
        if not found:
            return []
        vectors = self._embedder.embed_passages([sentence.text for _, sentence, _ in found])
        meaning = vectors @ self._embedder.embed_query(query.text)
        best = max(scored.score for scored in read)
        rated = [
            _rate(candidates, scored, sentence, before, meaning=float(like), passage=scored.score / best)
            for (scored, sentence, before), like in zip(found, meaning, strict=True)
        ]
        return sorted(rated, key=_rank)


def _sentences_of(scored: ScoredPassage) -> list[tuple[Sentence, Sentence | None]]:
    """The sentences of a passage that could be shown, each with the one before it in the same block."""
    passage = scored.passage
    pairs: list[tuple[Sentence, Sentence | None]] = []
    for block in passage.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        text = passage.text[start - passage.start : end - passage.start]
        before: Sentence | None = None
        for first, last in split_sentences(text, start):
            words = passage.text[first - passage.start : last - passage.start]
            sentence = Sentence(first, last, words, block.kind, block.voice)
            pairs.append((sentence, before))
            before = sentence
    return pairs


def _rate(
    candidates: Candidates,
    scored: ScoredPassage,
    sentence: Sentence,
    before: Sentence | None,
    *,
    meaning: float,
    passage: float,
) -> _Rated:
    query = candidates.query
    own = _terms(sentence.text)
    rings = (own, _terms(before.text if before else ""), _terms(scored.passage.text), _known_terms(scored))
    focus = find_focus(sentence.text, query)
    evidence = {
        "coverage": _coverage(candidates, rings),
        "asked": float(focus is not None) if query.asked is not Asked.OTHER else 0.5,
        "meaning": max(0.0, meaning),
        "passage": passage,
    }
    score = sum(weight * evidence[name] for name, weight in SENTENCE_WEIGHTS.items())
    placed = (sentence.start + focus[0], sentence.start + focus[1]) if focus else None
    return _Rated(sentence, scored, before, own, frozenset().union(*rings), placed, evidence, score)


def _coverage(candidates: Candidates, rings: Sequence[frozenset[str]]) -> float:
    """Share of the weight of the question's subject that stands in the rings around a sentence, the nearer the more."""
    wanted = candidates.query.subject_terms
    found: set[str] = set()
    covered = 0.0
    for ring, nearness in zip(rings, NEARNESS, strict=True):
        fresh = (wanted & ring) - found
        covered += nearness * candidates.weights.covered(wanted, fresh)
        found |= fresh
    return covered


def _known_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of what is known of a passage besides its text."""
    header = scored.header
    year = str(header.date.year) if header.date else ""
    return _terms(" ".join([scored.passage.context, header.ministry or "", *header.signatories, year]))


def _terms(text: str) -> frozenset[str]:
    return frozenset(term for token in tokenize(text) for term in token.terms)


def _rank(rated: _Rated) -> tuple[float, int, str, int]:
    written = rated.source.header.date.toordinal() if rated.source.header.date else 0
    return (-round(rated.score, 9), -written, rated.source.header.id, rated.sentence.start)


def _choose(rated: Sequence[_Rated], candidates: Candidates) -> list[_Rated]:
    """The best sentence, and further ones that cover what is left of the question; none if the best is not enough."""
    eligible = [one for one in rated if one.sentence.voice is not Voice.MEMBER and _answers(one, candidates)]
    if not eligible:
        return []
    chosen = [eligible[0]]
    covered = set(chosen[0].own)
    for one in eligible[1:]:
        if len(chosen) == MAX_SENTENCES or one.score < _CLOSE_SCORE * chosen[0].score:
            break
        gain = candidates.weights.covered(candidates.query.subject_terms, one.own - covered)
        if gain >= _NEW_COVERAGE and not any(_overlap(one, other) for other in chosen):
            chosen.append(one)
            covered |= one.own
    return chosen


def _overlap(one: _Rated, other: _Rated) -> bool:
    if one.sentence.text == other.sentence.text:
        return True
    same = one.source.header.id == other.source.header.id
    return same and one.sentence.start < other.sentence.end and other.sentence.start < one.sentence.end


def _answers(one: _Rated, candidates: Candidates) -> bool:
    """Whether a sentence can be shown as an answer: enough of the subject, every name, and the kind asked for."""
    query = candidates.query
    if one.evidence["coverage"] < MIN_COVERAGE:
        return False
    if not query.names & query.subject_terms <= one.around:
        return False
    wants_focus = query.asked in {Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE}
    return one.focus is not None or not wants_focus


def _quote_of(one: _Rated) -> list[Quote]:
    quotes = [Quote(one.source, one.sentence.start, one.sentence.end, one.focus)]
    if one.before is not None and _leans(one.sentence.text):
        quotes.insert(0, Quote(one.source, one.before.start, one.before.end))
    return quotes


def _leans(text: str) -> bool:
    opening = " ".join(text.split()[:_LEANING_WITHIN])
    return _LEANING.search(opening) is not None


def _within(quote: Quote) -> slice:
    start = quote.source.passage.start
    return slice(quote.start - start, quote.end - start)


def _notes(candidates: Candidates, chosen: Sequence[_Rated]) -> tuple[Note, ...]:
    notes = []
    query = candidates.query
    if query.rewritten:
        notes.append(Note(NoteKind.STANDALONE_QUESTION, (("question", query.text),)))
    if not query.terms:
        notes.append(Note(NoteKind.NOTHING_TO_SEARCH))
    if not chosen:
        missing = _missing_words(query, candidates)
        if missing:
            notes.append(Note(NoteKind.MISSING_TERMS, (("terms", ", ".join(missing)),)))
    for one in chosen:
        written = one.source.header.date
        for resolved in resolve_dates(one.sentence.text, written):
            values = (("text", resolved.text), ("means", resolved.means), ("written", str(written)))
            notes.append(Note(NoteKind.RELATIVE_DATE, values))
    return tuple(dict.fromkeys(notes))


def _missing_words(query: Query, candidates: Candidates) -> list[str]:
    """The words of the question, as typed, that none of the passages found contains."""
    present: set[str] = set()
    for scored in candidates.passages:
        present |= _terms(scored.passage.text) | _terms(scored.passage.context)
    wanted = [token for token in query.tokens if token.terms and token.terms[0] in query.subject_terms]
    return list(dict.fromkeys(token.text for token in wanted if not present & set(token.terms)))
