"""figure of a claim, figure of a sentence -> whether they have one role: what stands around each, and what each counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analyser import STOP_WORDS, Token, fold, lemma_of
from assistant.claim_words import NO_SENSE, SENSE_SHARE, SURE_SENSE, tokens_of
from assistant.clause_terms import terms_of
from assistant.figure_patterns import TIMES, unit_form
from assistant.placed_sentences import PlacedSentence
from assistant.question_kinds import is_finite_verb
from assistant.table_cells import cell_text
from assistant.vocabulary import Figure, Unit
from assistant.word_sense import word_sense

_RATE = re.compile(
    r"(?:\s(?!per\b)[\w-]+){0,2}\s(?:per \w+(?:\sper \w+)*|(?P<often>jaarlijks|maandelijks|wekelijks|dagelijks)\b)",
    re.IGNORECASE,
)
# A span of time that something is said to be per, wherever it stands: "per jaar", "jaarlijkse", "elke maand".
_PER_TIME = re.compile(
    r"\bper (?P<per>\w+)|\b(?P<often>jaar|maand|week|dag)(?:e?lijks|elijks)\w*|\b(?:elke?|iedere?) (?P<every>\w+)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\s+van\s+(?:de|het|die|deze)\s+(?:ruim\s+|circa\s+)?\d[\d.]*(?=\s)"
)  # "241 van de 342 gemeenten"
_OFTEN = {"jaarlijks": "jaar", "maandelijks": "maand", "wekelijks": "week", "dagelijks": "dag"}
_FADE = 0.85  # by each word between a figure and a word that says its role
_CLAUSE = 3  # words that a comma counts for
_SAME_NOUN = 0.6  # cosine from which two nouns count one thing
_NOUN_PHRASE = 3  # words after a number among which the noun stands
_LED = 0.15  # for the same word before a figure: of "van 5 naar 7" each has its own
_LEADING = frozenset({"van", "naar", "tot", "met", "op"})
_COUNTED = 0.3  # for the same noun after a figure
_PLAIN_WEIGHT = 0.5  # of a word that stands in nearly every letter, in telling one figure's role from another's


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: the place it has among the sentence's words, and its terms."""

    at: int
    token: Token


def role_fit(claim: str, weights: Mapping[int, float], claimed: Figure, one: Figure, placed: PlacedSentence) -> float:
    """How well what stands around a figure fits what stands around the claimed one; higher is better.

    Args:
        claim: The claim's text.
        weights: The weights of its words, by where they begin.
        claimed: The figure of the claim.
        one: The figure of the sentence.
        placed: The sentence.
    """
    claim_words = _positions(claim)
    text, place = placed.sentence.text, one
    if placed.row is not None:
        text, place = cell_text(placed, one)
    words = _positions(text)
    if not claim_words or not words:
        return 0.0
    centre, other_centre = _place_of(claimed, claim_words), _place_of(place, words)
    mine = [word for word in claim_words if not _within(word.token, claimed)]
    theirs = [word for word in words if not _within(word.token, place)]
    if not mine or not theirs:
        return 0.0
    like = _likeness(tuple(word.token.text for word in mine), tuple(word.token.text for word in theirs))
    fade = np.array([_FADE ** abs(word.at - other_centre) for word in theirs])
    wanted = np.array([_FADE ** abs(word.at - centre) for word in mine])
    wanted *= np.array([weights.get(word.token.start, _PLAIN_WEIGHT) for word in mine])
    fit = float((like * fade).max(axis=1) @ wanted / wanted.sum())
    before = word_before(claim, claimed.start)
    led = _LED * (before == word_before(text, place.start)) * (2 if before in _LEADING else 1)
    nouns, others = counted_nouns(claim, claimed), counted_nouns(text, place)
    counted = bool(nouns and others and terms_of(nouns[-1]) & terms_of(" ".join(others)))
    return fit + led + _COUNTED * counted


def counts_the_same(claim: str, claimed: Figure, one: Figure, placed: PlacedSentence) -> bool:
    """Whether two bare numbers count one thing: the claim's noun stands near, or means the same."""
    if claimed.unit is not Unit.COUNT or placed.row is not None:
        return True
    nouns, others = counted_nouns(claim, claimed), counted_nouns(placed.sentence.text, one)
    if not nouns:
        return True
    if not others:
        return bool(terms_of(" ".join(nouns)) & terms_of(placed.sentence.text))
    if terms_of(" ".join(nouns)) & terms_of(" ".join(others)):
        return True
    nearness = word_sense().nearness([fold(noun) for noun in nouns], [fold(other) for other in others])
    return bool(nearness.max() > _SAME_NOUN)


@functools.lru_cache(maxsize=4_096)
def _positions(text: str) -> tuple[_Word, ...]:
    """The words of a text with their places; a comma or bracket counts for some words."""
    words, at, end = [], 0, 0
    for token in tokens_of(text):
        at += 1 + _CLAUSE * sum(char in ",;:()\t" for char in text[end : token.start])
        end = token.end
        if token.terms:
            words.append(_Word(at, token))
    return tuple(words)


def _place_of(figure: Figure, words: Sequence[_Word]) -> float:
    inside = [word.at for word in words if _within(word.token, figure)]
    if inside:
        return sum(inside) / len(inside)
    return min(words, key=lambda word: abs(word.token.start - figure.start)).at


def _within(token: Token, figure: Figure) -> bool:
    return figure.start < token.end and token.start < figure.end


@functools.lru_cache(maxsize=4_096)
def _likeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(n, m): how far each word of the claim is each word of a sentence; numbers only if they are the same."""
    nearness = word_sense().nearness([fold(word) for word in ours], [fold(word) for word in theirs])
    scaled = (nearness.astype(np.float64) - NO_SENSE) / (SURE_SENSE - NO_SENSE)
    like: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.clip(scaled, 0, 1) * SENSE_SHARE
    our_terms, their_terms = [terms_of(word) for word in ours], [terms_of(word) for word in theirs]
    for row, mine in enumerate(our_terms):
        for column, other in enumerate(their_terms):
            if mine & other:
                like[row, column] = 1.0
            elif ours[row][0].isdigit() or theirs[column][0].isdigit():
                like[row, column] = 0.0
    return like


def counted_nouns(text: str, figure: Figure) -> list[str]:
    """The nouns after a number: what it counts, without the adjectives before them."""
    words: list[str] = []
    of_all = _OF_ALL.match(text, figure.end)
    for word in re.findall(r"\s+([^\W\d][\w-]*)|\S", text[of_all.end() if of_all else figure.end :])[:_NOUN_PHRASE]:
        if not word or fold(word) in STOP_WORDS or is_finite_verb(word):
            break
        words.append(word)
    return [word for at, word in enumerate(words) if not word.endswith("e") or at == len(words) - 1]


def word_before(text: str, start: int) -> str:
    """The word before a place, folded; empty at the beginning."""
    words = text[:start].split()
    return fold(words[-1].strip(",;:(")) if words else ""


def same_rate(claim: str, claimed: Figure, text: str, found: Figure) -> bool:
    """Whether two figures are per the same: "per jaar" is not "per maand"; one that says nothing fits all.

    Of "60 uur per kind per maand" the time and the thing are each compared with their like.
    """
    ours, theirs = _rates(claim, claimed), _rates(text, found)
    pairs = ((ours & TIMES, theirs & TIMES), (ours - TIMES, theirs - TIMES))
    return all(not mine or not other or bool(mine & other) for mine, other in pairs)


def rate_is_said(claim: str, claimed: Figure, placed: PlacedSentence) -> bool:
    """Whether a letter says, in the passage of a sentence, the time that a claimed figure is per."""
    ours = _rates(claim, claimed) & TIMES
    if not ours:
        return True
    said = _PER_TIME.finditer(f"{placed.source.passage.text} {placed.source.passage.context}")
    words = (fold(match["per"] or match["often"] or match["every"]) for match in said)
    return ours <= {unit_form(lemma_of(word)) for word in words}


def _rates(text: str, figure: Figure) -> frozenset[str]:
    """What a figure is per: of "60 uur per kind per maand" both."""
    after = _RATE.match(text, figure.end)
    if after is None:
        return frozenset()
    words = [after["often"]] if after["often"] else re.findall(r"per (\w+)", after.group())
    return frozenset(unit_form(lemma_of(_OFTEN.get(fold(word), fold(word)))) for word in words)
