"""evaluation report -> tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ui import eval_words, texts

if TYPE_CHECKING:
    from eval.comparison import Comparison
    from eval.report import Report

_WIDE = 100  # characters that all columns of the scores need


def print_report(console: Console, report: Report) -> None:
    """Print scores, slices, failures by stage, changes and what is wrong."""
    console.print(f"[bold]{escape(eval_words.say_title(report))}[/bold]")
    _print_table(console, *_fitting(console, texts.EVAL_COLUMNS, eval_words.score_cells(report)))
    if report.claims is not None:
        console.print(f"[bold]{escape(texts.EVAL_CLAIMS_TITLE)}[/bold]")
        _print_table(console, texts.EVAL_CLAIM_COLUMNS, eval_words.claim_cells(report))
    console.print(f"[bold]{escape(texts.EVAL_SLICES_TITLE)}[/bold]")
    _print_table(console, texts.EVAL_SLICE_COLUMNS, eval_words.slice_cells(report))
    if report.evaluation.failures:
        console.print(f"[bold]{escape(texts.EVAL_STAGE_TITLE)}[/bold]")
        for stage, count, ids in eval_words.stage_cells(report):
            console.print(escape(f"  {stage} ({count}): {ids}"), soft_wrap=True, highlight=False)
    if report.comparison:
        _print_comparison(console, report.comparison)
    lines = [*eval_words.say_footnotes(report), eval_words.say_run(report), *eval_words.say_breaches(report)]
    for line in lines:
        console.print(escape(line), soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(eval_words.say_verdict(report))}[/bold]")


def _print_comparison(console: Console, comparison: Comparison) -> None:
    console.print(f"\n[bold]{escape(eval_words.say_baseline(comparison))}[/bold]")
    if not comparison.same_library:
        console.print(escape(texts.EVAL_OTHER_LIBRARY))
    _print_table(console, texts.EVAL_CHANGE_COLUMNS, eval_words.change_cells(comparison))
    for label, ids in eval_words.moved_questions(comparison):
        console.print(escape(f"{label}: {' '.join(ids)}"), soft_wrap=True, highlight=False)


def _fitting(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The table of scores; on a narrow terminal without the names by which floors are set."""
    if console.width >= _WIDE:
        return columns, rows
    return [columns[0], *columns[2:]], [[row[0], *row[2:]] for row in rows]


def _print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(column, no_wrap=True, overflow="ellipsis", justify="left" if at == 0 else "right")
    for row in rows:
        table.add_row(*[escape(cell) for cell in row])
    console.print(table)
