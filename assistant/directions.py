"""two texts -> whether the one says the opposite of the other: rises where it falls, denies where it affirms."""

from __future__ import annotations

import functools
import re

from assistant.analyser import analyse, fold, lemma_of

_UP = frozenset(
    """
    stijgen stijging toenemen toename groeien groei verhogen verhoging ophogen omhoog opschroeven uitbreiden uitbreiding
    verdubbelen verlengen verlenging oplopen versnellen versnelling
    """.split()
)
_DOWN = frozenset(
    """
    dalen daling afnemen afname krimpen krimp verlagen verlaging omlaag inkrimpen halveren verkorten inkorten
    teruglopen vertragen vertraging verminderen vermindering zakken
    """.split()
)
_EXTRA = {"hoger": 1, "hogere": 1, "lager": -1, "lagere": -1, "gestegen": 1, "steeg": 1, "stegen": 1, "gedaald": -1, "daalde": -1,
          "daalden": -1, "toegenomen": 1, "nam": 0, "afgenomen": -1, "duurder": 1, "goedkoper": -1, "langer": 1, "korter": -1, "verhoogd": 1, "verhoogde": 1, "verlaagd": -1, "verlaagde": -1, "stijgt": 1, "daalt": -1}  # fmt: skip
_TAKE = re.compile(r"\b(?:neemt|nemen|nam|namen)\b[^.;]*\b(toe|af)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(meer|minder)\b(?! dan (?:[€\d]|een |de helft|\w+(?:honderd|duizend|tig|tien)))", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:niet|geen|nooit|niemand|nergens|evenmin|noch|onvoldoende)\b(?! meer dan\b)(?! minder dan\b)(?! alleen\b)",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[;:(),](?=\s)|\s(?=(?:maar|terwijl|omdat|doordat|zodat|waarbij|hoewel)\s)")
_REACH = 3  # words after "niet" that it denies
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 4  # words
_NOT_YET = re.compile(r"\bnog geen (?=\w+(?:de|ste|e) |\d|kwart|derde|vijfde)", re.IGNORECASE)


def opposed_directions(claim: str, sentence: str, clause: str) -> bool:
    """Whether a claim and a sentence contradict each other in direction, or one denies what the other affirms.

    Args:
        claim: The claim.
        sentence: A sentence that may say the same.
        clause: The part of the sentence that the claim's figure stands in: another part may deny something else.
    """
    ours, theirs = direction(claim), direction(clause) or direction(sentence)
    if ours and theirs and not ours & theirs:
        return True
    if denies(claim):
        return not denies(sentence)
    said = frozenset(analyse(claim))
    return any(said & frozenset(denied) for denied in denied_terms(clause))


def direction_at(text: str, start: int, end: int) -> int:
    """The direction of the word nearest to a span, within a few words of it: 1 up, -1 down, 0 for none."""
    before, after = _WORD.findall(text[:start])[-_NEAR:], _WORD.findall(text[end:])[:_NEAR]
    near = [(len(before) - at, word) for at, word in enumerate(before)] + [
        (at + 1, word) for at, word in enumerate(after)
    ]
    moving = [(distance, way) for distance, word in near if (way := _way(word))]
    return min(moving)[1] if moving else 0


def count_directions(text: str) -> tuple[int, int]:
    """How many words of a text go up, and how many down."""
    words = _WORD.findall(text.casefold())
    ways = [_way(word) for word in words]
    return ways.count(1) + words.count("meer"), ways.count(-1) + words.count("minder")


def clause_of(text: str, start: int, end: int) -> str:
    """The clause of a sentence that holds a span."""
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    first = max(border for border in borders if border <= start)
    last = min(border for border in borders if border >= end)
    return text[first:last]


@functools.lru_cache(maxsize=4_096)
def direction(text: str) -> frozenset[int]:
    """The directions that a text speaks of: 1 up, -1 down."""
    found = {_way(word) for word in _WORD.findall(text)}
    found.update(1 if match.group(1).lower() == "toe" else -1 for match in _TAKE.finditer(text))
    found.update(1 if match.group(1).lower() == "meer" else -1 for match in _MORE.finditer(text))
    return frozenset(found - {0})


@functools.lru_cache(maxsize=16_384)
def _way(word: str) -> int:
    """The direction of a word: 1 up, -1 down, 0 neither."""
    folded = fold(word)
    if folded in _EXTRA:
        return _EXTRA[folded]
    lemma = lemma_of(folded)
    return 1 if lemma in _UP else -1 if lemma in _DOWN else 0


def denied_terms(text: str) -> list[tuple[str, ...]]:
    """The terms of the words that follow each denial: what is denied."""
    clean = _NOT_YET.sub("", text)
    return [tuple(analyse(" ".join(clean[one.end() :].split()[:_REACH]))) for one in _NEGATION.finditer(clean)]


@functools.lru_cache(maxsize=4_096)
def denies(text: str) -> bool:
    """Whether a text denies something ("niet", "geen"); "nog geen vijfde" is a number."""
    return _NEGATION.search(_NOT_YET.sub("", text)) is not None
