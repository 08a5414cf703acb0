"""A separable verb whose halves stand apart is found as the one word that it is."""

import pytest

from assistant.analyser import analyse, tokenize


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("De minister zegde vijf miljoen euro toe aan de haven", "toegezegd"),
        ("Hoeveel zegde het kabinet toe?", "toegezegd"),
        ("De minister stelt voor om de regeling te verlengen", "voorgesteld"),
        ("om het loket tijdig aan te kondigen", "aangekondigd"),
        ("Het kabinet schaft de regeling af, en gaat uit van drie jaar", "afgeschaft"),
        ("Wie betaalt mee aan de dijk?", "meebetalen"),
        ("Zij ging uit van een lager tarief", "uitgegaan"),
    ],
)
def test_the_halves_together_have_the_term_of_the_whole(apart, together):
    assert analyse(together)[0] in analyse(apart)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("De minister staat op het punt van vertrek", "opstaan"),  # a preposition with its noun
        ("Waar gaat de brief over?", "overgaan"),  # a preposition left behind by "waar"
        ("Er is ruimte om te komen tot een plan", "omkomen"),  # "om te" says for what
        ("Dit maakt de weg vrij", "wegmaken"),  # a noun
        ("Hij gaf het. Later kwam het toe", "toegeven"),  # another sentence
        ("Zij hebben dit niet vast kunnen stellen", "vasthebben"),  # a verb that helps another
    ],
)
def test_a_preposition_or_noun_is_no_half_of_a_verb(text, word):
    assert analyse(word)[0] not in analyse(text)


def test_the_places_of_the_words_stay_as_they_are():
    text = "De minister zegde vijf miljoen euro toe."

    assert [text[token.start : token.end] for token in tokenize(text)] == [token.text for token in tokenize(text)]
    assert [token.terms for token in tokenize(text) if token.text == "toe"] == [()]
