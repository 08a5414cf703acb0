"""Words are compared in meaning, compounds also by their parts."""

from __future__ import annotations

import pytest

from assistant.compounds import split_compound
from assistant.evidence import weigh_words
from assistant.placed_sentences import place_sentences
from assistant.sentence_sense import SENSE_FEATURES, rate_senses
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage


def _sense(question, text):
    query = understand(Question(question))
    return rate_senses(place_sentences(make_passage(text)), query, weigh_words(query, {}, 100))


def test_the_same_word_makes_full_sense():
    (one,) = _sense("vergunning", "De vergunning is verleend.")
    assert one["sense"] == pytest.approx(1)
    assert one["sense_missing"] == pytest.approx(0, abs=1e-6)


def test_a_compound_comes_near_by_its_parts():
    assert split_compound("subsidieregeling")
    (apart,) = _sense("subsidieregeling", "Er komt een regeling waarmee subsidie wordt verleend.")
    assert apart["sense"] == pytest.approx(1)


def test_a_question_without_words_makes_no_sense():
    (one,) = _sense("en of de?", "De vergunning is verleend.")
    assert one == dict.fromkeys(SENSE_FEATURES, 0.0)
