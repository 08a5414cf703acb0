"""evaluation report and README -> the README with the latest scores between its two marks.

The table is left as it is when its scores are and it names the same questions, letters and embedder, even if they were
measured at another commit: so running it again changes nothing, and a file that changes in CI is a table out of date.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eval.readme_part import read_part, write_part
from ui import eval_words, texts
from ui.eval_markdown import markdown_table, plain

if TYPE_CHECKING:
    from eval.report import Report

BEGIN, END = "<!-- scores -->", "<!-- /scores -->"
SHOWN = (
    "correct_answer", "sentence_first", "wrongly_refused", "refused", "hit@1", "hit@5", "hit@20", "mrr",
    "quotes_not_in_letter", "figures_not_cited",
)  # fmt: skip


def update_scores(file: Path, report: Report) -> bool:
    """Bring the scores in a README up to date.

    Returns:
        Whether the file was changed.

    Raises:
        GoldError: The file cannot be read, or the two marks do not stand in it.
    """
    old = read_part(file, BEGIN, END)
    table = scores_table(report)
    if table in old and all(mark in old for mark in _marks(report)):
        return False
    line = f"{plain(eval_words.say_title(report))}. {plain(eval_words.say_run(report))}"
    write_part(file, BEGIN, END, f"{table}\n\n{line}")
    return True


def _marks(report: Report) -> tuple[str, ...]:
    """What the line below the table names of the questions, the letters and the embedder."""
    traced = report.provenance
    return traced.gold_hash[:12], traced.library_fingerprint[:12], plain(traced.embedder)


def scores_table(report: Report) -> str:
    """The main scores with their intervals as a Markdown table."""
    cells = {row[1]: row for row in eval_words.score_cells(report)}
    rows = [(cells[name][0], *cells[name][2:5]) for name in SHOWN if name in cells]
    maat, _, score, asked, interval, _ = texts.EVAL_COLUMNS
    return markdown_table((maat, score, asked, interval), rows)
