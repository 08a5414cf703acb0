"""sample letter -> docx, in the forms in which ministries send them.

The parts are written directly: a library's template would change the bytes with its version, and text boxes and the
footnotes part are not in its reach.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from eval.sample_docx_parts import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTY,
    DOCUMENT_RELATIONS,
    FOOTER,
    NAMESPACES,
    NUMBERING,
    PACKAGE_RELATIONS,
    SETTINGS,
    STYLES,
    TEXT_BOX,
    XML_DECLARATION,
)
from eval.sample_source import ADDRESSEE, CLOSING_MARK, MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.sample_source import Element, SampleLetter

FIXED_TIME = (2026, 1, 1, 0, 0, 0)  # in place of the clock, so that the same source gives the same bytes
RETURN_ADDRESS = "> Retouradres {postbus}"
ON_REPLY = "Bij beantwoording de datum en ons kenmerk vermelden. Wilt u slechts één zaak in uw brief behandelen."


def write_docx(letter: SampleLetter) -> bytes:
    """Write a letter as docx.

    The letterhead stands in a table of the body ("tabel") or in text boxes of the first page's header with document
    property fields ("tekstvak"), headings have heading styles ("stijl") or are bold paragraphs ("vet").
    """
    in_boxes = letter.extra.get("briefhoofd", "tabel") == "tekstvak"
    head = [] if in_boxes else [_letterhead_table(letter)]
    body = "".join([*head, *_body(letter)])
    properties = CORE_PROPERTIES.format(title=escape(letter.subject), date=letter.date.isoformat())
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": properties,
        "docProps/custom.xml": _custom_properties(letter),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{_page_setup()}</w:body></w:document>",
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": _footnotes(letter),
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{_first_header(letter, in_boxes=in_boxes)}</w:hdr>",
        "word/header2.xml": f"<w:hdr {NAMESPACES}>{_paragraph(f'{MARK} | {letter.reference}', 'Koptekst')}</w:hdr>",
        "word/footer1.xml": FOOTER.format(namespaces=NAMESPACES),
    }
    packed = BytesIO()
    # Stored, not deflated: zlib's output differs between its builds.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), XML_DECLARATION + xml)
    return packed.getvalue()


def _custom_properties(letter: SampleLetter) -> str:
    values = {
        "Onderwerp": letter.subject,
        "Kenmerk": letter.reference,
        "Datum": letter.date_in_words,
        "Afzender": letter.ministry,
    }
    return CUSTOM_PROPERTIES.format(
        "".join(
            CUSTOM_PROPERTY.format(number=number, name=name, value=escape(value))
            for number, (name, value) in enumerate(values.items(), start=2)
        )
    )


def _letterhead_table(letter: SampleLetter) -> str:
    rows = [
        (RETURN_ADDRESS.format(postbus=letter.postbus), ""),
        ("\n".join(ADDRESSEE), "\n".join(_sender_lines(letter))),
        (f"Datum\t{letter.date_in_words}", ""),
        (f"Betreft\t{letter.subject}", ""),
    ]
    cells = "".join("<w:tr>" + "".join(_cell(cell) for cell in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{_grid(2)}{cells}</w:tbl>' + _paragraph("")


def _first_header(letter: SampleLetter, *, in_boxes: bool) -> str:
    if not in_boxes:
        return _paragraph(f"{MARK} | {letter.ministry}", "Koptekst")
    address = "".join(_paragraph(line) for line in (RETURN_ADDRESS.format(postbus=letter.postbus), *ADDRESSEE))
    when = _paragraph_of(_text_run("Datum\t") + _property_field("Datum", letter.date_in_words))
    about = _paragraph_of(_text_run("Betreft\t") + _property_field("Onderwerp", letter.subject))
    sender = _sender_lines(letter, with_reference=False)
    side = "".join(_paragraph(line) for line in sender)
    side += _paragraph("Ons kenmerk") + _paragraph_of(_property_field("Kenmerk", letter.reference))
    boxes = (address, when + about, side)
    runs = "".join(TEXT_BOX.format(number=number, content=content) for number, content in enumerate(boxes, start=1))
    return _paragraph_of(runs, "Koptekst")


def _sender_lines(letter: SampleLetter, *, with_reference: bool = True) -> list[str]:
    lines = [MARK, letter.ministry, *letter.extra.get("bezoekadres", "").split("; "), letter.postbus]
    if with_reference:
        lines += ["Ons kenmerk", letter.reference]
    if "bijlagen" in letter.extra:
        lines += ["Bijlage(n)", letter.extra["bijlagen"]]
    return [line for line in (*lines, ON_REPLY) if line]


def _body(letter: SampleLetter) -> Iterator[str]:
    styled = letter.extra.get("koppen", "stijl") == "stijl"
    for element in letter.elements:
        yield from _element(element, letter, styled=styled)
    yield _paragraph("")
    yield _paragraph(CLOSING_MARK)


def _element(element: Element, letter: SampleLetter, *, styled: bool) -> Iterator[str]:
    kind = element.kind
    if kind is ElementKind.HEADING:
        yield _heading(element.text, element.level, styled=styled)
    elif kind is ElementKind.ANNEX:
        yield _paragraph_of('<w:r><w:br w:type="page"/></w:r>')
        yield _heading(element.text, 1, styled=styled)
    elif kind is ElementKind.SIGNATURE:
        yield from (_paragraph(""), _paragraph("Hoogachtend,"))
        for signatory in letter.signatories:
            blank = (_paragraph(""), _paragraph(""))
            yield from (_paragraph(""), _paragraph(f"{signatory.function},"), *blank, _paragraph(signatory.name))
    elif kind is ElementKind.TABLE:
        if element.text:
            yield _paragraph_of(_runs(element.text, bold=True))
        yield _table(element.rows)
    elif kind is ElementKind.LIST_ITEM:
        number = 1 if element.mark == "-" else 2
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        yield _paragraph_of(_runs(element.text), "Lijstalinea", listed)
    elif kind is ElementKind.QUESTION:
        yield _paragraph_of(_runs(question_label(element), bold=True))
        yield _paragraph_of(_runs(element.text, bold=True))
    elif kind is ElementKind.ANSWER:
        yield _paragraph_of(_runs(question_label(element), bold=True))
        yield _paragraph_of(_runs(element.text))
    else:
        yield _paragraph_of(_runs(element.text))


def _heading(text: str, level: int, *, styled: bool) -> str:
    return _paragraph_of(_runs(text), f"Kop{level}") if styled else _paragraph_of(_runs(text, bold=True))


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        lines.append(f"<w:tr>{head}{''.join(_cell(cell, bold=number == 0) for cell in row)}</w:tr>")
    look = '<w:tblPr><w:tblStyle w:val="Tabelraster"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{look}{_grid(len(rows[0]))}{''.join(lines)}</w:tbl>" + _paragraph("")


def _grid(columns: int) -> str:
    return "<w:tblGrid>" + f'<w:gridCol w:w="{9000 // columns}"/>' * columns + "</w:tblGrid>"


def _cell(text: str, *, bold: bool = False) -> str:
    lines = "".join(_paragraph_of(_runs(line, bold=bold)) for line in text.split("\n"))
    return f"<w:tc><w:tcPr/>{lines}</w:tc>"


def _paragraph(text: str, style: str = "") -> str:
    return _paragraph_of(_runs(text), style)


def _paragraph_of(runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def _runs(text: str, *, bold: bool = False) -> str:
    runs = []
    for before, label in split_at_marks(text):
        runs.append(_text_run(before, bold=bold))
        if label is not None:
            look = '<w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr>'
            runs.append(f'<w:r>{look}<w:footnoteReference w:id="{label}"/></w:r>')
    return "".join(runs)


def _text_run(text: str, *, bold: bool = False) -> str:
    if not text:
        return ""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r>{look}{'<w:tab/>'.join(parts)}</w:r>"


def _property_field(name: str, value: str) -> str:
    return f'<w:fldSimple w:instr=" DOCPROPERTY {name} ">{_text_run(value)}</w:fldSimple>'


def _footnotes(letter: SampleLetter) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:footnoteRef/></w:r>'
    separators = (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    notes = (
        f'<w:footnote w:id="{label}">{_paragraph_of(mark + _text_run(" " + text), "Voetnoottekst")}</w:footnote>'
        for label, text in letter.notes.items()
    )
    return f"<w:footnotes {NAMESPACES}>{''.join((*separators, *notes))}</w:footnotes>"


def _page_setup() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1400" w:bottom="1200" w:left="1500" '
        'w:header="700" w:footer="500" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
