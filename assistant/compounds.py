"""Dutch word -> the words it is compounded of ("vuurwerkopslag" -> vuurwerk, opslag).

After Koehn & Knight, "Empirical Methods for Compound Splitting" (EACL 2003): of all ways to cut a word into words that
are known by themselves, the one with the highest geometric mean of their frequencies, and none if the word as a whole
is more frequent than that. The frequencies are counted in Dutch government text by `assistant.word_counts`.
"""

from __future__ import annotations

import functools
import gzip
import math
from collections.abc import Mapping
from importlib.resources import files

WORDS_FILE = "dutch_words.txt.gz"
_SHORTEST_PART = 4  # shorter words occur in longer ones by chance
_LINKS = ("", "s", "en", "e")  # tussenletters: "rijk-s-overheid", "boek-en-kast"
_MAX_LENGTH = 60  # letters; what is longer is no word


@functools.lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Split a compound into its words.

    Args:
        word: A word in lower case, without diacritics.

    Returns:
        Its parts from left to right, two or more; empty if it is no compound or is frequent as a whole.
    """
    if not 2 * _SHORTEST_PART <= len(word) <= _MAX_LENGTH:
        return ()
    counts = word_counts()
    best: tuple[str, ...] = ()
    best_mean = float(counts.get(word, 1))
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head_count = counts.get(word[at:])
        if head_count is None:
            continue
        for link in _LINKS:
            stem = word[: at - len(link)]
            if not word[:at].endswith(link) or len(stem) < _SHORTEST_PART:
                continue
            stem_count = counts.get(stem)
            mean = math.sqrt(stem_count * head_count) if stem_count else 0.0
            if mean > best_mean:
                best, best_mean = (stem, word[at:]), mean
    return tuple(inner for part in best for inner in (split_compound(part) or (part,)))


@functools.cache
def word_counts() -> Mapping[str, int]:
    """How often each known word occurs in the texts that were counted."""
    packed = (files("assistant") / WORDS_FILE).read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return {word: int(count) for word, _, count in (line.partition("\t") for line in lines)}


@functools.cache
def words_counted() -> int:
    """How many words were counted in all."""
    return sum(word_counts().values())
