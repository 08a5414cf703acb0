"""Why a passage was found is told in the question's own words, and agrees with what stands in it."""

from __future__ import annotations

import pytest

from assistant.analyser import analyse
from assistant.explanation import explain_passage
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from ui.texts import say_why

ASKED = Question("Wat kost het herstel van de zeereep in 2023 voor de olifanten?")


@pytest.fixture(scope="module")
def found(shared_library):
    return QuestionPipeline(shared_library).find(ASKED)


def test_every_word_of_the_subject_is_in_one_place_or_missing(found):
    for scored in found.passages:
        why = explain_passage(scored, found.query)
        told = [*why.in_text, *why.in_part, *why.in_context, *why.missing]
        assert sorted(told) == sorted(word.text for word in found.query.subject)
        assert not set(analyse(" ".join(why.missing))) & set(analyse(scored.passage.text))


def test_it_is_said_in_words(found):
    said = say_why(explain_passage(found.passages[0], found.query))
    assert "In de tekst: „herstel”, „zeereep”" in said
    assert "Niet: „olifanten”." in said
    assert "Vooral gevonden op: " in said


def test_the_first_passage_is_said_to_hold_a_sentence_that_fits_and_the_last_is_not(found):
    first, last = (say_why(explain_passage(found.passages[at], found.query)) for at in (0, -1))
    assert "een zin in die goed bij de vraag past" in first
    assert "een zin in die goed bij de vraag past" not in last
