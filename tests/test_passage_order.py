"""The passages that hold the sentences which answer best come first; nothing is lost, and the scores say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.extractive_reader import ExtractiveReader
from assistant.passage_order import OrderedCandidates, order_passages
from assistant.rated_sentences import READ, rate_sentences
from assistant.retrieval import SENTENCE, explain, retrieve
from assistant.understanding import understand
from assistant.vocabulary import Filters, Question

ASKED = "Wat kost het herstel van de zeereep bij Westduin?"


def _retrieve(library, text):
    question = Question(text)
    return question, retrieve(library, understand(question), Filters())


def _places(passages):
    return [(one.header.id, one.passage.start) for one in passages]


@pytest.mark.parametrize("text", [ASKED, "zeereep Westduin", "Waarom is het herstel uitgesteld?", "de het een"])
def test_no_passage_is_lost_or_doubled(shared_library, text):
    _, found = _retrieve(shared_library, text)
    ordered = order_passages(found, shared_library.embedder)
    assert sorted(_places(ordered.passages)) == sorted(_places(found.passages))


def test_the_passage_of_the_best_sentence_comes_first_and_the_next_ones_follow_their_best(shared_library):
    _, found = _retrieve(shared_library, ASKED)
    ordered = order_passages(found, shared_library.embedder)
    rated = rate_sentences(found, shared_library.embedder)
    assert _places(ordered.passages)[0] == _places([rated[0].source])[0]
    nearness = [one.evidence[SENTENCE] for one in ordered.passages]
    assert nearness[0] == 1
    assert all(0 <= one <= 1 for one in nearness)


def test_a_passage_with_a_better_sentence_overtakes_one_with_more_of_the_words(sample_library):
    text = "Hoeveel kan een huiseigenaar maximaal lenen uit het funderingsfonds?"
    _, found = _retrieve(sample_library, text)
    ordered = order_passages(found, sample_library.embedder)
    best = rate_sentences(found, sample_library.embedder)[0]
    assert _places(ordered.passages) != _places(found.passages)
    assert _places(ordered.passages)[0] == _places([best.source])[0]


def test_passages_that_are_not_read_stay_behind_in_their_order(sample_library):
    _, found = _retrieve(sample_library, "Hoeveel woningen worden er gebouwd?")
    ordered = order_passages(found, sample_library.embedder)
    assert len(found.passages) > READ
    assert _places(ordered.passages)[READ:] == _places(found.passages)[READ:]
    assert set(_places(ordered.passages)[:READ]) == set(_places(found.passages)[:READ])


def test_scores_fall_and_their_parts_add_up(sample_library):
    _, found = _retrieve(sample_library, "Hoeveel woningen worden er gebouwd?")
    ordered = order_passages(found, sample_library.embedder)
    scores = [one.score for one in ordered.passages]
    assert scores == sorted(scores, reverse=True)
    for one in ordered.passages:
        assert sum(part for _, part in explain(one)) == pytest.approx(one.score)


def test_what_a_member_asked_is_left_in_its_order(shared_library):
    _, found = _retrieve(shared_library, "Wat vroeg het lid Zandstra over de zeereep?")
    assert order_passages(found, shared_library.embedder) is found


def test_nothing_found_is_nothing_to_order(shared_library):
    question = Question("zeereep")
    found = retrieve(shared_library, understand(question), Filters(ministry="Ministerie van Niets"))
    assert found.passages == ()
    assert order_passages(found, shared_library.embedder) is found


def test_the_reader_takes_the_ratings_that_came_along(sample_library):
    question, found = _retrieve(sample_library, "Hoeveel kan een huiseigenaar maximaal lenen uit het funderingsfonds?")
    ordered = order_passages(found, sample_library.embedder)
    assert isinstance(ordered, OrderedCandidates)
    reader = ExtractiveReader(sample_library.embedder)
    assert reader.read(question, ordered).sentences == reader.read(question, found).sentences
    without = replace(ordered, sentences=())
    assert reader.read(question, without).sentences == ()


def test_two_questions_in_one_are_answered_as_from_what_was_retrieved(sample_library):
    text = "Hoeveel kan een huiseigenaar maximaal lenen uit het funderingsfonds en wat is de rente?"
    question, found = _retrieve(sample_library, text)
    ordered = order_passages(found, sample_library.embedder)
    reader = ExtractiveReader(sample_library.embedder)
    assert len(found.query.parts) > 1
    assert reader.read(question, ordered).sentences == reader.read(question, found).sentences != ()
