import pytest

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.format_html import read_html

PAGE = """<!DOCTYPE html><html><head><title>Site</title><meta name="DC.identifier" content="kst-99123-4"/>
<meta name="OVERHEIDop.documenttitel" content="Brief over sterren"/></head><body><nav><a href="/">Home</a></nav>
<div id="broodtekst" class="stuk">{}</div><footer>Colofon</footer></body></html>"""


def blocks_of(body: str):
    return read_html(PAGE.format(body).encode(), "kst-99123-4.html").blocks


def test_only_the_publication_is_read_and_its_metadata_kept():
    transcript = read_html(PAGE.format("<h2>Kop</h2><p>Een <strong>vette</strong> alinea.</p>").encode(), "brief.html")

    assert [(block.kind, block.text) for block in transcript.blocks] == [
        (BlockKind.HEADING, "Kop"),
        (None, "Een vette alinea."),
    ]
    assert transcript.fields == {"identifier": "kst-99123-4", "titel": "Brief over sterren"}


def test_a_linked_number_is_a_note_and_its_target_the_footnote():
    blocks = blocks_of(
        '<p>De motie<sup><a href="#n1" id="r1">1</a></sup> is 12 m<sup>2</sup>.</p><p>Verder.</p>'
        '<div id="n1"><p><a href="#r1">1</a> Kamerstuk 99.</p></div>'
    )

    assert [(block.kind, block.text, block.label) for block in blocks] == [
        (None, "De motie is 12 m2.", None),
        (None, "Verder.", None),
        (BlockKind.FOOTNOTE, "Kamerstuk 99.", "1"),
    ]
    assert [(mark.offset, mark.label) for mark in blocks[0].marks] == [(8, "1")]


def test_a_raised_number_without_links_is_a_note_if_a_block_begins_with_it():
    blocks = blocks_of("<p>Het plan<sup>3</sup> loopt.</p><p><sup>3</sup> Zie bijlage.</p>")

    assert [(block.kind, block.text) for block in blocks] == [
        (None, "Het plan loopt."),
        (BlockKind.FOOTNOTE, "Zie bijlage."),
    ]


def test_lists_tables_and_double_line_breaks_keep_their_structure():
    blocks = blocks_of(
        "<ol><li>een<ul><li>dieper</li></ul></li><li><p>twee</p></li></ol>regel een<br>vervolg<br><br>regel twee"
        "<table><tr><th>Jaar</th><th>Bedrag</th></tr><tr><td>2024</td><td>12</td></tr></table>"
    )

    assert [(block.text, block.level, block.label) for block in blocks] == [
        ("een", 1, "1."),
        ("dieper", 2, "•"),
        ("twee", 1, "2."),
        ("regel een vervolg", 0, None),
        ("regel twee", 0, None),
        ("Jaar\tBedrag", 0, None),
        ("2024\t12", 0, None),
    ]


def test_a_page_without_a_known_frame_is_read_from_its_body_without_menus():
    source = (
        "<body><header><nav>Menu</nav></header><div class='breadcrumb'>Pad</div><p>Tekst.</p>"
        "<form>Zoek</form><script>x()</script><p style='display: none'>verborgen</p></body>"
    )

    assert [block.text for block in read_html(source.encode(), "brief.html").blocks] == ["Tekst."]


@pytest.mark.parametrize("source", [b"<html><body><nav>Menu</nav></body></html>", b"<html></html>", b"<html>"])
def test_a_page_without_text_is_refused(source):
    with pytest.raises(UnreadableFile, match=r"leeg\.html"):
        read_html(source, "leeg.html")


def test_a_raised_number_without_a_note_makes_no_other_number_of_a_year():
    (block,) = blocks_of("<p>In 2023<sup>5</sup> was dat 12 m<sup>2</sup>.</p>")
    assert block.text == "In 2023 was dat 12 m2."
    assert [mark.label for mark in block.marks] == ["5"]


def test_a_heading_in_bold_above_a_line_break_is_a_block_of_its_own():
    page = b"<html><body><main><p><strong>Resultaten</strong><br/>Er zijn 12 bruggen hersteld.</p></main></body></html>"

    assert [(block.text, block.bold) for block in read_html(page, "brief.html").blocks] == [
        ("Resultaten", True),
        ("Er zijn 12 bruggen hersteld.", False),
    ]


def test_a_page_that_declares_no_encoding_is_read_as_what_it_is():
    page = "<html><body><main><p>Financiën: € 5 miljoen “extra”.</p></main></body></html>"

    assert read_html(page.encode(), "brief.html").blocks[0].text == "Financiën: € 5 miljoen “extra”."
    declared = page.replace("<body>", '<head><meta charset="windows-1252"></head><body>').encode("windows-1252")
    assert read_html(declared, "brief.html").blocks[0].text == "Financiën: € 5 miljoen “extra”."
