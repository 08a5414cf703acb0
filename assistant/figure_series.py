"""figures of letters -> series of one measure through time, with what a later letter revises or another contradicts.

Two figures are of one series only if they measure in one way, count one thing, and what is measured is said in nearly
the same words; where that is hardly anything ("Totaal", "Hiervoor is … beschikbaar") the letters have to be about the same as
well. A series runs through time: where one letter gives two values for one period, they are two things, and neither is taken.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.analyser import analyse
from assistant.figure_index import FoundFigure, Mark, content_words
from assistant.figure_match import same_kind
from assistant.figure_roles import counted_nouns
from assistant.figures import same_value
from assistant.vocabulary import Figure

_SAME_MEASURE = 0.5  # share of words in common above which two measures are one
_TELLING = 3  # words in common that say by themselves what is measured
_DIFFERENCE = re.compile(
    r"…(?: \w+)? (?:minder|meer|hoger|lager|extra|duurder|goedkoper)\b|\b(?:met|naar|van) …$|\bmet …"
)
_ROW = re.compile(r"\(\d+/\d+\)$")
_FROM, _TO = re.compile(r"\bvan …"), re.compile(r"\bnaar …")


@dataclass(frozen=True, slots=True)
class _Measured:
    """What two figures are compared by, made once for each."""

    found: FoundFigure
    terms: frozenset[str]  # of what is measured
    forms: tuple[bool, ...]  # whether it is a difference, an old value, a new one
    numbered: str  # which number of a row of a lost table it is
    counted: frozenset[str]  # terms of the thing counted; empty where the words do not say
    subject: frozenset[str]  # terms of the letter's subject


def group_series(found: Iterable[FoundFigure]) -> list[FoundFigure]:
    """Number the series among figures, and mark what a later letter revises or another contradicts.

    Args:
        found: The figures, in any order.

    Returns:
        The same figures in the same order, with `series` and `mark` filled in.
    """
    figures = list(found)
    series = [_apart(figures, members) for members in _gather([_measured(one) for one in figures])]
    numbers = {
        at: number for number, members in enumerate((s for s in series if len(s) > 1), start=1) for at in members
    }
    marks = {at: mark for members in series for at in members if (mark := _mark(figures, at, members))}
    return [replace(one, series=numbers.get(at, 0), mark=marks.get(at)) for at, one in enumerate(figures)]


def _gather(figures: Sequence[_Measured]) -> list[list[int]]:
    """The places of the figures, by what they measure: each joins the first series whose first figure is like it.

    Two measures with more than half their terms in common share one of the rarer half of each (prefix filtering:
    Chaudhuri, Ganti & Kaushik 2006), so that only series with such a term are looked at.
    """
    frequency = Counter(term for one in figures for term in one.terms)
    series: list[list[int]] = []
    firsts: list[_Measured] = []
    holding: dict[str, list[int]] = {}  # a term -> the series whose first figure has it in its rarer half
    for at, one in enumerate(figures):
        by_rarity = sorted(one.terms, key=lambda term: (frequency[term], term))
        rarer = by_rarity[: math.ceil(len(by_rarity) * _SAME_MEASURE)]
        near = sorted({number for term in rarer for number in holding.get(term, ())})
        group = next((number for number in near if _same_measure(firsts[number], one)), None)
        if group is None:
            for term in rarer:
                holding.setdefault(term, []).append(len(series))
            series.append([at])
            firsts.append(one)
        else:
            series[group].append(at)
    return series


def _apart(figures: Sequence[FoundFigure], members: Sequence[int]) -> list[int]:
    """The members of a series without those that one letter gives two values of: its words do not tell which is meant."""
    return [
        one for one in members if not any(_clash(figures[one], figures[other]) for other in members if other != one)
    ]


def _clash(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether two figures of one letter cannot be of one measure: two values of one period."""
    if one.header.id != other.header.id or one.indexed.period != other.indexed.period:
        return False
    return not same_value(one.indexed.figure, other.indexed.figure)


def _measured(found: FoundFigure) -> _Measured:
    measure = found.indexed.measure
    row = _ROW.search(measure)
    return _Measured(
        found,
        terms=_terms(measure),
        forms=tuple(form.search(measure) is not None for form in (_DIFFERENCE, _FROM, _TO)),
        numbered=row.group() if row else "",
        counted=frozenset(analyse(" ".join(counted_nouns(found.quote, _in_quote(found))[-1:]))),
        subject=_terms(found.header.subject or ""),
    )


def _same_measure(one: _Measured, other: _Measured) -> bool:
    if one.forms != other.forms or one.numbered != other.numbered:
        return False
    common, together = one.terms & other.terms, one.terms | other.terms
    if not common or len(common) / len(together) <= _SAME_MEASURE:
        return False
    ours, theirs = one.found.indexed.figure, other.found.indexed.figure
    if ours.unit is not theirs.unit or not same_kind(ours, theirs):
        return False
    if one.counted and other.counted and not one.counted & other.counted:
        return False  # both say what is counted, and it is not the same
    same_letter = one.found.header.id == other.found.header.id
    return len(common) >= _TELLING or same_letter or _one_subject(one, other)


def _in_quote(found: FoundFigure) -> Figure:
    start = found.indexed.sentence[0]
    figure = found.indexed.figure
    return replace(figure, start=figure.start - start, end=figure.end - start)


def _one_subject(one: _Measured, other: _Measured) -> bool:
    together = one.subject | other.subject
    return bool(together) and len(one.subject & other.subject) / len(together) >= _SAME_MEASURE


@functools.lru_cache(maxsize=16_384)
def _terms(measure: str) -> frozenset[str]:
    return frozenset(analyse(" ".join(content_words(measure))))


def _mark(figures: Sequence[FoundFigure], at: int, members: Sequence[int]) -> Mark | None:
    """Whether another letter gives another value for the same measure and period, later or on the same day."""
    one = figures[at]
    if one.indexed.period is None or one.header.date is None:
        return None
    others = [
        figures[other]
        for other in members
        if figures[other].header.id != one.header.id
        and figures[other].indexed.period == one.indexed.period
        and not same_value(figures[other].indexed.figure, one.indexed.figure)
        and figures[other].header.date is not None
    ]
    days = [other.header.date for other in others if other.header.date]
    if any(day > one.header.date for day in days):
        return Mark.REVISED
    return Mark.CONTRADICTED if one.header.date in days else None
