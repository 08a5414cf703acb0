"""nothing -> the tables of the ledger, as SQLAlchemy describes them for SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlalchemy as sql

SCHEMA_VERSION = 2
# The oldest program that can use a ledger as this one leaves it: a schema only gains tables and columns until no
# program of the former version runs (expand, migrate, contract).
LEAST_PROGRAM = 2
# Ids and paths are ordered by their bytes in both databases; PostgreSQL would order them by the rules of a language.
Key = sql.String().with_variant(sql.String(collation="C"), "postgresql")

tables = sql.MetaData()
facts = sql.Table(
    "facts",  # schema version, embedder and analyser by which the library was made
    tables,
    sql.Column("name", Key, primary_key=True),
    sql.Column("value", sql.String, nullable=False),
)
letters = sql.Table(
    "letters",
    tables,
    sql.Column("id", Key, primary_key=True),
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
versions = sql.Table(
    "versions",  # texts that were replaced or removed, so that citations made before can still be read
    tables,
    sql.Column("letter_id", Key, primary_key=True),
    sql.Column("content_hash", Key, primary_key=True),
    sql.Column("header", sql.Text, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("blocks", sql.Text, nullable=False),
    sql.Column("replaced_by_revision", sql.Integer, nullable=False),
)
sources = sql.Table(
    "sources",  # the files that a letter was read from
    tables,
    sql.Column("path", Key, primary_key=True),
    sql.Column("file_hash", sql.String, nullable=False, index=True),
    sql.Column("format", sql.String, nullable=False),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False, index=True),
)
aliases = sql.Table(
    "aliases",  # ids that a letter had before more was known of it; links made with them go on working
    tables,
    sql.Column("id", Key, primary_key=True),
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), nullable=False),
)
passages = sql.Table(
    "passages",
    tables,
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
claims = sql.Table(
    "claims",  # files that an ingest worker has in hand: it locks the row, and takes it away when it is done
    tables,
    sql.Column("path", Key, primary_key=True),
)
vectors = sql.Table(
    "vectors",
    tables,
    sql.Column("key", sql.ForeignKey("passages.key", ondelete="CASCADE"), primary_key=True),
    sql.Column("vector", sql.LargeBinary, nullable=False),  # float16, little endian
)
figures = sql.Table(
    "figures",  # of each letter's text, without dates and years, which are the periods of others
    tables,
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
references = sql.Table(
    "references",  # of each letter to official documents and other letters
    tables,
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
promises = sql.Table(
    "promises",  # each letter's sentences about promises (toezeggingen): made, recalled or kept
    tables,
    sql.Column("letter_id", sql.ForeignKey("letters.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("start", sql.Integer, primary_key=True),
    sql.Column("end", sql.Integer, nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("kind", sql.String, nullable=False),
    sql.Column("topic", sql.Text, nullable=False),
    sql.Column("due_text", sql.String),
    sql.Column("due", sql.String),  # an ISO date
    sql.Column("recurs", sql.String),
    sql.Column("page", sql.Integer),
    sql.Column("paragraph", sql.Integer, nullable=False),
)
changes = sql.Table(
    "changes",
    tables,
    sql.Column("revision", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("letter_id", Key, nullable=False),
    sql.Column("gone", sql.Text, nullable=False),  # keys of the passages that it took away, as JSON
    # Drawn at random: another history of the same library (a backup put back, and gone on with) has another.
    sql.Column("mark", sql.String),
    sqlite_autoincrement=True,
)
