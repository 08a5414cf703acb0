"""question and passages -> draft answer of verbatim sentences, without a language model.

The reader takes the best-rated sentence, with the one before it where it leans on that ("hiervan", "dit") and the list
that it introduces or announces, and adds a further sentence only where the question has a part that the first does not cover. It
gives nothing when the best sentence is not likely enough to answer: right topic, wrong year or country is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from assistant.answer_extent import extent_of
from assistant.answer_types import MUST_HAVE_FOCUS
from assistant.contrasts import is_of_counterpart
from assistant.name_variants import places_in
from assistant.no_answer import foretells, out_of_bounds
from assistant.passage_order import OrderedCandidates
from assistant.placed_sentences import is_caption, is_reference, leans
from assistant.premises import denied_outright, denied_premise, lacks_measure
from assistant.question_bounds import Bound
from assistant.question_forms import asks_government, is_of_other_rank
from assistant.question_kinds import Asked, asks_what_was_asked
from assistant.rated_sentences import RatedSentence, rate_sentences
from assistant.reader_notes import FIGURES_ASKED, figure_of, find_other_value, remarks
from assistant.reader_weights import load_weights, said_of
from assistant.retrieval import Candidates
from assistant.revisions import RevisedValue, ValueIn, asks_for_old, find_revision
from assistant.short_answers import short_answer
from assistant.understanding import Query
from assistant.vocabulary import (
    DraftAnswer,
    DraftRevision,
    DraftSentence,
    Length,
    Mode,
    Note,
    NoteKind,
    Question,
    Quote,
    Voice,
)

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

MAX_SENTENCES = 3
_MOST = {Length.SHORT: MAX_SENTENCES, Length.LONG: 2 * MAX_SENTENCES}
# A further sentence may be a tenth as likely the answer as the best, ln 10 in the score of a conditional logit; where
# a long answer is wanted a twentieth.
_CLOSE = {Length.SHORT: 2.3, Length.LONG: 3.0}
_YES_OR_NO = re.compile(r"(?:ja|nee|neen)\b", re.IGNORECASE)
_BARE_YES_OR_NO = re.compile(r"(?:ja|nee|neen)[.!,]", re.IGNORECASE)  # what follows says why
_PRONOUN = re.compile(
    r"\bhet (?:per|naar|niet|met|in|tot|op|dan|daarom|ook|wel|vanaf|voor|nu)\b|^(?:het|de) (?:juiste|werkelijke|gecorrigeerde)\b",
    re.IGNORECASE,
)
# That a further sentence answers: to show a wrong one costs half of what it costs to miss a right one.
_LIKELY = 1 / 3
_FURTHER_WITH_FOCUS = frozenset({Asked.PERSON})  # a further sentence has to name somebody where that is asked for
_SAME = 0.1  # a sentence with a smaller share of words of its own says what another says


class ExtractiveReader:
    """The reader that needs no language model: it gives sentences of the letters as they stand there."""

    def __init__(self, embedder: Embedder) -> None:
        """Read with this embedder's sense of meaning."""
        self._embedder = embedder

    def _rate(self, candidates: Candidates, part: Query) -> Sequence[RatedSentence]:
        """The sentences rated for a part of the question; for the whole of it that may have been done already."""
        if not isinstance(candidates, OrderedCandidates):
            return rate_sentences(candidates, self._embedder, part)
        if part is candidates.query:
            return candidates.sentences
        return rate_sentences(candidates.retrieved, self._embedder, part)

    def read(self, question: Question, candidates: Candidates) -> DraftAnswer:
        """Draft an answer; without sentences where the passages hold none, incomplete where a part has no source."""
        query = candidates.query
        if asks_what_was_asked(query.text):
            candidates = _questions_first(candidates)
        parts = query.parts or (query,)
        found = _settle(query, candidates, [(part, self._rate(candidates, part)) for part in parts])
        chosen = _with_runners_up(found.answered, question.length)
        drafts = _without_repeats([_quotes_of(one) for one in chosen])
        sentences = tuple(DraftSentence(" ".join(map(_words, quotes)), tuple(quotes)) for quotes in drafts)
        held = {id(part) for part, _, _ in found.answered}
        unanswered = [part for part in parts if id(part) not in held]
        return DraftAnswer(
            question,
            Mode.EXTRACTIVE,
            sentences,
            _notes(candidates, chosen, found, unanswered),
            complete=not unanswered and (not found.denied or query.asked is Asked.POLAR),
            short=_short_of(chosen[0], query, candidates) if found.alone else None,
            revision=found.revision,
        )


_Answered: TypeAlias = tuple[Query, Sequence[RatedSentence], RatedSentence]  # a part, its sentences and the best


@dataclass(frozen=True, slots=True)
class _Settled:
    """The parts that have an answer, and how that stands to the question and to other letters."""

    answered: list[_Answered]
    alone: bool  # the question is one, and has an answer
    denied: bool = False  # the answer denies what the question takes for granted
    revision: DraftRevision | None = None
    later: bool = False  # the answer is a later letter's value in place of an earlier one's


def _settle(query: Query, candidates: Candidates, read: Sequence[tuple[Query, Sequence[RatedSentence]]]) -> _Settled:
    """Take the best sentence for each part; what denies a single question's premise, or replaces its value, goes first."""
    answered = [(part, rated, top) for part, rated in read if (top := _best(rated, part)) is not None]
    if len(read) > 1:
        return _Settled(answered, alone=False)
    rated = read[0][1]
    denied = denied_premise(query, candidates, rated)
    if denied is not None:
        return _Settled([(query, rated, denied)], alone=True, denied=True)
    if lacks_measure(query, rated):
        answered = []
    outright = denied_outright(query, candidates.weights, rated)
    if outright is not None and (not answered or answered[0][2] is outright):
        return _Settled([(query, rated, outright)], alone=True, denied=True)
    if not answered:
        return _Settled([], alone=False)
    revised = _revision_of(*answered[0])
    if revised is None:
        return _Settled(answered, alone=True, revision=_disagreement(*answered[0]))
    if not asks_for_old(query.text):
        answered = [(query, rated, _in_place_of(answered[0][2], revised.after.focused))]
    return _Settled(answered, alone=True, revision=_draft_revision(revised), later=True)


def _in_place_of(old: RatedSentence, new: RatedSentence) -> RatedSentence:
    """A later sentence rated as the one that it replaces: how surely that answers says how surely this one does."""
    sure = {name: old.evidence[name] for name in ("share", "sense_missing")}
    return replace(new, score=old.score, evidence={**new.evidence, **sure})


def _notes(
    candidates: Candidates, chosen: Sequence[RatedSentence], found: _Settled, unanswered: Sequence[Query]
) -> tuple[Note, ...]:
    notes = list(remarks(candidates, chosen, found.answered, unanswered))
    if found.later or found.revision is not None:  # what is said with both sources needs no remark
        notes = [note for note in notes if note.kind is not NoteKind.OTHER_VALUE]
    if found.denied:
        notes.insert(0, Note(NoteKind.FALSE_PREMISE))
    if not chosen and foretells(candidates.query.text, ""):
        notes.append(out_of_bounds(Bound.FORECAST))
    return tuple(notes)


def _revision_of(query: Query, rated: Sequence[RatedSentence], top: RatedSentence) -> RevisedValue | None:
    """The revision that the best sentence's figure is part of, if its figure is the one that was asked for."""
    shown = figure_of(top)
    return None if shown is None or query.asked not in FIGURES_ASKED else find_revision(rated, ValueIn(top, shown))


def _draft_revision(revised: RevisedValue) -> DraftRevision | None:
    """Both values as quotes; None where no earlier letter was found that gives the old one."""
    if revised.before is revised.after:
        return None
    return DraftRevision(_focused_quote(revised.before.focused), _focused_quote(revised.after.focused))


def _disagreement(query: Query, rated: Sequence[RatedSentence], top: RatedSentence) -> DraftRevision | None:
    """Another letter's value for the same thing beside the one shown, the earlier letter first."""
    other = find_other_value(query, rated, top)
    days = [one.source.header.date for one in (top, other) if one is not None]
    if other is None or None in days or days[0] == days[1]:
        return None
    first, last = sorted((top, other), key=lambda one: str(one.source.header.date))
    return DraftRevision(_focused_quote(first), _focused_quote(last), stated=False)


def _focused_quote(one: RatedSentence) -> Quote:
    return next(quote for quote in _quotes_of(one) if quote.focus is not None)


def _questions_first(candidates: Candidates) -> Candidates:
    """The passages with the Members' questions first: they are what is asked for."""
    passages = sorted(candidates.passages, key=lambda one: one.passage.voice is not Voice.MEMBER)
    return replace(candidates, passages=tuple(passages))


def _short_of(one: RatedSentence, query: Query, candidates: Candidates) -> Quote | None:
    span = short_answer(query, one, candidates.weights)
    return None if span is None else Quote(one.source, *span)


def _best(rated: Sequence[RatedSentence], query: Query) -> RatedSentence | None:
    """The best sentence that could answer, if it is likely enough to and of a year that was asked about."""
    top = next((one for one in rated if can_answer(one, query)), None)
    if top is None or (query.years and not top.evidence["years"]):
        return None
    weights = load_weights()
    likely = weights.probability(top.evidence) >= weights.least and said_of(top.evidence) >= weights.said
    return top if (likely or asks_what_was_asked(query.text)) and not foretells(query.text, _around(top)) else None


def _around(one: RatedSentence) -> str:
    """A sentence with the one before it, and the Member's question that it answers with yes or no."""
    said = f"{one.before.text if one.before else ''} {one.sentence.text}".strip()
    return f"{one.source.passage.question or ''} {said}" if _YES_OR_NO.match(said) else said


def _with_runners_up(
    answered: Sequence[tuple[Query, Sequence[RatedSentence], RatedSentence]], length: Length
) -> list[RatedSentence]:
    """The best sentence for each part, then those that may as well be the answer and say something new."""
    chosen: list[RatedSentence] = []
    runners_up = [
        one
        for query, rated, top in answered
        for one in rated
        if one.score >= top.score - _CLOSE[length] and can_answer(one, query) and _as_well(one, query)
    ]
    for one in [*(top for _, _, top in answered), *runners_up]:
        if len(chosen) < _MOST[length] and not any(_repeats(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _as_well(one: RatedSentence, query: Query) -> bool:
    """Whether a further sentence is likely enough to answer; its score tells only how it stands to the best one."""
    if query.asked in _FURTHER_WITH_FOCUS and one.focus is None:
        return False
    return load_weights().probability(one.evidence) >= _LIKELY


def can_answer(one: RatedSentence, query: Query) -> bool:
    """A Member's question answers nothing but what was asked, and a motion not what the government says.

    "Hoeveel" and "wanneer" ask for a figure or a date; what is said of Duitsland does not answer for Frankrijk.
    """
    is_members = one.sentence.voice is Voice.MEMBER
    if asks_what_was_asked(query.text):
        return is_members and _asks(one)
    lacks_focus = query.asked in MUST_HAVE_FOCUS and one.focus is None
    is_others = is_members or (one.sentence.voice is Voice.MOTION and asks_government(query.text))
    text = one.sentence.text
    is_of_other = (
        _of_other_place(one, query) or is_of_other_rank(query.text, text) or is_of_counterpart(query.text, text)
    )
    is_reference_alone = is_reference(text) and "kamerstuk" not in query.text.casefold()
    says_nothing = is_reference_alone or is_caption(one.sentence)
    return not (is_others or _asks(one) or lacks_focus or is_of_other or says_nothing)


def _of_other_place(one: RatedSentence, query: Query) -> bool:
    """Whether a sentence speaks of another place, and nothing around it of the one that is asked about."""
    asked = places_in(query.text)
    said = places_in(one.sentence.text) if asked and one.evidence["name_missing"] else frozenset()
    return bool(said) and not asked & said


def _asks(one: RatedSentence) -> bool:
    """Whether a sentence is itself a question, as where a file does not tell questions from answers."""
    return one.sentence.text.endswith("?")


def _repeats(one: RatedSentence, other: RatedSentence) -> bool:
    """Whether a sentence stands in another's quotes, or says the same in nearly the same words."""
    new = one.own - other.own
    if len(new) <= _SAME * len(one.own):
        return True
    same = one.source.header.id == other.source.header.id
    quotes = [(quote.start, quote.end) for quote in _quotes_of(other)]
    return same and any(one.sentence.start < end and start < one.sentence.end for start, end in quotes)


def _quotes_of(one: RatedSentence) -> list[Quote]:
    """The sentence, the one before it where it leans on that, and the list that it introduces or announces."""
    start, end = extent_of(one)
    quotes = [Quote(one.source, start, end, one.focus)]
    if (
        start < one.sentence.start
        or one.before is None
        or not (_points_back(one.sentence.text) or _BARE_YES_OR_NO.fullmatch(one.before.text))
    ):
        return quotes
    passage = one.source.passage
    if passage.text[one.before.end - passage.start : one.sentence.start - passage.start] == " ":
        return [Quote(one.source, one.before.start, end, one.focus)]  # they stand together: one place to look
    return [Quote(one.source, one.before.start, one.before.end), *quotes]


def _points_back(text: str) -> bool:
    """Whether a sentence can't be read without the one before: "Hiervan …", "Ik verhoog het per 1 juli", "Het juiste …"."""
    return leans(text) or _PRONOUN.search(" ".join(text.split()[:5])) is not None


def _without_repeats(drafts: Sequence[list[Quote]]) -> list[list[Quote]]:
    """The quotes of each sentence, none of them shown twice: what an earlier one has part of is joined to that."""
    shown: list[list[Quote]] = []
    for quotes in drafts:
        earlier = next((others for others in shown if any(_overlap(one, quotes) for one in others)), None)
        if earlier is None:
            shown.append(list(quotes))
            continue
        for new in quotes:
            at = next((at for at, one in enumerate(earlier) if _overlap(one, [new])), None)
            if at is None:
                earlier.append(new)
            else:
                one = earlier[at]
                start, end = min(one.start, new.start), max(one.end, new.end)
                earlier[at] = Quote(one.source, start, end, one.focus or new.focus)
    return shown


def _overlap(one: Quote, others: Sequence[Quote]) -> bool:
    """Whether a quote shares text with one of the same passage."""
    return any(
        one.source.passage == other.source.passage and one.start < other.end and other.start < one.end
        for other in others
    )


def _words(quote: Quote) -> str:
    start = quote.source.passage.start
    return quote.source.passage.text[quote.start - start : quote.end - start]
