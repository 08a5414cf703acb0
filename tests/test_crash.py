"""An ingest that is killed at any moment leaves whole letters only, and the next run completes it.

The short form takes half a minute. BRIEFWIJZER_TEST_CRASHES=30 kills an ingest of 200 letters at 30 random moments,
and completes and compares the library after each.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, Question
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter

CRASHES = int(os.environ.get("BRIEFWIJZER_TEST_CRASHES", "0"))
LETTERS = 200 if CRASHES else 40
ROOT = Path(__file__).parent.parent
STAGES = [
    ("ingest.intake:Intake.parse_document", "before", 3),  # while files are read
    ("ingest.intake:Intake.store", "before", 4),  # a letter parsed, nothing of it stored
    ("assistant.ledger:Ledger._put_sources", "before", 4),  # in the middle of a letter's transaction
    ("assistant.ledger:Ledger.store", "after", 4),  # stored, not yet indexed
    ("assistant.term_index:TermIndex.update", "before", 1),
    ("assistant.term_index:TermIndex._write_state", "before", 1),  # terms committed, their revision not yet noted
    ("assistant.term_index:TermIndex.update", "after", 1),  # one index ahead of the other
    ("assistant.vector_index:VectorIndex._connect", "after", 1),
    ("assistant.vector_index:VectorIndex.put", "after", 1),  # vectors stored, their position not yet noted
    ("assistant.vector_index:VectorIndex.hold", "after", 1),
    ("assistant.library:Library.update_indexes", "after", 1),  # all stored, the lock still held
]


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crash") / "letters"
    folder.mkdir()
    for number in range(LETTERS):
        body = "\n\n".join(
            f"Punt {part}\nDuinvak {number} kost in jaar {part} {number * part + 1} miljoen euro. De duinen van dit vak"
            f" zijn hersteld, en de beheerder meet elk kwartaal of het zand van vak {number} blijft liggen."
            for part in range(1, 6)
        )
        text = dump_letter(subject=f"Duinvak {number}", day="1 mei 2024", reference=f"DB-2024-{number}", body=body)
        (folder / f"vak-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, letters, embedder):
    library = Library(tmp_path_factory.mktemp("whole"), embedder, create=True)
    complete(library, letters)
    yield contents(library)
    library.close()


def start(folder, letters, *death):
    command = [sys.executable, "-m", "tests.crashing_ingest", str(folder), str(letters), *map(str, death)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    return process


def end(process):
    process.kill()
    process.communicate()


def complete(library, letters):
    ingest_paths(library, [letters], on_file=lambda _report: None, workers=2)


def contents(library):
    return [
        (header, [(one.passage.start, one.passage.end) for one in stored_passages(library, header.id)])
        for header in sorted(library.headers(), key=lambda header: header.id)
    ]


def stored_passages(library, letter_id):
    return library.passages(library.ledger.keys_of([letter_id]))


def assert_whole(library, undisturbed):
    """Each letter that is there is there with all its passages and vectors."""
    held = contents(library)
    assert all(one in undisturbed for one in held)
    for header, _ in held:
        keys = library.ledger.keys_of([header.id])
        assert library.ledger.vectors(keys)[0] == keys


def assert_complete(library, letters, undisturbed):
    complete(library, letters)
    assert contents(library) == undisturbed
    assert library.check() == []
    keys = library.ledger.passages_within(Filters())
    vector = library.embedder.embed_query("duinen zand miljoen euro")
    assert {hit.key for hit in library._vectors.search(vector, limit=len(keys))} <= set(keys)
    pipeline = QuestionPipeline(library)
    for number in (1, LETTERS // 2, LETTERS - 1):
        best = pipeline.search(Question(f"Wat kost duinvak {number}?"))[0]
        assert best.header.subject == f"Duinvak {number}"


def survivor(folder, embedder):
    return Library(folder, embedder, create=True)


def test_killed_in_every_stage_it_keeps_whole_letters_and_the_last_run_completes_it(
    tmp_path, letters, undisturbed, embedder
):
    for number, death in enumerate(STAGES):
        folder = tmp_path / (str(number) if CRASHES else "library")
        process = start(folder, letters, *death)
        assert process.communicate(timeout=120)[0] == "", f"{death} was not reached"
        library = survivor(folder, embedder)
        assert_whole(library, undisturbed)
        if CRASHES:
            assert_complete(library, letters, undisturbed)
        library.close()
    library = survivor(folder, embedder)
    assert_complete(library, letters, undisturbed)
    library.close()


def test_killed_at_random_moments_it_keeps_whole_letters_and_the_last_run_completes_it(
    tmp_path, letters, undisturbed, embedder
):
    begun = time.monotonic()
    start(tmp_path / "timed", letters).communicate(timeout=300)
    longest = time.monotonic() - begun
    chance = random.Random(20)
    for number in range(CRASHES or 3):
        folder = tmp_path / (str(number) if CRASHES else "library")
        process = start(folder, letters)
        time.sleep(chance.uniform(0, longest))
        end(process)
        library = survivor(folder, embedder)
        assert_whole(library, undisturbed)
        if CRASHES:
            assert_complete(library, letters, undisturbed)
        library.close()
    library = survivor(folder, embedder)
    assert_complete(library, letters, undisturbed)
    library.close()


def test_the_parser_processes_of_a_killed_ingest_end_with_it(tmp_path, letters):
    process = start(tmp_path / "library", letters)
    workers = []
    while not workers and process.poll() is None:
        workers = children(process.pid)
    end(process)
    until = time.monotonic() + 20
    while any(alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert workers
    assert not any(alive(worker) for worker in workers)


def children(pid):
    """The processes that a process started and that run the parser."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        found = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [child for child in found if alive(child)]


def alive(pid):
    try:
        return b"ingest.parser_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
