"""query -> query without slips of the pen: words that no letter holds, put right by a known word one slip away.

A slip is one letter too many, too few, another or two exchanged (Damerau 1964 found 80 % of misspellings to be of these
four kinds). A word is only put right by one that the library holds; a name in capitals or with digits never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.analyser import Token, analyse, fold
from assistant.compounds import word_counts
from assistant.understanding import Query

_SHORTEST = 5  # letters; a shorter word has too many neighbours
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]


def repair_spelling(query: Query, frequencies: Frequencies) -> Query:
    """Put right the words that no passage holds in any form; the query itself if there is nothing to put right.

    Args:
        query: The query.
        frequencies: Gives for terms in how many passages each stands.
    """
    held = frequencies(query.terms)
    repairs = {}
    for token in query.subject:
        if not any(held.get(term, 0) for term in token.terms) and _may_be_slip(token):
            better = _known_neighbour(fold(token.text), frequencies)
            if better:
                repairs[token.text] = better
    return _with_repairs(query, repairs) if repairs else query


def _may_be_slip(token: Token) -> bool:
    letters = token.text
    return (
        len(letters) >= _SHORTEST and letters.isalpha() and letters[1:].islower() and fold(letters) not in word_counts()
    )


def _known_neighbour(word: str, frequencies: Frequencies) -> str | None:
    """The known word one slip away that stands in most passages; the first in the alphabet of equals."""
    known = sorted({slip for slip in _slips(word) if slip in word_counts()})
    whole = {slip: analyse(slip)[:1] for slip in known}
    held = frequencies(tuple(term for terms in whole.values() for term in terms))
    best = max(known, key=lambda slip: max((held.get(term, 0) for term in whole[slip]), default=0), default=None)
    return best if best is not None and any(held.get(term, 0) for term in whole[best]) else None


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _ALPHABET)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _ALPHABET)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _with_repairs(query: Query, repairs: Mapping[str, str]) -> Query:
    def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
        return tuple(
            replace(token, text=repairs[token.text], terms=tuple(dict.fromkeys(analyse(repairs[token.text]))))
            if token.text in repairs
            else token
            for token in tokens
        )

    text = query.text
    for slip, right in repairs.items():
        text = text.replace(slip, right)
    return replace(
        query,
        text=text,
        tokens=mended(query.tokens),
        subject=mended(query.subject),
        names=tuple(token for token in query.names if token.text not in repairs),
        counted=mended(query.counted),
        rewritten=True,
        parts=tuple(_with_repairs(part, repairs) for part in query.parts),
    )
