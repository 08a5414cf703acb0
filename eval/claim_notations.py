"""figure -> the other ways in which Dutch writes its value: "€ 2,5 mld", "2.500 miljoen euro", "12 procent", "3-3-2025"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.figures import CLOCK, MONTHS, SHARE, find_figures, part_of_year, same_value
from assistant.vocabulary import Figure, Unit

_MONEY = {Unit.EUR: "euro", Unit.USD: "dollar", Unit.GBP: "pond"}
_WORDS = {
    2: "twee",
    3: "drie",
    4: "vier",
    5: "vijf",
    6: "zes",
    7: "zeven",
    8: "acht",
    9: "negen",
    10: "tien",
    11: "elf",
    12: "twaalf",
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    100: "honderd",
    1_000: "duizend",
}
_SCALED = ((Decimal(10**6), ("miljoen", "mln")), (Decimal(10**9), ("miljard", "mld")))
_SHARES = {50: "de helft", 25: "een kwart", 75: "driekwart", 20: "een vijfde", 10: "een tiende"}


def notations(figure: Figure, after: str) -> Iterator[str]:
    """The ways to write a figure; `after` is what follows it, for a part is said of something."""
    yield from _amounts(figure)
    yield from _shares(figure, after)
    yield from _dates(figure)


def countable(figure: Figure) -> bool:
    """Whether a figure states one value: no date, no range, no part, no time of day."""
    return figure.unit not in {Unit.DATE, Unit.YEAR} and figure.upper is None and figure.unit_text not in {SHARE, CLOCK}


def _amounts(figure: Figure) -> Iterator[str]:
    """The ways to write a figure's value, except for what stands in place of its unit in the text."""
    if not countable(figure) or figure.value < 0:
        return
    value, money = figure.value, _MONEY.get(figure.unit)
    tail = f" {money}" if money else ""
    euros = figure.unit is Unit.EUR
    for scale, words in _SCALED:
        if value >= scale / 10 and value % (scale / 10_000) == 0:
            number = value / scale
            written = plain(number) if number % 1 else _grouped(number)
            yield from (f"{written} {word}{tail}" for word in words)
            yield from (f"€ {written} {word}" for word in words if euros)
    if value < 10**10 and value == value.to_integral_value():
        yield f"{_grouped(value)}{tail}"
        yield f"{int(value)}{tail}"
        yield from (f"€ {_grouped(value)}", f"€{_grouped(value)}", f"{_grouped(value)} EUR") if euros else ()
    if 1_000 < value < 10**6 and value % 1_000 == 0:
        yield f"{int(value) // 1_000} duizend{tail}"
    if figure.unit is Unit.PERCENT:
        yield from (f"{plain(value)} procent", f"{plain(value)}%", f"{plain(value)} %", f"{plain(value)} percent")
        yield from (f"{word} procent" for number, word in _WORDS.items() if number == value)
    if value == Decimal("1.5") and figure.unit is Unit.OTHER:
        yield "anderhalf"
    if money is None and figure.unit in {Unit.COUNT, Unit.OTHER} and int(value) in _WORDS and value == int(value):
        yield _WORDS[int(value)]


def _shares(figure: Figure, after: str) -> Iterator[str]:
    """A percentage as a part, where it is said what it is a part of."""
    if figure.unit is Unit.PERCENT and figure.value in _SHARES and figure.upper is None and after.startswith(" van "):
        yield _SHARES[int(figure.value)]


def _dates(figure: Figure) -> Iterator[str]:
    """A day written out and in numbers, and years from the first to the last."""
    if figure.unit is Unit.DATE and figure.value % 100 and figure.value >= 10_000:
        year, month, day = int(figure.value) // 10_000, int(figure.value) // 100 % 100, int(figure.value) % 100
        name = next(name for name, number in MONTHS.items() if number == month)
        yield from (f"{day:02}-{month:02}-{year}", f"{day}-{month}-{year}", f"{day} {name} {year}")
    if figure.unit is Unit.YEAR and figure.upper is not None and part_of_year(figure) is None:
        first, last = int(figure.value), int(figure.upper)
        yield from (f"{first}-{last}", f"{first} tot en met {last}")


def plain(value: Decimal) -> str:
    """A number as Dutch writes it, without points between thousands."""
    text = f"{value.normalize():f}"
    return text.replace(".", ",")


def _grouped(value: Decimal) -> str:
    return f"{int(value):,}".replace(",", ".")


def reads_the_same(figure: Figure, text: str) -> bool:
    """Whether another notation is read as the same value and is not the same characters."""
    read = find_figures(f"{text} {figure.unit_text}".strip())
    return text != figure.text and len(read) == 1 and same_value(figure, read[0])
