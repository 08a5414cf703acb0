"""What a model wrote is read for what it is worth, in whatever form it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model_reply import read_reply
from tests.scripted_model import reply

TWO = reply(("Het kost €48 miljoen.", 1), ("Dat is veel.", 2))


def pairs(text, **options):
    return [(one.text, one.numbers) for one in read_reply(text, **options).sentences]


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        f"```json\n{TWO}\n```",
        f"<think>Eerst [3] kijken.</think>{TWO}",
        f"Hier is het antwoord:\n{TWO}",
        TWO.removesuffix("true}").rstrip(),
        TWO.replace('"bronnen"', '"bron"').replace("[1]", '"1"'),
        "Het kost €48 miljoen. [1] Dat is veel. [2]",
        "Het kost €48 miljoen [1]. Dat is veel [fragment 2].",
        "- Het kost €48 miljoen [1]\n- Dat is veel [2]",
        "1. Het kost €48 miljoen. [1]\n2. Dat is veel. [2]",
    ],
)
def test_the_same_two_sentences_are_read_from_every_form(text):
    assert pairs(text) == [("Het kost €48 miljoen.", (1,)), ("Dat is veel.", (2,))]


def test_several_marks_are_of_one_sentence():
    assert pairs("Beide brieven noemen het [1][3, 4].") == [("Beide brieven noemen het.", (1, 3, 4))]


def test_a_sentence_without_a_mark_is_no_proposal_in_plain_text():
    assert pairs("Dit weet ik zelf. Het kost €48 miljoen. [1]") == [("Het kost €48 miljoen.", (1,))]


def test_a_refusal_in_due_form_differs_from_nothing():
    assert read_reply(reply(complete=False)).refused
    assert not read_reply("").refused
    assert not read_reply('{"zinnen": [').refused


def test_an_unfinished_thought_is_no_answer():
    assert pairs("<think>Het kost €48 miljoen. [1]") == []


@given(st.integers(0, len(TWO)))
def test_what_is_read_early_is_what_is_read_at_the_end(cut):
    early = pairs(TWO[:cut], ended=False)
    assert early == pairs(TWO)[: len(early)]


@given(st.text(), st.booleans())
def test_no_text_breaks_the_reading(text, ended):
    read_reply(text, ended=ended)
    read_reply(f'{{"zinnen": [{text}', ended=ended)
