"""Read clause by clause a text has the words and terms that it has as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analyser import analyse, read_words, tokenize
from assistant.clause_terms import terms_of, words_of

PIECES = [
    "De minister",
    "zegde",
    "toe",
    "dat",
    "36 600",
    "XV",
    "nr.",
    "8",
    "€ 2,5",
    "12.30",
    "komt",
    "er",
    "aan",
    "Nee",
    "neemt",
]
BETWEEN = [" ", ". ", "; ", ": ", "? ", "! ", "\n", "\t", ", ", ".", ":", "  ", ".  "]


@given(parts=st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=14))
def test_a_text_of_clauses_has_the_terms_of_the_whole(parts: list[tuple[str, str]]):
    text = "".join(piece + gap for piece, gap in parts)
    assert words_of(text) == read_words(text)
    assert terms_of(text) == frozenset(analyse(text))


@given(text=st.text(max_size=80))
def test_any_text_has_the_words_that_tokenizing_finds(text: str):
    assert words_of(text) == [(token.text, token.terms) for token in tokenize(text)]


@pytest.mark.parametrize("text", ["", " ", "\n\t", ". . ."])
def test_a_text_without_words_has_none(text: str):
    assert words_of(text) == []
    assert terms_of(text) == frozenset()
