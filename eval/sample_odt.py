"""sample letter -> odt (OpenDocument text)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from eval.sample_source import ADDRESSEE, CLOSING_MARK, MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.sample_source import Element, SampleLetter

FIXED_TIME = (2026, 1, 1, 0, 0, 0)  # in place of the clock, so that the same source gives the same bytes
MIME_TYPE = "application/vnd.oasis.opendocument.text"
SCHEMA = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{SCHEMA}:office:1.0" xmlns:style="{SCHEMA}:style:1.0" xmlns:text="{SCHEMA}:text:1.0" '
    f'xmlns:table="{SCHEMA}:table:1.0" xmlns:fo="{SCHEMA}:xsl-fo-compatible:1.0" office:version="1.3"'
)
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{SCHEMA}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
AUTOMATIC_STYLES = (
    '<office:automatic-styles><style:style style:name="vet" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
)
STYLES = (
    f"<office:document-styles {NAMESPACES}>"
    '<office:automatic-styles><style:page-layout style:name="blad"/></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="blad">'
    f"<style:header><text:p>{MARK}</text:p></style:header><style:footer><text:p>Pagina <text:page-number/> van "
    "<text:page-count/></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
)


def write_odt(letter: SampleLetter) -> bytes:
    """Write a letter as odt, with its letterhead in paragraphs and its notes as footnotes."""
    body = "".join((*_letterhead(letter), *_body(letter), _paragraph(CLOSING_MARK)))
    content = (
        f"<office:document-content {NAMESPACES}>{AUTOMATIC_STYLES}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    parts = {
        "mimetype": MIME_TYPE,  # first and stored, as the format demands
        "META-INF/manifest.xml": declaration + MANIFEST,
        "content.xml": declaration + content,
        "styles.xml": declaration + STYLES,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), text)
    return packed.getvalue()


def _letterhead(letter: SampleLetter) -> Iterator[str]:
    yield _paragraph(f"> Retouradres {letter.postbus}")
    yield from map(_paragraph, ADDRESSEE)
    yield from (_paragraph(MARK), _paragraph(letter.ministry))
    for label, value in (
        ("Datum", letter.date_in_words),
        ("Betreft", letter.subject),
        ("Ons kenmerk", letter.reference),
    ):
        yield f"<text:p>{label}<text:tab/>{escape(value)}</text:p>"


def _body(letter: SampleLetter) -> Iterator[str]:
    for is_list, group in groupby(letter.elements, key=lambda element: element.kind is ElementKind.LIST_ITEM):
        if is_list:
            items = (f"<text:list-item>{_paragraph(item.text, letter)}</text:list-item>" for item in group)
            yield f"<text:list>{''.join(items)}</text:list>"
        else:
            for element in group:
                yield from _element(element, letter)


def _element(element: Element, letter: SampleLetter) -> Iterator[str]:
    if element.kind in (ElementKind.HEADING, ElementKind.ANNEX):
        level = max(1, element.level)
        yield f'<text:h text:outline-level="{level}">{_inline(element.text, letter)}</text:h>'
    elif element.kind is ElementKind.SIGNATURE:
        yield _paragraph("Hoogachtend,")
        for signatory in letter.signatories:
            yield from (_paragraph(f"{signatory.function},"), _paragraph(""), _paragraph(signatory.name))
    elif element.kind is ElementKind.TABLE:
        yield from _table(element, letter)
    elif element.kind in (ElementKind.QUESTION, ElementKind.ANSWER):
        yield f'<text:p><text:span text:style-name="vet">{question_label(element)}</text:span></text:p>'
        yield _paragraph(element.text, letter)
    else:
        yield _paragraph(element.text, letter)


def _table(element: Element, letter: SampleLetter) -> Iterator[str]:
    if element.text:
        yield _paragraph(element.text, letter)
    rows = []
    for row in element.rows:
        cells = (f"<table:table-cell>{_paragraph(cell, letter)}</table:table-cell>" for cell in row)
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{len(element.rows[0])}"/>'
    head = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    yield f'<table:table table:name="tabel">{columns}{head}{"".join(rows[1:])}</table:table>'


def _paragraph(text: str, letter: SampleLetter | None = None) -> str:
    return f"<text:p>{_inline(text, letter) if letter else escape(text)}</text:p>"


def _inline(text: str, letter: SampleLetter) -> str:
    parts: list[str] = []
    for before, label in split_at_marks(text):
        parts.append(escape(before))
        if label is not None:
            citation = f"<text:note-citation>{label}</text:note-citation>"
            note = f"<text:note-body>{_paragraph(letter.notes[label])}</text:note-body>"
            parts.append(f'<text:note text:id="ftn{label}" text:note-class="footnote">{citation}{note}</text:note>')
    return "".join(parts)
