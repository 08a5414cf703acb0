"""letters, passages, vectors <-> one SQLite file: the ledger, the only truth of a library.

A letter is in the ledger whole or not at all: one transaction stores its text, passages and vectors and adds a line
to `changes`, whose number (the revision) is what the indexes beside the ledger follow.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError, OperationalError

from assistant import errors
from assistant.figure_index import FoundFigure, IndexedFigure
from assistant.ledger_rows import (
    dump_blocks,
    dump_header,
    figure_of,
    figure_row,
    load_blocks,
    load_header,
    passage_of,
    passage_row,
    reference_of,
    reference_row,
)
from assistant.references import Reference
from assistant.vocabulary import Filters, Letter, LetterHeader, Passage, Searched

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

SCHEMA_VERSION = "1"
_SAME_FLOAT = 1e-6  # figures that differ by less are one value, written as a floating point number
_PAGE = 500  # rows asked for by key at once, well under SQLite's limit on variables

_tables = sql.MetaData()
_facts = sql.Table(
    "facts",  # schema version, embedder and analyser by which the library was made
    _tables,
    sql.Column("name", sql.String, primary_key=True),
    sql.Column("value", sql.String, nullable=False),
)
_letters = sql.Table(
    "letters",
    _tables,
    sql.Column("id", sql.String, primary_key=True),
    sql.Column("content_hash", sql.String, nullable=False, index=True),
    sql.Column("date", sql.Integer, index=True),  # yyyymmdd
    sql.Column("ministry", sql.String),
    sql.Column("dossier", sql.String),
    sql.Column("reference", sql.String, index=True),  # without blanks and punctuation, in lower case; likewise:
    sql.Column("kamerstuk", sql.String, index=True),
    sql.Column("sample", sql.Boolean, nullable=False),
    sql.Column("header", sql.Text, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("blocks", sql.Text, nullable=False),
    sql.Column("page_count", sql.Integer),
    sql.Column("pages_estimated", sql.Boolean, nullable=False),
    sql.Column("revision", sql.Integer, nullable=False, index=True),
)
_versions = sql.Table(
    "versions",  # texts that were replaced or removed, so that citations made before can still be read
    _tables,
    sql.Column("letter_id", sql.String, primary_key=True),
    sql.Column("content_hash", sql.String, primary_key=True),
    sql.Column("header", sql.Text, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("blocks", sql.Text, nullable=False),
    sql.Column("replaced_by_revision", sql.Integer, nullable=False),
)
_sources = sql.Table(
    "sources",  # the files that a letter was read from
    _tables,
    sql.Column("path", sql.String, primary_key=True),
    sql.Column("file_hash", sql.String, nullable=False, index=True),
    sql.Column("format", sql.String, nullable=False),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False, index=True),
)
_aliases = sql.Table(
    "aliases",  # ids that a letter had before more was known of it; links made with them go on working
    _tables,
    sql.Column("id", sql.String, primary_key=True),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False),
)
_passages = sql.Table(
    "passages",
    _tables,
    sql.Column("key", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False, index=True),
    sql.Column("ordinal", sql.Integer, nullable=False),
    sql.Column("start", sql.Integer, nullable=False),
    sql.Column("end", sql.Integer, nullable=False),
    sql.Column("section", sql.Text, nullable=False),
    sql.Column("page", sql.Integer),
    sql.Column("paragraph", sql.Integer, nullable=False),
    sql.Column("voice", sql.String, nullable=False),
    sql.Column("context", sql.Text, nullable=False),
    sql.Column("question", sql.Text),
    sql.Column("blocks", sql.Text, nullable=False),
    sqlite_autoincrement=True,  # a key is never given twice, so an index that is behind can't mistake one
)
_vectors = sql.Table(
    "vectors",
    _tables,
    sql.Column("key", sql.ForeignKey("passages.key", ondelete="CASCADE"), primary_key=True),
    sql.Column("vector", sql.LargeBinary, nullable=False),  # float16, little endian
)
_figures = sql.Table(
    "figures",  # of each letter's text, without dates and years, which are the periods of others
    _tables,
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("start", sql.Integer, primary_key=True),
    sql.Column("end", sql.Integer, nullable=False),
    sql.Column("text", sql.String, nullable=False),
    sql.Column("value", sql.Float, nullable=False, index=True),  # to find equal values by; `exact` is the value itself
    sql.Column("exact", sql.String, nullable=False),
    sql.Column("upper", sql.String),
    sql.Column("unit", sql.String, nullable=False),
    sql.Column("unit_text", sql.String, nullable=False),
    sql.Column("qualifier", sql.String),
    sql.Column("measure", sql.Text, nullable=False),
    sql.Column("period", sql.String),
    sql.Column("page", sql.Integer),
    sql.Column("paragraph", sql.Integer, nullable=False),
    sql.Column("sentence_start", sql.Integer, nullable=False),
    sql.Column("sentence_end", sql.Integer, nullable=False),
)
_references = sql.Table(
    "references",  # of each letter to official documents and other letters
    _tables,
    sql.Column("key", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False, index=True),
    sql.Column("start", sql.Integer, nullable=False),
    sql.Column("end", sql.Integer, nullable=False),
    sql.Column("text", sql.String, nullable=False),
    sql.Column("kind", sql.String, nullable=False),
    sql.Column("identifier", sql.String, index=True),
    sql.Column("official", sql.String, nullable=False),
    sql.Column("url", sql.String),
)
_changes = sql.Table(
    "changes",
    _tables,
    sql.Column("revision", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("letter_id", sql.String, nullable=False),
    sql.Column("gone", sql.Text, nullable=False),  # keys of the passages that it took away, as JSON
    sqlite_autoincrement=True,
)
_VECTOR_TYPE = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or an address, that a letter was read from."""

    path: str
    file_hash: str  # SHA-256 of its bytes, hexadecimal
    format: str  # "xml", "docx", "pdf", …


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the ledger after some revision: the letters stored or removed, the passage keys taken away."""

    letter_ids: tuple[str, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its key in the ledger and the header of its letter."""

    key: int
    passage: Passage
    header: LetterHeader


class Ledger:
    """The ledger in one file. Reading is possible while another process writes."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the ledger.

        Args:
            path: The SQLite file.
            create: Make it if it does not exist.

        Raises:
            LibraryMissing: There is none, and it is not to be made.
            LibraryDamaged: The file is no readable ledger.
            LibraryTooNew: A newer program wrote it.
        """
        if not create and not path.is_file():
            raise errors.LibraryMissing(path=path.parent)
        self.path = path
        self._engine = sql.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sql.event.listen(self._engine, "connect", _set_pragmas)
        try:
            if create:
                _tables.create_all(self._engine)
                self._add_fact("schema", SCHEMA_VERSION)
            found = self.fact("schema")
        except DatabaseError as fault:
            raise errors.LibraryDamaged(path=path, detail=fault.orig) from fault
        if found != SCHEMA_VERSION:
            raise errors.LibraryTooNew(path=path.parent, found=found, known=SCHEMA_VERSION)

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sql.Connection]:
        """A transaction that changes the ledger: whole, or not at all."""
        try:
            with self._engine.begin() as rows:
                yield rows
        except OperationalError as fault:  # a full disk, a folder that may not be written
            raise errors.LibraryUnwritable(path=self.path.parent, detail=fault.orig) from fault

    def fact(self, name: str) -> str | None:
        """A recorded fact of the library ("embedder", "analyser", "schema"), or None."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(_facts.c.value).where(_facts.c.name == name))

    def set_fact(self, name: str, value: str) -> None:
        """Record a fact."""
        with self._writing() as rows:
            rows.execute(sql.delete(_facts).where(_facts.c.name == name))
            rows.execute(sql.insert(_facts).values(name=name, value=value))

    def _add_fact(self, name: str, value: str) -> None:
        if self.fact(name) is None:
            self.set_fact(name, value)

    def store(  # noqa: PLR0913 - all that is known of a letter
        self,
        letter: Letter,
        passages: Sequence[Passage],
        vectors: Vectors,
        *,
        source: Source,
        figures: Sequence[IndexedFigure] = (),
        references: Sequence[Reference] = (),
        replaces: str | None = None,
    ) -> int:
        """Store a letter whole, in place of what stood under its id.

        Args:
            letter: The letter.
            passages: Its passages, in order.
            vectors: Their vectors, (n, d).
            figures: The figures in its text.
            references: Its references to documents and other letters.
            source: Where it was read from.
            replaces: Id of the letter that this one is the newer or better text of; its files become files of this
                one, and its id goes on leading here.

        Returns:
            The ledger's new revision.
        """
        letter_id = letter.header.id
        olds = list(dict.fromkeys([replaces or letter_id, letter_id]))
        with self._writing() as rows:
            kept = rows.execute(sql.select(_sources).where(_sources.c.letter_id.in_(olds))).all()
            known = rows.scalars(sql.select(_aliases.c.id).where(_aliases.c.letter_id.in_(olds))).all()
            for old in olds:
                revision = self._add_change(rows, old)
                self._retire(rows, old, revision, by=letter.header.content_hash if old == letter_id else None)
            rows.execute(sql.insert(_letters).values(**_letter_row(letter), revision=revision))
            sources = {row.path: Source(row.path, row.file_hash, row.format) for row in kept} | {source.path: source}
            self._put_sources(rows, letter_id, list(sources.values()))
            for alias in {*known, *olds} - {letter_id}:
                rows.execute(sql.delete(_aliases).where(_aliases.c.id == alias))
                rows.execute(sql.insert(_aliases).values(id=alias, letter_id=letter_id))
            if passages:
                inserted = rows.scalars(
                    sql.insert(_passages).returning(_passages.c.key, sort_by_parameter_order=True),
                    [passage_row(passage) for passage in passages],
                )
                blobs = vectors.astype(_VECTOR_TYPE)
                pairs = zip(inserted, blobs, strict=True)
                rows.execute(sql.insert(_vectors), [{"key": key, "vector": blob.tobytes()} for key, blob in pairs])
            if figures:
                rows.execute(sql.insert(_figures), [figure_row(letter_id, one) for one in figures])
            if references:
                rows.execute(sql.insert(_references), [reference_row(letter_id, one) for one in references])
        return revision

    def add_source(self, letter_id: str, source: Source) -> None:
        """Note that a letter already stored also stands in this file."""
        with self._writing() as rows:
            self._put_sources(rows, letter_id, [source])

    def forget_source(self, path: str) -> None:
        """Forget that a letter stands in a file, as when it was moved; the letter stays."""
        with self._writing() as rows:
            rows.execute(sql.delete(_sources).where(_sources.c.path == path))

    def remove(self, letter_id: str) -> int:
        """Remove a letter with its passages and vectors; its text stays readable as a version.

        Raises:
            UnknownLetter: There is none with this id.
        """
        letter_id = self.resolve(letter_id)
        with self._writing() as rows:
            if not rows.scalar(sql.select(sql.exists().where(_letters.c.id == letter_id))):
                raise errors.UnknownLetter(letter_id=letter_id)
            revision = self._add_change(rows, letter_id)
            self._retire(rows, letter_id, revision, by=None)
        return revision

    def replace_vectors(self, batches: Iterable[tuple[Sequence[int], Vectors]], facts: dict[str, str]) -> None:
        """Store other vectors for all passages, and the facts of what made them, in one transaction."""
        change = sql.update(_vectors).where(_vectors.c.key == sql.bindparam("at")).values(vector=sql.bindparam("new"))
        with self._writing() as rows:
            for keys, vectors in batches:
                pairs = zip(keys, vectors.astype(_VECTOR_TYPE), strict=True)
                rows.execute(change, [{"at": key, "new": blob.tobytes()} for key, blob in pairs])
            for name, value in facts.items():
                rows.execute(sql.update(_facts).where(_facts.c.name == name).values(value=value))

    def resolve(self, letter_id: str) -> str:
        """The present id of a letter, where an earlier one is given; any other id as it is."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(_aliases.c.letter_id).where(_aliases.c.id == letter_id)) or letter_id

    def letter(self, letter_id: str) -> Letter:
        """The letter with this id, or with an id that it had before.

        Raises:
            UnknownLetter: There is none.
        """
        with self._engine.connect() as rows:
            row = rows.execute(sql.select(_letters).where(_letters.c.id == self.resolve(letter_id))).one_or_none()
        if row is None:
            raise errors.UnknownLetter(letter_id=letter_id)
        return Letter(load_header(row.header), row.text, load_blocks(row.blocks), row.page_count, row.pages_estimated)

    def version(self, letter_id: str, content_hash: str) -> Letter:
        """A letter's text as it was, for a citation made before it was replaced or removed.

        Raises:
            UnknownLetter: No letter had this text under this id.
        """
        with self._engine.connect() as rows:
            this = (_versions.c.letter_id == letter_id) & (_versions.c.content_hash == content_hash)
            row = rows.execute(sql.select(_versions).where(this)).one_or_none()
        if row is not None:
            return Letter(load_header(row.header), row.text, load_blocks(row.blocks))
        present = self.letter(letter_id)
        if present.header.content_hash != content_hash:
            raise errors.UnknownLetter(letter_id=f"{letter_id}@{content_hash[:8]}")
        return present

    def akin(self, header: LetterHeader) -> list[str]:
        """Ids of the letters that could be the same one: of the same date, Kamerstuk number or reference, in order."""
        column, row = _letters.c, _header_row(header)
        same = [column[name] == row[name] for name in ("date", "reference", "kamerstuk") if row[name]]
        if not same:
            return []
        with self._engine.connect() as rows:
            return list(rows.scalars(sql.select(column.id).where(sql.or_(*same)).order_by(column.id)))

    def has_letter(self, letter_id: str) -> bool:
        """Whether a letter has this id."""
        with self._engine.connect() as rows:
            return bool(rows.scalar(sql.select(sql.exists().where(_letters.c.id == letter_id))))

    def headers(self, filters: Filters | None = None, *, limit: int | None = None) -> list[LetterHeader]:
        """The headers of the letters that pass the filters, newest first; of all, if none are given."""
        order = (_letters.c.date.desc().nulls_last(), _letters.c.id)
        query = sql.select(_letters.c.header).where(*_conditions(filters or Filters())).order_by(*order).limit(limit)
        with self._engine.connect() as rows:
            return [load_header(text) for text in rows.scalars(query)]

    def ministries(self) -> list[str]:
        """The names of all ministries that sent a letter, in order."""
        query = sql.select(_letters.c.ministry).where(_letters.c.ministry.is_not(None)).distinct()
        with self._engine.connect() as rows:
            return sorted(rows.scalars(query))

    def count_passages(self) -> int:
        """How many passages there are."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(sql.func.count()).select_from(_passages)) or 0

    def searched(self, filters: Filters) -> Searched:
        """How many letters pass the filters, and the first and last date among them."""
        column = _letters.c
        query = sql.select(sql.func.count(), sql.func.min(column.date), sql.func.max(column.date))
        with self._engine.connect() as rows:
            count, since, until = rows.execute(query.where(*_conditions(filters))).one()
        return Searched(count, _date_of(since), _date_of(until))

    def passages_within(self, filters: Filters) -> list[int]:
        """Keys of the passages whose letters pass the filters, in order."""
        query = sql.select(_passages.c.key).join(_letters).where(*_conditions(filters)).order_by(_passages.c.key)
        with self._engine.connect() as rows:
            return list(rows.scalars(query))

    def letter_of_file(self, file_hash: str) -> str | None:
        """Id of the letter that was read from a file of this hash, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(_sources.c.letter_id).where(_sources.c.file_hash == file_hash).limit(1))

    def letter_of_text(self, content_hash: str) -> str | None:
        """Id of the letter with this very text, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(_letters.c.id).where(_letters.c.content_hash == content_hash).limit(1))

    def letter_of_path(self, path: str) -> str | None:
        """Id of the letter last read from this path, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(_sources.c.letter_id).where(_sources.c.path == path))

    def sources(self, letter_id: str) -> list[str]:
        """The files that a letter was read from, in order."""
        return [source.path for source in self.known_sources(letter_id)]

    def known_sources(self, letter_id: str) -> list[Source]:
        """The files that a letter was read from, with their hashes and formats, in order of their paths."""
        query = sql.select(_sources).where(_sources.c.letter_id == letter_id).order_by(_sources.c.path)
        with self._engine.connect() as rows:
            return [Source(row.path, row.file_hash, row.format) for row in rows.execute(query)]

    def passages(self, keys: Sequence[int]) -> list[StoredPassage]:
        """The passages with these keys, in the order of the keys; a key that is gone is left out."""
        text = sql.func.substr(_letters.c.text, _passages.c.start + 1, _passages.c.end - _passages.c.start)
        query = sql.select(_passages, text.label("text"), _letters.c.header).join(_letters)
        found: dict[int, StoredPassage] = {}
        with self._engine.connect() as rows:
            for some in _in_pages(keys):
                for row in rows.execute(query.where(_passages.c.key.in_(some))):
                    found[row.key] = StoredPassage(row.key, passage_of(row, row.text), load_header(row.header))
        return [found[key] for key in keys if key in found]

    def vectors(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Vectors of the passages with these keys.

        Returns:
            The keys that were found, in the order asked for, and their vectors, (n, d) float32.
        """
        query = sql.select(_vectors.c.key, _vectors.c.vector)
        found: dict[int, bytes] = {}
        with self._engine.connect() as rows:
            for some in _in_pages(keys):
                found.update((row.key, row.vector) for row in rows.execute(query.where(_vectors.c.key.in_(some))))
        present = [key for key in keys if key in found]
        return present, _as_matrix([found[key] for key in present])

    def all_vectors(self) -> tuple[list[int], Vectors]:
        """Every passage's key and vector, in the order of the keys."""
        with self._engine.connect() as rows:
            pairs = rows.execute(sql.select(_vectors.c.key, _vectors.c.vector).order_by(_vectors.c.key)).all()
        return [row.key for row in pairs], _as_matrix([row.vector for row in pairs])

    def figures(
        self,
        *,
        values: Sequence[float] | None = None,
        within: Sequence[int] | None = None,
        filters: Filters | None = None,
    ) -> list[FoundFigure]:
        """Figures of the letters with their quotes, newest letter first, then by place.

        Args:
            values: Only figures of one of these values, to six digits.
            within: Only figures of the passages with these keys.
            filters: Only figures of the letters that pass.
        """
        quote = sql.func.substr(
            _letters.c.text, _figures.c.sentence_start + 1, _figures.c.sentence_end - _figures.c.sentence_start
        )
        query = (
            sql.select(_figures, _letters.c.header, quote.label("quote"))
            .select_from(_figures.join(_letters))
            .where(*_conditions(filters or Filters()))
        )
        if values is not None:
            near = [
                _figures.c.value.between(value - abs(value) * _SAME_FLOAT, value + abs(value) * _SAME_FLOAT)
                for value in values
            ]
            query = query.where(sql.or_(sql.false(), *near))
        if within is not None:
            there = (_passages.c.letter_id == _figures.c.letter_id) & (_passages.c.start <= _figures.c.start)
            query = query.where(there & (_passages.c.end > _figures.c.start), _passages.c.key.in_(within))
        query = query.order_by(_letters.c.date.desc().nulls_last(), _letters.c.id, _figures.c.start)
        with self._engine.connect() as rows:
            found = rows.execute(query).all()
        headers = {text: load_header(text) for text in {row.header for row in found}}
        return [FoundFigure(figure_of(row), headers[row.header], row.quote) for row in found]

    def references(self, letter_id: str) -> list[Reference]:
        """The references of a letter, in order."""
        query = (
            sql.select(_references)
            .where(_references.c.letter_id == self.resolve(letter_id))
            .order_by(_references.c.key)
        )
        with self._engine.connect() as rows:
            return [reference_of(row) for row in rows.execute(query)]

    def letters_citing(self, identifiers: Sequence[str]) -> list[tuple[str, Reference]]:
        """Letters that refer to a document by one of its identifiers, with the reference, newest letter first."""
        query = sql.select(_references).join(_letters).where(_references.c.identifier.in_(identifiers))
        query = query.order_by(_letters.c.date.desc().nulls_last(), _letters.c.id, _references.c.key)
        with self._engine.connect() as rows:
            return [(row.letter_id, reference_of(row)) for row in rows.execute(query)]

    def letters_numbered(self, number: str) -> list[str]:
        """Ids of the letters with this Kamerstuk number or reference (kenmerk), however it is written, in order."""
        bare = _bare(number)
        same = (_letters.c.kamerstuk == bare) | (_letters.c.reference == bare)
        with self._engine.connect() as rows:
            return list(rows.scalars(sql.select(_letters.c.id).where(same).order_by(_letters.c.id)))

    def passages_at(self, places: Sequence[tuple[str, int]]) -> list[int]:
        """Keys of the passages that hold these places (letter id, offset), each once, in the order of the places."""
        keys: list[int] = []
        with self._engine.connect() as rows:
            for letter_id, at in places:
                here = (_passages.c.letter_id == letter_id) & (_passages.c.start <= at) & (_passages.c.end > at)
                keys += rows.scalars(sql.select(_passages.c.key).where(here).order_by(_passages.c.key))
        return list(dict.fromkeys(keys))

    def revision(self) -> int:
        """Number of the last change; 0 for a new ledger."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(sql.func.max(_changes.c.revision))) or 0

    def changes_since(self, revision: int) -> Changes:
        """What happened after a revision."""
        query = sql.select(_changes.c.letter_id, _changes.c.gone).where(_changes.c.revision > revision)
        with self._engine.connect() as rows:
            lines = rows.execute(query.order_by(_changes.c.revision)).all()
        gone = tuple(key for line in lines for key in json.loads(line.gone))
        return Changes(tuple(dict.fromkeys(line.letter_id for line in lines)), gone)

    def keys_of(self, letter_ids: Sequence[str]) -> list[int]:
        """Keys of the passages of these letters, in order."""
        keys: list[int] = []
        query = sql.select(_passages.c.key)
        with self._engine.connect() as rows:
            for some in _in_pages(letter_ids):
                keys.extend(rows.scalars(query.where(_passages.c.letter_id.in_(some))))
        return sorted(keys)

    def check(self) -> list[str]:
        """Faults found in the file and between its tables; none for a sound ledger."""
        faults = []
        with self._engine.connect() as rows:
            verdict = rows.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            faults += [str(line) for line in verdict if line != "ok"]
            faults += [str(tuple(row)) for row in rows.exec_driver_sql("PRAGMA foreign_key_check")]
            missing = sql.select(sql.func.count()).select_from(_passages.outerjoin(_vectors))
            count = rows.scalar(missing.where(_vectors.c.key.is_(None)))
            if count:
                faults.append(f"{count} passages have no vector")
        return faults

    @staticmethod
    def _add_change(rows: sql.Connection, letter_id: str) -> int:
        """Note that a letter changes and that its passages up to now are gone."""
        keys = sql.select(_passages.c.key).where(_passages.c.letter_id == letter_id).order_by(_passages.c.key)
        values = {"letter_id": letter_id, "gone": json.dumps(list(rows.scalars(keys)))}
        revision = rows.execute(sql.insert(_changes).values(**values)).inserted_primary_key
        assert revision is not None  # noqa: S101 - SQLite gives every row its number
        return int(revision[0])

    @staticmethod
    def _put_sources(rows: sql.Connection, letter_id: str, sources: Sequence[Source]) -> None:
        for source in sources:
            rows.execute(sql.delete(_sources).where(_sources.c.path == source.path))
            rows.execute(sql.insert(_sources).values(letter_id=letter_id, **dataclasses.asdict(source)))

    @staticmethod
    def _retire(rows: sql.Connection, letter_id: str, revision: int, *, by: str | None) -> None:
        """Take the present version of a letter out, keeping its text unless the same text comes back."""
        old = rows.execute(sql.select(_letters).where(_letters.c.id == letter_id)).one_or_none()
        if old is None:
            return
        if old.content_hash != by:
            same = (_versions.c.letter_id == letter_id) & (_versions.c.content_hash == old.content_hash)
            rows.execute(sql.delete(_versions).where(same))
            rows.execute(
                sql.insert(_versions).values(
                    letter_id=letter_id,
                    content_hash=old.content_hash,
                    header=old.header,
                    text=old.text,
                    blocks=old.blocks,
                    replaced_by_revision=revision,
                )
            )
        rows.execute(sql.delete(_letters).where(_letters.c.id == letter_id))


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    cursor = connection.cursor()
    with contextlib.closing(cursor):
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # a committed letter survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")


def _letter_row(letter: Letter) -> dict[str, Any]:
    return _header_row(letter.header) | {
        "text": letter.text,
        "blocks": dump_blocks(letter.blocks),
        "page_count": letter.page_count,
        "pages_estimated": letter.pages_estimated,
    }


def _header_row(header: LetterHeader) -> dict[str, Any]:
    return {
        "id": header.id,
        "content_hash": header.content_hash,
        "date": date_number(header),
        "ministry": header.ministry,
        "dossier": header.dossier,
        "reference": _bare(header.reference),
        "kamerstuk": _bare(header.kamerstuk),
        "sample": header.sample,
        "header": dump_header(header),
    }


def _bare(written: str | None) -> str | None:
    """A reference or number without what is written now one way, now another ("28 844, nr. 269" -> "28844nr269")."""
    return "".join(char for char in written.lower() if char.isalnum()) or None if written else None


def date_number(header: LetterHeader) -> int | None:
    """The letter's date as yyyymmdd."""
    return int(header.date.strftime("%Y%m%d")) if header.date else None


def _date_of(number: int | None) -> date | None:
    return None if number is None else date(number // 10_000, number // 100 % 100, number % 100)


def _conditions(filters: Filters) -> list[sql.ColumnElement[bool]]:
    column = _letters.c
    conditions: list[sql.ColumnElement[bool]] = []
    if filters.ministry is not None:
        conditions.append(column.ministry.icontains(filters.ministry, autoescape=True))
    if filters.since is not None:
        conditions.append(column.date >= int(filters.since.strftime("%Y%m%d")))
    if filters.until is not None:
        conditions.append(column.date <= int(filters.until.strftime("%Y%m%d")))
    if filters.dossier is not None:
        conditions.append(column.dossier == filters.dossier)
    if filters.letter_ids is not None:
        conditions.append(column.id.in_(filters.letter_ids))
    if filters.sample is not None:
        conditions.append(column.sample.is_(filters.sample))
    return conditions


def _in_pages(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for begin in range(0, len(keys), _PAGE):
        yield keys[begin : begin + _PAGE]


def _as_matrix(blobs: Iterable[bytes]) -> Vectors:
    rows = [np.frombuffer(blob, dtype=_VECTOR_TYPE) for blob in blobs]
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, 0), dtype=np.float32)
