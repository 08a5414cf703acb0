"""two sets of words -> how near in meaning each word of the one comes to any word of the other.

By the vectors of the bundled embedder, a word at a time: a table look-up, so that the words of some hundred sentences
take a few milliseconds. A library may have been made with another embedder; words are still compared by this one.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from assistant.static_embedder import StaticEmbedder
    from assistant.vocabulary import Vectors

_MOST_WORDS = 100_000  # kept with their vectors, about 100 MB


class WordSense:
    """Vectors of words, each made once."""

    def __init__(self) -> None:
        """Know no word yet."""
        self._known: dict[str, Vectors] = {}

    def vectors(self, words: Sequence[str]) -> Vectors:
        """(n, d) float32, unit length, in the order given; zeros for a word that the embedder does not know."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._known]
        if unknown:
            if len(self._known) > _MOST_WORDS:
                self._known.clear()
                unknown = list(dict.fromkeys(words))
            self._known.update(zip(unknown, _embedder().embed_passages(unknown), strict=True))
        return (
            np.stack([self._known[word] for word in words])
            if words
            else np.zeros((0, _embedder().dimensions), np.float32)
        )

    def nearness(self, words: Sequence[str], others: Sequence[str]) -> Vectors:
        """(n, m) float32: cosine similarity of each word to each other word, 0 at the least."""
        similarities: Vectors = np.maximum(self.vectors(words) @ self.vectors(others).T, 0)
        return similarities


@functools.cache
def word_sense() -> WordSense:
    """The one store of word vectors of this process."""
    return WordSense()


@functools.cache
def _embedder() -> StaticEmbedder:
    from assistant.static_embedder import load_static_embedder

    return load_static_embedder()
