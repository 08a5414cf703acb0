"""the Kamer's own lists of letters and of dossiers -> the subject, date, number and dossier of each letter.

The lists are what the Kamer's open data give: letters as lines of JSON (Zaak, "Brief regering"), dossiers as CSV. A
letter's record names its dossier by title; where one dossier has that title, its number is known.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """What the Kamer says of a letter (Zaak)."""

    number: str  # of the Zaak, "2018Z04240": no two are alike
    date: date
    subject: str
    session: str  # vergaderjaar, "2017-2018"
    dossier: str | None
    dossier_title: str | None


def read_records(letters: Path, dossiers: Path | None = None, *, limit: int | None = None) -> list[LetterRecord]:
    """Read the records of letters, oldest first.

    Args:
        letters: A gzipped file, a record a line.
        dossiers: The list of dossiers; None if their numbers are not wanted.
        limit: How many at the most, spread over the whole time.
    """
    numbers = _dossier_numbers(dossiers) if dossiers else {}
    with gzip.open(letters, "rt", encoding="utf-8") as lines:
        records = [_record(json.loads(line), numbers) for line in lines]
    records.sort(key=lambda record: (record.date, record.number))
    wanted = min(limit or len(records), len(records))
    return [records[at * len(records) // wanted] for at in range(wanted)]


def _record(values: dict[str, str], numbers: dict[str, str]) -> LetterRecord:
    title = (values.get("Titel") or "").strip()
    return LetterRecord(
        number=values["Nummer"],
        date=date.fromisoformat(values["GestartOp"][:10]),
        subject=" ".join(values["Onderwerp"].split()),
        session=values["Vergaderjaar"],
        dossier=numbers.get(title),
        dossier_title=title or None,
    )


def _dossier_numbers(file: Path) -> dict[str, str]:
    """The number of each dossier by its title, where no other dossier has that title."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["Titel"].strip()].add(row["Nummer"].partition(".")[0])  # "34244.0"
    return {title: numbers.pop() for title, numbers in found.items() if len(numbers) == 1}
