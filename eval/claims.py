"""claims and letters -> how many verdicts are right, how many claims are wrongly confirmed, whether the right value shows.

    python -m eval.claims                                    the bundled claims on the bundled letters
    python -m eval.claims --gold FILE --letters DIR
    python -m eval.claims --mutated 10000 --reformatted 2000     true claims altered, and in another notation

An altered claim that is confirmed is the worst that can happen here; it counts by itself, as a wrongly confirmed one does.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.claims import ClaimCheck, ClaimChecker
from assistant.claims import Verdict as Given
from assistant.vocabulary import Filters, ScoredPassage
from eval.claim_mutations import Mutation, TrueClaim, mutate, names_by_letter, reformat, true_claims
from eval.gold_set import GoldClaim, Verdict, load_claims
from eval.run import BUNDLED_LETTERS, temporary_library
from eval.statistics import wilson_interval
from eval.summary import Score

if TYPE_CHECKING:
    from assistant.library import Library

BUNDLED_CLAIMS = Path(__file__).parent / "gold" / "claims.jsonl"
SEED = 7


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A gold claim with the verdict given, and whether the right value is shown."""

    gold: GoldClaim
    given: Given
    shown: bool  # `should_show` stands in what was found or quoted

    @property
    def right(self) -> bool:
        """Whether the verdict is the gold set's."""
        return self.given.value == self.gold.verdict.value


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """What the verdicts on a gold set come to."""

    rows: tuple[JudgedClaim, ...]

    @property
    def accuracy(self) -> float:
        """Share of verdicts that are right."""
        return sum(row.right for row in self.rows) / len(self.rows)

    @property
    def wrongly_confirmed(self) -> list[JudgedClaim]:
        """Claims that are confirmed and should not be: this must never happen."""
        return [row for row in self.rows if row.given is Given.CONFIRMED and not row.right]

    @property
    def right(self) -> Score:
        """Share of verdicts that are right, with how sure it is."""
        return _share([row.right for row in self.rows])

    @property
    def right_value_shown(self) -> Score:
        """Share of the contradicted claims for which the right value is shown, with how sure it is."""
        return _share([row.shown for row in self.rows if row.gold.verdict is Verdict.CONTRADICTED])

    @property
    def shown(self) -> float:
        """Share of the contradicted claims for which the right value is shown; 1 if there are none."""
        contradicted = [row for row in self.rows if row.gold.verdict is Verdict.CONTRADICTED]
        return sum(row.shown for row in contradicted) / len(contradicted) if contradicted else 1.0


def _share(outcomes: Sequence[bool]) -> Score:
    right, n = sum(outcomes), len(outcomes)
    return Score(right / n, n, wilson_interval(right, n)) if n else Score(None, 0)


def judge_claims(
    library: Library, claims: Sequence[GoldClaim], *, on_row: Callable[[int], None] = lambda _done: None
) -> ClaimScores:
    """Check the claims of a gold set.

    Args:
        library: The letters.
        claims: The gold set.
        on_row: Told how many claims are being checked.
    """
    checker = ClaimChecker(library)
    rows = []
    for done, gold in enumerate(claims, start=1):
        on_row(done)
        check = checker.check(gold.claim)
        shown = gold.should_show is not None and shows(check.checks, gold.should_show)
        rows.append(JudgedClaim(gold, check.verdict, shown))
    return ClaimScores(tuple(rows))


def shows(checks: Sequence[ClaimCheck], wanted: str) -> bool:
    """Whether a value stands in what was found or quoted."""
    said = [part.found or "" for one in checks for part in one.parts]
    said += [citation.quote for one in checks for citation in one.citations]
    return _bare(wanted) in _bare(" ".join(said))


def _bare(text: str) -> str:
    """Without blanks: "€ 2,5" and "€2,5" are one."""
    return "".join(text.casefold().split())


def library_claims(library: Library) -> list[TrueClaim]:
    """The true claims that the letters of a library make."""
    stored = library.passages(library.ledger.passages_within(Filters()))
    return true_claims([ScoredPassage(one.passage, one.header, 0.0, {}) for one in stored])


def altered_claims(claims: Sequence[TrueClaim], count: int) -> list[Mutation]:
    """So many altered claims, in an order that the seed draws; the claims are altered again until there are enough."""
    draw = random.Random(SEED)  # noqa: S311 - it has to be the same each time
    found: dict[str, Mutation] = {}
    true = {claim.text for claim in claims}
    names = names_by_letter(claims)
    for _ in range(20):
        for claim in claims:
            for one in mutate(claim, draw, names):
                if one.text not in true:
                    found.setdefault(one.text, one)
        if len(found) >= count:
            break
    chosen = list(found.values())
    draw.shuffle(chosen)
    return chosen[:count]


def reformatted_claims(claims: Sequence[TrueClaim], count: int) -> list[str]:
    """So many true claims with a figure in another notation."""
    draw = random.Random(SEED)  # noqa: S311 - likewise
    found: dict[str, None] = {}
    for _ in range(20):
        found.update(dict.fromkeys(text for claim in claims if (text := reformat(claim, draw))))
        if len(found) >= count:
            break
    chosen = list(found)
    draw.shuffle(chosen)
    return chosen[:count]


def confirmed(library: Library, texts: Sequence[str]) -> list[str]:
    """Those of the claims that are confirmed."""
    checker = ClaimChecker(library)
    return [text for text in texts if checker.check(text).verdict is Given.CONFIRMED]


def report(library: Library, gold: Path, *, mutated: int, reformatted: int) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    scores = judge_claims(library, load_claims(gold))
    yield f"claims {len(scores.rows)}: right {scores.accuracy:.1%}, wrongly confirmed {len(scores.wrongly_confirmed)}"
    yield f"right value shown for {scores.shown:.1%} of the contradicted"
    for row in scores.rows:
        if not row.right:
            yield f"  {row.gold.id} {row.gold.verdict.value} -> {row.given.value}: {row.gold.claim}"
    claims = library_claims(library) if mutated or reformatted else []
    if mutated:
        altered = altered_claims(claims, mutated)
        wrong = set(confirmed(library, [one.text for one in altered]))
        kinds = Counter(one.kind for one in altered)
        missed = Counter(one.kind for one in altered if one.text in wrong)
        yield f"altered claims {len(altered)}: not confirmed {1 - len(wrong) / len(altered):.2%}"
        yield "  " + ", ".join(f"{kind} {missed[kind]} of {count}" for kind, count in sorted(kinds.items()))
        yield from (f"  confirmed ({one.kind}): {one.text}" for one in altered if one.text in wrong)
    if reformatted:
        texts = reformatted_claims(claims, reformatted)
        found = set(confirmed(library, texts))
        yield f"claims in another notation {len(texts)}: confirmed {len(found) / len(texts):.2%}"
        yield from (f"  not confirmed: {text}" for text in texts if text not in found)


def main() -> None:
    """Print the report; exit with 1 if a claim was wrongly confirmed."""
    from assistant.embedders import load_embedder

    parser = argparse.ArgumentParser(description="Measure the checking of claims.")
    parser.add_argument("--gold", type=Path, default=BUNDLED_CLAIMS)
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    parser.add_argument("--mutated", type=int, default=0)
    parser.add_argument("--reformatted", type=int, default=0)
    given = parser.parse_args()
    with temporary_library(given.letters, load_embedder()) as library:
        for line in report(library, given.gold, mutated=given.mutated, reformatted=given.reformatted):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
