"""A sentence is read in its place: what it leans on, recalls, and speaks of instead."""

from __future__ import annotations

import pytest

from assistant.answer_types import find_focus
from assistant.evidence import weigh_words
from assistant.placed_sentences import leans, place_sentences
from assistant.sentence_evidence import Reading, sentence_evidence, terms_of
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage


def _read(question, *paragraphs):
    query = understand(Question(question))
    weights = weigh_words(query, {}, 100)
    reading = Reading(query, weights, weights.weighed(query.subject), frozenset(query.terms), (0, 0))
    return [
        sentence_evidence(
            placed,
            terms_of(placed.sentence.text),
            find_focus(placed.sentence.text, query, weights, placed.row),
            reading,
        )
        for placed in place_sentences(make_passage(*paragraphs))
    ]


@pytest.mark.parametrize("text", ["Dat aantal groeit.", "Hiervan is de helft op.", "Nee.", "Zij wachten op zand."])
def test_a_sentence_that_points_back_leans(text):
    assert leans(text)


def test_a_sentence_that_stands_alone_does_not_lean():
    assert not leans("De provincie betaalt een vijfde van de kosten.")


def test_a_paragraph_that_opens_by_pointing_back_leans_on_the_one_before():
    placed = place_sentences(make_passage("De motie vraagt om een hek langs het duin.", "Die motie voer ik niet uit."))
    assert placed[1].before == placed[0].sentence


def test_another_round_than_the_one_asked_about_is_seen():
    (evidence,) = _read("Hoeveel aanvragen kreeg de derde ronde?", "In de tweede ronde kwamen 940 aanvragen binnen.")
    assert evidence["other_ordinal"] == 1
    (evidence,) = _read("Hoeveel aanvragen kreeg de tweede ronde?", "In de tweede ronde kwamen 940 aanvragen binnen.")
    assert evidence["other_ordinal"] == 0


def test_another_place_than_the_one_asked_about_is_seen():
    (evidence,) = _read("Wat kost het herstel bij Zandoord?", "Het herstel kost bij Westduin €48 miljoen.")
    assert evidence["other_name"] == 1
    (evidence,) = _read("Wat kost het herstel bij Westduin?", "Het herstel kost bij Westduin €48 miljoen.")
    assert evidence["other_name"] == 0


def test_what_an_earlier_letter_said_is_seen():
    (evidence,) = _read("Wanneer is het klaar?", "In mijn brief van 2 mei 2023 stond dat het werk in 2025 klaar is.")
    assert evidence["recalls"] == 1
