"""candidates -> rated sentences: each sentence of the best passages, with the features that speak for it.

What the features mean and weigh stands in `assistant.reader_weights`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.answer_types import find_focus
from assistant.clause_terms import terms_of
from assistant.placed_sentences import PlacedSentence, place_sentences
from assistant.question_kinds import Asked, asks_several
from assistant.reader_weights import load_weights
from assistant.retrieval import Candidates
from assistant.sentence_evidence import Reading, sentence_evidence
from assistant.sentence_sense import rate_senses
from assistant.understanding import Query
from assistant.vocabulary import ScoredPassage, Sentence, Voice

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder, Vectors

READ = 12  # passages read


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
    asked: Asked = Asked.OTHER  # the kind of answer that it was rated for
    several: bool = False  # the question asks for several things


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
    weights = candidates.weights.fading(query.background | query.unsaid)
    reading = Reading.of(query, weights, read)
    vector = embedder.embed_query(query.text)
    meanings = _meanings([placed for _, placed in found], embedder, vector)
    sense = rate_senses([placed for _, placed in found], query, reading.weights)
    best = max(scored.score for scored in read)
    rated = []
    for at, (_, placed) in enumerate(found):
        given = {
            **meanings[at],
            **sense[at],
            "passage": placed.source.score / best if best > 0 else 0.0,
        }
        rated.append(_rate(placed, given, reading))
    shares = _shares([one.score for one in rated])
    of_passage: dict[int, float] = {}
    for (rank, _), share in zip(found, shares, strict=True):
        of_passage[rank] = of_passage.get(rank, 0.0) + share
    finished = [
        replace(one, evidence={**one.evidence, "share": share, "passage_share": of_passage[rank]})
        for one, share, (rank, _) in zip(rated, shares, found, strict=True)
    ]
    return sorted(finished, key=_rank)


def _meanings(found: Sequence[PlacedSentence], embedder: Embedder, question: Vectors) -> list[dict[str, float]]:
    """How near each sentence comes to the question in meaning, with the sentence before it and under its headings."""
    asked = list(dict.fromkeys(placed.source.passage.question or "" for placed in found))
    texts = [f"{placed.before.text if placed.before else placed.intro} {placed.sentence.text}" for placed in found]
    texts += [_under_headings(placed) for placed in found]
    near = np.maximum(embedder.embed_passages(texts + asked) @ question, 0).tolist()
    total = len(found)
    of_question = dict(zip(asked, near[2 * total :], strict=True))
    return [
        {
            "meaning_near": near[at],
            "meaning_heads": near[at + total],
            "meaning_question": of_question[placed.source.passage.question or ""],
        }
        for at, placed in enumerate(found)
    ]


def _under_headings(placed: PlacedSentence) -> str:
    passage = placed.source.passage
    intro = "" if placed.lead else placed.intro
    return " ".join([placed.source.header.subject or "", *passage.section, intro, placed.sentence.text])


def _shares(scores: Sequence[float]) -> list[float]:
    """How likely each sentence is the right one, by the conditional logit that gave the scores."""
    best = max(scores)
    odds = [math.exp(score - best) for score in scores]
    together = sum(odds)
    return [one / together for one in odds]


def _rate(placed: PlacedSentence, given: Mapping[str, float], reading: Reading) -> RatedSentence:
    sentence = placed.sentence
    own = terms_of(sentence.text)
    written = placed.source.header.date
    focus = find_focus(sentence.text, reading.query, reading.weights, placed.row, written=written)
    evidence = {**given, **sentence_evidence(placed, own, focus, reading)}
    score = load_weights().score(evidence) - float(sentence.voice is Voice.MEMBER)
    at = (sentence.start + focus.start, sentence.start + focus.end) if focus else None
    query = reading.query
    return RatedSentence(
        sentence,
        placed.source,
        placed.before,
        own,
        at,
        evidence,
        score,
        placed.after,
        query.asked,
        several=asks_several(query.asked, query.kind),
    )


def _rank(rated: RatedSentence) -> tuple[float, int, str, int]:
    written = rated.source.header.date.toordinal() if rated.source.header.date else 0
    return (-round(rated.score, 9), -written, rated.source.header.id, rated.sentence.start)
