"""nothing -> what a system under test gives for a question, in a form that any system can fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from eval.places import Place

if TYPE_CHECKING:
    from assistant.vocabulary import Question, Status


@dataclass(frozen=True, slots=True)
class GivenQuote:
    """A quote as shown, and the place it is said to stand."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class GivenSentence:
    """A sentence of an answer with the quotes that it cites."""

    text: str
    quotes: tuple[GivenQuote, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer. `dropped` counts the sentences that the system's own verification did not let pass."""

    status: Status
    sentences: tuple[GivenSentence, ...]
    dropped: int = 0

    @property
    def text(self) -> str:
        """The sentences in one text, without citation marks."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def quotes(self) -> tuple[GivenQuote, ...]:
        """All quotes cited, each once, in order of appearance."""
        return tuple(dict.fromkeys(quote for sentence in self.sentences for quote in sentence.quotes))


@dataclass(frozen=True, slots=True)
class Response:
    """What a system gave: its ranked passages, best first, and its answer; None: it gives none of that kind."""

    passages: tuple[Place, ...] | None
    answer: GivenAnswer | None


class System(Protocol):
    """Role: a question -> a response."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    def ask(self, question: Question) -> Response:
        """Answer a question, as a user would have it."""
        ...

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...] | None:
        """The ranked passages alone, best first; None if the system does not show any."""
        ...
