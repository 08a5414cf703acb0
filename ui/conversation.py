"""question and conversation so far -> the conversation with the answer growing in it, step by step."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant import errors
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, AnswerSentence, Filters, LetterHeader, Question
from ingest.unreadable import read_unreadable
from ui import texts
from ui.answer_store import answer_id
from ui.chat_view import Turn, TurnProgress, conversation_html, turn_html
from ui.examples import example_questions
from ui.letter_choice import LetterChoice
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from assistant.library import Library

TURNS_KEPT = 40  # of one conversation; what an idle page holds in the server's memory is bounded by it
_HISTORY = 6  # earlier questions that a follow-up can lean on


class Conversations:
    """Carries the conversations of all users over one library; each user's turns are passed in and out."""

    def __init__(self, library: Library, pipeline: Asked | None = None) -> None:
        """Carry conversations; nothing is searched yet.

        Args:
            library: The letters.
            pipeline: Who answers; None for the extractive pipeline.
        """
        self._library = library
        self._pipeline: Asked = pipeline or QuestionPipeline(library)
        self._plain = QuestionPipeline(library)  # examples are tried without a language model, and not counted
        self._examples: tuple[int, tuple[str, ...]] | None = None  # the ledger's revision they were made for

    def ask(
        self, text: str, turns: Sequence[Turn], choice: LetterChoice, *, allow: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Turn, ...]]:
        """Put a question.

        Args:
            text: The question as typed.
            turns: The conversation so far.
            choice: The letters asked.
            allow: Raises what forbids the question, if anything does.

        Yields:
            The conversation with one more turn, again and again as the answer grows; the last one is complete. A
            fault that the user can mend is told in that turn.
        """
        before = tuple(turns)[-(TURNS_KEPT - 1) :]
        begin = TurnProgress(number=turns[-1].number + 1 if turns else 1, question=text.strip(), scope="")
        try:
            allow()
            for progress in self._progress(begin, before, choice):
                yield (*before, _turn(progress))
        except errors.BriefwijzerError as fault:
            yield (*before, _turn(dataclasses.replace(begin, fault=texts.say_error(fault))))

    def _progress(self, begin: TurnProgress, before: Sequence[Turn], choice: LetterChoice) -> Iterator[TurnProgress]:
        filters = choice.filters()
        everything = self._library.searched(Filters())
        if not everything.letters:
            raise errors.LibraryEmpty(path=self._library.folder)
        searched = self._library.searched(filters)
        progress = dataclasses.replace(
            begin,
            scope=texts.say_count(searched.letters, "brief", "brieven"),
            filters=texts.say_filters(filters, self._header(choice.letter_id)),
            library=texts.say_library_state(everything, len(read_unreadable(self._library.folder))),
        )
        yield progress
        history = tuple(turn.question for turn in before if turn.answered)[-_HISTORY:]
        question = Question(begin.question, history=history, filters=filters)
        for step in self._pipeline.answer_in_steps(question):
            if isinstance(step, Answer):
                progress = dataclasses.replace(progress, answer=step)
            elif isinstance(step, AnswerSentence):
                progress = dataclasses.replace(progress, sentences=(*progress.sentences, step))
            else:
                progress = dataclasses.replace(progress, found=tuple(step))
            yield progress

    def _header(self, letter_id: str) -> LetterHeader | None:
        """The letter chosen.

        Raises:
            UnknownLetter: It was removed since.
        """
        return self._library.letter(letter_id).header if letter_id else None

    def show(self, turns: Sequence[Turn]) -> str:
        """The conversation as HTML; before the first question, a welcome."""
        if turns:
            return conversation_html(turns, ())
        if not self._library.searched(Filters()).letters:
            return conversation_html((), (), empty=texts.LIBRARY_IS_EMPTY)
        return conversation_html((), self._current_examples())

    def _current_examples(self) -> tuple[str, ...]:
        revision = self._library.ledger.revision()
        if self._examples is None or self._examples[0] != revision:
            self._examples = (revision, example_questions(self._library, self._plain))
        return self._examples[1]

    def scope(self, choice: LetterChoice) -> str:
        """How many letters this choice is about, in words; or why it cannot be read."""
        try:
            return texts.say_scope(self._library.searched(choice.filters()))
        except errors.UsageError as fault:
            return texts.say_error(fault)


def broken_off(turns: Sequence[Turn], reason: str) -> tuple[Turn, ...]:
    """The conversation after an answer was stopped or failed: its last turn says so, if it was not complete."""
    if not turns or turns[-1].complete:
        return tuple(turns)
    last = TurnProgress(number=turns[-1].number, question=turns[-1].question, scope="", fault=reason)
    return (*turns[:-1], _turn(last))


def _turn(progress: TurnProgress) -> Turn:
    return Turn(
        number=progress.number,
        question=progress.question,
        html=turn_html(progress),
        complete=progress.answer is not None or progress.fault is not None,
        answered=progress.answer is not None,
        answer=answer_id(progress.answer) if progress.answer is not None else "",
    )
