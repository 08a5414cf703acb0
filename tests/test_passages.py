from letter_texts import LETTER, QUESTIONS

from assistant.vocabulary import BlockKind, Voice
from ingest.anatomy import compose_letter
from ingest.format_txt import read_txt
from ingest.passages import LONGEST_PARAGRAPH, split_passages
from ingest.transcript import RawBlock, Transcript

SENTENCE = "Deze zin telt precies tien woorden en staat vaak hier."


def passages_of(*blocks: RawBlock):
    opening = RawBlock("Den Haag, 3 mei 2024")
    return split_passages(compose_letter(Transcript((opening, *blocks)), source="brief"))


def text_passages(text: str):
    return split_passages(compose_letter(read_txt(text.encode(), "brief.txt"), source="brief.txt"))


def heading(text: str, level: int = 1) -> RawBlock:
    return RawBlock(text, BlockKind.HEADING, level=level)


def test_letterhead_and_signature_are_in_no_passage():
    whole = " ".join(passage.text for passage in text_passages(LETTER))

    assert "Retouradres" not in whole
    assert "Hoogachtend" not in whole
    assert "Geachte" not in whole
    assert "41 bruggen" in whole


def test_a_passage_stays_in_its_section_and_knows_the_path():
    passages = text_passages(LETTER)
    onderhoud = next(passage for passage in passages if "41 bruggen" in passage.text)

    assert onderhoud.section == ("Bruggen", "Onderhoud")
    assert "Sluizen" not in onderhoud.text
    assert onderhoud.context == (
        "Ministerie van Bruggen en Sluizen · 3 mei 2024 · Voortgang bruggen en sluizen · Bruggen > Onderhoud"
    )


def test_a_footnote_goes_with_its_paragraph():
    onderhoud = next(passage for passage in text_passages(LETTER) if "41 bruggen" in passage.text)

    assert onderhoud.text.endswith("Kamerstuk 99 123, nr. 4")


def test_small_paragraphs_are_joined_and_large_ones_are_not():
    small = [RawBlock(" ".join([SENTENCE] * 2)) for _ in range(4)]
    large = [RawBlock(" ".join([SENTENCE] * 12)) for _ in range(2)]

    assert [len(passage.text.split()) for passage in passages_of(*small)] == [80]
    assert [len(passage.text.split()) for passage in passages_of(*large)] == [120, 120]


def test_a_long_paragraph_is_cut_between_sentences_into_even_parts():
    passages = passages_of(RawBlock(" ".join([SENTENCE] * 50)))

    assert [len(passage.text.split()) for passage in passages] == [170, 170, 160]
    assert all(passage.text.startswith("Deze") and passage.text.endswith("hier.") for passage in passages)
    assert {passage.paragraph for passage in passages} == {1}


def test_a_paragraph_without_any_sentence_border_is_cut_between_words():
    passages = passages_of(RawBlock("Woord " + "woord " * 3000 + "einde."))

    assert max(len(passage.text.split()) for passage in passages) <= LONGEST_PARAGRAPH
    assert sum(len(passage.text.split()) for passage in passages) == 3002


def test_a_table_is_cut_between_rows_and_its_head_stands_in_the_context():
    rows = [RawBlock("Jaar\tBedrag in miljoen", BlockKind.TABLE_ROW)]
    rows += [RawBlock(f"{year}\t{year - 1990}", BlockKind.TABLE_ROW) for year in range(1991, 2091)]

    passages = passages_of(heading("Uitgaven"), *rows)

    assert len(passages) > 1
    assert all(passage.context.endswith("Uitgaven · Jaar | Bedrag in miljoen") for passage in passages)
    assert "Bedrag" not in passages[1].text


def test_a_members_question_is_a_passage_of_its_own_voice():
    passages = text_passages(QUESTIONS)
    asked = [passage.text for passage in passages if passage.voice is Voice.MEMBER]

    assert "Hoeveel bruggen zijn er?" in asked
    assert all("41 bruggen" not in text for text in asked)


def test_an_answer_knows_the_question_also_when_bundled_or_late():
    by_text = {passage.text: passage for passage in text_passages(QUESTIONS)}
    bundled = by_text["Er zijn 41 bruggen, waarvan er 38 open zijn voor al het verkeer."]
    late = by_text["Een brug kost gemiddeld € 300.000."]

    assert bundled.question == "Hoeveel bruggen zijn er? Hoeveel daarvan zijn er open?"
    assert late.question == "Wat kost een brug?"
    assert bundled.question in bundled.context
    assert "41 bruggen" not in bundled.context


def test_questions_that_stand_apart_are_both_named():
    texts = (
        "Vraag 3", "Is drie waar?", "Vraag 4", "Is vier waar?", "Antwoord op vraag 4", "Vier is waar.",
        "Vraag 8", "Is acht waar?", "Antwoord op vraag 3 en 8", "Beide zijn waar.",
    )  # fmt: skip
    last = passages_of(*(RawBlock(text) for text in texts))[-1]

    assert last.text == "Beide zijn waar."
    assert last.question == "Is drie waar? Is acht waar?"


def test_ordinals_and_paragraph_numbers_count_up():
    passages = text_passages(LETTER)

    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    numbers = [passage.paragraph for passage in passages]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
