"""two lines -> one text, with the hyphen at the line's end kept or taken out.

A hyphen at the end of a line is either the word's own ("WIA-uitkering") or the typesetter's ("regen-boog"). The
spelling rules say much (Taalunie, Technische Handleiding: hyphens with capitals, digits, letter words and colliding
vowels). For the rest the document shows how it writes the word elsewhere, and whether it hyphenates at all: letters
from a word processor seldom do, typeset ones on every fifteenth line or so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf_lines import HYPHEN

LINES_PER_HYPHEN = 60  # with fewer lines for each hyphen a document hyphenates; own hyphens end 1 line in 300

_HYPHENS = (HYPHEN, "-", "\u2010")
_LAST_PART = re.compile(r"[^\s(«“\"'‘/]*$")
_FIRST_WORD = re.compile(r"[^\W_][^\s.,;:?!)»”\"’/]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GLUED_END = re.compile(r"(?:\w/|\w[–—]|://)$")  # a line may break behind these without a space
_URL_END = re.compile(r"(?:https?://|www\.|\w\.(?:nl|eu|com|org|net|be)/)\S*$")
_URL_OPEN = re.compile(r"(?:https?://|www\.|\w\.(?:nl|eu|com|org|net|be)/)(?:\S*[/_=&?%.])?$")  # it surely goes on
_URL_MORE = re.compile(r"[%/?&=#_~]")
_URL_LIKE = re.compile(r"(?!https?:|www\.)\S*[/%?=_.\d]\S")
_ELLIPTIC = frozenset("en of dan noch tot als naar respectievelijk resp c.q én".split())
_COLLISIONS = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu".split())
_PREFIXES = frozenset("be ge re de pre co pro her".split())  # joined, with a diaeresis: geïnd, reëel
_ONSETS = frozenset(
    "b bl br c ch chr cl cr d dr dw f fl fr g gl gn gr h j k kl kn kr kw l m n p pf ph pl pr ps q qu r s sc sch schr "
    "sf sh sj sk sl sm sn sp spl spr st str t th tj tr ts tw v vl vr w wr x y z zw".split()
)
_VOWELS = "aeiouyáéíóúàèëïöüêôû"
_NEVER_JOINED = frozenset("niet non ex oud vice e x ict wia mvo ai".split())


class Hyphens:
    """The words of one document, by which its line-end hyphens are judged."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        self._first_parts: Counter[str] = Counter()
        for line in lines:
            text = line.rstrip("".join(_HYPHENS)) + " "
            for match in _WORD.finditer(text):
                if match.end() < len(text) - 1 or text[:-1] == line:
                    word = match[0].lower()
                    self._words[word] += 1
                    if "-" in word:
                        self._first_parts[word.split("-", 1)[0]] += 1
        broken = [parts for one, other in pairwise(lines) if (parts := _parts(one, other)) and _may_be_soft(*parts)]
        certain = any(self._words[_last(left).lower() + right.lower()] for left, right in broken)
        self._hyphenates = certain or len(lines) < LINES_PER_HYPHEN * len(broken)

    def join(self, text: str, line: str) -> tuple[str, int]:
        """Set a line behind a text; returns both joined, and the offset at which the line begins."""
        if not text:
            return line, 0
        if not text.endswith(_HYPHENS):
            space = "" if _GLUED_END.search(text) or _is_url_cut(text, line) else " "
            return text + space + line, len(text) + len(space)
        stem = text[:-1]
        parts = _parts(text, line)
        if parts is None:
            joined = f"{stem}- "
        elif _URL_END.search(stem):
            joined = f"{stem}-"
        elif parts[1].lower() in _ELLIPTIC:
            joined = f"{stem}- "
        else:
            joined = f"{stem}-" if self._keeps(*parts) else stem
        return joined + line, len(joined)

    def end(self, text: str) -> str:
        """A text that is complete: a hyphen that nothing followed is its own."""
        return text.replace(HYPHEN, "-")

    def _keeps(self, left: str, right: str) -> bool:
        """True if the hyphen between two parts is the word's own."""
        if not _may_be_soft(left, right):
            return True
        part, chain, right = _last(left).lower(), right.lower(), right.split("-", 1)[0].lower()
        joined, apart = self._words[part + right], self._words[f"{part}-{right}"]
        if joined != apart:
            return apart > joined
        if part in _NEVER_JOINED or not _is_syllabic(part) or chain.endswith(f"-{part}") or self._sets_apart(part):
            return True
        collides = part[-1] + right[0] in _COLLISIONS and part not in _PREFIXES
        return collides or not self._hyphenates

    def _sets_apart(self, part: str) -> bool:
        """True if the document writes other words with this part and a hyphen, and none with the part joined on."""
        if not self._first_parts[part]:
            return False
        return not any(word.startswith(part) and len(word) > len(part) + 2 and "-" not in word for word in self._words)


def _parts(text: str, line: str) -> tuple[str, str] | None:
    """The parts of a word around a hyphen at a line's end; None if there is no hyphen, or no word on one side."""
    if not text.endswith(_HYPHENS):
        return None
    last = _LAST_PART.search(text[:-1])
    first = _FIRST_WORD.match(line)
    if last is None or first is None or not last[0] or not last[0][-1].isalnum():
        return None
    return last[0], first[0]


def _is_url_cut(text: str, line: str) -> bool:
    """True if a text ends in the middle of an address that the line goes on with."""
    if not _URL_END.search(text):
        return False
    return bool(_URL_MORE.match(line) or (_URL_OPEN.search(text) and _URL_LIKE.match(line)))


def _last(left: str) -> str:
    """The last part of a word that has hyphens of its own."""
    return left.rsplit("-", 1)[-1]


def _may_be_soft(left: str, right: str) -> bool:
    """False where the spelling demands the hyphen: next to capitals, digits and signs, or before "en" and "of"."""
    part = _last(left)
    if not part or not part.isalpha() or part[-1].isupper() or not right[0].islower():
        return False
    return right.lower() not in _ELLIPTIC


def _is_syllabic(part: str) -> bool:
    """False for a letter word in small letters ("mvo", "lhbti", "btw"): it starts as no Dutch syllable does."""
    first = next((index for index, char in enumerate(part) if char in _VOWELS), None)
    return first is not None and (first == 0 or part[:first] in _ONSETS)
