"""chart -> PNG, drawn at twice its size so that it is sharp in print."""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.chart import CIRCLE, INK, Chart, Line, Mark, Word, mark_corners

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_SCALE = 2
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}

Point = tuple[float, float]


def write_png(chart: Chart) -> bytes:
    """Write a chart as PNG; the same chart gives the same bytes."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (chart.width * _SCALE, chart.height * _SCALE), "#ffffff")
    pen = ImageDraw.Draw(picture)
    for shape in chart.shapes:
        match shape:
            case Line():
                _draw_line(pen, shape)
            case Mark():
                _draw_mark(pen, shape)
            case Word():
                _draw_word(pen, shape)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _draw_line(pen: ImageDraw, line: Line) -> None:
    for piece in _pieces(line):
        pen.line([(x * _SCALE, y * _SCALE) for x, y in piece], fill=line.colour, width=round(line.width * _SCALE))


def _pieces(line: Line) -> Iterator[tuple[Point, Point]]:
    """The strokes of a line: its dashes, carried on over its corners, or each of its legs whole."""
    legs = itertools.pairwise(line.points)
    if not line.dashes:
        yield from legs
        return
    lengths = itertools.cycle(line.dashes if len(line.dashes) % 2 == 0 else line.dashes * 2)
    left, drawn = float(next(lengths)), True
    for (x1, y1), (x2, y2) in legs:
        length, at = math.hypot(x2 - x1, y2 - y1), 0.0
        while at < length:
            until = min(at + left, length)
            if drawn:
                yield (
                    (x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length),
                    (x1 + (x2 - x1) * until / length, y1 + (y2 - y1) * until / length),
                )
            left -= until - at
            at = until
            if left <= 0:
                left, drawn = float(next(lengths)), not drawn


def _draw_mark(pen: ImageDraw, mark: Mark) -> None:
    fill = mark.colour if mark.filled else "#ffffff"
    if mark.shape == "circle":
        box = [
            (mark.x - CIRCLE) * _SCALE,
            (mark.y - CIRCLE) * _SCALE,
            (mark.x + CIRCLE) * _SCALE,
            (mark.y + CIRCLE) * _SCALE,
        ]
        pen.ellipse(box, fill=fill, outline=mark.colour, width=2 * _SCALE)
        return
    corners = [(x * _SCALE, y * _SCALE) for x, y in mark_corners(mark)]
    pen.polygon(corners, fill=fill, outline=mark.colour, width=2 * _SCALE)


def _draw_word(pen: ImageDraw, word: Word) -> None:
    from PIL import ImageFont

    font = ImageFont.load_default(word.size * _SCALE)
    stroke = 1 if word.bold else 0
    place = (word.x * _SCALE, word.y * _SCALE)
    pen.text(place, word.text, fill=INK, font=font, anchor=_ANCHORS[word.anchor], stroke_width=stroke, stroke_fill=INK)
