"""sentences about promises -> each promise with its status: open, kept or overdue, and the letters that kept it.

A later letter keeps a promise if it says so of a promise made in that very letter, or hands over what was promised;
what it is about is compared by content words, the rarer the heavier.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.analyser import analyse
from assistant.promise_patterns import HANDED_OVER
from assistant.promises import CONTEXT_MARK, FoundPromise, PromiseKind
from assistant.references import ReferenceKind, find_references, identifiers_of
from assistant.vocabulary import LetterHeader

_NAMED = 0.25  # share of a promise's weight that a sentence naming its letter must hold: a letter makes several
_UNNAMED = 0.6  # the same for a sentence that names no letter
_SAME_THEME = 0.5  # share of what a letter is about that another of the same series holds
_LATE = timedelta(days=183)  # what is handed over later than this after its day is that of another time
_GRACE = timedelta(days=31)  # what recurs may come this much later than a whole period after the last time
_PERIODS = (("week", 7), ("maand", 31), ("kwartaal", 92), ("half", 183), ("twee", 730))
_YEAR = 366
_LEAST_WORDS = 2  # with fewer words of its own a promise is known by those around it
_TELLING = frozenset({PromiseKind.KEPT, PromiseKind.DELIVERED})
# Without one of these a sentence names no letter: looked for first, for there may be very many sentences.
_MAY_NAME = re.compile(r"brief\s|\d[\s\u00a0]?\d{3}\b|kst-", re.IGNORECASE)
_ANSWERS = re.compile(r"\bantwoorden\b[^.;]*\bvragen\b", re.IGNORECASE)
# What a report is called; a promise of "de volgende rapportage" is about the subject of its letter.
_REPORTS = frozenset(
    term
    for word in """
    voortgangsbrief voortgangsbrieven voortgangsrapportage jaarrapportage rapportage jaarbrief brief verzamelbrief monitor jaarlijkse halfjaarlijkse
    voortgang derde vierde vijfde stand zaken verslag jaarverslag uitstel beantwoording antwoorden vragen kamervragen leden
    """.split()
    for term in analyse(word)
)


class PromiseStatus(StrEnum):
    """Whether a promise is kept."""

    OPEN = "open"
    KEPT = "kept"
    OVERDUE = "overdue"  # its last day has passed, and no letter keeps it


@dataclass(frozen=True, slots=True)
class TrackedPromise:
    """A promise with its status on a day, and the sentences of later letters that keep it, the earliest first."""

    found: FoundPromise
    status: PromiseStatus
    kept_by: tuple[FoundPromise, ...]


def track_promises(found: Sequence[FoundPromise], on: date) -> list[TrackedPromise]:
    """Give each promise its status.

    Args:
        found: The sentences about promises of all letters, those that recall, keep and deliver included.
        on: The day on which it is asked.

    Returns:
        The promises that were made, in the order given.
    """
    library = _Letters(found)
    tracked = []
    for one in found:
        if one.promise.kind is PromiseKind.MADE:
            kept_by = library.keeping(one)
            tracked.append(TrackedPromise(one, _status(one, kept_by, on), kept_by))
    return tracked


class _Letters:
    """The sentences that keep promises or hand something over, found by their terms and by the letters they name."""

    def __init__(self, found: Sequence[FoundPromise]) -> None:
        telling = [one for one in found if one.promise.kind in _TELLING and one.header.date is not None]
        self._telling = sorted(telling, key=lambda one: (one.header.date, one.header.id, one.promise.start))
        self._days = [one.header.date for one in self._telling if one.header.date]
        counts = Counter(term for one in found for term in _topic_terms(one.promise.topic)[0])
        self._weights = {term: math.log(1 + len(found) / count) for term, count in counts.items()}
        self._themes = _themes(found)
        self._held = [self._terms_of(one) for one in self._telling]
        self._with_term: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        self._naming: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self._telling):
            for term in self._held[at]:
                self._with_term[one.header.ministry, term].append(at)
            for place in _places(one.promise.text, one.header.date):
                self._naming[place].append(at)

    def _terms_of(self, one: FoundPromise) -> frozenset[str]:
        """The terms that stand for a sentence: its own, those of the one it leans on, and what its letter is about."""
        own, context = _topic_terms(one.promise.topic)
        return own | context | self._themes[one.header.id]

    def keeping(self, one: FoundPromise) -> tuple[FoundPromise, ...]:
        """The sentences of later letters that keep a promise, one a letter: of one that recurs all, else the first."""
        if one.header.date is None:
            return ()
        first = bisect.bisect_right(self._days, one.header.date)
        wanted, places = self._wanted(one), _names_of(one.header)
        near = (
            at for at in sorted(self._near(one, wanted, places)) if at >= first and self._keeps(at, one, wanted, places)
        )
        series = (at for at in sorted(self._of_series(one)) if at >= first and self._is_next(at, one))
        if not one.promise.recurs:
            earliest = next(near, None)
            earliest = next(series, None) if earliest is None else earliest
            return () if earliest is None else (self._telling[earliest],)
        firsts: dict[str, FoundPromise] = {}
        for at in sorted({*near, *series}):
            firsts.setdefault(self._telling[at].header.id, self._telling[at])
        return tuple(firsts.values())

    def _wanted(self, one: FoundPromise) -> frozenset[str]:
        """What a promise is about: its own terms, with few of them those around it, in want of both its letter's."""
        own, context = _topic_terms(one.promise.topic)
        own = own - _REPORTS
        wanted = own if len(own) >= _LEAST_WORDS else own | context
        return wanted - _REPORTS or self._themes[one.header.id]

    def _near(self, one: FoundPromise, wanted: frozenset[str], places: frozenset[str]) -> set[int]:
        """The sentences that can keep a promise: those that name its letter, and those that share a telling term.

        A sentence of the same sender must hold most of the weight of what is wanted, so it holds one of the heaviest
        terms: those without which the rest weighs too little.
        """
        header = one.header
        near = {at for place in places for at in self._naming.get(place, ())}
        rest = sum(self._weight(term) for term in wanted)
        least = rest * _UNNAMED
        for term in sorted(wanted, key=lambda term: (-self._weight(term), term)):
            if rest < least or header.ministry is None:
                break
            near.update(self._with_term.get((header.ministry, term), ()))
            rest -= self._weight(term)
        return near

    def _of_series(self, one: FoundPromise) -> set[int]:
        """The sentences of the same sender's letters that share a term with what a promise's letter is about."""
        own, context = _topic_terms(one.promise.topic)
        if not own or not own <= _REPORTS | context or one.header.ministry is None:
            return set()
        theme = self._themes[one.header.id]
        return {at for term in theme for at in self._with_term.get((one.header.ministry, term), ())}

    def _weight(self, term: str) -> float:
        return self._weights.get(term, 1.0)

    def _keeps(self, at: int, one: FoundPromise, wanted: frozenset[str], places: frozenset[str]) -> bool:
        """Whether a sentence keeps a promise by saying so, or by handing over what was promised."""
        other = self._telling[at]
        named = _names(other, places)
        if named is False or _answers_others(one, other):
            return False
        if named is None and not (_same_sender(one.header, other.header) and _in_time(one, other)):
            return False
        total = sum(self._weight(term) for term in wanted)
        share = sum(self._weight(term) for term in wanted & self._held[at]) / total if total else 0.0
        return share >= (_NAMED if named else _UNNAMED)

    def _is_next(self, at: int, one: FoundPromise) -> bool:
        """Whether a letter is the next report that was promised: of the same sender and about the same."""
        other = self._telling[at]
        ours, theirs = self._themes[one.header.id], self._themes[other.header.id]
        fewer = min(len(ours), len(theirs))
        if not fewer or len(ours & theirs) / fewer < _SAME_THEME or _answers_others(one, other):
            return False
        return _same_sender(one.header, other.header) and _in_time(one, other)


def _themes(found: Sequence[FoundPromise]) -> dict[str, frozenset[str]]:
    """What each letter is about: the terms of its subject and of the first sentence that says what it brings."""
    themes: dict[str, frozenset[str]] = {}
    for one in found:
        themes.setdefault(one.header.id, frozenset(analyse(one.header.subject or "")) - _REPORTS)
    opened: set[str] = set()
    for one in found:
        if one.promise.kind is PromiseKind.DELIVERED and one.header.id not in opened:
            opened.add(one.header.id)
            themes[one.header.id] |= _topic_terms(one.promise.topic)[0] - _REPORTS
    return themes


@functools.lru_cache(maxsize=16_384)
def _topic_terms(topic: str) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of a sentence's own words, and those of the sentence that it leans on."""
    own, _, context = topic.partition(CONTEXT_MARK)
    return frozenset(analyse(own)), frozenset(analyse(context))


def _answers_others(one: FoundPromise, other: FoundPromise) -> bool:
    """Whether a sentence hands over answers to Members' questions, and the promise was of something else."""
    return _ANSWERS.search(other.promise.text) is not None and "vragen" not in one.promise.text.lower()


def _same_sender(one: LetterHeader, other: LetterHeader) -> bool:
    return one.ministry is not None and one.ministry == other.ministry


def _names_of(header: LetterHeader) -> frozenset[str]:
    """By what others name a letter: its day, its Kamerstuk or its page."""
    return frozenset([*identifiers_of(header), *([header.date.isoformat()] if header.date else [])])


def _names(other: FoundPromise, letter: frozenset[str]) -> bool | None:
    """Whether a sentence names a letter as the place of the promise: this one, another one (False) or none."""
    places = _places(other.promise.text, other.header.date)
    if places & letter:
        return True
    if other.promise.kind is PromiseKind.DELIVERED:
        return None  # what it hands over may itself speak of other letters
    spoken = any(word in other.promise.text.lower() for word in ("debat", "overleg", "vragenuur"))
    return False if places or spoken else None


@functools.lru_cache(maxsize=16_384)
def _places(text: str, written: date | None) -> frozenset[str]:
    """The letters that a sentence names, by their days and Kamerstukken."""
    if not _MAY_NAME.search(text):
        return frozenset()
    found = find_references(text, written=written)
    kinds = {ReferenceKind.LETTER, ReferenceKind.KAMERSTUK, ReferenceKind.AANHANGSEL}
    return frozenset(one.identifier for one in found if one.kind in kinds and one.identifier)


def _in_time(one: FoundPromise, other: FoundPromise) -> bool:
    """Whether what a letter hands over can be what was promised for a day, not the same of a later time."""
    if one.promise.due is None or one.promise.recurs or other.header.date is None:
        return True
    handed_over_before = HANDED_OVER.search(other.promise.text) is not None
    return handed_over_before or other.header.date <= date.fromisoformat(one.promise.due) + _LATE


def _status(one: FoundPromise, kept_by: Sequence[FoundPromise], on: date) -> PromiseStatus:
    due = date.fromisoformat(one.promise.due) if one.promise.due else None
    if one.promise.recurs:
        return _status_of_recurring(one, kept_by, due, on)
    if any(other.header.date and other.header.date <= on for other in kept_by):
        return PromiseStatus.KEPT
    return PromiseStatus.OVERDUE if due is not None and due < on else PromiseStatus.OPEN


def _status_of_recurring(
    one: FoundPromise, kept_by: Sequence[FoundPromise], due: date | None, on: date
) -> PromiseStatus:
    """Kept as long as the last time is not longer ago than its period; open before its first time.

    What comes "na elke proef" has no period: once it came, it is kept.
    """
    times = [other.header.date for other in kept_by if other.header.date and other.header.date <= on]
    period = next((days for word, days in _PERIODS if word in (one.promise.recurs or "").lower()), _YEAR)
    if times and (one.promise.recurs or "").lower().startswith("na "):
        return PromiseStatus.KEPT
    if times:
        return PromiseStatus.KEPT if on <= max(times) + timedelta(days=period) + _GRACE else PromiseStatus.OVERDUE
    return PromiseStatus.OVERDUE if due is not None and due < on else PromiseStatus.OPEN
