import pytest

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.format_xml import read_xml

HEAD = """<metadata><meta name="OVERHEIDop.externMetadataRecord"
  content="https://zoek.officielebekendmakingen.nl/kst-99123-4/metadata.xml"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>99 123</dossiernr></dossiernummer><titel>Sterrenbeleid</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">4</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER VAN RUIMTE</titel>
<algemeen><vrije-tekst><tekst>"""
TAIL = """</tekst></vrije-tekst><tekst-sluiting><ondertekening><functie>De Minister van Ruimte,</functie>
<naam><voornaam>A.B.</voornaam><achternaam>Voorbeeld</achternaam></naam></ondertekening></tekst-sluiting>
</algemeen></stuk></kamerstuk>"""


def read(body: str):
    return read_xml(f"<officiele-publicatie>{HEAD}{body}{TAIL}</officiele-publicatie>".encode(), "kst-99123-4.xml")


def body_of(body: str):
    return [block for block in read(body).blocks if block.kind not in (BlockKind.LETTERHEAD, BlockKind.SIGNATURE)]


def test_the_head_gives_fields_and_the_end_a_signature():
    transcript = read("<al>Tekst.</al>")

    assert transcript.fields["dossier"] == "99 123"
    assert transcript.fields["ondernummer"] == "4"
    assert transcript.fields["dossiertitel"] == "Sterrenbeleid"
    assert transcript.fields["url"].endswith("/kst-99123-4")
    assert [block.text for block in transcript.blocks if block.kind is BlockKind.SIGNATURE] == [
        "De Minister van Ruimte,",
        "A.B. Voorbeeld",
    ]


def test_a_note_becomes_a_mark_and_a_footnote_after_its_paragraph():
    blocks = body_of(
        "<al>De motie<noot><noot.nr>1</noot.nr><noot.al>Kamerstuk <extref>99 1</extref>.</noot.al></noot> is "
        "aangenomen op 14 juli 2023<noot><noot.nr>2</noot.nr><noot.al>Nee.</noot.al></noot>.</al><al>Verder.</al>"
    )

    assert [(block.kind, block.text) for block in blocks] == [
        (None, "De motie is aangenomen op 14 juli 2023."),
        (BlockKind.FOOTNOTE, "Kamerstuk 99 1."),
        (BlockKind.FOOTNOTE, "Nee."),
        (None, "Verder."),
    ]
    assert [(mark.offset, mark.label) for mark in blocks[0].marks] == [(8, "1"), (38, "2")]


def test_headings_know_their_depth():
    blocks = body_of(
        '<tussenkop kopopmaak="vet">Een</tussenkop><tussenkop kopopmaak="cur">Twee</tussenkop>'
        "<divisie><kop><label>Bijlage</label><nr>1</nr><titel>Drie</titel></kop><divisie><kop><titel>Vier</titel></kop>"
        "<al>Tekst.</al></divisie></divisie>"
    )

    assert [(block.text, block.level) for block in blocks if block.kind is BlockKind.HEADING] == [
        ("Een", 1),
        ("Twee", 2),
        ("Bijlage 1 Drie", 1),
        ("Vier", 2),
    ]


def test_lists_keep_their_marks_and_depth():
    blocks = body_of(
        "<lijst><li><li.nr>a.</li.nr><al>eerste</al><lijst><li><li.nr>–</li.nr><al>dieper</al></li></lijst></li>"
        "<li><li.nr>b.</li.nr><al>tweede</al><al>vervolg</al></li></lijst>"
    )

    assert [(block.text, block.level, block.label) for block in blocks] == [
        ("a. eerste", 1, "a."),
        ("– dieper", 2, "–"),
        ("b. tweede", 1, "b."),
        ("vervolg", 1, None),
    ]


def test_a_table_is_rows_of_cells():
    blocks = body_of(
        "<table><title>Uitgaven</title><tgroup><thead><row><entry><al>Jaar</al></entry><entry><al>Bedrag</al></entry>"
        "</row></thead><tbody><row><entry><al>2024</al></entry><entry><al>12</al><al>13</al></entry></row></tbody></tgroup></table>"
    )

    rows = [block.text for block in blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == ["Jaar\tBedrag", "2024\t12 13"]
    assert "Uitgaven" in [block.text for block in blocks]


def test_an_element_that_is_not_known_still_gives_its_text():
    blocks = body_of("<nieuw-ding>Een <nieuw>twee</nieuw></nieuw-ding><kader><al>Drie</al>los<al>vier</al></kader>")

    words = " ".join(block.text for block in blocks).split()
    assert words == ["Een", "twee", "Drie", "los", "vier"]


def test_written_questions_are_headed_by_their_numbers():
    source = """<officiele-publicatie><kamervragen><kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar
    2023-2024</tekstregel></kamervraagkop><kamervraagnummer>77</kamervraagnummer><kamervraagomschrijving>Vragen van het
    lid Voorbeeld aan de Minister van Ruimte over <kamervraagonderwerp>de sterren</kamervraagonderwerp> (ingezonden
    1 mei 2024).</kamervraagomschrijving><vraag><nr>Vraag 1</nr><al>Is dit zo?</al></vraag><antwoord><nr>Antwoord 1</nr>
    <al>Ja.</al></antwoord></kamervragen></officiele-publicatie>"""

    transcript = read_xml(source.encode(), "ah.xml")

    assert [block.text for block in transcript.blocks][-4:] == ["Vraag 1", "Is dit zo?", "Antwoord 1", "Ja."]
    assert transcript.fields["betreft"] == "de sterren"
    assert transcript.fields["aanhangselnummer"] == "77"


@pytest.mark.parametrize("source", [b"<metadata><meta name='a' content='b'/></metadata>", b"<officiele-publicatie/>"])
def test_metadata_without_a_text_is_refused(source):
    with pytest.raises(UnreadableFile, match="is not the text of a publication"):
        read_xml(source, "meta.xml")
