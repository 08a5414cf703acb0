"""figures of the library -> JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from assistant.figure_index import FoundFigure
from assistant.figures import is_open
from assistant.vocabulary import Figure
from ui import texts
from ui.answer_forms import letter_form
from ui.spreadsheet_cells import harmless

Json: TypeAlias = dict[str, Any]
_DIGITS = 6  # of a share: a third has no end


def figure_form(found: FoundFigure) -> Json:
    """A figure: a line of `figures --json`."""
    indexed = found.indexed
    figure = indexed.figure
    return {
        "measure": indexed.measure,
        "text": figure.text,
        "value": None if is_open(figure) else number_form(figure.value),
        "upper": None if figure.upper is None else number_form(figure.upper),
        "unit": figure.unit_text or figure.unit.value,
        "qualifier": figure.qualifier,
        "period": indexed.period,
        "letter": letter_form(found.header),
        "page": indexed.page,
        "paragraph": indexed.paragraph,
        "quote": found.quote,
        "start": figure.start,
        "end": figure.end,
        "series": found.series or None,
        "mark": found.mark.value if found.mark else None,
    }


def figures_csv(figures: Sequence[FoundFigure]) -> str:
    """The figures as CSV with a line of headings; cells that a spreadsheet would compute are made harmless."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(texts.FIGURE_COLUMNS)
    for found in figures:
        writer.writerow([harmless(cell) for cell in figure_cells(found)])
    return buffer.getvalue()


def figure_cells(found: FoundFigure) -> list[str]:
    """A figure in the columns of the table."""
    indexed, header = found.indexed, found.header
    return [
        indexed.measure,
        say_figure(found),
        say_value(indexed.figure),
        indexed.figure.unit_text or indexed.figure.unit.value,
        indexed.period or "",
        header.title,
        header.date.isoformat() if header.date else "",
        str(indexed.page or ""),
        str(found.series or ""),
        texts.FIGURE_MARKS[found.mark.value] if found.mark else "",
        " ".join(found.quote.split()),
    ]


def say_figure(found: FoundFigure) -> str:
    """A figure as it is written, with the unit that follows it in the letter ("72 uur", "8.914 gebouwen")."""
    figure = found.indexed.figure
    unit = figure.unit_text
    at = figure.end - found.indexed.sentence[0]
    following = found.quote[at : at + len(unit) + 1]
    return f"{figure.text}{following}" if unit and following.casefold() == f" {unit}".casefold() else figure.text


def say_value(figure: Figure) -> str:
    """The value in plain digits, with a comma ("2500000", "3,5"); nothing where the amount is still open ("p.m.")."""
    return "" if is_open(figure) else f"{round(figure.value, _DIGITS).normalize():f}".replace(".", ",")


def number_form(value: Decimal) -> int | float:
    """A number as JSON holds it."""
    return int(value) if value == value.to_integral_value() else float(value)
