"""a period in office -> its dates: the cabinets of the Netherlands, as shortcuts for a period.

The days on which they were sworn in: Parlement.com and Rijksoverheid.nl. A cabinet ends here on the day before the next
one begins, so that a letter belongs to one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Cabinet:
    """A cabinet (kabinet) with its first and last day; no last day: it is in office."""

    name: str
    since: date
    until: date | None


_SWORN_IN = (
    ("Balkenende IV", date(2007, 2, 22)),
    ("Rutte I", date(2010, 10, 14)),
    ("Rutte II", date(2012, 11, 5)),
    ("Rutte III", date(2017, 10, 26)),
    ("Rutte IV", date(2022, 1, 10)),
    ("Schoof", date(2024, 7, 2)),
    ("Jetten", date(2026, 2, 23)),
)


def cabinets() -> list[Cabinet]:
    """The cabinets since 2007, the latest first."""
    ends = [following - timedelta(days=1) for _, following in _SWORN_IN[1:]]
    pairs = zip(_SWORN_IN, [*ends, None], strict=True)
    return [Cabinet(name, since, until) for (name, since), until in pairs][::-1]


def cabinet_named(name: str) -> Cabinet | None:
    """The cabinet of this name, or None."""
    return next((one for one in cabinets() if one.name == name), None)
