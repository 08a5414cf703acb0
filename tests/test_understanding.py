"""A question is read for what it asks and what it is about; several questions in one are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import errors
from assistant.name_variants import places_in
from assistant.question_kinds import Asked
from assistant.understanding import MAX_QUESTION, understand, variants_of
from assistant.vocabulary import Question


def _words(tokens):
    return [token.text for token in tokens]


def test_question_words_are_no_subject():
    query = understand(Question("Hoeveel kost het herstel van de zeereep?"))
    assert _words(query.subject) == ["herstel", "zeereep"]


def test_names_are_told_from_ordinary_words():
    query = understand(Question("Hoeveel F-35's en PURL-steun koopt Nederland?"))
    assert set(_words(query.names)) == {"F-35's", "PURL-steun", "Nederland"}


def test_the_first_word_is_no_name_for_its_capital():
    assert understand(Question("Zeereep herstel kosten")).names == ()


def test_years_and_what_is_counted_are_noted():
    query = understand(Question("Hoeveel weken duurde een aanvraag in 2023?"))
    assert query.years == ("2023",)
    assert "weken" in _words(query.counted)


def test_two_questions_in_one_are_two_parts():
    query = understand(Question("Hoeveel duinen zijn hersteld en wanneer begint het volgende werk?"))
    assert [part.asked for part in query.parts] == [Asked.QUANTITY, Asked.DATE]


def test_two_years_are_two_parts_each_with_the_other_year_in_the_background():
    query = understand(Question("Hoeveel zand is er in 2022 en in 2023 gestort?"))
    assert [part.years for part in query.parts] == [("2022",), ("2023",)]
    assert query.parts[0].background == {"2023"}


def test_a_single_question_has_no_parts():
    assert understand(Question("Wat kost de dijk?")).parts == ()


def test_a_follow_up_says_how_it_was_understood():
    query = understand(Question("En in 2022?", history=("Hoeveel zand is er in 2023 gestort?",)))
    assert query.text == "Hoeveel zand is er in 2022 gestort?"
    assert query.rewritten


def test_an_adjective_names_its_country():
    (token,) = understand(Question("zei Oekraïense")).names
    assert ("oekrain",) in variants_of(token) or any(
        "oekra" in term for variant in variants_of(token) for term in variant
    )


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_an_empty_question_is_refused(text):
    with pytest.raises(errors.EmptyQuestion):
        understand(Question(text))


def test_a_text_that_is_too_long_is_no_question():
    with pytest.raises(errors.QuestionTooLong):
        understand(Question("a" * (MAX_QUESTION + 1)))


@given(st.text(min_size=1, max_size=200), st.lists(st.text(max_size=60), max_size=3))
def test_no_text_breaks_the_reading(text, history):
    if " ".join(text.replace("\x00", " ").split()):
        query = understand(Question(text, history=tuple(history)))
        assert all(token.terms for token in query.subject)


def test_places_are_known_by_their_adjectives_too_and_only_as_names():
    assert places_in("In Duitsland en op de Franse ambassade in Groningen") == {"duitsland", "frankrijk", "groningen"}
    assert places_in("De Nederlandse norm is een Europese norm") == frozenset()
    assert places_in("een goede ede en een breda") == frozenset()


def test_a_verb_that_says_little_with_its_noun_is_not_what_is_asked_about():
    assert {token.text for token in understand(Question("Welke eisen stelt Westduin?")).subject} == {
        "eisen",
        "Westduin",
    }
    assert "stelt" in {token.text for token in understand(Question("Wie stelt Westduin in?")).subject}


def test_of_several_nouns_after_welke_the_first_plural_is_the_kind():
    assert understand(Question("Met welke landen samen leidt Westduin het werk?")).kind == "landen"
    assert understand(Question("Welke nieuwe regels gelden er?")).kind == "regels"
