"""series of figures -> a chart: lines, marks and words at places, which `chart_svg` and `chart_picture` draw.

The axis of values begins at zero, so that heights compare. Series differ in colour (Okabe and Ito's, which colour-blind
people tell apart), in mark and in dashes, so that the chart also reads in black and white.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ui import texts
from ui.escaping import one_line
from ui.figure_series import FigureSeries, latest_points, say_amount, say_series

WIDTH, HEIGHT = 840, 480
_LEFT, _RIGHT, _TOP = 130, 30, 64
_BELOW = 46  # for the axis of years
_LEGEND = 22  # for each series
_TICKS = 6
_MOST_YEARS = 12
INK, GRID = "#1a1a1a", "#d0d0d0"
# Okabe & Ito, Color Universal Design, 2008; those with enough contrast on white come first.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#7b3294", "#806000")
_MARKS = ("circle", "square", "triangle", "diamond", "cross")
_DASHES = ((), (8, 4), (2, 4), (10, 4, 2, 4), (4, 2))


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, in a colour, whole or dashed."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a point, filled or hollow, with the words that it stands for."""

    x: float
    y: float
    shape: str
    colour: str
    filled: bool
    says: str


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a point; `anchor` is "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: int = 14
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its size, what it shows in words, and its shapes in order of drawing."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Line | Mark | Word, ...]


def draw_chart(series: Sequence[FigureSeries], title: str) -> Chart:
    """Draw series of one unit.

    Args:
        series: At least one, each with at least two points in time.
        title: What stands above the chart.
    """
    plot = _Plot(series)
    shown = one_line(title)
    shapes: list[Line | Mark | Word] = [Word(_LEFT, 32, shown, size=18, bold=True)]
    shapes += plot.value_axis()
    shapes += plot.year_axis()
    for at, one in enumerate(series):
        shapes += plot.draw(one, at)
        shapes += plot.legend(one, at)
    return Chart(WIDTH, plot.height, shown, f"{texts.CHART_SHOWS} {say_series(series)}", tuple(shapes))


class _Plot:
    """The scales of a chart, and what is drawn by them."""

    def __init__(self, series: Sequence[FigureSeries]) -> None:
        points = [point for one in series for point in one.points]
        values = [float(point.value) for point in points]
        self._unit = series[0].unit
        self._step = _nice_step(max(*values, 0.0) - min(*values, 0.0))
        self._low = math.floor(min(*values, 0.0) / self._step) * self._step
        self._high = max(math.ceil(max(*values, 0.0) / self._step) * self._step, self._low + self._step)
        self._first = math.floor(min(point.when for point in points))
        self._last = max(math.ceil(max(point.when for point in points)), self._first + 1)
        self._bottom = HEIGHT - _BELOW
        self.height = HEIGHT + _LEGEND * len(series) + 10

    def _x(self, when: float) -> float:
        return _LEFT + (when - self._first) / (self._last - self._first) * (WIDTH - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        return self._bottom - (value - self._low) / (self._high - self._low) * (self._bottom - _TOP)

    def value_axis(self) -> Iterator[Line | Word]:
        """Lines at round values, each named."""
        for at in range(round((self._high - self._low) / self._step) + 1):
            value = self._low + at * self._step
            y = self._y(value)
            is_zero = abs(value) < self._step / 2
            yield Line(((_LEFT, y), (WIDTH - _RIGHT, y)), INK if is_zero else GRID)
            yield Word(_LEFT - 10, y + 5, say_amount(Decimal(f"{value:.12g}"), self._unit), "end", 13)

    def year_axis(self) -> Iterator[Line | Word]:
        """The years, as many as fit."""
        step = max(1, math.ceil((self._last - self._first) / _MOST_YEARS))
        for year in range(self._first, self._last + 1, step):
            x = self._x(year)
            yield Line(((x, self._bottom), (x, self._bottom + 6)), INK)
            yield Word(x, self._bottom + 24, str(year), "middle", 13)

    def draw(self, series: FigureSeries, at: int) -> Iterator[Line | Mark]:
        """The line of a series through its latest values; values that were revised are hollow marks beside it."""
        latest = latest_points(series)
        path = tuple((self._x(point.when), self._y(float(point.value))) for point in latest)
        yield Line(path, _COLOURS[at], 2.5, _DASHES[at])
        for point in series.points:
            says = f"{series.name}, {point.period}: {say_amount(point.value, series.unit)} ({one_line(point.letter)})"
            yield Mark(
                self._x(point.when), self._y(float(point.value)), _MARKS[at], _COLOURS[at], point in latest, says
            )

    def legend(self, series: FigureSeries, at: int) -> Iterator[Line | Mark | Word]:
        """The name of a series, below the chart, beside its line and mark."""
        y = HEIGHT + _LEGEND * at + 4
        yield Line(((_LEFT, y), (_LEFT + 36, y)), _COLOURS[at], 2.5, _DASHES[at])
        yield Mark(_LEFT + 18, y, _MARKS[at], _COLOURS[at], True, series.name)
        yield Word(_LEFT + 46, y + 5, series.name)


def _nice_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten, by which a span is covered in about six."""
    if span <= 0:
        return 1.0
    rough = span / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next((factor * power for factor in (1, 2, 5) if factor * power >= rough), 10 * power)


def mark_corners(mark: Mark) -> tuple[tuple[float, float], ...]:
    """The corners of a mark that is no circle."""
    x, y = mark.x, mark.y
    match mark.shape:
        case "square":
            return (x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5)
        case "triangle":
            return (x, y - 6), (x + 6, y + 5), (x - 6, y + 5)
        case "diamond":
            return (x, y - 7), (x + 6, y), (x, y + 7), (x - 6, y)
        case _:
            a, b = 2, 6
            return (
                (x - a, y - b), (x + a, y - b), (x + a, y - a), (x + b, y - a), (x + b, y + a), (x + a, y + a),
                (x + a, y + b), (x - a, y + b), (x - a, y + a), (x - b, y + a), (x - b, y - a), (x - a, y - a),
            )  # fmt: skip


CIRCLE = 5.5  # radius of a round mark
