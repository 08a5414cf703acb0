"""The benchmark at size builds a library of any number of passages, and measures every kind of question on it."""

from __future__ import annotations

import gzip
import json

import pytest

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.vocabulary import Filters, Question
from eval.benchmark_size import build, report
from eval.government_text import MINISTRIES, WORDS, cut_letters
from eval.plain_chroma import PlainChroma
from eval.resident_memory import peak_megabytes, resident_megabytes


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


def test_it_reports_every_filter_beside_the_rivals(text, tmp_path, monkeypatch):
    monkeypatch.setattr("eval.benchmark_size._QUESTIONS", 5)
    said = "\n".join(report(text, 120, tmp_path / "library", naive=True, plain_chroma=True))
    assert "120 passages" in said
    for name in ("no filter", "a ministry", "a year", "ministry and year", "all but a year"):
        assert f"search, {name}" in said
        assert f"plain Chroma, search, {name}" in said
    assert "naive recipe" in said


def test_plain_chroma_lets_through_what_the_filter_names(text, tmp_path):
    list(build(tmp_path / "library", text, 120))
    library = Library(tmp_path / "library", load_embedder())
    plain = PlainChroma(library, tmp_path / "chroma")
    filters = Filters(ministry=MINISTRIES[1])
    found = plain.search(Question("het peil in polder 3", filters=filters))
    assert found
    assert {int(key) for key in found} <= set(library.ledger.passages_within(filters))
    library.close()


def test_memory_held_now_is_no_more_than_at_the_most():
    assert 0 < resident_megabytes() <= peak_megabytes() + 1
