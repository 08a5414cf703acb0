"""library in a folder <-> one file: a backup made while the library is in use, and the library made anew from it.

What is kept is the ledger; the indexes are made from it. A ledger in a PostgreSQL server is kept by its own tools.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant import errors
from assistant.ledger_database import SQLITE_FILE, require_schema


def back_up(folder: Path, file: Path) -> int:
    """Write a library's ledger to a file; whoever reads or writes meanwhile goes on, and the file holds one moment.

    A file of that name is replaced once the new one is complete and found sound.

    Returns:
        How many letters the backup holds.

    Raises:
        LibraryMissing: There is no library.
        LibraryDamaged: The ledger cannot be read whole.
        LibraryUnwritable: The file cannot be written.
    """
    ledger = folder / SQLITE_FILE
    if not ledger.is_file():
        raise errors.LibraryMissing(path=folder)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with _named(file), _opened(ledger) as source, _opened(unfinished) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        letters = _require_sound(target, unfinished)
    with _named(file):
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    return letters


def restore(file: Path, folder: Path, *, replace: bool = False) -> int:
    """Make a library of a backup. Its indexes are brought up to it when it is opened.

    Args:
        file: The backup.
        folder: Where to.
        replace: Whether a library that is there may be replaced; what it held is then gone.

    Returns:
        How many letters the library holds.

    Raises:
        LibraryThere: There is a library, and it is not to be replaced.
        LibraryBusy: It is being written to.
        LibraryDamaged: The backup is cut off or damaged; what is there is left as it is.
        LibraryTooNew: A newer program made the backup.
        LibraryUnwritable: The folder cannot be written.
    """
    if not file.is_file():
        raise errors.NoSuchPath(path=file)
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "writer.lock", timeout=0), _named(folder):
            return _restore(file, folder, replace=replace)
    except Timeout as held:
        raise errors.LibraryBusy(path=folder) from held


def _restore(file: Path, folder: Path, *, replace: bool) -> int:
    ledger = folder / SQLITE_FILE
    with _opened(file, only_read=True) as source:
        letters = _require_sound(source, file)
        size = source.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
        if size != file.stat().st_size:
            raise errors.LibraryDamaged(path=file, detail=f"it has {file.stat().st_size} of {size} bytes")
        if ledger.exists() and not replace:
            raise errors.LibraryThere(path=folder, letters=_count(ledger))
        with _opened(ledger) as target:  # one transaction of SQLite's: cut short, the ledger is as it was
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
    return letters


def _count(ledger: Path) -> int:
    with _opened(ledger, only_read=True) as rows:
        try:
            return int(rows.execute("SELECT count(*) FROM letters").fetchone()[0])
        except sqlite3.DatabaseError:  # what is there is no ledger; it is not replaced unasked either
            return 0


def _require_sound(rows: sqlite3.Connection, path: Path) -> int:
    """How many letters a ledger holds, if its pages are sound and it is one."""
    verdict = rows.execute("PRAGMA integrity_check").fetchall()
    if verdict != [("ok",)]:
        raise errors.LibraryDamaged(path=path, detail=verdict[0][0])
    tables = {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"facts", "letters", "passages"} <= tables:
        raise errors.LibraryDamaged(path=path, detail="it is no library of letters")
    facts = dict(rows.execute("SELECT name, value FROM facts"))
    require_schema(facts.get("schema"), facts.get("least program"), path)
    return int(rows.execute("SELECT count(*) FROM letters").fetchone()[0])


@contextlib.contextmanager
def _opened(path: Path, *, only_read: bool = False) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}{'?mode=ro' if only_read else ''}", uri=True, timeout=30)
    with contextlib.closing(connection):
        yield connection


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name what goes wrong with a file."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise errors.LibraryUnwritable(path=path, detail=fault) from fault
    except sqlite3.DatabaseError as fault:  # cut off, or no database at all
        raise errors.LibraryDamaged(path=path, detail=fault) from fault
    except OSError as fault:
        raise errors.LibraryUnwritable(path=path, detail=fault.strerror or fault) from fault
