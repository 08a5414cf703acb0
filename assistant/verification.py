"""draft answer -> answer: what may be shown. Nothing else makes an `Answer`.

Each quote is compared, byte for byte, with the letter's text. An extractive sentence has to be its quotes; of a
generated one each figure has to be that of the quotes (`assistant.figure_support`), and its names, negations and all
else have to be carried by them (`assistant.support`). What fails is dropped, and the drop is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.figure_support import match_figures
from assistant.figures import find_figures, same_value
from assistant.speakers import speaker_of
from assistant.support import Evidence, find_fault, find_form_fault, known_of
from assistant.vocabulary import (
    NUMBERED_BLOCKS,
    Answer,
    AnswerSentence,
    CheckedFigure,
    Citation,
    DraftAnswer,
    DraftSentence,
    FigureMatch,
    Letter,
    Mode,
    Note,
    NoteKind,
    Quote,
    Revision,
    ScoredPassage,
    Searched,
    ShortAnswer,
    Status,
)

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

_NEAREST = 3  # passages shown when nothing answers


class Verification:
    """Checks the sentences of one draft, in order; each that stands can be shown at once."""

    def __init__(self, mode: Mode, *, letter: Callable[[str], Letter], embedder: Embedder) -> None:
        """Begin with nothing checked.

        Args:
            mode: Which reader wrote the draft: an extractive sentence has to be its quotes, a generated one has to
                be carried by them.
            letter: Gives the letter with an id.
            embedder: Says how near a generated sentence and its quotes are in meaning.
        """
        self._mode, self._letter, self._embedder = mode, letter, embedder
        self._proposed = 0
        self._sentences: list[AnswerSentence] = []
        self._citations: list[Citation] = []
        self._figures: list[CheckedFigure] = []

    def check(self, proposed: DraftSentence) -> AnswerSentence | None:
        """Check the next sentence; None if it may not be shown."""
        self._proposed += 1
        cited = _cite_all(proposed.quotes, self._letter, self._citations)
        if not cited:
            return None
        if self._mode is Mode.EXTRACTIVE:
            figures = _check_figures(proposed.text, cited) if _is_verbatim(proposed, cited) else None
        else:
            figures = _check_support(proposed.text, cited, self._embedder)
        if figures is None:
            return None
        self._citations += [citation for citation in cited if citation.marker > len(self._citations)]
        markers = tuple(dict.fromkeys(citation.marker for citation in cited))
        self._figures += figures
        last = cited[-1]
        speaker = speaker_of(self._letter(last.header.id), last.start, last.end)
        self._sentences.append(AnswerSentence(proposed.text, markers, _focus_in(proposed), speaker))
        return self._sentences[-1]

    def finish(self, draft: DraftAnswer, *, passages: Sequence[ScoredPassage], searched: Searched) -> Answer:
        """The answer of the sentences that stood.

        Args:
            draft: The draft, all of whose sentences were checked.
            passages: The passages found, best first: the nearest ones are shown when nothing answers.
            searched: What was searched.
        """
        notes = tuple(note for note in draft.notes if _speaks_of(note, self._sentences, draft))
        revision = self._check_revision(draft) if self._sentences else None
        dropped = self._proposed - len(self._sentences)
        if dropped:
            notes += (Note(NoteKind.DROPPED_SENTENCES, (("count", str(dropped)),)),)
        return Answer(
            question=draft.question,
            status=_status(draft, len(self._sentences)),
            mode=draft.mode,
            sentences=tuple(self._sentences),
            citations=tuple(self._citations),
            figures=tuple(self._figures),
            notes=notes,
            searched=searched,
            nearest=() if self._sentences else _nearest(passages, self._letter),
            short=None if draft.short is None else self._check_span(draft.short),
            revision=revision,
        )

    def _check_span(self, span: Quote) -> ShortAnswer | None:
        """A few words of a letter, if they stand there and within a citation of a sentence that stood."""
        header = span.source.header
        for citation in self._citations:
            if citation.header.id == header.id and citation.start <= span.start < span.end <= citation.end:
                words = citation.quote[span.start - citation.start : span.end - citation.start]
                return ShortAnswer(words, citation.marker, span.start, span.end)
        return None

    def _check_revision(self, draft: DraftAnswer) -> Revision | None:
        """Both values of a revision, each cited; None if one of them does not stand in its letter."""
        if draft.revision is None:
            return None
        values: list[ShortAnswer] = []
        for quote in (draft.revision.before, draft.revision.after):
            cited = _cite_all([quote], self._letter, self._citations)
            if not cited or quote.focus is None:
                return None
            self._citations += [citation for citation in cited if citation.marker > len(self._citations)]
            found = self._check_span(Quote(quote.source, *quote.focus))
            if found is None:
                return None
            values.append(found)
        return Revision(values[0], values[1], draft.revision.stated)


def verify(
    draft: DraftAnswer,
    *,
    letter: Callable[[str], Letter],
    passages: Sequence[ScoredPassage],
    searched: Searched,
    embedder: Embedder,
) -> Answer:
    """Check a draft against the letters themselves.

    Args:
        draft: What a reader proposes.
        letter: Gives the letter with an id.
        passages: The passages found, best first: the nearest ones are shown when nothing answers.
        searched: What was searched.
        embedder: Says how near a generated sentence and its quotes are in meaning.

    Returns:
        The answer; `not_found` if no sentence of the draft stands.
    """
    verification = Verification(draft.mode, letter=letter, embedder=embedder)
    for proposed in draft.sentences:
        verification.check(proposed)
    return verification.finish(draft, passages=passages, searched=searched)


def _speaks_of(note: Note, kept: Sequence[AnswerSentence], draft: DraftAnswer) -> bool:
    """Whether a note still has its sentence: a date that only a dropped sentence names needs no resolving."""
    if note.kind is not NoteKind.RELATIVE_DATE or draft.mode is Mode.EXTRACTIVE:
        return True
    return any(dict(note.values)["text"] in sentence.text for sentence in kept)


def _status(draft: DraftAnswer, kept: int) -> Status:
    if not kept:
        return Status.NOT_FOUND
    return Status.ANSWERED if draft.complete and kept == len(draft.sentences) else Status.PARTIAL


def _cite_all(quotes: Sequence[Quote], letter: Callable[[str], Letter], known: Sequence[Citation]) -> list[Citation]:
    """The citations of a sentence's quotes, each with the marker it already has or the next one.

    Empty if there is no quote, or if one of them does not stand in its letter.
    """
    cited: list[Citation] = []
    for quote in quotes:
        passage, header = quote.source.passage, quote.source.header
        words = passage.text[quote.start - passage.start : quote.end - passage.start]
        inside = passage.start <= quote.start < quote.end <= passage.end
        whole = letter(header.id)
        if not inside or whole.text[quote.start : quote.end] != words:
            return []
        same = [
            citation
            for citation in [*known, *cited]
            if (citation.header.id, citation.start, citation.end) == (header.id, quote.start, quote.end)
        ]
        fresh = len(known) + sum(citation.marker > len(known) for citation in cited) + 1
        cited.append(same[0] if same else _citation(quote.source, whole, (quote.start, quote.end), fresh))
    return cited


def _citation(source: ScoredPassage, letter: Letter, span: tuple[int, int], marker: int) -> Citation:
    passage, (start, end) = source.passage, span
    paragraphs = [block for block in passage.blocks if block.start <= start < block.end]
    page = paragraphs[0].page if paragraphs else passage.page
    place = passage.paragraph + sum(block.kind in NUMBERED_BLOCKS and block.end <= start for block in passage.blocks)
    return Citation(
        marker, passage, source.header, letter.text[start:end], start, end, page, place, letter.pages_estimated
    )


def _is_verbatim(proposed: DraftSentence, cited: Sequence[Citation]) -> bool:
    """An extractive sentence is its quotes and nothing else."""
    return proposed.text == " ".join(citation.quote for citation in cited)


def _check_support(text: str, cited: Sequence[Citation], embedder: Embedder) -> list[CheckedFigure] | None:
    """The figures of a generated sentence that its citations carry in all; None for any other."""
    quotes = tuple(citation.quote for citation in cited)
    known = "\n".join(known_of(citation.header, citation.passage) for citation in cited)
    found = match_figures(text, quotes) if find_form_fault(text) is None else None
    if found is None or find_fault(text, Evidence(quotes, known), embedder) is not None:
        return None
    return [CheckedFigure(one.figure, cited[one.quote].marker, one.match) for one in found]


def _check_figures(text: str, cited: Sequence[Citation]) -> list[CheckedFigure] | None:
    """Find each figure of a sentence in its citations; None if one is in none of them."""
    checked = []
    for figure in find_figures(text):
        match = None
        for citation in cited:
            for known in find_figures(citation.quote):
                if same_value(figure, known):
                    kind = FigureMatch.LITERAL if known.text == figure.text else FigureMatch.EQUAL
                    match = match or CheckedFigure(figure, citation.marker, kind)
        if match is None:
            return None
        checked.append(match)
    return checked


def _focus_in(proposed: DraftSentence) -> tuple[int, int] | None:
    """Where in the sentence's text the answer proper stands."""
    place = 0
    for quote in proposed.quotes:
        if quote.focus is not None:
            return (place + quote.focus[0] - quote.start, place + quote.focus[1] - quote.start)
        place += quote.end - quote.start + 1
    return None


def _nearest(passages: Sequence[ScoredPassage], letter: Callable[[str], Letter]) -> tuple[Citation, ...]:
    shown: list[Citation] = []
    for scored in passages[:_NEAREST]:
        passage = scored.passage
        whole = letter(scored.header.id)
        if whole.text[passage.start : passage.end] == passage.text:
            shown.append(_citation(scored, whole, (passage.start, passage.end), len(shown) + 1))
    return tuple(shown)
