import io
import zipfile

import pytest

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.format_odt import read_odt

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
    )
)


def odt_of(body: str, *, automatic: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("content.xml", content)
        for name, part in parts.items():
            archive.writestr(f"{name}.xml", part)
    return held.getvalue()


def blocks_of(body: str, **parts: str):
    return read_odt(odt_of(body, **parts), "brief.odt").blocks


def test_headings_paragraphs_and_notes_are_read_in_order():
    blocks = blocks_of(
        '<text:h text:outline-level="2">Kop</text:h><text:p>De<text:s text:c="3"/>motie<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Kamerstuk 99.</text:p></text:note-body>"
        "</text:note> is<text:line-break/>er.<office:annotation><text:p>weg</text:p></office:annotation></text:p>"
    )

    assert [(block.kind, block.text, block.level, block.label) for block in blocks] == [
        (BlockKind.HEADING, "Kop", 2, None),
        (None, "De motie is er.", 0, None),
        (BlockKind.FOOTNOTE, "Kamerstuk 99.", 0, "1"),
    ]
    assert [(mark.offset, mark.label) for mark in blocks[1].marks] == [(8, "1")]


def test_lists_and_bold_are_known_by_their_styles():
    automatic = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" '
        'style:num-suffix=")"/><text:list-level-style-bullet text:level="2"/></text:list-style>'
        '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P2" style:parent-style-name="P1"/>'
    )
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>een</text:p><text:list><text:list-item>'
        "<text:p>dieper</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>twee</text:p>"
        '</text:list-item></text:list><text:p text:style-name="P2">Vet</text:p>'
    )

    assert [(block.text, block.label, block.level, block.bold) for block in blocks_of(body, automatic=automatic)] == [
        ("een", "a)", 1, False),
        ("dieper", "•", 2, False),
        ("twee", "b)", 1, False),
        ("Vet", None, 0, True),
    ]


def test_a_table_of_data_is_rows():
    row = (
        "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell><text:p>{}</text:p>"
    )
    end = "</table:table-cell></table:table-row>"
    body = f"<table:table>{row.format('Jaar', 'Bedrag')}{end}{row.format('2024', '12')}{end}</table:table>"

    assert [(block.kind, block.text) for block in blocks_of(body)] == [
        (BlockKind.TABLE_ROW, "Jaar\tBedrag"),
        (BlockKind.TABLE_ROW, "2024\t12"),
    ]


def test_soft_page_breaks_number_the_pages_and_else_the_count_is_kept():
    broken = "<text:p>een</text:p><text:soft-page-break/><text:p>twee</text:p>"
    meta = f'<office:document-meta {SPACES}><meta:document-statistic meta:page-count="3"/></office:document-meta>'

    assert [block.page for block in blocks_of(broken)] == [1, 2]
    plain = read_odt(odt_of("<text:p>een</text:p>", meta=meta), "brief.odt")
    assert (plain.blocks[0].page, plain.page_count) == (None, 3)


def test_a_letterhead_in_the_page_header_is_part_of_the_letter():
    styles = (
        f"<office:document-styles {SPACES}><style:header><text:p>Datum</text:p><text:p>3 mei 2024</text:p>"
        "</style:header></office:document-styles>"
    )

    assert [(block.kind, block.text) for block in blocks_of("<text:p>Tekst.</text:p>", styles=styles)] == [
        (BlockKind.LETTERHEAD, "Datum"),
        (BlockKind.LETTERHEAD, "3 mei 2024"),
        (None, "Tekst."),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt_of(""), "there is no text in it"),
        (odt_of("<text:p>een</text:p>")[:150], "damaged or cut off"),
        (odt_of("<text:p>"), "not well-formed"),
    ],
    ids=["no text", "truncated", "broken xml"],
)
def test_a_damaged_document_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_odt(data, "brief.odt")


def test_the_paragraphs_in_a_drawn_shape_are_blocks_of_their_own():
    body = (
        "<text:p><draw:custom-shape><text:p>Ministerie van Bruggen</text:p><text:p>Onze referentie</text:p>"
        "<text:p>BR1234</text:p><draw:enhanced-geometry/></draw:custom-shape></text:p><text:p>De brug is dicht.</text:p>"
    )

    assert [block.text for block in blocks_of(body)] == [
        "Ministerie van Bruggen",
        "Onze referentie",
        "BR1234",
        "De brug is dicht.",
    ]
