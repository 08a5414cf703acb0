"""query and text -> how well the text covers the query: the explainable features that rank passages and sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.analyser import Token, fold
from assistant.compounds import word_counts, words_counted
from assistant.understanding import Query, variants_of

_FADED = 0.4  # weight of a word that only an earlier question, or another part of this one, says
_UNKNOWN_SHARE = 0.01  # an ordinary word that no letter holds weighs as much as one in this share of passages
# A small library says little of how rare a word is. So its passages are counted together with this many of Dutch
# government text at large (Dirichlet-like smoothing, after Zhai & Lafferty 2004); a large library outweighs them.
_PRIOR_PASSAGES = 300
_PASSAGE_WORDS = 80


@dataclass(frozen=True, slots=True)
class WeighedWords:
    """Words of a query with their weights, made once for the hundreds of texts in which they are looked for."""

    # Weight, first term, and the word itself where something else can stand for it: its parts, another name.
    words: tuple[tuple[float, str, Token | None], ...]
    total: float

    def covered(self, present: Set[str]) -> float:
        """Share of the words' weight that a text's terms cover, 0 to 1; 0 if there are no words."""
        held = 0.0
        for weight, term, word in self.words:
            if term in present:
                held += weight
            elif word is not None:
                held += weight * held_share(word, present)
        return held / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How much each word of a query tells: its rarity in the library."""

    weights: Mapping[str, float]  # by the word's first term
    faded: frozenset[str] = frozenset()  # first terms of words that count less

    def of(self, words: Iterable[Token]) -> float:
        """The weight of these words together."""
        return sum(self.weight(word) for word in words)

    def weight(self, word: Token) -> float:
        """The weight of a word."""
        term = word.terms[0]
        return self.weights[term] * (_FADED if term in self.faded else 1.0)

    def weighed(self, words: Sequence[Token]) -> WeighedWords:
        """These words with their weights, to be looked for in many texts."""
        weights = [self.weight(word) for word in words]
        alone = [len(word.terms) == 1 and not variants_of(word) for word in words]
        entries = zip(weights, words, alone, strict=True)
        return WeighedWords(
            tuple((weight, word.terms[0], None if only else word) for weight, word, only in entries), sum(weights)
        )

    def covered(self, words: Sequence[Token], present: Set[str]) -> float:
        """Share of the words' weight that a text's terms cover, 0 to 1; 0 if there are no words."""
        return self.weighed(words).covered(present)

    def fading(self, background: frozenset[str]) -> WordWeights:
        """The same weights, with these words counting less."""
        return WordWeights(self.weights, background)


def held_share(word: Token, present: Set[str]) -> float:
    """How much of a word stands in a text: all of it, another word for the same, or the share of a compound's parts."""
    terms = word.terms
    if terms[0] in present:
        return 1.0
    for variant in variants_of(word):
        if all(term in present for term in variant):
            return 1.0
    if len(terms) == 1:
        return 0.0
    return sum(part in present for part in terms[1:]) / (len(terms) - 1)


def weigh_words(query: Query, frequencies: Mapping[str, int], passages: int) -> WordWeights:
    """Weigh the query's words by inverse document frequency, as BM25 does (Robertson & Zaragoza 2009).

    A compound that no letter holds as a whole weighs as much as its parts on average. Of the words that stand in no
    letter only names keep their full weight: an ordinary word is often said in another way.

    Args:
        query: The query.
        frequencies: In how many passages each term stands.
        passages: How many passages there are.
    """
    together = passages + _PRIOR_PASSAGES

    def weigh(term: str, share: float) -> float:
        held = frequencies.get(term, 0) + share * _PRIOR_PASSAGES
        return math.log(1 + (together - held + 0.5) / (held + 0.5))

    ordinary = math.log(1 + 1 / _UNKNOWN_SHARE)
    names = {name.terms[0] for name in query.names}
    weights = {}
    for word in query.tokens:
        whole, *parts = word.terms or ("",)
        share = _share_at_large(word.text)
        if frequencies.get(whole, 0) or not parts:
            weights[whole] = weigh(whole, share)
        else:
            weights[whole] = sum(weigh(part, share) for part in parts) / len(parts)
        if not frequencies.get(whole, 0) and whole not in names:
            weights[whole] = min(weights[whole], ordinary)
    return WordWeights(weights, query.background)


def _share_at_large(text: str) -> float:
    """Share of passages of Dutch government text that hold this very word, from how often it occurs there."""
    counts = word_counts()
    return 1 - math.exp(-counts.get(fold(text), 0) * _PASSAGE_WORDS / words_counted())


def smallest_window(positions: Sequence[tuple[int, str]]) -> int | None:
    """Length, in tokens, of the shortest stretch that holds each of these terms.

    Args:
        positions: (place, term) pairs in order of place.

    Returns:
        The length, or None if there are fewer than two terms.
    """
    needed = {term for _, term in positions}
    if len(needed) < 2:
        return None
    counts: dict[str, int] = {}
    best: int | None = None
    left = 0
    for place, term in positions:
        counts[term] = counts.get(term, 0) + 1
        while len(counts) == len(needed):
            first_place, first_term = positions[left]
            length = place - first_place + 1
            best = length if best is None else min(best, length)
            counts[first_term] -= 1
            if not counts[first_term]:
                del counts[first_term]
            left += 1
    return best
