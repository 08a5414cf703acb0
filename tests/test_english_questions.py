"""A question in English is read word for word in Dutch; one of which too little is known is not guessed at."""

from __future__ import annotations

import pytest

from assistant.english_questions import english_words, read_english
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question, Status
from ui.texts import say_note


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("How much has the Netherlands pledged to PURL?", "Hoeveel heeft Nederland toegezegd aan PURL?"),
        (
            "Who pays for the delay of the Westduin Corridor?",
            "Wie betaalt voor de vertraging van de Westduin Corridor?",
        ),
        ("What is the price of 3 bus rides in 2024?", None),
    ],
)
def test_words_are_read_one_for_one_and_names_stay(english, dutch):
    read = read_english(english)
    assert read is not None
    if dutch is not None:
        assert read.text == dutch


@pytest.mark.parametrize(
    "text", ["Hoeveel kost PURL?", "Is de F-35 in use?", "PURL", "wat is de Real Time Intelligence Center"]
)
def test_dutch_is_not_taken_for_english(text):
    assert read_english(text) is None


def test_too_many_unknown_words_are_not_guessed_at():
    read = read_english("What are the quirkiest shenanigans of the zeitgeisty flabbergasters?")
    assert read is not None
    assert read.text is None


def test_every_word_of_the_list_has_one_line():
    assert len(english_words()) > 500
    assert all(word == word.lower() for word in english_words())


def test_the_answer_is_in_dutch_and_says_how_the_question_was_read(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("When does the work at the Westduin coast start?"))
    said = [say_note(note) for note in answer.notes]
    assert any(one.startswith("Begrepen als: Wanneer") for one in said)
    assert any("in Dutch" in one for one in said)


def test_a_question_that_cannot_be_read_is_refused_in_both_languages(shared_library):
    answer = QuestionPipeline(shared_library).answer(
        Question("What are the quirkiest shenanigans of the flabbergasters?")
    )
    assert answer.status is Status.NOT_FOUND
    assert any("Stel de vraag in het Nederlands. (Please ask" in say_note(note) for note in answer.notes)
