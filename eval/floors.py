"""scores -> what is wrong with them: a floor that was missed, or something that must never happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.summary import MEASURES, NEVERS, Scoreboard, Shape

if TYPE_CHECKING:
    from eval.claims import ClaimScores
    from eval.judging import Row

WRONGLY_CONFIRMED = "claims_wrongly_confirmed"
# What the bundled gold set has to reach on the bundled letters. A floor lies a few questions below what was measured
# when it was set, so that it fails on a fault and not on a few questions that change sides.
BUNDLED_FLOORS: Mapping[str, float] = {
    "hit@5": 0.85,  # measured 0.91; BM25 over the same passages, words as they are written, finds 0.76
    "correct_answer": 0.65,  # measured 0.76 on the test split; the nearest sentence of the naive recipe is right for 0.25
    "refused": 0.6,  # measured 0.70 there; a program that answers everything reaches 0
    "wrongly_refused": 0.2,  # measured 0.11 there; a program that refuses everything reaches 1
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A score on the wrong side of its floor (or ceiling, where less is better); `found` None: not measured."""

    name: str
    floor: float
    found: float | None
    questions: tuple[str, ...] = ()  # ids of the questions to blame, for what must never happen


def find_breaches(board: Scoreboard, rows: Sequence[Row], floors: Mapping[str, float]) -> list[Breach]:
    """Hold the scores against their floors, and against what must never happen.

    Args:
        board: The scores over all questions.
        rows: The questions.
        floors: The lowest value allowed by name of the measure; the highest one where less is better. What a run did
            not measure is not held against it, except when nothing that was asked for was measured.
    """
    breaches = []
    for name in NEVERS:
        if board[name].value:
            blamed = tuple(row.question.id for row in rows if row.scores[name])
            breaches.append(Breach(name, 0.0, board[name].value, blamed))
    for name, floor in floors.items():
        found = board[name].value
        if found is None:
            breaches.append(Breach(name, floor, None))
        elif found < floor if more_is_better(name) else found > floor:
            breaches.append(Breach(name, floor, found))
    return breaches


def find_claim_breaches(claims: ClaimScores) -> list[Breach]:
    """What must never happen when claims are checked: that a wrong one is confirmed."""
    wrong = claims.wrongly_confirmed
    return [Breach(WRONGLY_CONFIRMED, 0.0, float(len(wrong)), tuple(row.gold.id for row in wrong))] if wrong else []


def more_is_better(name: str) -> bool:
    """Whether a higher value of this measure is a better one."""
    return MEASURES[name].more_is_better if name in MEASURES else True


def floor_of(name: str, value: str) -> float:
    """Read a floor as a user writes it: "0.8", "0,8" or "80%".

    Raises:
        ValueError: It is no measure, or no number within its range.
    """
    if name not in MEASURES:
        raise ValueError(f"'{name}' is not measured. Known are: {', '.join(MEASURES)}")
    plain = value.strip().replace(",", ".")
    try:
        floor = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError as fault:
        raise ValueError(f"'{value}' is no number") from fault
    if not (0 <= floor <= 1 or (MEASURES[name].shape is Shape.COUNT and floor >= 0)):
        raise ValueError(f"'{value}' is not between 0 and 1")
    return floor
