"""evaluation report -> Markdown for a pull request or a README."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui import eval_words, texts

if TYPE_CHECKING:
    from eval.report import Report

# What Markdown reads as markup, and what breaks a table cell. Question and answer text may hold any of it.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!@])")


def report_markdown(report: Report) -> str:
    """The verdict, the scores, the slices, the changes, and where it went wrong (folded)."""
    footnotes = [*eval_words.say_footnotes(report), eval_words.say_run(report)]
    parts = [
        f"## {plain(eval_words.say_title(report))}",
        f"**{plain(eval_words.say_verdict(report))}**",
        *[f"- {plain(line)}" for line in eval_words.say_breaches(report)],
        markdown_table(texts.EVAL_COLUMNS, eval_words.score_cells(report)),
        *_claims(report),
        *_comparison(report),
        f"### {plain(texts.EVAL_SLICES_TITLE)}",
        markdown_table(texts.EVAL_SLICE_COLUMNS, eval_words.slice_cells(report)),
        *_failures(report),
        "\n".join(f"<sub>{plain(line)}</sub>  " for line in footnotes),
    ]
    return "\n\n".join(parts) + "\n"


def _claims(report: Report) -> list[str]:
    if report.claims is None:
        return []
    table = markdown_table(texts.EVAL_CLAIM_COLUMNS, eval_words.claim_cells(report))
    return [f"### {plain(texts.EVAL_CLAIMS_TITLE)}", table]


def _comparison(report: Report) -> list[str]:
    if report.comparison is None:
        return []
    parts = [f"### {plain(eval_words.say_baseline(report.comparison))}"]
    if not report.comparison.same_library:
        parts.append(plain(texts.EVAL_OTHER_LIBRARY))
    parts.append(markdown_table(texts.EVAL_CHANGE_COLUMNS, eval_words.change_cells(report.comparison)))
    moved = eval_words.moved_questions(report.comparison)
    return parts + [f"{plain(label)}: {', '.join(f'`{one}`' for one in ids)}" for label, ids in moved]


def _failures(report: Report) -> list[str]:
    if not report.evaluation.failures:
        return []
    table = markdown_table(texts.EVAL_STAGE_COLUMNS, eval_words.stage_cells(report))
    return [f"<details><summary>{plain(texts.EVAL_STAGE_TITLE)}</summary>", table, "</details>"]


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is aligned left and the others right; nothing in its cells acts."""
    lines = [columns, [":--", *["--:" for _ in columns[1:]]]]
    cells = [lines[0], lines[1], *[[plain(cell) for cell in row] for row in rows]]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def plain(text: str) -> str:
    """The text with nothing in it that Markdown would read as markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
