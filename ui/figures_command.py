"""arguments -> the figures of the letters as a table, CSV or JSON: `briefwijzer figures`."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.figure_index import FoundFigure
    from assistant.vocabulary import Filters

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
) -> None:
    """Show the figures of the letters."""
    from assistant.vocabulary import Filters, dossier_number
    from ui.figures_forms import figure_form, figures_csv

    if as_csv and as_json:
        raise typer.BadParameter(texts.FIGURES_ONE_FORM)
    filters = Filters(
        ministry=ministry,
        since=since.date() if since else None,
        until=until.date() if until else None,
        dossier=dossier_number(dossier) if dossier else None,
    )
    found = _find(library, term, filters)
    if as_json:
        sys.stdout.write(json.dumps([figure_form(one) for one in found], ensure_ascii=False) + "\n")
    elif as_csv:
        sys.stdout.write(figures_csv(found))
    else:
        _print(found)


def _find(folder: Path | None, term: str | None, filters: Filters) -> list[FoundFigure]:
    from assistant import errors
    from assistant.embedders import load_embedder
    from assistant.found_figures import find_library_figures
    from assistant.library import Library
    from assistant.settings import read_settings

    settings = read_settings(os.environ, library=folder)
    if not (settings.library / "ledger.sqlite").is_file():
        raise errors.LibraryMissing(path=settings.library)
    library = Library(settings.library, load_embedder(settings.embedder), chroma_url=settings.chroma_url)
    with contextlib.closing(library):
        return find_library_figures(library, term, filters)


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
