"""gold questions and letters -> an evaluation: every question asked and judged.

Of a system of one's own, for example:

    with temporary_library(folder, embedder) as library:
        letters = Letters(library)
        evaluation = evaluate(questions, letters, RunnableSystem(chain, letters))
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from eval.consistency import same_response
from eval.judging import Attempt, Judge, Measured, Row
from eval.places import Letters, Place, check_fit, find_targets
from eval.response import Response, System
from eval.stages import POOL, Stage
from eval.summary import Scoreboard, score_rows, slice_rows

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.vocabulary import Embedder
    from eval.gold_set import GoldQuestion
    from ingest.report import FileReport

BUNDLED_GOLD = Path(__file__).parent / "gold" / "questions.jsonl"
BUNDLED_LETTERS = Path(__file__).parent / "samples" / "letters"
SHOWN = 20  # passages asked for where only the search is evaluated: as many as hit@20 needs


@dataclass(frozen=True, slots=True)
class Scope:
    """What is measured: search, answers or both; and whether each question is put twice."""

    passages: bool = True
    answers: bool = True
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows in the order of the gold set, their scores, and the same by slice."""

    system: str
    scope: Scope
    rows: tuple[Row, ...]
    scores: Scoreboard
    slices: Mapping[str, Scoreboard]
    sizes: Mapping[str, int] = field(default_factory=dict)  # questions by slice

    @property
    def failures(self) -> dict[Stage, list[Row]]:
        """The rows that failed by stage, in the order of the stages."""
        found: dict[Stage, list[Row]] = {stage: [] for stage in Stage}
        for row in self.rows:
            if row.stage is not None:
                found[row.stage].append(row)
        return {stage: rows for stage, rows in found.items() if rows}

    @property
    def statuses(self) -> Counter[str]:
        """How many questions ended in each status."""
        return Counter(row.status for row in self.rows)


def evaluate(
    questions: Sequence[GoldQuestion],
    letters: Letters,
    system: System,
    *,
    scope: Scope | None = None,
    on_row: Callable[[int], None] = lambda _done: None,
) -> Evaluation:
    """Ask every question and judge what comes back.

    A question on which the system crashes is a row like any other, and counts as wrong.

    Args:
        questions: The gold set.
        letters: The letters that its evidence stands in.
        system: The system under test.
        scope: What is measured; None: search and answers.
        on_row: Told how many questions have been asked.
    """
    scope = scope or Scope()
    attempts = []
    for done, question in enumerate(questions, start=1):
        attempts.append(_attempt(system, question, scope))
        on_row(done)
    judge = Judge(
        letters=letters,
        measured=_measured(attempts, scope),
        look_deeper=lambda question: _look_deeper(system, question),
        faults=check_fit(questions, letters),
    )
    rows = tuple(
        judge.judge(question, find_targets(question, letters), attempt)
        for question, attempt in zip(questions, attempts, strict=True)
    )
    slices = slice_rows(rows)
    return Evaluation(
        system=system.name,
        scope=scope,
        rows=rows,
        scores=score_rows(rows),
        slices={name: score_rows(part) for name, part in slices.items()},
        sizes={name: len(part) for name, part in slices.items()},
    )


def _attempt(system: System, question: GoldQuestion, scope: Scope) -> Attempt:
    begun = time.perf_counter()
    try:
        response = _ask(system, question, scope)
        seconds = time.perf_counter() - begun
        repeated = same_response(response, _ask(system, question, scope)) if scope.twice else None
    except Exception as fault:  # noqa: BLE001 - whatever the system under test raises, its question is a row
        return Attempt(None, f"{type(fault).__name__}: {fault}", time.perf_counter() - begun)
    return Attempt(response, None, seconds, repeated)


def _ask(system: System, question: GoldQuestion, scope: Scope) -> Response:
    if not scope.answers:
        return Response(system.search(question.as_asked(), limit=SHOWN), None)
    response = system.ask(question.as_asked())
    return response if scope.passages else Response(None, response.answer)


def _measured(attempts: Sequence[Attempt], scope: Scope) -> Measured:
    """What the system gives at all; if it crashed every time, what it was asked for."""
    responses = [attempt.response for attempt in attempts if attempt.response is not None]
    if not responses:
        return Measured(scope.passages, scope.answers)
    return Measured(
        passages=any(response.passages is not None for response in responses),
        answers=any(response.answer is not None for response in responses),
    )


def _look_deeper(system: System, question: GoldQuestion) -> Sequence[Place] | None:
    try:
        return system.search(question.as_asked(), limit=POOL)
    except Exception:  # noqa: BLE001 - the crash itself is in the question's row already
        return None


@contextlib.contextmanager
def temporary_library(
    letters: Path, embedder: Embedder, *, on_file: Callable[[FileReport], None] = lambda _report: None
) -> Iterator[Library]:
    """A library of the letters in a folder, for as long as it is used.

    Raises:
        NoLetters: No file in the folder gave a letter.
    """
    from assistant import errors
    from assistant.library import Library
    from ingest.intake import ingest_paths

    with tempfile.TemporaryDirectory(prefix="briefwijzer-eval-") as folder:
        library = Library(Path(folder), embedder, create=True)
        try:
            ingest_paths(library, [letters], on_file)
            if not library.headers():
                raise errors.NoLetters(paths=letters)
            yield library
        finally:
            library.close()
