"""evaluation -> its JSON report: the same bytes for the same gold, library and code, apart from the times.

All times stand under the one key "times", so that two reports can be compared without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from eval.comparison import MAIN, MAIN_OF_SEARCH, Comparison
from eval.latency import percentile
from eval.statistics import ALPHA, POWER, smallest_difference
from eval.summary import Score, Scoreboard, clusters_of

if TYPE_CHECKING:
    from eval.claims import ClaimScores
    from eval.floors import Breach
    from eval.judging import Row, ShownQuote
    from eval.provenance import Provenance
    from eval.run import Evaluation

FORMAT = 1  # of the JSON; raised when a reader of old reports would misread a new one
DIGITS = 6  # of a score: enough to tell any two apart, too few for the noise of floating point
ASSUMED_CHANGE = 0.1  # share of questions that change between two versions, where no baseline shows it

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation with what was measured on, what it is held against, and what is wrong with it."""

    evaluation: Evaluation
    provenance: Provenance
    floors: Mapping[str, float]
    breaches: tuple[Breach, ...]
    comparison: Comparison | None = None
    claims: ClaimScores | None = None  # None: no claims were checked

    @property
    def gold_faults(self) -> tuple[str, ...]:
        """Where the gold set does not fit the letters, a line each."""
        return tuple(row.fault for row in self.evaluation.rows if row.fault is not None)

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        dropped = self.comparison is not None and bool(self.comparison.drops)
        return not (self.breaches or self.gold_faults or dropped)


def report_form(report: Report) -> Json:
    """The report as JSON holds it."""
    evaluation, comparison = report.evaluation, report.comparison
    clusters = len(set(clusters_of(evaluation.rows)))
    return {
        "format": FORMAT,
        "passed": report.passed,
        "system": evaluation.system,
        "provenance": asdict(report.provenance),
        "settings": asdict(evaluation.scope),
        "questions_asked": len(evaluation.rows),
        "clusters": clusters,
        "statuses": dict(sorted(evaluation.statuses.items())),
        "floors": dict(report.floors),
        "breaches": [asdict(breach) for breach in report.breaches],
        "gold_faults": list(report.gold_faults),
        "scores": _board_form(evaluation.scores),
        "slices": {
            name: {"questions": evaluation.sizes[name], "scores": _board_form(board)}
            for name, board in evaluation.slices.items()
        },
        "power": power_form(report),
        "failures": {stage.value: [row.question.id for row in rows] for stage, rows in evaluation.failures.items()},
        "comparison": asdict(comparison) if comparison else None,
        "claims": claims_form(report.claims) if report.claims else None,
        "questions": [_row_form(row) for row in evaluation.rows],
        "times": _times_form(evaluation.rows),
    }


def report_json(report: Report) -> str:
    """The report as a JSON text that ends in a newline."""
    return json.dumps(report_form(report), ensure_ascii=False, indent=1) + "\n"


def power_form(report: Report) -> Json:
    """The smallest change in the main measure that a comparison on this gold set would notice."""
    scores, comparison = report.evaluation.scores, report.comparison
    main = MAIN if scores[MAIN].n else MAIN_OF_SEARCH
    change = comparison.discordant if comparison and comparison.discordant else ASSUMED_CHANGE
    return {
        "measure": main,
        "level": ALPHA,
        "power": POWER,
        "share_of_questions_that_change": _rounded(change),
        "smallest_difference": _rounded(smallest_difference(scores[main].n, change)),
    }


def score_form(score: Score) -> Json:
    """One score as JSON holds it; what was not measured is null."""
    return {
        "value": _rounded(score.value),
        "n": score.n,
        "wilson": _interval(score.wilson),
        "bootstrap": _interval(score.bootstrap),
        "at_most": _rounded(score.at_most),
    }


def claims_form(claims: ClaimScores) -> Json:
    """The verdicts on a gold set of claims as JSON holds them."""
    return {
        "claims_checked": len(claims.rows),
        "right": score_form(claims.right),
        "right_value_shown": score_form(claims.right_value_shown),
        "wrongly_confirmed": [row.gold.id for row in claims.wrongly_confirmed],
        "claims": [
            {
                "id": row.gold.id,
                "claim": row.gold.claim,
                "wanted": row.gold.verdict.value,
                "given": row.given.value,
                "right": row.right,
                "should_show": row.gold.should_show,
                "shown": row.shown,
            }
            for row in claims.rows
        ],
    }


def _board_form(board: Scoreboard) -> Json:
    return {name: score_form(score) for name, score in board.items()}


def _row_form(row: Row) -> Json:
    question = row.question
    return {
        "id": question.id,
        "category": question.category,
        "kind": question.kind,
        "style": question.style,
        "question": question.question,
        "history": list(question.history),
        "answerable": question.answerable,
        "evidence": [asdict(one) for one in question.evidence],
        "status": row.status,
        "error": row.error,
        "stage": row.stage.value if row.stage else None,
        "answer": row.answer,
        "missing": [list(group) for group in row.missing],
        "ranks": list(row.ranks) if row.ranks is not None else None,
        "evidence_cited": list(row.cited),
        "quotes": [_quote_form(quote) for quote in row.quotes],
        "quotes_not_in_letter": list(row.misquoted),
        "figures_not_cited": list(row.unsupported),
        "gold_fault": row.fault,
        "scores": {name: _rounded(value) for name, value in row.scores.items()},
    }


def _quote_form(quote: ShownQuote) -> Json:
    return {
        "letter": quote.file,
        "start": quote.place.start,
        "end": quote.place.end,
        "quote": quote.text,
        "on_evidence": quote.on_evidence,
    }


def _times_form(rows: Sequence[Row]) -> Json:
    seconds = [row.seconds for row in rows]
    return {
        "median_ms": _milliseconds(percentile(seconds, 0.5)),
        "p95_ms": _milliseconds(percentile(seconds, 0.95)),
        "total_seconds": round(sum(seconds), 2),
        "by_question_ms": {row.question.id: _milliseconds(row.seconds) for row in rows},
    }


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _interval(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else [round(end, DIGITS) for end in interval]
