"""When a part of the library is away, damaged or full, what can be answered is, it is said, and it comes back by itself."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.settings import Servers
from assistant.vocabulary import NoteKind, Question, Status
from ingest.claims import Claims
from ingest.intake import ingest_paths
from tests.cutting_proxy import CuttingProxy
from tests.fictional_letters import dump_letter
from tests.test_chroma_server import chroma  # noqa: F401 - a fixture
from ui.api import add_routes
from ui.texts import say_error, say_note

ROOT = Path(__file__).parent.parent
QUESTION = Question("Wat kost het herstel van de zeereep bij Westduin?")
NEW = dump_letter(subject="Strandtenten", day="1 juli 2024", reference="DB-1", body="Er zijn 214 strandtenten aan zee.")


def ingest(library, *paths):
    return ingest_paths(library, paths, on_file=lambda _: None, workers=1)


def lacking(answer):
    return [dict(note.values)["lacking"] for note in answer.notes if note.kind is NoteKind.HALF_SEARCH]


@pytest.fixture
def wire(chroma):  # noqa: F811 - the fixture
    with CuttingProxy(int(chroma.rpartition(":")[2])) as proxy:
        yield proxy


@pytest.fixture
def served(tmp_path, letters_folder, embedder, wire, monkeypatch):
    """A library whose vectors are at the other end of a wire, and that needs them for every question."""
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    monkeypatch.setattr("assistant.vector_index._PATIENCE", {"search": 0.5, "change": 2.0})
    monkeypatch.setattr("assistant.vector_index._REST", 0.0)
    servers = Servers(chroma_url=f"http://127.0.0.1:{wire.port}")
    library = Library(tmp_path / "library", embedder, create=True, servers=servers)
    ingest(library, letters_folder)
    yield library
    library.close()


@pytest.mark.parametrize("fault", ["cut", "hold_up"])
def test_without_the_vectors_the_words_answer_and_say_so_until_they_are_back(served, wire, fault):
    pipeline = QuestionPipeline(served)
    whole = pipeline.answer(QUESTION)
    assert lacking(whole) == []
    getattr(wire, fault)()
    half = pipeline.answer(QUESTION)
    assert half.status is Status.ANSWERED
    assert "€48 miljoen" in half.sentences[0].text
    assert lacking(half) == ["vectors"]
    assert "alleen op woorden" in say_note(half.notes[-1])
    assert served.ailing() == "vectors"
    wire.mend()
    assert pipeline.answer(QUESTION) == whole
    assert served.ailing() is None


def test_a_server_that_did_not_answer_is_not_waited_for_again_at_once(served, wire, monkeypatch):
    monkeypatch.setattr("assistant.vector_index._REST", 1000.0)
    pipeline = QuestionPipeline(served)
    wire.cut()
    assert lacking(pipeline.answer(QUESTION)) == ["vectors"]
    wire.mend()
    assert lacking(pipeline.answer(QUESTION)) == ["vectors"]
    assert served.ailing() is None  # whoever looks after it finds it back
    assert lacking(pipeline.answer(QUESTION)) == []


def test_letters_that_came_while_the_vectors_were_away_are_among_them_afterwards(served, wire, tmp_path):
    new = tmp_path / "strandtenten.txt"
    new.write_text(NEW, encoding="utf-8")
    wire.cut()
    with pytest.raises(errors.VectorsUnreachable, match="safe in the ledger"):
        ingest(served, new)
    pipeline = QuestionPipeline(served)
    assert pipeline.search(Question("Hoeveel strandtenten zijn er?"))[0].header.subject == "Strandtenten"
    wire.mend()
    pipeline.answer(QUESTION)  # finds the vectors behind the ledger, and brings them up beside the answering
    served._catching_up.join()
    assert served.check() == []


@pytest.fixture
def remote(tmp_path, letters_folder, embedder, postgres):
    """A library whose ledger is at the other end of a wire."""
    url = postgres.new_database()
    with CuttingProxy(postgres.port) as proxy:
        servers = Servers(ledger_url=url.replace(str(postgres.port), str(proxy.port)))
        library = Library(tmp_path / "library", embedder, create=True, servers=servers)
        ingest(library, letters_folder)
        yield library, proxy
        library.close()


def client_of(library):
    app = FastAPI()
    add_routes(app, library)
    return TestClient(app, raise_server_exceptions=False)


def test_without_the_ledger_it_is_said_which_part_is_away_and_it_comes_back_by_itself(remote):
    library, wire = remote
    client = client_of(library)
    before = client.get("/health").json()
    assert before["status"] == "ok"
    wire.cut()
    health = client.get("/health")
    assert (health.status_code, health.json()["status"], health.json()["part"]) == (503, "down", "ledger")
    asked = client.post("/api/v1/ask", json={"question": QUESTION.text})
    assert (asked.status_code, asked.headers["content-type"]) == (503, "application/problem+json")
    assert "niet bereikbaar" in asked.json()["detail"]
    page = client.get("/brieven")
    assert page.status_code == 503
    assert "niet bereikbaar" in page.text
    assert page.text.startswith("<!doctype html>") or "<html" in page.text
    for said in (health.text, asked.text, page.text):
        assert "zand-en-zee" not in said
    wire.mend()
    assert client.get("/health").json() == before
    assert client.post("/api/v1/ask", json={"question": QUESTION.text}).json()["status"] == "answered"


def test_a_ledger_that_is_silent_is_not_waited_for_by_one_after_the_other(remote):
    library, wire = remote
    client = client_of(library)
    wire.cut()
    client.get("/health")  # the connections that there were are known to be gone
    wire.mend()
    wire.hold_up()  # from now on whoever connects is let in, and hears nothing
    assert "moment ago" not in client.get("/health").json()["detail"]
    assert "moment ago" in client.get("/health").json()["detail"]
    wire.cut()
    wire.mend()
    until = time.monotonic() + 30
    while client.get("/health").status_code != 200 and time.monotonic() < until:
        time.sleep(0.1)
    assert client.post("/api/v1/ask", json={"question": QUESTION.text}).json()["status"] == "answered"


@pytest.mark.parametrize("reaches", [True, False], ids=["the server commits", "the server never hears of it"])
def test_a_connection_cut_in_the_middle_of_a_commit_leaves_a_whole_letter_or_none(remote, tmp_path, reaches):
    library, wire = remote
    new = tmp_path / "strandtenten.txt"
    new.write_text(NEW, encoding="utf-8")
    store, armed = library.ledger.store, []

    def arm_and_store(*arguments, **options):
        retire = library.ledger._retire

        def arm_at_the_end(*values, **named):  # the next COMMIT on the wire is that of this letter
            retire(*values, **named)
            if not armed:
                armed.append(True)
                wire.reaches, wire.cut_at = reaches, b"COMMIT"

        library.ledger._retire = arm_at_the_end
        return store(*arguments, **options)

    library.ledger.store = arm_and_store
    with pytest.raises(errors.LedgerUnreachable):
        ingest(library, new)
    library.ledger.store, library.ledger._retire = store, type(library.ledger)._retire
    assert armed
    assert len(library.headers()) == (4 if reaches else 3)
    ingest(library, new)
    assert len(library.headers()) == 4
    assert library.check() == []
    with library.ledger._engine.connect() as rows:
        from assistant.ledger_tables import changes

        assert len(rows.execute(changes.select()).all()) == 4


def test_a_worker_that_watches_waits_for_a_ledger_that_is_away_when_it_starts(postgres, embedder, tmp_path):
    (tmp_path / "letters").mkdir()
    new = tmp_path / "letters" / "strandtenten.txt"
    new.write_text(NEW, encoding="utf-8")
    url = postgres.new_database()
    with CuttingProxy(postgres.port) as wire:
        wire.cut()
        command = [
            sys.executable,
            "-m",
            "ui.command_line",
            "ingest",
            new.parent,
            "--watch",
            "--library",
            tmp_path / "worker",
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment["BRIEFWIJZER_LEDGER_URL"] = url.replace(str(postgres.port), str(wire.port))
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as worker:
            try:
                assert "niet bereikbaar" in worker.stderr.readline()
                wire.mend()
                library = Library(tmp_path / "desk", embedder, create=True, servers=Servers(ledger_url=url))
                until = time.monotonic() + 120
                while not library.headers() and worker.poll() is None and time.monotonic() < until:
                    time.sleep(0.1)
                assert worker.poll() is None
            finally:
                worker.kill()
    assert [header.subject for header in library.headers()] == ["Strandtenten"]
    library.close()


def test_claims_are_let_go_of_one_by_one_also_if_the_first_cannot_be():
    let_go = []

    class Held:
        @contextlib.contextmanager
        def claim(self, path):
            yield True
            let_go.append(path)
            raise errors.LedgerUnreachable(place="hier", detail="weg")

    documents = [SimpleNamespace(source=name) for name in ("een.txt", "twee.txt", "drie.txt")]
    with pytest.raises(errors.LedgerUnreachable), Claims(Held()) as claims:
        list(claims.take(documents, []))
    assert sorted(let_go) == ["drie.txt", "een.txt", "twee.txt"]


def test_a_damaged_term_index_is_rebuilt_while_the_vectors_answer(library, monkeypatch):
    pipeline = QuestionPipeline(library)
    whole = pipeline.answer(QUESTION)
    monkeypatch.setattr("assistant.library._AT_ONCE", 0)  # as if it were a large library
    rebuild, go_on = type(library._terms).rebuild, threading.Event()

    def rebuild_later(*arguments):
        go_on.wait(20)
        rebuild(*arguments)

    monkeypatch.setattr(type(library._terms), "rebuild", rebuild_later)
    for path in (library.folder / "terms").iterdir():
        path.write_bytes(b"\x00garbage\xff" * 20)
    library._seen = None
    half = pipeline.answer(QUESTION)
    assert lacking(half) == ["terms"]
    assert "€48 miljoen" in half.sentences[0].text
    assert library.ailing() == "terms"
    go_on.set()
    library._catching_up.join()
    assert pipeline.answer(QUESTION) == whole


def test_a_term_index_that_is_made_anew_answers_until_its_successor_is_complete(library):
    terms = library._terms
    held = terms.count()
    seen = []
    each = library._indexes._each_passage

    def watched(keys):
        for stored in each(keys):
            seen.append(terms.count())
            yield stored

    library._indexes._each_passage = watched
    with library.writing():
        library.rebuild_indexes()
    assert set(seen) == {held}
    assert library.check() == []


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from assistant import errors
from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from ingest.claims import Claims
from ingest.intake import ingest_paths

library = Library(Path(sys.argv[1]), load_embedder("bundled"))
pipeline = QuestionPipeline(library)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from now on nothing more can be written to any file
try:
    ingest_paths(library, [Path(sys.argv[2])], on_file=lambda _: None, workers=1)
except errors.LibraryUnwritable:
    print("unwritable")
print(pipeline.answer(Question(sys.argv[3])).sentences[0].text)
"""


def test_on_a_full_disk_reading_goes_on(library, tmp_path):
    new = tmp_path / "strandtenten.txt"
    new.write_text(NEW, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(library.folder), str(new), QUESTION.text],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines()[0] == "unwritable"
    assert "€48 miljoen" in run.stdout
    library.refresh()
    assert library.check() == []


@pytest.mark.parametrize("kind", [errors.LedgerUnreachable, errors.VectorsUnreachable])
def test_a_part_that_is_away_is_told_in_dutch(kind):
    assert "is niet bereikbaar" in say_error(kind(place="http://127.0.0.1:9", detail="weg"))
