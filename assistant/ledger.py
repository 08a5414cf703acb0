"""letters, passages, vectors <-> one database: the ledger, the only truth of a library.

A letter is in the ledger whole or not at all: one transaction stores its text, passages and vectors and adds a line
to `changes`, whose number (the revision) is what the indexes beside the ledger follow. Revisions appear in their order,
also where several machines write: each writer waits for the one before it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError, IntegrityError

from assistant import errors
from assistant import ledger_tables as tables
from assistant.ledger_database import SQLITE_FILE, open_engine, require_schema, say_address
from assistant.ledger_derived import DERIVED, Derived, derive, derive_rows
from assistant.ledger_findings import LedgerFindings
from assistant.ledger_reading import VECTOR_TYPE
from assistant.ledger_rows import (
    Changes,
    Source,
    StoredPassage,
    letter_row,
    passage_row,
)
from assistant.ledger_tables import LEAST_PROGRAM, SCHEMA_VERSION
from assistant.vocabulary import Letter, Passage

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

__all__ = ["Changes", "Ledger", "Source", "StoredPassage"]
_TURNS = ("turn: store", "turn: vectors")  # facts whose rows are locked by those who take turns
_SCHEMA_LOCK = 0x627269656677  # "briefw": PostgreSQL's advisory lock while the tables are made


class Ledger(LedgerFindings):
    """The ledger of a library, in its folder or in a server."""

    def __init__(self, folder: Path, *, url: str | None = None, create: bool = False) -> None:
        """Open the ledger.

        Args:
            folder: The library's folder.
            url: Address of a PostgreSQL database that holds the ledger; None for a SQLite file in the folder.
            create: Make it if it does not exist.

        Raises:
            LibraryMissing: There is none, and it is not to be made.
            LibraryDamaged: What is there is no readable ledger.
            LibraryTooNew: A newer program wrote it.
            LedgerUnreachable: The server does not answer.
            SettingError: The address cannot be used.
        """
        if url is None and not create and not (folder / SQLITE_FILE).is_file():
            raise errors.LibraryMissing(path=folder)
        super().__init__(open_engine(folder, url))
        self.shared = url is not None
        self.place = str(folder) if url is None else say_address(url)
        try:
            found = self._open_schema(create=create)
        except DatabaseError as fault:
            self.close()
            raise errors.LibraryDamaged(path=self.place, detail=fault.orig) from fault
        except errors.BriefwijzerError:
            self.close()
            raise
        self.outdated = found < SCHEMA_VERSION

    def _open_schema(self, *, create: bool) -> int:
        """The schema's version, after making the tables where there are none and some are wanted."""
        if create:
            self._make_tables()
        elif self.shared and not sql.inspect(self._engine).has_table(tables.facts.name):
            raise errors.LedgerUnmade(path=self.place)
        found = self.fact("schema")
        return require_schema(found, self.fact("least program"), self.place)

    def _make_tables(self) -> None:
        with self._engine.begin() as rows:
            if self.shared:  # two workers may start at once
                rows.execute(sql.select(sql.func.pg_advisory_xact_lock(_SCHEMA_LOCK)))
            if sql.inspect(rows).has_table(tables.facts.name) and self._fact(rows, "schema") is not None:
                return
            tables.tables.create_all(rows)  # SQLite makes each at once: some may be there, after a kill
            known = {"least program": str(LEAST_PROGRAM)} | dict.fromkeys(_TURNS, "") | {"schema": str(SCHEMA_VERSION)}
            for name, value in known.items():
                self._put_fact(rows, name, value)

    def upgrade(self) -> None:
        """Bring a ledger of an earlier program up to this one's schema, whole or not at all."""
        from assistant.ledger_migrations import migrate_schema

        with self._writing() as rows:
            found = int(self._fact(rows, "schema") or 0)
            if found >= SCHEMA_VERSION:  # another process was first
                return
            derived = migrate_schema(rows, found)
            self._fill_derived(rows, derived)
            for name, value in (("schema", SCHEMA_VERSION), ("least program", LEAST_PROGRAM)):
                self._put_fact(rows, name, str(value))
            for name in _TURNS:
                self._put_fact(rows, name, "")
        self.outdated = False

    def derive_anew(self) -> None:
        """Make the rows that follow from the letters' texts anew, in one transaction."""
        with self._writing() as rows:
            self._fill_derived(rows, DERIVED)

    def _fill_derived(self, rows: sql.Connection, names: Iterable[str]) -> None:
        """Make the rows of these tables anew from the texts of all letters."""
        wanted = [tables.tables.tables[name] for name in sorted(names)]
        for table in wanted:
            rows.execute(sql.delete(table))
        for letter_id in rows.scalars(sql.select(tables.letters.c.id).order_by(tables.letters.c.id)).all():
            letter = self._letter(rows, letter_id)
            assert letter is not None  # noqa: S101 - the writers are waiting
            for table in wanted:
                made = derive_rows(table.name, letter)
                if made:
                    rows.execute(sql.insert(table), made)

    def close(self) -> None:
        """Give the file or the connections back."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sql.Connection]:
        """A transaction that changes the ledger: whole, or not at all, and after the one before it."""
        with self._engine.begin() as rows:
            # A real change of a row: SQLite then begins its transaction here, and PostgreSQL locks the row.
            same = sql.update(tables.facts).where(tables.facts.c.name == "schema").values(value=tables.facts.c.value)
            rows.execute(same)
            yield rows

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[sql.Connection]:
        """A transaction in which nobody else writes: for copying the whole."""
        with self._writing() as rows:
            yield rows

    @contextlib.contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until nobody else, on any machine, has this turn ("store", "vectors"), and have it.

        A SQLite ledger is written by one process at a time, which has every turn.
        """
        if not self.shared:
            yield
            return
        with self._engine.begin() as rows:
            row = sql.select(tables.facts.c.name).where(tables.facts.c.name == f"turn: {name}")
            rows.execute(row.with_for_update())
            yield

    @contextlib.contextmanager
    def claim(self, path: str) -> Iterator[bool]:
        """Have a file to oneself while the context lasts, unless another worker has it; one that dies lets go.

        Yields:
            Whether the file was free. In a SQLite ledger, which has one writer, it always is.
        """
        if not self.shared:
            yield True
            return
        this = tables.claims.c.path == path
        try:
            with self._engine.begin() as rows:
                if not rows.scalar(sql.select(sql.exists().where(this))):
                    rows.execute(sql.insert(tables.claims).values(path=path))
        except IntegrityError:  # another worker listed it in this very moment
            pass
        with self._engine.begin() as rows:
            free = (
                rows.scalar(sql.select(tables.claims.c.path).where(this).with_for_update(skip_locked=True)) is not None
            )
            yield free
            if free:
                rows.execute(sql.delete(tables.claims).where(this))

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact."""
        with self._writing() as rows:
            self._put_fact(rows, name, value)

    def settle_fact(self, name: str, value: str) -> str:
        """The recorded fact; the given value is recorded first if there is none."""
        found = self.fact(name)
        if found is not None:
            return found
        with self._writing() as rows:
            found = self._fact(rows, name)
            if found is None:
                self._put_fact(rows, name, value)
            return value if found is None else found

    @staticmethod
    def _put_fact(rows: sql.Connection, name: str, value: str) -> None:
        changed = rows.execute(sql.update(tables.facts).where(tables.facts.c.name == name).values(value=value))
        if not changed.rowcount:
            rows.execute(sql.insert(tables.facts).values(name=name, value=value))

    def store(  # noqa: PLR0913 - a letter is stored with all that belongs to it
        self,
        letter: Letter,
        passages: Sequence[Passage],
        vectors: Vectors,
        *,
        source: Source,
        replaces: str | None = None,
        derived: Derived | None = None,
    ) -> int:
        """Store a letter whole, with what follows from its text, in place of what stood under its id.

        Args:
            letter: The letter.
            passages: Its passages, in order.
            vectors: Their vectors, (n, d).
            source: Where it was read from.
            replaces: Id of the letter that this one is the newer or better text of; its files become files of this
                one, and its id goes on leading here.
            derived: What follows from this very letter, where the one who parsed it made that too.

        Returns:
            The ledger's new revision.
        """
        letter_id = letter.header.id
        olds = list(dict.fromkeys([replaces or letter_id, letter_id]))
        derived = derive(letter) if derived is None else derived
        with self._writing() as rows:
            kept = rows.execute(sql.select(tables.sources).where(tables.sources.c.letter_id.in_(olds))).all()
            known = rows.scalars(sql.select(tables.aliases.c.id).where(tables.aliases.c.letter_id.in_(olds))).all()
            for old in olds:
                revision = self._add_change(rows, old)
                self._retire(rows, old, revision, by=letter.header.content_hash if old == letter_id else None)
            rows.execute(sql.insert(tables.letters).values(**letter_row(letter), revision=revision))
            sources = {row.path: Source(row.path, row.file_hash, row.format) for row in kept} | {source.path: source}
            self._put_sources(rows, letter_id, list(sources.values()))
            for alias in {*known, *olds} - {letter_id}:
                rows.execute(sql.delete(tables.aliases).where(tables.aliases.c.id == alias))
                rows.execute(sql.insert(tables.aliases).values(id=alias, letter_id=letter_id))
            if passages:
                inserted = rows.scalars(
                    sql.insert(tables.passages).returning(tables.passages.c.key, sort_by_parameter_order=True),
                    [passage_row(passage) for passage in passages],
                )
                blobs = vectors.astype(VECTOR_TYPE)
                pairs = zip(inserted, blobs, strict=True)
                rows.execute(
                    sql.insert(tables.vectors), [{"key": key, "vector": blob.tobytes()} for key, blob in pairs]
                )
            for name in DERIVED:
                if derived[name]:  # whoever parsed the letter says nothing of other letters
                    own = [{**row, "letter_id": letter_id} for row in derived[name]]
                    rows.execute(sql.insert(tables.tables.tables[name]), own)
        return revision

    def add_source(self, letter_id: str, source: Source) -> None:
        """Note that a letter already stored also stands in this file."""
        with self._writing() as rows:
            self._put_sources(rows, letter_id, [source])

    def forget_source(self, path: str) -> None:
        """Forget that a letter stands in a file, as when it was moved; the letter stays."""
        with self._writing() as rows:
            rows.execute(sql.delete(tables.sources).where(tables.sources.c.path == path))

    def remove(self, letter_id: str) -> int:
        """Remove a letter with its passages and vectors; its text stays readable as a version.

        Raises:
            UnknownLetter: There is none with this id.
        """
        letter_id = self.resolve(letter_id)
        with self._writing() as rows:
            if not rows.scalar(sql.select(sql.exists().where(tables.letters.c.id == letter_id))):
                raise errors.UnknownLetter(letter_id=letter_id)
            revision = self._add_change(rows, letter_id)
            self._retire(rows, letter_id, revision, by=None)
        return revision

    def replace_vectors(self, batches: Iterable[tuple[Sequence[int], Vectors]], facts: dict[str, str]) -> None:
        """Store other vectors for all passages, and the facts of what made them, in one transaction."""
        change = (
            sql.update(tables.vectors)
            .where(tables.vectors.c.key == sql.bindparam("at"))
            .values(vector=sql.bindparam("new"))
        )
        with self._writing() as rows:
            for keys, vectors in batches:
                pairs = zip(keys, vectors.astype(VECTOR_TYPE), strict=True)
                rows.execute(change, [{"at": key, "new": blob.tobytes()} for key, blob in pairs])
            for name, value in facts.items():
                rows.execute(sql.update(tables.facts).where(tables.facts.c.name == name).values(value=value))

    def check(self) -> list[str]:
        """Faults found in the file and between its tables; none for a sound ledger."""
        faults = []
        with self._engine.connect() as rows:
            if not self.shared:  # a server checks its own pages, and every reference as it is made
                verdict = rows.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                faults += [str(line) for line in verdict if line != "ok"]
                faults += [str(tuple(row)) for row in rows.exec_driver_sql("PRAGMA foreign_key_check")]
            missing = sql.select(sql.func.count()).select_from(tables.passages.outerjoin(tables.vectors))
            count = rows.scalar(missing.where(tables.vectors.c.key.is_(None)))
            if count:
                faults.append(f"{count} passages have no vector")
        return faults

    @staticmethod
    def _add_change(rows: sql.Connection, letter_id: str) -> int:
        """Note that a letter changes and that its passages up to now are gone."""
        keys = (
            sql.select(tables.passages.c.key)
            .where(tables.passages.c.letter_id == letter_id)
            .order_by(tables.passages.c.key)
        )
        gone = json.dumps(list(rows.scalars(keys)))
        values = {"letter_id": letter_id, "gone": gone, "mark": secrets.token_hex(4)}
        revision = rows.execute(sql.insert(tables.changes).values(**values)).inserted_primary_key
        assert revision is not None  # noqa: S101 - SQLite gives every row its number
        return int(revision[0])

    @staticmethod
    def _put_sources(rows: sql.Connection, letter_id: str, sources: Sequence[Source]) -> None:
        for source in sources:
            rows.execute(sql.delete(tables.sources).where(tables.sources.c.path == source.path))
            rows.execute(sql.insert(tables.sources).values(letter_id=letter_id, **dataclasses.asdict(source)))

    @staticmethod
    def _retire(rows: sql.Connection, letter_id: str, revision: int, *, by: str | None) -> None:
        """Take the present version of a letter out, keeping its text unless the same text comes back."""
        old = rows.execute(sql.select(tables.letters).where(tables.letters.c.id == letter_id)).one_or_none()
        if old is None:
            return
        if old.content_hash != by:
            same = (tables.versions.c.letter_id == letter_id) & (tables.versions.c.content_hash == old.content_hash)
            rows.execute(sql.delete(tables.versions).where(same))
            rows.execute(
                sql.insert(tables.versions).values(
                    letter_id=letter_id,
                    content_hash=old.content_hash,
                    header=old.header,
                    text=old.text,
                    blocks=old.blocks,
                    replaced_by_revision=revision,
                )
            )
        rows.execute(sql.delete(tables.letters).where(tables.letters.c.id == letter_id))
