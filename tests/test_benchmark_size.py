"""The benchmark at size builds a library of any number of passages, and measures every kind of question on it."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.vocabulary import Filters, Question
from eval.benchmark_size import Corpus, build, report
from eval.corpus_files import write_files
from eval.government_text import MINISTRIES, WORDS, cut_letters
from eval.letter_records import read_records
from eval.make_samples import WRITERS
from eval.plain_chroma import PlainChroma
from eval.resident_memory import peak_megabytes, resident_megabytes
from ingest.formats import read_letter


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    folder = tmp_path_factory.mktemp("text")
    lines = [
        f"Artikel {at} van de dijkwet regelt het peil in polder {at % 17}. De dijk is {at} meter." for at in range(400)
    ]
    (folder / "laws.txt.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    motion = {"text": "De Kamer, gehoord de beraadslaging, verzoekt de regering de dijk te versterken."}
    (folder / "moties.jsonl.gz").write_bytes(gzip.compress(json.dumps(motion).encode()))
    return folder


def test_letters_are_cut_to_the_number_asked_for_and_are_the_same_each_time(text):
    letters = list(cut_letters(text, 160))
    passages = [one for letter in letters for one in letter.passages]
    assert len(passages) == 160
    assert len({one.text for one in passages}) == 160
    assert all(len(one.text.split()) == WORDS for one in passages)
    assert all(cut.letter.text[one.start : one.end] == one.text for cut in letters for one in cut.passages)
    assert letters == list(cut_letters(text, 160))


def test_without_records_the_letters_are_those_they_always_were(text):
    first, second = list(cut_letters(text, 40))
    header = second.letter.header
    assert (header.id, header.reference, header.dossier) == ("2011-11-20-1", "1", "20001")
    assert header.subject == " ".join(second.passages[0].text.split()[:8])
    assert second.passages[0].context == f"{MINISTRIES[1]} · 2011-11-20 · {header.subject}"
    assert (len(first.passages), len(second.passages)) == (25, 15)


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """Made-up lists in the form of the Kamer's own."""
    folder = tmp_path_factory.mktemp("lists")
    titles = ["Duinbeheer", "Veerdiensten", "Duinbeheer", None, "Vuurtorens"]
    lines = [
        {
            "Nummer": f"2024Z0000{at}", "Titel": title, "Onderwerp": f"Brief  over zand {at}", "Vergaderjaar": "2023-2024",
            "GestartOp": f"2024-03-{20 - at}T00:00:00+01:00",
        }
        for at, title in enumerate(titles)
    ]  # fmt: skip
    (folder / "letters.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    (folder / "dossiers.csv").write_text(
        "Id,Titel,Nummer,Toevoeging\n1,Duinbeheer,99123.0,\n2,Veerdiensten,99124.0,\n3,Veerdiensten,99125.0,\n",
        encoding="utf-8",
    )
    return read_records(folder / "letters.jsonl.gz", folder / "dossiers.csv")


def test_records_are_read_oldest_first_with_the_dossiers_that_one_title_names(records):
    assert [one.number[-1] for one in records] == ["4", "3", "2", "1", "0"]
    assert [one.dossier for one in records] == [None, None, "99123", None, "99123"]
    assert records[0].subject == "Brief over zand 4"


def test_each_record_becomes_a_letter_and_all_passages_are_spread_over_them(text, records):
    letters = list(cut_letters(text, 12, records))
    assert [len(one.passages) for one in letters] == [2, 2, 3, 2, 3]
    assert [one.letter.header.subject for one in letters] == [one.subject for one in records]
    assert letters[2].letter.header.id == "2024-03-18-2024z00002"
    assert letters[2].letter.header.dossier == "99123"
    assert len(list(cut_letters(text, 3, records))) == 3


def test_letters_of_the_list_are_taken_in_as_files_and_as_they_are_cut(text, records, tmp_path):
    said = list(build(tmp_path / "library", Corpus(text, 15, tuple(records), files=3)))
    assert "3 new" in said[0]
    library = Library(tmp_path / "library", load_embedder())
    headers = {header.reference: header for header in library.headers()}
    assert sorted(headers) == sorted(one.number for one in records)
    assert {header.sample for header in headers.values()} == {True, False}
    for record in records:
        assert (headers[record.number].date, headers[record.number].subject) == (record.date, record.subject)
    assert library.check() == []
    library.close()


def test_every_format_holds_the_letter_that_was_cut(text, records, tmp_path):
    many = [replace(records[0], number=f"2024Z1000{at}") for at in range(len(WRITERS))]
    letters = list(cut_letters(text, 2 * len(many), many))
    for cut, path in zip(letters, write_files(letters, tmp_path), strict=True):
        read = read_letter(path.read_bytes(), path.name)
        assert (read.header.date, read.header.subject) == (records[0].date, records[0].subject), path
        for passage in cut.passages:
            assert passage.text in " ".join(read.text.split()), path


def test_it_reports_every_filter_beside_the_rivals(text, tmp_path, monkeypatch):
    monkeypatch.setattr("eval.benchmark_size._QUESTIONS", 5)
    said = "\n".join(report(Corpus(text, 120), tmp_path / "library", naive=True, plain_chroma=True))
    assert "120 passages" in said
    for name in ("no filter", "a ministry", "a year", "ministry and year", "all but a year"):
        assert f"search, {name}" in said
        assert f"plain Chroma, search, {name}" in said
    assert "naive recipe" in said


def test_plain_chroma_lets_through_what_the_filter_names(text, tmp_path):
    list(build(tmp_path / "library", Corpus(text, 120)))
    library = Library(tmp_path / "library", load_embedder())
    plain = PlainChroma(library, tmp_path / "chroma")
    filters = Filters(ministry=MINISTRIES[1])
    found = plain.search(Question("het peil in polder 3", filters=filters))
    assert found
    assert {int(key) for key in found} <= set(library.ledger.passages_within(filters))
    library.close()


def test_memory_held_now_is_no_more_than_at_the_most():
    assert 0 < resident_megabytes() <= peak_megabytes() + 1
