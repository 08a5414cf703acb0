"""figures of letters -> series of one measure through time, with what a later letter revises or another contradicts.

Two figures are of one series only if they measure in one way, count one thing, and what is measured is said in nearly
the same words; where that is hardly anything ("Totaal", "Hiervoor is … beschikbaar") the letters have to be about the same as
well. A series runs through time: where one letter gives two values for one period, they are two things, and neither is taken.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

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
_FROM, _TO = re.compile(r"\bvan …"), re.compile(r"\bnaar …")


def group_series(found: Iterable[FoundFigure]) -> list[FoundFigure]:
    """Number the series among figures, and mark what a later letter revises or another contradicts.

    Args:
        found: The figures, in any order.

    Returns:
        The same figures in the same order, with `series` and `mark` filled in.
    """
    figures = list(found)
    series: list[list[int]] = []
    holding: dict[str, list[int]] = {}  # a term -> the series whose first figure's measure holds it
    for at, one in enumerate(figures):
        near = sorted({group for term in _terms(one.indexed.measure) for group in holding.get(term, ())})
        group = next((number for number in near if _same_measure(figures[series[number][0]], one)), None)
        if group is None:
            for term in _terms(one.indexed.measure):
                holding.setdefault(term, []).append(len(series))
            series.append([at])
        else:
            series[group].append(at)
    series = [_apart(figures, members) for members in series]
    numbers = {
        at: number for number, members in enumerate((s for s in series if len(s) > 1), start=1) for at in members
    }
    marks = {at: mark for members in series for at in members if (mark := _mark(figures, at, members))}
    return [replace(one, series=numbers.get(at, 0), mark=marks.get(at)) for at, one in enumerate(figures)]


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


def _same_measure(one: FoundFigure, other: FoundFigure) -> bool:
    ours, theirs = one.indexed, other.indexed
    if ours.figure.unit is not theirs.figure.unit or not same_kind(ours.figure, theirs.figure):
        return False
    if any(bool(form.search(ours.measure)) != bool(form.search(theirs.measure)) for form in (_DIFFERENCE, _FROM, _TO)):
        return False
    if _numbered(ours.measure) != _numbered(theirs.measure) or not _count_one_thing(one, other):
        return False
    common = _terms(ours.measure) & _terms(theirs.measure)
    together = _terms(ours.measure) | _terms(theirs.measure)
    if not common or len(common) / len(together) <= _SAME_MEASURE:
        return False
    return len(common) >= _TELLING or one.header.id == other.header.id or _one_subject(one, other)


def _numbered(measure: str) -> str:
    """Which number of a row a measure says that it is."""
    found = re.search(r"\(\d+/\d+\)$", measure)
    return found.group() if found else ""


def _count_one_thing(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether two numbers count the same, where both say what."""
    ours, theirs = (
        frozenset(analyse(" ".join(counted_nouns(found.quote, _in_quote(found))[-1:]))) for found in (one, other)
    )
    return not ours or not theirs or bool(ours & theirs)


def _in_quote(found: FoundFigure) -> Figure:
    start = found.indexed.sentence[0]
    figure = found.indexed.figure
    return replace(figure, start=figure.start - start, end=figure.end - start)


def _one_subject(one: FoundFigure, other: FoundFigure) -> bool:
    ours, theirs = _terms(one.header.subject or ""), _terms(other.header.subject or "")
    together = ours | theirs
    return bool(together) and len(ours & theirs) / len(together) >= _SAME_MEASURE


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
