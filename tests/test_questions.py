import pytest

from assistant.vocabulary import BlockKind, Voice
from ingest.parts import Part
from ingest.questions import answered_numbers, asked_numbers, is_label, pair_questions, split_labels
from ingest.transcript import NoteMark, RawBlock


def voices(*lines: str, bold: tuple[int, ...] = ()) -> list[tuple[str, Voice, bool]]:
    blocks = split_labels([RawBlock(line, bold=index in bold) for index, line in enumerate(lines)])
    return [(part.text, part.voice, bool(part.answers)) for part in pair_questions([Part(block) for block in blocks])]


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Antwoord op vraag 1", ("1",)),
        ("Antwoord op vragen 7, 8, 9 en 10", ("7", "8", "9", "10")),
        ("Antwoord op vragen 7, 8, en 9", ("7", "8", "9")),
        ("Antwoord 2 t/m 5", ("2", "3", "4", "5")),
        ("Antwoorden op de vragen 2-4:", ("2", "3", "4")),
        ("Antwoord 3a en 3b.", ("3a", "3b")),
        ("Antwoord", ()),
        ("Mededeling", ()),
    ],
)
def test_an_answers_label_names_its_questions(label, numbers):
    assert is_label(label)
    assert answered_numbers(label) == numbers


def test_a_questions_label_may_name_several_and_a_page():
    assert asked_numbers("Vraag 2 en 3") == ("2", "3")
    assert is_label("Vraag 1 (pagina 2)")


@pytest.mark.parametrize(
    "sentence",
    ["Antwoord op vraag 3 is hierboven gegeven.", "Vraag 2 betreft de kosten.", "Reactie van de minister volgt."],
)
def test_running_text_about_an_answer_is_no_label(sentence):
    assert split_labels([RawBlock(sentence)]) == [RawBlock(sentence)]


def test_a_label_that_opens_a_paragraph_gets_a_block_of_its_own():
    label, text = split_labels([RawBlock("Vraag 4: Kent u dit?", marks=(NoteMark(19, "2"),))])

    assert (label.text, text.text) == ("Vraag 4:", "Kent u dit?")
    assert text.marks == (NoteMark(10, "2"),)


def test_without_answer_labels_the_question_ends_where_the_asking_ends():
    assert voices("Vraag 1", "Is dat zo? Zo nee, waarom niet?", "Ja, dat is zo.", "Vraag 2", "En dit?", "Nee.") == [
        ("Vraag 1", Voice.MEMBER, False),
        ("Is dat zo? Zo nee, waarom niet?", Voice.MEMBER, False),
        ("Ja, dat is zo.", Voice.AUTHOR, True),
        ("Vraag 2", Voice.MEMBER, False),
        ("En dit?", Voice.MEMBER, False),
        ("Nee.", Voice.AUTHOR, True),
    ]


def test_an_answer_glued_to_its_question_is_cut_off_between_sentences():
    assert voices("Vraag 1", "Er zijn bruggen. Hoeveel zijn dat er? Graag een overzicht. Er zijn 41 bruggen.")[1:] == [
        ("Er zijn bruggen. Hoeveel zijn dat er? Graag een overzicht.", Voice.MEMBER, False),
        ("Er zijn 41 bruggen.", Voice.AUTHOR, True),
    ]


def test_a_question_in_bold_ends_with_the_bold():
    found = voices("Vraag 1", "Kent u de brug. Graag uitleg.", "Ik ken de brug. Wat doet die?", bold=(0, 1))

    assert found[1:] == [
        ("Kent u de brug. Graag uitleg.", Voice.MEMBER, False),
        ("Ik ken de brug. Wat doet die?", Voice.AUTHOR, True),
    ]


def test_questions_together_are_answered_together():
    parts = pair_questions([Part(RawBlock(t)) for t in ("Vraag 1", "Een?", "Vraag 2", "Twee?", "Antwoord", "Ja.")])

    assert len(parts[-1].answers) == 2


def test_a_question_answered_later_by_number_is_not_taken_for_answered_now():
    texts = ("Vraag 3", "Drie?", "Vraag 4", "Vier?", "Antwoord op vraag 4", "Ja.", "Antwoord op vraag 3", "Nee.")
    parts = pair_questions([Part(RawBlock(text)) for text in texts])

    assert parts[5].answers == (parts[3].asks,)
    assert parts[7].answers == (parts[1].asks,)


def test_a_letter_without_questions_comes_back_as_it_is():
    parts = [Part(RawBlock("Antwoord")), Part(RawBlock("Dat is zo."))]

    assert pair_questions(parts) == parts


def test_a_short_question_that_looks_like_a_heading_is_the_members():
    blocks = [
        RawBlock("Vraag 1"),
        RawBlock("Kent u het bericht «Brug dicht»? [1]", kind=BlockKind.HEADING, level=2),
        RawBlock("Antwoord"),
        RawBlock("Ja."),
        RawBlock("Vraag 2"),
        RawBlock("Gaat de brug weer open?", kind=BlockKind.HEADING, level=2),
        RawBlock("Antwoord"),
        RawBlock("Ja, in mei."),
    ]
    parts = pair_questions([Part(block, kind=block.kind) for block in split_labels(blocks)])

    asked = [part for part in parts if part.voice is Voice.MEMBER and part.kind is not BlockKind.HEADING]
    assert [part.text for part in asked] == ["Kent u het bericht «Brug dicht»? [1]", "Gaat de brug weer open?"]
    assert [part.text for part in parts if part.answers] == ["Antwoord", "Ja.", "Antwoord", "Ja, in mei."]
