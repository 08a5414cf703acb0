"""Dutch number word -> its value ("vijfennegentig" -> 95, "anderhalf" -> 1.5, "twaalfhonderd" -> 1200)."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

_UNITS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_HALVES = {"anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5")}
_HALF = re.compile(r"^(?P<whole>\w+?)en(?:een)?hal(?:f|ve)$")  # tweeënhalf, drieëneenhalve
_HIGHEST_HUNDREDS = 100  # "vijftienhonderd" is a word, "honderdhonderd" is not
# Made of the pieces of number words and of nothing else; `parse_number_word` says whether they make one.
NUMBER_WORD_PATTERN = (
    r"(?:(?:éé|ee|e)n(?=[eë]n|honderd|duizend)|(?<=honderd)een|(?<=duizend)een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig"
    r"|dertig|veertig|tachtig|tig|honderd|duizend|anderhal(?:f|ve)|[eë]n(?=[a-z])|(?<=[eë]n)hal(?:f|ve)|eenhal(?:f|ve))+(?![\w-])"
)


def parse_number_word(word: str) -> Decimal | None:
    """Value of a Dutch number word, or None if it is not one; "een" alone is the article, "één" the number."""
    lowered = word.lower()
    if lowered in {"een", "en"}:
        return None
    return _parse(lowered.replace("é", "e").replace("ë", "e"))


@functools.lru_cache(maxsize=4_096)
def _parse(word: str) -> Decimal | None:
    if word in _HALVES:
        return _HALVES[word]
    half = _HALF.match(word)
    if half:
        whole = _whole(half["whole"])
        return None if whole is None else whole + Decimal("0.5")
    whole = _whole(word)
    return None if whole is None else Decimal(whole)


def _whole(word: str) -> int | None:
    """A whole number below a million."""
    before, thousand, after = word.partition("duizend")
    if not thousand:
        return _below_ten_thousand(word)
    thousands = _below_ten_thousand(before) if before else 1
    rest = _below_ten_thousand(_without_en(after)) if after else 0
    if thousands is None or rest is None or rest >= 1000:
        return None
    return thousands * 1000 + rest


def _below_ten_thousand(word: str) -> int | None:
    before, hundred, after = word.partition("honderd")
    if not hundred:
        return _below_hundred(word)
    hundreds = _below_hundred(before) if before else 1
    rest = _below_hundred(_without_en(after)) if after else 0
    if hundreds is None or rest is None or hundreds >= _HIGHEST_HUNDREDS:
        return None
    return hundreds * 100 + rest


def _below_hundred(word: str) -> int | None:
    known = _UNITS.get(word) or _TENS.get(word)
    if known:
        return known
    for ten, value in _TENS.items():
        if word.endswith(f"en{ten}"):
            unit = _UNITS.get(word[: -len(ten) - 2])
            return value + unit if unit and unit < 10 else None
    return None


def _without_en(word: str) -> str:
    """What follows "honderd" or "duizend", without the "en" that may join it ("honderdenvijf")."""
    return word[2:] if word.startswith("en") and not word.startswith("enen") else word
