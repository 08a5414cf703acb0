"""The laws that hold for every letter, whatever the file: offsets, nothing lost, no other error."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letter_texts import LETTER, QUESTIONS

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.anatomy import compose_letter
from ingest.formats import read_letter
from ingest.passages import split_passages
from ingest.transcript import NoteMark, RawBlock, Transcript

BODY_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)
WORDS = (
    "Vraag 1", "Antwoord", "Antwoord op vraag 2 en 3", "Vraag 2: waarom?", "Vraag 3", "Is dat zo?", "Ja.", "Datum",
    "Inleiding", "Hoogachtend,", "De Minister van Zeezaken,", "A.B. Bakker", "a. een punt;", "b. nog een punt.",
    "Geachte voorzitter,", "De Kamer,", "MOTIE VAN HET LID VRAGER", "en gaat over tot de orde van de dag.", "1. Kop",
    "[1] Een bron.", "Hoe? [1]", "Een langere zin die over bruggen gaat en over sluizen, met 12 miljoen euro in 2024.",
    "een regel die klein begint en verder gaat", "https://voorbeeld.nl", "2024\t12\t13",
)  # fmt: skip


def hold_laws(letter) -> None:
    passages = split_passages(letter)
    position = 0
    for block in letter.blocks:
        assert position <= block.start < block.end <= len(letter.text)
        assert letter.text[position : block.start].strip() == ""
        assert all(block.start <= anchor.offset <= block.end for anchor in block.anchors)
        if block.answers:
            assert 0 <= block.answers[0] < block.answers[1] <= block.start
        position = block.end
    assert letter.text[position:].strip() == ""
    reached = 0
    for passage in passages:
        assert passage.text == letter.text[passage.start : passage.end]
        assert passage.start >= reached
        assert {block.voice for block in passage.blocks} == {passage.voice}
        assert passage.context is not None
        reached = passage.end
    covered = {place for passage in passages for place in range(passage.start, passage.end)}
    for block in letter.blocks:
        places = {place for place in range(block.start, block.end) if not letter.text[place].isspace()}
        assert places <= covered if block.kind in BODY_KINDS else not places & covered


@st.composite
def transcripts(draw):
    blocks = []
    for text in draw(st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=40), max_size=25)):
        cleaned = " ".join(text.split())
        kind = draw(st.none() | st.sampled_from([None, None, *BlockKind]))
        label = draw(st.sampled_from([None, "1", "2", "a."]))
        marks = tuple(
            NoteMark(draw(st.integers(0, len(cleaned))), draw(st.sampled_from(["1", "2"])))
            for _ in range(draw(st.integers(0, 2)))
        )
        level, bold, page = draw(st.integers(0, 4)), draw(st.booleans()), draw(st.none() | st.integers(1, 5))
        blocks.append(RawBlock(cleaned, kind, page, level, label, bold, tuple(sorted(marks, key=lambda m: m.offset))))
    return Transcript(tuple(blocks), page_count=draw(st.none() | st.integers(1, 6)))


@given(transcripts())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_blocks_make_a_letter_in_which_nothing_is_lost(transcript):
    letter = compose_letter(transcript, source="brief")

    hold_laws(letter)
    said = sorted("".join("".join(block.text.split()) for block in transcript.blocks))
    kept = sorted("".join(letter.text.split()))
    assert len(kept) >= len(said) - 40  # only numbers of notes that are marks by now may go


@pytest.mark.parametrize("source", [LETTER, QUESTIONS], ids=["letter", "questions"])
@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_text_is_read_or_refused(source, data):
    held = bytearray(source.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(held) - 1))
        if data.draw(st.booleans()):
            held[place] = data.draw(st.integers(0, 255))
        else:
            del held[place : place + data.draw(st.integers(1, 40))]
        if not held:
            break
    try:
        letter = read_letter(bytes(held), "brief.txt")
    except UnreadableFile:
        return
    hold_laws(letter)


XML = """<officiele-publicatie><kamerstuk><stuk><titel>BRIEF VAN DE MINISTER VAN ZEEZAKEN</titel><al>Den Haag, 3 mei
2024</al><tussenkop>Kop</tussenkop><al>Tekst<noot><noot.nr>1</noot.nr><noot.al>Noot.</noot.al></noot> van de brief.</al>
<lijst><li><li.nr>a.</li.nr><al>punt</al></li></lijst><table><tgroup><tbody><row><entry>een</entry><entry>2</entry></row>
</tbody></tgroup></table><ondertekening><functie>De Minister,</functie></ondertekening></stuk></kamerstuk>
</officiele-publicatie>"""
HTML = """<html><body><h1>Kop</h1><p>Een <b>brief</b><sup>1</sup>.</p><ul><li>punt</li></ul>
<p><sup>1</sup> Noot.</p></body></html>"""
WORD = """<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Datum</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>
<w:r><w:fldChar w:fldCharType="begin"/><w:t>tekst</w:t></w:r></w:p></w:body></w:document>"""


def zipped(member: str, data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(member, data)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["xml", "html", "docx", "docx bytes"])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_of_any_format_is_read_or_refused(kind, data):
    source = {"xml": XML, "html": HTML}.get(kind, WORD)
    start = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from(["", "<", ">", '"', "x", "-1", "</al>", "<p>", "é", "<noot>"]))
    damaged = (source[:start] + put + source[start + length :]).encode()
    if kind.startswith("docx"):
        damaged = zipped("word/document.xml", damaged)
    if kind == "docx bytes":
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged = damaged[:place] + bytes([data.draw(st.integers(0, 255))]) + damaged[place + 1 :]
    try:
        letter = read_letter(damaged, "brief")
    except UnreadableFile:
        return
    hold_laws(letter)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_noise_is_refused_or_read_and_nothing_else(data):
    try:
        letter = read_letter(data, "ruis.bin")
    except UnreadableFile:
        return
    hold_laws(letter)
