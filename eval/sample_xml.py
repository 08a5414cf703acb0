"""sample letter -> officiele-publicatie XML, the form in which Kamerstukken are published."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from eval.sample_source import CLOSING_MARK, MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.sample_source import Element, SampleLetter


def write_xml(letter: SampleLetter) -> bytes:
    """Write a letter as a Kamerstuk in the schema of officielebekendmakingen.nl."""
    dossier, number = letter.extra["dossier"], letter.extra["nummer"]
    name = f"kst-{dossier.replace(' ', '')}-{number}"
    title = f"BRIEF VAN {letter.signatories[0].function.upper()}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<officiele-publicatie>",
        "<metadata>",
        f'<meta name="OVERHEIDop.externMetadataRecord" scheme="" content={quoteattr(name)} />',
        "</metadata>",
        "<kamerstuk>",
        "<kamerstukkop>",
        f'<tekstregel inhoud="opmerking">{MARK}</tekstregel>',
        f'<tekstregel inhoud="vergaderjaar">Vergaderjaar {letter.extra["vergaderjaar"]}</tekstregel>',
        '<tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>',
        '<tekstregel inhoud="kamernummer">2</tekstregel>',
        '<tekstregel inhoud="documenttype">Kamerstukken</tekstregel>',
        "</kamerstukkop>",
        "<dossier>",
        f"<dossiernummer><dossiernr>{dossier}</dossiernr></dossiernummer>",
        f"<titel>{escape(letter.extra['dossiertitel'])}</titel>",
        "</dossier>",
        "<stuk>",
        f'<stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr>',
        f"<titel>{escape(title)}</titel>",
        "<algemeen>",
        "<vrije-tekst>",
        '<tekst status="goed">',
        f"<al>{MARK}</al>",
        "<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>",
        f"<al>Den Haag, {letter.date_in_words}</al>",
        *_body(letter, name),
        f"<al>{escape(CLOSING_MARK)}</al>",
        "</tekst>",
        "</vrije-tekst>",
        "<tekst-sluiting>",
        *(_signature(letter)),
        "</tekst-sluiting>",
        "</algemeen>",
        "</stuk>",
        "</kamerstuk>",
        "</officiele-publicatie>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _body(letter: SampleLetter, name: str) -> Iterator[str]:
    for is_list, group in groupby(letter.elements, key=lambda element: element.kind is ElementKind.LIST_ITEM):
        elements = list(group)
        if is_list:
            yield from _list(elements, letter, name)
        else:
            for element in elements:
                yield from _element(element, letter, name)


def _element(element: Element, letter: SampleLetter, name: str) -> Iterator[str]:
    text = _inline(element.text, letter, name)
    if element.kind is ElementKind.HEADING:
        style = "vet" if element.level == 1 else "cur"
        yield f'<tussenkop kopopmaak="{style}">{text}</tussenkop>'
    elif element.kind is ElementKind.ANNEX:
        yield f'<tussenkop kopopmaak="vet">{text}</tussenkop>'
    elif element.kind is ElementKind.TABLE:
        yield from _table(element, letter, name)
    elif element.kind is ElementKind.QUESTION:
        yield f'<al><nadruk type="vet">{question_label(element)}</nadruk></al>'
        yield f'<al><nadruk type="cur">{text}</nadruk></al>'
    elif element.kind is ElementKind.ANSWER:
        yield f'<al><nadruk type="vet">{question_label(element)}</nadruk></al>'
        yield f"<al>{text}</al>"
    elif element.kind is ElementKind.PARAGRAPH:
        yield f"<al>{text}</al>"


def _list(items: Sequence[Element], letter: SampleLetter, name: str) -> Iterator[str]:
    numbered = items[0].mark != "-"
    yield f'<lijst type="{"expliciet" if numbered else "ongemarkeerd"}">'
    for item in items:
        mark = item.mark if numbered else "–"
        yield f"<li><li.nr>{mark}</li.nr><al>{_inline(item.text, letter, name)}</al></li>"
    yield "</lijst>"


def _table(element: Element, letter: SampleLetter, name: str) -> Iterator[str]:
    yield '<table frame="all">'
    if element.text:
        yield f"<title>{_inline(element.text, letter, name)}</title>"
    columns = len(element.rows[0])
    yield f'<tgroup cols="{columns}">'
    for number in range(1, columns + 1):
        yield f'<colspec colname="col{number}" colnum="{number}" />'
    for tag, rows in (("thead", element.rows[:1]), ("tbody", element.rows[1:])):
        yield f"<{tag}>"
        for row in rows:
            cells = "".join(f"<entry><al>{_inline(cell, letter, name)}</al></entry>" for cell in row)
            yield f"<row>{cells}</row>"
        yield f"</{tag}>"
    yield "</tgroup>"
    yield "</table>"


def _inline(text: str, letter: SampleLetter, name: str) -> str:
    parts: list[str] = []
    for before, label in split_at_marks(text):
        parts.append(escape(before))
        if label is not None:
            note = escape(letter.notes[label])
            numbered = f"<noot.nr>{label}</noot.nr><noot.al>{note}</noot.al>"
            parts.append(f'<noot id="{name}-n{label}" type="voet">{numbered}</noot>')
    return "".join(parts)


def _signature(letter: SampleLetter) -> Iterator[str]:
    for signatory in letter.signatories:
        initials, _, surname = signatory.name.partition(" ")
        yield "<ondertekening>"
        yield f"<functie>{escape(signatory.function)},</functie>"
        yield f"<naam><voornaam>{escape(initials)}</voornaam><achternaam>{escape(surname)}</achternaam></naam>"
        yield "</ondertekening>"
