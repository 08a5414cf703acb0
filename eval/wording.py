"""gold question -> how its words and those of its evidence differ: the slices in which retrieval is put to the test."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from assistant.analyser import Token, tokenize
from assistant.understanding import understand, variants_of
from eval.gold_set import GoldQuestion
from ingest.abbreviations import Abbreviation


class Wording(StrEnum):
    """How a question is put, as against its evidence."""

    PARAPHRASE = "paraphrase"  # no word of its subject, and no part of one, stands in the evidence
    TYPO = "typo"  # typed with a slip on purpose (the gold set says so)
    COMPOUND = (
        "compound"  # a compound of the one stands in its parts in the other ("schoolgebouwen": "gebouw van de school")
    )
    ABBREVIATION = "abbreviation"  # the one has the short form, the other the long one


def wordings(question: GoldQuestion, known: Set[Abbreviation] = frozenset()) -> frozenset[Wording]:
    """How an answerable question's words differ from those of its evidence; none for one that has no evidence.

    Args:
        question: The question.
        known: The abbreviations that the letters of its evidence define.
    """
    if not question.evidence:
        return frozenset()
    query = understand(question.as_asked())
    evidence = [token for one in question.evidence for token in tokenize(one.quote) if token.terms]
    stated = frozenset(term for token in evidence for term in token.terms)
    found = set()
    if question.style == "typo":
        found.add(Wording.TYPO)
    if query.subject and not any(stated.intersection(token.terms) for token in query.subject):
        found.add(Wording.PARAPHRASE)
    asked = [token for token in query.tokens if token.terms]
    if _splits(asked, evidence) or _splits(evidence, asked):
        found.add(Wording.COMPOUND)
    if _abbreviates(asked, evidence, known) or _abbreviates(evidence, asked, known):
        found.add(Wording.ABBREVIATION)
    return frozenset(found)


def _splits(one: list[Token], other: list[Token]) -> bool:
    """Whether a compound of the one stands in the other in words of their own, and not as a whole."""
    wholes = {token.terms[0] for token in other}
    return any(
        len(token.terms) > 2 and token.terms[0] not in wholes and wholes.issuperset(token.terms[1:]) for token in one
    )


def _abbreviates(one: list[Token], other: list[Token], known: Set[Abbreviation]) -> bool:
    """Whether a short form of the one is spelled out in the other, which does not have it."""
    present = frozenset(term for token in other for term in token.terms)
    long_forms = {
        abbreviation.short.casefold(): frozenset(token.terms[0] for token in tokenize(abbreviation.long) if token.terms)
        for abbreviation in known
    }
    for token in one:
        if token.terms[0] in present or sum(char.isupper() for char in token.text) < 2:
            continue
        spelled = [frozenset(variant) for variant in variants_of(token)]
        spelled += [long_forms[token.text.casefold()]] if token.text.casefold() in long_forms else []
        if any(terms and terms <= present for terms in spelled):
            return True
    return False
