"""gold questions -> development and test part, by letter.

What is fitted or chosen by trial is fitted on the development part; the test part says how good it is on letters that
nothing was fitted to. Letters that a question brings together stay together, so no letter is in both parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.gold_set import GoldClaim, GoldQuestion

TEST_SHARE = 0.4  # of the groups of letters, and of the questions that no letter answers


class Part(StrEnum):
    """A part of a gold set."""

    DEV = "dev"
    TEST = "test"


def split_questions(questions: Sequence[GoldQuestion]) -> dict[str, Part]:
    """The part of each question, by its id.

    It follows from the names of the letters alone (for a question without evidence, from its id), so that a new
    question moves no other one, unless it brings letters together that were apart.
    """
    groups = _group_letters(questions)
    return {
        question.id: _part_of(groups[question.evidence[0].letter] if question.evidence else question.id)
        for question in questions
    }


def split_claims(claims: Sequence[GoldClaim], questions: Sequence[GoldQuestion]) -> dict[str, Part]:
    """The part of each claim, by its id: that of its letter; of a claim about no letter, by its id."""
    groups = _group_letters(questions)
    return {
        claim.id: _part_of(groups.get(claim.letter, claim.letter) if claim.letter else claim.id) for claim in claims
    }


def _group_letters(questions: Sequence[GoldQuestion]) -> dict[str, str]:
    """For each letter the first, by name, of all the letters that questions tie it to."""
    first: dict[str, str] = {}

    def find(letter: str) -> str:
        while first.setdefault(letter, letter) != letter:
            letter = first[letter]
        return letter

    for question in questions:
        roots = sorted({find(evidence.letter) for evidence in question.evidence})
        for root in roots[1:]:
            first[root] = roots[0]
    return {letter: find(letter) for letter in first}


def _part_of(name: str) -> Part:
    drawn = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) / 2**64
    return Part.TEST if drawn < TEST_SHARE else Part.DEV
