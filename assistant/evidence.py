"""query and text -> how well the text covers the query: the explainable features that rank passages and sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.analyser import Token
from assistant.understanding import Query


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How much each word of a query tells: its rarity in the library."""

    weights: Mapping[str, float]  # by the word's first term

    def of(self, words: Iterable[Token]) -> float:
        """The weight of these words together."""
        return sum(self.weights[word.terms[0]] for word in words)

    def covered(self, words: Sequence[Token], present: Set[str]) -> float:
        """Share of the words' weight that a text's terms cover, 0 to 1; 0 if there are no words."""
        total = self.of(words)
        held = sum(self.weights[word.terms[0]] * held_share(word, present) for word in words)
        return held / total if total else 0.0


def held_share(word: Token, present: Set[str]) -> float:
    """How much of a word stands in a text: all of it, or the share of a compound's parts."""
    whole, *parts = word.terms
    if whole in present:
        return 1.0
    return sum(part in present for part in parts) / len(parts) if parts else 0.0


def weigh_words(query: Query, frequencies: Mapping[str, int], passages: int) -> WordWeights:
    """Weigh the query's words by inverse document frequency, as BM25 does (Robertson & Zaragoza 2009).

    A compound that no letter holds as a whole weighs as much as its parts on average.

    Args:
        query: The query.
        frequencies: In how many passages each term stands.
        passages: How many passages there are.
    """

    def weigh(term: str) -> float:
        held = frequencies.get(term, 0)
        return math.log(1 + (passages - held + 0.5) / (held + 0.5))

    weights = {}
    for word in query.tokens:
        whole, *parts = word.terms or ("",)
        if frequencies.get(whole, 0) or not parts:
            weights[whole] = weigh(whole)
        else:
            weights[whole] = sum(map(weigh, parts)) / len(parts)
    return WordWeights(weights)


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
