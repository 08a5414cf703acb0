"""a ledger -> the letters, passages and vectors in it, and what changed since when."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sql

from assistant import errors
from assistant import ledger_tables as tables
from assistant.ledger_rows import (
    Changes,
    Position,
    Source,
    StoredPassage,
    bare_number,
    date_of,
    header_row,
    load_blocks,
    load_header,
    passage_of,
)
from assistant.vocabulary import Filters, Letter, LetterHeader, Searched

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

VECTOR_TYPE = np.dtype("<f2")  # float16, little endian
_PAGE = 500  # rows asked for by key at once, well under SQLite's limit on variables


class LedgerReading:
    """What can be read in a ledger, also while another process writes."""

    def __init__(self, engine: sql.Engine) -> None:
        """Read from this database."""
        self._engine = engine

    @contextlib.contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """A connection to read by, for what no method asks."""
        with self._engine.connect() as rows:
            yield rows

    def fact(self, name: str) -> str | None:
        """A recorded fact of the library ("embedder", "analyser", "schema"), or None."""
        with self._engine.connect() as rows:
            return self._fact(rows, name)

    @staticmethod
    def _fact(rows: sql.Connection, name: str) -> str | None:
        return rows.scalar(sql.select(tables.facts.c.value).where(tables.facts.c.name == name))

    def resolve(self, letter_id: str) -> str:
        """The present id of a letter, where an earlier one is given; any other id as it is."""
        with self._engine.connect() as rows:
            return (
                rows.scalar(sql.select(tables.aliases.c.letter_id).where(tables.aliases.c.id == letter_id)) or letter_id
            )

    def letter(self, letter_id: str) -> Letter:
        """The letter with this id, or with an id that it had before.

        Raises:
            UnknownLetter: There is none.
        """
        with self._engine.connect() as rows:
            found = self._letter(rows, self.resolve(letter_id))
        if found is None:
            raise errors.UnknownLetter(letter_id=letter_id)
        return found

    @staticmethod
    def _letter(rows: sql.Connection, letter_id: str) -> Letter | None:
        row = rows.execute(sql.select(tables.letters).where(tables.letters.c.id == letter_id)).one_or_none()
        if row is None:
            return None
        return Letter(load_header(row.header), row.text, load_blocks(row.blocks), row.page_count, row.pages_estimated)

    def version(self, letter_id: str, content_hash: str) -> Letter:
        """A letter's text as it was, for a citation made before it was replaced or removed.

        Args:
            letter_id: Its id, or one that it had before.
            content_hash: The hash of that text, or its first digits.

        Raises:
            UnknownLetter: No letter had this text under this id.
        """
        if not content_hash:
            raise errors.UnknownLetter(letter_id=f"{letter_id}@")
        column = tables.versions.c
        with self._engine.connect() as rows:
            this = column.letter_id.in_({letter_id, self.resolve(letter_id)}) & column.content_hash.startswith(
                content_hash, autoescape=True
            )
            row = rows.execute(sql.select(tables.versions).where(this).order_by(column.content_hash)).first()
        if row is not None:
            return Letter(load_header(row.header), row.text, load_blocks(row.blocks))
        present = self.letter(letter_id)
        if not present.header.content_hash.startswith(content_hash):
            raise errors.UnknownLetter(letter_id=f"{letter_id}@{content_hash[:8]}")
        return present

    def versions(self, letter_id: str) -> list[LetterHeader]:
        """The headers of the texts that a letter had before, the latest first; `version` gives the texts."""
        column = tables.versions.c
        query = sql.select(column.header).where(column.letter_id == self.resolve(letter_id))
        with self._engine.connect() as rows:
            return [load_header(text) for text in rows.scalars(query.order_by(column.replaced_by_revision.desc()))]

    def version_ids(self) -> list[tuple[str, str]]:
        """Letter id and content hash of every text that was replaced or removed, in order."""
        query = sql.select(tables.versions.c.letter_id, tables.versions.c.content_hash)
        with self._engine.connect() as rows:
            found = rows.execute(query.order_by(tables.versions.c.letter_id, tables.versions.c.content_hash))
            return [(row.letter_id, row.content_hash) for row in found]

    def akin(self, header: LetterHeader) -> list[str]:
        """Ids of the letters that could be the same one: of the same date, Kamerstuk number or reference, in order."""
        column, row = tables.letters.c, header_row(header)
        same = [column[name] == row[name] for name in ("date", "reference", "kamerstuk") if row[name]]
        if not same:
            return []
        with self._engine.connect() as rows:
            return list(rows.scalars(sql.select(column.id).where(sql.or_(*same)).order_by(column.id)))

    def has_letter(self, letter_id: str) -> bool:
        """Whether a letter has this id."""
        with self._engine.connect() as rows:
            return bool(rows.scalar(sql.select(sql.exists().where(tables.letters.c.id == letter_id))))

    def headers(self, filters: Filters | None = None, *, limit: int | None = None) -> list[LetterHeader]:
        """The headers of the letters that pass the filters, newest first; of all, if none are given."""
        order = (tables.letters.c.date.desc().nulls_last(), tables.letters.c.id)
        query = (
            sql.select(tables.letters.c.header)
            .where(*conditions_of(filters or Filters()))
            .order_by(*order)
            .limit(limit)
        )
        with self._engine.connect() as rows:
            return [load_header(text) for text in rows.scalars(query)]

    def ministries(self) -> list[str]:
        """The names of all ministries that sent a letter, in order."""
        query = sql.select(tables.letters.c.ministry).where(tables.letters.c.ministry.is_not(None)).distinct()
        with self._engine.connect() as rows:
            return sorted(rows.scalars(query))

    def count_passages(self) -> int:
        """How many passages there are."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(sql.func.count()).select_from(tables.passages)) or 0

    def searched(self, filters: Filters) -> Searched:
        """How many letters pass the filters, and the first and last date among them."""
        column = tables.letters.c
        query = sql.select(sql.func.count(), sql.func.min(column.date), sql.func.max(column.date))
        with self._engine.connect() as rows:
            count, since, until = rows.execute(query.where(*conditions_of(filters))).one()
        return Searched(count, date_of(since), date_of(until))

    def passages_within(self, filters: Filters) -> list[int]:
        """Keys of the passages whose letters pass the filters, in order."""
        query = (
            sql.select(tables.passages.c.key)
            .join(tables.letters)
            .where(*conditions_of(filters))
            .order_by(tables.passages.c.key)
        )
        with self._engine.connect() as rows:
            return list(rows.scalars(query))

    def letter_of_file(self, file_hash: str) -> str | None:
        """Id of the letter that was read from a file of this hash, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(
                sql.select(tables.sources.c.letter_id).where(tables.sources.c.file_hash == file_hash).limit(1)
            )

    def letter_of_text(self, content_hash: str) -> str | None:
        """Id of the letter with this very text, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(
                sql.select(tables.letters.c.id).where(tables.letters.c.content_hash == content_hash).limit(1)
            )

    def letter_of_path(self, path: str) -> str | None:
        """Id of the letter last read from this path, or None."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(tables.sources.c.letter_id).where(tables.sources.c.path == path))

    def sources(self, letter_id: str) -> list[str]:
        """The files that a letter was read from, in order."""
        return [source.path for source in self.known_sources(letter_id)]

    def known_sources(self, letter_id: str) -> list[Source]:
        """The files that a letter was read from, with their hashes and formats, in order of their paths."""
        query = (
            sql.select(tables.sources).where(tables.sources.c.letter_id == letter_id).order_by(tables.sources.c.path)
        )
        with self._engine.connect() as rows:
            return [Source(row.path, row.file_hash, row.format) for row in rows.execute(query)]

    @contextlib.contextmanager
    def _moment(self) -> Iterator[sql.Connection]:
        """Several reads that see the ledger as it was at the first of them."""
        with self._engine.connect() as rows:
            if self._engine.dialect.name == "sqlite":
                rows.exec_driver_sql("BEGIN")  # its driver begins a transaction at the first write only
                yield rows
            else:
                yield rows.execution_options(isolation_level="REPEATABLE READ")

    def passages(self, keys: Sequence[int]) -> list[StoredPassage]:
        """The passages with these keys, in the order of the keys; a key that is gone is left out."""
        letters = sql.select(tables.letters.c.id, tables.letters.c.text, tables.letters.c.header)
        found: list[Any] = []
        whole: dict[str, tuple[str, LetterHeader]] = {}  # each letter's text is read once, whatever is wanted of it
        with self._moment() as rows:
            for some in _in_pages(keys):
                found += rows.execute(sql.select(tables.passages).where(tables.passages.c.key.in_(some))).all()
            for some_ids in _in_pages(sorted({row.letter_id for row in found})):
                for row in rows.execute(letters.where(tables.letters.c.id.in_(some_ids))):
                    whole[row.id] = row.text, load_header(row.header)
        stored = {}
        for row in found:
            if row.letter_id in whole:
                text, header = whole[row.letter_id]
                stored[row.key] = StoredPassage(row.key, passage_of(row, text[row.start : row.end]), header)
        return [stored[key] for key in keys if key in stored]

    def vectors(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Vectors of the passages with these keys.

        Returns:
            The keys that were found, in the order asked for, and their vectors, (n, d) float32.
        """
        query = sql.select(tables.vectors.c.key, tables.vectors.c.vector)
        found: dict[int, bytes] = {}
        with self._engine.connect() as rows:
            for some in _in_pages(keys):
                found.update((row.key, row.vector) for row in rows.execute(query.where(tables.vectors.c.key.in_(some))))
        present = [key for key in keys if key in found]
        return present, _as_matrix([found[key] for key in present])

    def all_vectors(self) -> tuple[list[int], Vectors]:
        """Every passage's key and vector, in the order of the keys."""
        with self._engine.connect() as rows:
            pairs = rows.execute(
                sql.select(tables.vectors.c.key, tables.vectors.c.vector).order_by(tables.vectors.c.key)
            ).all()
        return [row.key for row in pairs], _as_matrix([row.vector for row in pairs])

    def letters_numbered(self, number: str) -> list[str]:
        """Ids of the letters with this Kamerstuk number or reference (kenmerk), however it is written, in order."""
        bare = bare_number(number)
        same = (tables.letters.c.kamerstuk == bare) | (tables.letters.c.reference == bare)
        with self._engine.connect() as rows:
            return list(rows.scalars(sql.select(tables.letters.c.id).where(same).order_by(tables.letters.c.id)))

    def revision(self) -> int:
        """Number of the last change; 0 for a new ledger."""
        with self._engine.connect() as rows:
            return rows.scalar(sql.select(sql.func.max(tables.changes.c.revision))) or 0

    def count_changes_since(self, revision: int) -> int:
        """How many letters were stored or removed after a revision."""
        query = sql.select(sql.func.count(tables.changes.c.letter_id.distinct()))
        with self._engine.connect() as rows:
            return rows.scalar(query.where(tables.changes.c.revision > revision)) or 0

    def position(self) -> Position:
        """The last change; (0, "") for a new ledger."""
        query = sql.select(tables.changes.c.revision, tables.changes.c.mark)
        with self._engine.connect() as rows:
            last = rows.execute(query.order_by(tables.changes.c.revision.desc()).limit(1)).one_or_none()
        return Position(0) if last is None else Position(last.revision, last.mark or "")

    def has_been_at(self, position: Position) -> bool:
        """Whether a position is of this ledger's own history."""
        if position.revision <= 0:
            return position == Position(0)
        query = sql.select(tables.changes.c.mark).where(tables.changes.c.revision == position.revision)
        with self._engine.connect() as rows:
            found = rows.execute(query).one_or_none()
        return found is not None and (found.mark or "") == position.mark

    def changes_since(self, revision: int) -> Changes:
        """What happened after a revision."""
        query = sql.select(tables.changes.c.letter_id, tables.changes.c.gone).where(
            tables.changes.c.revision > revision
        )
        with self._engine.connect() as rows:
            lines = rows.execute(query.order_by(tables.changes.c.revision)).all()
        gone = tuple(key for line in lines for key in json.loads(line.gone))
        return Changes(tuple(dict.fromkeys(line.letter_id for line in lines)), gone)

    def keys_of(self, letter_ids: Sequence[str]) -> list[int]:
        """Keys of the passages of these letters, in order."""
        keys: list[int] = []
        query = sql.select(tables.passages.c.key)
        with self._engine.connect() as rows:
            for some in _in_pages(letter_ids):
                keys.extend(rows.scalars(query.where(tables.passages.c.letter_id.in_(some))))
        return sorted(keys)


def conditions_of(filters: Filters) -> list[sql.ColumnElement[bool]]:
    """What a letter has to meet to pass the filters."""
    column = tables.letters.c
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
    rows = [np.frombuffer(blob, dtype=VECTOR_TYPE) for blob in blobs]
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, 0), dtype=np.float32)
