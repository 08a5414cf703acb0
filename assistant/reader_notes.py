"""candidates and the sentences chosen from them -> remarks beside the answer: what is computed, dated or lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.claim_words import figures_of
from assistant.clause_terms import terms_of
from assistant.figures import same_value
from assistant.question_kinds import Asked
from assistant.rated_sentences import RatedSentence
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.understanding import Query
from assistant.vocabulary import Figure, Note, NoteKind, Unit

_ASKS_DIFFERENCE = re.compile(
    r"\b(?:verschil\w*|scheelt|hoeveel (?:\w+ )?(?:meer|minder|hoger|lager|duurder|goedkoper)|(?:ge|toege|afge)?(?:stegen|daald|groeid"
    r"|nomen)|steeg|daalde|groeide|vergelijk\w*|vergeleken|ten opzichte van)\b",
    re.IGNORECASE,
)
FIGURES_ASKED = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.VALUE, Asked.DATE})
_SURE = 0.5  # share of the question that the other letter's sentence has to hold, too
_NO_YEAR = 10_000  # a date below it has no year
_FARTHEST = 10  # times as much, from which two values are hardly of one thing
_AS_SURE = 0.9  # and as a share of what the sentence shown holds


def remarks(
    candidates: Candidates,
    chosen: Sequence[RatedSentence],
    answered: Sequence[tuple[Query, Sequence[RatedSentence], RatedSentence]],
    unanswered: Sequence[Query],
) -> tuple[Note, ...]:
    """All remarks, each once.

    Args:
        candidates: What was found for the whole question.
        chosen: The sentences that are shown, best first.
        answered: The parts of the question that have an answer, each with its rated sentences and the best of them.
        unanswered: The parts that have none.
    """
    query = candidates.query
    notes = []
    if query.rewritten:
        notes.append(Note(NoteKind.STANDALONE_QUESTION, (("question", query.text),)))
    if not query.terms:
        notes.append(Note(NoteKind.NOTHING_TO_SEARCH))
    missing = _missing_words(candidates) if not chosen else []
    if missing:
        notes.append(Note(NoteKind.MISSING_TERMS, (("terms", ", ".join(missing)),)))
    if chosen:
        notes += [Note(NoteKind.PART_WITHOUT_SOURCE, (("part", part.piece),)) for part in unanswered]
    notes += _differences(query, answered)
    if len(answered) == 1 and not unanswered:
        notes += _other_values(*answered[0])
    notes += [note for one in chosen for note in _dates_in(one)]
    return tuple(dict.fromkeys(notes))


def _dates_in(one: RatedSentence) -> list[Note]:
    written = one.source.header.date
    return [
        Note(
            NoteKind.RELATIVE_DATE,
            (("text", resolved.text), ("means", resolved.means), ("written", str(written))),
        )
        for resolved in resolve_dates(one.sentence.text, written)
    ]


def figure_of(one: RatedSentence) -> Figure | None:
    """The figure that answers, if the sentence's focus is one."""
    if one.focus is None:
        return None
    start, end = (place - one.sentence.start for place in one.focus)
    return next((found for found in figures_of(one.sentence.text) if start <= found.start < found.end <= end), None)


def _differences(query: Query, answered: Sequence[tuple[Query, Sequence[RatedSentence], RatedSentence]]) -> list[Note]:
    """The difference of two figures of one kind, where the question compares them."""
    if len(answered) != 2 or not _ASKS_DIFFERENCE.search(query.text):
        return []
    found = [figure_of(top) for _, _, top in answered]
    one, other = found
    if one is None or other is None or one.unit is not other.unit or one.unit_text != other.unit_text:
        return []
    if one.unit in {Unit.DATE, Unit.YEAR} or one.upper is not None or other.upper is not None or same_value(one, other):
        return []
    high, low = sorted((one, other), key=lambda figure: figure.value, reverse=True)
    unit = Unit.PERCENT_POINT if high.unit is Unit.PERCENT else high.unit
    values = (
        ("high", high.text),
        ("low", low.text),
        ("difference", str((high.value - low.value).normalize() + Decimal(0))),
        ("unit", high.unit_text or unit.value),
    )
    return [Note(NoteKind.COMPUTED_DIFFERENCE, values)]


def _other_values(query: Query, rated: Sequence[RatedSentence], top: RatedSentence) -> list[Note]:
    """What another letter gives for the same thing."""
    one = find_other_value(query, rated, top)
    figure = None if one is None else figure_of(one)
    if one is None or figure is None:
        return []
    written = one.source.header.date
    values = (
        ("letter", one.source.header.title),
        ("value", figure.text),
        ("written", str(written) if written else ""),
    )
    return [Note(NoteKind.OTHER_VALUE, values)]


def find_other_value(query: Query, rated: Sequence[RatedSentence], top: RatedSentence) -> RatedSentence | None:
    """The sentence of another letter with another value for the same thing, where the question names no year.

    A year by itself is no such value: it dates what a sentence says, whatever that is.
    """
    shown = figure_of(top)
    if query.asked not in FIGURES_ASKED or query.years or shown is None or shown.unit is Unit.YEAR:
        return None
    for one in rated:
        figure = figure_of(one)
        if (
            figure is not None
            and one.source.header.id != top.source.header.id
            and figure.unit is shown.unit
            and figure.unit_text == shown.unit_text
            and not same_value(figure, shown)
            and _comparable(figure, shown)
            and one.evidence["lead"] >= max(_SURE, _AS_SURE * top.evidence["lead"])
            and one.evidence["clause"] >= _AS_SURE * top.evidence["clause"]
        ):
            return one
    return None


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one thing: dates that both say their year, amounts of about one size."""
    if one.unit is Unit.DATE:
        return min(one.value, other.value) >= _NO_YEAR
    low, high = sorted((abs(one.value), abs(other.value)))
    return low > 0 and high / low <= _FARTHEST


def _missing_words(candidates: Candidates) -> list[str]:
    """The words of the question, as typed, that none of the passages found contains."""
    missing = list(candidates.query.subject)
    for scored in candidates.passages:
        if not missing:  # mostly so after a passage or two
            break
        present = terms_of(f"{scored.passage.context}\n{scored.passage.text}")
        missing = [word for word in missing if present.isdisjoint(word.terms)]
    return [word.text for word in missing]
