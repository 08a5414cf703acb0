"""text -> its tokens, words and figures, each found once: what a claim and the sentences read for it are compared by."""

from __future__ import annotations

import functools

from assistant.analyser import Token, fold, tokenize
from assistant.clause_terms import words_of
from assistant.figures import find_figures
from assistant.vocabulary import Figure

SURE_SENSE = 0.75  # cosine from which two words count as one
NO_SENSE = 0.25  # and below which they have nothing in common
SENSE_SHARE = 0.85  # a word of like meaning is not the word itself


@functools.lru_cache(maxsize=16_384)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text, found once."""
    return tuple(tokenize(text))


@functools.lru_cache(maxsize=32_768)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, folded, each once."""
    words = (fold(word) for word, terms in words_of(text) if terms and not word[0].isdigit())
    return tuple(dict.fromkeys(words))


@functools.lru_cache(maxsize=32_768)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text, found once."""
    return tuple(find_figures(text))
