"""Dutch text -> the calendar date written in it."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_ABBREVIATIONS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"mrt": 3, "sept": 9}
_WORDED = re.compile(r"(?<!\d)(\d{1,2})(?:e|ste|de)?[ .-]{1,2}([a-z]{3,9})\.?[ .,-]{1,2}(\d{4})(?!\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\d-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?![\d-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_FIRST_YEAR, _LAST_YEAR = 1814, 2100  # the Staten-Generaal's letters lie between; other years are no letter's date


def find_date(text: str) -> date | None:
    """Return the first full date in a text: "29 januari 2026", "29-01-2026" or "2026-01-29"; None if there is none."""
    written = [
        *((match, _date(match[3], _month(match[2]), match[1])) for match in _WORDED.finditer(text)),
        *((match, _date(match[3], int(match[2]), match[1])) for match in _NUMBERED.finditer(text)),
        *((match, _date(match[1], int(match[2]), match[3])) for match in _ISO.finditer(text)),
    ]
    return min(((match.start(), day) for match, day in written if day), default=(0, None))[1]


def is_date_alone(text: str) -> bool:
    """Return whether a text is a date and nothing else."""
    for pattern in (_WORDED, _NUMBERED, _ISO):
        if (match := pattern.fullmatch(text.strip(" .,"))) and find_date(match.group(0)):
            return True
    return False


def dutch_date(day: date) -> str:
    """Write a date as Dutch letters do: "29 januari 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(word: str) -> int:
    """Return a month's number; 0, which no date has, for another word."""
    lower = word.lower()
    return MONTHS.index(lower) + 1 if lower in MONTHS else _ABBREVIATIONS.get(lower, 0)


def _date(year: str, month: int, day: str) -> date | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:  # 31 februari
        return None
