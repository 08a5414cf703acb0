import io
import zipfile

import docx
import pytest

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.format_docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def docx_of(body: str, **parts: str) -> bytes:
    """Make a Word file of a body and further parts, named without ".xml"; "__" stands for a folder."""
    members = {"word/document.xml": f"<w:document {W} {MC} {R}><w:body>{body}</w:body></w:document>"}
    members |= {f"{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, part in members.items():
            archive.writestr(name.replace("RELS.xml", "_rels/document.xml.rels"), part)
    return held.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


def blocks_of(body: str, **parts: str):
    return read_docx(docx_of(body, **parts), "brief.docx").blocks


def test_runs_make_one_paragraph_and_what_nobody_sees_is_left_out():
    runs = (
        "<w:p><w:r><w:t>26 augus</w:t></w:r><w:r><w:t>tus 20</w:t></w:r>"
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t>24</w:t></w:r></w:ins><w:r><w:tab/><w:t>niet</w:t><w:noBreakHyphen/><w:t>nood</w:t></w:r></w:p>"
    )

    assert [block.text for block in blocks_of(runs)] == ["26 augustus 2024 niet-nood"]


def test_a_raised_number_that_is_typed_makes_no_other_number_of_a_year():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    runs = f"<w:p><w:r><w:t>In 2023</w:t></w:r>{raised.format(5)}<w:r><w:t> was dat 12 m</w:t></w:r>{raised.format(2)}</w:p>"

    (block,) = blocks_of(runs)
    assert block.text == "In 2023 was dat 12 m2"
    assert [(mark.offset, mark.label) for mark in block.marks] == [(7, "5")]


def test_a_field_shows_its_result_and_not_its_instruction():
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPROPERTY mailing </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>verborgen</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>nr. 5164758</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    assert [block.text for block in blocks_of(field)] == ["nr. 5164758"]


def test_text_boxes_are_read_once_though_word_writes_them_twice():
    box = "<w:txbxContent>{}</w:txbxContent>".format(paragraph("Ons kenmerk 12"))
    drawing = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = drawing + "</mc:AlternateContent></w:r><w:r><w:t>Tekst.</w:t></w:r></w:p>"

    assert [block.text for block in blocks_of(body)] == ["Ons kenmerk 12", "Tekst."]


def test_notes_are_numbered_by_their_marks_and_endnotes_in_roman():
    body = (
        '<w:p><w:r><w:t>De motie</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
        "<w:r><w:t> en het plan</w:t></w:r>"
        '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    )
    footnotes = f'<w:footnotes {W}><w:footnote w:id="7">{paragraph("Kamerstuk 99 123.")}</w:footnote></w:footnotes>'
    endnotes = f'<w:endnotes {W}><w:endnote w:id="2">{paragraph("Zie bijlage.")}</w:endnote></w:endnotes>'

    blocks = blocks_of(body, word__footnotes=footnotes, word__endnotes=endnotes)

    assert blocks[0].text == "De motie en het plan."
    assert [(mark.offset, mark.label) for mark in blocks[0].marks] == [(8, "1"), (20, "i")]
    assert [(block.kind, block.label, block.text) for block in blocks[1:]] == [
        (BlockKind.FOOTNOTE, "1", "Kamerstuk 99 123."),
        (BlockKind.FOOTNOTE, "i", "Zie bijlage."),
    ]


def test_headings_are_known_by_style_outline_and_weight():
    styles = (
        f'<w:styles {W}><w:style w:styleId="K1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="K2"><w:name w:val="Eigen"/><w:basedOn w:val="K1"/></w:style></w:styles>'
    )
    body = (
        paragraph("Eerste", '<w:pStyle w:val="K2"/>')
        + paragraph("Tweede", '<w:outlineLvl w:val="0"/>')
        + paragraph("Derde", run="<w:b/>")
        + paragraph("Vierde", run='<w:b w:val="0"/>')
    )

    found = [(block.kind, block.level, block.bold) for block in blocks_of(body, word__styles=styles)]

    assert found == [(BlockKind.HEADING, 2, False), (BlockKind.HEADING, 1, False), (None, 0, True), (None, 0, False)]


def test_list_items_carry_the_mark_that_word_counts():
    level = '<w:lvl w:ilvl="{}"><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level.format(0, "decimal", "%1.")}'
        f"{level.format(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>"
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr>'
    body = "".join(paragraph("punt", item.format(depth)) for depth in (0, 0, 1, 1, 0))

    found = [(block.label, block.level) for block in blocks_of(body, word__numbering=numbering)]

    assert found == [("1.", 1), ("2.", 1), ("2.a)", 2), ("2.b)", 2), ("3.", 1)]


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(paragraph(text) for text in texts)}</w:tc>"


def test_a_table_of_data_is_rows_and_a_table_for_lay_out_is_paragraphs():
    data = f"<w:tbl><w:tr>{cell('Jaar')}{cell('Bedrag')}</w:tr><w:tr>{cell('2024')}{cell('12', '13')}</w:tr></w:tbl>"
    head = (
        f"<w:tbl><w:tr>{cell('Datum')}{cell('3 mei 2024')}</w:tr><w:tr>{cell('Betreft')}{cell('Iets')}</w:tr></w:tbl>"
    )

    assert [(block.kind, block.text) for block in blocks_of(data)] == [
        (BlockKind.TABLE_ROW, "Jaar\tBedrag"),
        (BlockKind.TABLE_ROW, "2024\t12 13"),
    ]
    assert [block.text for block in blocks_of(head)] == ["Datum", "3 mei 2024", "Betreft", "Iets"]


def test_pages_follow_words_own_borders_and_a_break_counts_once():
    body = (
        paragraph("een")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>twee</w:t></w:r></w:p>"
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>drie</w:t></w:r></w:p>"
    )

    transcript = read_docx(docx_of(body), "brief.docx")

    assert [block.page for block in transcript.blocks] == [1, 2, 3]
    assert transcript.page_count == 3


@pytest.mark.parametrize(("words", "pages"), [(60, 4), (0, None), (900, None)], ids=["fits", "template", "stale"])
def test_a_page_count_is_believed_only_if_the_word_count_fits(words, pages):
    app = f"<Properties><Pages>4</Pages><Words>{words}</Words></Properties>"

    transcript = read_docx(docx_of(paragraph("een twee drie " * 20), docProps__app=app), "brief.docx")

    assert transcript.page_count == pages
    assert transcript.blocks[0].page is None


def header_parts(header: str) -> dict[str, str]:
    return {
        "word__RELS": '<Relationships><Relationship Id="r1" Target="header1.xml"/></Relationships>',
        "word__header1": f"<w:hdr {W}>{header}</w:hdr>",
    }


SECTION = '<w:sectPr><w:headerReference w:type="first" r:id="r1"/><w:titlePg/></w:sectPr>'


def test_a_letterhead_in_the_first_page_header_is_part_of_the_letter():
    parts = header_parts(paragraph("Datum") + paragraph("3 mei 2024") + paragraph("Pagina 1 van 2"))

    blocks = blocks_of(paragraph("Tekst.") + SECTION, **parts)

    assert [block.text for block in blocks] == ["Datum", "3 mei 2024", "Tekst."]
    assert blocks[0].kind is BlockKind.LETTERHEAD


def test_a_running_header_is_not_text_but_may_fill_a_field():
    parts = header_parts(paragraph("Ons kenmerk") + paragraph("5646209"))
    body = paragraph("Datum") + paragraph("3 mei 2024") + paragraph("Betreft") + paragraph("Iets") + SECTION

    transcript = read_docx(docx_of(body, **parts), "brief.docx")

    assert [block.text for block in transcript.blocks] == ["Datum", "3 mei 2024", "Betreft", "Iets"]
    assert transcript.fields == {"kenmerk": "5646209"}


def test_a_document_as_word_processors_write_it_is_read_whole():
    document = docx.Document()
    document.add_heading("Inleiding", level=1)
    document.add_paragraph("Een alinea met gewone tekst.")
    document.add_paragraph("punt", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for number, each in enumerate(table._cells):
        each.text = f"cel {number}"
    held = io.BytesIO()
    document.save(held)

    transcript = read_docx(held.getvalue(), "brief.docx")

    assert [(block.kind, block.text) for block in transcript.blocks] == [
        (BlockKind.HEADING, "Inleiding"),
        (None, "Een alinea met gewone tekst."),
        (BlockKind.LIST_ITEM, "punt"),
        (BlockKind.TABLE_ROW, "cel 0\tcel 1"),
        (BlockKind.TABLE_ROW, "cel 2\tcel 3"),
    ]
    assert transcript.page_count is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx_of(""), "there is no text in it"),
        (docx_of("<w:p><w:r>"), "not well-formed"),
        (docx_of(paragraph("tekst"))[:200], "damaged or cut off"),
        (b"geen zip", "damaged or cut off"),
    ],
    ids=["no text", "broken xml", "truncated", "renamed"],
)
def test_a_damaged_document_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableFile, match=reason):
        read_docx(data, "brief.docx")


def test_broken_relations_do_not_lose_the_text():
    assert [block.text for block in blocks_of(paragraph("Tekst.") + SECTION)] == ["Tekst."]


def table_of(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_table_with_a_column_of_dates_is_a_table_once_the_text_has_begun():
    table = table_of(("Stap", "Datum"), ("Ontwerp gereed", "1 december 2021"))

    above = blocks_of(table + paragraph("Geachte voorzitter,"))
    below = blocks_of(paragraph("Geachte voorzitter,") + table)

    assert BlockKind.TABLE_ROW not in [block.kind for block in above]
    assert [block.text for block in below if block.kind is BlockKind.TABLE_ROW] == [
        "Stap\tDatum",
        "Ontwerp gereed\t1 december 2021",
    ]


def test_a_heading_in_bold_above_a_line_break_is_a_block_of_its_own():
    runs = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Resultaten</w:t><w:br/></w:r><w:r><w:t>Er zijn 12 bruggen</w:t></w:r>"
        "<w:r><w:br/><w:t>hersteld.</w:t></w:r></w:p>"
    )

    assert [(block.text, block.bold) for block in blocks_of(runs)] == [
        ("Resultaten", True),
        ("Er zijn 12 bruggen hersteld.", False),
    ]


def test_a_signature_with_blank_lines_in_one_paragraph_is_read_line_by_line():
    runs = "<w:p><w:r><w:t>De minister van Defensie,</w:t><w:br/><w:br/><w:br/><w:t>R. Voorbeeld</w:t></w:r></w:p>"

    assert [block.text for block in blocks_of(runs)] == ["De minister van Defensie,", "R. Voorbeeld"]


def test_a_table_of_signatures_is_read_signature_by_signature():
    def cell(function: str, name: str) -> str:
        return f"<w:tc>{paragraph(function)}{paragraph(name)}</w:tc>"

    rows = (
        f"<w:tr>{cell('DE MINISTER VAN DEFENSIE', 'R. Voorbeeld')}{cell('DE MINISTER VAN FINANCIËN', 'E. Bos')}</w:tr>"
        f"<w:tr>{cell('DE MINISTER VAN JUSTITIE', 'A. Berg')}{cell('DE STAATSSECRETARIS VAN DEFENSIE', 'G. Dal')}</w:tr>"
    )
    blocks = blocks_of(f"<w:tbl>{rows}</w:tbl>")

    assert [block.text for block in blocks][:4] == [
        "DE MINISTER VAN DEFENSIE",
        "R. Voorbeeld",
        "DE MINISTER VAN FINANCIËN",
        "E. Bos",
    ]
    assert all(block.kind is not BlockKind.TABLE_ROW for block in blocks)
