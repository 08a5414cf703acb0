"""candidates -> the same passages, those with the sentences that answer best first.

A passage is ranked by its words and meaning as a whole (`assistant.retrieval`); what one asks for is a sentence of it. So
the passages that are read are ordered by the best of their sentences, as the reader rates these. The ratings go along
with the passages, for the reader needs them too. Ranking a text by its best part is an old idea (Callan 1994,
"Passage-Level Evidence in Document Retrieval").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.question_kinds import asks_what_was_asked
from assistant.rated_sentences import RatedSentence, rate_sentences
from assistant.retrieval import SENTENCE, SENTENCE_WEIGHT, Candidates, rank_of

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder, ScoredPassage

_FARTHEST: Final = 10.0  # in the score of the conditional logit: a sentence this far behind the best has no chance


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedCandidates(Candidates):
    """Candidates in the order of their best sentences."""

    retrieved: Candidates  # in the order and with the scores that they were found with
    sentences: tuple[RatedSentence, ...]  # of those that were read, best first


def order_passages(candidates: Candidates, embedder: Embedder) -> Candidates:
    """Put the passages with the best sentences first; those that are not read keep their order behind them.

    Where the question asks what was asked the order stays: there Members' questions are sought, not what answers.
    """
    if asks_what_was_asked(candidates.query.text):
        return candidates
    rated = rate_sentences(candidates, embedder)
    if not rated:
        return candidates
    nearness: dict[tuple[str, int], float] = {}
    for one in rated:  # best first
        place = one.source.header.id, one.source.passage.start
        nearness.setdefault(place, max(0.0, 1 - (rated[0].score - one.score) / _FARTHEST))
    passages = [
        _with_sentence(scored, nearness.get((scored.header.id, scored.passage.start), 0.0))
        for scored in candidates.passages
    ]
    return OrderedCandidates(
        candidates.query,
        tuple(sorted(passages, key=rank_of)),
        candidates.weights,
        candidates.lacking,
        retrieved=candidates,
        sentences=tuple(rated),
    )


def _with_sentence(scored: ScoredPassage, nearness: float) -> ScoredPassage:
    score = scored.score + SENTENCE_WEIGHT * nearness
    return replace(scored, score=score, evidence={**scored.evidence, SENTENCE: nearness})
