"""what users say of answers <-> one SQLite file of the library, each with the whole answer that it is about.

The file stands beside the ledger and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant import errors
from assistant.vocabulary import Answer
from ui.answer_forms import Json, answer_form, filters_form

_NAME = "feedback.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    key INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, right INTEGER NOT NULL, reason TEXT NOT NULL,
    words TEXT NOT NULL, form TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a user says of an answer: that it is right, or what is wrong with it."""

    right: bool
    reason: str = ""  # one of `ui.texts.FEEDBACK_REASONS`
    words: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """Feedback as it was kept, with the whole answer that it is about."""

    feedback: Feedback
    at: str  # ISO 8601, UTC
    form: Json  # as `ask --json`, with the conversation and the filters


def judged_form(answer: Answer) -> Json:
    """An answer with what it was an answer to: as `ask --json`, with the conversation and the filters."""
    question = answer.question
    return answer_form(answer) | {"history": list(question.history), "filters": filters_form(question.filters)}


class FeedbackStore:
    """What users said of the answers of one library."""

    def __init__(self, folder: Path) -> None:
        """Keep it in this folder; nothing is made before there is something to keep."""
        self._path = folder / _NAME

    def say(self, answer: Answer, feedback: Feedback) -> None:
        """Keep what a user says of an answer.

        Raises:
            LibraryUnwritable: It cannot be written.
        """
        form = json.dumps(judged_form(answer), ensure_ascii=False)
        with self._writing() as rows:
            rows.execute(
                "INSERT INTO feedback (at, user, right, reason, words, form) VALUES (?, ?, ?, ?, ?, ?)",
                (_now(), feedback.user, feedback.right, feedback.reason, feedback.words, form),
            )

    def all(self) -> list[GivenFeedback]:
        """All that users said, oldest first."""
        if not self._path.is_file():
            return []
        with contextlib.closing(sqlite3.connect(self._path)) as rows:
            found = rows.execute("SELECT right, reason, words, user, at, form FROM feedback ORDER BY key").fetchall()
        return [
            GivenFeedback(Feedback(bool(right), reason, words, user), at, json.loads(form))
            for right, reason, words, user, at, form in found
        ]

    def forget_before(self, days: int) -> None:
        """Delete what was said more than so many days ago."""
        if not self._path.is_file():
            return
        limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with self._writing() as rows:
            rows.execute("DELETE FROM feedback WHERE at < ?", (limit,))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=10)) as rows, rows:
                rows.execute(_TABLE)
                yield rows
        except sqlite3.OperationalError as fault:  # a full disk, a folder that may not be written
            raise errors.LibraryUnwritable(path=self._path.parent, detail=fault) from fault


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
