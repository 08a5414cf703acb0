"""query and text -> how well the text covers the query: the explainable features that rank passages and sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.understanding import Query


@dataclass(frozen=True, slots=True)
class TermWeights:
    """How much each term of a query tells: the inverse document frequency of BM25 (Robertson & Zaragoza 2009)."""

    weights: Mapping[str, float]

    def covered(self, wanted: Set[str], present: Set[str]) -> float:
        """Share of the weight of the wanted terms that a text's terms cover, 0 to 1; 0 if nothing is wanted."""
        total = sum(self.weights.get(term, 0.0) for term in wanted)
        return sum(self.weights.get(term, 0.0) for term in wanted & present) / total if total else 0.0


def weigh_terms(query: Query, frequencies: Mapping[str, int], passages: int) -> TermWeights:
    """Weigh the query's terms by their rarity.

    Args:
        query: The query.
        frequencies: In how many passages each term stands.
        passages: How many passages there are.
    """
    return TermWeights(
        {
            term: math.log(1 + (passages - frequencies.get(term, 0) + 0.5) / (frequencies.get(term, 0) + 0.5))
            for term in query.terms
        }
    )


def smallest_window(positions: Sequence[tuple[int, str]], wanted: set[str]) -> int | None:
    """Length, in tokens, of the shortest stretch that holds all of the wanted terms that occur at all.

    Args:
        positions: (place, term) pairs in order of place.
        wanted: The terms looked for.

    Returns:
        The length, or None if fewer than two of the terms occur.
    """
    hits = [(place, term) for place, term in positions if term in wanted]
    needed = {term for _, term in hits}
    if len(needed) < 2:
        return None
    counts: dict[str, int] = {}
    best: int | None = None
    left = 0
    for place, term in hits:
        counts[term] = counts.get(term, 0) + 1
        while len(counts) == len(needed):
            first_place, first_term = hits[left]
            length = place - first_place + 1
            best = length if best is None else min(best, length)
            counts[first_term] -= 1
            if not counts[first_term]:
                del counts[first_term]
            left += 1
    return best
