import pytest

from assistant.vocabulary import BlockKind
from ingest.anatomy import compose_letter
from ingest.transcript import RawBlock, Transcript

SENTENCE = "Hierbij bied ik uw Kamer de rapportage over de bruggen en sluizen aan."
ANNEX = "De bruggen in de regio zijn in 2024 voor de helft vernieuwd en geschilderd."


def letter_of(*lines: str | RawBlock):
    blocks = tuple(line if isinstance(line, RawBlock) else RawBlock(line) for line in lines)
    return compose_letter(Transcript(blocks=(RawBlock("Geachte voorzitter,"), *blocks)), source="brief.docx")


def texts_of(letter, kind: BlockKind) -> list[str]:
    return [letter.text[block.start : block.end] for block in letter.blocks if block.kind is kind]


def test_a_name_above_its_function_is_a_signature():
    letter = letter_of(SENTENCE, "Drs. J.H. ter Voorbeeld", "Minister van Economische Zaken", "Aanleiding", ANNEX)

    assert letter.header.signatories == ("J.H. ter Voorbeeld",)
    assert letter.header.ministry == "Ministerie van Economische Zaken"
    assert texts_of(letter, BlockKind.HEADING) == ["Aanleiding"]
    assert texts_of(letter, BlockKind.PARAGRAPH) == [SENTENCE, ANNEX]


def test_two_names_each_above_a_function_sign_together():
    letter = letter_of(
        SENTENCE, "Jan Voorbeeld", "Minister van Financiën", "Els van Dam", "Staatssecretaris van Defensie"
    )

    assert letter.header.signatories == ("Jan Voorbeeld", "Els van Dam")


@pytest.mark.parametrize("annex_title", ["Aanleiding", "Beleidsreactie", "Kabinetsreactie Grote Bruggen"])
def test_the_title_of_the_annex_below_a_signature_is_no_name(annex_title):
    letter = letter_of(SENTENCE, "De minister van Financiën,", "E. Voorbeeld", annex_title, ANNEX)

    assert letter.header.signatories == ("E. Voorbeeld",)
    assert texts_of(letter, BlockKind.HEADING) == [annex_title]


@pytest.mark.parametrize(
    ("lines", "ministry"),
    [
        (["de minister van Volksgezondheid,", "Welzijn en Sport,"], "Volksgezondheid, Welzijn en Sport"),
        (["De minister van Sociale Zaken", "en Werkgelegenheid,"], "Sociale Zaken en Werkgelegenheid"),
        (["De minister van", "Onderwijs, Cultuur en Wetenschap,"], "Onderwijs, Cultuur en Wetenschap"),
    ],
)
def test_a_function_that_goes_on_over_lines_is_one(lines, ministry):
    letter = letter_of(SENTENCE, *lines, "A.B. Voorbeeld", "Bijlage", ANNEX)

    assert letter.header.ministry == f"Ministerie van {ministry}"
    assert letter.header.signatories == ("A.B. Voorbeeld",)
    assert texts_of(letter, BlockKind.SIGNATURE) == [" ".join(lines), "A.B. Voorbeeld"]


def test_a_state_secretary_without_van_signs_too():
    letter = letter_of(
        SENTENCE,
        "Hoogachtend,",
        "de minister van Volksgezondheid, Welzijn en Sport,",
        "M.J. Voorbeeld",
        "de staatssecretaris Langdurige en Maatschappelijke Zorg,",
        "K. Oost-Bos",
    )

    assert letter.header.signatories == ("M.J. Voorbeeld", "K. Oost-Bos")


def test_a_name_in_brackets_below_a_function_in_capitals_signs():
    letter = letter_of(SENTENCE, "DE STAATSSECRETARIS VAN SOCIALE ZAKEN EN WERKGELEGENHEID", "(J.N.J. Voorbeeld)")

    assert letter.header.signatories == ("J.N.J. Voorbeeld",)
    assert letter.header.ministry == "Ministerie van Sociale Zaken en Werkgelegenheid"


def test_the_officers_of_a_committee_sign_its_report():
    letter = letter_of(
        SENTENCE,
        "De voorzitter van de commissie,",
        "Voorbeeld-Smit",
        "De adjunct-griffier van de commissie,",
        "Post",
        "I Vragen en opmerkingen vanuit de fracties",
        ANNEX,
    )

    assert len(texts_of(letter, BlockKind.SIGNATURE)) == 4
    assert ANNEX in texts_of(letter, BlockKind.PARAGRAPH)


def test_a_sentence_about_a_minister_is_body():
    said = "De minister van Economische Zaken zal met de provincies een agenda opstellen."
    letter = letter_of(SENTENCE, "Jan Voorbeeld", said, "Minister Voorbeeld heeft dit eerder toegezegd aan de Kamer.")

    assert said in texts_of(letter, BlockKind.PARAGRAPH)
    assert letter.header.signatories == ()


def test_a_name_and_function_on_one_line_sign():
    letter = letter_of(SENTENCE, "Sophie Voorbeeld Minister van Klimaat en Groene Groei")

    assert letter.header.signatories == ("Sophie Voorbeeld",)
    assert letter.header.ministry == "Ministerie van Klimaat en Groene Groei"


def test_who_signs_for_the_minister_is_the_signatory():
    letter = letter_of(
        SENTENCE,
        "De minister van Financiën,",
        "namens deze,",
        "de secretaris-generaal,",
        "W.J. Voorbeeld",
        "Bijlage bij de brief",
        ANNEX,
    )

    assert letter.header.signatories == ("W.J. Voorbeeld",)
    assert letter.header.ministry == "Ministerie van Financiën"
    assert texts_of(letter, BlockKind.HEADING) == ["Bijlage bij de brief"]


def test_a_minister_president_is_a_function_and_no_name():
    letter = letter_of(SENTENCE, "DE MINISTER-PRESIDENT, minister van Algemene Zaken,", "H. Voorbeeld")

    assert letter.header.signatories == ("H. Voorbeeld",)
