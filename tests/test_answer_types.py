"""In a sentence the part is found that is the kind of thing asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer_types import Row, find_focus
from assistant.evidence import weigh_words
from assistant.understanding import understand
from assistant.vocabulary import Question


def _found(question, sentence, row=None):
    query = understand(Question(question))
    focus = find_focus(sentence, query, weigh_words(query, {}, 100), row)
    return sentence[focus.start : focus.end] if focus else None


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("Wat kost het herstel?", "Het herstel van 12 duinen kost €48 miljoen.", "€48 miljoen"),
        ("Hoeveel weken duurde het?", "Van de 40 aanvragen duurde er een 17 weken.", "17"),
        ("Hoeveel kilo mag er liggen?", "Er mag 1.000 kg liggen op 3 plekken.", "1.000"),
        ("Wanneer begint het werk?", "Het werk met 12 man begint eind 2026.", "eind 2026"),
        ("Wanneer begint het werk?", "Het werk begint na de zomer.", "na de zomer"),
        ("Hoe lang duurt de overtocht?", "De overtocht duurt een kwartier.", "een kwartier"),
        ("Is de minister voor een hek?", "Daar zie ik van af.", "zie ik van af"),
        ("Hoe vaak wordt er geteld?", "De vogels worden wekelijks geteld.", "wekelijks"),
        ("Hoeveel werk was er in 2021?", "Er waren 318 klussen in 2020, 402 klussen in 2021.", "402"),
        ("Wat kost de dijk nu?", "De raming ging van € 14 miljoen naar € 35 miljoen.", "€ 35 miljoen"),
        ("Waarom lekt de dijk?", "De dijk lekt doordat konijnen graven.", "doordat"),
        ("Op welke wet berust dit?", "Dit berust op artikel 31 van de regeling.", "artikel 31"),
        ("Wie controleert het?", "Toezicht houdt de Duinwacht Noord.", "Duinwacht Noord"),
        ("Wie legt de boete op?", "In Zandoord worden boetes door de rechter opgelegd.", "rechter"),
        ("Wat kost het pad?", "Het pad is gratis.", "gratis"),
        ("Wat kost het pad?", "Het pad is niet gratis: het kost € 3.", "€ 3"),
        ("Wanneer komt het rapport?", "Het rapport uit 2022 wordt vanaf 2027 herhaald.", "2027"),
    ],
)
def test_the_thing_asked_for_is_found(question, sentence, found):
    assert _found(question, sentence) == found


def test_a_figure_that_the_question_states_is_no_answer_in_another_notation_either():
    question = "Van de twee miljard die de Kamer vroeg: hoeveel is besteed?"
    assert _found(question, "Van de €2 miljard is €700 miljoen besteed.") == "€700 miljoen"
    assert _found(question, "De Kamer vroeg €2 miljard.") is None


def test_in_a_table_the_column_of_the_year_is_taken():
    row = Row(("Soort", "Meldingen in 2021", "Meldingen in 2022"))
    assert _found("Hoeveel meldingen over meeuwen waren er in 2021?", "Meeuwen\t10\t14", row) == "10"
    assert _found("Hoeveel meldingen over meeuwen waren er in 2022?", "Meeuwen\t10\t14", row) == "14"


@given(st.text(max_size=120))
def test_a_focus_lies_within_its_sentence(sentence):
    for question in ("Hoeveel geld?", "Wanneer begint het?", "Wie doet dat?", "Waarom?", "Welke dijken?", "Is dat zo?"):
        query = understand(Question(question))
        focus = find_focus(sentence, query, weigh_words(query, {}, 10))
        assert focus is None or 0 <= focus.start < focus.end <= len(sentence)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Hoeveel vrouwen werken er in deeltijd?", False),
        ("Hoeveel uur werken vrouwen gemiddeld?", True),
        ("Hoeveel vertraging hebben vrouwen?", True),
        ("Hoeveel jaar werken vrouwen?", True),
        ("Hoeveel steun krijgen vrouwen?", True),
        ("Hoeveel vrijwilligers zijn er?", False),
    ],
)
def test_a_measure_of_time_or_money_counts_nothing_else(question, answers):
    sentence = "In 2014 werken vrouwen tussen de 15–64 jaar gemiddeld 28,8 uur in deeltijd, voor € 345."
    assert (_found(question, sentence) is not None) is answers
