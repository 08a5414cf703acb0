"""claim and sentence -> each name of the claim with what the sentence has in its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.analyser import Token, fold
from assistant.claim_parts import Claim, is_name
from assistant.claim_words import tokens_of
from assistant.clause_terms import terms_of
from assistant.evidence import held_share
from assistant.figure_match import Match
from assistant.figure_roles import word_before
from assistant.name_variants import abbreviations
from assistant.placed_sentences import PlacedSentence

HALF_NAME = 0.5  # "CO2-norm" is there where "norm" and "CO2" are
_LONGEST_SHORT = 6  # letters of an abbreviation
_ABBREVIATION = re.compile(r"\((?:hierna: )?([A-Z]{2,6})\)")


@dataclass(frozen=True, slots=True)
class PartCheck:
    """A figure, date or name of a claim and what the letters have in its place."""

    claimed: str
    found: str | None
    match: Match
    span: tuple[int, int] | None = None  # of what was found, in the letter
    name: bool = False  # a name, not a figure


def check_names(
    claim: Claim, placed: PlacedSentence, lost: Sequence[Token], heading: Sequence[Token]
) -> list[PartCheck]:
    """Each name of the claim: found, or the name that stands in its place in the sentence.

    A name that stands only beside the sentence, while another has its place there, is as good as missing.

    Args:
        claim: The claim.
        placed: The sentence.
        lost: The names that stand neither in it nor near it nor above it.
        heading: Those that stand above it: in its headings, or the letter's subject.
    """
    if not claim.names:
        return []
    text, start = placed.sentence.text, placed.sentence.start
    tokens = tokens_of(text)
    ours = {term for word in (*claim.names, *claim.words) for term in word.terms}
    others = [
        one
        for one in tokens
        if one.terms
        and is_name(one, text)
        and not ours & {*one.terms, *terms_of(abbreviations().get(fold(one.text), ""))}
    ]
    checks = []
    for name in claim.names:
        same = next((one for one in tokens if set(one.terms[:1]) & set(name.terms[:1])), None)
        if (
            same is None and held_share(name, terms_of(text)) > HALF_NAME
        ):  # in parts: "DCB-enquête", "enquête van de DCB"
            checks.append(PartCheck(name.text, name.text, Match.EQUAL, name=True))
            continue
        elsewhere = same is None and name not in lost
        rival = _rival(claim, name, same, others, placed)
        if elsewhere and (rival is None or name in heading):
            checks.append(PartCheck(name.text, name.text, Match.LITERAL, name=True))
        elif elsewhere or (name in lost and (rival is None or len(lost) > 1)):
            checks.append(PartCheck(name.text, None, Match.MISSING, name=True))
        elif rival is not None:
            end = _end_of_name(text, rival)
            place = (start + rival.start, start + end)
            checks.append(PartCheck(name.text, text[rival.start : end], Match.DIFFERENT, place, name=True))
        else:
            span = (start + same.start, start + same.end) if same else None
            checks.append(PartCheck(name.text, same.text if same else name.text, Match.LITERAL, span, name=True))
    return checks


def _rival(
    claim: Claim, name: Token, same: Token | None, others: Sequence[Token], placed: PlacedSentence
) -> Token | None:
    """Another name that has a name's role: after the same word, and where the name is there too, fitting better."""
    if claim.values and same is not None:
        return None
    text = placed.sentence.text
    before = _words_before(claim.text, name.start)
    title = word_before(claim.text, name.start)
    led = [
        one
        for one in others
        if _words_before(text, one.start) == before or (title and word_before(text, one.start) == title)
    ]
    if same is None:
        return led[0] if led else None
    if _words_before(text, same.start) == before:
        return None
    return led[0] if led else None


def _words_before(text: str, start: int) -> str:
    """The word before a name, articles and the first words of the name itself left out ("bij" of "bij de Dienst X")."""
    for word in reversed(text[:start].split()):
        bare = fold(word.strip(",;:("))
        if bare not in {"de", "het", "een"} and not word[:1].isupper():
            return bare
    return ""


def _end_of_name(text: str, name: Token) -> int:
    """Where a name of several words ends ("Landelijke Meldkamer Samenwerking")."""
    following = re.match(r"(?:[\w’'-]*)(?: [A-ZÀ-Ý][\w’'-]+)*", text[name.start :])
    return name.start + (following.end() if following else len(name.text))


@functools.lru_cache(maxsize=8_192)
def _abbreviations(text: str) -> Mapping[str, str]:
    """The abbreviations that a text explains: "Bouwkundig Bureau Onderwijs (BBO)"."""
    found = {}
    for match in _ABBREVIATION.finditer(text):
        short = match.group(1)
        words = text[: match.start()].split()[-len(short) - 2 :]
        capitals = [word for word in words if word[:1].isupper()]
        if len(capitals) >= 2 and {word[0] for word in capitals} <= set(short.upper()):
            found[short] = " ".join(capitals)
    return found


def spelled_out(text: str, letter: Sequence[str]) -> str:
    """What the abbreviations in a text stand for: in its letter, of which these passages were found, or at large."""
    known = {short: long for passage in letter for short, long in _abbreviations(passage).items()}
    said = [word for word in re.findall(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z]\w*", text) if len(word) <= _LONGEST_SHORT]
    return " ".join(filter(None, (known.get(word) or abbreviations().get(word.lower()) for word in said)))
