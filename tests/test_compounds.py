"""A compound is cut into the words it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compounds import split_compound


@pytest.mark.parametrize(
    ("word", "parts"),
    [("stikstofbeleid", ("stikstof", "beleid")), ("dijk", ()), ("gemeente", ()), ("minister", ())],
)
def test_a_compound_is_split_and_a_word_that_is_frequent_as_a_whole_is_not(word, parts):
    assert split_compound(word) == parts


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_the_parts_stand_in_the_word_in_order(word):
    place = 0
    for part in split_compound(word):
        place = word.index(part, place) + len(part)
