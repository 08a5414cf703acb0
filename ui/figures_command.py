"""arguments -> the figures of the letters as a table, CSV, JSON, workbook or chart: `briefwijzer figures`."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.figure_index import FoundFigure
    from assistant.vocabulary import Filters
    from ui.takeaway import LibraryState

_HELP = texts.FIGURES_HELP
_DAY = ["%Y-%m-%d"]
_SHOWN = 50  # figures in the terminal


def figures(  # noqa: PLR0913, PLR0917 - each is an option that the user can give
    term: Annotated[str | None, typer.Argument(help=_HELP["term"])] = None,
    library: Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])] = None,
    ministry: Annotated[str | None, typer.Option("--ministry", help=texts.HELP["ministry"])] = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help=texts.HELP["from"])] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help=texts.HELP["to"])] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help=texts.HELP["dossier"])] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_HELP["csv"])] = False,
    as_json: Annotated[bool, typer.Option("--json", help=texts.HELP["json"])] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=texts.XLSX_HELP)] = None,
    chart: Annotated[Path | None, typer.Option("--chart", help=texts.CHART_HELP)] = None,
    export: Annotated[Path | None, typer.Option("--export", help=texts.EXPORT_HELP)] = None,
) -> None:
    """Show the figures of the letters."""
    from assistant import errors
    from assistant.vocabulary import Filters, dossier_number
    from ui.exports import format_of
    from ui.figures_forms import figure_form, figures_csv

    if as_csv and as_json:
        raise typer.BadParameter(texts.FIGURES_ONE_FORM)
    filters = Filters(
        ministry=ministry,
        since=since.date() if since else None,
        until=until.date() if until else None,
        dossier=dossier_number(dossier) if dossier else None,
    )
    for file, endings in ((xlsx, (".xlsx",)), (chart, (".svg", ".png"))):
        if file is not None and file.suffix.lower() not in endings:
            raise errors.UnknownFormat(file=file.name, known=", ".join(endings))
    if export is not None:
        format_of(export)  # a name that cannot be written is told before anything is read
    found, state = _find(library, term, filters)
    files = [file for file in (xlsx, export) if file is not None]
    for file in files:
        _export(found, term, state, file)
    if chart is not None:
        _draw(found, term, chart)
    if files or chart is not None:
        return
    if as_json:
        sys.stdout.write(json.dumps([figure_form(one) for one in found], ensure_ascii=False) + "\n")
    elif as_csv:
        sys.stdout.write(figures_csv(found))
    else:
        _print(found)


def _export(found: list[FoundFigure], term: str | None, state: LibraryState, file: Path) -> None:
    from ui.exports import write_export
    from ui.takeaway import take_figures

    today = date.today()  # noqa: DTZ011 - the user's own calendar
    write_export(take_figures(found, term, state, today), file)
    sys.stderr.write(texts.EXPORTED.format(file=file) + "\n")


def _draw(found: list[FoundFigure], term: str | None, file: Path) -> None:
    """Draw the series through time."""
    from assistant import errors
    from ui.chart import draw_chart
    from ui.chart_picture import write_png
    from ui.chart_svg import write_svg
    from ui.exports import write_file
    from ui.figure_series import chart_series

    series = chart_series(found)
    if not series:
        raise errors.NoSeries(term=term or "")
    chart = draw_chart(series, texts.CHART_TITLE.format(term=term) if term else texts.CHART_ALL)
    write_file(file, write_png(chart) if file.suffix.lower() == ".png" else write_svg(chart))
    sys.stderr.write(texts.EXPORTED.format(file=file) + "\n")


def _find(folder: Path | None, term: str | None, filters: Filters) -> tuple[list[FoundFigure], LibraryState]:
    from assistant.found_figures import find_library_figures
    from assistant.library import Library
    from assistant.settings import read_settings
    from ui.takeaway import library_state

    settings = read_settings(os.environ, library=folder)
    library = Library.from_settings(settings)
    with contextlib.closing(library):
        return find_library_figures(library, term, filters), library_state(library)


def _print(found: list[FoundFigure]) -> None:
    from rich.console import Console

    console = Console()
    if not found:
        console.print(texts.NO_FIGURES)
        return
    console.print(figures_table(found[:_SHOWN]))
    if len(found) > _SHOWN:
        console.print(texts.MORE_FIGURES.format(shown=_SHOWN, count=len(found)))


def figures_table(found: list[FoundFigure]) -> Table:
    """The figures as a table for the terminal; letter text is never read as markup."""
    from rich.markup import escape
    from rich.table import Table

    from ui.figures_forms import figure_cells

    shown = [texts.FIGURE_COLUMNS.index(name) for name in texts.FIGURE_COLUMNS_SHOWN]
    table = Table(*texts.FIGURE_COLUMNS_SHOWN)
    for one in found:
        cells = figure_cells(one)
        table.add_row(*[escape(cells[at]) for at in shown])
    return table
