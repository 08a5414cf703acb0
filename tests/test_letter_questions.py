"""A question about a letter itself is answered by what is known of the letter, and by no sentence of one."""

from __future__ import annotations

import pytest

from assistant.letter_questions import asks_for_letter
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import NoteKind, Question, Status
from ui.answer_forms import answer_form
from ui.texts import ABOUT_LETTER, say_note


@pytest.mark.parametrize(
    "text",
    [
        "Welke brief gaat over vuurtorens?",
        "In welke brieven staat iets over de zeereep?",
        "Wanneer is de brief over de vuurtorens verstuurd?",
        "Van welke datum is de brief over veerdiensten?",
        "Wie ondertekende de brief over de zeereep?",
        "Welke minister heeft de brief over de zeereep ondertekend?",
        "Is er een brief over vuurtorens?",
        "Zoek de brief over vuurtorens",
        "Wat is het kenmerk van de brief over vuurtorens?",
    ],
)
def test_what_is_asked_of_a_letter_itself(text):
    assert asks_for_letter(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wat staat er in de brief van mei 2024 over de zeereep?",
        "Hoeveel kost het herstel volgens de brief van 12 maart 2024?",
        "Welke maatregelen noemt de brief over de zeereep?",
        "Geef de bedragen in de brief over de zeereep",
        "Wie betaalt de vuurtorens?",
        "Wanneer wordt de brievenbus geleegd?",
    ],
)
def test_what_a_letter_says_is_asked_of_its_sentences(text):
    assert not asks_for_letter(text)


def test_the_letter_is_named_by_its_header(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Wie ondertekende de brief over de vuurtorens?"))
    assert answer.status is Status.NOT_FOUND
    assert [note.kind for note in answer.notes] == [NoteKind.ABOUT_LETTER]
    assert say_note(answer.notes[0]) == (
        "„Onderhoud vuurtorens”, brief van 20 november 2023, Ministerie van Duinbeheer, DB-2023-1120,"
        " ondertekend door J. Duinstra."
    )
    assert answer_form(answer)["answer"] == ABOUT_LETTER
    assert answer.nearest


def test_letters_whose_subject_does_not_say_it_are_named_as_they_were_found(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Welke brief gaat over restauratie?"))
    assert dict(answer.notes[0].values)["title"] == "Onderhoud vuurtorens"


def test_without_a_letter_nothing_is_named(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Welke brief gaat over xylofoonkwartetten?"))
    assert answer.status is Status.NOT_FOUND
    assert NoteKind.ABOUT_LETTER not in {note.kind for note in answer.notes}
