"""The words of a question say which kind of answer it wants."""

from __future__ import annotations

import pytest

from assistant.analyser import tokenize
from assistant.question_kinds import (
    Asked,
    asked_for,
    asks_what_was_asked,
    counted_words,
    implied_units,
    is_finite_verb,
    kind_word,
    unit_of,
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Waarom is de dijk verhoogd?", Asked.REASON),
        ("Hoe komt het dat de dijk lekt?", Asked.REASON),
        ("Welk aandeel is klaar?", Asked.PERCENTAGE),
        ("Wanneer begint het werk?", Asked.DATE),
        ("Wat kost de dijk?", Asked.AMOUNT),
        ("Hoeveel geld is er?", Asked.AMOUNT),
        ("Hoe lang duurt het?", Asked.QUANTITY),
        ("Wie betaalt dat?", Asked.PERSON),
        ("Waar ligt het zand?", Asked.PLACE),
        ("Wat is de prijs van een kaartje?", Asked.VALUE),
        ("kosten dijk Westduin 2023", Asked.VALUE),
        ("Welke gemeenten doen mee?", Asked.LIST),
        ("Op welk nummer meld je een gat in de dijk?", Asked.VALUE),
        ("Wat vindt het kabinet van een hek langs het duin?", Asked.POLAR),
        ("Hoe staat Nederland tegenover hogere dijken?", Asked.POLAR),
        ("Is de minister voor een verbod?", Asked.POLAR),
        ("Wat vindt de minister van een verbod?", Asked.POLAR),
    ],
)
def test_the_kind_of_answer_is_told_by_the_question_words(text, asked):
    assert asked_for(text) is asked


def test_the_noun_after_how_many_is_counted():
    text = "Hoeveel zware vrachtwagens waren er?"
    assert [token.text for token in counted_words(text, tokenize(text))] == ["zware", "vrachtwagens"]


def test_a_verb_after_how_many_leaves_nothing_counted():
    text = "Hoeveel kreeg de gemeente?"
    assert counted_words(text, tokenize(text)) == ()


def test_how_long_is_counted_in_time():
    assert "week" in implied_units("Hoe lang duurt het?")
    assert implied_units("Wat kost het?") == ()


@pytest.mark.parametrize(("word", "unit"), [("kg", "kilo"), ("weken", "week"), ("maal", "keer")])
def test_a_unit_has_one_form(word, unit):
    assert unit_of(word) == unit


def test_the_noun_after_which_is_the_kind():
    assert kind_word("Op welke wet berust dit?") == "wet"
    assert kind_word("Wat kost dit?") is None


@pytest.mark.parametrize(("word", "verb"), [("stopt", True), ("kreeg", True), ("gemeente", False), ("zand", False)])
def test_a_verb_is_told_by_its_dictionary_form(word, verb):
    assert is_finite_verb(word) is verb


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wat vraagt het lid Zandstra over de zeereep?", True),
        ("Welke vragen stelden de leden over de veerboten?", True),
        ("Wat antwoordt de minister op de vraag van het lid Zandstra?", False),
        ("Wat kost het herstel?", False),
    ],
)
def test_a_members_own_question_is_told_from_what_is_answered(text, wanted):
    assert asks_what_was_asked(text) is wanted


def test_a_standpoint_is_no_value():
    assert asked_for("Wat is het standpunt van het kabinet over de veerboten?") is Asked.POLAR
