"""bytes of a docx, odt, html or XML letter -> its words, by the shortest way through the file: another reading than ours.

Nothing of `ingest` is used, nor the libraries it uses, so that an error of the readers is not made twice. What a reader
of the page does not see is left out: deleted text, field instructions, menus, metadata.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree

_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[^\w%€$£§°]+")  # hyphens, quotes and full stops are compared with their words, not as words
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN_HTML = frozenset({"head", "script", "style", "nav", "header", "footer", "aside", "form", "button", "noscript"})
_INLINE_XML = frozenset({"nadruk", "extref", "intref", "sup", "inf", "noot", "ondernummer", "redactie"})
_VOID_HTML = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "source"})
_INLINE_HTML = frozenset({"a", "abbr", "b", "em", "i", "q", "small", "span", "strong", "u", "mark", "cite", "font"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a file in its order: those of its body, and those of its notes (foot- and endnotes)."""

    body: tuple[str, ...]
    notes: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without the marks around and within them, a word as it stands."""
    bare = (_MARKS.sub("", word) for word in _SPACES.split(text))
    return tuple(word for word in bare if word)


def read_independently(data: bytes, kind: str) -> Reading:
    """Read a letter file.

    Args:
        data: Its bytes, of a file that can be trusted: there are no limits here.
        kind: "docx", "odt", "html" or "xml".
    """
    return {"docx": _read_docx, "odt": _read_odt, "html": _read_html, "xml": _read_xml}[kind](data)


def _read_docx(data: bytes) -> Reading:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            name: archive.read(f"word/{name}.xml")
            for name in ("document", "footnotes", "endnotes")
            if f"word/{name}.xml" in archive.namelist()
        }
    texts = {name: "".join(_docx_text(ElementTree.fromstring(part))) for name, part in parts.items()}  # noqa: S314
    return Reading(words_of(texts["document"]), words_of(texts.get("footnotes", "") + texts.get("endnotes", "")))


def _docx_text(element: ElementTree.Element) -> Iterator[str]:
    tag = element.tag
    if tag in {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK}:
        return
    if tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
        return
    if tag == f"{_W}t":
        yield element.text or ""
    if tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
        yield " "
    if tag == f"{_W}noBreakHyphen":
        yield "-"
    for child in element:
        yield from _docx_text(child)
    if tag in {f"{_W}p", f"{_W}tc"}:
        yield "\n"


def _read_odt(data: bytes) -> Reading:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314
    notes: list[str] = []
    body = root.find(f"{_OFFICE}body")
    text = "".join(_odt_text(body, notes)) if body is not None else ""
    return Reading(words_of(text), words_of("\n".join(notes)))


def _odt_text(element: ElementTree.Element, notes: list[str]) -> Iterator[str]:
    tag = element.tag
    if tag == f"{_TEXT}note":
        found = element.find(f"{_TEXT}note-body")
        notes.append("".join(_odt_text(found, notes)) if found is not None else "")
        return
    if tag in {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"}:
        return
    if tag in {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _odt_text(child, notes)
        yield child.tail or ""
    if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
        yield "\n"


def _read_xml(data: bytes) -> Reading:
    notes: list[str] = []
    return Reading(words_of("".join(_xml_text(ElementTree.fromstring(data), notes))), words_of("\n".join(notes)))  # noqa: S314


def _xml_text(element: ElementTree.Element, notes: list[str]) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag == "noot":
        notes.append("\n".join("".join(one.itertext()) for one in element if one.tag.rpartition("}")[2] == "noot.al"))
        return
    if tag in {"metadata", "kamerstukkop", "noot.nr"}:
        return
    yield element.text or ""
    for child in element:
        yield from _xml_text(child, notes)
        yield child.tail or ""
    if tag not in _INLINE_XML:
        yield "\n"


def _read_html(data: bytes) -> Reading:
    reader = _HtmlWords()
    reader.feed(data.decode("utf-8"))
    return Reading(words_of("".join(reader.texts)), ())


class _HtmlWords(HTMLParser):
    """Gathers the text outside menus, headers and footers of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the interface of HTMLParser
        self._unseen += tag in _UNSEEN_HTML
        if tag not in _INLINE_HTML and tag != "sup":
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN_HTML
        if tag not in _INLINE_HTML | _VOID_HTML and tag != "sup":
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)
