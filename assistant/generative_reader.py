"""question and passages -> draft answer, by a language model; nothing of it is shown before it is verified.

The model proposes sentences and names passages by number. Which stretches of those passages are cited is chosen here
(`assistant.quote_choice`); whether a sentence may be shown is decided in `assistant.verification`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Final, Protocol

from assistant import errors
from assistant.model_reply import ProposedSentence, read_reply
from assistant.prompts import MAX_SENTENCES, write_messages
from assistant.quote_choice import choose_quotes
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.vocabulary import DraftAnswer, DraftSentence, Mode, Note, NoteKind, Question, ScoredPassage

SHOWN_TO_MODEL: Final = 8  # passages: about 1,500 words, which a small model on an ordinary machine still reads
_READ_AT = frozenset("}\n.]")  # a sentence can only be whole after one of these


class Writer(Protocol):
    """Role: messages -> text, piece by piece."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def write(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Write a reply to messages of (role, text)."""
        ...


class GenerativeReader:
    """The reader that asks a language model."""

    def __init__(self, writer: Writer) -> None:
        """Read with this model."""
        self._writer = writer

    def read(self, question: Question, candidates: Candidates) -> DraftAnswer:
        """Draft an answer; without sentences where the model says that the passages hold none.

        Raises:
            ModelUnavailable: The model gave nothing that can be read.
        """
        steps = self.read_in_steps(question, candidates)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                draft: DraftAnswer = end.value
                return draft

    def read_in_steps(self, question: Question, candidates: Candidates) -> Generator[DraftSentence, None, DraftAnswer]:
        """Draft an answer, giving each sentence as soon as the model has written it.

        Yields:
            Each sentence of the draft.

        Returns:
            The whole draft.

        Raises:
            ModelUnavailable: The model gave nothing that can be read.
        """
        passages = candidates.passages[:SHOWN_TO_MODEL]
        sentences: list[DraftSentence] = []
        written, ended = "", False
        pieces = self._writer.write(write_messages(candidates.query.text, passages)) if passages else iter(())
        while not ended and len(sentences) < MAX_SENTENCES:
            try:
                piece = next(pieces, None)
            except errors.ModelUnavailable:
                if not sentences:
                    raise
                piece = None  # what was whole before it broke off is verified like any other
            ended = piece is None
            written += piece or ""
            if not ended and _READ_AT.isdisjoint(piece or ""):
                continue
            for proposed in _distinct(read_reply(written, ended=ended).sentences)[len(sentences) : MAX_SENTENCES]:
                sentences.append(_draft(proposed, passages))
                yield sentences[-1]
        reply = read_reply(written)
        if passages and not sentences and not reply.refused:
            raise errors.ModelUnavailable(
                name="BRIEFWIJZER_MODEL", value=self._writer.name, detail="its reply holds no sentence with a source"
            )
        complete = reply.complete and bool(sentences)
        return DraftAnswer(question, Mode.GENERATED, tuple(sentences), _notes(candidates, sentences), complete)


def _distinct(proposed: Sequence[ProposedSentence]) -> list[ProposedSentence]:
    """Each sentence once: a model that runs on says the same again and again."""
    distinct: dict[str, ProposedSentence] = {}
    for one in proposed:
        distinct.setdefault(one.text, one)
    return list(distinct.values())


def _draft(proposed: ProposedSentence, passages: Sequence[ScoredPassage]) -> DraftSentence:
    named = [passages[number - 1] for number in proposed.numbers if 1 <= number <= len(passages)]
    return DraftSentence(proposed.text, choose_quotes(proposed.text, named))


def _notes(candidates: Candidates, sentences: Sequence[DraftSentence]) -> tuple[Note, ...]:
    notes = []
    if candidates.query.rewritten:
        notes.append(Note(NoteKind.STANDALONE_QUESTION, (("question", candidates.query.text),)))
    for sentence in sentences:
        for quote in sentence.quotes:
            written = quote.source.header.date
            for resolved in resolve_dates(sentence.text, written):
                values = (("text", resolved.text), ("means", resolved.means), ("written", str(written)))
                notes.append(Note(NoteKind.RELATIVE_DATE, values))
    return tuple(dict.fromkeys(notes))
