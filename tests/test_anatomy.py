import hashlib

from letter_texts import LETTER, QUESTIONS

from assistant.vocabulary import SAMPLE_MARK, BlockKind, Voice
from ingest.anatomy import compose_letter
from ingest.format_txt import read_txt
from ingest.transcript import NoteMark, RawBlock, Transcript


def letter_of(text: str):
    return compose_letter(read_txt(text.encode(), "brief.txt"), source="brief.txt")


def texts_of(letter, kind: BlockKind) -> list[str]:
    return [letter.text[block.start : block.end] for block in letter.blocks if block.kind is kind]


def test_letterhead_body_and_signature_are_told_apart():
    letter = letter_of(LETTER)

    assert texts_of(letter, BlockKind.LETTERHEAD)[0].startswith("> Retouradres")
    assert texts_of(letter, BlockKind.LETTERHEAD)[-1] == "Geachte voorzitter,"
    assert texts_of(letter, BlockKind.SIGNATURE) == [
        "Hoogachtend,",
        "DE MINISTER VAN BRUGGEN EN SLUIZEN,",
        "A.B. van der Voorbeeld",
    ]
    assert texts_of(letter, BlockKind.PARAGRAPH)[0].startswith("Met deze brief")


def test_unmarked_headings_are_found_with_their_depth():
    letter = letter_of(LETTER)

    headings = [(letter.text[b.start : b.end], b.level) for b in letter.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("Bruggen", 1), ("Onderhoud", 2), ("Planning", 1), ("Sluizen", 1)]


def test_a_footnote_follows_its_paragraph_and_its_mark_leaves_the_text():
    letter = letter_of(LETTER)
    index = next(place for place, block in enumerate(letter.blocks) if block.kind is BlockKind.FOOTNOTE)
    note, paragraph = letter.blocks[index], letter.blocks[index - 1]

    assert note.label == "1"
    assert letter.text[: paragraph.anchors[0].offset].endswith("41 bruggen hersteld.")
    assert "footnoteRef" not in letter.text


def test_list_items_stand_on_lines_of_their_own_below_each_other():
    assert "\na. de brug bij Voorbeeldstad;\nb. de brug bij Zeedorp.\n" in letter_of(LETTER).text


def test_blocks_cover_the_text_in_order():
    letter = letter_of(LETTER)

    position = 0
    for block in letter.blocks:
        assert letter.text[position : block.start].strip() == ""
        position = block.end
    assert position == len(letter.text)
    assert letter.header.content_hash == hashlib.sha256(letter.text.encode()).hexdigest()


def test_questions_are_the_members_and_answers_know_theirs():
    letter = letter_of(QUESTIONS)
    asked = {letter.text[b.start : b.end] for b in letter.blocks if b.voice is Voice.MEMBER}
    answers = {letter.text[b.start : b.end]: b.answers for b in letter.blocks if b.answers}

    assert {"Vraag 1", "Hoeveel bruggen zijn er?", "Wat kost een brug?"} <= asked
    bundled = answers["Er zijn 41 bruggen, waarvan er 38 open zijn voor al het verkeer."]
    assert letter.text[slice(*bundled)] == (
        "Vraag 2\n\nHoeveel bruggen zijn er?\n\nVraag 3\n\nHoeveel daarvan zijn er open?"
    )
    assert letter.text[slice(*answers["Een brug kost gemiddeld € 300.000."])] == "Vraag 4\n\nWat kost een brug?"


def test_the_source_list_of_the_questions_is_not_the_ministers_answer():
    letter = letter_of(QUESTIONS)
    note = next(block for block in letter.blocks if block.kind is BlockKind.FOOTNOTE)

    assert (letter.text[note.start : note.end], note.label, note.voice) == (
        "Voorbeeldkrant, 30 maart 2024",
        "1",
        Voice.MEMBER,
    )
    assert "Kent u het bericht over de brug?\n\nVoorbeeldkrant" in letter.text


def test_a_motion_speaks_with_its_own_voice():
    letter = letter_of(
        "99 123\nSterrenbeleid\nNr. 7\nMOTIE VAN HET LID VRAGER\nVoorgesteld 3 mei 2024\n\nDe Kamer,\n\ngehoord de "
        "beraadslaging,\n\nconstaterende dat er sterren zijn die niemand telt;\n\nverzoekt de regering de sterren te "
        "tellen,\n\nen gaat over tot de orde van de dag.\n\nVrager\n"
    )

    assert {block.voice for block in letter.blocks if block.kind is BlockKind.PARAGRAPH} == {Voice.MOTION}
    assert letter.header.signatories == ("Vrager",)
    assert letter.header.kamerstuk == "99 123, nr. 7"


def test_a_paragraph_broken_by_hand_is_joined_and_its_marks_move_along():
    transcript = Transcript(
        (
            RawBlock("Den Haag, 3 mei 2024"),
            RawBlock("In antwoord op uw brief deel ik u mede", marks=(NoteMark(15, "1"),)),
            RawBlock("dat de vragen zijn beantwoord.", marks=(NoteMark(13, "2"),)),
        )
    )

    letter = compose_letter(transcript, source="x")

    block = letter.blocks[1]
    assert letter.text[block.start : block.end].endswith("deel ik u mede dat de vragen zijn beantwoord.")
    assert [letter.text[anchor.offset :][:4] for anchor in block.anchors] == ["uw b", " zij"]


def test_pages_are_estimated_from_a_count_and_never_made_up():
    body = tuple(RawBlock(f"Zin nummer {number} van deze brief is even lang als alle andere.") for number in range(60))

    counted = compose_letter(Transcript(body, page_count=4), source="x")
    shown = compose_letter(Transcript(tuple(RawBlock(b.text, page=2) for b in body)), source="x")
    without = compose_letter(Transcript(body), source="x")

    pages = [block.page for block in counted.blocks]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3, 4}
    assert pages.count(1) < pages.count(2)
    assert (counted.page_count, counted.pages_estimated) == (4, True)
    assert (shown.blocks[0].page, shown.pages_estimated) == (2, False)
    assert (without.blocks[0].page, without.page_count, without.pages_estimated) == (None, None, False)


def test_the_mark_of_a_fictional_letter_is_seen():
    assert letter_of(LETTER.replace("Geachte", f"{SAMPLE_MARK}\n\nGeachte")).header.sample
    assert not letter_of(LETTER).header.sample


def test_what_stands_below_the_signature_without_a_sentence_is_boilerplate():
    assert texts_of(letter_of(f"{LETTER}\n\nMinisterie van Bruggen\n"), BlockKind.BOILERPLATE) == [
        "Ministerie van Bruggen"
    ]


def test_a_letter_without_anything_known_is_still_whole():
    letter = letter_of("Zomaar een tekst zonder kop of handtekening, die toch een brief moet zijn.")

    assert letter.header.date is None
    assert letter.header.id.startswith("zonder-datum-")
    assert [block.kind for block in letter.blocks] == [BlockKind.PARAGRAPH]


def test_the_note_that_a_letter_is_fictional_and_repeated_letterhead_lines_are_boilerplate():
    lines = [
        "Ministerie van Bruggen",
        "Geachte voorzitter,",
        "Met deze brief informeer ik uw Kamer over de bruggen in ons land.",
        "Hoogachtend,",
        "De Minister van Bruggen,",
        "A.B. Boog",
        "VOORBEELD (fictief): deze brief is geschreven als voorbeeld. Alles is verzonnen.",
        "Ministerie van Bruggen",
    ]
    letter = compose_letter(Transcript(tuple(map(RawBlock, lines))), source="x")

    assert [block.kind for block in letter.blocks[-2:]] == [BlockKind.BOILERPLATE] * 2


def test_a_second_signatory_behind_a_footnote_with_an_initial_like_a_list_mark_is_one():
    blocks = (
        RawBlock("Geachte voorzitter,"),
        RawBlock("Met deze brief informeer ik uw Kamer over de bruggen in ons land."),
        RawBlock("De Minister van Bruggen,"),
        RawBlock("A.B. Boog"),
        RawBlock("De Staatssecretaris van Bruggen,"),
        RawBlock("Zie ook de vorige brief.", BlockKind.FOOTNOTE, label="1"),
        RawBlock("M. Sluismeester", BlockKind.LIST_ITEM, level=1, label="M."),
    )
    letter = compose_letter(Transcript(blocks), source="x")

    assert letter.header.signatories == ("A.B. Boog", "M. Sluismeester")
    assert [block.kind for block in letter.blocks].count(BlockKind.FOOTNOTE) == 1


def test_a_short_question_above_a_paragraph_is_a_heading_unless_members_ask():
    answer = "Een brug is een weg over het water, die open kan als er een hoog schip onderdoor wil varen."
    lines = ["Geachte voorzitter,", f"Inleiding die langer is. {answer}", "Bruggen", "Wat is een brug?", answer]

    plain = compose_letter(Transcript(tuple(map(RawBlock, lines))), source="x")
    asked = compose_letter(
        Transcript(tuple(map(RawBlock, [*lines, "Vraag 1", "Is dat zo?", "Antwoord 1", answer]))), source="x"
    )

    def kind_of(letter):
        return next(b.kind for b in letter.blocks if letter.text[b.start : b.end] == "Wat is een brug?")

    assert kind_of(plain) is BlockKind.HEADING
    assert kind_of(asked) is BlockKind.PARAGRAPH


def test_a_subject_that_goes_on_over_two_lines_is_whole_where_the_format_knows_it():
    blocks = (RawBlock("Betreft Voortgang van de"), RawBlock("bruggen"), RawBlock("Geachte voorzitter,"))
    known = compose_letter(Transcript(blocks, {"betreft": "Voortgang van de bruggen"}), source="x")
    other = compose_letter(Transcript(blocks, {"betreft": "Iets anders"}), source="x")

    assert known.header.subject == "Voortgang van de bruggen"
    assert other.header.subject == "Voortgang van de"


def test_a_subject_that_begins_with_answers_ends_no_letterhead():
    lines = [
        "Datum",
        "6 mei 2025",
        "Onderwerp",
        "Antwoorden Kamervragen van de leden Voorbeeld en De Wit over wachttijden",
        "Directoraat-Generaal Bruggen",
        "Turfmarkt 1 2511 DP Den Haag",
        "Onze referentie",
        "6312009",
        "In antwoord op uw brief van 4 april 2025 deel ik u mede dat de vragen worden beantwoord als volgt.",
        "De minister van Bruggen en Sluizen,",
        "F.A. Voorbeeld",
    ]
    letter = compose_letter(Transcript(blocks=tuple(RawBlock(line) for line in lines)), source="brief.docx")

    assert letter.header.reference == "6312009"
    assert texts_of(letter, BlockKind.LETTERHEAD) == lines[:8]


def test_the_title_of_an_annex_is_no_line_of_the_letterhead():
    texts = [
        "Geachte voorzitter,",
        "Hierbij bied ik uw Kamer de rapportage over de bruggen en sluizen aan.",
        "De minister van Bruggen en Sluizen,",
        "F.A. Voorbeeld",
        "Bijlage 1: Overzicht per gemeente",
        "De bruggen in de regio zijn in 2024 voor de helft vernieuwd en geschilderd.",
    ]
    letter = compose_letter(Transcript(blocks=tuple(RawBlock(text) for text in texts)), source="brief.docx")

    assert texts_of(letter, BlockKind.HEADING) == ["Bijlage 1: Overzicht per gemeente"]
    assert letter.header.attachments == ()


def test_a_motion_quoted_in_a_letter_speaks_with_its_own_voice():
    clauses = [
        "overwegende dat bruggen vaak openstaan;",
        "verzoekt de regering een plan van aanpak op te stellen,",
        "en gaat over tot de orde van de dag.",
    ]
    before, after = "De motie die uw Kamer heeft aangenomen luidt als volgt:", "Ik voer deze motie in 2025 geheel uit."
    blocks = tuple(RawBlock(text) for text in ("Geachte voorzitter,", before, *clauses, after))
    letter = compose_letter(Transcript(blocks=blocks), source="brief.docx")

    said = {voice: [letter.text[b.start : b.end] for b in letter.blocks if b.voice is voice] for voice in Voice}
    assert said[Voice.MOTION] == clauses
    assert {before, after} <= set(said[Voice.AUTHOR])


def test_what_the_minister_considers_is_no_motion():
    texts = [
        "Geachte voorzitter,",
        "Overwegende dat bruggen vaak openstaan, heb ik besloten tot een onderzoek.",
        "Slot.",
    ]
    letter = compose_letter(Transcript(blocks=tuple(RawBlock(text) for text in texts)), source="brief.docx")

    assert all(block.voice is Voice.AUTHOR for block in letter.blocks)


def test_a_numbered_heading_below_a_list_of_dashes_is_a_heading():
    texts = [
        "Geachte voorzitter,",
        "1. Aanleiding",
        "De bruggen in de regio zijn in 2024 voor de helft vernieuwd en geschilderd.",
        "• De brug bij Zeedorp krijgt een nieuw dek.",
        "• De brug bij Voorbeeldstad krijgt een nieuw dek.",
        "2. Vervolg",
        "Het besluit over de andere bruggen volgt in het eerste kwartaal van 2026.",
    ]
    letter = compose_letter(Transcript(blocks=tuple(RawBlock(text) for text in texts)), source="brief.docx")

    assert texts_of(letter, BlockKind.HEADING) == ["1. Aanleiding", "2. Vervolg"]
    assert len(texts_of(letter, BlockKind.LIST_ITEM)) == 2


def test_a_subject_over_two_blocks_is_letterhead_without_a_salutation():
    texts = [
        "Datum 3 mei 2024",
        "Betreft Antwoorden op vragen van het lid Voorbeeld",
        "(D66) over bruggen",
        "Hierbij stuur ik u de antwoorden op de vragen van het lid Voorbeeld over bruggen.",
    ]
    fields = {"betreft": "Antwoorden op vragen van het lid Voorbeeld (D66) over bruggen"}
    letter = compose_letter(Transcript(tuple(RawBlock(text) for text in texts), fields=fields), source="brief.pdf")

    assert texts_of(letter, BlockKind.LETTERHEAD) == texts[:3]
    assert letter.header.subject == fields["betreft"]


def test_a_numbered_heading_in_bold_above_a_list_is_a_heading():
    blocks = [
        RawBlock("Geachte voorzitter,"),
        RawBlock("Overeenkomstig de bestaande afspraken ontvangt u hierbij een fiche van de werkgroep."),
        RawBlock("1. Algemene gegevens", bold=True),
        RawBlock("a) Titel van het voorstel"),
        RawBlock("b) Datum van ontvangst"),
        RawBlock("2. Essentie voorstel", bold=True),
        RawBlock("Het voorstel verplicht detaillisten om batterijen kosteloos in te nemen."),
    ]
    letter = compose_letter(Transcript(blocks=tuple(blocks)), source="brief.docx")

    assert texts_of(letter, BlockKind.HEADING) == ["1. Algemene gegevens", "2. Essentie voorstel"]


def test_a_sentence_broken_by_hand_before_an_amount_is_joined_and_a_cell_is_not():
    opening = "Geachte voorzitter,"
    sentence = "Voor de adressen die nog geen verbinding hebben is"
    for following, joined in (("€ 21 miljoen beschikbaar tot 2027.", True), ("€ 21 miljoen", False)):
        blocks = tuple(RawBlock(text) for text in (opening, sentence, following, "Dat is genoeg voor alle adressen."))
        letter = compose_letter(Transcript(blocks=blocks), source="brief.txt")

        assert (f"{sentence} {following}" in texts_of(letter, BlockKind.PARAGRAPH)) is joined


def test_the_title_above_the_first_question_is_a_heading_though_it_is_long():
    title = (
        "Antwoorden op de vragen van het lid Voorbeeld (D66) aan de minister van Bruggen en Sluizen over de brug bij "
        "Zeedorp (ingezonden 3 maart 2025)"
    )
    texts = ["Geachte voorzitter,", title, "Vraag 1", "Is de brug dicht?", "Antwoord op vraag 1", "Ja."]
    letter = compose_letter(Transcript(blocks=tuple(RawBlock(text) for text in texts)), source="brief.txt")

    assert texts_of(letter, BlockKind.HEADING) == [title, "Vraag 1", "Antwoord op vraag 1"]
