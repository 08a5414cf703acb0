"""figures of the library -> series of one measure through time, ready to be drawn, and the table of the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.figure_index import FoundFigure
from assistant.vocabulary import Unit
from ui import texts
from ui.escaping import escape_text, one_line

MOST_SERIES = 5  # as many as colours and marks tell apart
_LEAST_POINTS = 2
_LONGEST_NAME = 48
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<upper>\d{4})|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?$")
_SCALES = ((Decimal(10**9), "miljard"), (Decimal(10**6), "miljoen"), (Decimal(1), ""))
_UNITS = {Unit.EUR: "€", Unit.USD: "US$", Unit.GBP: "£", Unit.PERCENT: "%", Unit.PERCENT_POINT: "procentpunt"}


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A value at a time: when, as a year with its fraction; what the letter calls it; the letter that says it."""

    when: float
    period: str
    value: Decimal
    letter: str
    written: date | None


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """Values of one measure through time, oldest first; of one period that of the newest letter comes last."""

    name: str
    unit: str  # "€", "%", "weken", or nothing for a count
    points: tuple[SeriesPoint, ...]


def chart_series(found: Sequence[FoundFigure]) -> list[FigureSeries]:
    """The series that one chart can show: of one unit, the longest first.

    Args:
        found: Figures with their series numbered.
    """
    members: dict[int, list[FoundFigure]] = {}
    for one in found:
        if one.series:
            members.setdefault(one.series, []).append(one)
    series = [_series(some) for some in members.values()]
    series = [one for one in series if len({point.when for point in one.points}) >= _LEAST_POINTS]
    series.sort(key=lambda one: (-len({point.when for point in one.points}), one.name))
    return [one for one in series if one.unit == series[0].unit][:MOST_SERIES]


def _series(figures: Sequence[FoundFigure]) -> FigureSeries:
    """One measure through time. What a letter gives several values for at one time is several things: left out."""
    given: dict[tuple[str, str | None], set[Decimal]] = {}
    for one in figures:
        given.setdefault((one.header.id, one.indexed.period), set()).add(one.indexed.figure.value)
    single = [one for one in figures if len(given[one.header.id, one.indexed.period]) == 1]
    points = list(dict.fromkeys(point for one in single if (point := _point(one)) is not None))
    points.sort(key=lambda point: (point.when, point.written or date.min, point.value))
    figure = figures[0].indexed.figure
    unit = _UNITS.get(figure.unit, "" if figure.unit is Unit.COUNT else figure.unit_text)
    name = one_line(figures[0].indexed.measure) or texts.CHART_NAMELESS
    return FigureSeries(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…", unit, tuple(points))


def _point(one: FoundFigure) -> SeriesPoint | None:
    """A figure at its period, or in want of one at the day of its letter."""
    written = one.header.date
    period = one.indexed.period or (written.isoformat() if written else None)
    found = _PERIOD.match(period) if period else None
    if found is None or period is None:
        return None
    year = int(found["upper"] or found["year"])
    month, day = int(found["month"] or 1), int(found["day"] or 1)
    when = year + (month - 1) / 12 + (day - 1) / 372
    return SeriesPoint(when, period, one.indexed.figure.value, one.header.title, written)


def latest_points(series: FigureSeries) -> list[SeriesPoint]:
    """The points that a line joins: of each time the one that the newest letter gives."""
    return list({point.when: point for point in series.points}.values())


def say_amount(value: Decimal, unit: str) -> str:
    """A value in words that fit beside an axis ("€ 142,6 miljoen", "12,5 %")."""
    size = abs(value)
    factor, word = next((scale, word) for scale, word in _SCALES if size >= scale or scale == 1)
    number = f"{(value / factor).quantize(Decimal('0.01')).normalize():f}"
    whole, _, part = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole not in {"", "-0"} else whole
    said = " ".join(filter(None, (f"{grouped},{part}" if part else grouped, word)))
    if unit in {"€", "US$", "£"}:
        return f"{unit} {said}"
    return f"{said} {unit}".strip()


def series_table(series: Sequence[FigureSeries]) -> str:
    """The numbers of a chart as an HTML table, for those who cannot see it."""
    head = "".join(f'<th scope="col">{escape_text(name)}</th>' for name in texts.CHART_COLUMNS)
    rows = "".join(
        f'<tr><th scope="row">{escape_text(one.name)}</th>'
        + "".join(f"<td>{escape_text(cell)}</td>" for cell in _cells(point, one.unit))
        + "</tr>"
        for one in series
        for point in one.points
    )
    return (
        f"<table><caption>{escape_text(texts.CHART_TABLE)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cells(point: SeriesPoint, unit: str) -> list[str]:
    written = texts.say_date(point.written) if point.written else ""
    return [point.period, say_amount(point.value, unit), one_line(point.letter), written]


def say_series(series: Sequence[FigureSeries]) -> str:
    """The numbers of a chart in a text, for its description."""
    return " ".join(
        f"{one.name}: "
        + ", ".join(f"{point.period}: {say_amount(point.value, one.unit)}" for point in one.points)
        + "."
        for one in series
    )
