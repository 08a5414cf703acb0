"""a sentence in its place and what was read with it -> the features that speak for and against it.

What the features mean stands in `assistant.reader_weights`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analyser import Token
from assistant.answer_types import Focus
from assistant.clause_terms import terms_of
from assistant.evidence import WeighedWords, WordWeights, held_share
from assistant.figure_patterns import YEAR
from assistant.named_kinds import announces, is_listed_as, names_one
from assistant.placed_sentences import PlacedSentence
from assistant.question_forms import (
    answer_phrase,
    asks_change,
    asks_present,
    defined_word,
    defines,
    is_verb,
    tells_change,
)
from assistant.question_kinds import Asked
from assistant.relative_dates import resolve_dates
from assistant.understanding import Query
from assistant.vocabulary import BlockKind, ScoredPassage

_MANY_WORDS = 12
_RECALLS = re.compile(
    r"\b(?:in (?:mijn|de|onze) (?:vorige |eerdere )?(?:brief|rapportage|antwoorden?) van|schreef ik|meldde ik|eerder (?:gemeld"
    r"|genoemd|aangegeven)|zoals (?:gemeld|toegezegd|aangekondigd)|oorspronkelijk\w*|aanvankelijk|was het doel|het doel was|(?:in|met) deze (?:brief|rapportage)\b.{0,40}\b(?:informeer|beschrijf|ga ik|geef"
    r" ik|bied|bericht)|hierbij (?:ontvangt|bied|zend|stuur|informeer)|treft u)\b",
    re.IGNORECASE,
)
_BY_CONTEXT = 0.9  # how surely a sentence is about a year that only what precedes it states
_BY_DATE = 0.7  # or only the date of its letter
_HINTS_AT_REASON = re.compile(
    r"\b(?:om te voorkomen|uit angst|zou\w* betekenen|nodig|moet\w* eerst|anders|te weinig|te veel|te duur|onwenselijk"
    r"|ten onrechte|namelijk|waardoor|zodat|blijkt|gebleken)\b",
    re.IGNORECASE,
)
_THEREFORE = re.compile(  # what stands before gives the reason
    r"^(?:op grond (?:daarvan|hiervan)|om die reden|vandaar|daardoor|hierdoor|met het oog daarop|dat betekent)\b"
    r"|^.{0,40}\b(?:daarom|dus)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"(?:ja|nee|neen)\b", re.IGNORECASE)
_SAME_QUESTION = 0.5  # share of the question in the Member's question; below it "Ja" answers something else
_HARD = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What is the same for all sentences of a question."""

    query: Query
    weights: WordWeights
    subject: WeighedWords
    shares: tuple[tuple[Token, float, bool], ...]  # its words, the share of its weight of each, and which are no verb
    verbs: frozenset[str]  # terms of its verbs
    dates: tuple[int, int]  # of the oldest and the newest letter read, as ordinals; zeros if none has one
    letters: Mapping[str, frozenset[str]]  # by id, the terms of all that was read of a letter
    present: bool  # it asks for how it is now
    change: bool  # it asks how much more or less
    defined: str | None  # what it wants defined
    phrase: re.Pattern[str] | None  # what an answer holds, by the preposition that it asks with

    @classmethod
    def of(cls, query: Query, weights: WordWeights, read: Sequence[ScoredPassage]) -> Reading:
        """A reading of these passages for a question."""
        days = [scored.header.date.toordinal() for scored in read if scored.header.date]
        letters: dict[str, frozenset[str]] = {}
        for scored in read:
            known = letters.get(scored.header.id) or _letter_terms(scored)
            letters[scored.header.id] = known | terms_of(scored.passage.text) | terms_of(scored.passage.context)
        subject = weights.weighed(query.subject)
        return cls(
            query,
            weights,
            subject,
            shares=tuple(
                (word, weights.weight(word) / (subject.total or 1.0), not is_verb(word)) for word in query.subject
            ),
            verbs=frozenset(token.terms[0] for token in query.tokens if is_verb(token)),
            dates=(min(days), max(days)) if days else (0, 0),
            letters=letters,
            present=asks_present(query.text),
            change=asks_change(query.text),
            defined=defined_word(query.text) if query.asked in {Asked.OTHER, Asked.LIST} else None,
            phrase=answer_phrase(query.text),
        )


def sentence_evidence(
    placed: PlacedSentence, own: frozenset[str], focus: Focus | None, reading: Reading
) -> dict[str, float]:
    """The features of a sentence that need no vectors, each between 0 and 1.

    Args:
        placed: The sentence.
        own: Its terms.
        focus: The part of it that is the kind of thing asked for.
        reading: The question.
    """
    query, sentence = reading.query, placed.sentence
    coverage = _coverage(placed, own, reading)
    if placed.source.passage.question and coverage["question"] < _SAME_QUESTION and _YES_OR_NO.match(sentence.text):
        focus = None
    return {
        **coverage,
        **_answer_type(focus, query),
        **_turns(placed, own, reading),
        **_times(placed, reading),
        "row": float(placed.row is not None),
        "heads_table": float(placed.heads_table),
        "note": float(sentence.kind is BlockKind.FOOTNOTE),
        "recalls": float(_RECALLS.search(sentence.text) is not None),
        "asks_figure": float(query.asked in _HARD),
        "asks_reason": float(query.asked is Asked.REASON),
        "asks_polar": float(query.asked is Asked.POLAR),
        "asks_list": float(query.asked is Asked.LIST),
        "words": min(1.0, len(query.subject) / _MANY_WORDS),
    }


def _turns(placed: PlacedSentence, own: frozenset[str], reading: Reading) -> dict[str, float]:
    """Whether the sentence is of the form that the question's wording asks for."""
    query, text = reading.query, placed.sentence.text
    reason = query.asked is Asked.REASON
    return {
        "verb": len(reading.verbs & own) / len(reading.verbs) if reading.verbs else 0.0,
        "phrase": float(reading.phrase is not None and reading.phrase.search(text) is not None),
        "change": float(reading.change and tells_change(text)),
        "defines": float(reading.defined is not None and defines(text, reading.defined)),
        "kind_named": float(query.kind is not None and _is_of_kind(placed, query.kind, query.text)),
        "reason_soft": float(reason and _HINTS_AT_REASON.search(text) is not None),
        "reason_next": float(reason and placed.after is not None and _THEREFORE.search(placed.after.text) is not None),
        "letter": float(query.letter is not None and query.letter.is_of(placed.source.header.date)),
    }


def _is_of_kind(placed: PlacedSentence, kind: str, question: str) -> bool:
    """Whether a sentence names one of the kind asked for, or is in a list of that kind or announces it."""
    heading = placed.source.passage.section[-1:]
    listed = placed.sentence.kind is BlockKind.LIST_ITEM and is_listed_as(f"{placed.intro} {' '.join(heading)}", kind)
    text = placed.sentence.text
    return listed or announces(text, kind) or names_one(text, kind, question)


def _period(placed: PlacedSentence, query: Query) -> float:
    """How surely a sentence speaks of a year asked about: by its own words, else by what is nearest around it."""
    if not query.years:
        return 0.0
    passage, header = placed.source.passage, placed.source.header
    column = " ".join(placed.row.header) if placed.row else ""
    before = f"{placed.lead} {placed.intro} {column} {' '.join(passage.section)} {passage.question or ''}"
    wanted = frozenset(query.years)
    for text, share in ((placed.sentence.text, 1.0), (before, _BY_CONTEXT), (header.subject or "", _BY_CONTEXT)):
        if years := _years_in(text, header.date):
            return share if years & wanted else 0.0
    return _BY_DATE if header.date and str(header.date.year) in wanted else 0.0


def _times(placed: PlacedSentence, reading: Reading) -> dict[str, float]:
    """Whether the sentence speaks of the years asked about, and how new its letter is."""
    query, passage, written = reading.query, placed.source.passage, placed.source.header.date
    column = " ".join(placed.row.header) if placed.row else ""
    wanted = frozenset(query.years)
    own = _years_in(placed.sentence.text, written)
    near = own | _years_in(f"{placed.block} {placed.intro} {column} {' '.join(passage.section)}", written)
    dated = near | ({str(written.year)} if written else set())
    return {
        "period": _period(placed, query),
        "years": len(wanted & dated) / len(wanted) if wanted else 1.0,
        "other_year": float(bool(wanted and own and not wanted & own)),
        "recent": _recency(placed.source, reading),
    }


def _coverage(placed: PlacedSentence, own: frozenset[str], reading: Reading) -> dict[str, float]:
    """How much of the question stands in the sentence and, step by step, in what is around it."""
    query, subject, passage = reading.query, reading.subject, placed.source.passage
    column = " ".join(placed.row.header) if placed.row else ""
    lead = own | terms_of(placed.lead) | terms_of(f"{placed.intro} {column}")
    near = own.union(*(terms_of(other.text) for other in (placed.before, placed.after) if other))
    heads = terms_of(passage.context)
    around = lead | near | terms_of(placed.block) | heads
    whole = around | terms_of(passage.text)
    letter = _letter_terms(placed.source)
    known = whole | letter
    lacking = [share * (1 - held_share(word, known)) for word, share, _ in reading.shares]
    nouns = [lack for lack, (_, _, is_noun) in zip(lacking, reading.shares, strict=True) if is_noun]
    return {
        "lead": subject.covered(lead),
        "heads": subject.covered(around),
        "whole": subject.covered(whole),
        "question": subject.covered(terms_of(passage.question)) if passage.question else 0.0,
        "name_missing": _any_lacks(query.names, around | letter),
        "name_absent": _any_lacks(query.names, reading.letters[placed.source.header.id]),
        "missing": max(lacking, default=0.0),
        "noun_missing": max(nouns, default=0.0),
    }


def _any_lacks(words: Sequence[Token], present: frozenset[str]) -> float:
    return float(any(not held_share(word, present) for word in words))


def _answer_type(focus: Focus | None, query: Query) -> dict[str, float]:
    """Whether the sentence holds the kind of thing asked for; each kind of question has its own feature."""
    fit = focus.fit if focus else 0.0
    hard = query.asked in _HARD
    return {
        "figure": fit if hard else 0.0,
        "uncounted": float(query.asked is Asked.QUANTITY and bool(query.counted) and not (focus and focus.unit)),
        "clause": focus.clause if focus and (hard or query.asked is Asked.VALUE) else 0.0,
        "value": fit if query.asked is Asked.VALUE else 0.0,
        "name": fit if query.asked in {Asked.PERSON, Asked.PLACE} else 0.0,
        "list": fit if query.asked is Asked.LIST else 0.0,
        "reason": fit if query.asked is Asked.REASON else 0.0,
        "polar": fit if query.asked is Asked.POLAR else 0.0,
    }


def _recency(scored: ScoredPassage, reading: Reading) -> float:
    oldest, newest = reading.dates
    if not reading.present or reading.query.years or newest == oldest or scored.header.date is None:
        return 0.5
    return (scored.header.date.toordinal() - oldest) / (newest - oldest)


@functools.lru_cache(maxsize=16_384)
def _years_in(text: str, written: date | None) -> frozenset[str]:
    """The years that a text states, also in relation to its letter's date ("afgelopen jaar")."""
    stated = YEAR.findall(text)
    resolved = [found.means[:4] for found in resolve_dates(text, written)]
    return frozenset(stated) | frozenset(resolved)


def _letter_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of what is known of a passage's letter."""
    header = scored.header
    return terms_of(" ".join([header.subject or "", header.ministry or "", *header.signatories]))
