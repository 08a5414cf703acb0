"""A sync brings the library up to a source, goes on where it stopped, and says what it did not get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.library import Library
from ingest.fetching import Fetcher, Manners
from ingest.intake import ingest_paths
from ingest.source_koop import Koop
from ingest.source_listing import Wanted
from ingest.source_settings import SourceSettings
from ingest.source_tweedekamer import TweedeKamer
from ingest.sync import plan, sync
from ingest.sync_journal import Done, SyncJournal
from tests.source_letters import docx_letter, guid, pdf_letter, xml_letter
from tests.source_server import KamerServer, KoopServer, Publication, document, stub

ROOT = Path(__file__).parent.parent
DUNES = """Met deze brief informeer ik uw Kamer over de zeereep.
Het herstel van de zeereep kost 48 miljoen euro en duurt tot en met december 2026."""
FERRIES = """Uw Kamer vroeg naar de veerdiensten op het Wad.
Vorig jaar vervoerden de veerboten 612.000 reizigers naar de eilanden in het noorden."""
QUICK = Manners(pause=0, attempts=2, backoff=0)
TEXTS = [("zeereep", "12 maart 2024", "2024-03-12", DUNES), ("veerdiensten", "3 juni 2024", "2024-06-03", FERRIES)]


@pytest.fixture
def empty(tmp_path, embedder):
    opened = Library(tmp_path / "library", embedder, create=True)
    yield opened
    opened.close()


@pytest.fixture
def kamer():
    with KamerServer() as running:
        for at, (subject, day, iso, body) in enumerate(TEXTS, start=1):
            running.documents.append(document(guid(at), f"2024D0000{at}", f"Voortgang {subject}", iso))
            running.files[guid(at)] = docx_letter(f"Voortgang {subject}", day, body)
        yield running


@pytest.fixture
def koop():
    with KoopServer() as running:
        xml = xml_letter("kst-99123-4", "99 123", "12 maart 2024", DUNES)
        running.publications.append(Publication("kst-99123-4", "2024-03-12", files={"xml": xml}))
        yield running


def run(library, server, wanted=None, *, how=sync, **options):
    if isinstance(server, KamerServer):
        source = TweedeKamer(SourceSettings(tweedekamer_url=f"{server.address}/OData"))
    else:
        source = Koop(SourceSettings(koop_url=f"{server.address}/sru"))
    with Fetcher(source.address, source.setting, QUICK, sleep=lambda _seconds: None) as fetcher:
        return how(library, source, fetcher, wanted or Wanted(), **options)


def outcomes(report):
    return [letter.outcome.value for letter in report.letters]


def test_letters_come_into_the_library_with_what_the_source_says_of_them(empty, kamer):
    kamer.documents[0] |= {"Kamerstukdossier": [{"Nummer": 99123, "Toevoeging": None}], "Volgnummer": 4}
    report = run(empty, kamer)
    assert outcomes(report) == ["new", "new"]
    assert report.sound
    header = next(one for one in empty.headers() if "zeereep" in (one.subject or ""))
    assert header.url == "https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id=2024Z00001&did=2024D00001"
    assert header.source == "https://www.tweedekamer.nl/downloads/document?id=2024D00001"
    assert (header.kamerstuk, header.dossier) == ("99 123, nr. 4", "99123")
    assert header.ministry == "Ministerie van Duinbeheer"
    assert empty.check() == []


def test_a_second_sync_fetches_no_file_again(empty, kamer):
    run(empty, kamer)
    before = kamer.count("/resource")
    report = run(empty, kamer)
    assert kamer.count("/resource") == before == 2
    assert report.counts["unchanged"] == 2
    assert report.letters == []


def test_a_record_that_was_touched_without_a_change_leaves_the_letter_as_it_is(empty, kamer):
    run(empty, kamer)
    revision = empty.ledger.revision()
    for one in kamer.documents:
        one["ApiGewijzigdOp"] = "2025-01-01T00:00:00Z"
    report = run(empty, kamer)
    assert kamer.count("/resource") == 4
    assert report.counts["unchanged"] == 2
    assert empty.ledger.revision() == revision


def test_a_changed_letter_replaces_the_old_one_which_stays_readable(empty, kamer):
    run(empty, kamer)
    old = next(one for one in empty.headers() if "zeereep" in (one.subject or ""))
    kamer.files[guid(1)] = docx_letter("Voortgang zeereep", "12 maart 2024", DUNES.replace("48", "52"))
    kamer.documents[0]["ApiGewijzigdOp"] = "2025-01-01T00:00:00Z"
    report = run(empty, kamer)
    assert outcomes(report) == ["updated"]
    assert "52 miljoen" in empty.letter(report.letters[0].letter_id).text
    assert "48 miljoen" in empty.ledger.version(old.id, old.content_hash).text
    assert len(empty.headers()) == 2


def test_a_deleted_letter_goes_from_the_library(empty, kamer):
    run(empty, kamer)
    kamer.documents[0] = stub(guid(1))
    report = run(empty, kamer)
    assert outcomes(report) == ["removed"]
    assert [header.subject for header in empty.headers()] == ["Voortgang veerdiensten"]
    assert run(empty, kamer).letters == []


def test_a_letter_deleted_at_one_source_stays_from_another(empty, kamer, tmp_path):
    run(empty, kamer)
    file = tmp_path / "zeereep.docx"
    file.write_bytes(kamer.files[guid(1)])
    ingest_paths(empty, [file], on_file=lambda _report: None)
    kamer.documents[0] = stub(guid(1))
    assert outcomes(run(empty, kamer)) == ["withdrawn"]
    assert len(empty.headers()) == 2


def test_a_letter_that_the_user_removed_comes_back_as_it_would_from_a_folder(empty, kamer):
    run(empty, kamer)
    with empty.writing():
        empty.remove(empty.headers()[0].id)
    assert outcomes(run(empty, kamer)) == ["new"]


def test_only_the_ministry_asked_for_is_fetched_where_the_source_says_it(empty, kamer):
    kamer.documents[1]["DocumentActor"][0]["Functie"] = "minister van Veerdiensten"
    report = run(empty, kamer, Wanted(ministry="duinbeheer"))
    assert kamer.count("/resource") == 1
    assert outcomes(report) == ["new"]
    assert report.counts["left_out"] == 1


def test_where_only_the_text_says_the_ministry_another_ministrys_letter_is_left_out_and_fetched_once(empty, koop):
    other = xml_letter("kst-99123-5", "99 123", "3 juni 2024", FERRIES, ministry="Veerdiensten")
    koop.publications.append(Publication("kst-99123-5", "2024-06-03", files={"xml": other}))
    report = run(empty, koop, Wanted(ministry="Duinbeheer"))
    assert outcomes(report) == ["new"]
    run(empty, koop, Wanted(ministry="Duinbeheer"))
    assert koop.count("/xml/") == 2
    assert outcomes(run(empty, koop, Wanted(ministry="Veerdiensten"))) == ["new"]


def test_xml_is_preferred_and_pdf_taken_while_there_is_no_xml(empty, koop):
    xml = koop.publications[0].files.pop("xml")
    koop.publications[0].files["pdf"] = pdf_letter(
        ["Duinstad, 12 maart 2024", "Geachte voorzitter,", *DUNES.split("\n")]
    )
    assert outcomes(run(empty, koop)) == ["new"]
    koop.publications[0].files["xml"] = xml
    report = run(empty, koop)
    (header,) = empty.headers()
    assert outcomes(report) == ["same"]
    assert header.source.endswith(".xml")
    assert len(empty.ledger.sources(header.id)) == 2


def test_an_xml_that_is_not_there_yet_leaves_the_pdf(empty, koop):
    koop.publications[0].files["pdf"] = pdf_letter(["Duinstad, 12 maart 2024", *DUNES.split("\n")])
    koop.script("/xml/", (404, {}, b""))
    assert outcomes(run(empty, koop)) == ["new"]
    assert empty.headers()[0].source.endswith(".pdf")


def test_one_letter_at_both_sources_is_one_letter_with_the_best_text(empty, kamer, koop):
    kamer.documents[0] |= {"Kamerstukdossier": [{"Nummer": 99123, "Toevoeging": None}], "Volgnummer": 4}
    run(empty, kamer, Wanted(dossier="99123"))
    run(empty, koop)
    (header,) = empty.headers()
    assert header.source.endswith("kst-99123-4.xml")
    assert len(empty.ledger.sources(header.id)) == 2


def test_an_interrupted_sync_goes_on_and_ends_as_one_that_was_not(empty, kamer, tmp_path, embedder):
    def interrupt(_letter):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(empty, kamer, on_letter=interrupt)
    assert len(empty.headers()) == 1
    report = run(empty, kamer)
    assert outcomes(report) == ["new"]
    assert kamer.count("/resource") == 2
    whole = Library(tmp_path / "whole", embedder, create=True)
    run(whole, kamer)
    assert whole.headers() == empty.headers()
    assert empty.check() == []
    whole.close()


def test_a_source_that_fails_halfway_keeps_what_came_and_says_why_it_stopped(empty, kamer):
    kamer.documents += [
        document(guid(at), f"2023D{at:05d}", f"Brief {at}", "2023-01-01", ContentLength=at) for at in range(10, 260)
    ]
    kamer.script("$skip=250", (200, {}, b"<!DOCTYPE html><html>Onderhoud</html>"))
    report = run(empty, kamer)
    assert report.stopped is not None
    assert not report.sound
    assert report.counts["new"] == 2
    assert len(empty.headers()) == 2
    assert empty.check() == []


def test_a_source_that_goes_down_is_left_in_peace_after_a_few_letters(empty, kamer):
    kamer.documents += [document(guid(at), f"2023D{at:05d}", f"Brief {at}", "2023-01-01") for at in range(10, 60)]
    kamer.script("/resource", *[(503, {}, b"")] * 1000)
    report = run(empty, kamer)
    assert report.counts["failed"] == 5
    assert report.stopped is not None
    kamer.scripted.clear()
    kamer.documents = kamer.documents[:2]
    assert run(empty, kamer).counts["new"] == 2


def test_a_count_that_disagrees_with_the_list_is_said(empty, kamer):
    kamer.announced = 40
    report = run(empty, kamer)
    assert report.disagrees
    assert not report.sound
    assert (report.announced, report.listed) == (40, 2)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b""), "not there"),
        ((403, {}, b""), "HTTP 403"),
        ((302, {"Location": "http://example.org/"}, b""), "example.org"),
        ((200, {"Content-Length": str(500 * 2**20)}, b""), "100 MB"),
        ((200, {}, b"<!DOCTYPE html><html><body><p>Onderhoud</p></body></html>"), "it is html"),
        ((200, {}, b'{"error": "busy"}'), "it is txt"),
    ],
    ids=["gone", "forbidden", "elsewhere", "500 MB", "html", "json"],
)
def test_one_letter_that_cannot_be_fetched_is_named_and_the_others_come(empty, kamer, answer, said):
    kamer.script(f"({guid(1)})/resource", answer)
    report = run(empty, kamer)
    assert sorted(outcomes(report)) == ["failed", "new"]
    failed = next(letter for letter in report.letters if letter.outcome.value == "failed")
    assert failed.key == guid(1)
    assert said in failed.reason
    assert not report.sound
    assert outcomes(run(empty, kamer)) == ["new"]


def test_a_file_that_cannot_be_read_is_not_fetched_again_unless_it_is_asked_for(empty, kamer):
    good, kamer.files[guid(1)] = (
        kamer.files[guid(1)],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage".replace(
            b"EncryptedPackage", "EncryptedPackage".encode("utf-16-le")
        ),
    )
    assert sorted(outcomes(run(empty, kamer))) == ["failed", "new"]
    again = run(empty, kamer)
    assert outcomes(again) == ["skipped"]
    assert "encrypted" in again.letters[0].reason
    assert again.sound
    kamer.files[guid(1)] = good
    assert outcomes(run(empty, kamer, retry=True)) == ["new"]


def test_a_letter_without_a_file_is_named(empty, kamer):
    kamer.documents[0] |= {"ContentType": None, "ContentLength": None}
    assert sorted(outcomes(run(empty, kamer))) == ["new", "skipped"]


def test_throttling_slows_a_sync_and_does_not_fail_it(empty, kamer):
    kamer.script("/resource", (429, {"Retry-After": "3"}, b""))
    kamer.script("/OData/Document?", (503, {}, b""))
    assert run(empty, kamer).sound


def test_a_dry_run_fetches_no_file_and_writes_nothing(empty, kamer):
    report = run(None, kamer, how=plan)
    assert outcomes(report) == ["planned", "planned"]
    assert kamer.count("/resource") == 0
    run(empty, kamer)
    kamer.documents[0]["ApiGewijzigdOp"] = "2025-01-01T00:00:00Z"
    report = run(empty, kamer, how=plan)
    assert [letter.key for letter in report.letters] == [guid(1)]
    assert report.counts["unchanged"] == 1


def test_a_journal_that_was_cut_off_is_read_up_to_there(tmp_path):
    with SyncJournal(tmp_path, "koop") as journal:
        journal.add(Done(key="a", stamp="1", name="x"))
        journal.add(Done(key="b", stamp="1", name="y"))
    file = tmp_path / "sync-koop.jsonl"
    file.write_bytes(file.read_bytes()[:-9])
    with SyncJournal(tmp_path, "koop") as journal:
        assert journal.find("a") == Done(key="a", stamp="1", name="x")
        assert journal.find("b") is None
        journal.add(Done(key="c", stamp="2"))
    assert SyncJournal(tmp_path, "koop").find("c") == Done(key="c", stamp="2")


def test_a_journal_does_not_grow_without_end(tmp_path):
    for _ in range(4):
        with SyncJournal(tmp_path, "koop") as journal:
            for at in range(600):
                journal.add(Done(key=str(at % 10), stamp=str(at)))
    assert len((tmp_path / "sync-koop.jsonl").read_text().splitlines()) < 2000
    assert SyncJournal(tmp_path, "koop").find("9") == Done(key="9", stamp="599")


@pytest.fixture
def program(tmp_path, kamer, koop):
    def run_program(*arguments, wait=True, **environment):
        started = subprocess.Popen(
            [sys.executable, "-m", "ui.command_line", "sync", *arguments, "--library", str(tmp_path / "made")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "BRIEFWIJZER_TWEEDEKAMER_URL": f"{kamer.address}/OData",
                "BRIEFWIJZER_KOOP_URL": f"{koop.address}/sru",
                "BRIEFWIJZER_SYNC_PAUSE": "0",
                **environment,
            },
        )
        if not wait:
            return started
        out, said = started.communicate()
        return subprocess.CompletedProcess(started.args, started.returncode, out, said)

    return run_program


def test_the_command_syncs_both_sources_into_one_library(program):
    first = program("tweedekamer", "--since", "2024-01-01", "--ministry", "Duinbeheer", "--json")
    assert first.returncode == 0, first.stderr
    form = json.loads(first.stdout)
    assert form["counts"]["new"] == 2
    assert form["complete"]
    assert {letter["ministry"] for letter in form["letters"]} == {"Ministerie van Duinbeheer"}
    second = program("koop", "--dossier", "99 123")
    assert second.returncode == 0, second.stderr
    assert "1 al aanwezig uit een andere bron" in second.stderr
    assert second.stdout == ""


def test_a_sync_that_was_killed_goes_on_where_it_was(program, kamer, tmp_path, embedder):
    for at in range(3, 7):
        kamer.documents.append(document(guid(at), f"2023D0000{at}", f"Brief {at}", f"2023-01-0{at}"))
        body = f"Dit is de brief over onderwerp {at}.\nDaarvan zijn er {at * 17} geteld in gemeente nummer {at}."
        kamer.files[guid(at)] = docx_letter(f"Brief {at}", f"{at} januari 2023", body)
    hung, go_on = threading.Event(), threading.Event()

    def hang(_request):
        hung.set()
        go_on.wait(20)

    kamer.script(f"({guid(4)})/resource", hang)  # the fifth, for the newest come first
    running = program("tweedekamer", wait=False)
    assert hung.wait(60)
    running.kill()
    running.communicate()
    go_on.set()
    assert kamer.count("/resource") == 5
    ran = program("tweedekamer", "--json")
    assert ran.returncode == 0, ran.stderr
    counts = json.loads(ran.stdout)["counts"]
    assert (counts["new"], counts["unchanged"]) == (2, 4)
    whole = Library(tmp_path / "made", embedder)
    assert len(whole.headers()) == 6
    assert whole.check() == []
    whole.close()


def test_the_command_lists_a_dry_run_and_makes_no_library(program, tmp_path):
    ran = program("tweedekamer", "--dry-run", "--until", "2024-05-01")
    assert ran.returncode == 0, ran.stderr
    assert "2024-03-12" in ran.stdout
    assert "2024-06-03" not in ran.stdout
    assert not (tmp_path / "made").exists()


def test_the_command_says_in_one_line_what_is_wrong_with_the_source(program, kamer):
    ran = program("tweedekamer", BRIEFWIJZER_TWEEDEKAMER_URL=f"{kamer.address}/oud")
    assert ran.returncode == 1
    assert "BRIEFWIJZER_TWEEDEKAMER_URL" in ran.stderr
    assert "Traceback" not in ran.stderr
    ran = program("tweedekamer", "--since", "2024-06-01", "--until", "2024-01-01")
    assert ran.returncode == 2
