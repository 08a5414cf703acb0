"""rows -> scores: each with how many questions it was measured on and how sure it is, whole and by slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from eval.consistency import paraphrase_agreement
from eval.split import split_questions
from eval.statistics import Interval, bootstrap_interval, rule_of_three, wilson_interval

if TYPE_CHECKING:
    from eval.judging import Row


class Shape(StrEnum):
    """How the values of the questions make one score."""

    SHARE = "share"  # each 0 or 1
    MEAN = "mean"  # each between 0 and 1
    COUNT = "count"  # added up; the aim is none


@dataclass(frozen=True, slots=True)
class Measure:
    """A score: how it is made, and whether more is better."""

    shape: Shape
    more_is_better: bool = True


MEASURES: Mapping[str, Measure] = {
    "correct": Measure(Shape.SHARE),  # all questions: a right answer, or a right refusal
    "correct_answer": Measure(Shape.SHARE),  # the answerable ones
    "sentence_first": Measure(Shape.SHARE),
    "wrongly_refused": Measure(Shape.SHARE, more_is_better=False),
    "refused": Measure(Shape.SHARE),  # the unanswerable ones
    "hit@1": Measure(Shape.SHARE),
    "hit@5": Measure(Shape.SHARE),
    "hit@20": Measure(Shape.SHARE),
    "recall@5": Measure(Shape.MEAN),
    "recall@20": Measure(Shape.MEAN),
    "mrr": Measure(Shape.MEAN),
    "ndcg@10": Measure(Shape.MEAN),
    "citation_precision": Measure(Shape.MEAN),
    "citation_recall": Measure(Shape.MEAN),
    "figure_precision": Measure(Shape.MEAN),
    "figure_recall": Measure(Shape.MEAN),
    "unit_error": Measure(Shape.SHARE, more_is_better=False),
    "period_error": Measure(Shape.SHARE, more_is_better=False),
    "same_when_asked_twice": Measure(Shape.SHARE),
    "quotes_not_in_letter": Measure(Shape.COUNT, more_is_better=False),
    "figures_not_cited": Measure(Shape.COUNT, more_is_better=False),
}
PARAPHRASE = "paraphrases_agree"  # a share of pairs of questions, so it has no value in a row
SEARCH_MEASURES = frozenset({"hit@1", "hit@5", "hit@20", "recall@5", "recall@20", "mrr", "ndcg@10"})
NEVERS = ("quotes_not_in_letter", "figures_not_cited")


@dataclass(frozen=True, slots=True)
class Score:
    """A score over some questions. `value` None: measured on none of them.

    `n` counts the questions, `wilson` is the interval of a share as if they were independent, `bootstrap` that of the
    mean with questions about the same letter drawn together. `at_most` bounds what was never seen (rule of three).
    """

    value: float | None
    n: int
    wilson: Interval | None = None
    bootstrap: Interval | None = None
    at_most: float | None = None


Scoreboard = Mapping[str, Score]


def score_rows(rows: Sequence[Row]) -> Scoreboard:
    """Every measure over these rows, in the order of `MEASURES`."""
    board = {name: _score(rows, name, measure) for name, measure in MEASURES.items()}
    return board | {PARAPHRASE: _paraphrases(rows)}


def slice_rows(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by slice: "category:amount", "kind:near_miss", "split:test", "style:typo"; sorted by name."""
    slices: dict[str, list[Row]] = {}
    parts = split_questions([row.question for row in rows])
    fields: Sequence[tuple[str, Callable[[Row], str | None]]] = (
        ("category", lambda row: row.question.category),
        ("kind", lambda row: row.question.kind),
        ("split", lambda row: parts[row.question.id]),
        ("style", lambda row: row.question.style),
    )
    for row in rows:
        for field, read in fields:
            if (value := read(row)) is not None:
                slices.setdefault(f"{field}:{value}", []).append(row)
    return dict(sorted(slices.items()))


def clusters_of(rows: Sequence[Row]) -> list[str]:
    """What each row belongs to: its letter or letters; a question about no letter stands alone."""
    return [" + ".join(row.letters) or f"question {row.question.id}" for row in rows]


def _score(rows: Sequence[Row], name: str, measure: Measure) -> Score:
    judged = [(row, value) for row in rows if (value := row.scores[name]) is not None]
    values = [value for _, value in judged]
    if not values:
        return Score(None, 0)
    if measure.shape is Shape.COUNT:
        total = sum(values)
        return Score(total, len(values), at_most=None if total else rule_of_three(len(values)))
    bootstrap = bootstrap_interval(values, clusters_of([row for row, _ in judged]))
    wilson = wilson_interval(sum(values), len(values)) if measure.shape is Shape.SHARE else None
    return Score(sum(values) / len(values), len(values), wilson, bootstrap)


def _paraphrases(rows: Sequence[Row]) -> Score:
    judged = [
        ((row.question.evidence, row.question.must, row.question.filters), bool(row.scores["correct"]))
        for row in rows
        if row.question.answerable and row.scores["correct"] is not None
    ]
    agree, pairs = paraphrase_agreement(judged)
    return Score(agree / pairs, pairs, wilson_interval(agree, pairs)) if pairs else Score(None, 0)
