"""bytes of a web page -> transcript: a publication on officielebekendmakingen.nl, or any page with a letter in it.

Only the page's main part is read; menus, forms, headers and footers of the site are not. Notes are recognised by
their links: a number that leads to a block further down which begins with the same number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.clean_text import (
    clean_block,
    clean_text,
    has_letters,
    join_cells,
    note_sentinel,
    strip_sentinels,
    with_sentinels,
)
from ingest.line_breaks import BREAK, Run, divide, is_bold
from ingest.markup import Node, parse_html
from ingest.pdf_note_marks import typed_labels
from ingest.publication_meta import read_meta
from ingest.signatures import sign_side_by_side
from ingest.transcript import RawBlock, Transcript

_SITE = frozenset(
    "script style noscript template nav footer aside form button select input iframe svg head dialog menu".split()
)
_SITE_CLASS = re.compile(r"\b(?:breadcrumb|cookie|menu|navigation|skip-?link|social|share|sidebar|print-?only)", re.I)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark q s samp small span strike strong"
    " sub sup time tt u var wbr".split()
)
_BOLD = frozenset("b strong".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAIN_IDS = ("broodtekst", "main-content", "content", "main")
_NOTE_LABEL = re.compile(r"^\[?(\d{1,3}|[*†‡]|[ivx]{1,5})[\].)]?$")


@dataclass(slots=True)
class _Page:
    """What the walk has found so far."""

    blocks: list[RawBlock] = field(default_factory=list)
    loose: list[Run] = field(default_factory=list)  # inline content that waits for its block to end
    targets: dict[str, str] = field(default_factory=dict)  # id of an element -> label of the mark that links to it

    def close(self, kind: BlockKind | None = None, *, level: int = 0, label: str | None = None) -> None:
        """End the block of the inline content so far; a line break may end a paragraph as well."""
        pieces = divide(self.loose)
        self.loose.clear()
        for piece in pieces:
            cleaned, marks = clean_block(piece.text)
            if cleaned:
                self.blocks.append(RawBlock(cleaned, kind, None, level, label, bool(is_bold(piece)), marks))

    def write(self, text: str, *, bold: bool) -> None:
        """Add inline text."""
        self.loose.append(Run(strip_sentinels(text).replace(BREAK, ""), (bold,)))


def read_html(data: bytes, name: str) -> Transcript:
    """Read a web page.

    Raises:
        UnreadableFile: There is no text in its main part.
    """
    root = parse_html(data, name)
    main = _main_part(root)
    page = _Page(targets=_note_targets(main))
    _walk(main, page)
    page.close()
    blocks = _settle_notes(page.blocks)
    if not any(has_letters(block.text) for block in blocks):
        raise UnreadableFile(
            file=name,
            reason="this page holds no text of its own",
            remedy="Save the page as the browser shows it, or download the letter as PDF or XML",
        )
    return Transcript(blocks=tuple(blocks), fields=read_meta(root))


def _main_part(root: Node) -> Node:
    """Return the element that holds the letter: the publication's own text, else the page's main part."""
    nodes = list(root.descendants("div", "section", "main", "article", "td"))
    for wanted in _MAIN_IDS:
        for node in nodes:
            if node.get("id") == wanted and has_letters(node.text()):
                return node
    for tag in ("main", "article"):
        candidates = [node for node in nodes if node.tag == tag]
        if candidates:
            return max(candidates, key=lambda node: len(node.text()))
    return root.first("body") or root


def _walk(node: Node, page: _Page) -> None:
    for child in node.children:
        if isinstance(child, str):
            page.write(child, bold=False)
        elif not _is_site(child):
            _element(child, page)


def _is_site(node: Node) -> bool:
    """Return whether an element belongs to the site around the letter, or is not shown."""
    if node.tag in _SITE or "hidden" in node.attributes or node.get("aria-hidden") == "true":
        return True
    if node.tag == "header":
        return any(True for _ in node.descendants("nav", "form"))
    return _SITE_CLASS.search(node.get("class")) is not None or "display:none" in node.get("style").replace(" ", "")


def _note_targets(root: Node) -> dict[str, str]:
    """Return the ids that note marks link to, with the marks' labels."""
    targets: dict[str, str] = {}
    for link in root.descendants("a"):
        label = _NOTE_LABEL.match(clean_text(link.text()))
        if label and link.get("href").startswith("#"):
            targets.setdefault(link.get("href")[1:], label.group(1))
    return targets


def _element(node: Node, page: _Page) -> None:
    label = page.targets.get(node.get("id")) if node.tag not in _INLINE else None
    if label is not None:
        page.close()
        _note(node, page, label)
    elif node.tag in _INLINE or node.tag == "br":
        _inline(node, page, bold=False)
    elif node.tag in ("ul", "ol"):
        page.close()
        _list(node, page, 1)
    elif node.tag == "table":
        page.close()
        _table(node, page)
    else:
        page.close()
        _walk(node, page)
        level = _HEADINGS.get(node.tag, 0)
        page.close(BlockKind.HEADING if level else None, level=level)


def _note(node: Node, page: _Page, label: str) -> None:
    """Write an element that a mark links to as one note, without its own number and the link back."""
    inner = _Page()
    _walk(node, inner)
    inner.close()
    text = re.sub(r"\s*[↩↑⏎]\ufe0e?\s*$", "", " ".join(block.text for block in inner.blocks))
    text = re.sub(rf"^\[?{re.escape(label)}[\].:)]*\s+", "", text)
    if text:
        page.blocks.append(RawBlock(text, BlockKind.FOOTNOTE, label=label))


def _inline(node: Node, page: _Page, *, bold: bool) -> None:
    """Read inline content; a link or raised number that may be a note's mark becomes a sentinel."""
    label = _NOTE_LABEL.match(clean_text(node.text())) if node.tag in ("a", "sup") else None
    if node.tag == "br":
        page.loose.append(Run(BREAK))
    elif label and (node.tag == "sup" or node.get("href").startswith("#")):
        page.loose.append(Run(note_sentinel(label.group(1))))
    else:
        bold = bold or node.tag in _BOLD
        for child in node.children:
            if isinstance(child, str):
                page.write(child, bold=bold)
            elif child.tag in _INLINE or child.tag == "br":
                _inline(child, page, bold=bold)
            elif not _is_site(child):
                _element(child, page)


def _list(node: Node, page: _Page, level: int) -> None:
    number = int(node.get("start", "1")) if node.get("start", "1").isdecimal() else 1
    for item in node.elements():
        if item.tag in ("ul", "ol"):
            _list(item, page, level + 1)
            continue
        label = f"{number}." if node.tag == "ol" else "•"
        number += 1
        if noted := page.targets.get(item.get("id")):
            _note(item, page, noted)
            continue
        for child in item.children:
            if isinstance(child, Node) and child.tag in ("ul", "ol"):
                page.close(BlockKind.LIST_ITEM, level=level, label=label)
                _list(child, page, level + 1)
            elif isinstance(child, Node) and child.tag in ("p", "div"):
                page.close(BlockKind.LIST_ITEM, level=level, label=label)
                _walk(child, page)
                page.close(BlockKind.LIST_ITEM, level=level, label=label)
            else:
                _walk(Node(item.tag, {}, (child,)), page)
        page.close(BlockKind.LIST_ITEM, level=level, label=label)


def _table(node: Node, page: _Page) -> None:
    """Write a table of data as rows, a table that only arranges the page as its blocks."""
    rows = [[cell for cell in row.elements() if cell.tag in ("td", "th")] for row in node.descendants("tr")]
    filled = [sum(1 for cell in row if cell.text().strip()) for row in rows]
    nested = any(True for row in rows for cell in row for _ in cell.descendants("table"))
    signed = sign_side_by_side([text for row in rows for cell in row if (text := clean_text(cell.text()))])
    if nested or signed or sum(1 for count in filled if count >= 2) < 2:
        _walk(Node("div", {}, tuple(cell for row in rows for cell in row) if not nested else node.children), page)
        page.close()
        return
    if caption := node.first("caption"):
        _walk(caption, page)
        page.close()
    for row in rows:
        cells: list[str] = []
        for cell in row:
            inner = _Page()
            _walk(cell, inner)
            inner.close()
            cells.append(" ".join(with_sentinels(block.text, block.marks) for block in inner.blocks))
        text, marks = clean_block(join_cells(cells))
        if text.strip():
            page.blocks.append(RawBlock(text, BlockKind.TABLE_ROW, marks=marks))


def _settle_notes(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Tell notes from their marks: a note is a block that begins with a mark that an earlier block holds elsewhere.

    A raised number that no note belongs to ("m²") is text again.
    """
    referred: set[str] = set()
    settled: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            settled.append(block)
            continue
        first = block.marks[0] if block.marks and block.marks[0].offset == 0 else None
        if first is not None and first.label in referred and block.kind is not BlockKind.HEADING:
            rest = tuple(mark for mark in block.marks[1:] if mark.label != first.label)
            text = block.text.lstrip(" .:)")
            shift = len(block.text) - len(text)
            marks = tuple(replace(mark, offset=max(0, mark.offset - shift)) for mark in rest)
            settled.append(RawBlock(text, BlockKind.FOOTNOTE, label=first.label, marks=marks))
        else:
            referred |= {mark.label for mark in block.marks}
            settled.append(block)
    known = {block.label for block in settled if block.kind is BlockKind.FOOTNOTE}
    return [_restore(block, known) for block in settled if block.text]


def _restore(block: RawBlock, known: set[str | None]) -> RawBlock:
    """Write the marks that are no notes back into the text, but for those that would make another number of it."""
    text, kept, shift = block.text, [], 0
    for mark in block.marks:
        offset = mark.offset + shift
        if mark.label in known or typed_labels(mark.label, text[:offset]):
            kept.append(replace(mark, offset=offset))
        else:
            text = text[:offset] + mark.label + text[offset:]
            shift += len(mark.label)
    return replace(block, text=text, marks=tuple(kept))
