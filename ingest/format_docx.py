"""bytes of a docx file -> transcript.

Read from the WordprocessingML parts themselves, because what makes a ministry's letter stands where simple readers do
not look: the letterhead in text boxes, document property fields and the first page's header, notes in their own part.
Document properties (docProps/custom.xml) are not read: in real letters they hold a former letter's subject and date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.archive import Archive, open_archive
from ingest.clean_text import clean_block, clean_text, has_letters, join_cells, with_sentinels
from ingest.docx_paragraphs import PageCounter, Paragraph, provisional_label, read_paragraph
from ingest.docx_styles import Numbering, Styles
from ingest.letter_frame import text_has_begun
from ingest.line_breaks import divide, is_bold, whole
from ingest.markup import Node, parse_xml
from ingest.signatures import sign_side_by_side
from ingest.transcript import RawBlock, Transcript

_TRANSPARENT = frozenset("sdt sdtContent customXml ins moveTo smartTag".split())
_LETTERHEAD_LABEL = re.compile(
    r"^(?:datum|betreft|onderwerp|ons kenmerk|onze referentie|kenmerk|> ?retouradres)\b", re.I
)
# Paragraph styles of the Rijkshuisstijl that stand in a letterhead only.
_LETTERHEAD_STYLE = re.compile(
    r"^(?:huisstijl|retouradres|adres|afzend|datumonderwerp|referentie|kix|rubricering|clausule)", re.I
)
_HEADER_FIELDS = {"datum": "datum", "ons kenmerk": "kenmerk", "onze referentie": "kenmerk", "kenmerk": "kenmerk"}
_PAGE_LINE = re.compile(r"^pagina \d* ?van ?\d*$", re.IGNORECASE)
_HEADER_PART = re.compile(r"word/header\d*\.xml")
_CONTENTS_STYLE = re.compile(r"^(?:toc|inhopg|inhoudsopgave)\s?\d", re.I)
_STALE_WORDS = 2  # Word's own word count is wrong by more than this factor: its page count is not this text's


def read_docx(data: bytes, name: str) -> Transcript:
    """Read a Word document.

    Raises:
        UnreadableFile: The archive is damaged, no Word document, or holds no text.
    """
    archive = open_archive(data, name)
    document = archive.read("word/document.xml")
    if document is None:
        raise UnreadableFile(
            file=name, reason="it is a zip file, but no Word document", remedy="Save the letter as docx or PDF"
        )
    story = _Story(Styles(_part(archive, "word/styles.xml")), Numbering(_part(archive, "word/numbering.xml")))
    root = parse_xml(document, name)
    body = root.first("body")
    if body is not None:
        _walk(body, story)
    head = _read_headers(archive, root, story)
    blocks = head.blocks + story.blocks + _notes(archive, story)
    if not any(has_letters(block.text) for block in blocks):
        raise UnreadableFile(
            file=name,
            reason="there is no text in it",
            remedy="If the letter is a picture in it, give the PDF with text",
        )
    page_count, known = _pages(archive, story)
    if not known:
        blocks = [replace(block, page=None) for block in blocks]
    return Transcript(blocks=tuple(blocks), fields=head.fields, page_count=page_count)


@dataclass(slots=True)
class _Story:
    """The walk over one part: what is known of styles, and the blocks found so far."""

    styles: Styles
    numbering: Numbering
    blocks: list[RawBlock] = field(default_factory=list)
    pages: PageCounter = field(default_factory=PageCounter)
    note_order: list[tuple[str, str]] = field(default_factory=list)  # (part, id) as first referred to


def _part(archive: Archive, member: str) -> Node | None:
    """Parse a part of the document that may be missing."""
    data = archive.read(member)
    return parse_xml(data, archive.file) if data else None


def _spare_part(archive: Archive, member: str) -> Node | None:
    """Parse a part that holds no text of the letter; None also if it is broken, for the letter is whole without it."""
    try:
        return _part(archive, member)
    except UnreadableFile:
        return None


def _walk(node: Node, story: _Story, kind: BlockKind | None = None) -> None:
    for child in node.elements():
        if child.tag == "p":
            _paragraph(child, story, kind)
        elif child.tag == "tbl":
            _table(child, story, kind)
        elif child.tag in _TRANSPARENT:
            _walk(child, story, kind)


def _paragraph(node: Node, story: _Story, kind: BlockKind | None) -> None:
    """Write a paragraph's blocks: what stands in its text boxes first, for that is where a reader sees them."""
    paragraph = read_paragraph(node, story.pages, story.note_order)
    for box in paragraph.boxes:
        _walk(box, story, kind)
    story.blocks += _blocks(paragraph, story, kind)


def _blocks(paragraph: Paragraph, story: _Story, kind: BlockKind | None) -> list[RawBlock]:
    """Return the paragraph's block, or its blocks where line breaks divide a plain one; none if it is empty."""
    if not whole(paragraph.runs).text.strip():
        return []
    style = story.styles.of(paragraph.style)
    level, label = 0, None
    if kind is None:
        numbered = paragraph.numbering or style.numbering
        outline = paragraph.outline if paragraph.outline is not None else style.outline
        if _LETTERHEAD_STYLE.match(paragraph.style) or _LETTERHEAD_STYLE.match(style.name):
            kind = BlockKind.LETTERHEAD
        elif _CONTENTS_STYLE.match(style.name):
            kind = BlockKind.BOILERPLATE
        elif outline is not None:
            kind, level = BlockKind.HEADING, outline + 1
            label = story.numbering.advance(*numbered) if numbered else None
        elif numbered and numbered[0] != "0":
            kind, level = BlockKind.LIST_ITEM, numbered[1] + 1
            label = story.numbering.advance(*numbered)
    blocks = []
    for piece in divide(paragraph.runs) if kind is None else [whole(paragraph.runs)]:
        text, marks = clean_block(piece.text)
        bold = is_bold(piece)
        if text:
            blocks.append(
                RawBlock(text, kind, paragraph.page, level, label, style.bold if bold is None else bold, marks)
            )
    return blocks


def _table(node: Node, story: _Story, kind: BlockKind | None) -> None:
    """Write a table: rows of data as rows, a table that only arranges the page as its paragraphs."""
    rows = _rows(node)
    if kind is not None or not _holds_data(rows, opened=text_has_begun(story.blocks)):
        for row in rows:
            for cell in _cells(row):
                _walk(cell, story, kind)
        return
    for row in rows:
        cells: list[str] = []
        page = story.pages.page
        for cell in _cells(row):
            inner = _Story(story.styles, story.numbering, [], story.pages, story.note_order)
            _walk(cell, inner, BlockKind.TABLE_ROW)
            cells.append(" ".join(with_sentinels(block.text, block.marks) for block in inner.blocks))
        if any(cells):
            text, marks = clean_block(join_cells(cells))
            story.blocks.append(RawBlock(text, BlockKind.TABLE_ROW, page, marks=marks))


def _rows(table: Node) -> list[Node]:
    return [row for child in table.elements() for row in _through(child, "tr")]


def _cells(row: Node) -> list[Node]:
    return [cell for child in row.elements() for cell in _through(child, "tc")]


def _through(node: Node, tag: str) -> list[Node]:
    """Return the rows or cells in this element, also inside content controls."""
    if node.tag == tag:
        return [node]
    if node.tag in _TRANSPARENT:
        return [found for child in node.elements() for found in _through(child, tag)]
    return []


def _holds_data(rows: list[Node], *, opened: bool) -> bool:
    """Return whether a table shows data: two or more rows with filled cells side by side, and no letterhead.

    A letterhead stands above the letter's text: once that has `opened`, "Datum" is the head of a column.
    """
    texts = [[_plain(cell) for cell in _cells(row)] for row in rows]
    side_by_side = [row for row in texts if sum(1 for cell in row if cell) >= 2]
    if sign_side_by_side([cell for row in texts for cell in row if cell]):
        return False
    if len(side_by_side) < 2 or len(side_by_side) < 0.5 * sum(1 for row in texts if any(row)):
        return False
    if not opened and any(_LETTERHEAD_LABEL.match(cell) for row in texts for cell in row):
        return False
    in_head = any(_LETTERHEAD_STYLE.match(style.get("val")) for row in rows for style in row.descendants("pStyle"))
    nested = any(True for row in rows for cell in _cells(row) for _ in cell.descendants("tbl"))
    return not in_head and not nested


def _plain(node: Node) -> str:
    return clean_text("".join(text.text() for text in node.descendants("t")))


@dataclass(frozen=True, slots=True)
class _Head:
    """What the page headers hold: the first page's letterhead, and label and value pairs of the others."""

    blocks: list[RawBlock]
    fields: dict[str, str]


def _read_headers(archive: Archive, root: Node, story: _Story) -> _Head:
    """Read the page headers: the first page's, if the letterhead stands in it, is part of the letter.

    The headers of later pages repeat date and reference; they only help where the letterhead leaves these out.
    """
    wanted, others = _header_parts(archive, root)
    body_has_it = sum(1 for block in story.blocks[:60] if _LETTERHEAD_LABEL.match(block.text)) >= 2
    first = _header_blocks(archive, wanted, story)
    if body_has_it or not any(_LETTERHEAD_LABEL.match(block.text) for block in first):
        others = [*others, wanted]
        first = []
    fields: dict[str, str] = {}
    for part in others:
        for label, value in pairwise(_header_blocks(archive, part, story)):
            if (key := _HEADER_FIELDS.get(label.text.lower().rstrip(" :"))) and not _LETTERHEAD_LABEL.match(value.text):
                fields.setdefault(key, value.text)
    return _Head(first, fields)


def _header_parts(archive: Archive, root: Node) -> tuple[str, list[str]]:
    """Return the part that is the first page's header ("" if there is none), and the other header parts.

    Where the document's relations are broken or gone nobody can say which is which.
    """
    relations = _spare_part(archive, "word/_rels/document.xml.rels")
    if relations is None:
        return "", sorted(name for name in archive.names if _HEADER_PART.fullmatch(name))
    targets = {node.get("Id"): node.get("Target") for node in relations.elements()}
    section = next(root.descendants("sectPr"), None)
    if section is None:
        return "", []
    kinds = {node.get("type"): node.get("id") for node in section.elements() if node.tag == "headerReference"}
    title_page = section.first("titlePg") is not None
    wanted = targets.get(kinds.get("first" if title_page and "first" in kinds else "default", ""), "")
    return wanted, [targets[each] for each in kinds.values() if each in targets and targets[each] != wanted]


def _header_blocks(archive: Archive, part: str, story: _Story) -> list[RawBlock]:
    header = _part(archive, f"word/{part.removeprefix('/').removeprefix('word/')}") if part else None
    if header is None:
        return []
    head = _Story(story.styles, story.numbering)
    _walk(header, head, BlockKind.LETTERHEAD)
    return [block for block in head.blocks if not _PAGE_LINE.match(block.text)]


def _notes(archive: Archive, story: _Story) -> list[RawBlock]:
    """Return the notes that the text refers to, in the order of their marks, numbered as Word shows them."""
    texts: dict[tuple[str, str], str] = {}
    for part in ("footnote", "endnote"):
        root = _part(archive, f"word/{part}s.xml")
        for note in root.elements() if root else ():
            if note.get("type") in ("", "normal"):
                inner = _Story(story.styles, story.numbering)
                _walk(note, inner, BlockKind.FOOTNOTE)
                texts[part, note.get("id")] = " ".join(block.text for block in inner.blocks)
    labels = _note_labels(story.note_order)
    return [
        RawBlock(texts[reference], BlockKind.FOOTNOTE, label=labels[reference])
        for reference in labels
        if texts.get(reference)
    ]


def _note_labels(order: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Number notes by their first mark: footnotes 1, 2, 3; endnotes i, ii, iii."""
    labels: dict[tuple[str, str], str] = {}
    counts = {"footnote": 0, "endnote": 0}
    for reference in order:
        if reference not in labels:
            counts[reference[0]] += 1
            labels[reference] = provisional_label(reference[0], counts[reference[0]])
    return labels


def _pages(archive: Archive, story: _Story) -> tuple[int | None, bool]:
    """Return the page count and whether the blocks' page numbers are real.

    Real are page borders that Word wrote when it last laid the text out; hard page breaks alone only if they agree
    with Word's page count, or nothing else is known.
    """
    properties = _spare_part(archive, "docProps/app.xml")
    counted = _number(properties, "Pages") or None
    words = _number(properties, "Words")
    here = sum(len(block.text.split()) for block in story.blocks)
    if words is not None and not (words and words / _STALE_WORDS <= here <= words * _STALE_WORDS + 50):
        counted = None
    seen = story.pages.page
    if story.pages.laid_out or (seen > 1 and counted in (None, seen)):
        return max(seen, counted or seen) if story.pages.laid_out else seen, True
    return counted, False


def _number(properties: Node | None, tag: str) -> int | None:
    node = properties.first(tag) if properties else None
    text = node.text().strip() if node else ""
    return int(text) if text.isdecimal() else None
