"""Questions are answered in the order in which they came, so many at once, and nobody holds up the others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from assistant.errors import EmptyQuestion
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, Question, ScoredPassage
from ui.queued_pipeline import QueuedPipeline
from ui.watched_pipeline import Step

PATIENCE = 20.0  # seconds after which a test gives up


class Held:
    """Role: answers when it may, and remembers who came when and how many were there at once."""

    def __init__(self, given: Answer) -> None:
        self.given = given
        self.may = threading.Event()
        self.order: list[str] = []
        self.most = 0
        self._inside = 0

    def answer(self, question: Question) -> Answer:
        self._inside += 1
        self.most = max(self.most, self._inside)
        self.order.append(question.text)
        assert self.may.wait(PATIENCE)
        self._inside -= 1
        if not question.text:
            raise EmptyQuestion
        return replace(self.given, question=question)

    def answer_in_steps(self, question: Question) -> Iterator[Step]:
        yield []
        yield self.answer(question)

    def search(self, question: Question, *, limit: int = 20) -> list[ScoredPassage]:
        del question, limit
        return []


@pytest.fixture
def held(shared_library):
    return Held(QuestionPipeline(shared_library).answer(Question("Hoeveel kost de brug?")))


def until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.002)


def waiting(queued: QueuedPipeline) -> int:
    return len(queued._queue._waiting)


def test_questions_are_answered_in_the_order_in_which_they_came(held):
    queued = QueuedPipeline(held, 1)
    threads = []
    for at in range(6):
        threads.append(threading.Thread(target=queued.answer, args=(Question(f"{at}"),)))
        threads[-1].start()
        until(lambda at=at: len(held.order) + waiting(queued) == at + 1)
    held.may.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert held.order == ["0", "1", "2", "3", "4", "5"]
    assert held.most == 1


def test_so_many_are_answered_at_once_and_no_more(held):
    queued = QueuedPipeline(held, 2)
    threads = [threading.Thread(target=queued.answer, args=(Question(f"{at}"),)) for at in range(5)]
    for thread in threads:
        thread.start()
    until(lambda: len(held.order) == 2 and waiting(queued) == 3)
    held.may.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(held.order) == 5
    assert held.most == 2


def test_a_question_that_is_refused_gives_its_place_to_the_next(held):
    queued = QueuedPipeline(held, 1)
    held.may.set()
    with pytest.raises(EmptyQuestion):
        queued.answer(Question(""))
    assert queued.answer(Question("en nu?")).question.text == "en nu?"


def test_who_takes_the_steps_of_an_answer_slowly_keeps_nobody_waiting(held):
    queued = QueuedPipeline(held, 1)
    held.may.set()
    slow = queued.answer_in_steps(Question("langzaam"))
    assert next(slow) == []
    assert queued.answer(Question("snel")).question.text == "snel"
    assert queued.search(Question("snel")) == []
    assert [step.question.text for step in slow if isinstance(step, Answer)] == ["langzaam"]


def test_steps_that_nobody_takes_any_more_give_their_place_back(held):
    queued = QueuedPipeline(held, 1)
    held.may.set()
    left = queued.answer_in_steps(Question("weg"))
    next(left)
    left.close()
    assert queued.answer(Question("verder")).question.text == "verder"
