"""Words are compared by their meaning."""

from __future__ import annotations

import numpy as np

from assistant.word_sense import word_sense


def test_a_word_is_nearest_to_itself_and_nearer_to_its_kin():
    nearness = word_sense().nearness(["kosten"], ["kosten", "uitgaven", "vogel"])
    assert nearness[0, 0] > 0.99
    assert nearness[0, 1] > nearness[0, 2]


def test_no_words_give_an_empty_table():
    assert word_sense().nearness([], ["zand"]).shape == (0, 1)
    assert np.all(word_sense().nearness(["zand"], ["zand"]) >= 0)
