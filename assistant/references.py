"""text -> the official documents it refers to: Kamerstukken, Aanhangsel, Handelingen, document numbers, motions, letters.

Every spelling of one document gives one identifier, as officielebekendmakingen.nl writes it ("kst-36600-XV-8",
"ah-tk-20232024-1314", "h-tk-20222023-84-12"). A shape that no document can have gets no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.relative_dates import resolve_dates
from assistant.vocabulary import BlockKind, Letter, LetterHeader

_SITE = "https://zoek.officielebekendmakingen.nl"
_DOWNLOADS = "https://www.tweedekamer.nl/downloads/document?id="
# Dossiers have had five digits since about 1989 (numbers from 19000 on); they have not come to 40000 yet.
_FIRST_DOSSIER, _LAST_DOSSIER = 10_000, 39_999
_HIGHEST_NUMBER = 9_999
_BLANK = r"[ \u00a0\u202f]?"
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{0,3}))"
_ADDITION = rf"(?:(?=[IVX]){_ROMAN}[AB]?|[A-J]|IIA|IIB|(?:0[1-9]|[1-4]\d)(?=\s?[-–]\s?\d|\s?[,(]?\s*n(?:r|umm)))"
_NUMBER_MARK = r"(?:nrs?\.?|nummers?)"
_YEARS = r"(?P<{name}>(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))"
_DOSSIER = rf"(?<![\d.,/])(?P<dossier>\d{{2}}{_BLANK}\d{{3}})"
_PLACE = r"(?:,?\s*(?:p\.|blz\.|pag\.)\s*(?P<page>\d+))?"
_MORE = r"(?P<more>(?:\s*(?:,|en)\s*(?:nrs?\.?\s*)?\d{1,4}(?!\d|[ \u00a0]\d{3}\b|\s?[-–/]\s?\d|[.,]\d|\s\w+\s(?:19|20)\d\d))*)"
_KAMERSTUK = re.compile(
    rf"""
    (?P<lead>\b(?:(?:kamerstuk(?:ken|nummers?)?|kst\.?|dossier)(?:,|\s|:)*|Tweede\ Kamer,\s*|TK,?\s+))?
    (?:(?P<house>I{{1,2}}|EK|TK),?\s*)?
    (?:(?:vergaderjaar\s+)?{_YEARS.format(name="years")},?\s*)?
    {_DOSSIER}
    (?:(?:\s|[-–]|{_BLANK})(?P<addition>{_ADDITION})(?![\w]))?
    (?:\s*[,(]?\s*{_NUMBER_MARK}\s*(?P<number>\d{{1,4}})(?!\d) | \s?[-–]\s?(?P<joined>\d{{1,4}})(?![\d.,]*\d) | ,\s*(?P<letter>[A-Z]{{1,2}})\b(?=[\s,.;)]|$))?
    {_MORE}{_PLACE}
  | \bkst-(?P<id_dossier>\d{{5}})(?:-(?P<id_addition>{_ADDITION}))?-(?P<id_number>\d{{1,4}}|[A-Z]{{1,2}})\b
  | \b{_NUMBER_MARK}\s*(?P<before_number>\d{{1,4}})\s*\((?P<before_dossier>\d{{2}}{_BLANK}\d{{3}})(?:\s(?P<before_addition>{_ADDITION}))?\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STUK = re.compile(
    rf"(?:\bstuk(?:ken)?\s+{_NUMBER_MARK}\s*|\b(?:krijgt|onder|op)\s+{_NUMBER_MARK}\s*)(?P<number>\d{{1,4}})(?!\d|\s*\(\d{{2}})",
    re.IGNORECASE,
)
_AANHANGSEL = re.compile(
    rf"""\baanhangsel(?:\s+van\s+de)?(?:\s+handelingen)?(?:\s+(?P<house>II?|TK|EK))?,?\s*(?:vergaderjaar\s+)?{_YEARS.format(name="years")}
    ,?\s*(?:{_NUMBER_MARK}\s*)?(?P<number>\d{{1,4}})\b{_PLACE}
    | \bah-(?P<id_house>tk|ek)-(?P<id_years>\d{{8}})-(?P<id_number>\d{{1,4}})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HANDELINGEN = re.compile(
    rf"""\bhandelingen,?\s*(?P<house>II?|TK|EK)?,?\s*(?:vergaderjaar\s+)?{_YEARS.format(name="years")},?\s*{_NUMBER_MARK}\s*(?P<number>\d{{1,3}})
    (?:,?\s*item\s*(?P<item>\d{{1,3}}))?{_PLACE}
    | \bh-(?P<id_house>tk|ek)-(?P<id_years>\d{{8}})-(?P<id_number>\d{{1,3}})-(?P<id_item>\d{{1,3}})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\b(?P<id>20[0-3]\d[DZ]\d{5})\b")
_NAME = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Ee]l|'t)\s)*(?!Kamer|Zie|Vraag|Nr)[A-ZÀ-Ý][\w’'À-ÿ]+(?:[-/]\s?(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er)\s)*[A-ZÀ-Ý][\w’'À-ÿ]+)*"
_MOTION = re.compile(
    rf"\b(?:[Gg]ewijzigde\s|[Nn]ader\sgewijzigde\s)?(?P<kind>[Mm]otie|[Aa]mendement)(?:-|\s|\svan\s(?:het\s)?(?:lid|[Kk]amerlid)\s|\svan\s(?:de\s)?leden\s)"
    rf"(?P<name>{_NAME}(?:(?:,\s|\sen\s){_NAME})*)(?:\sc\.s\.)?"
)
_LETTER = re.compile(
    r"\b(?:(?:mijn|onze|uw|de|een|zijn|haar)\s+)?(?:\w+\s)?(?:kamer)?brief\s+(?:van|d\.?d\.)\s+"
    r"(?P<date>\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?:\s+(?P<year>(?:19|20)\d\d))?(?:\s+(?:jl\.?|jongstleden|ll\.))?)",
    re.IGNORECASE,
)


class ReferenceKind(StrEnum):
    """What is referred to."""

    KAMERSTUK = "kamerstuk"
    DOSSIER = "dossier"
    AANHANGSEL = "aanhangsel"
    HANDELINGEN = "handelingen"
    DOCUMENT = "document"  # a number of the Tweede Kamer: "2022D06725"
    MOTION = "motion"  # a motion or amendment by its mover's name alone
    LETTER = "letter"  # a letter by its date alone


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as written, by offsets into the text that was read, and what it stands for."""

    text: str
    start: int
    end: int
    kind: ReferenceKind
    identifier: str | None  # "kst-36600-XV-8"; of a letter its date; of a motion its mover
    official: str  # as a footnote should have it: "Kamerstukken II 2025/26, 36045, nr. 243"
    url: str | None  # its official page; None where no document can have this shape


def find_references(text: str, *, dossier: str | None = None, written: date | None = None) -> list[Reference]:
    """Find the references of a text, in order, without overlap.

    Args:
        text: The text.
        dossier: The dossier under discussion: "stuk nr. 12" is a number in it, as is a bare number after an earlier
            reference to a Kamerstuk; None if it is not known.
        written: The letter's date: "mijn brief van 3 maart jl." is resolved by it.
    """
    found = [*_documents(text), *_kamerstukken(text), *_motions(text), *_letters(text, written)]
    kept: list[Reference] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end or (one.start, one.end) == (kept[-1].start, kept[-1].end):
            kept.append(one)
    taken = [(one.start, one.end) for one in kept]
    for match in _STUK.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            around = _dossier_before(kept, match.start()) or dossier
            if around is not None:
                kept.append(_kamerstuk(text, match.span(), around, match["number"]))
    return sorted(kept, key=lambda one: one.start)


def letter_references(letter: Letter) -> list[Reference]:
    """The references of a letter's text, block by block; its own letterhead refers to nothing."""
    header, found = letter.header, []
    for block in letter.blocks:
        if block.kind in {BlockKind.LETTERHEAD, BlockKind.SIGNATURE}:
            continue
        inside = find_references(letter.text[block.start : block.end], dossier=header.dossier, written=header.date)
        found += [replace(one, start=one.start + block.start, end=one.end + block.start) for one in inside]
    return found


def identifiers_of(header: LetterHeader) -> list[str]:
    """The identifiers by which others refer to a letter: its Kamerstuk, its page, and its day."""
    names = [one.identifier for one in find_references(f"Kamerstuk {header.kamerstuk}" if header.kamerstuk else "")]
    if header.url:
        names.append(header.url.rpartition("/")[2].removesuffix(".html"))
    return [name for name in dict.fromkeys(names) if name]


def _dossier_before(found: list[Reference], at: int) -> str | None:
    """The dossier of the last Kamerstuk before a place."""
    before = [
        one.identifier for one in found if one.end <= at and one.kind is ReferenceKind.KAMERSTUK and one.identifier
    ]
    return before[-1].removeprefix("kst-").rpartition("-")[0] if before else None


def _kamerstukken(text: str) -> Iterator[Reference]:
    for match in _KAMERSTUK.finditer(text):
        if match["id_dossier"]:
            dossier = "-".join(filter(None, (match["id_dossier"], match["id_addition"])))
            yield _kamerstuk(text, match.span(), dossier, match["id_number"])
        elif match["before_number"]:
            dossier = _joined(match["before_dossier"], match["before_addition"])
            yield _kamerstuk(text, match.span(), dossier, match["before_number"])
        else:
            yield from _written(match, text)


def _written(match: re.Match[str], text: str) -> Iterator[Reference]:
    """The Kamerstukken of "Kamerstukken II 2022/23, 29665, nrs. 427, 433 en 435"; of a bare dossier that alone."""
    addition, number = match["addition"], match["number"] or match["joined"]
    dossier = _joined(match["dossier"], addition)
    upper_letter = match["letter"] if match["lead"] and (match["house"] or "").upper() in {"I", "EK"} else None
    start = match.start(
        "lead" if match["lead"] else "house" if match["house"] else "years" if match["years"] else "dossier"
    )
    if number is None and upper_letter is None:
        bracketed = text[: match.start("dossier")].endswith("(") and text[match.end() :].startswith(")")
        if match["lead"] or (bracketed and _is_dossier(dossier)):
            yield Reference(
                text[start : match.end("addition" if addition else "dossier")], start,
                match.end("addition" if addition else "dossier"), ReferenceKind.DOSSIER, dossier,
                f"Kamerstukdossier {dossier}", f"{_SITE}/dossier/{dossier}" if _is_dossier(dossier) else None,
            )  # fmt: skip
        return
    years, house = _session(match["years"]), "I" if (match["house"] or "").upper() in {"I", "EK"} else "II"
    more = match["more"] if number else ""
    end = (
        match.end("page")
        if match["page"]
        else match.end("more")
        if more
        else match.end("number" if match["number"] else "joined" if number else "letter")
    )
    end = end + 1 if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")" else end
    for one in [number or upper_letter or "", *re.findall(r"\d+", more)]:
        yield _kamerstuk(text, (start, end), dossier, one, house=house, years=years, page=match["page"])


def _joined(dossier: str, addition: str | None) -> str:
    return "-".join(filter(None, (re.sub(r"\D", "", dossier), addition.upper() if addition else None)))


def _kamerstuk(  # noqa: PLR0913 - what a footnote is made of
    text: str,
    span: tuple[int, int],
    dossier: str,
    number: str,
    *,
    house: str = "II",
    years: str | None = None,
    page: str | None = None,
) -> Reference:
    bare = number.lstrip("0") or number
    identifier = f"kst-{dossier}-{bare}"
    possible = _is_dossier(dossier) and (not bare.isdigit() or 0 < int(bare) <= _HIGHEST_NUMBER)
    session = f" {years}" if years else ""
    place = f", p. {page}" if page else ""
    official = f"Kamerstukken {house}{session}, {dossier.replace('-', ' ', 1)}, nr. {bare}{place}"
    if re.fullmatch(r"\d{5}-\d\d", dossier):
        official = official.replace(dossier.replace("-", " ", 1), dossier)
    url = f"{_SITE}/{identifier}.html" if possible else None
    return Reference(text[slice(*span)], *span, ReferenceKind.KAMERSTUK, identifier, official, url)


def _is_dossier(dossier: str) -> bool:
    return _FIRST_DOSSIER <= int(dossier[:5]) <= _LAST_DOSSIER


def _session(written: str | None) -> str | None:
    """A parliamentary year (vergaderjaar) as it is cited ("2023-2024" -> "2023/24"); None if it is none."""
    if written is None:
        return None
    first, last = re.findall(r"\d+", written)
    follows = int(last) % 100 == (int(first) + 1) % 100
    return f"{first}/{last[-2:]}" if follows else None


def _documents(text: str) -> Iterator[Reference]:
    """Aanhangsel, Handelingen and document numbers."""
    for match in _AANHANGSEL.finditer(text):
        years, number = match["id_years"] or match["years"], match["id_number"] or match["number"]
        yield _of_session(text, match, ReferenceKind.AANHANGSEL, years, number)
    for match in _HANDELINGEN.finditer(text):
        years, number = match["id_years"] or match["years"], match["id_number"] or match["number"]
        yield _of_session(text, match, ReferenceKind.HANDELINGEN, years, number)
    for match in _DOCUMENT.finditer(text):
        number = match["id"]
        url = f"{_DOWNLOADS}{number}" if number[4] == "D" else None
        yield Reference(
            match.group(), *match.span(), ReferenceKind.DOCUMENT, number, f"document {number} van de Tweede Kamer", url
        )


def _of_session(text: str, match: re.Match[str], kind: ReferenceKind, years: str, number: str) -> Reference:
    if years.isdigit():
        years = f"{years[:4]}-{years[4:]}"
    session = _session(years)
    upper = (match["house"] or match["id_house"] or "").upper() in {"I", "EK"}
    house, long_years = "ek" if upper else "tk", re.findall(r"\d+", years)[0]
    both = f"{long_years}{int(long_years) + 1}"
    if kind is ReferenceKind.AANHANGSEL:
        identifier = f"ah-{house}-{both}-{number}"
        official = f"Aanhangsel Handelingen {'I' if upper else 'II'} {session or years}, nr. {number}"
        linked = True
    else:
        item = match["id_item"] or match["item"]
        identifier = f"h-{house}-{both}-{number}" + (f"-{item}" if item else "")
        official = f"Handelingen {'I' if upper else 'II'} {session or years}, nr. {number}" + (
            f", item {item}" if item else ""
        )
        linked = item is not None
    url = f"{_SITE}/{identifier}.html" if linked and session else None
    place = f", p. {match['page']}" if match["page"] else ""
    return Reference(
        text[slice(*match.span())], *match.span(), kind, identifier if session else None, official + place, url
    )


def _motions(text: str) -> Iterator[Reference]:
    for match in _MOTION.finditer(text):
        name = " ".join(match["name"].split())
        kind = match["kind"].lower()
        yield Reference(match.group(), *match.span(), ReferenceKind.MOTION, name, f"{kind}-{name}", None)


def _letters(text: str, written: date | None) -> Iterator[Reference]:
    for match in _LETTER.finditer(text):
        means = _day_of(match, written)
        official = f"brief van {means}" if means else match.group()
        yield Reference(match.group(), *match.span(), ReferenceKind.LETTER, means, official, None)


def _day_of(match: re.Match[str], written: date | None) -> str | None:
    """The day of "3 maart jl.", "3 maart 2025" or "3 maart": without a year the last such day before the letter's."""
    bare = re.sub(r"\s+(?:jl\.?|jongstleden|ll\.)$", "", match["date"], flags=re.IGNORECASE)
    if match["year"]:
        from assistant.figures import find_figures

        value = int(find_figures(bare)[0].value) if find_figures(bare) else 0
        return f"{value // 10_000}-{value // 100 % 100:02}-{value % 100:02}" if value else None
    resolved = resolve_dates(f"{bare} jl.", written)
    return resolved[0].means if resolved else None
