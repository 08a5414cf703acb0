"""Letters come in whole, once each, from whatever files hold them, and a run can be cut short or repeated at will."""

from __future__ import annotations

import itertools
import json
import os
import threading
import time
import zipfile
from pathlib import Path

import pytest

from assistant import errors
from assistant.library import Library
from eval.run import BUNDLED_LETTERS
from ingest.intake import Intake, ingest_paths, watch_paths
from ingest.parser_pool import ParserPool
from ingest.report import Outcome
from tests.fictional_letters import DUNES, FERRIES, LETTERS, dump_letter, write_letters

BOTH_DATABASES = True


@pytest.fixture
def empty(tmp_path, embedder, servers):
    opened = Library(tmp_path / "library", embedder, create=True, servers=servers)
    yield opened
    opened.close()


def ingest(library, *paths):
    return {
        Path(report.path).name: report for report in ingest_paths(library, paths, on_file=lambda _: None, workers=1)
    }


def outcomes(library, *paths):
    return {name: report.outcome for name, report in ingest(library, *paths).items()}


def contents(library):
    """What a library holds, apart from the numbers that it gives its rows."""
    return sorted(
        (header.id, library.letter(header.id), tuple(library.ledger.sources(header.id)))
        for header in library.headers()
    )  # fmt: skip


def test_ingesting_twice_is_ingesting_once(empty, letters_folder):
    ingest(empty, letters_folder)
    before = contents(empty)
    assert set(outcomes(empty, letters_folder).values()) == {Outcome.UNCHANGED}
    assert contents(empty) == before


def test_the_order_of_ingest_does_not_change_the_library(tmp_path, embedder):
    pair = sorted(BUNDLED_LETTERS.glob("avm-2022-leerwerkplekken.*"))
    other = BUNDLED_LETTERS / "avm-2023-leerwerkplekken.txt"
    held = []
    for number, order in enumerate(itertools.permutations([*pair, other])):
        library = Library(tmp_path / str(number), embedder, create=True)
        for path in order:
            ingest(library, path)
        held.append(json.dumps(contents(library), default=str))
        library.close()
    assert len(set(held)) == 1


def test_a_letter_as_docx_and_xml_is_one_letter_with_the_text_of_the_xml(empty):
    docx, xml = sorted(BUNDLED_LETTERS.glob("avm-2022-leerwerkplekken.*"))
    ingest(empty, docx)
    [first] = empty.headers()
    assert outcomes(empty, xml) == {xml.name: Outcome.SAME}
    [header] = empty.headers()
    assert header.source == str(xml)
    assert empty.ledger.sources(header.id) == [str(docx), str(xml)]
    assert header.reference == first.reference, "the docx knew the kenmerk, the XML the Kamerstuk number"
    assert header.kamerstuk
    assert empty.letter(first.id).header == header, "a link made with the earlier id goes on working"
    assert empty.check() == []


def test_letters_of_successive_years_are_not_taken_for_one(empty):
    files = sorted(BUNDLED_LETTERS.glob("avm-202[123]-leerwerkplekken.*"))
    ingest(empty, *files)
    assert len({header.date.year for header in empty.headers()}) == len(empty.headers()) == 3


def test_the_earlier_text_of_a_changed_letter_stays_readable(empty, letters_folder):
    ingest(empty, letters_folder)
    [before] = [header for header in empty.headers() if header.subject == "Voortgang herstel zeereep"]
    file = letters_folder / "zeereep.txt"
    file.write_text(DUNES.replace("€48 miljoen", "€53 miljoen"), encoding="utf-8")
    assert outcomes(empty, file) == {"zeereep.txt": Outcome.UPDATED}
    assert "€53 miljoen" in empty.letter(before.id).text
    assert "€48 miljoen" in empty.ledger.version(before.id, before.content_hash).text
    assert len(empty.headers()) == 3
    assert empty.check() == []


def test_a_moved_file_is_the_same_letter_at_another_place(empty, letters_folder):
    ingest(empty, letters_folder)
    (letters_folder / "zeereep.txt").rename(letters_folder / "duinen.txt")
    assert outcomes(empty, letters_folder)["duinen.txt"] is Outcome.MOVED
    [header] = [header for header in empty.headers() if header.subject == "Voortgang herstel zeereep"]
    assert header.source == str(letters_folder / "duinen.txt")
    assert empty.ledger.sources(header.id) == [str(letters_folder / "duinen.txt")]


def test_a_copied_file_is_the_same_letter_twice(empty, letters_folder):
    ingest(empty, letters_folder)
    (letters_folder / "kopie.txt").write_text(DUNES, encoding="utf-8")
    assert outcomes(empty, letters_folder)["kopie.txt"] is Outcome.SAME
    assert len(empty.headers()) == 3


def test_two_letters_with_one_date_and_reference_keep_their_own_ids(empty, tmp_path):
    for name, text in (("a.txt", DUNES), ("b.txt", FERRIES.replace("3 juni 2024", "12 maart 2024"))):
        (tmp_path / name).write_text(text.replace("DB-2024-0603", "DB-2024-0312"), encoding="utf-8")
    ingest(empty, tmp_path / "a.txt", tmp_path / "b.txt")
    assert len({header.id for header in empty.headers()}) == 2


def test_letters_in_a_zip_are_letters(empty, tmp_path):
    with zipfile.ZipFile(tmp_path / "brieven.zip", "w") as archive:
        for name, text in LETTERS.items():
            archive.writestr(f"map/{name}", text)
        archive.writestr("map/leeg.txt", "")
        archive.writestr("map/foto.jpg", b"\xff\xd8\xff")
    reports = ingest(empty, tmp_path / "brieven.zip")
    assert {name: report.outcome for name, report in reports.items()} == {
        "zeereep.txt": Outcome.NEW,
        "veerdiensten.txt": Outcome.NEW,
        "vuurtorens.txt": Outcome.NEW,
        "leeg.txt": Outcome.FAILED,
        "foto.jpg": Outcome.SKIPPED,
    }
    assert reports["leeg.txt"].path == f"{tmp_path / 'brieven.zip'}!map/leeg.txt"


def test_a_zip_that_is_none_fails_by_name_and_the_rest_is_read(empty, letters_folder):
    (letters_folder / "stuk.zip").write_bytes(b"PK\x03\x04 and no more")
    found = outcomes(empty, letters_folder)
    assert found.pop("stuk.zip") is Outcome.FAILED
    assert set(found.values()) == {Outcome.NEW}


@pytest.mark.parametrize("name", ["met\nregel.txt", "émoji 🦆.txt", "spaties en 'aanhaling'.txt", "-rf.txt"])
def test_odd_file_names_are_only_names(empty, tmp_path, name):
    (tmp_path / name).write_text(DUNES, encoding="utf-8")
    assert outcomes(empty, tmp_path / name) == {name: Outcome.NEW}
    assert empty.headers()[0].source == str(tmp_path / name)


def test_a_file_that_may_not_be_read_fails_by_name(empty, letters_folder):
    if os.geteuid() == 0:
        pytest.skip("the superuser may read every file")
    (letters_folder / "zeereep.txt").chmod(0)
    assert outcomes(empty, letters_folder)["zeereep.txt"] is Outcome.FAILED


def test_a_file_that_vanishes_fails_by_name(empty, letters_folder):
    (letters_folder / "verdwenen.txt").symlink_to(letters_folder / "nergens.txt")
    reports = ingest(empty, letters_folder)
    assert reports["verdwenen.txt"].outcome is Outcome.FAILED
    assert "Check that it exists" in reports["verdwenen.txt"].reason


def test_a_full_disk_is_said_and_what_was_there_is_unharmed(empty, letters_folder, servers):
    if servers.ledger_url:
        pytest.skip("the pages of a SQLite file are counted")
    ingest(empty, letters_folder / "zeereep.txt")
    with empty.ledger._engine.connect() as rows:
        pages = rows.exec_driver_sql("PRAGMA page_count").scalar()

    from sqlalchemy import event

    def fill_up(connection, _record, _proxy=None):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(empty.ledger._engine, "checkout", fill_up)
    with pytest.raises(errors.LibraryUnwritable, match="Make room"):
        ingest(empty, letters_folder)
    event.remove(empty.ledger._engine, "checkout", fill_up)
    assert [header.subject for header in empty.headers()] == ["Voortgang herstel zeereep"]


def test_a_parser_that_takes_too_long_is_ended_and_the_next_file_is_read():
    with ParserPool(workers=1, time_limit=0.01) as pool:
        assert "longer than" in pool.parse(b"x" * 100, "traag.txt")["reason"]
        pool._time_limit = 60
        assert "letter" in pool.parse(DUNES.encode(), "zeereep.txt")


def test_a_parser_that_dies_is_replaced():
    with ParserPool(workers=1) as pool:
        assert "letter" in pool.parse(DUNES.encode(), "zeereep.txt")
        pool._processes[0].kill()
        pool._processes[0].wait()
        assert "letter" in pool.parse(DUNES.encode(), "zeereep.txt")


def test_results_come_in_the_order_of_the_items():
    def slow_first(number):
        time.sleep(0.05 if number == 0 else 0)
        return number

    with ParserPool(workers=4) as pool:
        assert list(pool.in_order(slow_first, range(50))) == list(range(50))


def test_a_watched_folder_takes_in_what_is_dropped_in_it(tmp_path, embedder):
    folder = write_letters(tmp_path / "map")
    library = Library(tmp_path / "library", embedder, create=True)
    stop = threading.Event()
    watcher = threading.Thread(
        target=watch_paths, args=(library, [folder], lambda _report: None), kwargs={"stopped": stop.is_set}
    )
    watcher.start()
    try:
        assert _within(20, lambda: len(library.headers()) == 3)
        text = dump_letter(
            subject="Strandtenten", day="1 juli 2024", reference="DB-9", body="Er zijn 214 strandtenten."
        )
        (folder / "strandtenten.txt").write_text(text, encoding="utf-8")
        assert _within(20, lambda: len(library.headers()) == 4)
    finally:
        stop.set()
        watcher.join()
        library.close()


def _within(seconds, happened):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if happened():
            return True
        time.sleep(0.1)
    return False


def test_a_letter_that_was_there_learns_its_official_page_from_a_source(empty, letters_folder):
    ingest(empty, letters_folder)
    with empty.writing(), ParserPool(workers=1) as pool:
        intake = Intake(empty, pool)
        page = "https://example.org/brief"
        report = intake.store(intake.parse(DUNES.encode(), "https://example.org/bestand", url=page))
    assert report.outcome is Outcome.SAME
    assert empty.letter(report.letter_id).header.url == page
    assert empty.check() == []
