"""arguments -> a library copied, kept or put back: `briefwijzer migrate`, `backup` and `restore`."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ui import texts

_HELP = texts.CARE_HELP
_Library = Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])]
_Json = Annotated[bool, typer.Option("--json", help=texts.HELP["json"])]


def migrate(
    to: Annotated[str, typer.Option("--to", help=_HELP["to"])], library: _Library = None, as_json: _Json = False
) -> None:
    """Copy the library to another ledger, and compare the two."""
    from assistant import errors
    from assistant.ledger import Ledger
    from assistant.ledger_copying import copy_ledger
    from assistant.settings import read_settings

    settings = read_settings(os.environ, library=library)
    in_server = "://" in to
    folder = settings.library if in_server else Path(to).expanduser()
    if not in_server:
        folder.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(Ledger(settings.library, url=settings.servers.ledger_url)) as source:
        if source.outdated:
            source.upgrade()
        if not in_server and not source.shared and folder.resolve() == settings.library.resolve():
            raise errors.LibraryThere(path=folder, letters=len(source.headers()))
        with contextlib.closing(Ledger(folder, url=to if in_server else None, create=True)) as target:
            copied = copy_ledger(source, target)
            place, letters = target.place, len(target.headers())
    if as_json:
        tables = [{"table": one.name, "rows": one.rows, "sha256": one.digest} for one in copied]
        sys.stdout.write(json.dumps({"to": place, "letters": letters, "tables": tables}) + "\n")
    how = texts.MIGRATED_SERVER if in_server else texts.MIGRATED_FOLDER
    _tell(how.format(letters=texts.say_count(letters, "brief", "brieven"), place=place))


def backup(file: Annotated[Path, typer.Argument(help=_HELP["file"])], library: _Library = None) -> None:
    """Write a backup of the library; it can be in use meanwhile."""
    from assistant import errors
    from assistant.backups import back_up
    from assistant.ledger_database import say_address
    from assistant.settings import read_settings

    settings = read_settings(os.environ, library=library)
    if settings.servers.ledger_url:
        place = say_address(settings.servers.ledger_url)
        raise errors.LedgerInServer(place=place, command=f"pg_dump --format=custom --file={file} {place}")
    letters = back_up(settings.library, file.expanduser())
    _tell(texts.BACKED_UP.format(letters=texts.say_count(letters, "brief", "brieven"), file=file))


def restore(
    file: Annotated[Path, typer.Argument(help=_HELP["file"])],
    library: _Library = None,
    replace: Annotated[bool, typer.Option("--replace", help=_HELP["replace"])] = False,
) -> None:
    """Make the library of a backup."""
    from assistant import errors
    from assistant.backups import restore as put_back
    from assistant.embedders import load_embedder
    from assistant.ledger_database import say_address
    from assistant.library import Library
    from assistant.settings import read_settings

    settings = read_settings(os.environ, library=library)
    if settings.servers.ledger_url:
        place = say_address(settings.servers.ledger_url)
        raise errors.LedgerInServer(place=place, command=f"pg_restore --clean --if-exists --dbname={place} {file}")
    letters = put_back(file.expanduser(), settings.library, replace=replace)
    _tell(texts.RESTORED.format(letters=texts.say_count(letters, "brief", "brieven"), place=settings.library))
    restored = Library(settings.library, load_embedder(settings.embedder), servers=settings.servers)
    with contextlib.closing(restored), restored.writing():
        pass  # on leaving, the indexes are brought up to the ledger


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
