"""Things are named without the noun of their kind: countries, laws, conditions, and what a list holds."""

from __future__ import annotations

import pytest

from assistant.named_kinds import announces, goes_unsaid, is_listed_as, names_one


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("Dat doen wij met Letland en Spanje.", "landen", "Met welke landen werkt Nederland samen?"),
        ("Het register berust op de Duinwet.", "wet", "Op welke wet berust het register?"),
        ("Dit volgt uit artikel 31 van de wet.", "wetsartikel", "Op welk wetsartikel berust dit?"),
        ("Ik stem alleen in als het hek laag blijft.", "voorwaarden", "Welke voorwaarden stelt de minister?"),
        ("De subsidie is er voor scholen, mits zij meebetalen.", "eisen", "Welke eisen gelden er?"),
        ("De gemeente Duinrecht stopt.", "gemeente", "Welke gemeente stopt?"),
    ],
)
def test_a_sentence_names_what_is_asked_for(text, kind, question):
    assert names_one(text, kind, question)


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("Deze regels gelden in alle landen van de Unie.", "landen", "Met welke landen werkt Nederland samen?"),
        ("De gemeente Duinrecht stopt.", "gemeente", "Met welke gemeente overlegt Duinrecht?"),
        ("Ik stem in met het hek.", "voorwaarden", "Welke voorwaarden stelt de minister?"),
    ],
)
def test_the_noun_alone_names_nothing(text, kind, question):
    assert not names_one(text, kind, question)


def test_a_number_of_things_or_a_colon_announces_them():
    assert announces("Daarom neem ik drie maatregelen.", "maatregelen")
    assert announces("Ik verander de regeling op vier punten.", "punten")
    assert announces("De eisen zijn de volgende:", "eisen")
    assert not announces("Daarom neem ik drie maatregelen.", "eisen")
    assert not announces("De maatregelen werken.", "maatregelen")


def test_a_list_is_of_the_kind_that_its_heading_says():
    assert is_listed_as("Maatregelen", "maatregelen")
    assert not is_listed_as("De situatie", "maatregelen")


def test_countries_are_named_without_the_word_and_measures_under_it():
    assert goes_unsaid("landen")
    assert not goes_unsaid("maatregelen")
    assert not goes_unsaid(None)
