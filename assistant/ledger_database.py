"""the folder of a library, or the address of a server -> the database in which its ledger is.

SQLite needs nothing; PostgreSQL is for several machines. What the two report in their own ways when a disk is full, a
file is damaged or a server is away becomes here one of the program's own errors, whatever was being asked of them.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import ArgumentError

from assistant import errors
from assistant.ledger_tables import SCHEMA_VERSION

SQLITE_FILE = "ledger.sqlite"
SETTING = "BRIEFWIJZER_LEDGER_URL"
_EXAMPLE = "give the address as postgresql://user@host/database"
# Seconds and counts by which a connection to a server that is gone is given up; libpq's own words for them.
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "briefwijzer",
}
# The same for the server's end: of a machine that is gone without a word it would keep the locks for two hours.
_SERVER_PATIENCE = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 10000"
_REST = 2.0  # seconds that a server is left alone after it was silent, so that not each in a queue waits for it in turn
_SILENT = 1.0  # seconds after which a failed attempt to connect was waiting, and not refused
_POOL = {"pool_size": 10, "max_overflow": 40, "pool_timeout": 30, "pool_pre_ping": True}
# The last byte of SQLite's result codes (https://www.sqlite.org/rescode.html), and PostgreSQL's SQLSTATEs.
_SQLITE_UNWRITABLE = {3, 8, 10, 13, 14}  # PERM, READONLY, IOERR, FULL, CANTOPEN
_SQLITE_BUSY = {5, 6}
_SQLITE_DAMAGED = {11, 26}  # CORRUPT, NOTADB
_SERVER_UNWRITABLE = {"42501", "53100", "25006"}  # no right, disk full, read only
_SERVER_AWAY = {"08", "57", "28", "3D"}  # first two: no connection, shutting down, not let in, no such database


def open_engine(folder: Path, url: str | None) -> sql.Engine:
    """Describe the database of a library; nothing is opened yet.

    Args:
        folder: The library's folder, which holds the SQLite file.
        url: Address of a PostgreSQL database; None for the file.

    Raises:
        SettingError: The address cannot be used, or the driver for it is not installed.
    """
    if url is None:
        engine = sql.create_engine(
            f"sqlite:///{folder / SQLITE_FILE}", connect_args={"timeout": 30}, hide_parameters=True
        )
        sql.event.listen(engine, "connect", _set_pragmas)
    else:
        engine = _open_server(url)
    place = folder if url is None else say_address(url)
    sql.event.listen(engine, "handle_error", lambda context: _name_fault(context, place))
    return engine


def _open_server(url: str) -> sql.Engine:
    try:
        address = sql.make_url(url)
    except ArgumentError as fault:
        raise errors.SettingError(name=SETTING, value=say_address(url), detail=_EXAMPLE) from fault
    if address.get_backend_name() != "postgresql" or not address.database:
        raise errors.SettingError(name=SETTING, value=say_address(url), detail=_EXAMPLE)
    patience = {name: value for name, value in _PATIENCE.items() if name not in address.query}
    try:
        engine = sql.create_engine(
            address.set(drivername="postgresql+psycopg"), connect_args=patience, hide_parameters=True, **_POOL
        )
    except ModuleNotFoundError as fault:
        raise errors.SettingError(
            name=SETTING, value=say_address(url), detail="install the driver: pip install 'briefwijzer[postgres]'"
        ) from fault
    sql.event.listen(engine, "do_connect", _Patient(say_address(url)))
    sql.event.listen(engine, "connect", _set_server_patience)
    return engine


class _Patient:
    """Connects to a server, and leaves one that was silent alone for a moment."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._resting_until = 0.0

    def __call__(self, dialect: Any, _record: object, arguments: Any, options: Any) -> Any:  # noqa: ANN401 - the driver's own
        begun = time.monotonic()
        if begun < self._resting_until:
            raise errors.LedgerUnreachable(place=self._place, detail="no answer a moment ago")
        try:
            return dialect.connect(*arguments, **options)
        except dialect.loaded_dbapi.Error:
            if time.monotonic() - begun > _SILENT:
                self._resting_until = time.monotonic() + _REST
            raise


def _set_server_patience(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    with contextlib.closing(connection.cursor()) as cursor:
        cursor.execute(_SERVER_PATIENCE)
    connection.commit()


def require_schema(found: str | None, least: str | None, place: object) -> int:
    """The version of a ledger's schema, if this program can use it.

    Args:
        found: What the ledger says of itself.
        least: The oldest program that can use it, if it says so.
        place: Where it is, for the message.

    Raises:
        LibraryDamaged: It says nothing that can be understood.
        LibraryTooNew: It is of a newer program, and not for this one.
    """
    if found is None or not found.isdigit():
        raise errors.LibraryDamaged(path=place, detail=f"its schema is '{found}'")
    usable = least is not None and least.isdigit() and int(least) <= SCHEMA_VERSION
    if int(found) > SCHEMA_VERSION and not usable:
        raise errors.LibraryTooNew(path=place, found=found, known=SCHEMA_VERSION)
    return int(found)


def say_address(url: str) -> str:
    """An address without what is secret in it: no password, no parameters."""
    place = url.partition("?")[0]
    scheme, mark, rest = place.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}{mark}{user.partition(':')[0]}{at}{host}" if mark else "…"


def _name_fault(context: ExceptionContext, place: object) -> errors.BriefwijzerError | None:
    """The program's own error for a driver's, if it is about the database and not about what was asked of it."""
    if context.is_pre_ping:  # a connection that went stale; the pool opens another
        return None
    fault = context.original_exception
    detail = " ".join(str(fault).split())
    code = getattr(fault, "sqlite_errorcode", None)
    state = getattr(fault, "sqlstate", None)
    if code is not None:
        return _name_sqlite_fault(code & 0xFF, place, detail)
    if state in _SERVER_UNWRITABLE:
        return errors.LibraryUnwritable(path=place, detail=detail)
    gone = context.is_disconnect or (state is None and context.connection is None)
    if gone or str(state)[:2] in _SERVER_AWAY:
        return errors.LedgerUnreachable(place=place, detail=detail)
    return None


def _name_sqlite_fault(code: int, place: object, detail: str) -> errors.BriefwijzerError | None:
    if code in _SQLITE_UNWRITABLE:
        return errors.LibraryUnwritable(path=place, detail=detail)
    if code in _SQLITE_BUSY:
        return errors.LibraryBusy(path=place)
    if code in _SQLITE_DAMAGED:
        return errors.LibraryDamaged(path=place, detail=detail)
    return None


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    cursor = connection.cursor()
    with contextlib.closing(cursor):
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # a committed letter survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
