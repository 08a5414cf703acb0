"""nothing -> the patterns by which references to official documents are found in Dutch text.

Spellings vary by ministry, by year and by the program that read a scan: "36 600 XV, nr. 8", "36600-XV-8",
"kst-36600-XV-8", "Tweede Kamer, vergaderjaar 2024–2025, 36 600 XV, nrs. 8 en 9".
"""

from __future__ import annotations

import re

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_BLANK = r"[ \u00a0\u2009\u202f]?"
_DASH = r"[-‐–—]"
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{0,3}))"
# A part of a dossier: a budget chapter (XV, IXB), a fund (A to N), or a series number of an EU dossier (21501-20).
_ADDITION = (
    rf"(?:(?-i:(?=[IVX]){_ROMAN}[AB]?|[A-N]|IIA|IIB)"
    rf"|(?:0[1-9]|[1-4]\d)(?=\s?{_DASH}\s?\d|\s?[,(]?\s*n(?:r|umm)))"
)
_NUMBER_MARK = r"(?:[nm]rs?[.,]?|nummers?|no\.)"  # scans read "mr." for "nr."
_YEARS = rf"(?P<{{name}}>(?:19|20)\s?\d\s?\d\s?(?:/|{_DASH})\s?(?:(?:19|20)\s?\d\s?\d|\d\d))"  # scans break "20 12"
_DOSSIER = rf"(?P<dossier>\d{{2}}{_BLANK}\d{{3}})"
_PLACE = r"(?:,?\s*(?:p|blz|pag)\.\s*(?P<page>\d+(?:\s?[-–]\s?\d+)?))?"
# What else is numbered: "nrs. 427, 433 en 435", "nrs. 1-2", "nrs. 3 t/m 5"; no year, amount or next dossier.
_MORE = (
    rf"(?P<more>(?:\s*(?:,|en|t/m|tot\sen\smet)\s*(?:nrs?\.?\s*)?\d{{1,4}}(?!\d|[ \u00a0]\d{{3}}\b|\s?[-–/]\s?\d|[.,]\d|\s\w+\s(?:19|20)\d\d)"
    rf"|{_DASH}\d{{1,4}}(?![\d.,]*\d))*)"
)
# A number joined to its dossier ("36045-243"), and no range of amounts ("10 000-20 000", "11500-12 kilo").
_JOINED = (
    rf"\s?{_DASH}\s?(?P<joined>\d{{1,4}})(?!\d|[.,]\d|{_BLANK}\d{{3}}\b)"
    r"(?!\s?(?:%|°|€|procent|euro|mln|mld|miljoen|miljard|duizend|kilo|kg|km|ha|hectare|meter|m[23²³]|ton|uur|jaar|dagen|weken|mensen"
    r"|personen|inwoners|woningen|leerlingen|studenten|vluchten|stuks)\b)"
)
# What every Kamerstuk holds; looked for first, as are the words of the other documents, it spares most of the time.
DOSSIER_DIGITS = re.compile(rf"\d\d{_BLANK}\d{{3}}")
KAMERSTUK = re.compile(
    rf"""
    (?P<lead>\b(?:(?:kamerstuk(?:ken|nummers?)?|kst\.?|dossier(?:nummer)?|wetsvoorstel)(?:,|\s|:)*(?:dossier(?:nummer)?\s+)?
        |(?:Tweede|Eerste)\ Kamer,\s*|TK,?\s+))?
    (?:(?P<house>I{{1,2}}|EK|TK),?\s*)?
    (?:(?:
        (?:vergaderjaar\s+)?{_YEARS.format(name="years")}(?:,\s*|\s+)(?:dossier(?:nummer)?\s+)?
      | (?<![\d.,/€-])(?<!€\s)
    ){_DOSSIER})
    (?:\s?\((?P<realm>R\s?\d{{3,4}})\))?
    (?:(?:\s|{_DASH}|{_BLANK})(?:hoofdstuk\s)?\(?(?P<addition>{_ADDITION})(?![\w])\)?)?
    (?:\s*[,(]?\s*{_NUMBER_MARK}\s*(?P<number>\d{{1,4}})(?!\d) | {_JOINED} | ,\s*(?P<letter>(?-i:[A-Z]{{1,2}}))\b(?=[\s,.;)]|$))?
    {_MORE}{_PLACE}
  | \bkst-(?P<id_dossier>\d{{5}})(?:-(?P<id_addition>{_ADDITION}))?-(?P<id_number>\d{{1,4}}|(?-i:[A-Z]{{1,2}}))\b(?!-\d)
  | \b{_NUMBER_MARK}\s*(?P<before_number>\d{{1,4}})\s*\((?P<before_dossier>\d{{2}}{_BLANK}\d{{3}})(?:\s(?P<before_addition>{_ADDITION}))?\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER_ALONE = re.compile(  # in the dossier under discussion
    rf"(?:\bstuk(?:ken)?\s+{_NUMBER_MARK}\s*|\b(?:krijgt|onder|op)\s+{_NUMBER_MARK}\s*)(?P<number>\d{{1,4}})(?!\d|\s*\(\d{{2}})",
    re.IGNORECASE,
)
YEARS_BEFORE = re.compile(rf"\bvergaderjaar\s+{_YEARS.format(name='years')},?\s*(?:bijlage\s+bij\s+)?\Z", re.IGNORECASE)
YEARS_AFTER = re.compile(rf"\)?,?\s*\(?vergaderjaar\s+{_YEARS.format(name='years')}", re.IGNORECASE)
_HOUSE = r"(?:\s+(?P<house>II?|TK|EK))?"
AANHANGSEL = re.compile(
    rf"""(?:\bvergaderjaar\s+{_YEARS.format(name="early")},?\s*)?
    \baanhangsel(?:\s+(?:van\s+de|der|bij\s+de))?(?:\s+handelingen)?{_HOUSE},?\s*
    (?:(?:vergaderjaar\s+)?{_YEARS.format(name="years")},?\s*)?(?:{_NUMBER_MARK}\s*)?(?P<number>\d{{1,4}})\b(?!\s?[-/])
    (?:\s*\((?:vergaderjaar\s+)?{_YEARS.format(name="late")}\))?{_PLACE}
    | \bhandelingen{_HOUSE.replace("house", "house_first")},?\s*(?:vergaderjaar\s+)?{_YEARS.format(name="first_years")},?\s*aanhangsel,?\s*
      (?:{_NUMBER_MARK}\s*)?(?P<first_number>\d{{1,4}})\b
    | \bah-(?P<id_house>tk|ek)-(?P<id_years>\d{{4}}-?\d{{4}})-(?P<id_number>\d{{1,4}})\b""",
    re.VERBOSE | re.IGNORECASE,
)
HANDELINGEN = re.compile(
    rf"""\bhandelingen,?\s*(?P<house>II?|TK|EK)?,?\s*(?:vergaderjaar\s+)?{_YEARS.format(name="years")},?\s*
    (?:(?:{_NUMBER_MARK}\s*)?(?P<number>\d{{1,3}})\b(?:,?\s*item\s*(?P<item>\d{{1,3}}))?{_PLACE}
      |(?:p|blz|pag)\.\s*(?P<pages>\d+(?:\s?[-–]\s?\d+)?))
    | \bh-(?P<id_house>tk|ek)-(?P<id_years>\d{{8}})-(?P<id_number>\d{{1,3}})-(?P<id_item>\d{{1,3}})\b
    | \b(?P<day_house>TK|EK)\s(?P<day_number>\d{{1,3}})-(?P<day_item>\d{{1,3}})-\d{{1,3}},\s?(?P<day>\d{{1,2}}\s(?:{MONTHS})\s(?:19|20)\d\d)""",
    re.VERBOSE | re.IGNORECASE,
)
DOCUMENT = re.compile(r"\b(?P<id>20[0-3]\d[DZ]\d{5})\b")
_NAME = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Ee]l|'t|’t)\s)*(?!Kamer|Zie|Vraag|Nr)[A-ZÀ-Ý][^\W\d_’']*(?:[’'][^\W\d_]+)*"
    r"(?:[-–/]\s?(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er)\s)*[A-ZÀ-Ý][^\W\d_]+)*"
)
MOTION = re.compile(
    rf"\b(?:(?:[Nn]ader\s)?[Gg]ewijzigde\s)?(?P<kind>[Mm]otie|[Aa]mendement)"
    r"(?:-|\s|\svan\s(?:het\s|de\s)?(?:[Kk]amer)?(?:lid|leden)\s|\svan\s(?:de\sheer|mevrouw)\s)"
    rf"(?P<name>{_NAME}(?:(?:,\s|\sen\s|\s/\s){_NAME})*)(?:\sc\.s\.)?"
)
LETTER = re.compile(
    r"\b(?:(?:mijn|onze|uw|de|een|zijn|haar|deze|die)\s+(?:\w+e\s+)?)?(?:kamer)?brief\s+"
    r"(?:(?:aan|van)\s+(?:de|het|uw|mijn)\s[^.;:()\d\n]{2,110}?\s)?(?:van|d\.?d\.)\s+"
    rf"(?P<date>\d{{1,2}}\s+(?:{MONTHS})(?:\s+(?P<year>(?:19|20)\d\d))?(?:\s+(?:jl\.?|jongstleden|ll\.))?)",
    re.IGNORECASE,
)
