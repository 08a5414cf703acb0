"""question -> answer: understand, retrieve, read and verify, composed of LangChain runnables.

    chain = QuestionPipeline(library).chain
    chain.invoke(Question("Hoeveel is er toegezegd?"))

`invoke`, `batch`, `stream` and tracing callbacks work as they do for any runnable; each step has its name in a trace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.extractive_reader import ExtractiveReader
from assistant.retrieval import Candidates, retrieve
from assistant.understanding import Query, understand
from assistant.verification import verify
from assistant.vocabulary import Answer, AnswerSentence, DraftAnswer, Question, ScoredPassage

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.library import Library


class Reader(Protocol):
    """Role: question and passages, best first -> draft answer."""

    def read(self, question: Question, candidates: Candidates) -> DraftAnswer:
        """Propose an answer from these passages alone."""
        ...


@dataclass(frozen=True, slots=True)
class _Understood:
    question: Question
    query: Query


@dataclass(frozen=True, slots=True)
class _Found:
    question: Question
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class _Drafted:
    draft: DraftAnswer
    passages: tuple[ScoredPassage, ...]


class QuestionPipeline:
    """Answers questions from one library."""

    def __init__(self, library: Library, *, reader: Reader | None = None) -> None:
        """Compose the steps; nothing is searched yet.

        Args:
            library: The letters.
            reader: Who drafts the answers; None for the extractive reader.
        """
        self._library = library
        self._reader = reader or ExtractiveReader(library.embedder)

    @property
    def chain(self) -> Runnable[Question, Answer]:
        """The whole pipeline as one runnable."""
        from langchain_core.runnables import RunnableLambda

        return (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._retrieve, name="retrieve")
            | RunnableLambda(self._read, name="read")
            | RunnableLambda(self._verify, name="verify")
        )

    def answer(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            UsageError: The question is empty or too long.
        """
        return self.chain.invoke(question)

    def search(self, question: Question, *, limit: int = 20) -> list[ScoredPassage]:
        """The ranked passages alone, best first.

        Raises:
            UsageError: The question is empty or too long.
        """
        query = understand(question)
        return list(retrieve(self._library, query, question.filters, limit=limit).passages)

    def answer_in_steps(self, question: Question) -> Iterator[list[ScoredPassage] | AnswerSentence | Answer]:
        """Answer a question, showing what there is as soon as it is there.

        Yields:
            First the passages found, then each verified sentence, then the whole answer.
        """
        found = self._retrieve(self._understand(question))
        yield list(found.candidates.passages)
        answer = self._verify(self._read(found))
        yield from answer.sentences
        yield answer

    def _understand(self, question: Question) -> _Understood:
        return _Understood(question, understand(question))

    def _retrieve(self, understood: _Understood) -> _Found:
        question = understood.question
        return _Found(question, retrieve(self._library, understood.query, question.filters))

    def _read(self, found: _Found) -> _Drafted:
        return _Drafted(self._reader.read(found.question, found.candidates), found.candidates.passages)

    def _verify(self, drafted: _Drafted) -> Answer:
        return verify(
            drafted.draft,
            letter=self._library.letter,
            passages=drafted.passages,
            searched=self._library.searched(drafted.draft.question.filters),
        )
