"""passage -> its terms, word by word <-> the bytes in which the term index keeps them.

To analyse a passage takes half a millisecond, and a question has a hundred candidates: what was analysed when the
passage was indexed is read from there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.analyser import analyse, terms_by_word
from assistant.vocabulary import Passage

_WORD, _TERM, _PART = "\x1e", "\x1f", "\x1d"  # between words, between a word's terms, between text and context


@dataclass(frozen=True, slots=True)
class AnalysedPassage:
    """The terms of a passage's text, each with the number of its word, and all terms of its context line."""

    places: tuple[tuple[int, str], ...]
    present: frozenset[str]  # the terms of the text
    context: frozenset[str]


def analyse_words(passage: Passage) -> tuple[list[tuple[str, ...]], list[str]]:
    """The terms of each word of the text, and the terms of the context line."""
    return terms_by_word(passage.text), analyse(passage.context)


def dump_words(words: Sequence[Sequence[str]], context: Sequence[str]) -> bytes:
    """Analysed words as bytes; no term holds a control character."""
    return f"{_WORD.join(map(_TERM.join, words))}{_PART}{_TERM.join(dict.fromkeys(context))}".encode()


def load_words(dumped: bytes) -> AnalysedPassage:
    """The analysed passage of these bytes."""
    words, _, context = dumped.decode().partition(_PART)
    return _analysed([word.split(_TERM) if word else () for word in words.split(_WORD)], context.split(_TERM))


def analyse_passage(passage: Passage) -> AnalysedPassage:
    """Analyse a passage that the term index does not hold."""
    return _analysed(*analyse_words(passage))


def _analysed(words: Sequence[Sequence[str]], context: Sequence[str]) -> AnalysedPassage:
    # Interned, for thousands of passages are kept and their terms are the same few ten thousand.
    places = tuple((at, sys.intern(term)) for at, terms in enumerate(words) for term in terms)
    return AnalysedPassage(places, frozenset(term for _, term in places), frozenset(filter(None, context)))
