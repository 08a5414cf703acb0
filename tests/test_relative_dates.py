"""Dates that a letter states in relation to its own are resolved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.relative_dates import resolve_dates

_WRITTEN = date(2026, 1, 29)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("afgelopen jaar", "2025"),
        ("dit jaar", "2026"),
        ("volgend jaar", "2027"),
        ("19 november jl.", "2025-11-19"),
        ("3 maart a.s.", "2026-03-03"),
        ("afgelopen december", "2025-12"),
        ("komende juli", "2026-07"),
    ],
)
def test_a_relative_date_is_resolved_by_the_letter_s_date(text, means):
    (found,) = resolve_dates(f"Dat is {text} besloten.", _WRITTEN)
    assert (found.text, found.means) == (text, means)


def test_without_a_date_of_its_own_a_letter_resolves_nothing():
    assert resolve_dates("afgelopen jaar", None) == []


def test_a_day_that_does_not_exist_is_left_alone():
    assert resolve_dates("31 juni jl.", _WRITTEN) == []


@given(st.text(max_size=200), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_what_is_found_stands_in_the_text(text, written):
    assert all(text[found.start : found.end] == found.text for found in resolve_dates(text, written))
