"""an evaluation and an earlier report -> what got better, what got worse, and whether that is more than chance."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.errors import GoldError
from eval.statistics import ALPHA, holm, mcnemar, permutation_test
from eval.summary import MEASURES, Shape, clusters_of, slice_rows

if TYPE_CHECKING:
    from pathlib import Path

    from eval.judging import Row
    from eval.provenance import Provenance

MAIN = "correct"  # compared question by question, and by slice; "hit@5" where no answers were asked for
MAIN_OF_SEARCH = "hit@5"
# The measures whose drop fails a run, tested together (Holm); the others are shown and explain, but decide nothing.
GATED = ("correct", "hit@5", "mrr", "wrongly_refused", "refused")


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure changed on the questions that both runs measured.

    `p_value` is McNemar's for a share and that of a permutation of signs by letter for a mean; `adjusted` is
    Holm's, over the measures or the slices that are tested together.
    """

    name: str
    before: float
    after: float
    n: int
    p_value: float
    adjusted: float
    better: int
    worse: int

    @property
    def significant(self) -> bool:
        """Whether it is more than chance, at the 5 % level."""
        return self.adjusted < ALPHA


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes against a baseline. `drops` names those that are significant and for the worse."""

    commit: str | None  # of the baseline
    same_library: bool
    main: str
    changes: tuple[Change, ...]
    slices: tuple[Change, ...]  # of the main measure, by slice
    better: tuple[str, ...]  # ids of questions that the main measure now counts as right
    worse: tuple[str, ...]
    drops: tuple[str, ...]

    @property
    def discordant(self) -> float:
        """The share of questions that changed either way."""
        compared = next((change.n for change in self.changes if change.name == self.main), 0)
        return (len(self.better) + len(self.worse)) / compared if compared else 0.0


def load_baseline(path: Path, provenance: Provenance) -> Mapping[str, Any]:
    """Read an earlier report.

    Raises:
        GoldError: It is no report of this program, or was made with another version of the gold set.
    """
    from eval.report import FORMAT

    try:
        baseline = json.loads(path.read_text(encoding="utf-8"))
        found, gold = baseline["format"], baseline["provenance"]["gold_hash"]
        _ = [row["scores"].items() for row in baseline["questions"]]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise GoldError(file=str(path), line=1, detail=f"the baseline cannot be read: {fault}") from fault
    except (KeyError, TypeError, AttributeError) as fault:
        detail = "this is no report of an evaluation; make one with: briefwijzer eval --json FILE"
        raise GoldError(file=str(path), line=1, detail=detail) from fault
    if found != FORMAT:
        raise GoldError(file=str(path), line=1, detail=f"the report has format {found}; this program knows {FORMAT}")
    if gold != provenance.gold_hash:
        detail = (
            f"the baseline was made with another version of the gold set ({gold[:12]}, now "
            f"{provenance.gold_hash[:12]}). Make it anew with: briefwijzer eval --json FILE"
        )
        raise GoldError(file=str(path), line=1, detail=detail)
    return dict(baseline)


def compare(rows: Sequence[Row], baseline: Mapping[str, Any], provenance: Provenance) -> Comparison:
    """Compare the rows with those of a baseline, question by question.

    A measure counts on the questions for which both runs have a value.
    """
    before = {row["id"]: row["scores"] for row in baseline["questions"]}
    found = {name: change for name in MEASURES if (change := _change(name, rows, before)) is not None}
    main = MAIN if MAIN in found else MAIN_OF_SEARCH
    gated = _adjusted({name: change for name, change in found.items() if name in GATED})
    parts = {name: _change(main, part, before) for name, part in slice_rows(rows).items()}
    slices = _adjusted({name: change for name, change in parts.items() if change is not None})
    moved = {question: after - was for question, was, after, _ in _pairs(main, rows, before)}
    return Comparison(
        commit=baseline["provenance"].get("commit"),
        same_library=baseline["provenance"].get("library_fingerprint") == provenance.library_fingerprint,
        main=main,
        changes=tuple((found | gated).values()),
        slices=tuple(replace(change, name=name) for name, change in slices.items()),
        better=tuple(question for question, change in moved.items() if change > 0),
        worse=tuple(question for question, change in moved.items() if change < 0),
        drops=tuple(name for name, one in (gated | slices).items() if one.significant and _for_the_worse(one)),
    )


def _pairs(
    name: str, rows: Sequence[Row], before: Mapping[str, Mapping[str, float | None]]
) -> list[tuple[str, float, float, Row]]:
    """Id, old value, new value and row of every question that both runs measured."""
    found = ((row, before.get(row.question.id, {}).get(name), row.scores[name]) for row in rows)
    return [(row.question.id, was, now, row) for row, was, now in found if was is not None and now is not None]


def _change(name: str, rows: Sequence[Row], before: Mapping[str, Mapping[str, float | None]]) -> Change | None:
    pairs = _pairs(name, rows, before)
    if not pairs:
        return None
    differences = [now - was for _, was, now, _ in pairs]
    sign = 1 if MEASURES[name].more_is_better else -1
    better, worse = (sum(sign * side * one > 0 for one in differences) for side in (1, -1))
    p_value = _test(name)(differences, [row for *_, row in pairs])
    was_mean, now_mean = sum(was for _, was, _, _ in pairs), sum(now for _, _, now, _ in pairs)
    return Change(name, was_mean / len(pairs), now_mean / len(pairs), len(pairs), p_value, p_value, better, worse)


def _test(name: str) -> Callable[[Sequence[float], Sequence[Row]], float]:
    if MEASURES[name].shape is Shape.SHARE:
        return lambda differences, _rows: mcnemar(
            sum(one > 0 for one in differences), sum(one < 0 for one in differences)
        )
    return lambda differences, rows: permutation_test(differences, clusters_of(rows))


def _for_the_worse(change: Change) -> bool:
    return change.after < change.before if MEASURES[change.name].more_is_better else change.after > change.before


def _adjusted(changes: Mapping[str, Change]) -> dict[str, Change]:
    """The same changes with their p-values adjusted for being tested together."""
    adjusted = holm([change.p_value for change in changes.values()])
    return {name: replace(one, adjusted=p) for (name, one), p in zip(changes.items(), adjusted, strict=True)}
