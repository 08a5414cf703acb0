"""readable source of a sample letter -> its header, elements and notes.

A source (eval/samples/source/*.brief) is header lines "naam: waarde", an empty line, then elements. A line is a
unit; empty lines only separate. What a line is, its beginning says:

    # Kop, ## Subkop          heading             ?3 Klopt het dat …    Member's question 3 (Kamervraag)
    - onderdeel, 1. onderdeel list item           !3 Ja. or !4,5 Nee.   answer to question 3, or to 4 and 5
    | cel | cel |             table row, the first one holds the heads; |= Tabel 1 … is the caption
    [^1]: noot                footnote text; [^1] inside a line is its mark
    %ondertekening            where the signature stands (the end, if not said)
    %bijlage Titel            an annex starts here, on a new page
    anything else             paragraph (alinea)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.errors import GoldError

if TYPE_CHECKING:
    from pathlib import Path

MARK = "VOORBEELD (fictief)"
# Stands at the end of every letter, so that no reader takes one for a real minister's words.
CLOSING_MARK = (
    f"{MARK}: deze brief is geschreven als voorbeeld voor Briefwijzer. "
    "Ministerie, personen, dossiers en bedragen zijn verzonnen."
)
ADDRESSEE = ("De Voorzitter van de Tweede Kamer", "der Staten-Generaal", "Postbus 20018", "2500 EA Den Haag")
FORMATS = frozenset({"docx", "pdf", "xml", "odt", "html", "dump.txt", "txt"})
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
REQUIRED = ("formaat", "ministerie", "postbus", "datum", "betreft", "kenmerk", "ondertekenaar")
OPTIONAL = ("bezoekadres", "dossier", "nummer", "dossiertitel", "vergaderjaar", "bijlagen", "briefhoofd", "koppen")
NOTE_MARK = re.compile(r"\[\^(\w+)\]")


class ElementKind(StrEnum):
    """What a unit of a source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    QUESTION = "question"
    ANSWER = "answer"
    SIGNATURE = "signature"
    ANNEX = "annex"


NUMBERS = r"\d+(?:,\d+)*"
FORMS = (
    (ElementKind.HEADING, r"(?P<mark>#+) (?P<text>.+)"),
    (ElementKind.LIST_ITEM, r"(?P<mark>-|\d+\.) (?P<text>.+)"),
    (ElementKind.TABLE, r"(?P<mark>)\|= (?P<text>.+)"),
    (ElementKind.QUESTION, rf"\?(?P<mark>{NUMBERS}) (?P<text>.+)"),
    (ElementKind.ANSWER, rf"!(?P<mark>{NUMBERS}) (?P<text>.+)"),
    (ElementKind.SIGNATURE, r"(?P<mark>)(?P<text>)%ondertekening"),
    (ElementKind.ANNEX, r"(?P<mark>)%bijlage (?P<text>.+)"),
)


@dataclass(frozen=True, slots=True)
class Element:
    """A unit of a letter. `text` may hold note marks "[^1]"; `rows` are a table's, the first one its heads."""

    kind: ElementKind
    text: str = ""
    level: int = 0  # of a heading
    mark: str = ""  # of a list item: "-" or "1."; of a question or answer: its numbers, "4,5"
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs (ondertekenaar): "De Minister van …" and a name."""

    function: str
    name: str


@dataclass(frozen=True, slots=True)
class SampleLetter:
    """A fictional letter as its source tells it, before it takes the form of a file."""

    name: str  # file name without extension
    formats: tuple[str, ...]
    ministry: str
    postbus: str
    date: date
    subject: str
    reference: str
    signatories: tuple[Signatory, ...]
    extra: dict[str, str]  # the optional header fields
    elements: tuple[Element, ...]
    notes: dict[str, str]

    @property
    def date_in_words(self) -> str:
        """The date as a letter writes it: "14 maart 2024"."""
        return f"{self.date.day} {MONTHS[self.date.month - 1]} {self.date.year}"


def read_source(path: Path) -> SampleLetter:
    """Read one source file.

    Raises:
        GoldError: A header field is missing or unknown, or a note mark and the notes do not fit each other.
    """
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields, signatories = _header(path, head)
    elements, notes = _body(body)
    marks = [mark for element in elements for mark in NOTE_MARK.findall(_all_text(element))]
    if sorted(marks) != sorted(notes):
        raise GoldError(file=str(path), line=1, detail=f"marks {sorted(marks)} and notes {sorted(notes)} differ")
    if all(element.kind is not ElementKind.SIGNATURE for element in elements):
        elements.append(Element(ElementKind.SIGNATURE))
    return SampleLetter(
        name=path.stem,
        formats=tuple(fields["formaat"].split()),
        ministry=fields["ministerie"],
        postbus=fields["postbus"],
        date=date.fromisoformat(fields["datum"]),
        subject=fields["betreft"],
        reference=fields["kenmerk"],
        signatories=signatories,
        extra={name: fields[name] for name in OPTIONAL if name in fields},
        elements=tuple(elements),
        notes=notes,
    )


def split_at_marks(text: str) -> list[tuple[str, str | None]]:
    """Cut a text at its note marks: (text before the mark, label), the last pair with None for its label."""
    parts = NOTE_MARK.split(text)
    return [*zip(parts[0::2], parts[1::2], strict=False), (parts[-1], None)]


def question_label(element: Element) -> str:
    """The line above a question or answer: "Vraag 3", "Antwoord op vraag 3", "Antwoord op de vragen 4, 5 en 6"."""
    numbers = element.mark.split(",")
    if element.kind is ElementKind.QUESTION:
        return f"Vraag {numbers[0]}"
    if len(numbers) == 1:
        return f"Antwoord op vraag {numbers[0]}"
    return f"Antwoord op de vragen {', '.join(numbers[:-1])} en {numbers[-1]}"


def _header(path: Path, head: str) -> tuple[dict[str, str], tuple[Signatory, ...]]:
    fields: dict[str, str] = {}
    signatories: list[Signatory] = []
    for number, line in enumerate(head.splitlines(), start=1):
        name, _, value = (part.strip() for part in line.partition(":"))
        if name not in (*REQUIRED, *OPTIONAL):
            raise GoldError(file=str(path), line=number, detail=f"unknown header field '{name}'")
        fields[name] = value
        if name == "ondertekenaar":
            function, _, person = (part.strip() for part in value.partition("|"))
            signatories.append(Signatory(function, person))
    missing = [name for name in REQUIRED if not fields.get(name)]
    if missing:
        raise GoldError(file=str(path), line=1, detail=f"header field '{missing[0]}' is missing")
    unknown = set(fields["formaat"].split()) - FORMATS
    if unknown:
        raise GoldError(file=str(path), line=1, detail=f"unknown format '{min(unknown)}'")
    return fields, tuple(signatories)


def _body(body: str) -> tuple[list[Element], dict[str, str]]:
    elements: list[Element] = []
    notes: dict[str, str] = {}
    for line in filter(None, map(str.strip, body.splitlines())):
        note = re.fullmatch(r"\[\^(\w+)\]:\s*(.+)", line)
        if note:
            notes[note[1]] = note[2]
        elif line.startswith("|") and not line.startswith("|="):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            table = (
                elements.pop() if elements and elements[-1].kind is ElementKind.TABLE else Element(ElementKind.TABLE)
            )
            elements.append(replace(table, rows=(*table.rows, cells)))
        else:
            elements.append(_element(line))
    return elements, notes


def _element(line: str) -> Element:
    for kind, form in FORMS:
        if found := re.fullmatch(form, line):
            mark, text = found["mark"], found["text"]
            level = len(mark) if kind is ElementKind.HEADING else 0
            return Element(kind, text, level=level, mark="" if level else mark)
    return Element(ElementKind.PARAGRAPH, line)


def _all_text(element: Element) -> str:
    return " ".join((element.text, *(cell for row in element.rows for cell in row)))
