"""bytes of an officiele-publicatie XML file -> transcript.

The schema is KOOP's op-xsd: a `kamerstuk` (also `kamervragen`, `staatscourant`) of `al` paragraphs, `tussenkop`
headings, `lijst` lists, CALS tables and `noot` notes. An element that is not known here still gives its text, as a
paragraph: no word of the publication is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.clean_text import clean_block, clean_text, has_letters, join_cells, note_sentinel, strip_sentinels
from ingest.markup import Node, parse_xml
from ingest.publication_meta import read_meta
from ingest.transcript import RawBlock, Transcript

# Elements inside a line of text; all others are blocks, or hold blocks.
_INLINE = frozenset(
    "nadruk extref intref sup inf noot-ref noot.nr unl nieuw verwijzing i b u abbr redactie datum ondernummer nr"
    " kamervraagonderwerp voornaam achternaam tussenvoegsel plaats inline-formule".split()
)
_SKIPPED = frozenset("metadata meta plaatje illustratie spec-inhoud colspec noot.lijst-ref".split())
_LETTERHEAD = frozenset(
    "tekstregel dossiernummer dossiernr begrotingshoofdstuk stuknr datumtekst kamervraagnummer kamervraagomschrijving"
    " kamervraagopmerking".split()
)
_LETTERHEAD_PARENTS = frozenset("kamerstukkop kamervraagkop dossier stuk staatscourant officiele-publicatie".split())
_SIGNATURE_PARENTS = frozenset("ondertekening slotondertekening dagtekening slotformulering gegeven".split())
_HEADING = frozenset("tussenkop kop titel subtitel subkop divisiekop".split())
_HEADING_LEVELS = {"vet": 1, "onderstreept": 2, "cur": 2, "rom": 3}  # kopopmaak of a tussenkop


@dataclass(slots=True)
class _Writer:
    """What the walk has found so far."""

    blocks: list[RawBlock] = field(default_factory=list)
    notes: list[RawBlock] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def add(
        self, text: str, kind: BlockKind | None = None, *, level: int = 0, label: str | None = None, bold: bool = False
    ) -> None:
        cleaned, marks = clean_block(text)
        if cleaned:
            self.blocks.append(RawBlock(text=cleaned, kind=kind, level=level, label=label, bold=bold, marks=marks))
        self.blocks.extend(self.notes)
        self.notes.clear()


def read_xml(data: bytes, name: str) -> Transcript:
    """Read an officiele-publicatie.

    Raises:
        UnreadableFile: It is not well formed, has a DOCTYPE, or holds no paragraph of text.
    """
    root = parse_xml(data, name)
    writer = _Writer()
    writer.fields |= read_meta(root)
    _read_kamerstuk_fields(root, writer.fields)
    if root.tag == "officiele-publicatie" or any(True for _ in root.descendants("al")):
        _walk(root, writer, _Place(root.tag))
    if not any(has_letters(block.text) for block in writer.blocks):
        raise UnreadableFile(
            file=name,
            reason=f"this XML (<{root.tag}>) is not the text of a publication",
            remedy="Give the file .xml of the publication itself, not its metadata",
        )
    return Transcript(blocks=tuple(writer.blocks), fields=writer.fields)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the publication an element stands."""

    parent: str
    kind: BlockKind | None = None  # what everything below is
    headings: int = 0  # enclosing elements with a heading of their own
    list_level: int = 0


def _read_kamerstuk_fields(root: Node, fields: dict[str, str]) -> None:
    for line in root.descendants("tekstregel"):
        if line.get("inhoud") in ("vergaderjaar", "documenttype", "kameraanduiding"):
            fields.setdefault(line.get("inhoud"), clean_text(line.text()).removeprefix("Vergaderjaar "))
    _field(root, "dossiernr", "dossier", fields)
    _field(root, "begrotingshoofdstuk", "hoofdstuk", fields)
    _field(root, "ondernummer", "ondernummer", fields)
    _field(root, "kamervraagnummer", "aanhangselnummer", fields)
    _field(root, "kamervraagonderwerp", "betreft", fields)
    for parent, key in (("dossier", "dossiertitel"), ("stuk", "stuktitel")):
        for node in root.descendants(parent):
            if title := node.first("titel"):
                fields.setdefault(key, clean_text(title.text()))
    for dated in root.descendants("datumtekst"):
        for day in dated.descendants("datum"):
            fields.setdefault("datum", clean_text(day.get("isodatum") or day.text()))


def _field(root: Node, tag: str, key: str, fields: dict[str, str]) -> None:
    for found in root.descendants(tag):
        text = clean_text(found.text())
        if text:
            fields.setdefault(key, text)
            return


def _walk(node: Node, writer: _Writer, place: _Place) -> None:
    """Write the blocks below a node that is itself no line of text."""
    loose: list[str] = []  # text that stands in a container without an element of its own
    inner_headings = place.headings + (1 if node.first("kop") and node.tag not in _LETTERHEAD_PARENTS else 0)
    here = _Place(node.tag, place.kind, inner_headings, place.list_level)
    for child in node.children:
        if isinstance(child, str):
            loose.append(strip_sentinels(child))
        elif child.tag in _INLINE or child.tag == "noot":
            loose.append(_inline(child, writer))
        elif child.tag not in _SKIPPED:
            _flush(loose, writer, here)
            _element(child, writer, here)
    _flush(loose, writer, here)


def _flush(loose: list[str], writer: _Writer, place: _Place) -> None:
    text = "".join(loose)
    loose.clear()
    if text.strip() or writer.notes:
        writer.add(text, place.kind)


def _element(node: Node, writer: _Writer, place: _Place) -> None:
    """Write one element that begins blocks of its own."""
    tag = node.tag
    if tag in _SIGNATURE_PARENTS:
        _walk(node, writer, _Place(tag, BlockKind.SIGNATURE, place.headings))
    elif tag in _LETTERHEAD and place.kind is None:
        writer.add(_inline_children(node, writer), BlockKind.LETTERHEAD)
    elif tag in _HEADING:
        _heading(node, writer, place)
    elif tag in ("lijst", "list", "definitielijst"):
        _walk(node, writer, _Place(tag, place.kind, place.headings, place.list_level + 1))
    elif tag in ("li", "definitie-item"):
        _list_item(node, writer, place)
    elif tag == "row":
        cells = [clean_text(_cell(cell, writer)) for cell in node.elements()]
        if any(cells):
            writer.add(join_cells(cells), BlockKind.TABLE_ROW)
    elif tag == "naam" or (tag in ("vraag", "antwoord") and node.first("nr")):
        _named(node, writer, place)
    elif any(child.tag not in _INLINE and child.tag != "noot" for child in node.elements()):
        _walk(node, writer, place)
    else:
        whole_bold = [c.get("type") == "vet" if isinstance(c, Node) else not c.strip() for c in node.children]
        text = _inline_children(node, writer)
        writer.add(text, place.kind, bold=bool(whole_bold) and all(whole_bold) and bool(text.strip()))


def _named(node: Node, writer: _Writer, place: _Place) -> None:
    """Write a person's name as one line, or a numbered question or answer under its number as heading."""
    if node.tag == "naam":
        parts = [clean_text(_inline(child, writer)) for child in node.elements()] or [clean_text(node.text())]
        writer.add(" ".join(part for part in parts if part), place.kind)
        return
    number = node.first("nr")
    if number is not None:
        writer.add(_inline_children(number, writer), BlockKind.HEADING, level=place.headings + 1)
    rest = tuple(child for child in node.children if child is not number)
    _walk(Node(node.tag, node.attributes, rest), writer, place)


def _heading(node: Node, writer: _Writer, place: _Place) -> None:
    if place.parent in _LETTERHEAD_PARENTS or place.kind is BlockKind.SIGNATURE:
        _walk_inline(node, writer, place.kind or BlockKind.LETTERHEAD, 0)
    elif node.tag == "tussenkop":
        style = node.get("kopopmaak") or node.get("opmaak") or "vet"
        _walk_inline(node, writer, BlockKind.HEADING, place.headings + _HEADING_LEVELS.get(style, 1))
    elif place.parent in ("table", "tgroup"):
        _walk_inline(node, writer, None, 0)
    else:
        _walk_inline(node, writer, BlockKind.HEADING, max(1, place.headings))


def _walk_inline(node: Node, writer: _Writer, kind: BlockKind | None, level: int) -> None:
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(strip_sentinels(child))
        elif child.tag not in _SKIPPED:
            between = " " if child.tag not in _INLINE and child.tag != "noot" else ""
            parts.append(f"{between}{_inline(child, writer)}{between}")
    text = "".join(parts)
    writer.add(text, kind, level=level, bold=kind is None)


def _list_item(node: Node, writer: _Writer, place: _Place) -> None:
    """Write a list item: its mark and first line are one block, further lines and lists follow."""
    mark = next((clean_text(child.text()) for child in node.elements() if child.tag in ("li.nr", "term")), "")
    first = True
    loose: list[str] = []

    def close() -> None:
        nonlocal first
        text = "".join(loose)
        loose.clear()
        if clean_text(text) or writer.notes:
            lead = f"{mark} " if first and mark else ""
            label = mark if first and mark else None
            writer.add(lead + text, BlockKind.LIST_ITEM, level=place.list_level, label=label)
            first = False

    for child in node.children:
        if isinstance(child, str):
            loose.append(strip_sentinels(child))
        elif child.tag in ("li.nr", "term") or child.tag in _SKIPPED:
            continue
        elif child.tag in _INLINE or child.tag == "noot":
            loose.append(_inline(child, writer))
        elif child.tag in ("lijst", "table", "al-groep"):
            close()
            _element(child, writer, place)
        else:
            close()
            loose.append(_inline_children(child, writer))
            close()
    close()


def _inline_children(node: Node, writer: _Writer) -> str:
    return "".join(
        strip_sentinels(child) if isinstance(child, str) else _inline(child, writer)
        for child in node.children
        if isinstance(child, str) or child.tag not in _SKIPPED
    )


def _inline(node: Node, writer: _Writer) -> str:
    """Return an element's text for the running line; a note leaves a mark and waits for the line's end."""
    if node.tag != "noot":
        return _inline_children(node, writer)
    label = clean_text("".join(child.text() for child in node.elements() if child.tag == "noot.nr"))
    label = label or node.get("nr") or str(len(writer.notes) + 1)
    label = re.sub(r"[.)]$", "", label)
    body = " ".join(_inline_children(child, writer) for child in node.elements() if child.tag != "noot.nr")
    writer.notes.append(RawBlock(text=clean_text(body), kind=BlockKind.FOOTNOTE, label=label))
    return note_sentinel(label)


def _cell(node: Node, writer: _Writer) -> str:
    """Return a table cell's text; its paragraphs are separated by blanks."""
    return " ".join(
        strip_sentinels(child) if isinstance(child, str) else _inline(child, writer)
        for child in node.children
        if isinstance(child, str) or child.tag not in _SKIPPED
    )
