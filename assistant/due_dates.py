"""sentence and its letter's date -> by when something is promised: the words, and the last day that they allow.

"Voor het zomerreces" and "in het voorjaar" name no day; the last day is that of the Kamer's calendar or of the season.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.figure_patterns import MONTHS
from assistant.number_words import NUMBER_WORD_PATTERN, parse_number_word
from assistant.parliamentary_years import opening_day
from assistant.relative_dates import resolve_dates

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:20\d\d|dit\s(?:kalender)?jaar\b|(?:het\s)?(?:volgend|komend|aankomend)e?\s(?:kalender)?jaar\b)"
_OF_YEAR = rf"(?:\s(?:van\s)?(?P<year>{_YEAR})(?!\d))?"
_COMING = r"(?:dit|deze|het|de|komend|komende|aanstaand|aanstaande|aankomend|aankomende|volgend|volgende)"
_FRIDAY = 4
# The last day of each season, and where the words name only a part of a year, month or quarter.
_SEASONS = {"voorjaar": (6, 20), "lente": (6, 20), "zomer": (9, 22), "najaar": (12, 20), "herfst": (12, 20)}
_PARTS_OF_YEAR = {"begin": (3, 31), "medio": (7, 31), "midden": (7, 31), "halverwege": (7, 31), "eind": (12, 31), "einde": (12, 31)}  # fmt: skip
_PARTS_OF_MONTH = {"begin": 10, "medio": 20, "midden": 20, "halverwege": 20}
_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": 4}
_AFTER_SUMMER = (10, 31)  # "na de zomer" says no end; the Kamer's autumn recess closes it
_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7, "maand": 30, "maanden": 30, "jaar": 365}
# When the budget documents come, by the Comptabiliteitswet 2016 (articles 2.26, 2.31 and 2.38): month, day.
_BUDGET_DAYS = {"voorjaarsnota": (6, 1), "najaarsnota": (12, 1), "slotwet": (5, 21), "jaarverslag": (5, 21)}


@dataclass(frozen=True, slots=True)
class Due:
    """By when, as written; the last day, or None where the words name none; the span in the text that was read."""

    text: str
    start: int
    end: int
    last_day: date | None


def first_friday_from(year: int, month: int, day: int) -> date:
    """The first Friday from a day on: the recesses of the Tweede Kamer begin on the one from 4 July and 17 December.

    So it was in each year from 2021 to 2025.
    """
    start = date(year, month, day)
    return start + timedelta(days=(_FRIDAY - start.weekday()) % 7)


def find_due(text: str, written: date | None) -> Due | None:
    """The time by which a sentence promises something; the one that is named most exactly, and the first of those.

    Args:
        text: The sentence.
        written: The letter's date; without it only a full date can be resolved. What lies before it is no promise.
    """
    found = [due for due in _all(text, written) if due.last_day is None or written is None or due.last_day >= written]
    due = min(found, key=lambda due: (due.last_day is None, _is_expected(text, due), due.start), default=None)
    first = _FIRST_TIME.search(text)
    if due is None or due.last_day is None or first is None or due.last_day.year >= int(first["year"]):
        return due
    return replace(due, last_day=_in_year(due.last_day, int(first["year"])))


def _is_expected(text: str, due: Due) -> bool:
    """Whether a time is that of something else, which is only expected ("scenario's die naar verwachting in mei …")."""
    return text[: due.start].rstrip().lower().endswith("naar verwachting")


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _all(text: str, written: date | None) -> Iterator[Due]:
    taken: list[tuple[int, int]] = []
    for pattern, last_day in _RULES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Due(match.group(), *match.span(), last_day(match, written))


def _year_of(match: re.Match[str], written: date | None) -> int | None:
    """The year that a match names, as digits or from the letter's date ("volgend jaar"); None if it names none."""
    said = match.groupdict().get("year")
    if not said:
        return None
    if said.isdigit():
        return int(said)
    resolved = resolve_dates(re.sub(r"(?i)(volgend|komend|aankomend)e ", r"\1 ", said), written)
    return int(resolved[0].means) if resolved else None


def _next(match: re.Match[str], written: date | None, day_of: Callable[[int], date]) -> date | None:
    """The day in the year that is named; without one the first from the letter's date on."""
    year = _year_of(match, written)
    if year is not None:
        return day_of(year)
    if written is None or match.groupdict().get("year"):
        return None
    return day_of(written.year) if day_of(written.year) >= written else day_of(written.year + 1)


def _day(match: re.Match[str], written: date | None) -> date | None:
    """A day ("uiterlijk 1 oktober 2025"); before it means the day before."""
    month, number = MONTHS[match["month"].lower()], int(match["day"])
    if number > calendar.monthrange(2000, month)[1] or number < 1:
        return None
    before = (match["lead"] or "").lower().strip() in {"voor", "vóór", "voor de", "vóór de"}

    def day_of(year: int) -> date:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(number, last)) - timedelta(days=before)

    return _next(match, written, day_of)


def _month(match: re.Match[str], written: date | None) -> date | None:
    month, part = MONTHS[match["month"].lower()], (match["part"] or match["only_part"] or "").lower().split()
    before = (match["lead"] or "").lower().strip() in {"voor", "vóór"} and not part

    def day_of(year: int) -> date:
        if before:
            return date(year, month, 1) - timedelta(days=1)
        last = calendar.monthrange(year, month)[1]
        return date(year, month, _PARTS_OF_MONTH.get(part[0], last) if part else last)

    return _next(match, written, day_of)


def _quarter(match: re.Match[str], written: date | None) -> date | None:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["ordinal"].lower()]
    return _next(match, written, lambda year: _end_of_month(year, 3 * number))


def _half(match: re.Match[str], written: date | None) -> date | None:
    first = match["ordinal"].lower() in {"eerste", "1e"}
    return _next(match, written, lambda year: date(year, 6, 30) if first else date(year, 12, 31))


def _summer(match: re.Match[str], written: date | None) -> date | None:
    if match["lead"].lower() == "na":
        return _next(match, written, lambda year: date(year, *_AFTER_SUMMER))
    return _next(match, written, lambda year: first_friday_from(year, 7, 4))


def _christmas(match: re.Match[str], written: date | None) -> date | None:
    return _next(match, written, lambda year: first_friday_from(year, 12, 17))


def _recess(match: re.Match[str], written: date | None) -> date | None:
    """The recesses in spring, around the first of May and in autumn, near enough: their weeks vary."""
    day = {"voorjaarsreces": (2, 14), "meireces": (4, 25), "herfstreces": (10, 20)}[match["recess"].lower()]
    return _next(match, written, lambda year: date(year, *day))


def _season(match: re.Match[str], written: date | None) -> date | None:
    name = match["season"].lower()
    if name == "winter":
        return _next(match, written, lambda year: date(year + 1, 3, 20) if match["year"] else date(year, 3, 20))
    if (match["lead"] or "").lower() in {"voor", "vóór"} and name in {"najaar", "herfst"}:
        return _next(match, written, lambda year: date(year, 9, 21))
    if (match["lead"] or "").lower() in {"voor", "vóór"}:
        return _next(match, written, lambda year: date(year, 3, 20))
    return _next(match, written, lambda year: date(year, *_SEASONS[name]))


def _part_of_year(match: re.Match[str], written: date | None) -> date | None:
    part = match["part"].lower().split()[-1]
    return _next(match, written, lambda year: date(year, *_PARTS_OF_YEAR.get(part, (12, 31))))


def _whole_year(match: re.Match[str], written: date | None) -> date | None:
    before = (match["lead"] or "").lower() in {"voor", "vóór"}
    return _next(match, written, lambda year: date(year - before, 12, 31))


def _within(match: re.Match[str], written: date | None) -> date | None:
    """A span ("binnen zes weken"), counted from the letter; under a condition it is counted from a day nobody knows."""
    if written is None or _CONDITION.search(match.string):
        return None
    said = (match["count"] or "een").lower()
    count = int(said) if said.isdigit() else parse_number_word(said)
    unit = _DAYS[match["unit"].lower()]
    if count is None or not 0 < count * unit < 3_660:
        return None
    return written + timedelta(days=int(count * unit))


def _prinsjesdag(match: re.Match[str], written: date | None) -> date | None:
    return _next(match, written, opening_day)


def _budget(match: re.Match[str], written: date | None) -> date | None:
    """The budget of a year comes on Prinsjesdag of the year before it."""
    name = match["paper"].lower()
    if name in _BUDGET_DAYS:
        return _next(match, written, lambda year: date(year, *_BUDGET_DAYS[name]))
    year = _year_of(match, written)
    return opening_day(year - 1) if year else _next(match, written, opening_day)


def _nothing(_match: re.Match[str], _written: date | None) -> None:
    return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_CONDITION = _rule(r"\b(?:mocht(?:en)?|indien|zodra|na\s(?:ontvangst|afloop|afronding|ommekomst)|wanneer|als)\b")
_FIRST_TIME = _rule(r"\b(?:voor\shet\seerst|(?:de|een)\seerste\skeer|te\sbeginnen)\s(?:in|vanaf)\s(?P<year>20\d\d)\b")
_PAST = r"(?!\s(?:jl|jongst|ll\b)|\svan\s(?:dat|ieder|elk))"
_PART = r"(?P<part>eind|einde|begin|medio|halverwege|midden)\s"
# From the most exact to the vaguest; what an earlier one took is not read again.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], date | None]], ...] = (
    (
        _rule(
            r"\b(?P<lead>voor|vóór|uiterlijk(?:\s(?:op|per))?|op|per|tegen|rond|tot|t/m)\s(?:\w+dag\s)?"
            rf"(?P<day>\d{{1,2}})(?:e|ste)?\s(?P<month>{_MONTH})\b{_PAST}(?:\s(?P<year>20\d\d)(?!\d)|\s(?:a\.s\.|aanstaande))?"
        ),
        _day,
    ),
    (
        _rule(
            rf"\b(?:(?P<lead>voor|vóór|uiterlijk(?:\sin)?|in|per|tegen|rond|tot|van|t/m|deze|komende)\s(?:{_PART})?|{_PART.replace('part', 'only_part')})"
            rf"(?:{_COMING}\s)?(?P<month>{_MONTH})\b(?!\s\d{{1,2}}\b){_PAST}{_OF_YEAR}"
        ),
        _month,
    ),
    (_rule(rf"\b(?:in\s)?(?:het\s|de\sloop\svan\shet\s)?(?:(?P<ordinal>{'|'.join(_ORDINALS)})\skwartaal|q(?P<q>[1-4])){_OF_YEAR}"), _quarter),
    (_rule(rf"\b(?:in\s)?de\s(?P<ordinal>eerste|tweede|1e|2e)\s(?:helft|jaarhelft){_OF_YEAR}"), _half),
    (_rule(rf"\b(?P<lead>voor|vóór|na)\s{_COMING}\s(?:zomer(?:reces|vakantie)?|(?:komende\s)?zomer){_OF_YEAR}"), _summer),
    (_rule(rf"\b(?P<lead>voor|vóór)\s{_COMING}\s(?:kerst(?:reces|vakantie)?){_OF_YEAR}"), _christmas),
    (_rule(rf"\b(?P<lead>voor|vóór)\s{_COMING}\s(?P<recess>voorjaarsreces|meireces|herfstreces){_OF_YEAR}"), _recess),
    (
        _rule(rf"\b(?:(?P<lead>voor|vóór|in|deze|dit|komend|komende|rond|elk|elke|ieder|iedere)\s)(?:{_COMING}\s)?(?:loop\svan\s(?:het|de)\s)?"
              rf"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter){_OF_YEAR}"),
        _season,
    ),
    (_rule(rf"\b(?P<lead>voor|vóór|rond|op|met)\sprinsjesdag{_OF_YEAR}"), _prinsjesdag),
    (
        _rule(
            r"\b(?:bij|via|met|in(?=[\w\s]{4,30}nota))\s(?:de|het)\s(?:(?:ontwerp|eerste|tweede|volgende|eerstvolgende|komende)\s?)*"
            rf"(?P<paper>voorjaarsnota|najaarsnota|slotwet|jaarverslag|miljoenennota|begroting)(?:\s(?:voor|van|over))?{_OF_YEAR}"
        ),
        _budget,
    ),
    (_rule(rf"\b(?:uiterlijk\s|nog\s)?(?:(?:voor|vóór|aan|tegen)\shet\s)?(?P<part>begin|medio|halverwege|midden|eind|einde)\s(?:van\s)?(?:het\s)?(?P<year>{_YEAR})"), _part_of_year),
    (
        _rule(rf"\bbinnen\s(?:(?P<count>\d{{1,3}}|{NUMBER_WORD_PATTERN}|een|één|enkele)\s)?(?P<unit>{'|'.join(_DAYS)})\b"),
        _within,
    ),
    (_rule(rf"\b(?:(?P<lead>in|voor|vóór|nog|uiterlijk(?:\sin)?|(?:brief|rapportage|monitor)\svan)\s|(?=dit|volgend|komend))(?:de\sloop\svan\s|het\sjaar\s)?(?P<year>{_YEAR})(?!\d|\s?[-–/]\s?\d)"), _whole_year),
    (
        _rule(
            r"\b(?:op\s(?:de\s)?(?:zeer\s)?(?:korte|middellange|afzienbare)\stermijn|zo\s(?:spoedig|snel)\smogelijk|binnenkort|spoedig|te\szijner\stijd|tijdig"
            r"|(?:de|in\sde)\skomende\s(?:dagen|weken|maanden|periode)|volgende\s(?:week|maand)|deze\s(?:week|maand)|op\seen\slater\smoment|later"
            r"|(?:ruim\s)?voor\shet\s(?:commissie|nota|wetgevings|plenaire\s|tweeminuten)?(?:debat|overleg))\b(?!\sin\sdeze\sbrief)"
        ),
        _nothing,
    ),
)  # fmt: skip
