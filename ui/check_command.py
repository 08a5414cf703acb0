"""arguments -> claims checked against the letters: `briefwijzer check`.

Exit codes: 0 done, whatever the verdict; 1 something that the user can mend; 2 wrong usage.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from assistant.claims import ClaimChecker, TextCheck
    from assistant.library import Library

_HELP = texts.CHECK_HELP
_DAY = ["%Y-%m-%d"]


def check(  # noqa: PLR0913, PLR0917 - each is an option that the user can give
    claim: Annotated[str | None, typer.Argument(help=_HELP["claim"])] = None,
    library: Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])] = None,
    ministry: Annotated[str | None, typer.Option("--ministry", help=texts.HELP["ministry"])] = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help=texts.HELP["from"])] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help=texts.HELP["to"])] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help=texts.HELP["dossier"])] = None,
    as_json: Annotated[bool, typer.Option("--json", help=texts.HELP["json"])] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help=_HELP["batch"])] = None,
    export: Annotated[Path | None, typer.Option("--export", help=texts.EXPORT_HELP)] = None,
) -> None:
    """Check a claim, or each claim of a file."""
    from rich.console import Console

    from assistant import errors
    from assistant.vocabulary import Filters, dossier_number
    from ui.check_forms import check_form
    from ui.check_terminal import print_check
    from ui.exports import format_of

    filters = Filters(
        ministry=ministry,
        since=since.date() if since else None,
        until=until.date() if until else None,
        dossier=dossier_number(dossier) if dossier else None,
    )
    if batch is None and claim is None:
        raise errors.EmptyQuestion
    if export is not None:
        if batch is not None:
            raise typer.BadParameter(texts.EXPORT_OR_BATCH)
        format_of(export)  # a name that cannot be written is told before anything is read
    with _checker(library) as (opened, checker):
        if batch is not None:
            _check_batch(checker, batch, filters)
            return
        checked = checker.check(claim or "", filters)
        if export is not None:
            _export(opened, checked, export)
    if as_json:
        _write(check_form(checked))
    else:
        print_check(Console(), checked)


def _export(library: Library, checked: TextCheck, file: Path) -> None:
    from ui.exports import write_export
    from ui.takeaway import library_state, take_check

    today = date.today()  # noqa: DTZ011 - the user's own calendar
    write_export(take_check(checked, library_state(library), today), file)
    sys.stderr.write(texts.EXPORTED.format(file=file) + "\n")


def _check_batch(checker: ClaimChecker, file: Path, filters: object) -> None:
    """Give a line of JSON for each claim of a file; one that fails gives its error, and the rest go on."""
    from assistant import errors
    from assistant.vocabulary import Filters
    from ui.batch import read_questions
    from ui.check_forms import check_form

    assert isinstance(filters, Filters)  # noqa: S101
    for asked in read_questions(file, filters, field="claim"):
        try:
            _write(check_form(checker.check(asked.text, asked.filters), claim_id=asked.id))
        except errors.UsageError as fault:
            _write({"id": asked.id, "claim": asked.text, "error": texts.say_error(fault)})


@contextlib.contextmanager
def _checker(folder: Path | None) -> Iterator[tuple[Library, ClaimChecker]]:
    """The library that the settings name, and a checker on it."""
    from assistant.claims import ClaimChecker
    from assistant.library import Library
    from assistant.settings import read_settings

    settings = read_settings(os.environ, library=folder)
    library = Library.from_settings(settings)
    try:
        yield library, ClaimChecker(library)
    finally:
        library.close()


def _write(form: object) -> None:
    sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
    sys.stdout.flush()
