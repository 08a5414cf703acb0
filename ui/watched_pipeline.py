"""a pipeline -> the same pipeline, with somebody told of each answer: who counts, logs or keeps them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeAlias

from assistant.vocabulary import Answer, AnswerSentence, Question, ScoredPassage

Step: TypeAlias = list[ScoredPassage] | AnswerSentence | Answer
Watcher: TypeAlias = Callable[[Answer, float], None]  # told of an answer and the seconds that it took


class Asked(Protocol):
    """Role: who answers questions."""

    def answer(self, question: Question) -> Answer:
        """Answer a question."""
        ...

    def answer_in_steps(self, question: Question) -> Iterator[Step]:
        """Answer a question, showing what there is as soon as it is there."""
        ...

    def search(self, question: Question, *, limit: int = 20) -> list[ScoredPassage]:
        """The ranked passages alone, best first."""
        ...


class WatchedPipeline:
    """Answers as another pipeline does, and tells the watchers."""

    def __init__(self, pipeline: Asked, watchers: Sequence[Watcher]) -> None:
        """Watch a pipeline."""
        self._pipeline = pipeline
        self._watchers = tuple(watchers)

    def answer(self, question: Question) -> Answer:
        """Answer a question; for what it raises see the pipeline."""
        begun = time.monotonic()
        answer = self._pipeline.answer(question)
        self._tell(answer, begun)
        return answer

    def answer_in_steps(self, question: Question) -> Iterator[Step]:
        """Answer a question in steps; the watchers are told of the whole answer before it is given."""
        begun = time.monotonic()
        for step in self._pipeline.answer_in_steps(question):
            if isinstance(step, Answer):
                self._tell(step, begun)
            yield step

    def search(self, question: Question, *, limit: int = 20) -> list[ScoredPassage]:
        """The ranked passages alone, best first."""
        return self._pipeline.search(question, limit=limit)

    def _tell(self, answer: Answer, begun: float) -> None:
        seconds = time.monotonic() - begun
        for watcher in self._watchers:
            watcher(answer, seconds)
