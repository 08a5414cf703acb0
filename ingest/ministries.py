"""how a letter names its minister -> the ministry's full official name.

The grammar "minister van ..." gives the name; the tables add what grammar cannot: ministers without a ministry of
their own, and the spelling of names that a letter sets in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Ministries since 1945 that send letters, as they wrote themselves.
_NAMES = (
    "Algemene Zaken",
    "Asiel en Migratie",
    "Binnenlandse Zaken",
    "Binnenlandse Zaken en Koninkrijksrelaties",
    "Buitenlandse Handel en Ontwikkelingshulp",
    "Buitenlandse Zaken",
    "Cultuur, Recreatie en Maatschappelijk Werk",
    "Defensie",
    "Economische Zaken",
    "Economische Zaken en Klimaat",
    "Economische Zaken, Landbouw en Innovatie",
    "Financiën",
    "Infrastructuur en Milieu",
    "Infrastructuur en Waterstaat",
    "Justitie",
    "Justitie en Veiligheid",
    "Klimaat en Groene Groei",
    "Landbouw en Visserij",
    "Landbouw, Natuur en Voedselkwaliteit",
    "Landbouw, Natuurbeheer en Visserij",
    "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "Onderwijs en Wetenschappen",
    "Onderwijs, Cultuur en Wetenschap",
    "Onderwijs, Cultuur en Wetenschappen",
    "Sociale Zaken en Werkgelegenheid",
    "Veiligheid en Justitie",
    "Verkeer en Waterstaat",
    "Volksgezondheid, Welzijn en Sport",
    "Volkshuisvesting en Ruimtelijke Ordening",
    "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
    "Welzijn, Volksgezondheid en Cultuur",
)
# Ministers who lead no ministry of their own ("minister voor ..."), and the ministry whose letterhead they use.
_WITHOUT_MINISTRY = {
    "armoedebeleid, participatie en pensioenen": "Sociale Zaken en Werkgelegenheid",
    "basis- en voortgezet onderwijs en media": "Onderwijs, Cultuur en Wetenschap",
    "bestuurlijke vernieuwing en koninkrijksrelaties": "Binnenlandse Zaken en Koninkrijksrelaties",
    "buitenlandse handel en ontwikkelingssamenwerking": "Buitenlandse Zaken",
    "buitenlandse handel en ontwikkelingshulp": "Buitenlandse Zaken",
    "immigratie, integratie en asiel": "Binnenlandse Zaken en Koninkrijksrelaties",
    "jeugd en gezin": "Volksgezondheid, Welzijn en Sport",
    "klimaat en energie": "Economische Zaken en Klimaat",
    "langdurige zorg en sport": "Volksgezondheid, Welzijn en Sport",
    "medische zorg": "Volksgezondheid, Welzijn en Sport",
    "medische zorg en sport": "Volksgezondheid, Welzijn en Sport",
    "milieu en wonen": "Binnenlandse Zaken en Koninkrijksrelaties",
    "natuur en stikstof": "Landbouw, Natuur en Voedselkwaliteit",
    "ontwikkelingssamenwerking": "Buitenlandse Zaken",
    "primair en voortgezet onderwijs": "Onderwijs, Cultuur en Wetenschap",
    "rechtsbescherming": "Justitie en Veiligheid",
    "vreemdelingenzaken en integratie": "Justitie",
    "volkshuisvesting en ruimtelijke ordening": "Binnenlandse Zaken en Koninkrijksrelaties",
    "wonen en rijksdienst": "Binnenlandse Zaken en Koninkrijksrelaties",
    "wonen, wijken en integratie": "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
}
# State secretaries who name their task and no ministry ("Staatssecretaris Rechtsbescherming"), and their ministry.
_TASKS = {
    "buitenlandse handel": "Buitenlandse Zaken",
    "cultuur en media": "Onderwijs, Cultuur en Wetenschap",
    "digitalisering en koninkrijksrelaties": "Binnenlandse Zaken en Koninkrijksrelaties",
    "fiscaliteit en belastingdienst": "Financiën",
    "fiscaliteit, belastingdienst en douane": "Financiën",
    "funderend onderwijs en emancipatie": "Onderwijs, Cultuur en Wetenschap",
    "herstel groningen": "Binnenlandse Zaken en Koninkrijksrelaties",
    "herstel en toeslagen": "Financiën",
    "jeugd, preventie en sport": "Volksgezondheid, Welzijn en Sport",
    "langdurige en maatschappelijke zorg": "Volksgezondheid, Welzijn en Sport",
    "openbaar vervoer en milieu": "Infrastructuur en Waterstaat",
    "participatie en integratie": "Sociale Zaken en Werkgelegenheid",
    "rechtsbescherming": "Justitie en Veiligheid",
    "toeslagen en douane": "Financiën",
}
_ABBREVIATIONS = {
    "a&m": "Asiel en Migratie",
    "aenm": "Asiel en Migratie",
    "az": "Algemene Zaken",
    "bzk": "Binnenlandse Zaken en Koninkrijksrelaties",
    "bz": "Buitenlandse Zaken",
    "def": "Defensie",
    "ez": "Economische Zaken",
    "ezk": "Economische Zaken en Klimaat",
    "fin": "Financiën",
    "ienm": "Infrastructuur en Milieu",
    "ienw": "Infrastructuur en Waterstaat",
    "i&w": "Infrastructuur en Waterstaat",
    "j&v": "Justitie en Veiligheid",
    "jenv": "Justitie en Veiligheid",
    "kgg": "Klimaat en Groene Groei",
    "lnv": "Landbouw, Natuur en Voedselkwaliteit",
    "lvvn": "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "ocw": "Onderwijs, Cultuur en Wetenschap",
    "szw": "Sociale Zaken en Werkgelegenheid",
    "venj": "Veiligheid en Justitie",
    "vro": "Volkshuisvesting en Ruimtelijke Ordening",
    "vws": "Volksgezondheid, Welzijn en Sport",
}
_BY_KEY = {name.casefold(): name for name in _NAMES} | {key: _ABBREVIATIONS[key] for key in _ABBREVIATIONS}
_LONGEST_FIRST = sorted((name.casefold() for name in _NAMES), key=len, reverse=True)
# A name of capitalised words, with commas only in a list that "en" closes: "Volksgezondheid, Welzijn en Sport"; so a
# person's name after a comma is not taken for a part of it.
_WORD = r"(?!(?:De|DE|Minister|MINISTER|Staatssecretaris|STAATSSECRETARIS)\b)[A-ZÀ-Þ][\w’'&]+(?:-[\w’']+)*"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_AND = r"-? (?:en|EN) "
_NAME = rf"{_WORDS}(?:(?:, {_WORDS})*(?:{_AND}{_WORDS}){{1,2}})?"
_MINISTRY = re.compile(rf"\b(?:[Mm]inisterie|MINISTERIE) (?:van|voor|VAN|VOOR) ({_NAME})")
_MINISTER = re.compile(
    r"\b(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|MINISTERS?|STAATSSECRETARIS(?:SEN)?)"
    rf" (van|voor|VAN|VOOR) ({_NAME})"
)
_TASK = re.compile(
    rf"\b(?:[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS) (?:(?:van|voor) )?({'|'.join(_TASKS)})\b",
    re.IGNORECASE,
)
_PRESIDENT = re.compile(r"\bminister-president\b", re.IGNORECASE)
_COURT = re.compile(r"^Algemene Rekenkamer\b|rekenkamer\.?n[li1]\b", re.IGNORECASE)


def official_name(name: str) -> str | None:
    """Return "Ministerie van ..." for a ministry's or portfolio's name, in the official spelling where it is known."""
    wanted = re.sub(r"\s+", " ", name).strip(" ,.;:").casefold()
    if not wanted:
        return None
    known = _BY_KEY.get(wanted) or _WITHOUT_MINISTRY.get(wanted)
    if known is None:
        known = next((_BY_KEY[key] for key in _LONGEST_FIRST if wanted.startswith(f"{key},")), None)
    if known is None:
        known = re.sub(r"\s+", " ", name).strip(" ,.;:")
        known = _lower_capitals(known) if known.isupper() else known
    return f"Ministerie van {known}"


def ministry_in(text: str) -> str | None:
    """Return the first ministry that a text names, by "ministerie van", "minister van" or the minister-president."""
    places: list[tuple[int, str | None]] = []
    if found := _MINISTRY.search(text):
        places.append((found.start(), official_name(found.group(1))))
    if found := _MINISTER.search(text):
        places.append((found.start(), _portfolio(found.group(1), found.group(2))))
    if found := _TASK.search(text):
        places.append((found.start(), f"Ministerie van {_TASKS[found.group(1).casefold()]}"))
    if found := _PRESIDENT.search(text):
        places.append((found.start(), "Ministerie van Algemene Zaken"))
    return min(places, key=lambda place: place[0], default=(0, None))[1]


def names_court_of_audit(lines: Iterable[str]) -> bool:
    """Return whether these lines are of the Algemene Rekenkamer, which answers the Kamer as ministers do."""
    return any(_COURT.search(line) for line in lines)


def _portfolio(preposition: str, name: str) -> str | None:
    """Return the ministry of a minister "van" or "voor" something."""
    wanted = re.sub(r"\s+", " ", name).strip(" ,.;:").casefold()
    if preposition.lower() == "voor" and wanted in _WITHOUT_MINISTRY:
        return f"Ministerie van {_WITHOUT_MINISTRY[wanted]}"
    return official_name(name)


def _lower_capitals(name: str) -> str:
    """Write a name in capitals as names are written: "VERKEER EN RUIMTE" -> "Verkeer en Ruimte"."""
    small = {"en", "van", "de", "voor", "het", "der"}
    words = name.lower().split(" ")
    return " ".join(
        word if word in small and index else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
