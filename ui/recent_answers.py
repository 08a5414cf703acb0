"""answers -> the latest of them under their ids, in memory alone: what a user can keep, export or judge for a while."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from assistant import errors
from assistant.vocabulary import Answer
from ui.answer_store import answer_id

_RECENT = 300  # answers, about 50 KB each


class RecentAnswers:
    """The latest answers of one server."""

    def __init__(self) -> None:
        """Begin with none."""
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def remember(self, answer: Answer, _seconds: float = 0.0) -> None:
        """Remember an answer in place of the one remembered longest."""
        with self._lock:
            self._answers[answer_id(answer)] = answer
            self._answers.move_to_end(answer_id(answer))
            while len(self._answers) > _RECENT:
                self._answers.popitem(last=False)

    def answer(self, key: str) -> Answer:
        """The answer of this id.

        Raises:
            UnknownAnswer: It was never given, or too many came after it, or the server was started anew.
        """
        answer = self.find(key)
        if answer is None:
            raise errors.UnknownAnswer(key=key[:40])
        return answer

    def find(self, key: str) -> Answer | None:
        """The answer of this id, if it is still remembered."""
        with self._lock:
            return self._answers.get(key)
