"""chart -> SVG: a picture with a title and a description of all its numbers, without scripts, styles or fonts of its own."""

from __future__ import annotations

from ui.chart import CIRCLE, INK, Chart, Line, Mark, Word, mark_corners
from ui.escaping import escape_text


def write_svg(chart: Chart) -> bytes:
    """Write a chart as SVG, UTF-8; the same chart gives the same bytes."""
    shapes = "".join(_shape(shape) for shape in chart.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {chart.width} {chart.height}" width="{chart.width}"'
        f' height="{chart.height}" role="img" aria-labelledby="grafiek-titel grafiek-tekst" lang="nl"'
        ' font-family="sans-serif">'
        f'<title id="grafiek-titel">{escape_text(chart.title)}</title>'
        f'<desc id="grafiek-tekst">{escape_text(chart.description)}</desc>'
        f'<rect width="{chart.width}" height="{chart.height}" fill="#ffffff"/>{shapes}</svg>\n'
    ).encode()


def _shape(shape: Line | Mark | Word) -> str:
    match shape:
        case Line():
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
            dashes = f' stroke-dasharray="{" ".join(map(str, shape.dashes))}"' if shape.dashes else ""
            return (
                f'<polyline points="{path}" fill="none" stroke="{shape.colour}" stroke-width="{shape.width}"{dashes}/>'
            )
        case Mark():
            return _mark(shape)
        case Word():
            weight = ' font-weight="bold"' if shape.bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" text-anchor="{shape.anchor}" font-size="{shape.size}"'
                f' fill="{INK}"{weight}>{escape_text(shape.text)}</text>'
            )


def _mark(mark: Mark) -> str:
    fill = mark.colour if mark.filled else "#ffffff"
    look = f'fill="{fill}" stroke="{mark.colour}" stroke-width="2"'
    words = f"<title>{escape_text(mark.says)}</title>"
    if mark.shape == "circle":
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{CIRCLE}" {look}>{words}</circle>'
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark_corners(mark))
    return f'<polygon points="{corners}" {look}>{words}</polygon>'
