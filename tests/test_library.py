"""The library keeps letters whole, follows its ledger, heals its indexes and lets one writer in at a time."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.reindexing import reindex
from assistant.settings import Servers
from assistant.vocabulary import Embedder, Filters, Question
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter

BOTH_DATABASES = True


class OtherEmbedder:
    """A ten-line stand-in for another embedder: vectors from the letters' counts."""

    name = "other@1"
    dimensions = 26

    def embed_passages(self, texts):
        rows = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)  # a text without a letter: zeros

    def embed_query(self, text):
        return self.embed_passages([text])[0]


def found(library, text, **filters):
    passages = QuestionPipeline(library).search(Question(text, filters=Filters(**filters)))
    return [scored.header.subject for scored in passages]


def test_a_letter_is_found_by_its_words(library):
    assert found(library, "Wat kost het herstel van de zeereep?")[0] == "Voortgang herstel zeereep"


def test_both_indexes_hold_every_passage_after_ingest(library):
    assert library.check() == []
    assert library.count_passages() == library.ledger.count_passages() > 0


def test_a_passage_is_its_stretch_of_the_letter(library):
    keys = library.ledger.passages_within(Filters())
    for stored in library.passages(keys):
        letter = library.letter(stored.header.id)
        assert letter.text[stored.passage.start : stored.passage.end] == stored.passage.text


def test_a_removed_letter_is_found_no_more(library):
    letter_id = next(header.id for header in library.headers() if header.subject == "Veerdiensten naar de eilanden")
    with library.writing():
        library.remove(letter_id)
    assert "Veerdiensten naar de eilanden" not in found(library, "Wat kost de veerboot naar Noorderzand?")
    assert library.check() == []
    with pytest.raises(errors.UnknownLetter, match=letter_id):
        library.letter(letter_id)


def test_removing_an_unknown_letter_says_so_and_changes_nothing(library):
    with pytest.raises(errors.UnknownLetter), library.writing():
        library.remove("no-such-letter")
    assert library.check() == []


@pytest.mark.parametrize("part", ["terms", "vectors"])
def test_an_index_that_is_gone_is_made_anew_from_the_ledger(library, embedder, part, servers):
    folder = library.folder
    library.close()
    shutil.rmtree(folder / part)
    again = Library(folder, embedder, servers=servers)
    assert found(again, "vuurtoren van Oosterhaak")[0] == "Onderhoud vuurtorens"
    with again.writing():
        pass
    assert again.check() == []
    again.close()


@pytest.mark.parametrize("part", ["terms", "vectors"])
def test_a_damaged_index_is_made_anew_from_the_ledger(library, embedder, part, servers):
    folder = library.folder
    library.close()
    for path in (folder / part).rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00garbage\xff" * 20)
    again = Library(folder, embedder, servers=servers)
    assert found(again, "vuurtoren van Oosterhaak")[0] == "Onderhoud vuurtorens"
    with again.writing():
        pass
    assert again.check() == []
    again.close()


def test_a_reader_sees_what_another_process_ingested(library, embedder, tmp_path, servers):
    reader = Library(library.folder, embedder, servers=servers)
    assert "Strandtenten" not in found(reader, "Hoeveel strandtenten zijn er?")
    new = tmp_path / "strandtenten.txt"
    new.write_text(
        dump_letter(
            subject="Strandtenten", day="1 juli 2024", reference="DB-1", body="Er zijn 214 strandtenten langs de kust."
        ),
        encoding="utf-8",
    )
    ingest_paths(library, [new], on_file=lambda _report: None)
    assert found(reader, "Hoeveel strandtenten zijn er?")[0] == "Strandtenten"
    reader.close()


def test_what_was_read_before_a_letter_changed_is_not_shown_after(library, embedder, servers):
    reader = Library(library.folder, embedder, servers=servers)
    passages = QuestionPipeline(reader).search(Question("Wat kost het herstel van de zeereep?"))
    letter_id = passages[0].header.id
    assert reader.letter(letter_id).header.id == letter_id
    with library.writing():
        library.remove(letter_id)
    with pytest.raises(errors.UnknownLetter):
        reader.letter(letter_id)
    after = QuestionPipeline(reader).search(Question("Wat kost het herstel van de zeereep?"))
    assert letter_id not in {scored.header.id for scored in after}
    reader.close()


def test_the_vectors_may_be_reloaded_while_many_search_them(shared_library, embedder, tmp_path):
    shutil.copytree(shared_library.folder, tmp_path / "library")
    reader = Library(tmp_path / "library", embedder)
    vector, ends, faults = embedder.embed_query("duinen zand"), threading.Event(), []

    def search():
        while not ends.is_set():
            try:
                assert reader._vectors.search(vector, limit=3)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is told below
                faults.append(repr(fault))
                return

    threads = [threading.Thread(target=search) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        reader._vectors.reload()
        time.sleep(0.01)
    ends.set()
    for thread in threads:
        thread.join()
    reader.close()
    assert faults == []


def test_a_second_writer_is_told_to_wait(library, embedder, servers):
    if servers.ledger_url:
        pytest.skip("a library in a server has as many writers as there are")
    other = Library(library.folder, embedder, servers=servers)
    with library.writing(), pytest.raises(errors.LibraryBusy, match="Wait until it is done"), other.writing():
        pass
    other.close()


def test_a_library_made_by_another_embedder_is_refused_with_the_command_that_mends_it(library, servers):
    with pytest.raises(errors.ModelMismatch, match="briefwijzer reindex"):
        Library(library.folder, OtherEmbedder(), servers=servers)


def test_reindexing_gives_the_library_to_another_embedder(library, embedder, servers):
    folder, passages = library.folder, library.ledger.count_passages()
    library.close()
    assert reindex(folder, OtherEmbedder(), servers=servers) == passages
    other = Library(folder, OtherEmbedder(), servers=servers)
    assert other.check() == []
    assert found(other, "Wat kost het herstel van de zeereep?")[0] == "Voortgang herstel zeereep"
    other.close()
    with pytest.raises(errors.ModelMismatch):
        Library(folder, embedder, servers=servers)


def test_no_library_is_said_with_what_to_do(tmp_path, embedder):
    with pytest.raises(errors.LibraryMissing, match="briefwijzer ingest"):
        Library(tmp_path / "none", embedder)
    assert not (tmp_path / "none").exists()


def test_a_ledger_that_is_no_database_is_said_to_be_damaged(tmp_path, embedder):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "ledger.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(errors.LibraryDamaged, match="cannot be read"):
        Library(folder, embedder)


def test_a_library_of_a_newer_program_is_refused(library, embedder, servers):
    library.ledger.set_fact("schema", "999")
    library.ledger.set_fact("least program", "998")
    library.close()
    with pytest.raises(errors.LibraryTooNew, match="999"):
        Library(library.folder, embedder, servers=servers)


def test_a_newer_library_that_this_program_can_still_use_is_used(library, embedder, servers):
    library.ledger.set_fact("schema", "999")
    library.close()
    again = Library(library.folder, embedder, servers=servers)
    assert found(again, "vuurtoren van Oosterhaak")[0] == "Onderhoud vuurtorens"
    assert again.ledger.fact("schema") == "999"
    again.close()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"ministry": "duinbeheer"}, 3),
        ({"ministry": "Zeevaart"}, 0),
        ({"since": "2024-01-01"}, 2),
        ({"until": "2023-12-31"}, 1),
        ({"since": "2024-06-03", "until": "2024-06-03"}, 1),
        ({"sample": True}, 3),
        ({"sample": False}, 0),
        ({"letter_ids": ("no-such-letter",)}, 0),
    ],
)
def test_filters_let_through_exactly_the_letters_they_name(shared_library, filters, expected):
    from datetime import date

    values = {
        name: date.fromisoformat(value) if name in {"since", "until"} else value for name, value in filters.items()
    }
    searched = shared_library.searched(Filters(**values))
    assert searched.letters == expected
    subjects = set(found(shared_library, "minister kosten vuurtoren veerdienst zeereep Kamer", **values))
    assert len(subjects) == expected


@pytest.mark.parametrize("exact", [True, False], ids=["passing ones scored", "neighbours that pass"])
def test_a_filter_gives_the_same_neighbours_at_every_size(library, monkeypatch, exact):
    vector = library.embedder.embed_query("herstel van de zeereep")
    filters = Filters(since=date(2024, 1, 1))
    library.refresh()
    expected = library.search_vectors(vector, limit=5, filters=filters)
    assert {hit.key for hit in expected} <= set(library.ledger.passages_within(filters))
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    monkeypatch.setattr("assistant.dense_search._FILTERED_LIMIT", 1_000 if exact else 0)
    found = library.search_vectors(vector, limit=5, filters=filters)
    assert [hit.key for hit in found] == [hit.key for hit in expected][: len(found)]
    assert found


def test_the_vector_index_finds_what_the_exact_search_finds(library, monkeypatch):
    vector = library.embedder.embed_query("restauratie van vuurtorens")
    exact = library.search_vectors(vector, limit=5, filters=Filters())
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    approximate = library.search_vectors(vector, limit=5, filters=Filters())
    assert [hit.key for hit in approximate] == [hit.key for hit in exact]
    assert [hit.similarity for hit in approximate] == pytest.approx([hit.similarity for hit in exact], abs=1e-3)


def test_a_filter_asked_again_sees_what_changed_since(library, monkeypatch):
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    vector = library.embedder.embed_query("restauratie van vuurtorens")
    filters = Filters(since=date(2000, 1, 1))
    before = {hit.key for hit in library.search_vectors(vector, limit=100, filters=filters)}
    assert library.search_vectors(vector, limit=100, filters=filters)
    gone = library.headers(filters)[0].id
    with library.writing():
        library.remove(gone)
    library.refresh()
    after = {hit.key for hit in library.search_vectors(vector, limit=100, filters=filters)}
    assert after == set(library.ledger.passages_within(filters))
    assert after < before


def test_an_index_that_is_damaged_after_it_answered_finds_nothing_and_raises_nothing(library, monkeypatch):
    from chromadb.errors import InternalError

    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    vector = library.embedder.embed_query("restauratie van vuurtorens")
    assert library.search_vectors(vector, limit=5, filters=Filters())

    def refuse(*_arguments, **_named):
        raise InternalError("damaged")

    monkeypatch.setattr("chromadb.api.models.Collection.Collection.query", refuse)
    monkeypatch.setattr("chromadb.api.models.Collection.Collection.count", refuse)
    assert library.search_vectors(vector, limit=5, filters=Filters()) == []


def _ingest_all(folder: Path, letters: Path, embedder: Embedder, servers: Servers) -> None:
    library = Library(folder, embedder, create=True, servers=servers)
    ingest_paths(library, [letters], on_file=lambda _report: None)
    library.close()


def test_a_kill_during_ingest_loses_nothing_and_the_next_run_completes_it(tmp_path, embedder, servers):
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(40):
        body = (
            f"Duinvak {number} kost {number + 1} miljoen euro.\n\nOnderhoud\nDe duinen van vak {number} zijn hersteld."
        )
        text = dump_letter(subject=f"Duinvak {number}", day="1 mei 2024", reference=f"DB-{number}", body=body)
        (letters / f"vak-{number:02}.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "library"
    chance = random.Random(7)
    for _ in range(4):
        process = multiprocessing.get_context("fork").Process(
            target=_ingest_all, args=(folder, letters, embedder, servers)
        )
        process.start()
        time.sleep(chance.uniform(0.05, 0.6))
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        if servers.ledger_url or (folder / "ledger.sqlite").is_file():
            survivor = Library(folder, embedder, create=True, servers=servers)
            for header in survivor.headers():
                letter = survivor.letter(header.id)
                keys = survivor.ledger.keys_of([header.id])
                assert keys, "a letter without passages is not whole"
                assert survivor.ledger.vectors(keys)[0] == keys
                assert all(
                    letter.text[one.passage.start : one.passage.end] == one.passage.text
                    for one in survivor.passages(keys)
                )
            survivor.close()
    _ingest_all(folder, letters, embedder, servers)
    library = Library(folder, embedder, servers=servers)
    assert len(library.headers()) == 40
    assert library.check() == []
    assert found(library, "Wat kost duinvak 33?")[0].startswith("Duinvak")
    library.close()


def test_the_term_index_names_the_revision_it_holds(library):
    state = json.loads((library.folder / "terms" / "state.json").read_text(encoding="utf-8"))
    assert state["revision"] == library.ledger.revision()
