"""a file with a question a line -> questions."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant import errors
from assistant.vocabulary import Filters, Question, dossier_number


def read_questions(file: Path, filters: Filters, *, field: str = "question") -> Iterator[Question]:
    """Read the questions of a batch: plain lines, or JSON objects with id, question, history and filters.

    Args:
        file: UTF-8 text; empty lines are passed over.
        filters: What holds for all; a question's own filters go before.
        field: The field of a JSON object that holds the question ("claim" for a batch of claims).

    Raises:
        NoSuchPath: The file does not exist.
        BrokenBatch: A line is no question.
    """
    if not file.is_file():
        raise errors.NoSuchPath(path=file)
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as fault:
        raise errors.BrokenBatch(file=file, line=1, detail=f"no UTF-8 text ({fault.reason})") from fault
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield Question(line.strip(), filters=filters, id=str(number))
            continue
        try:
            yield _question_of(json.loads(line), number, filters, field)
        except (ValueError, TypeError, KeyError) as fault:
            raise errors.BrokenBatch(file=file, line=number, detail=f"no question ({fault})") from fault


def _question_of(values: dict[str, Any], number: int, filters: Filters, field: str) -> Question:
    history = values.get("history") or ()
    if not isinstance(values[field], str) or not all(isinstance(earlier, str) for earlier in history):
        raise TypeError(f"{field} and history have to be text")
    own = _filters_of(values.get("filters") or {})
    return Question(
        text=values[field],
        history=tuple(history),
        filters=dataclasses.replace(filters, **own),
        id=str(values.get("id", number)),
    )


def _filters_of(values: dict[str, Any]) -> dict[str, Any]:
    """Filters by their names on the command line."""
    unknown = set(values) - {"ministry", "from", "to", "dossier", "letter", "sample"}
    if unknown:
        raise ValueError(f"unknown filter {sorted(unknown)[0]!r}")
    found: dict[str, Any] = {}
    if values.get("ministry"):
        found["ministry"] = str(values["ministry"])
    if values.get("from"):
        found["since"] = date.fromisoformat(values["from"])
    if values.get("to"):
        found["until"] = date.fromisoformat(values["to"])
    if values.get("dossier"):
        found["dossier"] = dossier_number(str(values["dossier"]))
    if values.get("letter"):
        found["letter_ids"] = (str(values["letter"]),)
    if values.get("sample") is not None:
        found["sample"] = bool(values["sample"])
    return found
