"""text and its letter's date -> the dates that the text states only in relation to that date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.figure_patterns import MONTHS

_MONTH = "|".join(MONTHS)
_YEARS = {"afgelopen": -1, "vorig": -1, "dit": 0, "lopende": 0, "volgend": 1, "komend": 1, "aankomend": 1}
_YEAR = re.compile(rf"\b(?P<which>{'|'.join(_YEARS)}) (?:jaar|kalenderjaar|begrotingsjaar)\b", re.IGNORECASE)
_PAST_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?:jl\.?|jongstleden|laatstleden|ll\.)(?!\w)", re.IGNORECASE
)
_COMING_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?:a\.s\.?|aanstaande)(?!\w)", re.IGNORECASE)
_PAST_MONTH = re.compile(rf"\b(?:afgelopen|vorige) (?P<month>{_MONTH})\b(?! \d)", re.IGNORECASE)
_COMING_MONTH = re.compile(rf"\b(?:komende|aanstaande|aankomende) (?P<month>{_MONTH})\b(?! \d)", re.IGNORECASE)
# One of these stands in every relative date: most sentences are passed over by one look.
_HINT = re.compile(
    rf"(?:{'|'.join(_YEARS)}) (?:jaar|kalender|begroting)|(?:afgelopen|vorige|komende|aanstaande|aankomende)"
    r"|jl|jongstleden|laatstleden|ll\.|a\.s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A relative date as written ("afgelopen jaar"), its place in the text, and what it means ("2025", "2025-11-19")."""

    text: str
    start: int
    end: int
    means: str


def resolve_dates(text: str, written: date | None) -> list[ResolvedDate]:
    """Resolve the relative dates of a text by the date of its letter (datum van de brief).

    Args:
        text: The text.
        written: The letter's date; without one nothing can be resolved.

    Returns:
        The resolved dates in order: a year, a month (yyyy-mm) or a day (yyyy-mm-dd).
    """
    if written is None or not _HINT.search(text):
        return []
    found = [
        ResolvedDate(match.group(), match.start(), match.end(), str(written.year + _YEARS[match["which"].lower()]))
        for match in _YEAR.finditer(text)
    ]
    for pattern, forward in ((_PAST_DAY, False), (_COMING_DAY, True), (_PAST_MONTH, False), (_COMING_MONTH, True)):
        for match in pattern.finditer(text):
            means = _nearest_date(match, written, forward=forward)
            if means:
                found.append(ResolvedDate(match.group(), match.start(), match.end(), means))
    return sorted(found, key=lambda resolved: resolved.start)


def _nearest_date(match: re.Match[str], written: date, *, forward: bool) -> str | None:
    """The last such day or month up to the letter's date, or the first from it on."""
    month = MONTHS[match["month"].lower()]
    groups = match.groupdict()
    if "day" not in groups:
        year = written.year + ((month < written.month) if forward else -(month >= written.month))
        return f"{year}-{month:02}"
    for year in (written.year, written.year + (1 if forward else -1)):
        try:
            day = date(year, month, int(groups["day"]))
        except ValueError:  # 31 juni: a slip in the letter; there is nothing to resolve
            return None
        if (day >= written) if forward else (day <= written):
            return day.isoformat()
    return None
