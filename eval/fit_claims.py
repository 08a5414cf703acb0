"""gold claims on the bundled letters -> the limits by which claims are confirmed and contradicted.

    python -m eval.fit_claims

The evidence for each claim of the development part (see `eval.split`) is gathered once; then each limit in turn is
moved, if another value gives better verdicts, until none moves. It moves to the middle of the longest row of best
values, so that it lies as far from any claim as it can; where it decides nothing it stays as it was set by reason.
Sentences of the development letters, altered and in another notation, are judged with the claims: they are many, and
no person wrote them to fit.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from assistant.claim_evidence import Evidence
from assistant.claim_limits import LIMITS, ClaimLimits
from assistant.claim_parts import Claim, read_claim
from assistant.claims import VERBATIM, ClaimCheck, ClaimChecker, Verdict, judge
from assistant.vocabulary import Filters
from eval.claims import BUNDLED_CLAIMS, altered_claims, library_claims, reformatted_claims, shows
from eval.gold_set import load_claims, load_questions
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.split import Part, split_claims

if TYPE_CHECKING:
    from assistant.library import Library

GRID = tuple(step / 20 for step in range(21))
ALTERED, REFORMATTED = 150, 75  # made of sentences of the development letters
# What a verdict is worth. A claim that is wrongly confirmed undoes many right ones.
RIGHT, SHOWN, KEPT = 1.0, 0.5, 0.1
WRONGLY_CONFIRMED = -10.0
WRONGLY_CONTRADICTED = -1.0
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with its evidence and what its verdict should be; `wanted` None: anything but confirmed."""

    claim: Claim
    evidence: Sequence[Evidence]
    wanted: Verdict | None
    should_show: str | None
    worth: float


def gather(library: Library) -> list[Example]:
    """The examples of the development part, with their evidence."""
    claims = load_claims(BUNDLED_CLAIMS)
    parts = split_claims(claims, load_questions(BUNDLED_GOLD))
    developing = [claim for claim in claims if parts[claim.id] is Part.DEV]
    files = {claim.letter for claim in developing}
    headers = {header.id: header.source.rpartition("/")[2] for header in library.headers()}
    true = [claim for claim in library_claims(library) if headers[claim.letter_id] in files]
    checker = ClaimChecker(library)

    def example(text: str, wanted: Verdict | None, show: str | None, worth: float) -> Example:
        claim = read_claim(text)
        found = checker.evidence(claim, Filters()) if claim.checkable else []
        evidence = [
            one for one in found if one.agrees or one.differs or one.denied or one.own >= VERBATIM
        ]  # may decide
        return Example(claim, evidence, wanted, show, worth)

    examples = [example(one.claim, Verdict(one.verdict.value), one.should_show, RIGHT) for one in developing]
    examples += [example(one.text, None, None, KEPT) for one in altered_claims(true, ALTERED)]
    examples += [example(text, Verdict.CONFIRMED, None, KEPT) for text in reformatted_claims(true, REFORMATTED)]
    return examples


def worth_of(examples: Sequence[Example], limits: ClaimLimits) -> float:
    """What the verdicts under these limits are worth together."""
    return round(sum(_worth(one, limits) for one in examples), 6)


def _worth(example: Example, limits: ClaimLimits) -> float:
    check = judge(example.claim, example.evidence, limits)
    if check.verdict is Verdict.CONFIRMED and example.wanted is not Verdict.CONFIRMED:
        return WRONGLY_CONFIRMED * example.worth
    if check.verdict is Verdict.CONTRADICTED and example.wanted not in {Verdict.CONTRADICTED, None}:
        return WRONGLY_CONTRADICTED * example.worth
    right = example.wanted in {None, check.verdict}
    return example.worth * ((RIGHT if right else 0.0) + (SHOWN if _is_shown(check, example.should_show) else 0.0))


def _is_shown(check: ClaimCheck, wanted: str | None) -> bool:
    return wanted is not None and shows([check], wanted)


def fit(examples: Sequence[Example], limits: ClaimLimits = LIMITS) -> ClaimLimits:
    """Move each limit in turn to where the verdicts are best, until none moves."""
    for _ in range(_ROUNDS):
        before = limits
        for field in fields(ClaimLimits):
            scores = {value: worth_of(examples, replace(limits, **{field.name: value})) for value in GRID}
            if max(scores.values()) > worth_of(examples, limits):
                limits = replace(limits, **{field.name: middle_of_best(scores)})
        if limits == before:
            break
    return limits


def middle_of_best(scores: Mapping[float, float]) -> float:
    """The middle of the longest row of neighbouring values with the best score; of two as long the first."""
    best = max(scores.values())
    row: list[float] = []
    longest: list[float] = []
    for value, score in sorted(scores.items()):
        row = [*row, value] if score == best else []
        longest = row if len(row) > len(longest) else longest
    return longest[(len(longest) - 1) // 2]


def main() -> None:
    """Fit and print the limits, to be put into `assistant.claim_limits`."""
    from assistant.embedders import load_embedder

    with temporary_library(BUNDLED_LETTERS, load_embedder()) as library:
        examples = gather(library)
    sys.stdout.write(f"{len(examples)} examples, worth {worth_of(examples, LIMITS)} under the limits in use\n")
    fitted = fit(examples)
    sys.stdout.write(f"worth {worth_of(examples, fitted)} fitted:\n")
    for field in fields(ClaimLimits):
        sys.stdout.write(f"    {field.name}={getattr(fitted, field.name)},\n")


if __name__ == "__main__":
    main()
