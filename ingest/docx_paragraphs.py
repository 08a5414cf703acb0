"""a WordprocessingML paragraph -> its text, note marks, text boxes, page and looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.clean_text import note_sentinel, strip_sentinels
from ingest.line_breaks import BREAK, Run, whole
from ingest.markup import Node
from ingest.pdf_note_marks import typed_labels

_GONE = frozenset("del moveFrom instrText delText rPr pPr proofErr bookmarkStart bookmarkEnd".split())
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class PageCounter:
    """Counts pages while the walk goes on."""

    page: int = 1
    laid_out: bool = False  # Word's own page borders were seen
    fresh: bool = True  # no text since the last border

    def hard_break(self) -> None:
        """Count a page break that the author set."""
        self.page += 1
        self.fresh = True
        self.after_hard = True

    def border(self) -> None:
        """Count a border that Word saw, unless it is the hard break just counted."""
        self.laid_out = True
        if not (self.fresh and self.after_hard):
            self.page += 1
        self.fresh = True
        self.after_hard = False

    def text(self) -> None:
        """Remember that the page holds text."""
        self.fresh = False
        self.after_hard = False

    after_hard: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read."""

    style: str = ""
    page: int | None = None
    outline: int | None = None
    numbering: tuple[str, int] | None = None  # (numId, level)
    boxes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)  # the characters, with sentinels for notes and line breaks


def provisional_label(part: str, number: int) -> str:
    """Return how Word shows the number of a note: arabic for footnotes, roman for endnotes."""
    return str(number) if part == "footnote" else roman_number(number)


def roman_number(number: int) -> str:
    """Write a number in small roman letters; from 50 on with x alone, as no list is that long."""
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters, number = letters + letter, number - value
    return letters


def read_paragraph(node: Node, pages: PageCounter, note_order: list[tuple[str, str]]) -> Paragraph:
    """Read a paragraph; `pages` and `note_order` go along through the whole part."""
    paragraph = Paragraph()
    if properties := node.first("pPr"):
        _read_properties(properties, paragraph)
    reading = _Reading(paragraph, pages, note_order)
    reading.walk(node, bold=None)
    paragraph.page = paragraph.page or pages.page
    return paragraph


def _read_properties(properties: Node, paragraph: Paragraph) -> None:
    if style := properties.first("pStyle"):
        paragraph.style = style.get("val")
    if (outline := properties.first("outlineLvl")) and outline.get("val").isdecimal() and int(outline.get("val")) < 9:
        paragraph.outline = int(outline.get("val"))
    number = properties.first("numPr", "numId")
    if number is not None:
        level = properties.first("numPr", "ilvl")
        depth = level.get("val") if level else "0"
        paragraph.numbering = (number.get("val"), int(depth) if depth.isdecimal() else 0)


@dataclass(slots=True)
class _Reading:
    """The walk through one paragraph."""

    paragraph: Paragraph
    pages: PageCounter
    note_order: list[tuple[str, str]]
    fields: list[bool] = field(default_factory=list)  # open fields, outermost first: True once its result began
    raised: bool = False  # the run is set in superscript

    def walk(self, node: Node, bold: bool | None) -> None:
        for child in node.elements():
            if child.tag in _GONE:
                continue
            if child.tag == "r":
                self.raised = _is_raised(child)
                self.walk(child, _weight(child))
                self.raised = False
            elif child.tag == "AlternateContent":
                self._alternative(child, bold)
            elif child.tag == "txbxContent":
                self.paragraph.boxes.append(child)
            elif not self._character(child, bold):
                self.walk(child, bold)

    def _alternative(self, node: Node, bold: bool | None) -> None:
        """Read one of two renderings of the same drawing: the newer one, if it holds text at all."""
        options = [child for child in node.elements() if child.tag in ("Choice", "Fallback")]
        filled = [option for option in options if any(t.text().strip() for t in option.descendants("t"))]
        for option in filled[:1]:
            self.walk(option, bold)

    def _character(self, node: Node, bold: bool | None) -> bool:
        """Read an element that stands for characters; False if it holds other elements."""
        tag = node.tag
        if tag == "t":
            self._text(strip_sentinels(node.text()).replace(BREAK, ""), bold)
        elif tag in ("tab", "ptab"):
            self._text(" ", bold)
        elif tag == "cr" or (tag == "br" and node.get("type", "textWrapping") != "page"):
            self.paragraph.runs += [Run(BREAK)] if all(self.fields) else []
        elif tag == "br":
            self.pages.hard_break()
        elif tag == "lastRenderedPageBreak":
            self.pages.border()
        elif tag == "noBreakHyphen":
            self._text("-", bold)
        elif tag in ("footnoteReference", "endnoteReference"):
            self._note(tag.removesuffix("Reference"), node.get("id"))
        elif tag == "fldChar":
            self._field(node.get("fldCharType"))
        else:
            return tag in ("sym", "softHyphen")
        return True

    def _text(self, text: str, bold: bool | None) -> None:
        if not all(self.fields):
            return  # inside a field's instruction, which nobody sees
        labels = typed_labels(text, whole(self.paragraph.runs).text) if self.raised else ()
        self.paragraph.runs.append(Run("".join(note_sentinel(label) for label in labels) or text, (bold,)))
        if text.strip():
            self.pages.text()
            self.paragraph.page = self.paragraph.page or self.pages.page

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _note(self, part: str, identifier: str) -> None:
        reference = (part, identifier)
        if reference not in self.note_order:
            self.note_order.append(reference)
        number = [known for known in self.note_order if known[0] == part].index(reference) + 1
        self.paragraph.runs.append(Run(note_sentinel(provisional_label(part, number))))


def _is_raised(run: Node) -> bool:
    """Return whether a run is set in superscript: a note's mark that was typed, or an exponent."""
    mark = run.first("rPr", "vertAlign")
    return mark is not None and mark.get("val") == "superscript"


def _weight(run: Node) -> bool | None:
    """Return whether a run is set in bold or underlined; None if it says nothing of that."""
    said: bool | None = None
    for tag in ("b", "u"):
        mark = run.first("rPr", tag)
        if mark is not None:
            on = mark.get("val", "true") not in ("0", "false", "none", "off")
            said = on or bool(said)
    return said
