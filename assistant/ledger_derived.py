"""letter -> the rows of the ledger that follow from its text alone: figures, references and promises.

Such rows can be made again at any time, and are: when a library of an earlier program is opened, and when they are
found not to agree with their letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.figure_index import index_figures
from assistant.ledger_rows import figure_row, promise_row, reference_row
from assistant.promises import letter_promises
from assistant.references import letter_references
from assistant.vocabulary import Letter

Row = dict[str, Any]
Derived = Mapping[str, list[Row]]  # by the name of their table


def derive(letter: Letter) -> Derived:
    """All rows that follow from a letter's text; plain values, so that another process can make them."""
    return {table: derive_rows(table, letter) for table in DERIVED}


def derive_rows(table: str, letter: Letter) -> list[Row]:
    """The rows of a letter in one of the tables of `DERIVED`, in order."""
    return DERIVED[table](letter)


def _figure_rows(letter: Letter) -> list[Row]:
    return [figure_row(letter.header.id, one) for one in index_figures(letter)]


def _reference_rows(letter: Letter) -> list[Row]:
    return [reference_row(letter.header.id, one) for one in letter_references(letter)]


def _promise_rows(letter: Letter) -> list[Row]:
    return [promise_row(letter.header.id, one) for one in letter_promises(letter)]


DERIVED: Mapping[str, Callable[[Letter], list[Row]]] = {
    "figures": _figure_rows,
    "references": _reference_rows,
    "promises": _promise_rows,
}
