"""what users said of answers -> rows of a gold set: `briefwijzer feedback export`.

An answer that somebody found right becomes a whole gold question: its quotes are the evidence, and what it showed is what
an answer must show. One that was found wrong has no evidence that anybody vouches for: it is written as a comment for
whoever makes a gold question of it by hand, and is left out of the rows that an evaluation can load.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from ui.answer_forms import Json
    from ui.feedback_store import GivenFeedback

_HELP = texts.FEEDBACK_HELP
feedback_app = typer.Typer(no_args_is_help=True, help=_HELP["feedback"])


@feedback_app.callback()
def feedback() -> None:
    """What users said of answers."""


@feedback_app.command("export", help=_HELP["export"])
def export(
    library: Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_HELP["out"])] = None,
) -> None:
    """Write the answers that users judged as gold rows."""
    from assistant.settings import read_settings
    from ui.feedback_store import FeedbackStore

    given = FeedbackStore(read_settings(os.environ, library=library).library).all()
    rows = gold_rows(given)
    wrong = wrong_rows(given)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if out is None:
        sys.stdout.write(lines)
    else:
        out.write_text(lines, encoding="utf-8")
        if wrong:
            beside = out.with_name(f"{out.stem}.afgekeurd.jsonl")
            beside.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong), encoding="utf-8")
    sys.stderr.write(texts.FEEDBACK_EXPORTED.format(right=len(rows), wrong=len(wrong)) + "\n")


def gold_rows(given: Sequence[GivenFeedback]) -> list[Json]:
    """A gold question for each answer that was found right, and by nobody wrong; each once."""
    refused = {_key(one.form) for one in given if not one.feedback.right}
    found = {_key(one.form): one.form for one in given if one.feedback.right and _key(one.form) not in refused}
    return [_gold_row(number, form) for number, form in enumerate(found.values(), start=1)]


def wrong_rows(given: Sequence[GivenFeedback]) -> list[Json]:
    """What was found wrong, with the whole answer, for somebody to make a gold question of."""
    return [
        {"at": one.at, "reason": one.feedback.reason, "words": one.feedback.words, "answer": one.form}
        for one in given
        if not one.feedback.right
    ]


def _key(form: Json) -> str:
    return json.dumps([form["question"], form["history"], form["filters"]], sort_keys=True)


def _gold_row(number: int, form: Json) -> Json:
    answered = form["status"] != "not_found"
    row: Json = {
        "id": f"feedback-{number:04}",
        "category": "feedback",
        "question": form["question"],
        "answerable": answered,
        "evidence": [
            {"letter": PurePath(one["letter"]["file"].replace("\\", "/")).name, "quote": one["quote"]}
            for one in form["citations"]
        ]
        if answered
        else [],
        "must": [[figure["text"]] for figure in form["figures"]] if answered else [],
    }
    if form["history"]:
        row["history"] = form["history"]
    filters = {name: value for name, value in form["filters"].items() if name in {"ministry", "from", "to", "dossier"}}
    return row | ({"filters": filters} if filters else {})
