import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.anatomy import compose_letter
from ingest.format_txt import read_txt

SENTENCE = "De minister heeft in het afgelopen jaar drie nieuwe bruggen laten bouwen over de rivier."


def texts(source: str) -> list[str]:
    return [block.text for block in read_txt(source.encode(), "brief.txt").blocks]


def test_what_a_dump_leaves_behind_is_taken_out():
    source = (
        "Pagina 1 van 3\n\n[image: /tmp/image1.png]\n\t[bookmark: _GoBack]> Retouradres Postbus 1\n\n"
        f"{SENTENCE}\n\nimage1.png\nPagina 3 van 3\n"
    )

    assert texts(source) == ["> Retouradres Postbus 1", SENTENCE]
    assert read_txt(source.encode(), "brief.txt").page_count == 3


def test_note_marks_leave_the_text_and_note_texts_become_footnotes():
    source = f"{SENTENCE}\n\nVia de motie[footnoteRef:1] is dat [sic] gevraagd. [1:  Kamerstuk 99 123, nr. 4] \n"

    transcript = read_txt(source.encode(), "brief.txt")

    assert transcript.blocks[1].text == "Via de motie is dat [sic] gevraagd."
    assert [(mark.offset, mark.label) for mark in transcript.blocks[1].marks] == [(12, "1")]
    note = transcript.blocks[2]
    assert (note.kind, note.label, note.text) == (BlockKind.FOOTNOTE, "1", "Kamerstuk 99 123, nr. 4")


def test_a_bracket_that_no_mark_refers_to_stays():
    assert texts(f"{SENTENCE}\n\nZie bron [1: pagina 4] voor meer.\n")[1] == "Zie bron [1: pagina 4] voor meer."


def test_lines_wrapped_at_a_width_are_joined_to_paragraphs():
    words = ("een lange zin die doorloopt over de regels van het bestand en pas later eindigt " * 6).split()
    lines = [" ".join(words[place : place + 12]) for place in range(0, len(words), 12)]
    source = "\n".join(lines) + ".\n\n" + "\n".join(lines) + ".\n"

    assert texts(source) == [" ".join(words) + "."] * 2


def test_a_word_broken_over_wrapped_lines_is_whole_again():
    line = "een regel die tot aan de rand van het blad loopt en dan met een streepje midden in een on-"
    body = "derwerp verder gaat met nog genoeg woorden om ook deze regel te vullen tot aan de kantlijn"
    source = f"{line}\n{body}\nhier eindigt.\n\n{line}\n{body}\nhier eindigt.\n"

    assert "in een onderwerp verder" in texts(source)[0]


def test_a_sentence_a_line_makes_paragraphs_and_frees_what_is_glued():
    body = "\n".join(f"{SENTENCE[:-1]} nummer {number}." for number in range(12))
    source = (
        f"Aan de Voorzitter van de Tweede Kamer der Staten-Generaal Den Haag, 7 mei 2024 {SENTENCE}\n{body}\n"
        "De Minister van Ruimte en Sterren, A.B. Voorbeeld\n"
    )

    found = texts(source)

    assert found[:2] == ["Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "Den Haag, 7 mei 2024"]
    assert found[-1] == "De Minister van Ruimte en Sterren, A.B. Voorbeeld"
    assert 4 <= len(found) <= 6
    assert "".join("".join(found).split()) == "".join(source.split())


def test_one_long_line_is_taken_apart_at_its_landmarks():
    answer = " ".join([SENTENCE] * 20)
    source = (
        "Instelling DATUM 3 mei 2024 BETREFT Beantwoording vragen over bruggen Geachte mevrouw Voorbeeld, "
        f"{SENTENCE} 2/2 Vraag 1 Hoeveel bruggen zijn er? {answer} Vraag 2 Zie ook vraag 1. Waarom? {answer}"
    )

    transcript = read_txt(source.encode(), "brief.txt")
    found = [block.text for block in transcript.blocks]

    assert "DATUM 3 mei 2024" in found
    assert "BETREFT Beantwoording vragen over bruggen" in found
    assert "Vraag 1" in found
    assert "Vraag 2" in found
    assert {block.page for block in transcript.blocks} == {1, 2}
    assert transcript.page_count == 2
    assert "".join("".join(found).split()) == "".join(source.replace("2/2", "").split())


def test_a_fraction_in_the_text_is_not_taken_for_the_pages_of_a_letter():
    body = " ".join([SENTENCE] * 20)
    transcript = read_txt(f"{body} 2/3 {body} Dat is 1/2 van het geheel. {body} 3/3 {body}".encode(), "brief.txt")
    assert transcript.page_count == 3
    assert not any("2/3" in block.text or "3/3" in block.text for block in transcript.blocks)


def test_form_feeds_are_page_borders():
    transcript = read_txt(f"{SENTENCE}\n\f{SENTENCE}\n".encode(), "brief.txt")

    assert [block.page for block in transcript.blocks] == [1, 2]
    assert transcript.page_count == 2


def test_page_marks_at_the_foot_of_pages_number_the_text_before_them():
    page = "\n".join([SENTENCE] * 5)
    source = "\n".join(f"{page}\nPagina {number} van 3" for number in (1, 2, 3))

    transcript = read_txt(source.encode(), "brief.txt")

    assert sorted({block.page for block in transcript.blocks}) == [1, 2, 3]
    assert transcript.blocks[0].page == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 20, "it is not text"),
        ("12 – 14 …\n".encode(), "there is no text in it"),
        (b"\x00\x01\x02" * 400 + b"tekst", "it is not text"),
    ],
    ids=["binary", "no letters", "control characters"],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_txt(data, "brief.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding):
    assert (
        read_txt("Financiën en coördinatie".encode(encoding), "brief.txt").blocks[0].text == "Financiën en coördinatie"
    )


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), min_size=1, max_size=400))
def test_no_word_is_lost_and_nothing_else_is_raised(source):
    try:
        transcript = read_txt(source.encode(), "brief.txt")
    except UnreadableFile:
        return
    for block in transcript.blocks:
        assert block.text == block.text.strip() != ""


def test_a_title_that_each_page_repeats_is_left_out_but_once():
    head = "Beantwoording vragen over bruggen en sluizen"
    gap = "     "
    pages = [f"{gap}{number}/3{gap}{head}{gap}{SENTENCE}{gap}{SENTENCE[:-1]} op blad {number}." for number in (2, 3)]
    source = (
        f"Instelling{gap}DATUM 3 mei 2024{gap}BETREFT {head}{gap}{SENTENCE}{gap}{SENTENCE}{''.join(pages)} "
        + "x" * 1500
    )

    found = texts(source)

    assert head not in found
    assert f"BETREFT {head}" in found
    assert sum(SENTENCE[:-1] in text for text in found) == 6


def test_the_wrapped_lines_of_a_short_letter_are_joined_and_broken_words_are_whole():
    text = (
        "Ministerie van Bruggen\n\nDe voorzitter van de Tweede Kamer der Staten-Generaal\nPostbus 20018\n"
        "2500 EA DEN HAAG\n\nOns kenmerk: BR-1\nDatum:       10 juli 2025\n"
        "Betreft:     Voortgangsrapportage van de bruggen, eerste helft 2025,\n"
        "             en aanbieding van de stukken\n\nGeachte voorzitter,\n\n"
        "Met deze brief informeer ik u over de stand van zaken van de herstelopera-\n"
        "tie bruggen. Tot 1 juli 2025 hebben 69 gemeenten zich gemeld, van wie\n"
        "42 een brug willen vervangen.\n\n"
        "Beoordeling\nDe beoordeling is bij 38 gemeenten afgerond. De wachttijd bedraagt ge-\n"
        "middeld 14 maanden. Ik verwacht dat alle beoordelingen dit jaar afgerond\nzijn.\n\n"
        "Kosten\nEr is in totaal 4 miljoen euro uitbetaald. Voor schade die pas later aan\n"
        "het licht komt is 5 miljoen euro gereserveerd.\n\nHoogachtend,\n\nde minister van Bruggen,\n\nA. Voorbeeld\n"
    )
    found = [block.text for block in read_txt(text.encode(), "brief.txt").blocks]

    assert "Betreft: Voortgangsrapportage van de bruggen, eerste helft 2025, en aanbieding van de stukken" in found
    assert (
        "Met deze brief informeer ik u over de stand van zaken van de hersteloperatie bruggen. Tot 1 juli 2025 hebben "
        "69 gemeenten zich gemeld, van wie 42 een brug willen vervangen."
    ) in found
    assert {"Beoordeling", "Kosten", "2500 EA DEN HAAG", "A. Voorbeeld"} <= set(found)


def test_a_senders_column_beside_the_addressee_is_read_behind_it():
    right = " " * 20
    text = (
        "> Retouradres Postbus 20401 2500 EK Den Haag\n\n"
        f"De Voorzitter van de Tweede Kamer             {right}Directie Bruggen\n"
        f"der Staten-Generaal                           {right}Bezoekadres\n"
        f"Prinses Irenestraat 6                         {right}Rijnstraat 8\n"
        f"                                              {right}Ons kenmerk\n"
        f"Datum     17 maart 2025                       {right}BR / 88776655\n"
        "Betreft   Voortgang van de bruggen\n\nGeachte voorzitter,\n\n"
        "Met deze brief informeer ik u over de voortgang van de bruggen in het land.\n"
    )
    header = compose_letter(read_txt(text.encode(), "brief.txt"), source="brief.txt").header

    assert (header.date.isoformat(), header.subject) == ("2025-03-17", "Voortgang van de bruggen")
    assert header.reference == "BR / 88776655"
    assert header.addressee == "De Voorzitter van de Tweede Kamer der Staten-Generaal"
