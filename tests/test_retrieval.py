"""Passages are found by their words and by their meaning, best first."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import errors
from assistant.pipeline import QuestionPipeline
from assistant.retrieval import explain, retrieve
from assistant.understanding import understand
from assistant.vocabulary import Filters, Question, Status


def _retrieve(library, text, filters=None, limit=20):
    return retrieve(library, understand(Question(text)), filters or Filters(), limit=limit).passages


def test_the_passage_that_says_it_comes_first(shared_library):
    first = _retrieve(shared_library, "Wat kost het herstel van de zeereep bij Westduin?")[0]
    assert "€48 miljoen" in first.passage.text


def test_scores_fall_and_the_limit_holds(shared_library):
    passages = _retrieve(shared_library, "zeereep Westduin", limit=3)
    scores = [scored.score for scored in passages]
    assert len(scores) <= 3
    assert scores == sorted(scores, reverse=True)


def test_a_filter_that_nothing_passes_finds_nothing(shared_library):
    assert _retrieve(shared_library, "zeereep", Filters(until=date(1990, 1, 1))) == ()


def test_the_parts_of_an_explanation_add_up_to_the_score(shared_library):
    scored = _retrieve(shared_library, "zeereep Westduin")[0]
    assert sum(part for _, part in explain(scored)) == pytest.approx(scored.score)


ODD = {
    "one letter": "a",
    "only stop words": "de het een",
    "only punctuation": "?!… – ()",
    "SQL": "SELECT * FROM letters; DROP TABLE letters; --",
    "an open bracket": "(zand OR",
    "query syntax": "title:zand^9 AND body:[a TO z]",
    "a regular expression": "/.*/ zand~2",
    "emoji": "😀 zeereep 🦆",
    "NUL": "kosten\x00zeereep",
    "another language": "How much does the repair of the dunes cost?",
    "right to left": "\u202eneetsok",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_questions_give_a_sound_result(shared_library, text):
    pipeline = QuestionPipeline(shared_library)
    answer = pipeline.answer(Question(text))
    assert answer.status in Status
    for citation in answer.citations:
        letter = shared_library.letter(citation.header.id)
        assert letter.text[citation.start : citation.end] == citation.quote
    assert len(pipeline.search(Question(text))) <= 20


@pytest.mark.parametrize("text", ["", " \n ", "zand " * 5_000], ids=["empty", "blank", "5,000 words"])
def test_what_is_no_question_is_refused_clearly(shared_library, text):
    with pytest.raises(errors.UsageError):
        QuestionPipeline(shared_library).answer(Question(text))
