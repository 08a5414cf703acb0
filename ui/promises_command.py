"""arguments -> the promises of the letters with their status, as a table, CSV, JSON or a file: `briefwijzer promises`."""

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
    from assistant.library import Library
    from assistant.promise_status import TrackedPromise
    from assistant.vocabulary import Filters

_HELP = texts.PROMISES_HELP
_DAY = ["%Y-%m-%d"]
_SHOWN = 50  # promises in the terminal


def promises(  # noqa: PLR0913, PLR0917 - each is an option that the user can give
    library: Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])] = None,
    only_open: Annotated[bool, typer.Option("--open", help=_HELP["open"])] = False,
    ministry: Annotated[str | None, typer.Option("--ministry", help=texts.HELP["ministry"])] = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help=texts.HELP["from"])] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help=texts.HELP["to"])] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help=texts.HELP["dossier"])] = None,
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAY, help=_HELP["on"])] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_HELP["csv"])] = False,
    as_json: Annotated[bool, typer.Option("--json", help=texts.HELP["json"])] = False,
    export: Annotated[Path | None, typer.Option("--export", help=texts.EXPORT_HELP)] = None,
) -> None:
    """Show the promises of the letters."""
    from assistant.library import Library
    from assistant.settings import read_settings
    from assistant.vocabulary import Filters, dossier_number
    from ui.exports import format_of
    from ui.promises_forms import promise_form, promises_csv

    if as_csv and as_json:
        raise typer.BadParameter(texts.ONE_FORM)
    if export is not None:
        format_of(export)  # a name that cannot be written is told before anything is read
    filters = Filters(
        ministry=ministry,
        since=since.date() if since else None,
        until=until.date() if until else None,
        dossier=dossier_number(dossier) if dossier else None,
    )
    day = on.date() if on else date.today()  # noqa: DTZ011 - the user's own calendar
    with contextlib.closing(Library.from_settings(read_settings(os.environ, library=library))) as opened:
        found = find_promises(opened, filters, day, only_open=only_open)
        if export is not None:
            _export(opened, found, export)
            return
    if as_json:
        sys.stdout.write(json.dumps([promise_form(one) for one in found], ensure_ascii=False) + "\n")
    elif as_csv:
        sys.stdout.write(promises_csv(found))
    else:
        _print(found)


def find_promises(library: Library, filters: Filters, on: date, *, only_open: bool = False) -> list[TrackedPromise]:
    """The promises of the letters that pass, newest letter first; any letter of the library may have kept them."""
    from assistant.promise_status import PromiseStatus, track_promises

    asked = {header.id for header in library.headers(filters)}
    tracked = track_promises(library.ledger.promises(), on)
    return [
        one for one in tracked if one.found.header.id in asked and not (only_open and one.status is PromiseStatus.KEPT)
    ]


def _export(library: Library, found: list[TrackedPromise], file: Path) -> None:
    from ui.exports import write_export
    from ui.takeaway import library_state, take_promises

    today = date.today()  # noqa: DTZ011 - the user's own calendar
    write_export(take_promises(found, library_state(library), today), file)
    sys.stderr.write(texts.EXPORTED.format(file=file) + "\n")


def _print(found: list[TrackedPromise]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from ui.escaping import one_line
    from ui.promises_forms import promise_cells

    console = Console()
    if not found:
        console.print(texts.NO_PROMISES)
        return
    shown = [texts.PROMISE_COLUMNS.index(name) for name in texts.PROMISE_COLUMNS_SHOWN]
    table = Table(*texts.PROMISE_COLUMNS_SHOWN)
    for one in found[:_SHOWN]:
        cells = promise_cells(one)
        table.add_row(*[escape(one_line(cells[at])) for at in shown])
    console.print(table)
    if len(found) > _SHOWN:
        console.print(texts.MORE_PROMISES.format(shown=_SHOWN, count=len(found)))
