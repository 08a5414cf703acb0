"""two sets of words -> how near in meaning each word of the one comes to any word of the other.

By the vectors of the bundled embedder, a word at a time: a table look-up, so that the words of some hundred sentences
take a few milliseconds. A library may have been made with another embedder; words are still compared by this one.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from assistant.static_embedder import StaticEmbedder
    from assistant.vocabulary import Vectors

_MOST_WORDS = 100_000  # kept with their vectors, about 100 MB
_FIRST_ROWS = 4_096


class WordSense:
    """Vectors of words, each made once."""

    def __init__(self) -> None:
        """Know no word yet."""
        self._rows: dict[str, int] = {}
        self._table: Vectors = np.zeros((_FIRST_ROWS, _embedder().dimensions), np.float32)
        self._lock = threading.Lock()

    def vectors(self, words: Sequence[str]) -> Vectors:
        """(n, d) float32, unit length, in the order given; zeros for a word that the embedder does not know."""
        with self._lock:
            if len(self._rows) > _MOST_WORDS:
                self._rows.clear()
            self._learn([word for word in dict.fromkeys(words) if word not in self._rows])
            found: Vectors = self._table[[self._rows[word] for word in words]] if words else self._table[:0]
        return found

    def _learn(self, words: Sequence[str]) -> None:
        if not words:
            return
        known = len(self._rows)
        while known + len(words) > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[known : known + len(words)] = _embedder().embed_passages(words)
        self._rows.update((word, known + at) for at, word in enumerate(words))

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
