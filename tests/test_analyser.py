"""Dutch text becomes the terms by which it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analyser import analyse, fold, terms_by_word, tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeenten", "gemeente"),
        ("€ 345.000", "345000"),
        ("EU-lening", "EU lening"),
        ("uitgegeven", "uitgeven"),
        ("crisiscoördinatie", "crisiscoordinatie"),
    ],
)
def test_forms_of_a_word_share_a_term(one, other):
    assert set(analyse(one)) & set(analyse(other))


@pytest.mark.parametrize(
    "forms",
    [
        "normprijs normprijzen",
        "warmtebedrijf warmtebedrijven",
        "bewijs bewijzen",
        "strategie strategieën",
        "idee ideeën",
        "opvanglocatie opvanglocaties",
        "reisadvies reisadviezen",
        "werknemer werknemers",
        "vertegenwoordiger vertegenwoordigers",
        "gewenst gewenste",
        "gespecialiseerd gespecialiseerde",
        "bestaand bestaande",
        "verdacht verdachte verdachten",
        "toets toetsen staatssteuntoets",
        "jaarrapportage jaarrapportages",
        "verkeersboete verkeersboetes",
        "wolf wolven",
        "geval gevallen",
    ],
)
def test_all_forms_of_a_word_have_its_first_term(forms):
    terms = [analyse(form) for form in forms.split()]
    assert terms[0]
    assert all(terms[0][0] in own for own in terms)


@pytest.mark.parametrize(
    ("one", "other"), [("mens", "men"), ("kans", "kan"), ("vers", "verversen"), ("wens", "wennen")]
)
def test_words_that_only_look_alike_share_no_term(one, other):
    assert not set(analyse(one)) & set(analyse(other))


def test_minister_and_mini_are_strangers():
    assert not set(analyse("minister")) & set(analyse("mini"))


def test_negation_is_kept_and_stop_words_are_not():
    assert analyse("de het een") == []
    assert analyse("niet geen") != []


@given(st.text(max_size=200))
def test_tokens_are_the_text_s_own_words_in_order(text):
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert analyse(text) == [term for token in tokens for term in token.terms]
    assert terms_by_word(text) == [token.terms for token in tokens]


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
