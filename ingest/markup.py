"""XML or HTML bytes -> a tree of plain nodes; no entities, no document type, no network.

The one file that knows lxml. What it gives are frozen `Node`s with local names, so that every reader of a marked-up
format is a walk over plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import UnreadableFile

if TYPE_CHECKING:
    from typing import TypeAlias

    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

    Child: TypeAlias = "Node | str"

_MAX_NODES = 2_000_000  # a letter has a few thousand; more is an attack or not a letter
_XML_REMEDY = "Save or download the file again"


@dataclass(frozen=True, slots=True)
class Node:
    """An element: local name without namespace, attributes by local name, children in document order."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Child, ...] = ()

    def elements(self) -> Iterator[Node]:
        """Give the child elements in order."""
        return (child for child in self.children if isinstance(child, Node))

    def first(self, *path: str) -> Node | None:
        """Return the first descendant reached by these child names, or None."""
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.elements() if child.tag == tag), None) if node else None
        return node

    def descendants(self, *tags: str) -> Iterator[Node]:
        """Give all elements below this one with one of these names, in document order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.descendants(*tags)

    def text(self) -> str:
        """Return all character data below this element, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(name, default)


def parse_xml(data: bytes, name: str) -> Node:
    """Parse XML.

    Raises:
        UnreadableFile: It is not well formed, has a document type declaration (the road of entity attacks), or is
            nested deeper than any letter.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types; txt letters need no lxml

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        reason = f"it is not well-formed XML ({fault})".replace("\n", " ")
        raise UnreadableFile(file=name, reason=reason, remedy=_XML_REMEDY) from fault
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(
            file=name,
            reason="its XML has a document type declaration, through which a file can do harm",
            remedy="Remove the DOCTYPE, or save the letter in another format",
        )
    return _plain(root, name)


def parse_html(data: bytes, name: str) -> Node:
    """Parse HTML as a browser would, whatever its faults.

    Raises:
        UnreadableFile: There is no element in it.
    """
    from lxml import etree

    encoding = "utf-8" if _is_utf8(data) else None  # else as the page declares
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFile(file=name, reason="it holds no HTML that can be read", remedy=_XML_REMEDY) from fault
    if root is None:
        raise UnreadableFile(file=name, reason="it holds no HTML that can be read", remedy=_XML_REMEDY)
    return _plain(root, name)


def _is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8, which hardly any other text happens to be."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(root: _Element, name: str) -> Node:
    """Turn a parsed tree into nodes; entity references and other things that are no element give no text."""
    count = sum(1 for _ in root.iter())
    if count > _MAX_NODES:
        raise UnreadableFile(
            file=name, reason=f"it holds {count} elements, far more than any letter", remedy="Check what this file is"
        )
    return _node(root)


def _node(element: _Element) -> Node:
    children: list[Child] = []
    if element.text:
        children.append(element.text)
    for child in element:
        if isinstance(child.tag, str):
            children.append(_node(child))
        if child.tail:
            children.append(child.tail)
    attributes = {_local(str(key)): str(value) for key, value in element.attrib.items()}
    return Node(_local(str(element.tag)), attributes, tuple(children))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
