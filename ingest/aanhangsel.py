"""the head of an Aanhangsel van de Handelingen -> its header fields: who answered, when, over what.

The Aanhangsel prints Members' written questions with the minister's answers. It has no letterhead, but three fixed
sentences: "Vragen van het lid ... over ... (ingezonden ...)", "Antwoord van Minister ... (...) (ontvangen ...)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.clean_text import clean_text
from ingest.dutch_dates import find_date
from ingest.ministries import official_name

_ASKED = re.compile(
    r"vragen van (?:het lid|de leden)\b.*?\baan\b.*?\bover\b (?P<subject>.+?)[ .]*\(ingezonden", re.I | re.S
)
_ANSWERED = re.compile(
    r"(?:antwoord|mededeling)(?:en)? van (?P<who>.+?)\((?:ontvangen ?\(?)+(?P<date>[^)]*)\)", re.I | re.S
)
_WHO = re.compile(
    r"(?:minister-president|minister|staatssecretaris)\s+(?P<name>[^()]{2,60}?)\s*\((?P<ministry>[^()]{2,120})\)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:vergaderjaar )?(\d{4})\s?[–-]\s?(?:\d{2})?(\d{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aanhangsel:
    """The header fields of an Aanhangsel; `date` is the day the answer was received."""

    date: date | None
    subject: str | None
    ministry: str | None
    signatories: tuple[str, ...]
    reference: str | None


def read_aanhangsel(head: Sequence[str], fields: Mapping[str, str]) -> Aanhangsel | None:
    """Read the head of an Aanhangsel; None if this is another kind of letter."""
    text = " ".join(head)
    answered = _ANSWERED.search(text)
    asked = _ASKED.search(text)
    if answered is None or not (asked or fields.get("aanhangselnummer") or "aanhangsel" in text.lower()):
        return None
    people = list(_WHO.finditer(answered["who"]))
    subject = fields.get("betreft") or (asked["subject"] if asked else "")
    return Aanhangsel(
        date=find_date(answered["date"]),
        subject=clean_text(subject).rstrip(" .") or None,
        ministry=official_name(people[0]["ministry"]) if people else None,
        signatories=tuple(clean_text(person["name"]) for person in people),
        reference=_reference(head, fields),
    )


def _reference(head: Sequence[str], fields: Mapping[str, str]) -> str | None:
    """Return how an Aanhangsel is cited: "Aanhangsel Handelingen II 2023/24, nr. 1076"."""
    number = fields.get("aanhangselnummer") or next(
        (line for line in head if re.fullmatch(r"\d{1,5}", line) and line != "2"), None
    )
    year = next((found for line in [fields.get("vergaderjaar", ""), *head] if (found := _YEAR.search(line))), None)
    if number is None or year is None:
        return None
    return f"Aanhangsel Handelingen II {year.group(1)}/{year.group(2)}, nr. {number}"
