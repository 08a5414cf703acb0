"""arguments -> letters from an official source in the library: `briefwijzer sync`.

Exit codes: 0 done; 1 a letter failed, the source failed, or fewer letters came than it announced; 2 wrong usage.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest.fetching import Fetcher
    from ingest.source_listing import LetterSource, Page, Wanted
    from ingest.source_settings import SourceSettings
    from ingest.sync_report import SyncReport

_HELP = texts.SYNC_HELP
_DAY = ["%Y-%m-%d"]


class SourceName(StrEnum):
    """An official source, as the user types it."""

    TWEEDEKAMER = "tweedekamer"
    KOOP = "koop"


def sync(  # noqa: PLR0913, PLR0917 - each is an option that the user can give
    source: Annotated[SourceName, typer.Argument(help=_HELP["source"])],
    since: Annotated[datetime | None, typer.Option("--since", formats=_DAY, help=_HELP["since"])] = None,
    until: Annotated[datetime | None, typer.Option("--until", formats=_DAY, help=_HELP["until"])] = None,
    ministry: Annotated[str | None, typer.Option("--ministry", help=_HELP["ministry"])] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help=_HELP["dossier"])] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_HELP["dry_run"])] = False,
    retry: Annotated[bool, typer.Option("--retry", help=_HELP["retry"])] = False,
    library: Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])] = None,
    as_json: Annotated[bool, typer.Option("--json", help=texts.HELP["json"])] = False,
) -> None:
    """Bring the library up to what an official source has."""
    from assistant.settings import read_settings
    from ingest.fetching import Fetcher
    from ingest.source_settings import read_source_settings
    from ui.sync_terminal import print_sync, sync_form

    wanted = _wanted(since, until, ministry, dossier)
    sources = read_source_settings(os.environ)
    chosen = _source(source, sources)
    with (
        Fetcher(chosen.address, chosen.setting, sources.manners) as fetcher,
        _opened(read_settings(os.environ, library=library), create=not dry_run) as opened,
    ):
        report = _run(opened, chosen, fetcher, wanted, planning=dry_run, retry=retry)
    if as_json:
        sys.stdout.write(json.dumps(sync_form(report), ensure_ascii=False) + "\n")
    print_sync(report, listing=dry_run and not as_json)
    if not report.sound:
        raise typer.Exit(1)


def _wanted(since: datetime | None, until: datetime | None, ministry: str | None, dossier: str | None) -> Wanted:
    from assistant.vocabulary import dossier_number
    from ingest.ministries import official_name
    from ingest.source_listing import Wanted

    if since and until and until < since:
        raise typer.BadParameter(texts.SYNC_UNTIL_BEFORE_SINCE)
    named = official_name(ministry.removeprefix("Ministerie van ")) if ministry else None
    return Wanted(
        since=since.date() if since else None,
        until=until.date() if until else None,
        ministry=named.removeprefix("Ministerie van ") if named else None,
        dossier=dossier_number(dossier) if dossier and dossier.strip() else None,
    )


def _source(name: SourceName, settings: SourceSettings) -> LetterSource:
    if name is SourceName.KOOP:
        from ingest.source_koop import Koop

        return Koop(settings)
    from ingest.source_tweedekamer import TweedeKamer

    return TweedeKamer(settings)


@contextlib.contextmanager
def _opened(settings: Settings, *, create: bool) -> Iterator[Library | None]:
    """The library of these settings, made if it is to be; None where there is none."""
    from assistant import errors
    from assistant.library import Library

    try:
        opened = Library.from_settings(settings, create=create)
    except errors.LibraryMissing:
        yield None
        return
    with contextlib.closing(opened):
        yield opened


def _run(  # noqa: PLR0913 - what `sync` takes
    library: Library | None, source: LetterSource, fetcher: Fetcher, wanted: Wanted, *, planning: bool, retry: bool
) -> SyncReport:
    from rich.console import Console

    from ingest.sync import plan
    from ingest.sync import sync as bring
    from ui.terminal import file_progress

    with file_progress(Console(stderr=True)) as progress:
        bar = progress.add_task(texts.SYNC_FETCHING, total=None)

        def show_page(page: Page) -> None:
            progress.update(bar, total=page.announced, advance=page.entries - (0 if planning else len(page.letters)))

        if planning or library is None:
            return plan(library, source, fetcher, wanted, retry=retry, on_page=show_page)
        return bring(
            library, source, fetcher, wanted, retry=retry, on_page=show_page,
            on_letter=lambda _letter: progress.advance(bar),
        )  # fmt: skip
