"""styles and numbering parts of a docx -> what a paragraph's style and list number mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.docx_paragraphs import roman_number
from ingest.markup import Node

_HEADING_NAME = re.compile(r"^(?:heading|kop|überschrift)\s?(\d)$", re.IGNORECASE)
_TITLE_NAME = re.compile(r"^(?:title|titel|subtitle|ondertitel)$", re.IGNORECASE)
_MOST_PARENTS = 12  # styles that inherit in a circle exist


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, its ancestors included."""

    name: str = ""
    outline: int | None = None  # depth of a heading, from 0
    bold: bool = False
    numbering: tuple[str, int] | None = None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Node | None) -> None:
        nodes = (node for node in root.elements() if node.tag == "style") if root else ()
        self._nodes = {node.get("styleId"): node for node in nodes}
        self._known: dict[str, Style] = {}

    def of(self, identifier: str) -> Style:
        """Return a style, or an empty one if the document does not define it."""
        if identifier not in self._known:
            self._known[identifier] = self._read(identifier)
        return self._known[identifier]

    def _read(self, identifier: str) -> Style:
        chain: list[Node] = []
        node = self._nodes.get(identifier)
        while node is not None and len(chain) < _MOST_PARENTS:
            chain.append(node)
            parent = node.first("basedOn")
            node = self._nodes.get(parent.get("val")) if parent else None
        if not chain:
            return Style()
        named = chain[0].first("name")
        name = named.get("val") if named else identifier
        return Style(name, _outline(chain), _bold(chain), _numbering(chain))


def _outline(chain: list[Node]) -> int | None:
    for node in chain:
        named = node.first("name")
        name = named.get("val") if named else ""
        if found := _HEADING_NAME.match(name):
            return int(found.group(1)) - 1
        if _TITLE_NAME.match(name):
            return 0
        level = node.first("pPr", "outlineLvl")
        if level is not None and level.get("val").isdecimal():
            return int(level.get("val")) if int(level.get("val")) < 9 else None
    return None


def _bold(chain: list[Node]) -> bool:
    for node in chain:
        mark = node.first("rPr", "b")
        if mark is not None:
            return mark.get("val", "true") not in ("0", "false", "off")
    return False


def _numbering(chain: list[Node]) -> tuple[str, int] | None:
    for node in chain:
        number = node.first("pPr", "numPr", "numId")
        if number is not None:
            level = node.first("pPr", "numPr", "ilvl")
            depth = level.get("val") if level else "0"
            return number.get("val"), int(depth) if depth.isdecimal() else 0
    return None


@dataclass(slots=True)
class _List:
    """One abstract list: format and text of its levels, and how far each has counted."""

    formats: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; it counts their items as they come."""

    def __init__(self, root: Node | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {node.get("abstractNumId"): node for node in root.elements() if node.tag == "abstractNum"}
        for node in root.elements():
            if node.tag == "num" and (link := node.first("abstractNumId")):
                self._lists[node.get("numId")] = _read_list(abstract.get(link.get("val")))

    def advance(self, identifier: str, level: int) -> str | None:
        """Count one item further and return its mark ("3.", "b)", "•"); None if the document does not say."""
        found = self._lists.get(identifier)
        if found is None or level not in found.formats:
            return None
        found.counts[level] = found.counts.get(level, found.starts.get(level, 1) - 1) + 1
        for deeper in [depth for depth in found.counts if depth > level]:
            del found.counts[deeper]
        if found.formats[level] in ("bullet", "none"):
            return "•" if found.formats[level] == "bullet" else None
        return re.sub(
            r"%(\d)",
            lambda part: _shown(
                found.counts.get(int(part.group(1)) - 1, 1), found.formats.get(int(part.group(1)) - 1, "")
            ),
            found.texts.get(level, ""),
        )


def _read_list(node: Node | None) -> _List:
    read = _List()
    for level in node.elements() if node else ():
        if level.tag != "lvl" or not level.get("ilvl").isdecimal():
            continue
        depth = int(level.get("ilvl"))
        shape, text, start = level.first("numFmt"), level.first("lvlText"), level.first("start")
        read.formats[depth] = shape.get("val") if shape else "decimal"
        read.texts[depth] = text.get("val") if text else ""
        if start is not None and start.get("val").isdecimal():
            read.starts[depth] = int(start.get("val"))
    return read


def _shown(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman"):
        roman = roman_number(number)
        return roman if shape == "lowerRoman" else roman.upper()
    return str(number)
