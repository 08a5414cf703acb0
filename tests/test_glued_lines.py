"""A heading and a footnote that an extraction glued to a sentence are told from it; names and verbs are not cut."""

from __future__ import annotations

import pytest

from assistant.vocabulary import BlockKind
from ingest.format_txt import read_txt
from ingest.formats import read_letter
from ingest.glued_lines import glued_heading, glued_note


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Kalverregeling Ik informeer u over de regeling.", "Kalverregeling"),
        ("Toezeggingen Brugwachters U heeft mij gevraagd hoeveel er zijn.", "Toezeggingen Brugwachters"),
        ("Verslag over kaas (Commissie) Op grond van de wet moet dat.", "Verslag over kaas (Commissie)"),
        ("Inhoud voorstel De afgelopen periode is er veel gebeurd.", "Inhoud voorstel"),
        ("Minister De Brug heeft toegezegd te komen.", ""),
        ("Het dagblad Het Parool meldde dat de brug open was.", ""),
        ("De Raad heeft ingestemd. In het voorstel staat meer.", ""),
        ("Bij de Wet Op de bruggen hoort een besluit.", ""),
        ("Ik informeer u over de brug.", ""),
        ("De heer Van den Berg In den Bosch woont daar.", ""),
    ],
)  # fmt: skip
def test_a_heading_before_a_sentence(line, heading):
    assert line[: glued_heading(line)].strip() == heading


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1 Kamerstuk 99 753, nr. 94 Daarbij is verzocht om een brief.", ("1", "Kamerstuk 99 753, nr. 94")),
        ("2 Onderzoek, Bijlage bij Kamerstuk 99 322, nr. 8.", ("2", "Onderzoek, Bijlage bij Kamerstuk 99 322, nr. 8.")),
        ("9 Kamerstuk 99 753, nr. 94 Daarbij is verzocht.", None),
        ("3 Bruggen zijn gesloten.", None),
        ("Kamerstuk 99 753, nr. 94", None),
    ],
)  # fmt: skip
def test_a_footnote_before_a_sentence(line, found):
    note = glued_note(line, range(1, 5))
    assert (note and (note[0], line[note[1] : note[2]])) == found


def test_sentences_a_line_give_headings_notes_and_whole_paragraphs():
    sentence = "De brug is in het afgelopen jaar tien keer open geweest voor de scheepvaart."
    text = "\n".join(
        [
            f"Aan de Voorzitter van de Tweede Kamer der Staten-Generaal Den Haag, 7 mei 2015 {sentence}",
            *[sentence] * 3,
            "1 Kamerstuk 99 753, nr. 94 Daarbij is verzocht om een brief over deze brug.",
            "2.",
            f"Onderhoud Ik informeer u over het onderhoud. {sentence}",
            *[sentence] * 3,
            "De Minister van Bruggen, A.B. Boog",
        ]
    )
    letter = read_letter(text.encode(), "brief.txt")
    kinds = {letter.text[block.start : block.end]: block.kind for block in letter.blocks}
    assert kinds["2. Onderhoud"] is BlockKind.HEADING
    [note] = [block for block in letter.blocks if block.kind is BlockKind.FOOTNOTE]
    assert (note.label, letter.text[note.start : note.end]) == ("1", "Kamerstuk 99 753, nr. 94")
    assert any(text.endswith("Daarbij is verzocht om een brief over deze brug.") for text in kinds)


def test_wrapped_lines_without_blank_ones_make_paragraphs_and_keep_the_letterhead_apart():
    words = ("een lange zin die doorloopt over de regels van het bestand en pas later eindigt " * 6).split()
    lines = [" ".join(words[place : place + 12]) for place in range(0, len(words), 12)]
    head = ["Den Haag, 3 mei 2024", "Betreft: Bruggen", "Ons kenmerk: B-1", "Geachte voorzitter,", "Inleiding"]
    paragraph = ["Dit is " + lines[0], *lines[1:], "en dit het eind."]
    source = "\n".join([*head, *paragraph, "Vervolg", *paragraph])
    found = [block.text for block in read_txt(source.encode(), "brief.txt").blocks]
    assert found[:5] == [
        "Den Haag, 3 mei 2024",
        "Betreft: Bruggen",
        "Ons kenmerk: B-1",
        "Geachte voorzitter,",
        "Inleiding",
    ]
    assert found[5].endswith("en dit het eind.")
    assert found[6] == "Vervolg"
    assert len(found) == 8
