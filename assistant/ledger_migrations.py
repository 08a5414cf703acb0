"""a ledger of an earlier schema -> the same ledger with the present schema, in one transaction.

A step says what its version added, as it was then, and changes no more; rows that follow from a letter's text alone
are filled in by the program of today once all steps are done. Steps only add (expand), so that programs of the former
version go on working beside the new one until all are replaced; `LEAST_PROGRAM` says which those are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sql
from alembic.migration import MigrationContext
from alembic.operations import Operations

from assistant.ledger_tables import SCHEMA_VERSION, Key


@dataclass(frozen=True, slots=True)
class _Step:
    """What one version of the schema added."""

    expand: Callable[[Operations], None]
    derived: frozenset[str]  # tables that are to be filled from the letters' texts


def migrate_schema(rows: sql.Connection, found: int) -> frozenset[str]:
    """Bring the tables from a schema version to the present one.

    Args:
        rows: A transaction on the ledger.
        found: The version that it has.

    Returns:
        Names of the tables that are to be filled from the letters' texts.
    """
    operations = Operations(MigrationContext.configure(rows))
    derived: frozenset[str] = frozenset()
    for version in range(found + 1, SCHEMA_VERSION + 1):
        step = _STEPS[version]
        step.expand(operations)
        derived |= step.derived
    return derived


def _letter_id(*, primary_key: bool = False) -> sql.Column[str]:
    return sql.Column(
        "letter_id", Key, sql.ForeignKey("letters.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


def _add_what_letters_state(operations: Operations) -> None:
    operations.create_table(
        "figures",
        _letter_id(primary_key=True),
        sql.Column("start", sql.Integer, primary_key=True),
        sql.Column("end", sql.Integer, nullable=False),
        sql.Column("text", sql.String, nullable=False),
        sql.Column("value", sql.Float, nullable=False),
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
        if_not_exists=True,
    )
    operations.create_table(
        "references",
        sql.Column("key", sql.Integer, primary_key=True, autoincrement=True),
        _letter_id(),
        sql.Column("start", sql.Integer, nullable=False),
        sql.Column("end", sql.Integer, nullable=False),
        sql.Column("text", sql.String, nullable=False),
        sql.Column("kind", sql.String, nullable=False),
        sql.Column("identifier", sql.String),
        sql.Column("official", sql.String, nullable=False),
        sql.Column("url", sql.String),
        if_not_exists=True,
    )
    operations.create_table(
        "promises",
        _letter_id(primary_key=True),
        sql.Column("start", sql.Integer, primary_key=True),
        sql.Column("end", sql.Integer, nullable=False),
        sql.Column("text", sql.Text, nullable=False),
        sql.Column("kind", sql.String, nullable=False),
        sql.Column("topic", sql.Text, nullable=False),
        sql.Column("due_text", sql.String),
        sql.Column("due", sql.String),
        sql.Column("recurs", sql.String),
        sql.Column("page", sql.Integer),
        sql.Column("paragraph", sql.Integer, nullable=False),
        if_not_exists=True,
    )
    operations.create_table("claims", sql.Column("path", Key, primary_key=True), if_not_exists=True)
    if "mark" not in {column["name"] for column in sql.inspect(operations.get_bind()).get_columns("changes")}:
        operations.add_column("changes", sql.Column("mark", sql.String))  # SQLite knows no "if not exists" here
    for table, column in (("figures", "value"), ("references", "letter_id"), ("references", "identifier")):
        operations.create_index(f"ix_{table}_{column}", table, [column], if_not_exists=True)


# By the version that each makes.
_STEPS = {2: _Step(_add_what_letters_state, frozenset({"figures", "references", "promises"}))}
