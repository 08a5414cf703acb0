"""Bare numbers over Members' questions announce them, whoever wrote the letter; other numbers do not."""

from __future__ import annotations

import pytest

from assistant.vocabulary import BlockKind, Voice
from ingest.numbered_questions import label_numbers
from ingest.parts import Part
from ingest.questions import pair_questions, split_labels
from ingest.transcript import NoteMark, RawBlock

OPENING = "Hierbij zend ik u de antwoorden op de vragen van het lid Jansen over de brug."


def voices(*lines, opening=OPENING):
    blocks = split_labels(label_numbers([RawBlock(opening), *(RawBlock(line) for line in lines)]))
    parts = pair_questions([Part(block, kind=block.kind, label=block.label) for block in blocks])
    return [(part.text, part.voice, bool(part.answers)) for part in parts[1:]]


@pytest.mark.parametrize("number", ["{}.", "{}", "{})"])
def test_numbers_above_the_questions_announce_them(number):
    one, two = number.format(1), number.format(2)
    assert voices(one, "Is de brug dicht?", "Ja.", two, "Kost dat 40 miljoen euro?", "Nee. Het kost € 25 miljoen.") == [
        (one, Voice.MEMBER, False),
        ("Is de brug dicht?", Voice.MEMBER, False),
        ("Ja.", Voice.AUTHOR, True),
        (two, Voice.MEMBER, False),
        ("Kost dat 40 miljoen euro?", Voice.MEMBER, False),
        ("Nee. Het kost € 25 miljoen.", Voice.AUTHOR, True),
    ]


@pytest.mark.parametrize("number", ["{}. ", "{} ", "{}) "])
def test_numbers_before_the_questions_announce_them(number):
    one, two = number.format(1), number.format(2)
    found = voices(f"{one}Is de brug dicht?", "Ja.", f"{two}Kost dat 40 miljoen euro?", "Nee.")
    assert [text for text, voice, _ in found if voice is Voice.MEMBER][1::2] == [
        "Is de brug dicht?",
        "Kost dat 40 miljoen euro?",
    ]
    assert [text for text, _, answers in found if answers] == ["Ja.", "Nee."]


def test_questions_that_are_answered_by_theme_keep_their_numbers_in_any_order():
    found = voices("1 Een?", "Ja.", "4 Vier?", "5 Vijf?", "Die vallen samen.", "2 Twee?", "Nee.", "3 en 6 Drie?", "Ja.")
    assert [text for text, voice, _ in found if voice is Voice.MEMBER and text.endswith("?")] == [
        "Een?",
        "Vier?",
        "Vijf?",
        "Twee?",
        "Drie?",
    ]


def test_numbers_that_begin_again_are_those_of_the_answers():
    found = voices("1. Is de brug dicht?", "2. Kost dat veel?", "1. De brug is dicht.", "2. Dat kost € 25 miljoen.")
    assert found[1] == ("Is de brug dicht?", Voice.MEMBER, False)
    assert found[5] == ("De brug is dicht.", Voice.AUTHOR, True)
    assert found[7] == ("Dat kost € 25 miljoen.", Voice.AUTHOR, True)


def test_a_question_without_a_question_mark_is_one_where_its_number_follows():
    found = voices(
        "1. Een?", "Ja.", "2. Graag een overzicht van de kosten.", "3. Drie?", "Nee.", "4. Vier?", "5. Vijf?"
    )
    assert found[4][:2] == ("Graag een overzicht van de kosten.", Voice.MEMBER)


@pytest.mark.parametrize(
    ("opening", "lines"),
    [
        (
            "Hierbij zend ik u het plan.",
            ["1. Wat gaan wij doen?", "Wij bouwen.", "2. Wat kost het?", "Het kost weinig."],
        ),
        (OPENING, ["1. De brug is oud.", "Zij is van 1920.", "2. De sluis is ouder.", "Is dat erg?", "Nee."]),
        (OPENING, ["1. Is de brug oud?", "2. Is de sluis oud?"]),
        (OPENING, ["3. Is de brug oud?", "Ja.", "9. Is de sluis oud?", "Ja."]),
        (OPENING, ["1. Is de brug oud?", "Ja."]),
    ],
)
def test_other_numbers_announce_nothing(opening, lines):
    assert {voice for _, voice, _ in voices(*lines, opening=opening)} == {Voice.AUTHOR}


def test_a_letter_whose_labels_are_written_out_is_left_as_it_is():
    blocks = [RawBlock(text) for text in (OPENING, "Vraag 1", "Een?", "1. Ja.", "2. Nee?", "1 Ja.")]
    assert label_numbers(blocks) == blocks


def test_a_note_mark_stays_at_its_word_when_the_number_is_cut_off():
    blocks = [
        RawBlock(OPENING),
        RawBlock("1. Kent u dit?", marks=(NoteMark(10, "7"),)),
        RawBlock("Ja."),
        RawBlock("2. En dit?"),
    ]
    _, label, question, *_ = label_numbers(blocks)
    assert (label.text, label.label) == ("1.", "Vraag 1")
    assert question.text[: question.marks[0].offset] == "Kent u "


def test_no_character_is_lost_but_blanks():
    lines = [OPENING, "1. Een?", "Ja.", "2) Twee?", "Nee.", "3", "Drie?"]
    made = label_numbers([RawBlock(line) for line in lines])
    assert "".join("".join(block.text for block in made).split()) == "".join("".join(lines).split())


def test_numbers_announce_the_questions_where_only_the_answers_are_spelled_out():
    found = voices(
        "1.",
        "Is de brug dicht?",
        "2.",
        "Wat kost het herstel?",
        "Antwoord op vragen 1 en 2.",
        "Ja. Het herstel kost € 25 miljoen.",
        "3.",
        "Wanneer gaat de brug open?",
        "Antwoord op vraag 3.",
        "In mei.",
    )

    assert [text for text, voice, _ in found if voice is Voice.MEMBER] == [
        "1.",
        "Is de brug dicht?",
        "2.",
        "Wat kost het herstel?",
        "3.",
        "Wanneer gaat de brug open?",
    ]
    assert [text for text, _, answers in found if answers][1::2] == ["Ja. Het herstel kost € 25 miljoen.", "In mei."]


def test_numbers_that_the_word_processor_counts_announce_questions_too():
    asked = [RawBlock(text, BlockKind.LIST_ITEM, level=1, label=label) for label, text in
             (("1.", "Is de brug dicht?"), ("2.", "Wat kost het herstel?"))]  # fmt: skip
    blocks = [RawBlock(OPENING), asked[0], RawBlock("Ja."), asked[1], RawBlock("Het herstel kost € 25 miljoen.")]
    parts = pair_questions([Part(block, kind=block.kind, label=block.label) for block in label_numbers(blocks)])

    assert [part.text for part in parts if part.voice is Voice.MEMBER] == [
        "1.",
        "Is de brug dicht?",
        "2.",
        "Wat kost het herstel?",
    ]
    assert [part.text for part in parts if part.answers] == ["Ja.", "Het herstel kost € 25 miljoen."]
