"""A sentence is read in its place: what it leans on, recalls, and speaks of instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer_types import find_focus
from assistant.evidence import weigh_words
from assistant.placed_sentences import leans, place_sentences
from assistant.sentence_evidence import Reading, sentence_evidence, terms_of
from assistant.understanding import understand
from assistant.vocabulary import BlockKind, Question, ScoredPassage
from ingest.anatomy import compose_letter
from ingest.passages import split_passages
from ingest.transcript import RawBlock, Transcript
from tests.made_passages import make_passage


def _read(question, *paragraphs):
    query = understand(Question(question))
    weights = weigh_words(query, {}, 100)
    passage = make_passage(*paragraphs)
    reading = Reading.of(query, weights, [passage])
    return [
        sentence_evidence(
            placed,
            terms_of(placed.sentence.text),
            find_focus(placed.sentence.text, query, weights, placed.row),
            reading,
        )
        for placed in place_sentences(passage)
    ]


@pytest.mark.parametrize("text", ["Dat aantal groeit.", "Hiervan is de helft op.", "Nee.", "Zij wachten op zand."])
def test_a_sentence_that_points_back_leans(text):
    assert leans(text)


def test_a_sentence_that_stands_alone_does_not_lean():
    assert not leans("De provincie betaalt een vijfde van de kosten.")


def test_a_paragraph_that_opens_by_pointing_back_leans_on_the_one_before():
    placed = place_sentences(make_passage("De motie vraagt om een hek langs het duin.", "Die motie voer ik niet uit."))
    assert placed[1].before == placed[0].sentence


def test_a_name_that_the_letter_never_says_is_missed():
    (evidence,) = _read("Wat kost het herstel bij Zandoord?", "Het herstel kost bij Westduin €48 miljoen.")
    assert evidence["name_absent"] == 1
    first, _ = _read("Wat kost het herstel bij Westduin?", "Het herstel kost €48 miljoen.", "Westduin ligt aan zee.")
    assert first["name_absent"] == 0


def test_a_sentence_is_about_the_year_it_states_and_not_about_that_of_its_letter():
    own, other, silent = _read(
        "Hoeveel zand is er in 2024 gestort?",
        "In 2024 is 3 miljoen kuub zand gestort.",
        "In 2022 was dat 2 miljoen kuub zand.",
        "Er is nog 1 miljoen kuub zand over.",
    )
    assert own["period"] == 1
    assert other["period"] == 0
    assert 0 < silent["period"] < 1


def test_a_year_before_a_comma_is_a_year():
    (evidence,) = _read("Hoeveel zand is er in 2024 gestort?", "In 2024, na de storm, is 3 miljoen kuub zand gestort.")
    assert evidence["period"] == 1


def test_the_sentence_before_a_conclusion_may_be_the_reason():
    first, second = _read(
        "Waarom kwam het hek er niet?",
        "De grond onder het duin is te zacht. Daarom komt er geen hek.",
    )
    assert first["reason_next"] == 1
    assert second["reason_next"] == 0


def test_one_of_the_kind_asked_for_is_seen_by_its_name():
    (evidence,) = _read("Welke gemeente trok zich terug?", "De gemeente Westduin deed niet meer mee.")
    assert evidence["kind_named"] == 1
    (evidence,) = _read("Welke gemeente trok zich terug?", "De gemeente deed niet meer mee.")
    assert evidence["kind_named"] == 0


def test_what_an_earlier_letter_said_is_seen():
    (evidence,) = _read("Wanneer is het klaar?", "In mijn brief van 2 mei 2023 stond dat het werk in 2025 klaar is.")
    assert evidence["recalls"] == 1


def test_what_only_says_what_the_letter_is_about_is_seen():
    told, _ = _read(
        "Welke maatregelen zijn er?", "Met deze brief informeer ik uw Kamer over de maatregelen.", "Er is een hek."
    )
    assert told["recalls"] == 1


def test_a_list_under_a_heading_of_the_kind_and_what_announces_it_are_of_that_kind():
    (announcing,) = _read("Welke maatregelen neemt de minister?", "Daarom neem ik drie maatregelen.")
    assert announcing["kind_named"] == 1
    blocks = (
        RawBlock("Dit zijn de maatregelen.", BlockKind.PARAGRAPH),
        RawBlock("– Het hek wordt hoger.", BlockKind.LIST_ITEM),
    )
    letter = compose_letter(Transcript(blocks, {"datum": "12 maart 2024", "kenmerk": "hek.txt"}), source="hek.txt")
    passage = ScoredPassage(split_passages(letter)[0], letter.header, 1.0, {})
    for question, named in (("Welke maatregelen zijn er?", 1), ("Welke eisen zijn er?", 0)):
        query = understand(Question(question))
        weights = weigh_words(query, {}, 100)
        item = place_sentences(passage)[-1]
        evidence = sentence_evidence(item, terms_of(item.sentence.text), None, Reading.of(query, weights, [passage]))
        assert evidence["kind_named"] == named


def test_yes_to_another_question_is_no_yes_to_this_one():
    passage = make_passage("Ja, het hek is mij bekend.")
    asked = replace(passage, passage=replace(passage.passage, question="Is het hek u bekend?"))
    for question, polar in (("Krijgt de Vogelwacht subsidie?", 0), ("Is het hek bekend?", 1)):
        query = understand(Question(question))
        weights = weigh_words(query, {}, 100)
        (placed,) = place_sentences(asked)
        focus = find_focus(placed.sentence.text, query, weights)
        evidence = sentence_evidence(placed, terms_of(placed.sentence.text), focus, Reading.of(query, weights, [asked]))
        assert evidence["polar"] == polar
