"""sentence and the noun after "welke" -> whether the sentence names things of that kind.

Things are named without the noun of their kind: "Letland en Spanje" are countries, "alleen als …" is a condition,
"de Meststoffenwet" is a law.
"""

from __future__ import annotations

import re

from assistant.analyser import fold, lemma_of
from assistant.name_variants import places_in

LAW = re.compile(
    r"\bartikel(?:en)? \d+[\w.:]*|\b[A-Z]\w*(?:wet|besluit|regeling|verordening|richtlijn)\b|\b\w+wet\b|\bAct\b"
    r"|\b(?:de )?Wet [\w ]{3,40}"
)
_LAW_KIND = re.compile(
    r"(?:wet|wetten|artikel|artikelen|wetsartikel|regeling|grondslag|richtlijn|verordening|besluit)$", re.IGNORECASE
)
_NOUN_WITH_NAME = re.compile(r"\b([\w-]+) ([A-ZÀ-Ý][\w’'-]+)")
_PLACE_KIND = re.compile(r"(?:land|lidstaat|provincie|eiland|taal)$")  # countries and languages share their words
_PLACES = 2  # that is a list; one alone may only be where something happens
_NUMBERED = re.compile(r"\b(?:twee|drie|vier|vijf|zes|zeven|acht)(?: \w+){0,2}? (\w+)[.:]$", re.IGNORECASE)
_CONDITION_KIND = re.compile(r"(?:voorwaarde|eis(?:en)?|criterium|vereiste)$")
_CONDITION = re.compile(
    r"\b(?:alleen|slechts|pas|uitsluitend|enkel)\b[^.;]{0,80}\b(?:als|indien|wanneer|mits)\b|\bmits\b|\bop voorwaarde dat\b|\bals voorwaarde"
    r"|\bvoorwaarden? (?:is|zijn|geldt|gelden)\b|\bvan belang dat\b|\bmoet(?:en)? (?:\w+ )?(?:voldoen|aantonen|beschikken)\b|\bten minste\b",
    re.IGNORECASE,
)
# What an answer names without saying of which kind it is; that the sentence lacks this word tells nothing.
_UNSAID = re.compile(r"(?:land|lidstaat|taal|wet|wetsartikel|grondslag|organisatie|instantie|instelling|partij)$")


def asks_for_law(kind: str | None) -> bool:
    """Whether the noun after "welke" means a law or an article ("op grond van welke wet")."""
    return kind is not None and _LAW_KIND.search(kind) is not None


def goes_unsaid(kind: str | None) -> bool:
    """Whether things of a kind are mostly named without its noun: countries, laws, organisations."""
    return kind is not None and _UNSAID.search(lemma_of(fold(kind))) is not None


def announces(text: str, kind: str) -> bool:
    """Whether a sentence announces things of a kind that follow it: "Ik neem drie maatregelen.", "De eisen zijn:"."""
    ends_in_kind = _NUMBERED.search(text)
    if ends_in_kind is not None:
        return lemma_of(fold(ends_in_kind.group(1))) == lemma_of(fold(kind))
    return text.endswith(":") and is_listed_as(text, kind)


def is_listed_as(introduction: str, kind: str) -> bool:
    """Whether the heading or sentence that introduces a list says of which kind its items are ("Maatregelen")."""
    wanted = lemma_of(fold(kind))
    return any(lemma_of(fold(word)) == wanted for word in re.findall(r"[\w-]+", introduction))


def names_one(text: str, kind: str, question: str) -> bool:
    """Whether a sentence names one of the kind asked for that the question does not name: "de gemeente Duinrecht".

    Args:
        text: The sentence.
        kind: The noun after "welke".
        question: The question.
    """
    wanted = lemma_of(fold(kind))
    if asks_for_law(kind):
        return any(found.group().casefold() not in question.casefold() for found in LAW.finditer(text))
    if _PLACE_KIND.search(wanted) and len(places_in(text) - places_in(question)) >= _PLACES:
        return True
    if _CONDITION_KIND.search(wanted) and _CONDITION.search(text):
        return True
    return any(
        lemma_of(fold(noun)) == wanted and name.casefold() not in question.casefold()
        for noun, name in _NOUN_WITH_NAME.findall(text)
    )
