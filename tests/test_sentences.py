"""Text is cut into sentences, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("De dijk is hoog. Het duin is laag.", 2),
        ("Zie art. 3 van de wet. Dat geldt.", 2),
        ("1. Inleiding", 1),
        ("Dat kost € 2 mln. per jaar.", 1),
        ("Minister J. Duinstra schrijft dit.", 1),
        ("Regel een\nRegel twee", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize("text", ["om 15.36 uur in werking gestel" * 400, "9" * 10_000, ("a" * 3_999 + " ") * 3])
def test_what_goes_on_without_an_end_is_cut(text):
    spans = split_sentences(text)
    assert len(spans) > 1
    assert max(end - start for start, end in spans) <= 4_000
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(st.text(max_size=300), st.integers(min_value=0, max_value=1000))
def test_sentences_are_in_order_and_hold_every_character_that_is_not_white(text, start):
    spans = split_sentences(text, start)
    assert spans == sorted(spans)
    held = "".join(text[first - start : last - start] for first, last in spans)
    assert "".join(held.split()) == "".join(text.split())
