"""What is said of the counterpart of a thing is not said of it: of new houses, or of men."""

from __future__ import annotations

import pytest

from assistant.contrasts import is_of_counterpart
from assistant.evidence import weigh_words
from assistant.extractive_reader import can_answer
from assistant.rated_sentences import rate_sentences
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Vanaf wanneer geldt de norm voor bestaande hekken?", "Voor nieuwe hekken geldt de norm sinds 1 april 2021."),
        ("Hoeveel vrouwen tellen sterns?", "Er tellen 40 mannen sterns."),
        ("Hoe groot is het tekort in het voortgezet onderwijs?", "In het basisonderwijs is het tekort 9 banen."),
        ("Wat zijn de inkomsten?", "De uitgaven zijn € 3 miljoen."),
    ],
)
def test_a_counterpart_alone_answers_nothing(question, text):
    assert is_of_counterpart(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hoeveel vrouwen tellen sterns?", "Er tellen 40 mannen en 30 vrouwen sterns."),
        ("Hoeveel vrouwen tellen sterns?", "Het zijn er 30."),
        ("Hoeveel mensen tellen sterns?", "Er tellen 40 mannen sterns."),
        ("Hoeveel mannen en vrouwen tellen sterns?", "Er tellen 40 mannen sterns."),
    ],
)
def test_what_names_the_thing_too_or_neither_may_answer(question, text):
    assert not is_of_counterpart(question, text)


def test_the_reader_passes_over_the_counterpart(embedder):
    query = understand(Question("Vanaf wanneer geldt de norm voor bestaande hekken?"))
    passage = make_passage(
        "Voor nieuwe hekken geldt de norm sinds 1 april 2021. De wijziging gaat op 1 januari 2024 in."
    )
    rated = rate_sentences(Candidates(query, (passage,), weigh_words(query, {}, 100)), embedder)
    assert [one.sentence.text[:12] for one in rated if can_answer(one, query)] == ["De wijziging"]
