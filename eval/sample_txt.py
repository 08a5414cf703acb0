"""sample letter -> txt: as a docx dumped to plain text, or as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eval.sample_source import ADDRESSEE, CLOSING_MARK, MARK, NOTE_MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.sample_source import Element, SampleLetter

WORDS_A_PAGE = 420  # of a letter in 9 points; only the page marks at the top say how many pages there are


def write_dump(letter: SampleLetter) -> bytes:
    """Write a letter as text tools dump a docx: page marks, image and bookmark leftovers, notes inside the line."""
    body = "\n".join(_dump_lines(letter))
    pages = max(2, -(-len(body.split()) // WORDS_A_PAGE))
    name = letter.name.replace("-", "_")
    attachments = letter.extra.get("bijlagen")
    lines = [
        f"Pagina 1 van {pages}",
        *[""] * 6,
        f"[image: /tmp/omzetten/{name}/image1.png][image: /tmp/omzetten/{name}/image2.png]",
        *[""] * 4,
        f"Pagina {pages} van {pages}",
        "",
        MARK,
        f"\t[bookmark: _GoBack]> Retouradres {letter.postbus} Den Haag",
        "",
        f"\t{ADDRESSEE[0]}",
        *ADDRESSEE[1:],
        "",
        "\tDatum",
        f"\t{letter.date_in_words}",
        "",
        "\tBetreft",
        f"\t{letter.subject}",
        "",
        "",
        letter.ministry,
        *_lines_if(letter.extra.get("bezoekadres")),
        letter.postbus,
        "Onze referentie",
        letter.reference,
        *(["Bijlagen", attachments] if attachments else []),
        "Bij beantwoording, datum, onze referentie en onderwerp vermelden.",
        *[""] * 3,
        body,
        "",
        CLOSING_MARK,
        *[""] * 4,
        "image1.png",
        *[""] * 3,
        "image2.png",
        letter.ministry,
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def write_plain(letter: SampleLetter) -> bytes:
    """Write a letter as plain text: one paragraph a line, notes as "[1]" with their texts at the end."""
    lines = [
        MARK,
        letter.ministry,
        "",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "",
        f"Den Haag, {letter.date_in_words}",
        f"Betreft: {letter.subject}",
        f"Ons kenmerk: {letter.reference}",
        "",
    ]
    for element in letter.elements:
        if element.kind is ElementKind.SIGNATURE:
            for signatory in letter.signatories:
                lines += [f"{signatory.function},", signatory.name, ""]
            continue
        if element.kind is ElementKind.ANNEX:
            lines += [f"Bijlage: {element.text}", ""]
            continue
        lines += [NOTE_MARK.sub(r" [\1]", line) for line in _element_lines(element, " | ")]
        if element.kind is not ElementKind.LIST_ITEM:
            lines.append("")
    lines += [f"[{label}] {text}" for label, text in letter.notes.items()]
    return "\n".join([*lines, "", CLOSING_MARK, ""]).encode("utf-8")


def _dump_lines(letter: SampleLetter) -> Iterator[str]:
    for element in letter.elements:
        if element.kind is ElementKind.SIGNATURE:
            yield ""
            yield "Hoogachtend,"
            for signatory in letter.signatories:
                yield signatory.function.upper()
                yield signatory.name
        elif element.kind is ElementKind.ANNEX:
            yield from ("", "", element.text)
        else:
            if element.kind is ElementKind.HEADING and element.level == 1:
                yield ""
            for line in _element_lines(element, "\t"):
                yield _with_notes_inside(line, letter.notes)


def _element_lines(element: Element, between_cells: str) -> Iterator[str]:
    if element.kind is ElementKind.TABLE:
        yield from _lines_if(element.text)
        for row in element.rows:
            yield between_cells.join(row)
    elif element.kind in (ElementKind.QUESTION, ElementKind.ANSWER):
        yield question_label(element)
        yield element.text
    elif element.kind is ElementKind.LIST_ITEM:
        yield f"{element.mark} {element.text}"
    else:
        yield element.text


def _with_notes_inside(line: str, notes: dict[str, str]) -> str:
    """The dump's form: "[footnoteRef:1]" at the mark, and "[1: text]" at the end of the paragraph."""
    labels = [label for _, label in split_at_marks(line) if label]
    marked = re.sub(NOTE_MARK, r"[footnoteRef:\1]", line)
    return "  ".join([marked, *(f"[{label}:  {notes[label]}]" for label in labels)])


def _lines_if(text: str | None) -> list[str]:
    return [text] if text else []
