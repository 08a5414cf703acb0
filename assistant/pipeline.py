"""question -> answer: understand, retrieve, read and verify, composed of LangChain runnables.

    chain = QuestionPipeline(library).chain
    chain.invoke(Question("Hoeveel is er toegezegd?"))

`invoke`, `batch`, `stream` and tracing callbacks work as they do for any runnable; each step has its name in a trace.

With a language model in the settings the answer is written by it. Where it is down, slow or off the mark, so that too
little of what it writes can be verified, the extractive answer is given instead, and says so.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from assistant import errors
from assistant.extractive_reader import ExtractiveReader
from assistant.generative_reader import GenerativeReader
from assistant.no_answer import refuse
from assistant.passage_order import order_passages
from assistant.question_kinds import asks_what_was_asked
from assistant.retrieval import Candidates, retrieve
from assistant.settings import Settings
from assistant.support import speaks_of_what_was_asked
from assistant.understanding import Query, understand
from assistant.verification import Verification, verify
from assistant.vocabulary import (
    Answer,
    AnswerSentence,
    DraftAnswer,
    Mode,
    Note,
    NoteKind,
    Question,
    ScoredPassage,
    Status,
)

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.library import Library


_PASSAGES = 20  # found for a question
_WITH_QUESTIONS = 60  # where a Member's own question is asked for: it ranks behind what is answered to it
_LEAST_KEPT = 0.5  # share of a model's sentences that must stand; a model that fails more often is not to be trusted


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
    candidates: Candidates


class QuestionPipeline:
    """Answers questions from one library."""

    def __init__(self, library: Library, *, reader: Reader | None = None) -> None:
        """Compose the steps; nothing is searched yet.

        Args:
            library: The letters.
            reader: Who drafts the answers; None for the extractive reader.
        """
        self._library = library
        self._extractive = ExtractiveReader(library.embedder)
        self._reader = reader or self._extractive

    @classmethod
    def from_settings(cls, library: Library, settings: Settings) -> QuestionPipeline:
        """The pipeline with the reader that the settings choose: generative if they name a language model.

        Raises:
            ModelUnavailable: The model's provider is not installed, or does not take these settings.
        """
        if settings.model is None:
            return cls(library)
        from assistant.language_model import load_language_model

        return cls(library, reader=GenerativeReader(load_language_model(settings)))

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
        return list(self.find(question, limit=limit).passages)

    def find(self, question: Question, *, limit: int = 20) -> Candidates:
        """The ranked passages, best first, with the query as it was understood: to tell why each was found.

        Raises:
            UsageError: The question is empty or too long.
        """
        candidates = retrieve(self._library, understand(question), question.filters, limit=limit)
        return order_passages(candidates, self._library.embedder)

    def answer_in_steps(self, question: Question) -> Iterator[list[ScoredPassage] | AnswerSentence | Answer]:
        """Answer a question, showing what there is as soon as it is there.

        Yields:
            First the passages found, then each verified sentence, then the whole answer. The whole answer counts: where
            too little of a language model's answer stands, it is the extractive one and not the sentences before it.
        """
        found = self._retrieve(self._understand(question))
        yield list(found.candidates.passages)
        if isinstance(self._reader, GenerativeReader) and refuse(question, found.candidates) is None:
            answer = yield from self._generate_in_steps(self._reader, found)
        else:
            answer = self._verify(self._read(found))
            yield from answer.sentences
        yield answer

    def _generate_in_steps(self, reader: GenerativeReader, found: _Found) -> Generator[AnswerSentence, None, Answer]:
        """Verify each sentence as soon as the model has written it."""
        verification = Verification(Mode.GENERATED, letter=self._library.letter, embedder=self._library.embedder)
        steps = reader.read_in_steps(found.question, found.candidates)
        while True:
            try:
                sentence = verification.check(next(steps))
            except StopIteration as end:
                draft: DraftAnswer = end.value
                break
            except errors.ModelUnavailable:
                return self._finish(self._fall_back(found.question, found.candidates))
            if sentence is not None:
                yield sentence
        searched = self._library.searched(found.question.filters)
        draft = _told(draft, found.candidates)
        answer = verification.finish(draft, passages=found.candidates.passages, searched=searched)
        return self._accept(answer, _Drafted(draft, found.candidates))

    def _understand(self, question: Question) -> _Understood:
        return _Understood(question, understand(question))

    def _retrieve(self, understood: _Understood) -> _Found:
        question, query = understood.question, understood.query
        limit = _WITH_QUESTIONS if asks_what_was_asked(query.text) else _PASSAGES
        candidates = retrieve(self._library, query, question.filters, limit=limit)
        return _Found(question, order_passages(candidates, self._library.embedder))

    def _read(self, found: _Found) -> _Drafted:
        refused = refuse(found.question, found.candidates)
        if refused is not None:
            return _Drafted(refused, found.candidates)
        try:
            return _Drafted(self._reader.read(found.question, found.candidates), found.candidates)
        except errors.ModelUnavailable:
            return self._fall_back(found.question, found.candidates)

    def _verify(self, drafted: _Drafted) -> Answer:
        return self._accept(self._finish(drafted), drafted)

    def _finish(self, drafted: _Drafted) -> Answer:
        return verify(
            _told(drafted.draft, drafted.candidates),
            letter=self._library.letter,
            passages=drafted.candidates.passages,
            searched=self._library.searched(drafted.draft.question.filters),
            embedder=self._library.embedder,
        )

    def _fall_back(self, question: Question, candidates: Candidates) -> _Drafted:
        """The extractive draft, which says that the language model gave nothing usable."""
        draft = self._extractive.read(question, candidates)
        return _Drafted(replace(draft, notes=(*draft.notes, Note(NoteKind.FALLBACK_EXTRACTIVE))), candidates)

    def _accept(self, answer: Answer, drafted: _Drafted) -> Answer:
        """The answer itself, or the extractive one where too little of a generated one stands."""
        proposed = len(drafted.draft.sentences)
        kept = len(answer.sentences)
        if answer.mode is Mode.EXTRACTIVE:
            return answer
        if kept and kept >= _LEAST_KEPT * proposed and speaks_of_what_was_asked(drafted.candidates.query, answer):
            return answer
        instead = self._finish(self._fall_back(answer.question, drafted.candidates))
        # Where the model says that the letters hold no answer and the other reader finds none, that is the answer.
        return answer if not proposed and instead.status is Status.NOT_FOUND else instead


def _told(draft: DraftAnswer, candidates: Candidates) -> DraftAnswer:
    """The draft with notes of how the question was read, and of the half of the search that failed, if one did."""
    query = candidates.query
    notes = [Note(NoteKind.SET_ASIDE, (("reason", bound.value), ("text", text))) for bound, text in query.aside]
    if query.english:
        notes.append(Note(NoteKind.READ_AS_ENGLISH))
    if candidates.lacking is not None:
        notes.append(Note(NoteKind.HALF_SEARCH, (("lacking", candidates.lacking),)))
    return replace(draft, notes=(*draft.notes, *(note for note in notes if note not in draft.notes)))
