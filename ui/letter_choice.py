"""what the filters hold -> which letters are asked: the user's words become `Filters`, and letters to choose from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant import errors
from assistant.vocabulary import Filters, dossier_number
from ingest.dutch_dates import find_date, is_date_alone
from ui.cabinets import cabinet_named

LETTERS_OFFERED = 200  # letters in the list to choose from, newest first; the others are found by the filters before it
_YEAR = re.compile(r"([0-9]{4})")
_MONTH = re.compile(r"(?:([0-9]{1,2})[-/]([0-9]{4}))|(?:([0-9]{4})[-/]([0-9]{1,2}))")


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """The filters as the user set them; empty strings for what is not set."""

    ministry: str = ""
    since: str = ""
    until: str = ""
    letter_id: str = ""
    cabinet: str = ""  # name of a cabinet: a period besides the dates
    dossier: str = ""
    samples: str = ""  # "ja": only the sample letters; "nee": none of them

    def filters(self) -> Filters:
        """The filters for a question; of two periods, what both allow.

        Raises:
            UnreadableDay: One of the dates is none.
        """
        period = cabinet_named(self.cabinet)
        starts = [read_day(self.since, last=False), period.since if period else None]
        ends = [read_day(self.until, last=True), period.until if period else None]
        return Filters(
            ministry=self.ministry or None,
            since=max((day for day in starts if day), default=None),
            until=min((day for day in ends if day), default=None),
            dossier=dossier_number(self.dossier) if self.dossier.strip() else None,
            letter_ids=(self.letter_id,) if self.letter_id else None,
            sample={"ja": True, "nee": False}.get(self.samples),
        )


def read_day(text: str, *, last: bool) -> date | None:
    """Read a year, month or day as people write them ("2024", "7-2024", "1-7-2024", "1 juli 2024", "2024-07-01").

    Args:
        text: What was written; nothing gives None.
        last: Of a year or month the last day, not the first.

    Raises:
        UnreadableDay: It is none of these.
    """
    written = text.strip()
    if not written:
        return None
    day = find_date(written) if is_date_alone(written) else None
    day = day or _part_of_year(written, last=last)
    if day is None:
        raise errors.UnreadableDay(value=written[:40])
    return day


def _part_of_year(written: str, *, last: bool) -> date | None:
    if (found := _YEAR.fullmatch(written)) and int(found[1]) > 0:
        return date(int(found[1]), 12, 31) if last else date(int(found[1]), 1, 1)
    if found := _MONTH.fullmatch(written):
        year, month = (int(found[2]), int(found[1])) if found[2] else (int(found[3]), int(found[4]))
        if year > 0 and 1 <= month <= 12:
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    return None
