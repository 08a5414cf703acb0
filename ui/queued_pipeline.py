"""a pipeline -> the same pipeline, answering so many questions at once, in the order in which they came.

Reading letters keeps a processor busy, and Python lets one thread compute at a time: of twenty questions read at once
each would be done when all are. In a queue the first is answered first, and nobody waits much longer than another.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.vocabulary import Answer, Question, ScoredPassage
from ui.watched_pipeline import Asked, Step


class QueuedPipeline:
    """Answers as another pipeline does, once it is a question's turn."""

    def __init__(self, pipeline: Asked, at_once: int) -> None:
        """Queue before a pipeline that answers so many questions at once."""
        self._pipeline = pipeline
        self._queue = _Queue(at_once)

    def answer(self, question: Question) -> Answer:
        """Answer a question; for what it raises see the pipeline."""
        with self._queue.turn():
            return self._pipeline.answer(question)

    def answer_in_steps(self, question: Question) -> Iterator[Step]:
        """Answer a question in steps, each in its turn: a reader who takes the steps slowly keeps nobody waiting."""
        steps = self._pipeline.answer_in_steps(question)
        while True:
            with self._queue.turn():
                step = next(steps, None)
            if step is None:
                return
            yield step

    def search(self, question: Question, *, limit: int = 20) -> list[ScoredPassage]:
        """The ranked passages alone, best first."""
        with self._queue.turn():
            return self._pipeline.search(question, limit=limit)


class _Queue:
    """So many places, given in the order in which they were asked for."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a place, and keep it for a while."""
        with self._lock:
            mine = None if self._free else threading.Event()
            if mine is None:
                self._free -= 1
            else:
                self._waiting.append(mine)
        if mine is not None:
            mine.wait()
        try:
            yield
        finally:
            with self._lock:
                if self._waiting:
                    self._waiting.popleft().set()  # the place goes straight to who waits longest: nobody slips in
                else:
                    self._free += 1
