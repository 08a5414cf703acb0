"""What the wording of a question asks of its answer, beside the kind."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question_forms import (
    answer_phrase,
    asked_letter,
    asks_change,
    asks_government,
    asks_present,
    defined_word,
    defines,
    framing_words,
    is_of_other_rank,
    tells_change,
)
from assistant.understanding import understand
from assistant.vocabulary import Question


@pytest.mark.parametrize(
    "text", ["Wat kost het nu?", "Hoeveel loketten zijn er inmiddels?", "Wat is het laatste cijfer over zand?"]
)
def test_a_question_for_now_is_one(text):
    assert asks_present(text)


def test_a_question_that_does_not_say_when_is_none_for_now():
    assert not asks_present("Hoeveel loketten waren er?")


@pytest.mark.parametrize("text", ["Hoeveel duurder werd de dijk?", "Hoeveel minder zand was er?"])
def test_how_much_more_asks_for_a_change(text):
    assert asks_change(text)


def test_how_many_asks_for_no_change():
    assert not asks_change("Hoeveel zand was er?")


@pytest.mark.parametrize("text", ["De prijs is gestegen met € 2.", "Het peil daalde met 3 cm.", "Dat is 9% goedkoper."])
def test_a_rise_and_a_fall_are_changes(text):
    assert tells_change(text)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("Wat kost de dijk volgens de brief van mei 2024?", 2024, 5),
        ("Wat stond er in de antwoorden van 3 februari 2025?", 2025, 2),
        ("Hoeveel zand was er volgens de voortgangsbrief uit 2023?", 2023, None),
    ],
)
def test_a_letter_is_named_by_its_date(text, year, month):
    letter = asked_letter(text)
    assert letter is not None
    assert (letter.year, letter.month) == (year, month)


def test_a_letter_about_a_year_is_not_named_by_its_date():
    assert asked_letter("Wat stond er in de rapportage over 2022?") is None


def test_the_letter_of_may_is_of_any_day_in_may():
    letter = asked_letter("Wat kost de dijk volgens de brief van mei 2024?")
    assert letter is not None
    assert letter.is_of(date(2024, 5, 30))
    assert not letter.is_of(date(2024, 6, 1))
    assert not letter.is_of(None)


def test_the_date_of_a_letter_is_not_what_is_asked_about():
    query = understand(Question("Hoeveel zand was er in 2022 volgens de brief van mei 2024?"))
    assert query.years == ("2022",)
    assert {"mei", "2024"}.isdisjoint(token.text for token in query.subject)


@pytest.mark.parametrize(
    ("text", "word"),
    [("Wat is een Basisloket precies?", "Basisloket"), ("Wat is de NZR?", "NZR"), ("Wat kost een loket?", None)],
)
def test_what_is_to_be_defined_is_the_last_noun(text, word):
    assert defined_word(text) == word


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Een Basisloket is een plek in de buurt.", "Basisloket"),
        ("Ik kondig de Zoetwaterreserve (NZR) aan: een stelsel van bergingen.", "NZR"),
    ],
)
def test_a_definition_says_what_something_is(sentence, word):
    assert defines(sentence, word)


def test_a_number_of_loketten_defines_no_loket():
    assert not defines("Er waren 31 Basisloketten open.", "Basisloket")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Vanaf welke datum geldt de norm?", "De norm geldt per 1 mei 2026."),
        ("Tot en met welke dag kon je reageren?", "De consultatie loopt tot 20 maart 2026."),
        ("Met welke landen werkt de dienst samen?", "De dienst werkt samen met Noordland en Zeerand."),
        ("Vanaf hoeveel kilo geldt de meldplicht?", "De meldplicht geldt vanaf ruim 100 kilo."),
    ],
)
def test_the_answer_stands_behind_the_preposition_of_the_question(question, sentence):
    phrase = answer_phrase(question)
    assert phrase is not None
    assert phrase.search(sentence)


def test_another_preposition_is_not_the_one_asked_with():
    phrase = answer_phrase("Vanaf welke datum geldt de norm?")
    assert phrase is not None
    assert not phrase.search("De norm geldt tot 1 mei 2026.")


def test_a_question_without_a_preposition_asks_for_no_phrase():
    assert answer_phrase("Wanneer gaat de norm in?") is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Wat vindt de minister van de registratie?", True),
        ("Hoe reageert het kabinet op het advies?", True),
        ("Wat vraagt de motie van de regering?", False),
        ("Waartoe wordt de regering verzocht?", False),
        ("Wat kost de registratie?", False),
    ],
)
def test_what_the_government_says_is_not_what_a_motion_asks_of_it(text, asks):
    assert asks_government(text) is asks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wat is er mis met het financieel beheer?", {"mis"}),
        ("Wat is er aan de hand met de dijk?", {"aan", "de", "hand"}),
        ("Waar gaat het beheer mis?", set()),
        ("Hoeveel ging fout bij de dijk?", {"fout"}),
        ("Welke fout staat in de brief?", set()),
    ],
)
def test_an_idiom_that_carries_the_question_is_none_of_its_subject(text, words):
    assert framing_words(text) == words
    assert not words & {token.text for token in understand(Question(text)).subject}


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Hoeveel aanvragen kreeg de eerste ronde?", "In de tweede ronde waren er 9.412 aanvragen.", True),
        ("Hoeveel aanvragen kreeg de eerste ronde?", "Na de eerste ronde volgde een tweede ronde.", False),
        ("Hoeveel aanvragen kreeg de eerste ronde?", "In de tweede helft van 2022 begon de ronde.", False),
        ("Hoeveel aanvragen waren er?", "In de tweede ronde waren er 9.412 aanvragen.", False),
    ],
)
def test_the_second_of_a_thing_is_not_the_first(question, text, other):
    assert is_of_other_rank(question, text) is other


def test_a_part_of_the_year_may_stand_behind_the_preposition():
    phrase = answer_phrase("Tegen wanneer moet het hek er staan?")
    assert phrase is not None
    assert phrase.search("Het hek moet er voor eind 2027 staan.")
    assert phrase.search("Het hek moet er uiterlijk in mei 2027 staan.") is None
