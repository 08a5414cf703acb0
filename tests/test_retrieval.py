"""Passages are found by their words and by their meaning, best first."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.retrieval import explain, retrieve
from assistant.understanding import understand
from assistant.vocabulary import Filters, Question


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


@pytest.mark.parametrize("text", ["?", "a", "de het een", "SELECT * FROM x; --", "(zand OR", "😀", "title:zand^9 AND"])
def test_no_query_syntax_reaches_the_index(shared_library, text):
    _retrieve(shared_library, text)
