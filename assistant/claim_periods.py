"""claim and sentence -> whether they speak of the same period, by the dates around both.

A date without a year gets the one that its letter implies; "afgelopen jaar" is resolved by the letter's date.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum

from assistant.claim_parts import Claim
from assistant.claim_words import figures_of
from assistant.directions import clause_of
from assistant.figure_match import DATES, match_figure
from assistant.figure_patterns import YEAR
from assistant.figures import part_of_year
from assistant.placed_sentences import PlacedSentence
from assistant.relative_dates import ResolvedDate, resolve_dates
from assistant.vocabulary import Figure, Unit

_NO_YEAR = 10_000  # a date below it has no year
_COMING = re.compile(r"\b(?:zal|zullen|komende?|aanstaande|verwacht|naar verwachting)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:vanaf|per|uiterlijk|tegen|vóór)\s+$", re.IGNORECASE)


class Period(Enum):
    """Whether a sentence speaks of the period that a claim is about."""

    SAME = "same"
    LIKELY = "likely"  # what stands above it names the period, what stands beside it another
    UNSAID = "unsaid"
    OTHER = "other"


def dated_figures(text: str, placed: PlacedSentence) -> tuple[Figure, ...]:
    """The figures of a text, with its relative dates; a day without a year gets the one that its letter implies."""
    return _dated_figures(text, placed.source.header.date)


@functools.lru_cache(maxsize=32_768)
def _dated_figures(text: str, written: date | None) -> tuple[Figure, ...]:
    resolved = {one.start: one for one in resolve_dates(text, written)}
    figures = [_with_year(one, text, written, resolved) for one in figures_of(text)]
    figures += [
        Figure(one.text, one.start, one.end, Decimal(one.means), Unit.YEAR)
        for one in resolved.values()
        if len(one.means) == 4
    ]
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _with_year(figure: Figure, text: str, written: date | None, resolved: Mapping[int, ResolvedDate]) -> Figure:
    """A date with the year that it stands in: that of "jl.", of its sentence, or the nearest to the letter's date."""
    if figure.unit is not Unit.DATE or figure.value >= _NO_YEAR or written is None:
        return figure
    if figure.start in resolved and len(resolved[figure.start].means) == 10:
        return replace(figure, value=Decimal(resolved[figure.start].means.replace("-", "")))
    stated = {int(year) for year in YEAR.findall(text)}
    if len(stated) == 1:
        year = stated.pop()
    else:
        day = int(figure.value) - (written.month * 100 + written.day)
        ahead = _COMING.search(text) or _FROM.search(text[: figure.start])
        year = written.year + (1 if ahead and day < 0 else -1 if not ahead and day > 0 else 0)
    return replace(figure, value=figure.value + year * _NO_YEAR)


def period_of(claim: Claim, placed: PlacedSentence) -> Period:
    """Whether a sentence speaks of all the claim's periods: by the nearest of its surroundings that name any."""
    written = placed.source.header.date
    if claim.letter_year is not None and (written is None or written.year != claim.letter_year):
        return Period.OTHER
    column = " ".join(placed.row.header) if placed.row else ""
    beside = [f"{placed.before.text if placed.before else ''} {placed.intro} {column}", placed.lead]
    above = [
        f"{placed.block} {placed.after.text if placed.after else ''}",
        f"{' '.join(placed.source.passage.section)} {placed.source.passage.question or ''}",
        placed.source.header.subject or "",
    ]
    own = [one for one in dated_figures(placed.sentence.text, placed) if one.unit in DATES]
    repeated = [
        period
        for at, period in enumerate(claim.periods)
        if any(period.value == other.value for other in claim.periods[:at])
    ]
    if repeated and any(sum(covers_date(period, one) for one in own) < 2 for period in repeated):
        return Period.OTHER
    if len(claim.periods) > 1 and not _each_its_own(claim.periods, own):
        return Period.OTHER
    verdicts = {_one_period(claim, period, placed, (beside, above)) for period in claim.periods}
    order = (Period.OTHER, Period.UNSAID, Period.LIKELY)
    return next((one for one in order if one in verdicts), Period.SAME)


def _each_its_own(periods: Sequence[Figure], own: Sequence[Figure]) -> bool:
    """Whether several periods of a claim can each have a date of a sentence of their own, where it has as many.

    Of "in 2012 … in december 2012" a sentence that says "in 2012 … in december 2011" has only one.
    """
    if len(own) < len(periods) or not all(any(covers_date(one, date) for date in own) for one in periods):
        return True
    return _pairs(periods, own)


def _pairs(periods: Sequence[Figure], own: Sequence[Figure]) -> bool:
    """Whether each of these periods has a date of its own."""
    if not periods:
        return True
    chosen = (at for at, date in enumerate(own) if covers_date(periods[0], date))
    return any(_pairs(periods[1:], [*own[:at], *own[at + 1 :]]) for at in chosen)


def _one_period(
    claim: Claim, period: Figure, placed: PlacedSentence, around: tuple[Sequence[str], Sequence[str]]
) -> Period:
    beside, above = around
    other_beside = False
    compared = is_compared(claim.text, period)  # what the claim compares with, a sentence may compare with too
    for at, scope in enumerate([placed.sentence.text, *beside]):
        dates = [one for one in dated_figures(scope, placed) if one.unit in DATES]
        found = [one for one in dates if compared or not is_compared(scope, one)]
        if any(covers_date(period, one) for one in found):
            return Period.SAME
        if any(says_year(one) for one in found):
            if at == 0:
                return Period.OTHER
            other_beside = True
    if any(covers_date(period, one) for scope in above for one in dated_figures(scope, placed) if one.unit in DATES):
        return Period.LIKELY if other_beside else Period.SAME
    written = placed.source.header.date
    if other_beside or written is None or period.upper is not None:
        return Period.OTHER if other_beside else Period.UNSAID
    if _year_of(period) == written.year:
        return Period.SAME
    return Period.UNSAID if abs(_year_of(period) - written.year) == 1 else Period.OTHER


def in_period(claimed: Figure, one: Figure, claim: Claim, placed: PlacedSentence) -> bool:
    """Whether a cell stands in a column of the claim's years, where the columns are years at all."""
    if claimed.unit in DATES:
        return True
    if placed.row is None:
        return _clause_fits(claim, one, placed)
    at = placed.sentence.text[: one.start].count("\t")
    heading = placed.row.header[at] if at < len(placed.row.header) else ""
    years = [found for found in figures_of(heading) if found.unit in DATES and says_year(found)]
    wanted = [period for period in claim.periods if says_year(period)]
    return not years or not wanted or any(covers_date(period, found) for period in wanted for found in years)


def _clause_fits(claim: Claim, one: Figure, placed: PlacedSentence) -> bool:
    """Whether the years of a figure's clause are the claim's, where they are said there at all."""
    wanted = [period for period in claim.periods if says_year(period) and not is_compared(claim.text, period)]
    if not wanted:
        return True
    text = placed.sentence.text
    clause = clause_of(text, one.start, one.end)
    at = text.index(clause)
    inside = [
        found
        for found in dated_figures(text, placed)
        if found.unit in DATES
        and says_year(found)
        and at <= found.start < at + len(clause)
        and not is_compared(text, found)
    ]
    return not inside or any(covers_date(period, found) for period in wanted for found in inside)


def is_compared(text: str, figure: Figure) -> bool:
    """Whether a year is only what something is compared with: "meer dan in 2020"."""
    return (
        re.search(r"\b(?:dan|tegen|opzichte van|vergeleken met|tegenover)(?: \w+)?\s*$", text[: figure.start])
        is not None
    )


def covers_date(period: Figure, found: Figure) -> bool:
    """Whether a date found is the period, lies in it, or is the year that it lies in."""
    if match_figure(period, found) or _inside(period, found):
        return True
    coarser = found.unit is Unit.YEAR and found.upper is None and part_of_year(found) is None
    return coarser and period.upper is None and _year_of(period) == int(found.value)


def _year_of(figure: Figure) -> int:
    return int(figure.value) if figure.unit is Unit.YEAR else int(figure.value) // _NO_YEAR


def says_year(figure: Figure) -> bool:
    """Whether a date says its year."""
    return figure.unit is Unit.YEAR or figure.value >= 10_000


def _inside(period: Figure, found: Figure) -> bool:
    """Whether a range of years that was found ends or begins with the year claimed ("2021-2022")."""
    if period.unit is not Unit.YEAR or found.unit is not Unit.YEAR:
        return False
    if found.upper is not None and period.upper is None:
        return period.value in {found.value, found.upper}
    return False
