"""Dutch text -> the figures in it: amounts, percentages, quantities, dates and years, each with its value.

Numbers that are names and not figures are passed over: Kamerstuk and article numbers, references, postal codes,
telephone numbers, aircraft types. Number words are read too ("negen", "vijfennegentig procent", "anderhalf miljard").
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.number_words import NUMBER_WORD_PATTERN, parse_number_word
from assistant.vocabulary import Figure, Unit

MONTHS = {
    name: number
    for number, name in enumerate(
        "januari februari maart april mei juni juli augustus september oktober november december".split(), start=1
    )
}
_MONTH = "|".join(MONTHS)
_SCALES = {
    "duizend": Decimal(1_000),
    "miljoen": Decimal(1_000_000),
    "mln": Decimal(1_000_000),
    "miljard": Decimal(1_000_000_000),
    "mld": Decimal(1_000_000_000),
    "mrd": Decimal(1_000_000_000),
    "biljoen": Decimal(1_000_000_000_000),
}
_CURRENCIES = {
    "€": Unit.EUR,
    "eur": Unit.EUR,
    "euro": Unit.EUR,
    "$": Unit.USD,
    "us$": Unit.USD,
    "usd": Unit.USD,
    "dollar": Unit.USD,
    "£": Unit.GBP,
    "gbp": Unit.GBP,
    "pond": Unit.GBP,
}
_PERCENT = {"%": Unit.PERCENT, "procent": Unit.PERCENT, "percent": Unit.PERCENT, "°/o": Unit.PERCENT}
_QUALIFIERS = (
    "ten minste", "tenminste", "minstens", "minimaal", "maximaal", "ten hoogste", "hooguit", "hoogstens", "meer dan",
    "minder dan", "ruim", "circa", "ca.", "ongeveer", "bijna", "zo'n", "zo’n", "rond de", "rond", "naar schatting",
    "tot wel", "tot", "boven de", "onder de", "exact", "precies", "gemiddeld",
)  # fmt: skip
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|{NUMBER_WORD_PATTERN})"
_SCALE = r"(?:duizend|miljoen|miljard|biljoen|mln\b\.?|mld\b\.?|mrd\b\.?)"
_FIGURE = re.compile(
    rf"""
    (?P<skip>
        (?<![\d.,]) \d{{2}}[ ]?\d{{3}} (?:[ -][IVX]+\b)? (?: ,?\s*nr\.?\s*\d+ | -\d+ )
      | \bkamerstuk(?:ken)?\s+ (?:II?\s+)? (?:\d{{4}}[/-]\d{{2,4}},?\s+)?
        \d{{2}}[ ]?\d{{3}} (?:[ -][IVX]+\b)? (?: ,?\s*nr\.?\s*\d+ | -\d+ )?
      | \b(?:artikel|artikelen|art\.|lid|nr\.|nrs\.|nummer|kamerstuk(?:ken)?|bijlage|blz\.|p\.|pagina|vraag|vragen|antwoord
           |noot|paragraaf|hoofdstuk|postbus|item)\s+\d[\d.\-–/]* (?:\s*(?:,|en)\s*\d+)*
      | \b\d{{5}}(?:-[IVX]+)?-\d+\b
      | (?-i:\b\d{{4}}[ ]?[A-Z]{{2}}\b)
      | \b[A-Za-z]+[-/]?\d[\w\-/]*
      | \b\d+[A-Za-z]\w*
      | (?<!\w)\+?\d{{2,4}}[- ]\d{{3}}[ ]?\d{{2,4}}(?:[ ]?\d{{2}})*\b(?![.,]\d)
    )
  | (?P<date>
        (?<!\d)(?P<day>[0-3]?\d)\s+(?P<month>{_MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?\b
      | (?<!\d)(?P<nday>[0-3]?\d)[-/](?P<nmonth>[01]?\d)[-/](?P<nyear>(?:19|20)\d\d)(?!\d)
      | \b(?P<only_month>{_MONTH})\s+(?P<month_year>(?:19|20)\d\d)\b
    )
  | (?P<years> (?<![\d.,€]) (?<!€\s) (?P<y1>(?:19|20)\d\d)\s?[-–/]\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d.,]\d)\b )
  | (?P<amount>
        (?:(?P<prefix>€|us\$|\$|£|\beur\b|\busd\b)\s?)?
        (?P<number>(?<![\w,.]){_NUMBER})(?P<dash>,-{{1,2}})?
        (?:\s*(?:-|–|\bà\b|tot|en)\s*(?:€\s?)?(?P<upper>{_DIGITS})(?=\s*(?:{_SCALE}|%|procent|percent|euro)))?
        (?:\s*(?P<scale>{_SCALE})(?![a-z]))?
        (?:\s*(?P<unit>%-?\s?punt(?:en)?\b|%|°/o|procentpunt(?:en)?\b|procent\b|percent\b|euro\b|dollar\b|pond\b))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"\s([A-Za-zÀ-ÿ][\wÀ-ÿ\-]*)")
_NOT_A_UNIT = frozenset(
    "de het een en of van in op te is was zijn werd wordt als die dat dan per tot met voor bij na om aan uit door".split()
)
MEASURES = frozenset(
    """
    seconde seconden minuut minuten uur uren dag dagen week weken maand maanden kwartaal kwartalen jaar jaren mw gw kw mwh
    gwh twh kwh pj hectare ha km kilometer kilometers meter meters cm mm m2 km2 m³ kilo kg kilogram gram ton tonnen kton
    mton megaton liter liters db decibel graad graden fte fte's procentpunt
    """.split()
)


def find_figures(text: str) -> list[Figure]:
    """Find the figures in a text, in order, with offsets into it."""
    figures: list[Figure] = []
    for match in _FIGURE.finditer(text):
        if match["skip"]:
            continue
        figure = _read_date(match) or _read_years(match) or _read_amount(match, text)
        if figure is not None:
            figures.append(figure)
    return figures


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures state the same: value, range and unit; a bare count matches a count of anything."""
    if one.value != other.value or one.upper != other.upper:
        return False
    if {one.unit, other.unit} <= {Unit.COUNT, Unit.OTHER}:
        return not (one.unit_text in MEASURES and other.unit_text in MEASURES) or _same_measure(one, other)
    return one.unit == other.unit


def _same_measure(one: Figure, other: Figure) -> bool:
    return one.unit_text[:3] == other.unit_text[:3]  # week/weken, uur/uren differ only in their endings


def _read_date(match: re.Match[str]) -> Figure | None:
    if match["date"] is None:
        return None
    if match["nday"]:
        day, month, year = int(match["nday"]), int(match["nmonth"]), int(match["nyear"])
    elif match["only_month"]:
        day, month, year = 0, MONTHS[match["only_month"].lower()], int(match["month_year"])
    else:
        day, month, year = int(match["day"]), MONTHS[match["month"].lower()], int(match["year"] or 0)
    value = Decimal(year * 10_000 + month * 100 + day)
    return Figure(match["date"], match.start("date"), match.end("date"), value, Unit.DATE)


def _read_years(match: re.Match[str]) -> Figure | None:
    if match["years"] is None:
        return None
    first, last = match["y1"], match["y2"]
    upper = int(last) if len(last) == 4 else int(first[:2] + last)
    return Figure(match["years"], match.start(), match.end(), Decimal(first), Unit.YEAR, upper=Decimal(upper))


def _read_amount(match: re.Match[str], text: str) -> Figure | None:
    number = _parse_number(match["number"])
    if number is None:
        return None
    start, end = match.start("number"), match.end()
    if match["prefix"]:
        start = match.start("prefix")
    scale = _SCALES[match["scale"].lower().rstrip(".")] if match["scale"] else Decimal(1)
    upper = _parse_number(match["upper"]) if match["upper"] else None
    unit, unit_text = _unit_of(match, text)
    if unit is Unit.COUNT and not match["scale"] and _is_year(match["number"], text, end):
        unit, unit_text = Unit.YEAR, ""
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        value=number * scale,
        unit=unit,
        unit_text=unit_text,
        upper=upper * scale if upper is not None else None,
        qualifier=_qualifier_before(text, start),
    )


def _unit_of(match: re.Match[str], text: str) -> tuple[Unit, str]:
    written = (match["unit"] or "").lower()
    if "punt" in written:
        return Unit.PERCENT_POINT, ""
    if written in _PERCENT:
        return _PERCENT[written], ""
    currency = _CURRENCIES.get(written) or _CURRENCIES.get((match["prefix"] or "").lower())
    if currency is not None:
        return currency, ""
    following = _UNIT_WORD.match(text, match.end())
    word = following.group(1).lower() if following else ""
    if not word or word in _NOT_A_UNIT:
        return Unit.COUNT, ""
    return (Unit.OTHER if word in MEASURES else Unit.COUNT), word


def _is_year(number: str, text: str, end: int) -> bool:
    return (
        len(number) == 4 and number[:2] in {"19", "20"} and number.isdigit() and text[end : end + 1] not in {"%", "€"}
    )


def _parse_number(written: str) -> Decimal | None:
    if not written[0].isdigit():
        return parse_number_word(written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "")
    return Decimal(written.replace(",", ".")) if written.count(",") + written.count(".") <= 1 else None


def _qualifier_before(text: str, start: int) -> str | None:
    before = text[max(0, start - 20) : start].rstrip().lower()
    for qualifier in _QUALIFIERS:
        if before.endswith(qualifier) and not before[: -len(qualifier)][-1:].isalpha():
            return qualifier
    return None
