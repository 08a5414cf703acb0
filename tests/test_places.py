from pathlib import Path

import pytest

from assistant.embedders import load_embedder
from assistant.vocabulary import Filters, Status
from eval.citation_scores import citation_precision, citation_recall, sentence_first
from eval.gold_set import Evidence, GoldQuestion, Line
from eval.places import Letters, Place, Target, check_fit, file_name, find_targets
from eval.response import GivenAnswer, GivenQuote, GivenSentence
from eval.run import temporary_library
from eval.verbatim import misquoted

BRUG = """Geachte voorzitter,

De bouw van de Zwanenbrug kost € 25 miljoen. De brug is klaar in oktober 2026.

De sluis bij Lindedam is dicht. De bouw van de Zwanenbrug kost € 25 miljoen.
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brieven")
    (folder / "brug.txt").write_text(BRUG, encoding="utf-8")
    (folder / "kopie.txt").write_text(BRUG, encoding="utf-8")
    for part in ("noord", "zuid"):
        (folder / part).mkdir()
        text = f"Geachte voorzitter,\n\nDe haven in {part} is in 2024 met 12 meter verlengd.\n"
        (folder / part / "haven.txt").write_text(text, encoding="utf-8")
    with temporary_library(folder, load_embedder()) as library:
        yield Letters(library)


def question(*evidence, answerable=True):
    return GoldQuestion(
        id="q1",
        category="amount",
        question="Wat kost de brug?",
        answerable=answerable,
        evidence=tuple(Evidence(*one) for one in evidence),
        must=(),
        history=(),
        filters=Filters(),
        kind=None,
        style=None,
        line=Line("gold.jsonl", 7),
    )


def quote_of(letters, file, text):
    place = letters.locate(text, file)[0]
    return GivenQuote(letters.text(place.letter_id)[place.start : place.end], place)


def test_a_letter_is_known_by_every_file_that_it_was_read_from(letters):
    assert letters.ids("brug.txt") == letters.ids("kopie.txt")
    assert len(letters) == 3


def test_files_of_one_name_in_two_folders_are_both_searched(letters):
    assert len(letters.ids("haven.txt")) == 2
    assert len(letters.locate("met 12 meter verlengd", "haven.txt")) == 2


def test_a_file_that_gave_no_letter_has_no_places(letters):
    assert letters.locate("De sluis bij Lindedam is dicht.", "weg.txt") == ()


def test_a_quote_is_found_at_every_place_it_stands(letters):
    places = letters.locate("De bouw van  de\nZwanenbrug kost € 25 miljoen.", "brug.txt")
    assert len(places) == 2
    assert {letters.text(one.letter_id)[one.start : one.end] for one in places} == {
        "De bouw van de Zwanenbrug kost € 25 miljoen."
    }


@pytest.mark.parametrize("source", ["a/b/brug.txt", "brug.txt", "C:\\brieven\\brug.txt", "https://x.nl/brug.txt"])
def test_the_name_of_a_file_is_the_last_part_of_its_path(source):
    assert file_name(source) == "brug.txt"


def test_a_passage_finds_a_quote_from_six_tenths_of_it_on():
    target = Target(Evidence("brug.txt", "x" * 10), (Place("a", 10, 20),))
    assert target.found_in(Place("a", 0, 30))
    assert target.found_in(Place("a", 14, 30))
    assert not target.found_in(Place("a", 15, 30))
    assert not target.found_in(Place("b", 0, 30))


def test_a_quote_touches_evidence_with_a_single_character():
    target = Target(Evidence("brug.txt", "x" * 10), (Place("a", 10, 20),))
    assert target.touched_by(Place("a", 19, 40))
    assert not target.touched_by(Place("a", 20, 40))


def test_gold_that_fits_has_no_faults(letters):
    asked = question(("brug.txt", "De sluis bij Lindedam is dicht."))
    assert check_fit([asked], letters) == {}
    assert all(target.places for target in find_targets(asked, letters))


def test_a_quote_that_does_not_occur_is_reported_with_the_nearest_match(letters):
    faults = check_fit([question(("brug.txt", "De sluis bij Lindedam is open."))], letters)
    assert "gold.jsonl, line 7" in faults["q1"]
    assert "De sluis bij Lindedam is dicht." in faults["q1"]


def test_an_unknown_letter_is_reported(letters):
    assert "weg.txt" in check_fit([question(("weg.txt", "Iets."))], letters)["q1"]


def test_a_quote_is_verbatim_only_at_its_own_place(letters):
    right = quote_of(letters, "brug.txt", "De sluis bij Lindedam is dicht.")
    assert misquoted([right], letters) == ()


@pytest.mark.parametrize(
    "broken",
    [
        lambda text, at: GivenQuote(text, Place(at.letter_id, at.start + 1, at.end + 1)),
        lambda text, at: GivenQuote(text, Place(at.letter_id, at.start, at.end - 1)),
        lambda text, at: GivenQuote(text.replace(" ", "\u00a0", 1), at),
        lambda text, at: GivenQuote(text.replace("dicht", "Dicht"), at),
        lambda text, at: GivenQuote(text, Place("onbekend", at.start, at.end)),
        lambda _text, at: GivenQuote("", Place(at.letter_id, at.start, at.start)),
        lambda text, at: GivenQuote(text, Place(at.letter_id, at.start - 10_000, at.end - 10_000)),
    ],
    ids=["one to the right", "one short", "another space", "a capital", "no such letter", "empty", "before the text"],
)
def test_one_character_off_is_misquoted(letters, broken):
    right = quote_of(letters, "brug.txt", "De sluis bij Lindedam is dicht.")
    wrong = broken(right.text, right.place)
    assert misquoted([right, wrong], letters) == (wrong,)


def test_citation_precision_and_recall_count_places(letters):
    targets = find_targets(
        question(("brug.txt", "De brug is klaar in oktober 2026."), ("brug.txt", "De sluis bij Lindedam is dicht.")),
        letters,
    )
    right = quote_of(letters, "brug.txt", "klaar in oktober 2026.")
    wrong = quote_of(letters, "brug.txt", "Geachte voorzitter,")
    assert citation_precision([right, wrong], targets) == 1 / 2
    assert citation_recall([right, wrong], targets) == 1 / 2
    assert citation_precision([], targets) is None
    assert citation_recall([], targets) == 0


def test_the_first_sentence_is_right_if_one_of_its_quotes_is_evidence(letters):
    targets = find_targets(question(("brug.txt", "De brug is klaar in oktober 2026.")), letters)
    right = quote_of(letters, "brug.txt", "De brug is klaar in oktober 2026.")
    before = quote_of(letters, "brug.txt", "Geachte voorzitter,")
    leaning = GivenSentence("…", (before, right))
    assert sentence_first(GivenAnswer(Status.ANSWERED, (leaning,)), targets) == 1
    two = (GivenSentence("…", (before,)), GivenSentence("…", (right,)))
    assert sentence_first(GivenAnswer(Status.ANSWERED, two), targets) == 0
    assert sentence_first(GivenAnswer(Status.NOT_FOUND, ()), targets) == 0


def test_a_letter_that_cannot_be_asked_for_is_named_by_its_id(letters):
    assert letters.name("onbekend") == "onbekend"
    assert "onbekend" not in letters


def test_a_folder_without_letters_is_refused(tmp_path):
    from assistant.errors import NoLetters

    Path(tmp_path / "leeg.jpg").write_bytes(b"x")
    with pytest.raises(NoLetters), temporary_library(tmp_path, load_embedder()):
        pass
