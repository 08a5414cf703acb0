"""what is taken along -> a Word document (docx) with real footnotes.

python-docx writes the document; the footnotes part, which it does not know, is added to its package. The package is
then written anew with a fixed time for each part, so that the same answer gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ui import texts
from ui.escaping import one_line
from ui.takeaway import Takeaway, TakenSource, TakenTable, closing_lines

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # of each part in the package: the earliest that a zip file knows
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def write_docx(taken: Takeaway) -> bytes:
    """Write a Word document: title, text and tables with footnotes, and how it was made."""
    import docx

    document = docx.Document()
    _set_properties(document, taken)
    notes = _Notes()
    document.add_heading(one_line(taken.title), level=1)
    for one in taken.paragraphs:
        text = one_line(one.text)
        paragraph = document.add_heading(text, level=2) if one.heading else document.add_paragraph(text)
        for marker in one.markers:
            notes.refer(paragraph, marker)
    for table in taken.tables:
        _add_table(document, table, notes)
    cited = {marker for one in taken.paragraphs for marker in one.markers}
    cited |= {marker for table in taken.tables for marker in table.markers if marker}
    uncited = [source for source in taken.sources if source.marker not in cited]
    if uncited:  # the passages that come nearest, when nothing was found
        document.add_heading(texts.NEAREST, level=2)
        for source in uncited:
            notes.refer(document.add_paragraph(one_line(source.header.title)), source.marker)
    document.add_heading(texts.TAKEN_REMARKS, level=2)
    for line in closing_lines(taken):
        document.add_paragraph(one_line(line))
    _add_footnotes(document, taken)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _set_properties(document: Document, taken: Takeaway) -> None:
    day = datetime(taken.accessed.year, taken.accessed.month, taken.accessed.day)  # noqa: DTZ001 - it knows no zone
    properties = document.core_properties
    properties.title = one_line(taken.title)[:250]
    properties.author = properties.last_modified_by = texts.PROGRAM
    properties.language = "nl-NL"
    properties.comments = ""
    properties.created = properties.modified = day
    properties.revision = 1


def _add_table(document: Document, table: TakenTable, notes: _Notes) -> None:
    document.add_heading(one_line(table.title), level=2)
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(one_line(name)).bold = True
    for at, row in enumerate(table.rows):
        cells = grid.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = one_line(text)
        marker = table.markers[at] if table.markers else None
        if marker:
            notes.refer(cells[0].paragraphs[0], marker)


class _Notes:
    """Refers to footnotes. A word processor numbers them in the order in which they are first referred to."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def refer(self, paragraph: Paragraph, marker: int) -> None:
        """Add the raised number that leads to a footnote; a second time only its number, for a note has one place."""
        from docx.oxml import parse_xml

        known = self._numbers.get(marker)
        number = self._numbers.setdefault(marker, len(self._numbers) + 1)
        shown = f'<w:footnoteReference w:id="{marker}"/>' if known is None else f"<w:t>{number}</w:t>"
        paragraph._p.append(parse_xml(f'<w:r xmlns:w="{_W}">{_RAISED}{shown}</w:r>'))


def _add_footnotes(document: Document, taken: Takeaway) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = "".join(_footnote(taken, source) for source in taken.sources)
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{separators}{notes}</w:footnotes>'
    package: Any = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
    document.part.relate_to(part, _FOOTNOTES_RELATION)


def _footnote(taken: Takeaway, source: TakenSource) -> str:
    address = taken.address(source)
    section = f" ({' › '.join(source.section)})" if source.section else ""
    words = f"{source.note}{section}: „{source.quote}”" + (f" {address}" if address else "")
    text = escape(one_line(words))
    return (
        f'<w:footnote w:id="{source.marker}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    )


def _with_fixed_times(package: bytes) -> bytes:
    """The same package with its parts in order of name and without the time of writing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, parts.read(name))
    return buffer.getvalue()
