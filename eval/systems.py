"""the pipeline, or any LangChain runnable -> a system under test, for `eval.run.evaluate`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.vocabulary import Answer, Citation, NoteKind, Question, ScoredPassage, Status
from eval.places import Letters, Place
from eval.response import GivenAnswer, GivenQuote, GivenSentence, Response

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.pipeline import QuestionPipeline

NOWHERE = Place("", 0, 0)  # keeps the rank of a document that stands in no letter
_DOCUMENT_KEYS = ("context", "source_documents", "documents")
_ANSWER_KEYS = ("answer", "result", "output")


class PipelineSystem:
    """Briefwijzer itself."""

    name = "briefwijzer"

    def __init__(self, pipeline: QuestionPipeline) -> None:
        """Test this pipeline."""
        self._pipeline = pipeline

    def ask(self, question: Question) -> Response:
        """Answer a question; its passages are those that the reader was given."""
        passages: tuple[Place, ...] = ()
        answer: GivenAnswer | None = None
        for step in self._pipeline.answer_in_steps(question):
            if isinstance(step, list):
                passages = places_of(step)
            elif isinstance(step, Answer):
                answer = given_answer(step)
        return Response(passages, answer)

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...]:
        """The ranked passages alone."""
        return places_of(self._pipeline.search(question, limit=limit))


class RunnableSystem:
    """Any LangChain runnable: a chain, a retriever or an agent of somebody else's making.

    It is given the question as a text, or whatever `prepare` makes of it, and may return our own `Answer`; a list of
    documents (a retriever); a text; or a mapping with "answer" (or "result", "output") and the documents it rests on
    as "context" (or "source_documents", "documents"), which count as its citations. The metadata of a document name
    its letter as "source" (a file name) or "letter_id"; its text is looked up in that letter. A text that is empty,
    or that `refuses` recognises, is a refusal.
    """

    def __init__(
        self,
        runnable: Runnable[Any, Any],
        letters: Letters,
        *,
        name: str = "runnable",
        prepare: Any = None,  # noqa: ANN401 - Question -> whatever the runnable takes
        refuses: Any = None,  # noqa: ANN401 - text -> bool
    ) -> None:
        """Test this runnable against these letters."""
        self.name = name
        self._runnable = runnable
        self._letters = letters
        self._prepare = prepare or (lambda question: question.text)
        self._refuses = refuses or (lambda _text: False)

    def ask(self, question: Question) -> Response:
        """Invoke the runnable."""
        given = self._runnable.invoke(self._prepare(question))
        if isinstance(given, Answer):
            return Response(None, given_answer(given))
        if isinstance(given, Sequence) and not isinstance(given, str):
            return Response(self._places(given), None)
        if isinstance(given, Mapping):
            documents = next((given[key] for key in _DOCUMENT_KEYS if key in given), None)
            text = next((given[key] for key in _ANSWER_KEYS if key in given), "")
        else:
            documents, text = None, given
        places = None if documents is None else self._places(documents)
        return Response(places, self._answer(str(getattr(text, "content", text)), documents or (), places or ()))

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...] | None:
        """The passages that the runnable shows; it decides how many there are."""
        passages = self.ask(question).passages
        return None if passages is None else passages[:limit]

    def _answer(self, text: str, documents: Sequence[Any], places: Sequence[Place]) -> GivenAnswer:
        if not text.strip() or self._refuses(text):
            return GivenAnswer(Status.NOT_FOUND, ())
        quotes = tuple(
            GivenQuote(self._letters.text(place.letter_id)[place.start : place.end], place)
            for _, place in zip(documents, places, strict=True)
            if place != NOWHERE
        )
        return GivenAnswer(Status.ANSWERED, (GivenSentence(text, quotes),))

    def _places(self, documents: Sequence[Any]) -> tuple[Place, ...]:
        return tuple(self._place(document) for document in documents)

    def _place(self, document: Any) -> Place:  # noqa: ANN401 - a LangChain Document, which is not imported for this
        letter_id = document.metadata.get("letter_id")
        file = self._letters.name(letter_id) if letter_id in self._letters else document.metadata.get("source")
        return next(iter(self._letters.locate(document.page_content, str(file))), NOWHERE)


def places_of(passages: Sequence[ScoredPassage]) -> tuple[Place, ...]:
    """The places of ranked passages, in their order."""
    return tuple(Place(one.passage.letter_id, one.passage.start, one.passage.end) for one in passages)


def given_answer(answer: Answer) -> GivenAnswer:
    """Our own answer in the form that is scored."""
    by_marker = {citation.marker: _given_quote(citation) for citation in answer.citations}
    sentences = tuple(
        GivenSentence(one.text, tuple(by_marker[marker] for marker in one.markers if marker in by_marker))
        for one in answer.sentences
    )
    dropped = sum(int(dict(note.values)["count"]) for note in answer.notes if note.kind is NoteKind.DROPPED_SENTENCES)
    return GivenAnswer(answer.status, sentences, dropped)


def _given_quote(citation: Citation) -> GivenQuote:
    return GivenQuote(citation.quote, Place(citation.header.id, citation.start, citation.end))
