"""evaluation report -> the words and table cells that the terminal, Markdown and the page all show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.floors import WRONGLY_CONFIRMED
from eval.latency import percentile
from eval.report import power_form
from eval.summary import MEASURES, PARAPHRASE, Score, Shape
from ui import texts

if TYPE_CHECKING:
    from eval.comparison import Comparison
    from eval.judging import Row
    from eval.report import Report

SLICE_MEASURES = ("correct", "hit@5", "mrr", "wrongly_refused", "refused")


def say_title(report: Report) -> str:
    """What was measured, in a line."""
    questions = texts.say_count(len(report.evaluation.rows), "vraag", "vragen")
    letters = texts.say_count(report.provenance.letters, "brief", "brieven")
    return texts.EVAL_TITLE.format(system=report.evaluation.system, questions=questions, letters=letters)


def score_cells(report: Report) -> list[tuple[str, ...]]:
    """For each measure that was measured or has a floor: what it is, name, score, questions, interval, floor."""
    return [
        (
            texts.EVAL_MEASURES[name],
            name,
            say_score(name, score),
            str(score.n),
            say_interval(score),
            texts.say_share(report.floors[name]) if name in report.floors else "",
        )
        for name, score in report.evaluation.scores.items()
        if score.value is not None or name in report.floors
    ]


def claim_cells(report: Report) -> list[tuple[str, ...]]:
    """What the verdicts on claims come to: what it is, score, claims, interval; empty if none were checked."""
    claims = report.claims
    if claims is None:
        return []
    shares = ((texts.EVAL_CLAIMS_RIGHT, claims.right), (texts.EVAL_CLAIMS_SHOWN, claims.right_value_shown))
    cells = [
        (name, texts.say_share(score.value), str(score.n), say_interval(score))
        for name, score in shares
        if score.value is not None
    ]
    wrong = len(claims.wrongly_confirmed)
    return [*cells, (texts.EVAL_MEASURES[WRONGLY_CONFIRMED], str(wrong), str(len(claims.rows)), "")]


def slice_cells(report: Report) -> list[tuple[str, ...]]:
    """For each slice: its name, how many questions, and the main measures; empty where not measured."""
    evaluation = report.evaluation
    return [
        (
            say_slice(name),
            str(evaluation.sizes[name]),
            *(say_score(one, board[one]) if board[one].n else "" for one in SLICE_MEASURES),
        )
        for name, board in evaluation.slices.items()
    ]


def stage_cells(report: Report) -> list[tuple[str, str, str]]:
    """For each stage at which questions failed: its name, how many, and their ids."""
    return [
        (texts.EVAL_STAGES[stage.value], str(len(rows)), " ".join(row.question.id for row in rows))
        for stage, rows in report.evaluation.failures.items()
    ]


def change_cells(comparison: Comparison) -> list[tuple[str, ...]]:
    """For each measure and slice that changed: before, after, questions, better, worse, adjusted p-value."""
    return [
        (
            say_name(one.name),
            _comma(f"{one.before:.3f}"),
            _comma(f"{one.after:.3f}"),
            str(one.n),
            str(one.better),
            str(one.worse),
            _comma(f"{one.adjusted:.3f}"),
        )
        for one in [*comparison.changes, *comparison.slices]
        if one.better or one.worse
    ]


def say_name(name: str) -> str:
    """A measure or slice in words."""
    return texts.EVAL_MEASURES[name] if name in texts.EVAL_MEASURES else say_slice(name)


def say_slice(name: str) -> str:
    """A slice in words ("category:amount" -> "amount")."""
    field, _, value = name.partition(":")
    return f"{value}{texts.EVAL_SLICE_FIELDS.get(field, '')}"


def say_score(name: str, score: Score) -> str:
    """A score as it is shown: a share as a percentage, a mean with three decimals, a count as it is."""
    if score.value is None:
        return texts.EVAL_NOT_MEASURED
    shape = Shape.SHARE if name == PARAPHRASE else MEASURES[name].shape
    if shape is Shape.COUNT:
        return f"{score.value:.0f}"
    return texts.say_share(score.value) if shape is Shape.SHARE else _comma(f"{score.value:.3f}")


def say_interval(score: Score) -> str:
    """The interval with questions about one letter drawn together; Wilson's where all questions came out alike."""
    if score.at_most is not None:
        return texts.EVAL_AT_MOST.format(share=texts.say_share(score.at_most))
    interval = score.bootstrap
    if interval is None or interval[0] == interval[1]:
        interval = score.wilson or interval
    return "–".join(_comma(f"{100 * end:.1f}") for end in interval) if interval else ""


def say_footnotes(report: Report) -> list[str]:
    """What a reader has to know beside the tables: times, what this set could show, and which run this was."""
    seconds = [row.seconds for row in report.evaluation.rows]
    median, p95 = percentile(seconds, 0.5), percentile(seconds, 0.95)
    lines = []
    if median is not None and p95 is not None:
        lines.append(texts.EVAL_TIMES.format(median=round(median * 1000), p95=round(p95 * 1000)))
    power = power_form(report)
    if power["smallest_difference"] is None:
        lines.append(texts.EVAL_NO_POWER)
    else:
        points = _comma(f"{100 * power['smallest_difference']:.1f}")
        lines.append(texts.EVAL_POWER.format(points=points, measure=say_name(power["measure"])))
    return lines


def say_run(report: Report) -> str:
    """Which code, questions and letters were measured."""
    traced = report.provenance
    commit = texts.EVAL_UNKNOWN_COMMIT if traced.commit is None else traced.commit[:12]
    if traced.uncommitted:
        commit += texts.EVAL_UNCOMMITTED
    return texts.EVAL_RUN.format(
        commit=commit,
        gold=traced.gold_file,
        gold_hash=traced.gold_hash[:12],
        library=traced.library_fingerprint[:12],
        embedder=traced.embedder,
    )


def say_breaches(report: Report) -> list[str]:
    """Everything that fails the run, a line each."""
    lines = [*report.gold_faults]
    lines += [texts.say_breach(one.name, one.floor, one.found, one.questions) for one in report.breaches]
    if report.comparison:
        lines += [texts.EVAL_DROPPED.format(name=say_name(name)) for name in report.comparison.drops]
    return lines


def say_verdict(report: Report) -> str:
    """Whether everything is in order."""
    return texts.EVAL_PASSED if report.passed else texts.EVAL_FAILED


def say_baseline(comparison: Comparison) -> str:
    """What a comparison compares with."""
    return texts.EVAL_CHANGES_TITLE.format(commit=(comparison.commit or "")[:12] or texts.EVAL_NO_COMMIT)


def moved_questions(comparison: Comparison) -> list[tuple[str, Sequence[str]]]:
    """The questions that are right now and those that are wrong now, each list with its heading; without empty ones."""
    both = ((texts.EVAL_BETTER, comparison.better), (texts.EVAL_WORSE, comparison.worse))
    return [(label, ids) for label, ids in both if ids]


def say_reasons(row: Row) -> list[str]:
    """Why a question failed, most telling first; empty if it did not."""
    if row.stage is None:
        return []
    reasons = [row.error, row.fault]
    reasons += [texts.EVAL_MISQUOTED.format(quote=quote) for quote in row.misquoted]
    reasons += [texts.EVAL_UNSUPPORTED.format(figure=figure) for figure in row.unsupported]
    reasons += [texts.EVAL_MISSING.format(alternatives=" / ".join(group)) for group in row.missing]
    if row.question.answerable and row.status != "searched" and not any(row.cited):
        reasons.append(texts.EVAL_NOT_CITED)
    if row.ranks is not None:
        shown = ", ".join("–" if rank is None else str(rank) for rank in row.ranks)
        reasons.append(texts.EVAL_RANKS.format(ranks=shown))
    return [reason for reason in reasons if reason]


def _comma(number: str) -> str:
    return number.replace(".", ",")
