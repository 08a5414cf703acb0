"""candidates -> rated sentences: each sentence of the best passages, with the features that speak for it.

What the features mean and weigh stands in `assistant.reader_weights`.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from assistant.analyser import STOP_WORDS, Token, fold, lemma_of, terms_by_word, tokenize
from assistant.answer_types import Focus, find_focus
from assistant.evidence import WeighedWords, WordWeights, held_share
from assistant.placed_sentences import PlacedSentence, place_sentences
from assistant.question_kinds import Asked
from assistant.reader_weights import load_weights
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.understanding import Query
from assistant.vocabulary import BlockKind, ScoredPassage, Sentence, Voice
from assistant.word_sense import word_sense

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

READ = 12  # passages read
_MANY_WORDS = 12
_SHRED = 5  # words
_MANY_FRESH = 6  # words
_SURE_SENSE = 0.75  # cosine from which two words count as one
_NO_SENSE = 0.25  # and below which they have nothing in common
_CORRECTS = re.compile(
    r"\bjuiste (?:cijfer|aantal|bedrag|percentage|getal|stand)|\bgecorrigeerd|\bbijgesteld|\bherzien"
    r"|\bper abuis|\babusievelijk"
    r"|\bin plaats van\b|\bverhoogd van\b|\bvan [^.]{0,40} naar [^.]{0,30}\b|\binmiddels\b|\bnu\b|\bwerkelijke\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_HARD = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE})


@dataclass(frozen=True, slots=True)
class RatedSentence:
    """A sentence with the evidence that it answers the question."""

    sentence: Sentence
    source: ScoredPassage
    before: Sentence | None  # the sentence before it in the same block
    own: frozenset[str]  # its terms
    focus: tuple[int, int] | None  # the figure, date, name or reason in it; offsets into the letter
    evidence: Mapping[str, float]
    score: float
    after: Sentence | None = None


def rate_sentences(candidates: Candidates, embedder: Embedder, part: Query | None = None) -> list[RatedSentence]:
    """Rate the sentences of the best passages, best first; ties go to the newer letter, then by id and place.

    Args:
        candidates: The passages.
        embedder: Who embeds the sentences.
        part: The part of the question that is looked at; None for the whole.
    """
    read = candidates.passages[:READ]
    found = [(rank, placed) for rank, scored in enumerate(read) for placed in place_sentences(scored)]
    if not found:
        return []
    query = part or candidates.query
    weights = candidates.weights.fading(query.background)
    reading = _Reading(query, weights, weights.weighed(query.subject), frozenset(query.terms), _dates(read))
    texts = [placed.sentence.text for _, placed in found]
    texts += [f"{placed.before.text if placed.before else placed.intro} {placed.sentence.text}" for _, placed in found]
    meaning = np.maximum(embedder.embed_passages(texts) @ embedder.embed_query(query.text), 0).tolist()
    sense = _senses([placed for _, placed in found], reading)
    best = max(scored.score for scored in read)
    rated = []
    for at, (rank, placed) in enumerate(found):
        given = {
            "meaning": meaning[at],
            "meaning_near": meaning[at + len(found)],
            **sense[at],
            "passage": placed.source.score / best if best > 0 else 0.0,
            "rank": 1 / (rank + 1),
        }
        rated.append(_rate(placed, given, reading))
    shares = _shares([one.score for one in rated])
    finished = [
        replace(one, evidence={**one.evidence, "share": share}) for one, share in zip(rated, shares, strict=True)
    ]
    return sorted(finished, key=_rank)


def _shares(scores: Sequence[float]) -> list[float]:
    """How likely each sentence is the right one, by the conditional logit that gave the scores."""
    best = max(scores)
    odds = [math.exp(score - best) for score in scores]
    together = sum(odds)
    return [one / together for one in odds]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is the same for all sentences of a question."""

    query: Query
    weights: WordWeights
    subject: WeighedWords
    terms: frozenset[str]  # of the query
    dates: tuple[int, int]  # of the oldest and the newest letter read


def _dates(read: Sequence[ScoredPassage]) -> tuple[int, int]:
    days = [scored.header.date.toordinal() for scored in read if scored.header.date]
    return (min(days), max(days)) if days else (0, 0)


def _rate(placed: PlacedSentence, given: Mapping[str, float], reading: _Reading) -> RatedSentence:
    query, weights, sentence = reading.query, reading.weights, placed.sentence
    own = _terms(sentence.text)
    focus = find_focus(sentence.text, query, weights, placed.row)
    evidence = {
        **given,
        **_coverage(placed, own, reading),
        **_answer_type(focus, query),
        "recent": _recency(placed.source, reading),
        "fresh": min(_MANY_FRESH, len(own - reading.terms)) / _MANY_FRESH,
        "corrects": float(_CORRECTS.search(sentence.text) is not None),
        "opens": float(placed.opens and placed.source.passage.question is not None),
        "row": float(placed.row is not None),
        "heads_table": float(placed.heads_table),
        "note": float(sentence.kind is BlockKind.FOOTNOTE),
        "motion": float(sentence.voice is Voice.MOTION),
        "shred": float(len(sentence.text.split()) < _SHRED and placed.row is None),
    }
    hard = float(query.asked in _HARD)
    evidence |= {
        "passage_coverage": placed.source.evidence.get("coverage", 0.0),
        "passage_meaning": placed.source.evidence.get("meaning", 0.0),
        "passage_nearness": placed.source.evidence.get("nearness", 0.0),
        "asks_figure": hard,
        "missing_figure": hard * evidence["missing"],
        "lead_figure": hard * evidence["lead"],
        "words": min(1.0, len(query.subject) / _MANY_WORDS),
    }
    score = load_weights().score(evidence) - float(sentence.voice is Voice.MEMBER)
    at = (sentence.start + focus.start, sentence.start + focus.end) if focus else None
    return RatedSentence(sentence, placed.source, placed.before, own, at, evidence, score, placed.after)


def _coverage(placed: PlacedSentence, own: frozenset[str], reading: _Reading) -> dict[str, float]:
    """How much of the question stands in the sentence and, step by step, in what is around it."""
    query, passage = reading.query, placed.source.passage
    column = " ".join(placed.row.header) if placed.row else ""
    lead = own | _terms(placed.lead) | _terms(f"{placed.intro} {column}")
    near = own.union(*(_terms(other.text) for other in (placed.before, placed.after) if other))
    heads = _terms(passage.context)
    around = lead | near | _terms(placed.block) | heads
    letter = _letter_terms(placed.source)
    named = query.names
    codes = [name for name in named if is_code(name)]
    written = placed.source.header.date
    years_own = _years_in(placed.sentence.text, written)
    years = years_own | _years_in(f"{placed.block} {placed.intro} {column} {' '.join(passage.section)}", written)
    wanted = frozenset(query.years)
    dated = years | ({str(placed.source.header.date.year)} if placed.source.header.date else set())
    return {
        "own": reading.subject.covered(own),
        "lead": reading.subject.covered(lead),
        "near": reading.subject.covered(near),
        "heads": reading.subject.covered(around),
        "whole": reading.subject.covered(around | _terms(passage.text)),
        "question": reading.subject.covered(_terms(passage.question)) if passage.question else 0.0,
        "names_own": _share(named, own),
        "names": _share(named, around | letter),
        "codes": float(all(held_share(name, around | letter | _terms(passage.text)) > 0 for name in codes)),
        "years_own": len(wanted & years_own) / len(wanted) if wanted else 0.0,
        "years": len(wanted & dated) / len(wanted) if wanted else 1.0,
        "other_year": float(bool(wanted and years_own and not wanted & years_own)),
        "missing": _heaviest_missing(reading, around | letter),
        "name_missing": float(any(not held_share(name, around | letter) for name in named)),
        "name_far": float(any(not held_share(name, lead | heads | letter) for name in named)),
        "counted_missing": float(bool(query.counted) and not any(held_share(word, around) for word in query.counted)),
        "counted": float(any(held_share(word, own) for word in query.counted)),
    }


def _heaviest_missing(reading: _Reading, present: frozenset[str]) -> float:
    """Share of the question's weight of its heaviest word that is not there."""
    weights, subject = reading.weights, reading.query.subject
    total = weights.of(subject)
    return (
        max((weights.weight(word) * (1 - held_share(word, present)) for word in subject), default=0.0) / total
        if total
        else 0.0
    )


def _answer_type(focus: Focus | None, query: Query) -> dict[str, float]:
    """Whether the sentence holds the kind of thing asked for; each kind of question has its own feature."""
    fit = focus.fit if focus else 0.0
    hard = query.asked in _HARD
    return {
        "figure": fit if hard else 0.0,
        "misfit": 1 - fit if hard else 0.0,
        "no_figure": float(hard and focus is None),
        "unit": focus.unit if focus and hard else 0.0,
        "clause": focus.clause if focus and (hard or query.asked is Asked.VALUE) else 0.0,
        "value": fit if query.asked is Asked.VALUE else 0.0,
        "name": fit if query.asked in {Asked.PERSON, Asked.PLACE} else 0.0,
        "list": fit if query.asked is Asked.LIST else 0.0,
        "reason": fit if query.asked is Asked.REASON else 0.0,
        "polar": fit if query.asked is Asked.POLAR else 0.0,
        "law": fit if query.asked is not Asked.LIST and query.kind else 0.0,
    }


def _recency(scored: ScoredPassage, reading: _Reading) -> float:
    oldest, newest = reading.dates
    if reading.query.years or newest == oldest or scored.header.date is None:
        return 0.5
    return (scored.header.date.toordinal() - oldest) / (newest - oldest)


def _senses(found: Sequence[PlacedSentence], reading: _Reading) -> list[dict[str, float]]:
    """For each sentence how much of the question it, or it with its lead, comes near in meaning."""
    subject, weights, query = reading.query.subject, reading.weights, reading.query
    total = weights.of(subject)
    if not total:
        return [dict.fromkeys(("sense", "sense_lead", "sense_missing", "kind_near"), 0.0)] * len(found)
    owns = [_plain_words(placed.sentence.text) for placed in found]
    leads = [_plain_words(f"{placed.lead} {placed.intro}") for placed in found]
    index = {word: at for at, word in enumerate(dict.fromkeys(word for words in owns + leads for word in words))}
    asked = [fold(word.text) for word in subject]
    kind = [lemma_of(fold(query.kind))] if query.kind else []
    nearness = word_sense().nearness(asked + kind, list(index))
    likeness = np.clip((nearness[: len(asked)] - _NO_SENSE) / (_SURE_SENSE - _NO_SENSE), 0, 1)
    shares = np.array([[weights.weight(word) / total] for word in subject], dtype=np.float32)
    stated = set(asked)
    senses = []
    for own, lead in zip(owns, leads, strict=True):
        best = likeness[:, [index[word] for word in own]].max(axis=1, initial=0)
        wider = np.maximum(best, likeness[:, [index[word] for word in lead]].max(axis=1, initial=0))
        fresh = [index[word] for word in own if word not in stated]
        senses.append(
            {
                "sense": float(best @ shares[:, 0]),
                "sense_lead": float(wider @ shares[:, 0]),
                "sense_missing": float(((1 - wider) * shares[:, 0]).max()),
                "kind_near": float(nearness[-1, fresh].max(initial=0)) if kind else 0.0,
            }
        )
    return senses


@functools.lru_cache(maxsize=8_192)
def _plain_words(text: str) -> tuple[str, ...]:
    folded = (fold(token.text) for token in tokenize(text) if token.terms)
    return tuple(dict.fromkeys(word for word in folded if word not in STOP_WORDS))


def is_code(word: Token) -> bool:
    """Whether a name is written with capitals or digits within it ("PURL", "F-35"): nobody spells it another way."""
    return any(char.isdigit() for char in word.text) or sum(char.isupper() for char in word.text) > 1


def _share(words: Sequence[Token], present: frozenset[str]) -> float:
    """Share of words that are there; 1 if there are none to look for."""
    return sum(held_share(word, present) for word in words) / len(words) if words else 1.0


@functools.lru_cache(maxsize=16_384)
def _years_in(text: str, written: date | None) -> frozenset[str]:
    """The years that a text states, also in relation to its letter's date ("afgelopen jaar")."""
    stated = _YEAR.findall(text)
    resolved = [found.means[:4] for found in resolve_dates(text, written)]
    return frozenset(stated) | frozenset(resolved)


@functools.lru_cache(maxsize=16_384)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for terms in terms_by_word(text) for term in terms)


def _letter_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of what is known of a passage's letter."""
    header = scored.header
    return _terms(" ".join([header.subject or "", header.ministry or "", *header.signatories]))


def _rank(rated: RatedSentence) -> tuple[float, int, str, int]:
    written = rated.source.header.date.toordinal() if rated.source.header.date else 0
    return (-round(rated.score, 9), -written, rated.source.header.id, rated.sentence.start)
