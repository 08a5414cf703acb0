"""a sentence in its place and what was read with it -> the features that speak for and against it.

What the features mean stands in `assistant.reader_weights`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analyser import Token, fold, terms_by_word, tokenize
from assistant.answer_types import Focus, asks_for_law
from assistant.evidence import WeighedWords, WordWeights, held_share
from assistant.placed_sentences import PlacedSentence
from assistant.question_kinds import Asked
from assistant.relative_dates import resolve_dates
from assistant.understanding import Query
from assistant.vocabulary import BlockKind, ScoredPassage, Voice

_MANY_WORDS = 12
_SHRED = 5  # words
_MANY_FRESH = 6  # words
_CORRECTS = re.compile(
    r"\bjuiste (?:cijfer|aantal|bedrag|percentage|getal|stand)|\bgecorrigeerd|\bbijgesteld|\bherzien"
    r"|\bper abuis|\babusievelijk"
    r"|\bin plaats van\b|\bverhoogd van\b|\bvan [^.]{0,40} naar [^.]{0,30}\b|\binmiddels\b|\bnu\b|\bwerkelijke\b",
    re.IGNORECASE,
)
_RECALLS = re.compile(
    r"\b(?:in (?:mijn|de|onze) (?:vorige |eerdere )?(?:brief|rapportage|antwoorden?) van|schreef ik|meldde ik|eerder (?:gemeld"
    r"|genoemd|aangegeven)|zoals (?:gemeld|toegezegd|aangekondigd)|oorspronkelijk\w*|aanvankelijk|was het doel|het doel was)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_HARD = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE})
_INNER_NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][\w’'-]+")  # a capital that no sentence start explains
# Words of which a thing can be only one: "de tweede ronde" says nothing of the third.
_ORDINALS = frozenset(
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde laatste volgende vorige".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is the same for all sentences of a question."""

    query: Query
    weights: WordWeights
    subject: WeighedWords
    terms: frozenset[str]  # of the query
    dates: tuple[int, int]  # of the oldest and the newest letter read


def dates_of(read: Sequence[ScoredPassage]) -> tuple[int, int]:
    """The dates of the oldest and the newest letter, as ordinals; zeros if no letter has one."""
    days = [scored.header.date.toordinal() for scored in read if scored.header.date]
    return (min(days), max(days)) if days else (0, 0)


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
    hard = float(query.asked in _HARD)
    evidence = {
        **_coverage(placed, own, reading),
        **_answer_type(focus, query),
        "recent": _recency(placed.source, reading),
        "fresh": min(_MANY_FRESH, len(own - reading.terms)) / _MANY_FRESH,
        "corrects": float(_CORRECTS.search(sentence.text) is not None),
        "opens": float(placed.opens and placed.source.passage.question is not None),
        "row": float(placed.row is not None),
        "heads_table": float(placed.heads_table),
        "note": float(sentence.kind is BlockKind.FOOTNOTE),
        "motion": float(sentence.voice is Voice.MOTION),
        "shred": float(len(sentence.text.split()) < _SHRED and placed.row is None),
        "recalls": float(_RECALLS.search(sentence.text) is not None),
        "passage_coverage": placed.source.evidence.get("coverage", 0.0),
        "passage_meaning": placed.source.evidence.get("meaning", 0.0),
        "passage_nearness": placed.source.evidence.get("nearness", 0.0),
        "asks_figure": hard,
        "asks_name": float(query.asked in {Asked.PERSON, Asked.PLACE}),
        "asks_reason": float(query.asked is Asked.REASON),
        "asks_polar": float(query.asked is Asked.POLAR),
        "asks_list": float(query.asked is Asked.LIST),
        "words": min(1.0, len(query.subject) / _MANY_WORDS),
    }
    return evidence | {"missing_figure": hard * evidence["missing"], "lead_figure": hard * evidence["lead"]}


def _coverage(placed: PlacedSentence, own: frozenset[str], reading: Reading) -> dict[str, float]:
    """How much of the question stands in the sentence and, step by step, in what is around it."""
    query, weights, passage = reading.query, reading.weights, placed.source.passage
    column = " ".join(placed.row.header) if placed.row else ""
    lead = own | terms_of(placed.lead) | terms_of(f"{placed.intro} {column}")
    near = own.union(*(terms_of(other.text) for other in (placed.before, placed.after) if other))
    heads = terms_of(passage.context)
    around = lead | near | terms_of(placed.block) | heads
    letter = _letter_terms(placed.source)
    named = query.names
    codes = [name for name in named if is_code(name)]
    written = placed.source.header.date
    years_own = _years_in(placed.sentence.text, written)
    years = years_own | _years_in(f"{placed.block} {placed.intro} {column} {' '.join(passage.section)}", written)
    wanted = frozenset(query.years)
    dated = years | ({str(placed.source.header.date.year)} if placed.source.header.date else set())
    return {
        "own": reading.subject.covered(own),
        "lead": reading.subject.covered(lead),
        "near": reading.subject.covered(near),
        "heads": reading.subject.covered(around),
        "whole": reading.subject.covered(around | terms_of(passage.text)),
        "question": reading.subject.covered(terms_of(passage.question)) if passage.question else 0.0,
        "names_own": _share(named, own),
        "names": _share(named, around | letter),
        "codes": float(all(held_share(name, around | letter | terms_of(passage.text)) > 0 for name in codes)),
        "years_own": len(wanted & years_own) / len(wanted) if wanted else 0.0,
        "years": len(wanted & dated) / len(wanted) if wanted else 1.0,
        "other_year": float(bool(wanted and years_own and not wanted & years_own)),
        "missing": _heaviest_missing(reading, around | letter),
        "name_missing": float(any(not held_share(name, around | letter) for name in named)),
        "name_far": float(any(not held_share(name, lead | heads | letter) for name in named)),
        "counted_missing": float(bool(query.counted) and not any(held_share(word, around) for word in query.counted)),
        "counted": float(any(held_share(word, own) for word in query.counted)),
        "unheard": weights.of(word for word in query.subject if word.terms[0] in weights.unheard) / total
        if (total := weights.of(query.subject))
        else 0.0,
        "unheard_name": float(any(name.terms[0] in weights.unheard for name in named)),
        "other_name": _other_name(placed, query, around | letter),
        "other_ordinal": _other_ordinal(placed, query, lead | heads),
        "kind_missing": _kind_missing(query, around),
    }


def _other_name(placed: PlacedSentence, query: Query, present: frozenset[str]) -> float:
    """Whether a name of the question stands nowhere near, and the sentence or its lead has one that was not asked about."""
    if all(held_share(name, present) for name in query.names):
        return 0.0
    asked = {fold(token.text) for token in query.tokens}
    text = f"{placed.lead} {placed.sentence.text}"
    return float(any(fold(name) not in asked for name in _INNER_NAME.findall(text)))


def _other_ordinal(placed: PlacedSentence, query: Query, present: frozenset[str]) -> float:
    """Whether the question is about the third of its kind, and the sentence about the second."""
    asked = [token for token in query.tokens if fold(token.text) in _ORDINALS and token.terms]
    if not asked or any(held_share(token, present) for token in asked):
        return 0.0
    words = {fold(token.text) for token in tokenize(f"{placed.lead} {placed.sentence.text}")}
    return float(bool(words & _ORDINALS))


def _kind_missing(query: Query, present: frozenset[str]) -> float:
    """Whether the noun after "welke" stands nowhere near."""
    tokens = [token for token in query.tokens if token.text == query.kind and token.terms]
    return float(bool(tokens) and not any(held_share(token, present) for token in tokens))


def _heaviest_missing(reading: Reading, present: frozenset[str]) -> float:
    """Share of the question's weight of its heaviest word that is not there."""
    weights, subject = reading.weights, reading.query.subject
    total = weights.of(subject)
    return (
        max((weights.weight(word) * (1 - held_share(word, present)) for word in subject), default=0.0) / total
        if total
        else 0.0
    )


def _answer_type(focus: Focus | None, query: Query) -> dict[str, float]:
    """Whether the sentence holds the kind of thing asked for; each kind of question has its own feature."""
    fit = focus.fit if focus else 0.0
    hard = query.asked in _HARD
    return {
        "figure": fit if hard else 0.0,
        "misfit": 1 - fit if hard else 0.0,
        "no_figure": float(hard and focus is None),
        "unit": focus.unit if focus and hard else 0.0,
        "clause": focus.clause if focus and (hard or query.asked is Asked.VALUE) else 0.0,
        "value": fit if query.asked is Asked.VALUE else 0.0,
        "name": fit if query.asked in {Asked.PERSON, Asked.PLACE} else 0.0,
        "list": fit if query.asked is Asked.LIST else 0.0,
        "reason": fit if query.asked is Asked.REASON else 0.0,
        "polar": fit if query.asked is Asked.POLAR else 0.0,
        "law": fit if asks_for_law(query) else 0.0,
    }


def _recency(scored: ScoredPassage, reading: Reading) -> float:
    oldest, newest = reading.dates
    if reading.query.years or newest == oldest or scored.header.date is None:
        return 0.5
    return (scored.header.date.toordinal() - oldest) / (newest - oldest)


def is_code(word: Token) -> bool:
    """Whether a name is written with capitals or digits within it ("PURL", "F-35"): nobody spells it another way."""
    return any(char.isdigit() for char in word.text) or sum(char.isupper() for char in word.text) > 1


def _share(words: Sequence[Token], present: frozenset[str]) -> float:
    """Share of words that are there; 1 if there are none to look for."""
    return sum(held_share(word, present) for word in words) / len(words) if words else 1.0


@functools.lru_cache(maxsize=16_384)
def _years_in(text: str, written: date | None) -> frozenset[str]:
    """The years that a text states, also in relation to its letter's date ("afgelopen jaar")."""
    stated = _YEAR.findall(text)
    resolved = [found.means[:4] for found in resolve_dates(text, written)]
    return frozenset(stated) | frozenset(resolved)


@functools.lru_cache(maxsize=16_384)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text."""
    return frozenset(term for terms in terms_by_word(text) for term in terms)


def _letter_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of what is known of a passage's letter."""
    header = scored.header
    return terms_of(" ".join([header.subject or "", header.ministry or "", *header.signatories]))
