"""a ledger -> what was found in its letters by program: figures, references and promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sql

from assistant import ledger_tables as tables
from assistant.figure_index import FoundFigure
from assistant.ledger_reading import LedgerReading, conditions_of
from assistant.ledger_rows import figure_of, load_header, promise_of, reference_of
from assistant.promises import FoundPromise
from assistant.references import Reference
from assistant.vocabulary import Filters, LetterHeader

_SAME_FLOAT = 1e-6  # figures that differ by less are one value, written as a floating point number
_IN_PASSAGE = (
    (tables.passages.c.letter_id == tables.figures.c.letter_id)
    & (tables.passages.c.start <= tables.figures.c.start)
    & (tables.passages.c.end > tables.figures.c.start)
)


class LedgerFindings(LedgerReading):
    """What can be read of the findings in a ledger."""

    def figures(
        self,
        *,
        within: Sequence[int] | None = None,
        filters: Filters | None = None,
    ) -> list[FoundFigure]:
        """Figures of the letters with their quotes, newest letter first, then by place.

        Args:
            within: Only figures of the passages with these keys.
            filters: Only figures of the letters that pass.
        """
        quote = sql.func.substr(
            tables.letters.c.text,
            tables.figures.c.sentence_start + 1,
            tables.figures.c.sentence_end - tables.figures.c.sentence_start,
        )
        query = (
            sql.select(tables.figures, tables.letters.c.header, quote.label("quote"))
            .select_from(tables.figures.join(tables.letters))
            .where(*conditions_of(filters or Filters()))
        )
        if within is not None:
            query = query.where(_IN_PASSAGE, tables.passages.c.key.in_(within))
        query = query.order_by(tables.letters.c.date.desc().nulls_last(), tables.letters.c.id, tables.figures.c.start)
        with self._engine.connect() as rows:
            found = rows.execute(query).all()
        headers = {text: load_header(text) for text in {row.header for row in found}}
        return [FoundFigure(figure_of(row), headers[row.header], row.quote) for row in found]

    def passages_with(self, values: Sequence[float], *, within: Sequence[int]) -> set[int]:
        """Which of the passages with these keys hold a figure of one of these values, to six digits."""
        near = [
            tables.figures.c.value.between(value - abs(value) * _SAME_FLOAT, value + abs(value) * _SAME_FLOAT)
            for value in values
        ]
        query = sql.select(tables.passages.c.key).where(
            _IN_PASSAGE, tables.passages.c.key.in_(within), sql.or_(sql.false(), *near)
        )
        with self._engine.connect() as rows:
            return set(rows.scalars(query))

    def references(self, letter_id: str) -> list[Reference]:
        """The references of a letter, in order."""
        query = (
            sql.select(tables.references)
            .where(tables.references.c.letter_id == self.resolve(letter_id))
            .order_by(tables.references.c.key)
        )
        with self._engine.connect() as rows:
            return [reference_of(row) for row in rows.execute(query)]

    def letters_citing(self, identifiers: Sequence[str]) -> list[tuple[str, Reference]]:
        """Letters that refer to a document by one of its identifiers, with the reference, newest letter first."""
        query = (
            sql.select(tables.references).join(tables.letters).where(tables.references.c.identifier.in_(identifiers))
        )
        query = query.order_by(tables.letters.c.date.desc().nulls_last(), tables.letters.c.id, tables.references.c.key)
        with self._engine.connect() as rows:
            return [(row.letter_id, reference_of(row)) for row in rows.execute(query)]

    def promises(self, filters: Filters | None = None) -> list[FoundPromise]:
        """Sentences about promises in the letters that pass the filters, newest letter first, then by place."""
        query = (
            sql.select(tables.promises, tables.letters.c.header)
            .join(tables.letters)
            .where(*conditions_of(filters or Filters()))
            .order_by(tables.letters.c.date.desc().nulls_last(), tables.letters.c.id, tables.promises.c.start)
        )
        headers: dict[str, LetterHeader] = {}  # a letter has many sentences; its header is read once
        found = []
        with self._engine.connect() as rows:
            for row in rows.execute(query):
                header = headers.get(row.letter_id) or headers.setdefault(row.letter_id, load_header(row.header))
                found.append(FoundPromise(promise_of(row), header))
        return found

    def derived_rows(self, table: str, letter_id: str) -> list[dict[str, Any]]:
        """A letter's rows in one of the tables of `ledger_derived.DERIVED`, without their own numbers, in order."""
        found = tables.tables.tables[table]
        columns = [column for column in found.columns if column.name != "key"]
        query = sql.select(*columns).where(found.c.letter_id == letter_id).order_by(found.c.start, found.c.end)
        with self._engine.connect() as rows:
            return [dict(row) for row in rows.execute(query).mappings()]
