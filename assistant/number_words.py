"""Dutch number word -> its value ("vijfennegentig" -> 95, "anderhalf" -> 1.5)."""

from __future__ import annotations

from decimal import Decimal

_UNITS = {
    "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_HALVES = {"anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5")}


def _build() -> dict[str, Decimal]:
    """All words below ten thousand that Dutch writes as one word; "een" alone is the article and not a number."""
    below_hundred = {word: Decimal(value) for word, value in (_UNITS | _TENS).items()}
    for ten, ten_value in _TENS.items():
        for unit, value in list(_UNITS.items())[:9]:
            stem = "een" if unit == "één" else unit
            joint = "ën" if stem.endswith("ee") or stem.endswith("ie") else "en"
            below_hundred[f"{stem}{joint}{ten}"] = Decimal(ten_value + value)
    words = dict(below_hundred)
    for unit, value in [("", 1), *list(_UNITS.items())[1:19]]:
        hundred = f"{unit}honderd"
        words[hundred] = Decimal(value * 100)
        for word, rest in below_hundred.items():
            words[hundred + word.replace("één", "een")] = Decimal(value * 100) + rest
    for unit, value in [("", 1), *list(_UNITS.items())[1:19], *_TENS.items()]:
        words[f"{unit}duizend"] = Decimal(value * 1000)
    return words | _HALVES


NUMBER_WORDS = _build()
# Longest word first, as whole words only: "vier" must not be found in "vierkant".
NUMBER_WORD_PATTERN = (
    r"(?:[a-zë]+(?:honderd|tig|tien|duizend)[a-zë]*|honderd[a-zë]*|duizend|anderhal(?:f|ve)"
    r"|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)(?![\w-])"
)


def parse_number_word(word: str) -> Decimal | None:
    """Value of a Dutch number word, or None if it is not one."""
    return NUMBER_WORDS.get(word.lower())
