"""day -> the parliamentary year (vergaderjaar) that it falls in, as documents are cited by: "2025/26".

A parliamentary year begins on the third Tuesday of September (Prinsjesdag; article 65 of the Grondwet).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_TUESDAY = 1
_WRITTEN = re.compile(r"(\d{4})\D+(\d{4}|\d\d)$")


def parliamentary_year(day: date) -> str:
    """The parliamentary year of a day ("2025/26"); a letter's own year says nothing, for it holds parts of two."""
    first = day.year if day >= opening_day(day.year) else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def opening_day(year: int) -> date:
    """The day on which the parliamentary year that begins in a year is opened: the third Tuesday of September."""
    first = date(year, 9, 1)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 14)


def read_parliamentary_year(written: str) -> str | None:
    """A parliamentary year in any spelling ("2023-2024", "2023 – 24", "2011-20 12") as it is cited.

    Returns:
        The year ("2023/24"); None if the second year does not follow the first: no parliamentary year is that.
    """
    found = _WRITTEN.search(re.sub(r"\s", "", written))
    if found is None:
        return None
    first, last = found.groups()
    follows = int(first) + 1 == int(last) if len(last) == 4 else (int(first) + 1) % 100 == int(last)
    return f"{first}/{last[-2:]}" if follows else None
