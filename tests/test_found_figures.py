import pytest

from assistant.analyser import analyse
from assistant.figure_index import Mark
from assistant.found_figures import find_library_figures
from assistant.library import Library
from assistant.vocabulary import Filters
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter

FIRST = "In 2024 kost het duinfonds naar verwachting € 50 miljoen. Het loket is 36 uur per week open."
SECOND = "In 2024 kost het duinfonds naar verwachting € 60 miljoen. In 2025 kost het duinfonds € 65 miljoen."


def write(folder, name, body, day):
    folder.mkdir(exist_ok=True)
    text = dump_letter(subject=f"Duinfonds {day[-4:]}", day=day, reference=name, body=body)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path, embedder):
    letters = write(tmp_path / "letters", "eerste", FIRST, "12 maart 2023")
    write(letters, "tweede", SECOND, "12 maart 2024")
    opened = Library(tmp_path / "library", embedder, create=True)
    ingest_paths(opened, [letters], on_file=lambda _report: None)
    yield opened
    opened.close()


def texts(found):
    return [one.indexed.figure.text for one in found]


def test_figures_are_found_by_what_they_measure_newest_letter_first(library):
    assert texts(find_library_figures(library, "duinfonds")) == ["€ 60 miljoen", "€ 65 miljoen", "€ 50 miljoen"]


def test_all_words_have_to_stand_with_the_figure(library):
    assert texts(find_library_figures(library, "loket open")) == ["36"]
    assert find_library_figures(library, "loket duinvogels") == []


def test_where_no_figure_measures_it_those_of_sentences_that_speak_of_it_are_given(tmp_path, embedder):
    body = (
        "Over de baggerdienst schreef de kustraad in een lang en helder advies aan alle partijen in dat gebied en aan "
        "het waterschap daar onlangs dat de nieuwe aanleg van het havenhoofd € 7 miljoen kost."
    )
    letters = write(tmp_path / "brieven", "derde", body, "12 maart 2025")
    opened = Library(tmp_path / "andere", embedder, create=True)
    ingest_paths(opened, [letters], on_file=lambda _report: None)
    assert texts(find_library_figures(opened, "baggerdienst")) == ["€ 7 miljoen"]
    assert texts(find_library_figures(opened, "havenhoofd")) == ["€ 7 miljoen"]
    assert find_library_figures(opened, "vuurtoren") == []
    opened.close()


def test_a_word_in_another_form_finds_the_figure(library):
    assert texts(find_library_figures(library, "loketten")) == ["36"]


def test_without_a_term_every_figure_is_given(library):
    assert len(find_library_figures(library, None)) == 4
    assert len(find_library_figures(library, "   ")) == 4


def test_a_revised_value_is_marked(library):
    found = {one.indexed.figure.text: one for one in find_library_figures(library, "duinfonds")}
    assert found["€ 50 miljoen"].mark is Mark.REVISED
    assert found["€ 60 miljoen"].mark is None
    assert len({one.series for one in found.values()}) == 1


def test_filters_hold_for_figures(library):
    letter_id = find_library_figures(library, "loket")[0].header.id
    only = Filters(letter_ids=(letter_id,))
    assert texts(find_library_figures(library, "duinfonds", only)) == ["€ 50 miljoen"]


def test_the_quote_is_the_sentence_byte_for_byte(library):
    for one in find_library_figures(library, None):
        letter = library.letter(one.header.id)
        assert letter.text[slice(*one.indexed.sentence)] == one.quote


def test_the_figures_of_a_removed_letter_go_with_it(library):
    letter_id = find_library_figures(library, "loket")[0].header.id
    with library.writing():
        library.remove(letter_id)
    assert find_library_figures(library, "loket") == []
    assert texts(find_library_figures(library, None)) == ["€ 60 miljoen", "€ 65 miljoen"]


def test_the_figures_of_a_replaced_letter_are_those_of_the_new_one(library, tmp_path):
    folder = write(tmp_path / "letters", "tweede", SECOND.replace("€ 65 miljoen", "€ 66 miljoen"), "12 maart 2024")
    ingest_paths(library, [folder / "tweede.txt"], on_file=lambda _report: None)
    found = texts(find_library_figures(library, "duinfonds"))
    assert "€ 66 miljoen" in found
    assert "€ 65 miljoen" not in found


@pytest.mark.parametrize("term", ["'; DROP TABLE figures; --", "<script>alert(1)</script>", "%", "\x00", "a" * 5_000])
def test_hostile_terms_find_nothing_and_break_nothing(library, term):
    assert find_library_figures(library, f"zzz {term}") == []
    assert len(find_library_figures(library, None)) == 4


def test_passages_are_found_by_a_figure_in_them_however_it_is_written(library):
    hits = library.search_terms(dict.fromkeys(analyse("duinfonds"), 1.0), limit=10, filters=Filters())
    keys = [hit.key for hit in hits]
    dates = {one.key: one.header.date.year for one in library.passages(keys) if one.header.date}
    assert [dates[key] for key in library.ledger.passages_with([50_000_000.0], within=keys)] == [2023]
    assert {dates[key] for key in library.ledger.passages_with([60_000_000.0, 36.0], within=keys)} == {2023, 2024}
    assert library.ledger.passages_with([51_000_000.0], within=keys) == set()
    assert library.ledger.passages_with([50_000_000.0], within=[]) == set()
