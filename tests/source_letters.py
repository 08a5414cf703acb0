"""nothing -> fictional letters as the official sources give them: docx at the Kamer, XML and PDF at KOOP."""

from __future__ import annotations

import io
import uuid
import zipfile
from xml.sax.saxutils import escape

MARK = "VOORBEELD (fictief)"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_letter(subject: str, day: str, body: str, *, ministry: str = "Duinbeheer", reference: str = "") -> bytes:
    """A letter as a Word file, with its letterhead."""
    lines = ["Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", f"Datum {day}", f"Betreft {subject}"]
    lines += [f"Ons kenmerk {reference}"] if reference else []
    lines += [f"Ministerie van {ministry}", MARK, "Geachte voorzitter,", *body.split("\n")]
    lines += ["Hoogachtend,", f"DE MINISTER VAN {ministry.upper()}", "J. Duinstra"]
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>")
    return held.getvalue()


def xml_letter(identifier: str, dossier: str, day: str, body: str, *, ministry: str = "Duinbeheer") -> bytes:
    """A letter as KOOP publishes it."""
    number = identifier.rpartition("-")[2]
    paragraphs = "".join(f"<al>{escape(line)}</al>" for line in body.split("\n"))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata><meta name="OVERHEIDop.externMetadataRecord"
 content="https://zoek.officielebekendmakingen.nl/{identifier}/metadata.xml"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>{dossier}</dossiernr></dossiernummer><titel>Kustbeleid</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr>
<titel>BRIEF VAN DE MINISTER VAN {ministry.upper()}</titel><algemeen><vrije-tekst><tekst>
<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al><al>Duinstad, {day}</al>
{paragraphs}<al>{MARK}</al></tekst></vrije-tekst><tekst-sluiting><ondertekening>
<functie>De Minister van {ministry},</functie><naam><voornaam>J.</voornaam><achternaam>Duinstra</achternaam></naam>
</ondertekening></tekst-sluiting></algemeen></stuk></kamerstuk></officiele-publicatie>""".encode()


def pdf_letter(lines: list[str]) -> bytes:
    """A letter as a PDF of one page."""
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, invariant=True)
    for at, line in enumerate(lines):
        canvas.drawString(72, 770 - 16 * at, line)
    canvas.save()
    return held.getvalue()


def guid(number: int) -> str:
    """An id as the Kamer gives them."""
    return str(uuid.UUID(int=number))
