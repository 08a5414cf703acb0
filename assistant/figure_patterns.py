"""nothing -> the patterns by which figures are found in Dutch text, and what their words mean.

One pattern finds all; its first alternative takes up the numbers that are names and no figures (`figure_names`), so that
no later one can.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figure_names import HELD, names_pattern
from assistant.number_words import NUMBER_WORD_PATTERN
from assistant.vocabulary import Unit

MONTHS = {
    name: number
    for number, name in enumerate(
        "januari februari maart april mei juni juli augustus september oktober november december".split(), start=1
    )
}
SHORT_MONTHS = {"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dec": 12}
SCALES = {
    "duizend": Decimal(1_000),
    "miljoen": Decimal(1_000_000),
    "mln": Decimal(1_000_000),
    "mio": Decimal(1_000_000),
    "miljard": Decimal(1_000_000_000),
    "mld": Decimal(1_000_000_000),
    "mrd": Decimal(1_000_000_000),
    "biljoen": Decimal(1_000_000_000_000),
}
CURRENCIES = {
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
# Words before a figure that say how it is meant; longest first where one begins another.
QUALIFIERS = (
    "niet meer dan", "niet minder dan", "ten minste", "tenminste", "ten hoogste", "tot maximaal", "minstens", "minimaal",
    "maximaal", "hooguit", "hoogstens", "meer dan", "minder dan", "ruim", "circa", "ca.", "plusminus", "ongeveer",
    "grofweg", "bijna", "nog geen", "nagenoeg", "krap", "zo'n", "zo’n", "rond de", "rond", "naar schatting", "tot wel",
    "boven de", "onder de", "exact", "precies", "gemiddeld", "inclusief", "exclusief", "excl.", "incl.", "tot",
)  # fmt: skip
VAGUE = {
    "tiental": Decimal(10),
    "tientallen": Decimal(10),
    "honderden": Decimal(100),
    "duizenden": Decimal(1_000),
    "tienduizenden": Decimal(10_000),
    "honderdduizenden": Decimal(100_000),
    "miljoenen": Decimal(1_000_000),
    "miljarden": Decimal(1_000_000_000),
}
_SHARES = (
    "derde kwart vierde vijfde zesde zevende achtste negende tiende twaalfde twintigste honderdste duizendste".split()
)
DENOMINATORS = dict(zip(_SHARES, (3, 4, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000), strict=True))
# A unit in its one form -> the dimension it measures and how many of the dimension's unit it is.
MEASURED = {
    "seconde": ("tijd", 1), "minuut": ("tijd", 60), "uur": ("tijd", 3_600), "dag": ("tijd", 86_400),
    "kwartier": ("tijd", 900), "week": ("tijd", 604_800), "maand": ("maanden", 1), "kwartaal": ("maanden", 3), "jaar": ("maanden", 12),
    "w": ("vermogen", 1), "kw": ("vermogen", 1_000), "mw": ("vermogen", 10**6), "gw": ("vermogen", 10**9),
    "kwh": ("energie", 1), "mwh": ("energie", 1_000), "gwh": ("energie", 10**6), "twh": ("energie", 10**9),
    "tj": ("joule", 1), "pj": ("joule", 1_000), "m2": ("oppervlak", 1), "hectare": ("oppervlak", 10_000),
    "km2": ("oppervlak", 10**6), "m3": ("inhoud", 1_000), "liter": ("inhoud", 1), "mm": ("lengte", 1),
    "cm": ("lengte", 10), "meter": ("lengte", 1_000), "kilometer": ("lengte", 10**6), "gram": ("massa", 1),
    "kilo": ("massa", 1_000), "ton": ("massa", 10**6), "kton": ("massa", 10**9), "mton": ("massa", 10**12),
    "decibel": ("geluid", 1), "graad": ("warmte", 1), "fte": ("arbeid", 1), "ppm": ("gehalte", 1),
    "yen": ("yen", 1), "yuan": ("yuan", 1), "frank": ("frank", 1), "kroon": ("kroon", 1), "roebel": ("roebel", 1),
    "lira": ("lira", 1), "zloty": ("zloty", 1), "gulden": ("gulden", 1), "roepie": ("roepie", 1), "dirham": ("dirham", 1),
    "km/u": ("snelheid", 1), "mg": ("fijn", 1_000), "µg": ("fijn", 1), "kv": ("spanning", 1), "knoop": ("vaart", 1),
}  # fmt: skip
_FORMS = {
    "seconden": "seconde", "minuten": "minuut", "uren": "uur", "dagen": "dag", "kwartieren": "kwartier", "weken": "week", "maanden": "maand",
    "kwartalen": "kwartaal", "jaren": "jaar", "ha": "hectare", "hectares": "hectare", "hectaren": "hectare",
    "km": "kilometer", "kilometers": "kilometer", "m": "meter", "meters": "meter", "centimeter": "cm",
    "centimeters": "cm", "millimeter": "mm", "millimeters": "mm", "m²": "m2", "km²": "km2", "m³": "m3",
    "vierkante meter": "m2", "vierkante kilometer": "km2", "kubieke meter": "m3", "kuub": "m3", "kg": "kilo",
    "kilo's": "kilo", "kilo’s": "kilo", "kilogram": "kilo", "tonnen": "ton", "kiloton": "kton", "megaton": "mton",
    "liters": "liter", "db": "decibel", "db(a)": "decibel", "graden": "graad", "°c": "graad", "°": "graad",
    "fte's": "fte", "fte’s": "fte", "ftes": "fte", "formatieplaatsen": "fte", "megawatt": "mw", "gigawatt": "gw",
    "kilowatt": "kw", "kilowattuur": "kwh", "watt": "w", "kilometer per uur": "km/u", "km/h": "km/u",
    "kilometers per uur": "km/u", "knopen": "knoop", "gr": "gram", "microgram": "µg", "milligram": "mg", "μg": "µg",
    "petajoule": "pj", "franken": "frank", "kronen": "kroon", "roebels": "roebel", "guldens": "gulden", "roepies": "roepie",
}  # fmt: skip
TIMES = frozenset(form for form, (dimension, _) in MEASURED.items() if dimension in {"tijd", "maanden"})
# Words that measure; a bare number before another word counts what the word names.
MEASURES = frozenset({*MEASURED, *_FORMS, "procentpunt"})

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")  # written as such, and no part of another number
# The words before a figure, any number of them, as a pattern for what stands right before it.
QUALIFIER_PATTERN = "|".join(map(re.escape, QUALIFIERS))
# The mark of a footnote behind a year that ends a sentence ("de nota 2025.3 Door …") is no part of the number.
_NOTE = r"(?:(?<=\b19\d\d)|(?<=\b20\d\d))\.\d{1,2}(?:\s(?-i:[A-Z])|\s*$)"
DIGITS = rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:,\d{{3}}){{2,}}|\d+(?:,\d+)?(?:(?!{_NOTE})\.\d+)?"
_WORD = NUMBER_WORD_PATTERN
_MONTH = "|".join(MONTHS)
_SHORT_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})\.?"
_SCALE = r"(?:duizend|miljoen|miljard|biljoen|mln\b\.?|mio\b\.?|mld\b\.?|mrd\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_SMALL = r"(?:[eé][eé]n|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|10|[1-9])"
_GLUED = r"(?:km|m|cm|mm|ha|kg|gr|mw|gw|kw|kwh|gwh|twh|mwh|pj|m2|m3|mln|mld|fte|kton|mton|ton|db|°c|uur|jaar|kv|ppm|miljoen|miljard|euro|x)"
_PART = (
    r"begin|medio|midden|eind|einde|ultimo|halverwege|(?:het\s)?voorjaar|(?:het\s)?najaar|(?:de\s)?zomer|(?:de\s)?winter|(?:de\s)?herfst"
    r"|(?:de\s)?lente|(?:het\s)?(?:eerste|1e|tweede|2e|derde|3e|vierde|4e|laatste)\s(?:kwartaal|helft|halfjaar)|q[1-4]"
)
# A year to which the mark of a footnote is glued ("5 april 20181") is still a year.
_DAY_TAIL = r"(?:\s+(?P<year>(?:19|20)\d\d)(?=\d?(?![\w])))?"
_DATES = rf"""
        (?:(?<![\d.,€])(?P<day>[0-3]?\d)(?:e|ste)?\s+(?P<month>{_MONTH}|{_SHORT_MONTH}(?=\s)){_DAY_TAIL}(?![A-Za-zÀ-ÿ_])
      | (?<![\d.,/-])(?P<nday>[0-3]?\d)[-/.](?P<nmonth>[01]?\d)[-/.](?P<nyear>(?:19|20)\d\d)(?!\d|[-/.]\d)
      | (?<![\d.,/-])(?P<iyear>(?:19|20)\d\d)-(?P<imonth>[01]\d)-(?P<iday>[0-3]\d)(?!\d|-\d)
      | \b(?:(?P<month_part>begin|medio|midden|eind|einde|halverwege|ultimo)\s)?(?P<only_month>{_MONTH}|{_SHORT_MONTH}(?=\s))(?:\s+van)?(?:\s+|\s?[’'])(?P<month_year>(?:19|20)\d\d(?=\d?\b)|(?<=[’'])\d\d\b)
      | \b(?P<year_part>{_PART})(?:\s+van)?(?:\s+het\s+jaar)?\s+(?P<part_year>{_YEAR})(?:[-–/](?P<part_upper>{_YEAR}|\d\d(?!\d)))?(?![\d%]|[.,]\d)
      | \b(?P<quarter_year>{_YEAR})[- ](?P<quarter>q[1-4])\b
      | \b(?P<bare_quarter>(?-i:Q[1-4])|(?:het\s)?(?:eerste|1e|tweede|2e|derde|3e|vierde|4e|laatste)\skwartaal)(?![\w-])
      | \b(?P<bare_part>begin|medio|midden|eind|einde|halverwege|ultimo)\s(?P<part_month>{_MONTH})\b
      | (?:(?<=\bin\s)|(?<=\bper\s)|(?<=\bvanaf\s)|(?<=\bsinds\s)|(?<=\btot\s)|(?<=\bafgelopen\s)|(?<=\bkomende\s)|(?<=\bt/m\s)|(?<=\buiterlijk\s)|(?<=\bvoor\s)|(?<=\bna\s))(?P<bare_month>{_MONTH})\b
        )
"""
# Thousands set apart by a blank ("11 500 vlieguren"): only before what is counted, or at a sentence's end, for cells of a
# table that lost its columns stand side by side as well.
_SPACED = r"(?<![\w,.€/-])(?<!\d[ \u00a0])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?=\s(?-i:[a-zà-ÿ]{3})|[.;)](?:\s|$))(?!\s(?:en|tot|van|nr)\b)"
_AMOUNT = rf"""(?P<amount>
        (?P<between>\btussen\s+(?:de\s+)?(?!\d?\d[.:][0-5]\d\s+en\s))?
        (?P<sign>(?<![\w\d.,)%])(?:-/-\s?|[-−–])(?=[€\d]|\s?€\s?\d)|\bmin\s(?=\d))?
        (?:(?P<prefix>€|us\$|\$|£|\beur\b|\busd\b|\bgbp\b)\s?(?:(?:ca\.|circa|ruim)\s?)?(?P<late_sign>[-−–](?=\d))?)?
        (?P<number>(?<=€)\d{{1,3}}(?:[ \u00a0]\d{{3}})+(?!\d)|(?<=€[ \u00a0])\d{{1,3}}(?:[ \u00a0]\d{{3}})+(?!\d)|{_SPACED}|(?<![\w,.])(?:{DIGITS}|{_WORD}|een(?=\s+(?:{_SCALE}|procent|percent|kwartier)\b)
            |(?:een\s+)?hal(?:f|ve)(?=\s+(?:miljoen|miljard|procent(?:punt)?|jaar|jaren|uur|dag(?:en)?|week|weken|maand(?:en)?|meter|kilometer|eeuw|hectare)\b)))
        (?P<dash>,[-–]{{1,2}})?
        (?:(?:(?(sign)(?!)|[-–])|\s*(?:\bà\b|\btot\ en\ met\b|\btot\b|(?(between)\ben\b|(?!)))\s*)(?:de\s+)?(?:€\s?)?(?P<upper>{DIGITS}|{_WORD})(?![\w/-]|\s?(?:{_MONTH})\b|[.,]\d)
            (?=(?(between)|\s?(?:{_SCALE}|%|procent|percent|euro|{"|".join(sorted(map(re.escape, {*_FORMS, *MEASURED}), key=len, reverse=True))})(?![\w]))))?
        (?:\s*(?P<scale>{_SCALE})(?![a-z]))?
        (?:\s*(?P<unit>%-?\s?punt(?:en)?\b|%|°\s?(?:/[os0]|k\b)|‰|€(?!\s?\d)|procentpunt(?:en)?\b|procent\b|percent\b|promille\b|(?:euro)?cent\b|euro(?:['’]s)?\b|(?:amerikaanse\s)?dollars?\b|ponden\b|pond\b(?:\ssterling)?|eur\b|usd\b))?
        (?P<tail>[A-Za-z]\w*|(?<!%)[-/]\d[\w-]*+(?!\s(?:{_MONTH})))?
    )
"""
# Words with which a figure, or a name that is none, can begin although another word follows.
_PARTS_AFTER = "voorjaar|najaar|zomer|winter|herfst|lente|eerste|tweede|derde|vierde|laatste"
_BEGINNINGS = (
    rf"{_MONTH}|{'|'.join([*SHORT_MONTHS, *VAGUE])}|begin|medio|midden|einde?|ultimo|halverwege|{_PARTS_AFTER}|min|tussen|pro"
    rf"|(?:de|het|die|ruime|kleine|grootste)\s(?:helft|{_PARTS_AFTER})|half|halve|kwart"
    rf"|een\s(?:half|halve|kwart|kwartier|op|van|procent|percent|{_SCALE}|{'|'.join(_SHARES)})|een\w+"
    r"|(?:één|eén|éen|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twin|der|veer|tach|honderd|duizend|anderhal)\w*"
    r"|kamerstuk\w*|handelingen|aanhangsel|staatsblad|staatscourant|tractatenblad|pb|pbeu|richtlijn|verordening|besluit"
    rf"|beschikking|aanbeveling|jaren|us|eur|usd|gbp|{HELD}"
)
_PLAIN_WORD = rf"(?!(?:{_BEGINNINGS})(?!\w))[A-Za-zÀ-ÿ]++\s(?=[A-Za-zÀ-ÿ])"
FIGURE = re.compile(
    rf"""
    (?<![A-Za-zÀ-ÿ])(?!{_PLAIN_WORD})(?:  # nothing begins within a word, or with one that only another word follows
    (?P<skip> {names_pattern(_MONTH, _SCALE)} )
  | (?P<memory> (?<!\d)(?<!\d\s)(?<!euro\s)\b(?:p\.\s?m\.|pro\smemorie\b) )
  | (?P<time> (?<![\d.,])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)
        (?:\s?(?:uur|u\b)(?!\w)|(?=\s?(?:en|tot|[-–])\s?(?:[01]?\d|2[0-3])[.:][0-5]\d\s?uur\b)) )
  | (?P<date> {_DATES} )
  | (?P<years> (?<![\d.,€/-]) (?<!€\s) (?P<y1>(?:1[5-9]|20)\d\d)\s?(?:[-–—/]|(?:tot\ en\ met|t/m|tot)\ )\s?[’']?(?P<y2>{_YEAR}|\d\d)(?![\d.,/-]\d|\d)\b )
  | (?P<odds> (?<![\d.,])\b(?P<of>{_SMALL})\s+(?:op\s+(?:de|elke|iedere)?\s*(?P<among>{DIGITS}|{_WORD})(?:\s+(?P<among_scale>{_SCALE}))?
        |van\s+(?:de|elke|iedere)\s+(?P<small>{_SMALL}))(?=[\s.,;:)]|$)(?!\s+(?:{_MONTH})) )
  | (?P<share>
        \b(?P<helft>(?<!eerste\s)(?<!tweede\s)(?<!laatste\s)(?:de|ruime|kleine|die|grootste)\s+helft)\b
      | \b(?P<times>twee|drie|vier|vijf|zes|zeven|acht|negen)[ -]?(?P<parts>{"|".join(_SHARES)})\b
      | \b(?P<driekwart>driekwart)\b | (?<!\w)(?P<mark>[½¼¾])
      | \b[eé][eé]n\s+(?P<one>kwart)\b(?!\s(?:eeuw|over|voor|miljard|miljoen))
      | \b[eé][eé]n\s+(?P<third>{"|".join(_SHARES)})\b(?=\s+(?:van|deel|minder|meer|hoger|lager|uit|is|was|komt|kwam|heeft|had|op|te)\b|\s*[,.;:)]|\s*$)
      | (?:(?<=geen\s)|(?<=bijna\s)|(?<=ruim\s)|(?<=dan\s)|(?<=circa\s))(?P<bare_third>{"|".join(_SHARES)})\b(?=\s+(?:van|deel|minder|meer|hoger|lager|man|vrouw)\b|\s*[,.;:)]|\s*$)
    )
  | (?P<vague> \b(?<!in\s)(?<!x\s)(?<!per\s)(?P<many>{"|".join(VAGUE)})(?:\s+(?P<many_of>duizenden|miljoenen|miljarden))?(?:\s+(?P<many_money>euro))?(?!\w) )
  | {_AMOUNT}
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
AMOUNT = re.compile(_AMOUNT, re.VERBOSE | re.IGNORECASE)
GLUED_UNIT = re.compile(rf"{_GLUED}\Z", re.IGNORECASE)
UNIT_AFTER = re.compile(
    r"[\s\u00a0]?(?P<measure>(?:vierkante|kubieke)\s(?:kilo)?meter|kilometers?\sper\suur|km/[uh]|m²|m³|km²|m2|m3|km2|°\s?C|°|[µμ]g|dB\(A\))(?!\w)"
    r"|[\s\u00a0](?:(?:extra|volle|hele)\s)?(?P<word>[A-Za-zÀ-ÿ][\wÀ-ÿ\-’']*)"
)


def unit_form(written: str) -> str:
    """A measuring word in its one form ("kilometers" -> "kilometer"); any other word as it is."""
    folded = " ".join(written.casefold().split())
    return _FORMS.get(folded, folded)
