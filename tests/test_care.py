"""A library can be copied from one database to another, kept in a file, put back, and looked at whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading

import pytest

from assistant import errors
from assistant.backups import back_up, restore
from assistant.deep_check import check_deeply
from assistant.ledger import Ledger
from assistant.ledger_copying import copy_ledger, digest_ledger
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.settings import Servers
from assistant.vocabulary import Filters, Question
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter
from ui.command_line import app

BOTH_DATABASES = True
QUESTION = Question("Wat kost het herstel van de zeereep bij Westduin?")


def ingest(library, *paths):
    return ingest_paths(library, paths, on_file=lambda _: None, workers=1)


def write_letter(folder, number, body=None):
    folder.mkdir(exist_ok=True)
    path = folder / f"vak-{number:03}.txt"
    body = body or f"Duinvak {number} kost {number + 1} miljoen euro."
    path.write_text(
        dump_letter(subject=f"Duinvak {number}", day="1 mei 2024", reference=f"DB-{number}", body=body),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def used(library, letters_folder, tmp_path):
    """A library with a history: a letter replaced, and one removed that had the highest keys."""
    path = letters_folder / "zeereep.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("48 miljoen", "49 miljoen"), encoding="utf-8")
    ingest(library, letters_folder, write_letter(tmp_path / "more", 1))
    with library.writing():
        library.remove(next(header.id for header in library.headers() if header.subject == "Duinvak 1"))
    return library


@pytest.fixture
def other(servers, postgres, tmp_path):
    """The other database: (folder, address)."""
    (tmp_path / "other").mkdir()
    return tmp_path / "other", None if servers.ledger_url else postgres.new_database()


# --- copying ---


def test_a_copy_in_the_other_database_is_the_same_library(used, other, embedder):
    folder, url = other
    before = QuestionPipeline(used).answer(QUESTION)
    with_versions = used.ledger.version_ids()
    target = Ledger(folder, url=url, create=True)
    assert copy_ledger(used.ledger, target) == digest_ledger(used.ledger) == digest_ledger(target)
    target.close()
    copy = Library(folder, embedder, servers=Servers(ledger_url=url))
    assert QuestionPipeline(copy).answer(QUESTION) == before
    assert copy.ledger.version_ids() == with_versions
    with copy.writing():
        pass
    assert list(check_deeply(copy)) == []
    copy.close()


def test_a_copy_goes_on_counting_where_the_library_was(used, other, embedder, tmp_path):
    folder, url = other
    target = Ledger(folder, url=url, create=True)
    copy_ledger(used.ledger, target)
    target.close()
    copy = Library(folder, embedder, servers=Servers(ledger_url=url))
    ever = set(used.ledger.changes_since(0).gone) | set(used.ledger.passages_within(Filters()))
    ingest(copy, write_letter(tmp_path / "new", 2))
    new = copy.ledger.keys_of([header.id for header in copy.headers() if header.subject == "Duinvak 2"])
    assert min(new) > max(ever)
    assert copy.ledger.revision() == used.ledger.revision() + 1
    assert list(check_deeply(copy)) == []
    copy.close()


def test_indexes_of_the_library_go_on_serving_its_copy(used, other, embedder):
    folder, url = other
    if url is None:
        pytest.skip("a folder has indexes of its own")
    target = Ledger(folder, url=url, create=True)
    copy_ledger(used.ledger, target)
    target.close()
    for part in ("terms", "vectors"):
        shutil.copytree(used.folder / part, folder / part)
    stamp = (folder / "terms" / "state.json").stat().st_mtime_ns
    copy = Library(folder, embedder, servers=Servers(ledger_url=url))
    copy.refresh()
    assert copy.check() == []
    assert (folder / "terms" / "state.json").stat().st_mtime_ns == stamp
    copy.close()


def test_a_ledger_that_holds_something_is_not_copied_over(used, other):
    folder, url = other
    target = Ledger(folder, url=url, create=True)
    copy_ledger(used.ledger, target)
    before = digest_ledger(target)
    with pytest.raises(errors.LibraryThere, match="left as it is"):
        copy_ledger(used.ledger, target)
    assert digest_ledger(target) == before
    target.close()


def test_a_copy_that_is_cut_short_leaves_the_target_empty_and_can_be_made_again(used, other, monkeypatch):
    folder, url = other
    target = Ledger(folder, url=url, create=True)
    with monkeypatch.context() as patched:
        patched.setattr("assistant.ledger_copying._go_on_counting", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            copy_ledger(used.ledger, target)
    assert target.headers() == []
    assert copy_ledger(used.ledger, target) == digest_ledger(used.ledger)
    target.close()


def test_a_copy_that_differs_is_told(used, other, monkeypatch):
    from assistant import ledger_copying

    folder, url = other
    target = Ledger(folder, url=url, create=True)
    batches = ledger_copying._batches

    def altered(rows):
        for batch in batches(rows):
            yield [{**row, "text": row["text"] + "!"} if "page_count" in row else row for row in batch]

    monkeypatch.setattr(ledger_copying, "_batches", altered)
    with pytest.raises(errors.LibraryDamaged, match="letters"):
        copy_ledger(used.ledger, target)
    target.close()


def run(*arguments, **environment):
    from typer.testing import CliRunner

    return CliRunner().invoke(app, [*map(str, arguments)], env={"BRIEFWIJZER_LEDGER_URL": "", **environment})


def test_migrate_copies_by_command_and_says_what_to_set(used, other, servers):
    folder, url = other
    told = run(
        "migrate", "--to", url or folder, "--library", used.folder, "--json",
        BRIEFWIJZER_LEDGER_URL=servers.ledger_url or "",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "BRIEFWIJZER_LEDGER_URL" in told.stderr
    assert "zand-en-zee" not in told.output
    form = json.loads(told.stdout)
    assert form["letters"] == 3
    assert {one["table"]: one["rows"] for one in form["tables"]}["letters"] == 3


def test_a_library_is_not_copied_onto_itself(used, servers):
    told = run(
        "migrate", "--to", servers.ledger_url or used.folder, "--library", used.folder,
        BRIEFWIJZER_LEDGER_URL=servers.ledger_url or "",
    )  # fmt: skip
    assert isinstance(told.exception, errors.LibraryThere)


# --- keeping and putting back ---


@pytest.fixture
def kept(tmp_path, letters_folder, embedder):
    """A library in a folder: what a backup is of."""
    opened = Library(tmp_path / "kept", embedder, create=True)
    ingest(opened, letters_folder)
    yield opened
    opened.close()


def test_a_backup_put_back_elsewhere_is_the_same_library(kept, tmp_path, embedder):
    file = tmp_path / "brieven.backup"
    assert run("backup", file, "--library", kept.folder).exit_code == 0
    told = run("restore", file, "--library", tmp_path / "again")
    assert told.exit_code == 0, told.output
    again = Library(tmp_path / "again", embedder)
    assert digest_ledger(again.ledger) == digest_ledger(kept.ledger)
    assert list(check_deeply(again)) == []
    assert QuestionPipeline(again).answer(QUESTION) == QuestionPipeline(kept).answer(QUESTION)
    again.close()


def test_a_backup_is_of_one_moment_also_while_letters_come_in(kept, tmp_path, embedder):
    for number in range(30):
        write_letter(tmp_path / "more", number)
    working = threading.Thread(target=ingest, args=(kept, tmp_path / "more"))
    working.start()
    made = []
    while working.is_alive() or not made:
        back_up(kept.folder, tmp_path / f"{len(made)}.backup")
        made.append(tmp_path / f"{len(made)}.backup")
        working.join(0.3)
    for number, file in enumerate(made[-3:]):
        restore(file, tmp_path / f"again-{number}")
        again = Library(tmp_path / f"again-{number}", embedder)
        with again.writing():
            pass
        assert list(check_deeply(again)) == []
        assert 3 <= len(again.headers()) <= 33
        again.close()


def test_what_came_after_a_backup_is_gone_from_the_indexes_too_when_it_is_put_back(kept, tmp_path, embedder):
    """Though other letters came since, to the very same revision."""
    file = tmp_path / "brieven.backup"
    back_up(kept.folder, file)
    ingest(kept, write_letter(tmp_path / "more", 1, "De strandpachters betalen 214 euro."))
    revision = kept.ledger.revision()
    kept.close()
    restore(file, kept.folder, replace=True)
    again = Library(kept.folder, embedder)
    assert "Duinvak 1" not in [one.header.subject for one in QuestionPipeline(again).search(Question("strandpachters"))]
    ingest(again, write_letter(tmp_path / "more", 2, "De vuurtoren kost 77 euro."))
    assert again.ledger.revision() == revision
    assert list(check_deeply(again)) == []
    again.close()


def test_a_machine_that_saw_another_history_of_the_ledger_begins_anew(kept, tmp_path, embedder):
    file = tmp_path / "brieven.backup"
    back_up(kept.folder, file)
    ingest(kept, write_letter(tmp_path / "more", 1, "De strandpachters betalen 214 euro."))
    shutil.copytree(kept.folder / "terms", tmp_path / "seen")
    kept.close()
    restore(file, kept.folder, replace=True)
    again = Library(kept.folder, embedder)
    ingest(again, write_letter(tmp_path / "more", 2, "De vuurtoren kost 77 euro."))
    again.close()
    shutil.rmtree(kept.folder / "terms")
    shutil.copytree(tmp_path / "seen", kept.folder / "terms")  # of the same revision, and another history
    machine = Library(kept.folder, embedder)
    machine.refresh()
    assert list(check_deeply(machine)) == []
    machine.close()


def test_a_library_is_not_replaced_unasked(kept, tmp_path):
    file = tmp_path / "brieven.backup"
    back_up(kept.folder, file)
    with pytest.raises(errors.LibraryThere, match="--replace"):
        restore(file, kept.folder)


def test_a_library_that_is_being_written_to_is_not_replaced(kept, tmp_path):
    file = tmp_path / "brieven.backup"
    back_up(kept.folder, file)
    with kept.writing(), pytest.raises(errors.LibraryBusy):
        restore(file, kept.folder, replace=True)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused_and_what_is_there_is_unharmed(kept, tmp_path, share):
    file = tmp_path / "brieven.backup"
    back_up(kept.folder, file)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    before = digest_ledger(kept.ledger)
    with pytest.raises(errors.LibraryDamaged):
        restore(file, kept.folder, replace=True)
    assert digest_ledger(kept.ledger) == before


def test_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(errors.NoSuchPath):
        restore(tmp_path / "none", tmp_path / "library")
    strange = tmp_path / "strange"
    with sqlite3.connect(strange) as database:
        database.execute("CREATE TABLE facts (name, value)")
    database.close()
    with pytest.raises(errors.LibraryDamaged, match="no library"):
        restore(strange, tmp_path / "library")


def test_a_backup_of_a_newer_program_is_refused_and_what_is_there_is_unharmed(kept, tmp_path):
    back_up(kept.folder, tmp_path / "newer")
    with sqlite3.connect(tmp_path / "newer") as database:
        database.execute("UPDATE facts SET value = '999' WHERE name IN ('schema', 'least program')")
    database.close()
    before = digest_ledger(kept.ledger)
    with pytest.raises(errors.LibraryTooNew):
        restore(tmp_path / "newer", kept.folder, replace=True)
    assert digest_ledger(kept.ledger) == before


def test_a_backup_that_cannot_be_written_says_so(kept, tmp_path):
    with pytest.raises(errors.LibraryUnwritable):
        back_up(kept.folder, tmp_path / "no such folder" / "brieven.backup")
    if os.geteuid():
        (tmp_path / "locked").mkdir(mode=0o500)
        with pytest.raises(errors.LibraryUnwritable):
            back_up(kept.folder, tmp_path / "locked" / "brieven.backup")


def test_a_ledger_in_a_server_is_kept_with_the_tools_of_the_server():
    told = run("backup", "brieven.backup", BRIEFWIJZER_LEDGER_URL="postgresql://u:geheim@h/brieven")
    assert isinstance(told.exception, errors.LedgerInServer)
    assert "pg_dump" in str(told.exception)
    assert "geheim" not in str(told.exception)


def test_what_pg_dump_kept_pg_restore_puts_back(library, servers, postgres, tmp_path, embedder):
    if not servers.ledger_url:
        pytest.skip("a file is kept by the program itself")
    file, other = postgres.folder / "dump", postgres.new_database()
    postgres.run("pg_dump", "--format=custom", f"--file={file}", servers.ledger_url)
    postgres.run("pg_restore", f"--dbname={other}", file)
    again = Library(tmp_path / "again", embedder, servers=Servers(ledger_url=other))
    assert digest_ledger(again.ledger) == digest_ledger(library.ledger)
    with again.writing():
        pass
    assert list(check_deeply(again)) == []
    again.close()


# --- looking at everything ---

DAMAGE = {
    "is not the one it was ingested with": "UPDATE letters SET text = replace(text, 'Westduin', 'Oostduin')",
    "is not that of its stretch": "UPDATE passages SET start = start + 3 WHERE ordinal = 0",
    "the figures of letter": "DELETE FROM figures WHERE unit = 'EUR'",
    "the references of letter": "UPDATE \"references\" SET official = 'anders'",
    "the vector of passage": "UPDATE vectors SET vector = x'" + "0010" * 256 + "'",
    "an older text": "UPDATE versions SET text = replace(text, '48', '84')",
    "have no vector": "DELETE FROM vectors",
}


@pytest.fixture
def looked_at(kept, letters_folder):
    """A library in a folder, with a letter that was replaced."""
    path = letters_folder / "zeereep.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("48 miljoen", "49 miljoen"), encoding="utf-8")
    ingest(kept, letters_folder)
    return kept


def damage(library, statement):
    with library.ledger._engine.begin() as rows:
        rows.exec_driver_sql(statement)


@pytest.mark.parametrize("fault", DAMAGE)
def test_a_deep_check_finds(looked_at, fault):
    assert list(check_deeply(looked_at)) == []
    damage(looked_at, DAMAGE[fault])
    assert any(fault in found for found in check_deeply(looked_at)), list(check_deeply(looked_at))


@pytest.mark.parametrize("part", ["_terms", "_vectors"])
def test_a_deep_check_finds_an_index_with_as_many_passages_but_others(looked_at, part):
    [first, second, *_] = looked_at.ledger.passages_within(Filters())
    index = getattr(looked_at, part)
    held = index.keys
    index.keys = lambda: sorted([second if key == first else key for key in held()])
    if part == "_terms":
        assert any("the term index does not hold" in found for found in check_deeply(looked_at))
    else:
        assert any("the vector index does not hold" in found for found in check_deeply(looked_at))


def test_doctor_mends_what_can_be_made_anew_and_says_what_it_was(looked_at):
    damage(looked_at, DAMAGE["the figures of letter"])
    told = run("doctor", "--deep", "--library", looked_at.folder)
    assert told.exit_code == 0, told.output
    assert "opnieuw uit de brieven" in told.stdout
    assert list(check_deeply(looked_at)) == []
    assert run("doctor", "--deep", "--library", looked_at.folder).exit_code == 0


def test_doctor_says_what_cannot_be_mended(looked_at):
    damage(looked_at, DAMAGE["an older text"])
    told = run("doctor", "--deep", "--library", looked_at.folder)
    assert told.exit_code == 1


def test_citations_of_texts_that_were_replaced_or_removed_can_still_be_read(looked_at):
    for letter_id, content_hash in looked_at.ledger.version_ids():
        assert looked_at.ledger.version(letter_id, content_hash).header.content_hash == content_hash
    assert len(looked_at.ledger.version_ids()) == 1
