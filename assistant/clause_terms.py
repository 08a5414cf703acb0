"""text -> its words and terms, read clause by clause: a sentence is not analysed again with its paragraph.

Neither a word nor a separable verb reaches over the end of a clause, so that the clauses together have the terms of
the whole.
"""

from __future__ import annotations

import functools
import re

from assistant.analyser import read_words

_BETWEEN_CLAUSES = re.compile(r"(?<=[.:;!?]) |[\n\t]")


@functools.lru_cache(maxsize=16_384)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text."""
    return frozenset().union(*map(_terms_of_clause, _BETWEEN_CLAUSES.split(text)))


def words_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words and numbers of a text in order, each with its terms."""
    return [word for clause in _BETWEEN_CLAUSES.split(text) for word in _words_of_clause(clause)]


@functools.lru_cache(maxsize=16_384)
def _words_of_clause(clause: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(read_words(clause))


@functools.lru_cache(maxsize=32_768)
def _terms_of_clause(clause: str) -> frozenset[str]:
    return frozenset(term for _, terms in _words_of_clause(clause) for term in terms)
