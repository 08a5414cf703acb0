"""Several machines on one ledger: each sees what the others do, and no letter is taken in twice or lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.ledger_tables import tables
from assistant.library import Library
from assistant.settings import Servers
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter
from tests.test_chroma_server import chroma  # noqa: F401 - a fixture

ROOT = Path(__file__).parent.parent
LETTERS = 24


@pytest.fixture
def both(postgres, chroma):  # noqa: F811 - the fixture
    return Servers(ledger_url=postgres.new_database(), chroma_url=chroma)


@pytest.fixture
def machine(both, tmp_path):
    """A process with a folder of its own, that answers questions."""
    started = []

    def start(name):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.asking_machine", str(tmp_path / name)],
            cwd=ROOT, env=environment(both), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def environment(servers):
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BRIEFWIJZER_LEDGER_URL": servers.ledger_url,
        "BRIEFWIJZER_CHROMA_URL": servers.chroma_url,
    }


def ask(process, question):
    process.stdin.write(f"{question}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def write_letter(folder, number, *, body=None):
    folder.mkdir(exist_ok=True)
    path = folder / f"vak-{number:03}.txt"
    body = (
        body
        or f"Duinvak {number} kost {number + 1} miljoen euro.\n\nOnderhoud\nHet zand van vak {number} blijft liggen."
    )
    path.write_text(
        dump_letter(subject=f"Duinvak {number}", day="1 mei 2024", reference=f"DB-{number}", body=body),
        encoding="utf-8",
    )
    return path


def test_what_one_machine_takes_in_or_removes_the_others_show(both, machine, embedder, tmp_path):
    worker = Library(tmp_path / "worker", embedder, create=True, servers=both)
    ingest_paths(worker, [write_letter(tmp_path / "letters", 1)], on_file=lambda _: None, workers=1)
    first, second = machine("first"), machine("second")
    assert ask(first, "Wat kost duinvak 1?")[0] == ask(second, "Wat kost duinvak 1?")[0] == "Duinvak 1"
    new = write_letter(tmp_path / "letters", 7, body="De strandpachters betalen 214 euro voor een zandkasteel.")
    ingest_paths(worker, [new], on_file=lambda _: None, workers=1)
    for one in (first, second):
        assert ask(one, "Wat betalen strandpachters voor een zandkasteel?")[0] == "Duinvak 7"
    with worker.writing():
        worker.remove(next(header.id for header in worker.headers() if header.subject == "Duinvak 7"))
    for one in (first, second):
        assert "Duinvak 7" not in ask(one, "Wat betalen strandpachters voor een zandkasteel?")
    assert worker.check() == []
    worker.close()


def test_a_machine_that_was_away_catches_up(both, embedder, tmp_path):
    worker = Library(tmp_path / "worker", embedder, create=True, servers=both)
    for number in range(5):
        write_letter(tmp_path / "letters", number)
    ingest_paths(worker, [tmp_path / "letters"], on_file=lambda _: None, workers=1)
    away = Library(tmp_path / "away", embedder, servers=both)
    away.refresh()
    away.close()
    for number in range(5, 9):
        write_letter(tmp_path / "letters", number)
    with worker.writing():
        worker.remove(worker.headers()[0].id)
    ingest_paths(worker, [tmp_path / "letters"], on_file=lambda _: None, workers=1)
    back = Library(tmp_path / "away", embedder, servers=both)
    back.refresh()
    assert back.check() == []
    assert {header.id for header in back.headers()} == {header.id for header in worker.headers()}
    back.close()
    worker.close()


def start_worker(both, tmp_path, name):
    return subprocess.Popen(
        [sys.executable, "-m", "ui.command_line", "ingest", str(tmp_path / "letters"), "--library", str(tmp_path / name), "--json"],
        cwd=ROOT, env=environment(both), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def assert_each_letter_once(both, embedder, tmp_path):
    library = Library(tmp_path / "checked", embedder, servers=both)
    library.refresh()
    assert sorted(header.subject for header in library.headers()) == sorted(f"Duinvak {at}" for at in range(LETTERS))
    with library.ledger._engine.connect() as rows:
        assert len(rows.execute(tables.tables["changes"].select()).all()) == LETTERS  # none was stored twice
        assert rows.execute(tables.tables["claims"].select()).all() == []
    with library.writing():
        pass
    assert library.check() == []
    library.close()


def test_several_workers_take_each_letter_in_once(both, embedder, tmp_path):
    for number in range(LETTERS):
        write_letter(tmp_path / "letters", number)
    workers = [start_worker(both, tmp_path, f"worker-{at}") for at in range(3)]
    outcomes = []
    for worker in workers:
        told, said = worker.communicate(timeout=240)
        assert worker.returncode == 0, said
        outcomes += [(Path(one["path"]).name, one["outcome"]) for one in json.loads(told)["files"]]
    new = [name for name, outcome in outcomes if outcome == "new"]
    assert sorted(new) == sorted(path.name for path in (tmp_path / "letters").iterdir())
    assert {outcome for _, outcome in outcomes} <= {"new", "unchanged"}
    assert_each_letter_once(both, embedder, tmp_path)


def test_what_a_worker_that_was_killed_had_in_hand_another_takes_in(both, embedder, tmp_path):
    for number in range(LETTERS):
        write_letter(tmp_path / "letters", number)
    watcher = Library(tmp_path / "watcher", embedder, create=True, servers=both)
    killed, other = (start_worker(both, tmp_path, name) for name in ("killed", "other"))
    until = time.monotonic() + 120
    while not watcher.headers(limit=1) and time.monotonic() < until:
        time.sleep(0.02)
    killed.kill()
    killed.communicate()
    watcher.close()
    assert other.wait(timeout=240) == 0, other.stderr.read()
    other.communicate()
    assert_each_letter_once(both, embedder, tmp_path)


def test_two_workers_at_once_make_one_letter_of_two_files_of_it(both, embedder, tmp_path):
    from eval.run import BUNDLED_LETTERS

    files = sorted(BUNDLED_LETTERS.glob("avm-2022-leerwerkplekken.*"))
    Library(tmp_path / "first", embedder, create=True, servers=both).close()

    def take_in(number):
        library = Library(tmp_path / str(number), embedder, servers=both)
        ingest_paths(library, [files[number]], on_file=lambda _: None, workers=1)
        library.close()

    threads = [threading.Thread(target=take_in, args=(number,)) for number in range(len(files))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library = Library(tmp_path / "first", embedder, servers=both)
    [header] = library.headers()
    assert len(library.ledger.sources(header.id)) == len(files)
    library.close()
