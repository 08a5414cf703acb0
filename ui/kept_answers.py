"""answers -> forms under an id: the latest in memory, and those that a user chose to keep in a file of the library.

An answer is written to disk only when a user shares it or says what is wrong with it. The file stands beside the ledger
and can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from assistant import errors
from assistant.vocabulary import Answer
from ui.answer_forms import Json, answer_form, filters_form

_RECENT = 300  # answers in memory, about 20 KB each
_NAME = "answers.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, at TEXT NOT NULL, form TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS feedback (
    key INTEGER PRIMARY KEY, answer TEXT NOT NULL REFERENCES answers (id), at TEXT NOT NULL, user TEXT NOT NULL,
    right INTEGER NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL
);
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
    form: Json


def kept_form(answer: Answer) -> Json:
    """An answer with what it was an answer to: as `ask --json`, with the conversation and the filters."""
    question = answer.question
    return answer_form(answer) | {"history": list(question.history), "filters": filters_form(question.filters)}


def answer_id(form: Json) -> str:
    """The id of an answer: the same answer to the same question has the same one."""
    return hashlib.sha256(json.dumps(form, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:20]


class KeptAnswers:
    """The answers of one library that can be asked for again."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in this folder; nothing is made before there is something to keep."""
        self._path = folder / _NAME
        self._recent: OrderedDict[str, Json] = OrderedDict()
        self._lock = Lock()

    def remember(self, answer: Answer, _seconds: float = 0.0) -> None:
        """Remember an answer for a while, in memory alone."""
        form = kept_form(answer)
        with self._lock:
            self._recent[answer_id(form)] = form
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)

    def keep(self, answer: str) -> None:
        """Write an answer that is remembered to disk.

        Raises:
            AnswerForgotten: It is neither remembered nor kept.
            LibraryUnwritable: It cannot be written.
        """
        with self._lock:
            form = self._recent.get(answer)
        if form is None:
            self.form(answer)  # or it is not there
            return
        with self._writing() as rows:
            self._put(rows, answer, form)

    def form(self, answer: str) -> Json:
        """An answer that was kept.

        Raises:
            AnswerForgotten: There is none of this id.
        """
        row = self._one("SELECT form FROM answers WHERE id = ?", answer)
        if row is None:
            raise errors.AnswerForgotten(answer=answer)
        form: Json = json.loads(row[0])
        return form

    def kept_at(self, answer: str) -> str:
        """The day on which an answer was kept, ISO 8601; empty if it was not."""
        row = self._one("SELECT at FROM answers WHERE id = ?", answer)
        return str(row[0])[:10] if row else ""

    def say(self, answer: str, feedback: Feedback) -> None:
        """Keep what a user says of an answer, with the answer.

        Raises:
            AnswerForgotten: The answer is neither remembered nor kept.
            LibraryUnwritable: It cannot be written.
        """
        self.keep(answer)
        with self._writing() as rows:
            rows.execute(
                "INSERT INTO feedback (answer, at, user, right, reason, words) VALUES (?, ?, ?, ?, ?, ?)",
                (answer, _now(), feedback.user, feedback.right, feedback.reason, feedback.words),
            )

    def feedback(self) -> list[GivenFeedback]:
        """All that users said, oldest first."""
        if not self._path.is_file():
            return []
        query = (
            "SELECT f.right, f.reason, f.words, f.user, f.at, a.form FROM feedback f JOIN answers a ON a.id = f.answer"
        )
        with contextlib.closing(sqlite3.connect(self._path)) as rows:
            found = rows.execute(f"{query} ORDER BY f.key").fetchall()
        return [
            GivenFeedback(Feedback(bool(right), reason, words, user), at, json.loads(form))
            for right, reason, words, user, at, form in found
        ]

    def forget_before(self, days: int) -> None:
        """Delete what was kept more than so many days ago."""
        if not self._path.is_file():
            return
        limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with self._writing() as rows:
            rows.execute("DELETE FROM feedback WHERE at < ?", (limit,))
            rows.execute("DELETE FROM answers WHERE at < ? AND id NOT IN (SELECT answer FROM feedback)", (limit,))

    def _one(self, query: str, value: str) -> tuple[str, ...] | None:
        if not self._path.is_file():
            return None
        with contextlib.closing(sqlite3.connect(self._path)) as rows:
            found: tuple[str, ...] | None = rows.execute(query, (value,)).fetchone()
        return found

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=10)) as rows, rows:
                rows.executescript(_TABLES)
                yield rows
        except sqlite3.OperationalError as fault:  # a full disk, a folder that may not be written
            raise errors.LibraryUnwritable(path=self._path.parent, detail=fault) from fault

    @staticmethod
    def _put(rows: sqlite3.Connection, answer: str, form: Json) -> None:
        written = json.dumps(form, ensure_ascii=False)
        rows.execute("INSERT OR IGNORE INTO answers (id, at, form) VALUES (?, ?, ?)", (answer, _now(), written))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
