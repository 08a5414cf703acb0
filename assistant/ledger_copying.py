"""a ledger, an empty ledger -> the second the same as the first, whatever databases they are in, compared row by row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sql

from assistant import errors
from assistant import ledger_tables as tables

if TYPE_CHECKING:
    from assistant.ledger import Ledger

_BATCH = 1_000  # rows written at once
_PASSING = {tables.claims.name}  # what holds for the moment only


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """How many rows of a table were copied, with the SHA-256 over all of them in the order of their keys."""

    name: str
    rows: int
    digest: str


def copy_ledger(source: Ledger, target: Ledger) -> list[CopiedTable]:
    """Copy everything, keys included, in one transaction, and read it back.

    Nobody writes to the source meanwhile; reading goes on. Cut short, the target is as empty as it was.

    Args:
        source: What is copied.
        target: A ledger without letters.

    Returns:
        What was copied, table by table.

    Raises:
        LibraryThere: The target holds something.
        LibraryDamaged: What was read back is not what was copied.
    """
    if target.revision() or target.fact("library") is not None:
        raise errors.LibraryThere(path=target.place, letters=len(target.headers()))
    with source.exclusive() as reading, target.exclusive() as writing:
        writing.execute(sql.delete(tables.facts))
        for table in _copied():
            for batch in _batches(_each_row(reading, table)):
                writing.execute(sql.insert(table), batch)
        _go_on_counting(writing, shared=target.shared)
        wanted = [_digest(reading, table) for table in _copied()]
    found = digest_ledger(target)
    if found != wanted:
        differ = ", ".join(sorted({one.name for one in set(wanted) ^ set(found)}))
        raise errors.LibraryDamaged(path=target.place, detail=f"{differ} differ from what was copied")
    return found


def digest_ledger(ledger: Ledger) -> list[CopiedTable]:
    """Every table's rows, counted and digested."""
    with ledger.reading() as rows:
        return [_digest(rows, table) for table in _copied()]


def _copied() -> list[sql.Table]:
    """The tables in an order in which each comes after those it refers to."""
    return [table for table in tables.tables.sorted_tables if table.name not in _PASSING]


def _each_row(rows: sql.Connection, table: sql.Table) -> Iterator[Mapping[str, Any]]:
    query = sql.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for row in rows.execute(query).mappings():
        yield dict(row)


def _batches(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _digest(rows: sql.Connection, table: sql.Table) -> CopiedTable:
    digest, count = hashlib.sha256(), 0
    for row in _each_row(rows, table):
        plain = [value.hex() if isinstance(value, bytes) else value for value in row.values()]
        digest.update(json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        count += 1
    return CopiedTable(table.name, count, digest.hexdigest())


def _go_on_counting(rows: sql.Connection, *, shared: bool) -> None:
    """Let the numbers that the database gives begin after all that were ever given, those of passages gone included."""
    gone = [key for text in rows.scalars(sql.select(tables.changes.c.gone)) for key in json.loads(text)]
    for table, given in ((tables.passages, gone), (tables.references, []), (tables.changes, [])):
        [column] = table.primary_key.columns
        last = max([rows.scalar(sql.select(sql.func.max(column))) or 0, *given])
        if not last:
            continue
        if shared:
            sequence = sql.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            rows.execute(sql.select(sql.func.setval(sequence, last)))
        elif table.dialect_options["sqlite"]["autoincrement"]:
            counters = sql.table("sqlite_sequence", sql.column("name"), sql.column("seq"))
            rows.execute(sql.delete(counters).where(counters.c.name == table.name))
            rows.execute(sql.insert(counters).values(name=table.name, seq=last))
