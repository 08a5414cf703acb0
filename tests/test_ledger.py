"""The ledger is the same thing in both databases: it is made once, brought up from older forms, and names its faults."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant import errors
from assistant.ledger import Ledger, Source
from assistant.ledger_database import say_address
from assistant.ledger_derived import DERIVED, derive_rows
from assistant.ledger_tables import SCHEMA_VERSION, tables
from assistant.library import Library
from assistant.reindexing import reindex
from assistant.settings import Servers, read_settings
from assistant.vocabulary import Filters
from ingest.passages import split_passages
from ui.texts import say_error, say_settings

BOTH_DATABASES = True
# Made by the program as it was before it knew figures and references, of the fictional letters, one of them replaced.
OLD_LIBRARY = Path(__file__).with_name("library_schema_1.sql")
SECRET = "geheim-wachtwoord-1"


@pytest.fixture
def old_library(tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    with sqlite3.connect(folder / "ledger.sqlite") as database:
        database.executescript(OLD_LIBRARY.read_text(encoding="utf-8"))
    database.close()
    return folder


def open_upgraded(folder, embedder):
    """As its user does: the refusal names the command that re-indexes, as the analyser is another one by now."""
    with pytest.raises(errors.ModelMismatch, match="briefwijzer reindex"):
        Library(folder, embedder)
    reindex(folder, embedder)
    return Library(folder, embedder)


def derived(ledger):
    return {
        name: {
            header.id: sorted(repr(sorted(row.items())) for row in derive_rows(name, ledger.letter(header.id)))
            for header in ledger.headers()
        }
        for name in DERIVED
    }


def held(ledger):
    with ledger._engine.connect() as rows:
        return {
            name: {
                header.id: sorted(
                    repr(sorted((key, value) for key, value in row._mapping.items() if key != "key"))
                    for row in rows.execute(tables.tables[name].select().where(tables.tables[name].c.letter_id == header.id))
                )
                for header in ledger.headers()
            }
            for name in DERIVED
        }  # fmt: skip


def schema_of(ledger):
    """Tables with their columns and indexes, as the database itself tells them."""
    from sqlalchemy import inspect

    seen = inspect(ledger._engine)
    return {
        name: (
            {(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(name)},
            {(index["name"], tuple(index["column_names"])) for index in seen.get_indexes(name)},
            {(tuple(key["constrained_columns"]), key["referred_table"]) for key in seen.get_foreign_keys(name)},
            tuple(seen.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in seen.get_table_names()
    }


def test_an_older_library_is_brought_up_on_opening_with_what_it_lacked(old_library, embedder):
    library = open_upgraded(old_library, embedder)
    assert library.ledger.fact("schema") == str(SCHEMA_VERSION)
    assert len(library.headers()) == 3
    assert any(held(library.ledger)["figures"].values())
    assert held(library.ledger) == derived(library.ledger)
    with library.writing():
        pass
    assert library.check() == []
    library.close()


def test_an_older_library_has_the_tables_of_a_new_one_afterwards(old_library, embedder, tmp_path):
    open_upgraded(old_library, embedder).close()
    brought_up, new = Ledger(old_library), Ledger(tmp_path, create=True)
    assert schema_of(brought_up) == schema_of(new)
    brought_up.close()
    new.close()


def test_what_was_replaced_in_an_older_library_can_still_be_read(old_library, embedder):
    library = open_upgraded(old_library, embedder)
    with library.ledger._engine.connect() as rows:
        [version] = rows.execute(tables.tables["versions"].select()).all()
    assert "48 miljoen" in library.ledger.version(version.letter_id, version.content_hash).text
    assert "49 miljoen" in library.letter(version.letter_id).text
    library.close()


def test_an_older_library_that_is_being_written_to_is_left_alone(old_library, embedder):
    from filelock import FileLock

    with FileLock(old_library / "writer.lock"), pytest.raises(errors.LibraryBusy):
        Library(old_library, embedder)
    with sqlite3.connect(old_library / "ledger.sqlite") as database:
        assert database.execute("SELECT value FROM facts WHERE name = 'schema'").fetchall() == [("1",)]
    database.close()


def test_an_upgrade_that_is_cut_short_is_done_at_the_next_opening(old_library, embedder, monkeypatch):
    def fail(_table, _letter):
        raise errors.LibraryUnwritable(path=old_library, detail="disk full")

    with monkeypatch.context() as patched:
        patched.setattr("assistant.ledger.derive_rows", fail)
        with pytest.raises(errors.LibraryUnwritable):
            Library(old_library, embedder)
    library = open_upgraded(old_library, embedder)
    assert held(library.ledger) == derived(library.ledger)
    library.close()


def test_rows_that_follow_from_a_letter_are_those_that_were_stored(library):
    assert held(library.ledger) == derived(library.ledger)


def test_rows_that_a_parser_made_are_of_its_letter_and_of_no_other(library):
    first, second = library.letter(library.headers()[0].id), library.letter(library.headers()[1].id)
    before = held(library.ledger)
    forged = {name: derive_rows(name, second) for name in DERIVED}
    library.store(first, split_passages(first), source=Source("elders.txt", "0" * 64, "txt"), derived=forged)
    after = held(library.ledger)
    for name in DERIVED:
        assert after[name].get(second.header.id) == before[name].get(second.header.id)


def test_a_ledger_is_made_once_however_often_it_is_opened(library, servers):
    before = library.ledger.fact("library")
    again = Ledger(library.folder, url=servers.ledger_url, create=True)
    assert again.fact("library") == before
    assert len(again.headers()) == 3
    again.close()


def test_ids_are_ordered_by_their_bytes(library):
    letter = library.letter(library.headers()[0].id)
    from dataclasses import replace

    for letter_id in ("b-1", "B-2", "_x", "é-4", "a-3", "ab"):
        header = replace(letter.header, id=letter_id, date=None, content_hash=letter_id)
        library.ledger.store(
            replace(letter, header=header), (), library.embedder.embed_passages([]), source=Source(letter_id, "", "")
        )
    undated = [header.id for header in library.headers() if header.date is None]
    assert undated == sorted(undated, key=str.encode)


def test_filters_with_signs_that_mean_something_to_a_database_are_plain_text(library):
    for sign in ("%", "_", "'", '"', "\\", ";--"):
        assert library.searched(Filters(ministry=sign)).letters == 0


def test_a_text_with_every_kind_of_character_comes_back_as_it_was(library):
    from dataclasses import replace

    letter = library.letter(library.headers()[0].id)
    text = letter.text + " \u202e\u0301€𝄞\ufffd\x01\x7f\r\n\t"
    header = replace(letter.header, id="tekens", content_hash="tekens")
    library.ledger.store(
        replace(letter, header=header, text=text), (), library.embedder.embed_passages([]), source=Source("t", "", "")
    )
    assert library.ledger.letter("tekens").text == text


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u:{secret}@host/db", "postgresql://u:{secret}@host", "x:{secret}@y"]
)
def test_an_address_that_is_none_says_how_to_write_one_and_keeps_its_secret(tmp_path, url):
    with pytest.raises(errors.SettingError, match="postgresql://user@host/database") as refused:
        Ledger(tmp_path, url=url.format(secret=SECRET), create=True)
    assert SECRET not in str(refused.value)
    assert SECRET not in say_error(refused.value)


def test_a_server_that_is_away_is_named_without_its_secret(tmp_path):
    with pytest.raises(errors.LedgerUnreachable, match="Start the database server") as away:
        Ledger(tmp_path, url=f"postgresql://lezer:{SECRET}@127.0.0.1:9/brieven?sslpassword={SECRET}")
    told = "".join(map(str, (away.value, say_error(away.value), away.value.__cause__, away.value.values)))
    assert SECRET not in told
    assert "127.0.0.1:9" in told


def test_settings_hold_secrets_that_they_do_not_show():
    settings = read_settings(
        {
            "BRIEFWIJZER_LIBRARY": "/tmp/brieven",
            "BRIEFWIJZER_LEDGER_URL": f"postgresql://u:{SECRET}@h/d",
            "BRIEFWIJZER_CHROMA_URL": f"http://u:{SECRET}@h",
            "BRIEFWIJZER_CHROMA_TOKEN": SECRET,
        }
    )
    assert settings.servers.chroma_token == SECRET
    assert SECRET not in repr(settings)
    assert SECRET not in say_settings(settings)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:p@h:5/d?sslkey=x", "postgresql://u@h:5/d"),
        ("postgresql://h/d", "postgresql://h/d"),
        ("postgresql://u:p@ss@h/d", "postgresql://u@h/d"),
        ("no address", "…"),
    ],
)
def test_an_address_is_said_without_what_is_secret(url, said):
    assert say_address(url) == said


def test_a_server_without_a_library_says_how_to_make_one(tmp_path, postgres, embedder):
    with pytest.raises(errors.LedgerUnmade, match="briefwijzer ingest"):
        Library(tmp_path / "library", embedder, servers=Servers(ledger_url=postgres.new_database()))


def test_a_server_that_gives_no_right_to_write_says_so(tmp_path, postgres):
    url = postgres.new_database()
    database = url.rpartition("/")[2]
    postgres.execute(f"CREATE ROLE lezer_{database} LOGIN PASSWORD 'lezen'")
    with pytest.raises(errors.LibraryUnwritable):
        Ledger(
            tmp_path,
            url=url.replace("briefwijzer:", f"lezer_{database}:").replace("zand-en-zee-9", "lezen"),
            create=True,
        )


def test_a_half_made_schema_is_said_to_be_damaged_and_ingesting_completes_it(tmp_path, postgres):
    url = postgres.new_database()
    postgres.execute("CREATE TABLE facts (name text PRIMARY KEY, value text NOT NULL)", url.rpartition("/")[2])
    with pytest.raises(errors.LibraryDamaged):
        Ledger(tmp_path, url=url)
    made = Ledger(tmp_path, url=url, create=True)
    assert made.check() == []
    assert made.revision() == 0
    made.close()
