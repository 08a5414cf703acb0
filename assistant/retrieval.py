"""query -> scored passages: lexical and dense candidates, fused and ranked.

Lexical first: the terms decide, the vectors add what was said in other words. The candidates of both halves form one
pool; each member is scored by the same few features, so that why a passage was found can be told in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import errors
from assistant.analysed_passage import AnalysedPassage
from assistant.evidence import WeighedWords, WordWeights, smallest_window, weigh_words
from assistant.ledger import StoredPassage
from assistant.spelling import repair_spelling
from assistant.understanding import Query
from assistant.vocabulary import Filters, ScoredPassage, Voice

if TYPE_CHECKING:
    from assistant.library import Library

POOL = 100  # candidates taken from each half
PART_WEIGHT = 0.5  # of a compound's part, beside 1 for the whole word
# Weights of the features, each between 0 and 1; fitted by `eval.fit_ranking`.
FEATURE_WEIGHTS: Mapping[str, float] = {
    "terms": 0.55,  # BM25 over the fields, as a share of the best candidate's
    "meaning": 1.0,  # cosine similarity of passage and question
    "coverage": 1.0,  # share of the question's terms, by rarity, in the passage or its context
    "nearness": 0.17,  # how close together the question's terms stand
    "author": 0.51,  # said by the author of the letter, not asked by a Member
}
SENTENCE = "sentence"  # how near a passage's best sentence comes to the best of all; see `assistant.passage_order`
SENTENCE_WEIGHT = 15.0  # beside those above: 1.5 for each unit in the sentence's score


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ranked passages of a query, best first, with the weights of its terms."""

    query: Query
    passages: tuple[ScoredPassage, ...]
    weights: WordWeights
    lacking: str | None = None  # the half that could not be searched just now: "terms" or "vectors"


def retrieve(library: Library, query: Query, filters: Filters, *, limit: int = 20) -> Candidates:
    """Find the passages that a query is about.

    Args:
        library: The library to search.
        query: What is sought.
        filters: Which letters.
        limit: How many passages at the most.

    Returns:
        The passages, best first; ties go to the newer letter, then to the id and the place in the letter.
    """
    library.refresh()
    query = repair_spelling(query, library.document_frequencies)
    weights = weigh_words(query, library.document_frequencies(query.terms), library.count_passages())
    lexical = library.search_terms(sought_terms(query), limit=POOL, filters=filters)
    vector = library.embedder.embed_query(query.text)
    lacking = "terms" if library.lacks_terms else None
    try:
        dense = library.search_vectors(vector, limit=POOL, filters=filters)
    except errors.VectorsUnreachable:  # the answer says so; the next question tries again
        dense, lacking = [], "vectors"
    bm25 = {hit.key: hit.score for hit in lexical}
    keys = list(dict.fromkeys([hit.key for hit in lexical] + [hit.key for hit in dense]))
    meaning = {hit.key: hit.similarity for hit in dense}
    meaning |= library.similarities(vector, [key for key in keys if key not in meaning]) if vector.any() else {}
    best = max(bm25.values(), default=0.0)
    subject = weights.weighed(query.subject)
    wanted = {token.terms[0] for token in query.tokens if token.terms}
    scored = []
    found = library.passages(keys)
    for stored, analysed in zip(found, library.analysed(found), strict=True):
        evidence = {
            "terms": bm25.get(stored.key, 0.0) / best if best else 0.0,
            "meaning": max(0.0, meaning.get(stored.key, 0.0)),
            **_textual_evidence(stored, analysed, subject, wanted),
        }
        scored.append(_score(stored, evidence))
    scored.sort(key=rank_of)
    return Candidates(query, tuple(scored[:limit]), weights, lacking)


def sought_terms(query: Query) -> dict[str, float]:
    """The terms to look for, each with its weight."""
    sought: dict[str, float] = {}
    for token in query.tokens:
        for at, term in enumerate(token.terms):
            sought[term] = max(sought.get(term, 0.0), PART_WEIGHT if at else 1.0)
    return sought


def _textual_evidence(
    stored: StoredPassage, analysed: AnalysedPassage, subject: WeighedWords, wanted: set[str]
) -> dict[str, float]:
    present = analysed.present()
    held = wanted & present
    window = smallest_window(analysed.places(held)) if len(held) > 1 else None
    return {
        "coverage": (subject.covered(present) * 2 + subject.covered(present | analysed.around())) / 3,
        "nearness": len(held) / len(wanted) * min(1.0, len(held) / window) if window else 0.0,
        "author": float(stored.passage.voice is Voice.AUTHOR),
    }


def _score(stored: StoredPassage, evidence: Mapping[str, float]) -> ScoredPassage:
    score = sum(weight * evidence[name] for name, weight in FEATURE_WEIGHTS.items())
    return ScoredPassage(stored.passage, stored.header, score, evidence)


def rank_of(scored: ScoredPassage) -> tuple[float, int, str, int]:
    """What passages are sorted by: the highest score first; ties go to the newer letter, then by id and place."""
    written = scored.header.date.toordinal() if scored.header.date else 0
    return (-round(scored.score, 9), -written, scored.header.id, scored.passage.start)


def explain(scored: ScoredPassage) -> Sequence[tuple[str, float]]:
    """What each feature added to a passage's score, most first."""
    weights = {**FEATURE_WEIGHTS, SENTENCE: SENTENCE_WEIGHT}
    parts = [(name, weights[name] * value) for name, value in scored.evidence.items()]
    return sorted(parts, key=lambda part: -part[1])
