"""nothing -> small fictional letters for the tests, in the form of a word processor's text dump."""

from __future__ import annotations

from pathlib import Path

MARK = "VOORBEELD (fictief)"


def dump_letter(*, subject: str, day: str, reference: str, body: str, minister: str = "J. Duinstra") -> str:
    """A letter as a text dump: page mark, letterhead, body, signature."""
    return f"""Pagina 1 van 2

> Retouradres Postbus 99 9999 ZZ Duinstad

de Voorzitter van de Tweede Kamer
der Staten-Generaal
Postbus 20018
2500 EA Den Haag

Datum
{day}

Betreft
{subject}

Ministerie van Duinbeheer
Zandlaan 1
Duinstad
Onze referentie
{reference}
{MARK}

Geachte voorzitter,

{body}

Hoogachtend,
DE MINISTER VAN DUINBEHEER
{minister}
"""


DUNES = dump_letter(
    subject="Voortgang herstel zeereep",
    day="12 maart 2024",
    reference="DB-2024-0312",
    body="""Met deze brief informeer ik uw Kamer over het herstel van de zeereep.

Kosten van het herstel
Het herstel van de zeereep bij Westduin kost naar verwachting €48 miljoen. Hiervan is in 2023 reeds €12,5 miljoen \
uitgegeven.[footnoteRef:1] De provincie betaalt 20% van de kosten. [1: Kamerstuk 99 123, nr. 4]

Planning
De werkzaamheden beginnen in september 2024 en duren achttien maanden. Ik zeg toe uw Kamer voor 1 december 2024 te \
informeren over de voortgang. De vertraging is ontstaan doordat de aannemer failliet ging.""",
)
FERRIES = dump_letter(
    subject="Veerdiensten naar de eilanden",
    day="3 juni 2024",
    reference="DB-2024-0603",
    body="""Uw Kamer vroeg naar de veerdiensten naar de eilanden Noorderzand en Zuiderzand.

Tarieven
Een enkele reis naar Noorderzand kost vanaf 1 juli 2024 €14,75 per volwassene. Kinderen tot twaalf jaar reizen gratis.

Reizigers
Vorig jaar vervoerden de veerboten 612.000 reizigers. Dat is 4 procent meer dan in 2022.""",
)
LIGHTHOUSES = dump_letter(
    subject="Onderhoud vuurtorens",
    day="20 november 2023",
    reference="DB-2023-1120",
    body="""Hierbij ontvangt u het onderhoudsplan voor de vuurtorens.

Stand van zaken
Van de negen vuurtorens zijn er vijf gerestaureerd. De restauratie van de vuurtoren van Oosterhaak is uitgesteld tot \
eind 2025, omdat er een slechtvalk broedt.""",
)
LETTERS = {"zeereep.txt": DUNES, "veerdiensten.txt": FERRIES, "vuurtorens.txt": LIGHTHOUSES}


def write_letters(folder: Path) -> Path:
    """Write the letters as files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in LETTERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
