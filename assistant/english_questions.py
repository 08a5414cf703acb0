"""English question -> the same words in Dutch, so that the letters can be searched; the answer is in Dutch.

Word for word, from a list of words that questions about government are made of; names, figures and words that both
languages have stay as they are. A question of which too little is known is not guessed at.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.analyser import fold
from assistant.compounds import word_counts

_WORDS = Path(__file__).with_name("english_words.txt")
_LONGEST = 3  # words that are one entry of the list
_ENGLISH = frozenset(
    """
    the how what when who why where which does did do are were has have had will would should can could with from for to
    many much of and this that these there about it by on at be been
    """.split()
)
# Words of one letter to four that are Dutch, too, and tell nothing.
_BOTH = frozenset("is in was over per of we had".split())
_DUTCH = frozenset(
    """
    de het een van voor wat wie waar wanneer waarom welke welk hoe hoeveel is zijn heeft hebben wordt worden niet geen en
    aan op bij met naar uit dat die dit deze er nog ook door om als dan moet moeten kan kunnen mag zal zou vindt staat
    """.split()
)
_LEAST_ENGLISH = 2  # words of English alone before a question is taken for one
_PART = 3  # letters of a part of a compound
_LEAST_KNOWN = 0.7  # share of its other words that have to be known
_POSSESSIVE = re.compile(r"['’]s$")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Translated:
    """An English question in Dutch words; `text` is None where too many of its words are unknown."""

    text: str | None


def read_english(question: str) -> Translated | None:
    """Read a question word for word if it is English; None if it isn't."""
    tokens = _TOKEN.findall(question)
    words = [fold(token) for token in tokens if token[0].isalnum()]
    english = sum(word in _ENGLISH and word not in _BOTH for word in words)
    dutch = sum(word in _DUTCH and word not in _BOTH for word in words)
    if english < _LEAST_ENGLISH or dutch >= english:
        return None
    pieces: list[str] = []
    content = known = 0
    at = 0
    while at < len(tokens):
        dutch_words, taken = _entry(tokens, at)
        token = tokens[at]
        if taken:
            pieces.append(dutch_words)
        elif not token[0].isalnum():
            pieces.append(token)
        else:
            same = token[0].isdigit() or (token[0].isupper() and at > 0) or fold(token) in word_counts()
            pieces.append(token)
            content, known = content + 1, known + same
        if taken and any(fold(one) not in _ENGLISH for one in tokens[at : at + taken]):
            content, known = content + 1, known + 1
        at += max(taken, 1)
    if not content or known < _LEAST_KNOWN * content:
        return Translated(None)
    text = re.sub(r"\s+([?!.,;:])", r"\1", " ".join(_compounded([piece for piece in pieces if piece])))
    return Translated(text[:1].upper() + text[1:])


def _compounded(words: list[str]) -> list[str]:
    """Words with those made one that Dutch writes as one: "kust fonds" is kustfonds."""
    joined: list[str] = []
    for word in words:
        whole = f"{joined[-1]}{word}" if joined else ""
        if whole.isalpha() and min(len(word), len(whole) - len(word)) >= _PART and fold(whole) in word_counts():
            joined[-1] = whole
        else:
            joined.append(word)
    return joined


def _entry(tokens: list[str], at: int) -> tuple[str, int]:
    """The Dutch for the longest entry that begins at a token, and how many tokens it takes; 0 for none."""
    known = english_words()
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        entry = " ".join(_POSSESSIVE.sub("", fold(token)) for token in tokens[at : at + length])
        if entry in known and not (length == 1 and tokens[at].isupper() and len(tokens[at]) > 1 and entry != "eu"):
            return known[entry], length
    return "", 0


@functools.cache
def english_words() -> dict[str, str]:
    """The Dutch for each English word or expression of the list."""
    known: dict[str, str] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        english, _, dutch = line.partition("\t")
        known.setdefault(english, dutch.strip())
    return known
