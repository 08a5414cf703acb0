"""bytes of an odt file (OpenDocument text) -> transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.archive import Archive, open_archive
from ingest.clean_text import (
    clean_block,
    clean_text,
    has_letters,
    join_cells,
    note_sentinel,
    strip_sentinels,
    with_sentinels,
)
from ingest.letter_frame import text_has_begun
from ingest.line_breaks import BREAK, Run, divide, is_bold, whole
from ingest.markup import Node, parse_xml
from ingest.signatures import sign_side_by_side
from ingest.transcript import RawBlock, Transcript

_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end sequence-decls forms bookmark bookmark-start bookmark-end scripts"
    " variable-decls user-field-decls reference-mark-start reference-mark-end".split()
)
_HOLDERS = frozenset("section index-body text-box frame g table-header-rows table-row-group a span".split())
_SHAPES = frozenset("custom-shape rect ellipse circle caption path polygon".split())  # drawn, with text in them
_LETTERHEAD_LABEL = re.compile(
    r"^(?:datum|betreft|onderwerp|ons kenmerk|onze referentie|kenmerk|> ?retouradres)\b", re.I
)
_PAGE_LINE = re.compile(r"^pagina \d* ?van ?\d*$", re.IGNORECASE)
_MOST_SPACES = 100  # of one <text:s>; white space is collapsed anyway


def read_odt(data: bytes, name: str) -> Transcript:
    """Read an OpenDocument text.

    Raises:
        UnreadableFile: The archive is damaged, encrypted, no text document, or holds no text.
    """
    archive = open_archive(data, name)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise UnreadableFile(file=name, reason="it is encrypted", remedy="Save it without a password")
    content = _part(archive, "content.xml")
    body = content.first("body", "text") if content else None
    if content is None or body is None:
        raise UnreadableFile(
            file=name, reason="it is no OpenDocument text", remedy="Save the letter as odt, docx or PDF"
        )
    styles = _part(archive, "styles.xml")
    story = _Story(_bold_styles(content, styles), _list_marks(content, styles))
    _walk(body, story)
    blocks = [*_head_blocks(styles, story), *story.blocks, *story.notes]
    if not any(has_letters(block.text) for block in blocks):
        raise UnreadableFile(
            file=name,
            reason="there is no text in it",
            remedy="If the letter is a picture in it, give the PDF with text",
        )
    counted = _page_count(archive)
    if story.page == 1:  # no page borders were kept
        return Transcript(blocks=tuple(replace(block, page=None) for block in blocks), page_count=counted)
    return Transcript(blocks=tuple(blocks), page_count=max(story.page, counted or 0))


@dataclass(slots=True)
class _Story:
    """The walk over the text, and what is known of its styles."""

    bold_styles: frozenset[str]
    list_marks: dict[tuple[str, int], str]  # (list style, level) -> "•" or a format such as "1."
    blocks: list[RawBlock] = field(default_factory=list)
    notes: list[RawBlock] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    page: int = 1
    kind: BlockKind | None = None


def _part(archive: Archive, member: str) -> Node | None:
    data = archive.read(member)
    return parse_xml(data, archive.file) if data else None


def _walk(node: Node, story: _Story) -> None:
    for child in node.elements():
        if child.tag in ("p", "h"):
            _paragraph(child, story)
        elif child.tag == "list":
            _list(child, story, 1, child.get("style-name"))
        elif child.tag == "table":
            _table(child, story)
        elif child.tag == "soft-page-break":
            story.page += 1
        elif child.tag == "table-of-content":
            inner = _Story(story.bold_styles, story.list_marks, kind=BlockKind.BOILERPLATE)
            _walk(child.first("index-body") or child, inner)
            story.blocks += [replace(block, page=story.page) for block in inner.blocks]
        elif child.tag in _HOLDERS:
            _walk(child, story)


def _paragraph(
    node: Node, story: _Story, kind: BlockKind | None = None, level: int = 0, label: str | None = None
) -> bool:
    """Write a paragraph or heading, after the text boxes in it; return whether it holds text."""
    page = story.page
    runs = list(_inline(node, story, bold=node.get("style-name") in story.bold_styles))
    boxes, story.boxes = story.boxes, []
    for box in boxes:
        _walk(box, story)
    if not whole(runs).text.strip():
        return False
    if node.tag == "h" and kind is None and story.kind is None:
        depth = node.get("outline-level", "1")
        kind, level = BlockKind.HEADING, int(depth) if depth.isdecimal() else 1
    kind = kind or story.kind
    for piece in divide(runs) if kind is None else [whole(runs)]:
        text, marks = clean_block(piece.text)
        if text:
            story.blocks.append(RawBlock(text, kind, page, level, label, bool(is_bold(piece)), marks))
    return True


def _inline(node: Node, story: _Story, *, bold: bool) -> Iterator[Run]:
    for child in node.children:
        if isinstance(child, str):
            yield Run(strip_sentinels(child).replace(BREAK, ""), (bold,))
        elif child.tag == "s":
            count = child.get("c", "1")
            yield Run(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag == "tab":
            yield Run(" ")
        elif child.tag == "line-break":
            yield Run(BREAK)
        elif child.tag == "soft-page-break":
            story.page += 1
        elif child.tag == "note":
            yield Run(_note(child, story))
        elif child.tag == "text-box" or (child.tag in _SHAPES and child.first("p")):
            story.boxes.append(child)
        elif child.tag not in _SKIPPED:
            yield from _inline(child, story, bold=bold or child.get("style-name") in story.bold_styles)


def _note(node: Node, story: _Story) -> str:
    """Keep a note's text for the end, and return its mark."""
    cited = node.first("note-citation")
    label = clean_text(cited.text()) if cited else str(len(story.notes) + 1)
    inner = _Story(story.bold_styles, story.list_marks, kind=BlockKind.FOOTNOTE)
    if body := node.first("note-body"):
        _walk(body, inner)
    text = " ".join(block.text for block in inner.blocks)
    if not text:
        return ""
    story.notes.append(RawBlock(text, BlockKind.FOOTNOTE, story.page, label=label))
    return note_sentinel(label)


def _list(node: Node, story: _Story, level: int, style: str) -> None:
    number = 0
    for item in node.elements():
        if item.tag not in ("list-item", "list-header"):
            continue
        number += 1
        label: str | None = _mark(story, style, level, number)
        for child in item.elements():
            if child.tag == "list":
                _list(child, story, level + 1, child.get("style-name") or style)
            elif child.tag == "h":
                _paragraph(child, story)
            elif child.tag == "p":
                if _paragraph(child, story, story.kind or BlockKind.LIST_ITEM, level, label):
                    label = None
            else:
                _walk(Node("section", {}, (child,)), story)


def _mark(story: _Story, style: str, level: int, number: int) -> str | None:
    shape = story.list_marks.get((style, level))
    if shape is None or shape == "•":
        return shape
    first = shape[:1]
    shown = chr(ord(first) + (number - 1) % 26) if first in "aA" else str(number)
    return shown + shape[1:]


def _table(node: Node, story: _Story) -> None:
    """Write a table of data as rows, a table that only arranges the page as its paragraphs."""
    rows = [[cell for cell in row.elements() if cell.tag == "table-cell"] for row in node.descendants("table-row")]
    texts = [[clean_text(cell.text()) for cell in row] for row in rows]
    side_by_side = sum(1 for row in texts if sum(1 for text in row if text) >= 2)
    arranges = (
        story.kind is not None
        or side_by_side < 2
        or sign_side_by_side([text for row in texts for text in row if text])
        or (not text_has_begun(story.blocks) and any(_LETTERHEAD_LABEL.match(text) for row in texts for text in row))
        or any(True for row in rows for cell in row for _ in cell.descendants("table"))
    )
    for row in rows:
        if arranges:
            for cell in row:
                _walk(cell, story)
            continue
        page = story.page
        cells: list[str] = []
        for cell in row:
            inner = _Story(story.bold_styles, story.list_marks, page=page, kind=BlockKind.TABLE_ROW)
            _walk(cell, inner)
            cells.append(" ".join(with_sentinels(block.text, block.marks) for block in inner.blocks))
            story.notes += inner.notes
        if any(cells):
            text, marks = clean_block(join_cells(cells))
            story.blocks.append(RawBlock(text, BlockKind.TABLE_ROW, page, marks=marks))


def _head_blocks(styles: Node | None, story: _Story) -> list[RawBlock]:
    """Return the page header as letterhead, if the letterhead stands in it and not in the text."""
    if styles is None or any(_LETTERHEAD_LABEL.match(block.text) for block in story.blocks[:60]):
        return []
    for tag in ("header-first", "header"):
        for header in styles.descendants(tag):
            head = _Story(story.bold_styles, story.list_marks, kind=BlockKind.LETTERHEAD)
            _walk(header, head)
            if any(_LETTERHEAD_LABEL.match(block.text) for block in head.blocks):
                return [block for block in head.blocks if not _PAGE_LINE.match(block.text)]
    return []


def _bold_styles(*roots: Node | None) -> frozenset[str]:
    """Return the names of styles that set bold, their heirs included."""
    parents: dict[str, str] = {}
    said: dict[str, bool] = {}
    for root in roots:
        for style in root.descendants("style") if root else ():
            name = style.get("name")
            parents[name] = style.get("parent-style-name")
            for properties in style.elements():
                if properties.tag == "text-properties" and properties.get("font-weight"):
                    said[name] = properties.get("font-weight") in ("bold", "600", "700", "800", "900")
    bold: set[str] = set()
    for name in parents:
        seen: set[str] = set()
        ancestor = name
        while ancestor and ancestor not in said and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents.get(ancestor, "")
        if said.get(ancestor):
            bold.add(name)
    return frozenset(bold)


def _list_marks(*roots: Node | None) -> dict[tuple[str, int], str]:
    marks: dict[tuple[str, int], str] = {}
    for root in roots:
        for style in root.descendants("list-style") if root else ():
            for level in style.elements():
                depth = level.get("level", "1")
                if not depth.isdecimal():
                    continue
                if level.tag == "list-level-style-bullet":
                    marks[style.get("name"), int(depth)] = "•"
                elif level.tag == "list-level-style-number" and level.get("num-format"):
                    marks[style.get("name"), int(depth)] = level.get("num-format")[:1] + level.get("num-suffix", ".")
    return marks


def _page_count(archive: Archive) -> int | None:
    """Return the page count that the word processor noted; None if it noted none."""
    meta = _part(archive, "meta.xml")
    for statistic in meta.descendants("document-statistic") if meta else ():
        count = statistic.get("page-count")
        if count.isdecimal() and int(count) > 0:
            return int(count)
    return None
