"""identifier of an official publication ("kst-36600-XV-8") -> dossier and number, as a Kamerstuk is cited."""

from __future__ import annotations

import re

# Dossier of five digits, an addition (chapter of the budget, "20" of 21501-20, "(R1879)"), the number within the
# dossier (letters at the Eerste Kamer), and a mark of a reprint or correction.
_KAMERSTUK = re.compile(r"kst-(\d{2})(\d{3})(?:-(\(?\w+\)?))?-(\d{1,5}|[A-Z]{1,3})(?:-[hnvb]\d+)?")


def kamerstuk_of(identifier: str) -> tuple[str, str] | None:
    """The dossier as written ("36 600 XV", "21 501-20") and the number in it; None for what is no Kamerstuk."""
    found = _KAMERSTUK.fullmatch(identifier.strip())
    if found is None:
        return None
    thousands, rest, addition, number = found.groups()
    return dossier_written(int(thousands + rest), addition), number


def dossier_written(number: int, addition: str | None) -> str:
    """A dossier's number as the Kamerstukken print it."""
    written = f"{number // 1000} {number % 1000:03d}"
    if not addition:
        return written
    return f"{written}-{addition}" if addition.isdigit() else f"{written} {addition}"
