"""passage -> its terms, word by word <-> the bytes in which the term index keeps them.

To analyse a passage takes half a millisecond, and a question has a hundred candidates: what was analysed when the
passage was indexed is read from there, and kept as text, from which the few terms that a question asks for are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.analyser import analyse, terms_by_word
from assistant.vocabulary import Passage

_WORD, _TERM, _PART = "\x1e", "\x1f", "\x1d"  # between words, between a word's terms, between text and context
_BORDERS = {"", _WORD, _TERM}


@dataclass(frozen=True, slots=True)
class AnalysedPassage:
    """The terms of a passage's text, word by word, and those of its context line; no term holds a control character."""

    words: str
    context: str

    def present(self) -> frozenset[str]:
        """The terms of the text."""
        return _terms(self.words.replace(_WORD, _TERM))

    def around(self) -> frozenset[str]:
        """The terms of the context line."""
        return _terms(self.context)

    def places(self, wanted: Set[str]) -> list[tuple[int, str]]:
        """Where these terms stand: the number of the word and the term, in order."""
        found = sorted(place for term in wanted for place in self._find(term))
        places, at, counted = [], 0, 0
        for start, term in found:
            at += self.words.count(_WORD, counted, start)
            counted = start
            places.append((at, term))
        return places

    def _find(self, term: str) -> Iterator[tuple[int, str]]:
        """Each place of a term in the joined words: a question asks for few terms, and most words are none of them."""
        start = self.words.find(term)
        while start >= 0:
            end = start + len(term)
            if self.words[start - 1 : start] in _BORDERS and self.words[end : end + 1] in _BORDERS:
                yield start, term
            start = self.words.find(term, end)

    def dump(self) -> bytes:
        """As bytes."""
        return f"{self.words}{_PART}{self.context}".encode()


def load_words(dumped: bytes) -> AnalysedPassage:
    """The analysed passage of these bytes."""
    words, _, context = dumped.decode().partition(_PART)
    return AnalysedPassage(words, context)


def analyse_words(passage: Passage) -> tuple[list[tuple[str, ...]], list[str]]:
    """The terms of each word of the text, and the terms of the context line."""
    return terms_by_word(passage.text), analyse(passage.context)


def join_words(words: Sequence[Sequence[str]], context: Iterable[str]) -> AnalysedPassage:
    """The analysed passage of these words."""
    return AnalysedPassage(_WORD.join(map(_TERM.join, words)), _TERM.join(dict.fromkeys(context)))


def analyse_passage(passage: Passage) -> AnalysedPassage:
    """Analyse a passage that the term index does not hold."""
    return join_words(*analyse_words(passage))


def _terms(joined: str) -> frozenset[str]:
    return frozenset(joined.split(_TERM)) - {""}
