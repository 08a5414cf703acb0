"""match of the figure pattern -> the figure it is: value, unit, range and qualifier."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from assistant.figure_patterns import (
    CURRENCIES,
    DENOMINATORS,
    GLUED_UNIT,
    MEASURES,
    MONTHS,
    QUALIFIERS,
    SCALES,
    SHORT_MONTHS,
    UNIT_AFTER,
    VAGUE,
)
from assistant.number_words import parse_number_word
from assistant.vocabulary import Figure, Unit

SHARE = "deel"  # the unit text of a fraction: "een derde", "één op de acht"
CLOCK = "klok"  # the unit text of a time of day
OPEN_AMOUNT = "p.m."  # the qualifier of an amount that is still to be filled in (pro memorie); its value says nothing
_NOT_A_UNIT = frozenset(
    "de het een en of van in op te is was zijn werd wordt als die dat dan per tot met voor bij na om aan uit door waarvan werden worden"
    " heeft hebben had hadden naar over niet ook nog al".split()
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|sinds|vanaf|tot|over|van|voor|per|jaar|jaren|t/m|uit|rond|na|naar|met|om|periode|begroting|jaarverslag|eind|begin|en|of)\s*$|[(/\-–;\t]\s*$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:in|sinds|vanaf|tot|uit|anno|jaar)\s*$", re.IGNORECASE)  # before a year of long ago
_COUNTED = re.compile(r"[\s\u00a0](?!(?:en|of|is|was|werd|toen|heeft|had)\b)[a-zà-ÿ]")
_AT = re.compile(r"\bom\s+\Z", re.IGNORECASE)  # "om twaalf uur" is a time of day
_COUNTING = frozenset(
    {"ruim", "circa", "ca.", "ongeveer", "bijna", "meer dan", "minder dan", "zo'n", "zo’n", "maximaal", "minimaal"}
)
_PLURAL = re.compile(
    r"[\s\u00a0]+(?!(?:zijn|waren|werden|worden|hebben|hadden|kunnen|konden|zullen|zouden|moeten|gaan|komen|willen|en|tussen|wordt|is|was|als|eens|geen|tegen|binnen|boven|buiten|samen|anders|steeds|reeds|volgens|wegens|eveneens|sinds)\b)[a-zà-ÿ]{2,}(?:en|s|’s|'s)\b"
)
_VERB_ACHT = re.compile(
    r"\b(?:ik|hij|zij|kabinet|minister|staatssecretaris|regering|die|men|commissie|wel|niet|ook|dit|dat)\s+$",
    re.IGNORECASE,
)
# Before these "acht" counts; after any other word it is a verb where what one holds something to be follows.
_COUNTS_ACHT = re.compile(
    r"\b(?:de|die|deze|alle|onze|hun|haar|zijn|van|om|tot|met|op|in|per|voor|na|nog|nu|al|slechts|waren|er|totaal|en|of)\s+$",
    re.IGNORECASE,
)
_HEED = re.compile(r"\s+(?:te\s+)?(?:(?:ge)?nomen|neem|nem|slaan|sla|geslagen)")
_ASKS = re.compile(r"\s(?:ik|u|het\skabinet|de\s(?:minister|staatssecretaris|regering))\s")
_OBJECT = re.compile(r"\s+(?:ik|het|de|dit|dat|een|u|wij|we|zich|deze|hij|zij|mij|geen)\b", re.IGNORECASE)
_PER_THOUSAND = frozenset({"‰", "promille"})
_FRACTIONS = {"cent": Decimal("0.01"), "eurocent": Decimal("0.01"), **dict.fromkeys(_PER_THOUSAND, Decimal("0.1"))}
PARTS_OF_YEAR = frozenset(
    "begin medio eind halverwege voorjaar najaar zomer winter herfst lente q1 q2 q3 q4 h1 h2".split()
)
_PART_WORDS = {
    "einde": "eind",
    "ultimo": "eind",
    "midden": "medio",
    "eerste": "1",
    "1e": "1",
    "tweede": "2",
    "2e": "2",
    "laatste": "2",
}
_QUARTERS = {
    "eerste": "q1",
    "1e": "q1",
    "tweede": "q2",
    "2e": "q2",
    "derde": "q3",
    "3e": "q3",
    "vierde": "q4",
    "4e": "q4",
    "laatste": "q4",
}


def read_match(match: re.Match[str], text: str) -> Figure | None:
    """Read a match of the whole pattern; None if it is no figure after all."""
    if match["time"] is not None:
        value = Decimal(match["hour"]) + Decimal(match["minute"]) / 60
        return Figure(match["time"], match.start(), match.end(), value, Unit.OTHER, CLOCK)
    if match["memory"] is not None:
        return Figure(match["memory"], match.start(), match.end(), Decimal(0), Unit.EUR, qualifier=OPEN_AMOUNT)
    if match["date"] is not None:
        return _read_date(match)
    if match["years"] is not None:
        return _read_years(match)
    if match["odds"] is not None:
        return _read_odds(match, text)
    if match["share"] is not None:
        return _read_share(match, text)
    if match["vague"] is not None:
        return _read_vague(match)
    return read_amount(match, text)


def _part(written: str) -> str:
    """A part of a year in its one form ("het derde kwartaal" -> "q3")."""
    words = [word for word in written.lower().split() if word not in {"het", "de"}]
    if len(words) == 2:
        return _QUARTERS[words[0]] if words[1] == "kwartaal" else f"h{_PART_WORDS.get(words[0], words[0])}"
    return _PART_WORDS.get(words[0], words[0])


def _read_date(match: re.Match[str]) -> Figure | None:
    part: str | None = None
    day = month = 0
    if match["nday"] or match["iday"]:
        which = "n" if match["nday"] else "i"
        day, month, year = (int(match[f"{which}{name}"]) for name in ("day", "month", "year"))
    elif match["only_month"]:
        written = match["month_year"]
        month, year = _month(match["only_month"]), int(written) if len(written) == 4 else 2000 + int(written)
        part = _part(match["month_part"]) if match["month_part"] else None
    elif match["year_part"] or match["quarter"]:
        part = _part(match["year_part"]) if match["year_part"] else match["quarter"].lower()
        value, last = Decimal(match["part_year"] or match["quarter_year"]), match["part_upper"]
        upper = None if last is None else Decimal(last if len(last) == 4 else f"{value:f}"[:2] + last)
        return Figure(
            match["date"], match.start("date"), match.end("date"), value, Unit.YEAR, upper=upper, qualifier=part
        )
    elif match["bare_quarter"]:
        year, part = 0, _part(match["bare_quarter"])
    elif match["bare_part"]:
        month, year, part = _month(match["part_month"]), 0, _part(match["bare_part"])
    elif match["bare_month"]:
        month, year = _month(match["bare_month"]), 0
    else:
        day, month, year = int(match["day"]), _month(match["month"]), int(match["year"] or 0)
    if not (0 <= month <= 12 and day <= 31):
        return None
    value = Decimal(year * 10_000 + month * 100 + day)
    return Figure(match["date"], match.start("date"), match.end("date"), value, Unit.DATE, qualifier=part)


def _month(written: str) -> int:
    lowered = written.lower().rstrip(".")
    return MONTHS.get(lowered) or SHORT_MONTHS[lowered]


def _read_years(match: re.Match[str]) -> Figure | None:
    first, last = match["y1"], match["y2"]
    upper = int(last) if len(last) == 4 else int(first[:2] + last)
    if upper < int(first):
        return None
    return Figure(match["years"], match.start(), match.end(), Decimal(first), Unit.YEAR, upper=Decimal(upper))


def _read_odds(match: re.Match[str], text: str) -> Figure | None:
    """Read "één op de acht", "vier van de vijf": a share, as a percentage; "een van de vier" is one of four things."""
    of = Decimal(1) if re.fullmatch("[eé][eé]n", match["of"].lower()) else _parse_number(match["of"])
    among = _parse_number(match["among"] or match["small"])
    if of is None or among is None or not 0 < of < among or (of == 1 and match["small"]):
        return None
    scale = SCALES[match["among_scale"].lower().rstrip(".")] if match["among_scale"] else Decimal(1)
    return _share(match["odds"], match.start(), of * 100 / (among * scale), text)


def _read_share(match: re.Match[str], text: str) -> Figure | None:
    written, start = match["share"], match.start()
    if match["helft"]:
        value = Decimal(50)
    elif match["driekwart"]:
        value = Decimal(75)
    elif match["mark"]:
        value = {"½": Decimal(50), "¼": Decimal(25), "¾": Decimal(75)}[match["mark"]]
    elif match["times"]:
        of, parts = parse_number_word(match["times"]), DENOMINATORS[match["parts"].lower()]
        if of is None or of >= parts:
            return None
        value = of * 100 / parts
    else:
        value = Decimal(100) / DENOMINATORS[(match["one"] or match["third"] or match["bare_third"]).lower()]
    return _share(written, start, value, text)


def _share(written: str, start: int, value: Decimal, text: str) -> Figure:
    return Figure(
        written, start, start + len(written), value, Unit.PERCENT, SHARE, qualifier=_qualifier_before(text, start)
    )


def _read_vague(match: re.Match[str]) -> Figure:
    many = VAGUE[match["many"].lower()]
    if match["many_of"]:
        many *= VAGUE[match["many_of"].lower()]
    unit = Unit.EUR if match["many_money"] else Unit.COUNT
    upper = None if match["many"].lower().endswith("tal") else many * 10
    return Figure(match["vague"], match.start(), match.end(), many, unit, upper=upper, qualifier=match["many"].lower())


def read_amount(match: re.Match[str], text: str) -> Figure | None:
    """Read a match of the pattern for amounts; None if it is a name or a verb."""
    tail = match["tail"]
    if tail and not GLUED_UNIT.match(tail):
        return None  # "50ste", "3D", "16-jarigen": a name
    number = _parse_number(match["number"])
    if number is None or _is_verb(match, text):
        return None
    start, end = match.start("number"), match.start("tail") if tail else match.end()
    sign = match["sign"] or match["late_sign"]
    start = min(match.start(name) for name in ("sign", "prefix", "number") if match[name])
    if sign:
        number = -number
    scale = SCALES[match["scale"].lower().rstrip(".")] if match["scale"] else Decimal(1)
    scale *= _FRACTIONS.get((match["unit"] or "").lower(), Decimal(1))
    upper = _parse_number(match["upper"]) if match["upper"] else None
    unit, unit_text = _unit_of(match, text)
    if unit_text == "uur" and upper is None and _AT.search(text[:start]):
        unit_text = CLOCK
    if tail and tail.lower() in SCALES:
        scale, end = SCALES[tail.lower()], match.end("tail")
    if (
        unit is Unit.COUNT
        and scale == 1
        and not sign
        and _is_year(match["upper"] or match["number"], text, (start, end))
    ):
        unit, unit_text = Unit.YEAR, ""
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        value=number * scale,
        unit=unit,
        unit_text=unit_text,
        upper=upper * scale if upper is not None else None,
        qualifier=_qualifier_before(text, start) or _qualifier_before(text, match.start("number")),
    )


def _is_verb(match: re.Match[str], text: str) -> bool:
    """Whether "acht" is a verb, as in "ik acht dit van belang"."""
    if match["number"].lower() != "acht" or match["unit"] or match["scale"]:
        return False
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end("number") :]
    if _HEED.match(after) or _ASKS.match(after):
        return True  # "in acht nemend", "acht te slaan op", "acht u dat nodig"
    counts = before == "" or _COUNTS_ACHT.search(before) is not None
    return _OBJECT.match(after) is not None and (_VERB_ACHT.search(before) is not None or not counts)


def _unit_of(match: re.Match[str], text: str) -> tuple[Unit, str]:
    written = " ".join((match["unit"] or "").lower().split())
    if "punt" in written:
        return Unit.PERCENT_POINT, ""
    if written in {"%", "procent", "percent", *_PER_THOUSAND} or written.startswith("°"):
        return Unit.PERCENT, ""
    if written in {"cent", "eurocent"}:
        return Unit.EUR, ""
    currency = _currency(written) or CURRENCIES.get((match["prefix"] or "").lower())
    if currency is not None:
        return currency, ""
    if match["tail"]:
        word = match["tail"].lower()
        return (Unit.EUR, "") if word == "euro" else (Unit.OTHER, word) if word in MEASURES else (Unit.COUNT, word)
    following = UNIT_AFTER.match(text, match.end())
    if following is None:
        return Unit.COUNT, ""
    if following["measure"]:
        return Unit.OTHER, " ".join(following["measure"].lower().split()).replace("° c", "°c")
    word = following["word"].lower()
    if word in _NOT_A_UNIT:
        return Unit.COUNT, ""
    return (Unit.OTHER if word in MEASURES else Unit.COUNT), word


def _currency(written: str) -> Unit | None:
    if not written:
        return None
    singular = written.removeprefix("amerikaanse ").removesuffix(" sterling").removesuffix("'s").removesuffix("’s")
    return (
        CURRENCIES.get(singular)
        or CURRENCIES.get(singular.removesuffix("s"))
        or CURRENCIES.get(singular.removesuffix("en"))
    )


def _is_year(number: str, text: str, span: tuple[int, int]) -> bool:
    """Four digits of this or the last century, unless they count something ("2000 woningen"); older: "in 1814"."""
    if not (len(number) == 4 and number.isdigit()):
        return False
    start, end = span
    if "15" <= number[:2] <= "18":
        return _SINCE.search(text[max(0, start - 20) : start]) is not None and not _COUNTED.match(text, end)
    if number[:2] not in {"19", "20"}:
        return False
    if text[end : end + 1] in {"%", "€"}:
        return False
    if re.match(r"(?:19|20)\d\d\D", text[start:end]):  # "tussen 2018 en 2022"
        return True
    counted = _qualifier_before(text, start) in _COUNTING or int(number) % 50 == 0
    return (
        not counted or _YEAR_BEFORE.search(text[max(0, start - 20) : start]) is not None or not _PLURAL.match(text, end)
    )


def _parse_number(written: str) -> Decimal | None:
    if not written[0].isdigit():
        if written.lower() == "een":
            return Decimal(1)
        if written.lower().endswith(("half", "halve")) and written.lower().split()[-1] in {"half", "halve"}:
            return Decimal("0.5")
        return parse_number_word(written)
    written = re.sub(r"[ \u00a0]", "", written)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3}){2,}", written):
        written = written.replace(",", "")
    try:
        return Decimal(written.replace(",", ".")) if written.count(",") + written.count(".") <= 1 else None
    except InvalidOperation:
        return None


def _qualifier_before(text: str, start: int) -> str | None:
    before = text[max(0, start - 20) : start].rstrip().lower()
    for qualifier in QUALIFIERS:
        if before.endswith(qualifier) and not before[: -len(qualifier)][-1:].isalpha():
            return qualifier
    return None
