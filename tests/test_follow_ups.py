"""What a follow-up says anew takes the place of what it answers to in the question before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.follow_ups import make_standalone


@pytest.mark.parametrize(
    ("before", "text", "alone"),
    [
        ("Hoeveel zand is er in 2023 gestort?", "En in 2022?", "Hoeveel zand is er in 2022 gestort?"),
        ("Hoeveel zand lag er eind 2023 klaar?", "En eind 2024?", "Hoeveel zand lag er eind 2024 klaar?"),
        ("Hoeveel vogels waren er in 2024?", "En het jaar ervoor?", "Hoeveel vogels waren er in 2023?"),
        ("Wat kost het werk bij Westduin?", "En bij Oostduin?", "Wat kost het werk bij Oostduin?"),
        ("Hoeveel banen zijn er in het duin?", "En in het bos?", "Hoeveel banen zijn er in het bos?"),
        ("Wat kost het werk zonder subsidie?", "En met subsidie?", "Wat kost het werk met subsidie?"),
        ("Hoeveel krijgt de regio Westduin?", "En Oostduin?", "Hoeveel krijgt de regio Oostduin?"),
        ("Hoeveel meeuwen zijn er geteld?", "En hoeveel sterns?", "Hoeveel sterns zijn er geteld?"),
        (
            "Hoeveel budget krijgt Westduin in 2026 voor zand?",
            "En in Oostduin?",
            "Hoeveel budget krijgt Westduin in 2026 voor zand in Oostduin?",
        ),
    ],
)
def test_what_is_new_replaces_what_it_answers_to(before, text, alone):
    assert make_standalone(text, (before,)).text == alone


def test_a_question_of_its_own_stands_behind_the_earlier_one():
    alone = make_standalone("En wie betaalt dat?", ("Wat kost de dijk?",))
    assert alone.text == "Wat kost de dijk: wie betaalt dat?"
    assert alone.asks == "wie betaalt dat"
    assert alone.carried == "Wat kost de dijk"


def test_a_chain_of_follow_ups_is_followed():
    history = ("Hoeveel zand is er in 2023 gestort?", "En in 2022?")
    assert make_standalone("En in 2021?", history).text == "Hoeveel zand is er in 2021 gestort?"


def test_a_question_that_stands_alone_stays_as_it_is():
    text = "Hoeveel huizen staan er aan de nieuwe boulevard van Westduin?"
    assert make_standalone(text, ("Wat kost de dijk?",)).text == text


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_without_history_nothing_changes_and_with_it_nothing_breaks(text, history):
    assert make_standalone(text, ()).text == text
    make_standalone(" ".join(text.split()), tuple(history))
