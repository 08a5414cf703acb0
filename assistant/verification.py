"""draft answer -> answer: what may be shown. Nothing else makes an `Answer`.

Each quote is compared, byte for byte, with the letter's text; each figure of a sentence has to stand in the quotes
that the sentence cites. What fails is dropped, and the drop is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.figures import find_figures, same_value
from assistant.vocabulary import (
    Answer,
    AnswerSentence,
    BlockKind,
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
    ScoredPassage,
    Searched,
    Status,
)

_NUMBERED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}  # blocks that count as paragraphs
_NEAREST = 3  # passages shown when nothing answers


def verify(
    draft: DraftAnswer,
    *,
    letter: Callable[[str], Letter],
    passages: Sequence[ScoredPassage],
    searched: Searched,
) -> Answer:
    """Check a draft against the letters themselves.

    Args:
        draft: What a reader proposes.
        letter: Gives the letter with an id.
        passages: The passages found, best first: the nearest ones are shown when nothing answers.
        searched: What was searched.

    Returns:
        The answer; `not_found` if no sentence of the draft stands.
    """
    citations: list[Citation] = []
    sentences: list[AnswerSentence] = []
    figures: list[CheckedFigure] = []
    for proposed in draft.sentences:
        cited = _cite_all(proposed.quotes, letter, citations)
        checked = _check_figures(proposed.text, cited) if cited else None
        if checked is None or not _is_verbatim(proposed, draft.mode, cited):
            continue
        citations += [citation for citation in cited if citation.marker > len(citations)]
        markers = tuple(dict.fromkeys(citation.marker for citation in cited))
        sentences.append(AnswerSentence(proposed.text, markers, _focus_in(proposed)))
        figures += checked
    notes = draft.notes
    dropped = len(draft.sentences) - len(sentences)
    if dropped:
        notes += (Note(NoteKind.DROPPED_SENTENCES, (("count", str(dropped)),)),)
    return Answer(
        question=draft.question,
        status=_status(draft, len(sentences)),
        mode=draft.mode,
        sentences=tuple(sentences),
        citations=tuple(citations),
        figures=tuple(figures),
        notes=notes,
        searched=searched,
        nearest=() if sentences else _nearest(passages, letter),
    )


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
    place = passage.paragraph + sum(block.kind in _NUMBERED and block.end <= start for block in passage.blocks)
    return Citation(
        marker, passage, source.header, letter.text[start:end], start, end, page, place, letter.pages_estimated
    )


def _is_verbatim(proposed: DraftSentence, mode: Mode, cited: Sequence[Citation]) -> bool:
    """An extractive sentence is its quotes and nothing else."""
    return mode is not Mode.EXTRACTIVE or proposed.text == " ".join(citation.quote for citation in cited)


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
