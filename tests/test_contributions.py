"""In a written consultation Members' contributions are theirs, and the reaction is the minister's."""

from __future__ import annotations

from assistant.vocabulary import BlockKind, Voice
from ingest.contributions import mark_contributions
from ingest.parts import Part
from ingest.transcript import RawBlock

PARTY = "Vragen en opmerkingen van de leden van de {}-fractie"


def voices(*lines):
    return [(part.text, part.voice) for part in mark_contributions([Part(RawBlock(line)) for line in lines])]


def member_lines(*lines):
    return [text for text, voice in voices(*lines) if voice is Voice.MEMBER]


def test_contributions_end_where_the_reaction_to_all_of_them_begins():
    found = member_lines(
        "I Vragen en opmerkingen vanuit de fracties",
        PARTY.format("PVZ"),
        "Zij menen dat 40 miljoen euro is verspild.",
        PARTY.format("LKB"),
        "Zij vragen waarom.",
        "II Reactie van de minister",
        PARTY.format("PVZ"),
        "De kosten bedragen € 25 miljoen.",
    )
    assert "De kosten bedragen € 25 miljoen." not in found
    assert found[-1] == "Zij vragen waarom."
    assert "Zij menen dat 40 miljoen euro is verspild." in found


def test_a_reaction_below_each_contribution_ends_that_one_alone():
    lines = (PARTY.format("PVZ"), "Zij vragen iets.", "Antwoord:", "Dat is zo.", PARTY.format("LKB"), "Zij menen iets.")
    assert member_lines(*lines) == [PARTY.format("PVZ"), "Zij vragen iets.", PARTY.format("LKB"), "Zij menen iets."]


def test_a_sentence_about_contributions_announces_none():
    lines = ("Vragen van de leden van de PVZ-fractie heb ik beantwoord.", "De brug blijft dicht.")
    assert member_lines(*lines) == []


def test_the_signature_ends_a_contribution():
    parts = [Part(RawBlock(PARTY.format("PVZ"))), Part(RawBlock("J. de Vries"), kind=BlockKind.SIGNATURE)]
    assert mark_contributions(parts)[1].voice is Voice.AUTHOR


def test_a_letter_without_contributions_comes_back_as_it_is():
    parts = [Part(RawBlock("Inleiding")), Part(RawBlock("De brug is oud."))]
    assert mark_contributions(parts) == parts


def test_members_who_ask_on_below_an_answer_are_not_the_minister():
    on = "Ook vragen deze leden wat dat kost."
    found = member_lines(PARTY.format("PVZ"), "Zij vragen iets.", "Antwoord", "Dat is zo.", on, "Antwoord", "Niets.")

    assert found == [PARTY.format("PVZ"), "Zij vragen iets.", on]


def test_each_answer_knows_the_question_right_above_it():
    lines = (
        PARTY.format("PVZ"),
        "Zij vragen iets.",
        "Antwoord",
        "Dat is zo.",
        "Ook vragen deze leden wat dat kost.",
        "Antwoord",
        "Dat kost niets.",
        PARTY.format("LKB"),
        "Zij vragen hoe lang dat duurt.",
        "Antwoord",
        "Dat duurt een jaar.",
    )
    parts = mark_contributions([Part(RawBlock(line)) for line in lines])
    asked = {part.asks: part.text for part in parts if part.asks is not None}

    assert {part.text: asked[part.answers[0]] for part in parts if part.answers and part.text != "Antwoord"} == {
        "Dat is zo.": "Zij vragen iets.",
        "Dat kost niets.": "Ook vragen deze leden wat dat kost.",
        "Dat duurt een jaar.": "Zij vragen hoe lang dat duurt.",
    }
