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

from assistant.parliamentary_years import parliamentary_year, read_parliamentary_year
from assistant.reference_patterns import (
    AANHANGSEL,
    DOCUMENT,
    DOSSIER_DIGITS,
    HANDELINGEN,
    KAMERSTUK,
    LETTER,
    MOTION,
    NUMBER_ALONE,
    YEARS_AFTER,
    YEARS_BEFORE,
)
from assistant.relative_dates import resolve_dates
from assistant.vocabulary import BlockKind, Letter, LetterHeader

_SITE = "https://zoek.officielebekendmakingen.nl"
_DOWNLOADS = "https://www.tweedekamer.nl/downloads/document?id="
# Dossiers have had five digits since about 1989 (numbers from 19000 on); they have not come to 40000 yet.
_FIRST_DOSSIER, _LAST_DOSSIER = 10_000, 39_999
_LONGEST_RANGE = 20  # documents in "nrs. 1-4"; a wider one is a page range or a slip
_BESIDE = 70  # characters around a Kamerstuk in which its parliamentary year may stand
_LISTED = re.compile(r"(?:\d{5}-\d+|\d[DZ]\d{5});\s\Z")  # the item before in "25763-30; 34834; 29689-941"
_UPPER = frozenset({"I", "EK"})  # the Eerste Kamer


# What each match of a pattern holds, in lower case: a text without it need not be read by the pattern.
_HOLDS = {
    AANHANGSEL: ("aanhangsel", "ah-"),
    HANDELINGEN: ("handelingen", "h-", "tk", "ek"),
    MOTION: ("motie", "amendement"),
    LETTER: ("brief",),
}


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
    """Find the references of a text, in order, without overlap but for several documents in one ("nrs. 3 en 4").

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
    for match in NUMBER_ALONE.finditer(text):
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
    """The identifiers by which others refer to a letter: its Kamerstuk, its number in the Aanhangsel, its page."""
    written = [f"Kamerstuk {header.kamerstuk}" if header.kamerstuk else "", header.reference or ""]
    names = [one.identifier for text in written for one in find_references(text)]
    if header.url:
        names.append(header.url.rpartition("/")[2].removesuffix(".html"))
    return [name for name in dict.fromkeys(names) if name]


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    lowered = text.lower()
    if any(word in lowered for word in _HOLDS[pattern]):
        yield from pattern.finditer(text)


def _dossier_before(found: list[Reference], at: int) -> str | None:
    """The dossier of the last Kamerstuk before a place."""
    before = [
        one.identifier for one in found if one.end <= at and one.kind is ReferenceKind.KAMERSTUK and one.identifier
    ]
    return before[-1].removeprefix("kst-").rpartition("-")[0] if before else None


def _kamerstukken(text: str) -> Iterator[Reference]:
    for match in KAMERSTUK.finditer(text) if DOSSIER_DIGITS.search(text) else ():
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
    dossier, number = _joined(match["dossier"], match["addition"]), match["number"] or match["joined"]
    house = "I" if (match["house"] or "").upper() in _UPPER or (match["lead"] or "").startswith("Eerste") else "II"
    upper_letter = match["letter"] if match["lead"] and house == "I" else None
    start = next(match.start(part) for part in ("lead", "house", "years", "dossier") if match[part])
    if number is None and upper_letter is None:
        yield from _bare_dossier(match, text, start, dossier)
        return
    parts = ("page", "more", "number", "joined", "letter") if number else ("letter",)
    end = match.end(next(part for part in parts if match[part]))
    end += text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
    years = read_parliamentary_year(match["years"]) if match["years"] else _years_beside(text, start, end)
    for one in [number or upper_letter or "", *_further(number, match["more"])]:
        yield _kamerstuk(text, (start, end), dossier, one, house=house, years=years, page=match["page"])


def _bare_dossier(match: re.Match[str], text: str, start: int, dossier: str) -> Iterator[Reference]:
    """A dossier named as such ("dossier 36 045"), or alone between brackets or in a list of documents."""
    end = match.end("addition" if match["addition"] else "dossier")
    possible = _is_dossier(dossier)
    bracketed = text[: match.start("dossier")].endswith("(") and text[end:].startswith(")")
    listed = _LISTED.search(text[: match.start("dossier")]) and text[end : end + 1] in {";", "."}
    if match["lead"] or ((bracketed or listed) and possible):
        official = f"Kamerstukdossier {_spaced(dossier)}"
        url = f"{_SITE}/dossier/{dossier}" if possible else None
        yield Reference(text[start:end], start, end, ReferenceKind.DOSSIER, dossier, official, url)


def _further(first: str | None, more: str | None) -> list[str]:
    """The numbers after the first one: those listed, and those between the ends of a range."""
    if first is None or not more:
        return []
    numbers: list[int] = []
    last = int(first)
    for sign, written in re.findall(r"(,|\ben\b|\bt/m\b|\btot en met\b|[-‐–—])\s*(?:nrs?\.?\s*)?(\d+)", more):
        number = int(written)
        if sign not in {",", "en"} and 0 < number - last <= _LONGEST_RANGE:
            numbers += range(last + 1, number)
        numbers.append(number)
        last = number
    return [str(number) for number in numbers]


def _years_beside(text: str, start: int, end: int) -> str | None:
    """The parliamentary year that stands before or after: "(vergaderjaar 2012-2013, Kamerstuk 33 470 nr. 2)"."""
    beside = YEARS_BEFORE.search(text[max(0, start - _BESIDE) : start]) or YEARS_AFTER.match(text, end)
    return read_parliamentary_year(beside["years"]) if beside else None


def _joined(dossier: str, addition: str | None) -> str:
    return "-".join(filter(None, (re.sub(r"\D", "", dossier), addition.upper() if addition else None)))


def _spaced(dossier: str) -> str:
    """A dossier as a footnote has it: "36600 XV", but "21501-20"."""
    return dossier if re.fullmatch(r"\d{5}-\d\d", dossier) else dossier.replace("-", " ", 1)


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
    possible = _is_dossier(dossier) and bare != "0"
    session = f" {years}" if years else ""
    place = f", p. {page}" if page else ""
    official = f"Kamerstukken {house}{session}, {_spaced(dossier)}, nr. {bare}{place}"
    url = f"{_SITE}/{identifier}.html" if possible else None
    return Reference(text[slice(*span)], *span, ReferenceKind.KAMERSTUK, identifier, official, url)


def _is_dossier(dossier: str) -> bool:
    return _FIRST_DOSSIER <= int(dossier[:5]) <= _LAST_DOSSIER


def _documents(text: str) -> Iterator[Reference]:
    """Aanhangsel, Handelingen and document numbers."""
    for match in _matches(AANHANGSEL, text):
        parts = match.groupdict()
        years = next((parts[name] for name in ("years", "early", "late", "first_years", "id_years") if parts[name]), "")
        number = parts["number"] or parts["first_number"] or parts["id_number"] or ""
        house = (parts["house"] or parts["house_first"] or parts["id_house"] or "").upper()
        if years:
            yield _aanhangsel(text, match, years, number, upper=house in _UPPER)
    for match in _matches(HANDELINGEN, text):
        yield _handelingen(text, match)
    for match in DOCUMENT.finditer(text):
        number = match["id"]
        url = f"{_DOWNLOADS}{number}" if number[4] == "D" else None
        yield Reference(
            match.group(), *match.span(), ReferenceKind.DOCUMENT, number, f"document {number} van de Tweede Kamer", url
        )


def _aanhangsel(text: str, match: re.Match[str], years: str, number: str, *, upper: bool) -> Reference:
    session = _session(years)
    identifier = f"ah-{'ek' if upper else 'tk'}-{_both_years(session)}-{number}" if session and int(number) else None
    place = f", p. {match['page']}" if match["page"] else ""
    official = f"Aanhangsel Handelingen {'I' if upper else 'II'} {session or years}, nr. {number}{place}"
    url = f"{_SITE}/{identifier}.html" if identifier else None
    return Reference(text[slice(*match.span())], *match.span(), ReferenceKind.AANHANGSEL, identifier, official, url)


def _handelingen(text: str, match: re.Match[str]) -> Reference:
    """Proceedings; only those that name their item have a page of their own, for a sitting has many."""
    parts = match.groupdict()
    if parts["day"]:
        day = _read_day(parts["day"])
        years, session = parts["day"], parliamentary_year(date.fromisoformat(day)) if day else None
    else:
        years = parts["years"] or parts["id_years"] or ""
        session = _session(years)
    upper = (parts["house"] or parts["id_house"] or parts["day_house"] or "").upper() in _UPPER
    number = parts["number"] or parts["id_number"] or parts["day_number"]
    item, pages = parts["item"] or parts["id_item"] or parts["day_item"], parts["page"] or parts["pages"]
    known = [f"nr. {number}" if number else "", f"item {item}" if item else "", f"p. {pages}" if pages else ""]
    official = f"Handelingen {'I' if upper else 'II'} {session or years}, {', '.join(filter(None, known))}"
    identifier = None
    if session and number:
        identifier = "-".join(filter(None, (f"h-{'ek' if upper else 'tk'}", _both_years(session), number, item)))
    url = f"{_SITE}/{identifier}.html" if identifier and item else None
    return Reference(text[slice(*match.span())], *match.span(), ReferenceKind.HANDELINGEN, identifier, official, url)


def _session(years: str) -> str | None:
    """A parliamentary year as it is cited, from any spelling; "20232024" is that of an identifier."""
    return read_parliamentary_year(f"{years[:4]}-{years[4:]}" if years.isdigit() else years)


def _both_years(session: str) -> str:
    """A parliamentary year as identifiers have it ("2023/24" -> "20232024")."""
    first = int(session[:4])
    return f"{first}{first + 1}"


def _motions(text: str) -> Iterator[Reference]:
    for match in _matches(MOTION, text):
        name = " ".join(match["name"].split())
        kind = match["kind"].lower()
        yield Reference(match.group(), *match.span(), ReferenceKind.MOTION, name, f"{kind}-{name}", None)


def _letters(text: str, written: date | None) -> Iterator[Reference]:
    for match in _matches(LETTER, text):
        means = _day_of(match, written)
        official = f"brief van {means}" if means else match.group()
        yield Reference(match.group(), *match.span(), ReferenceKind.LETTER, means, official, None)


def _day_of(match: re.Match[str], written: date | None) -> str | None:
    """The day of "3 maart jl.", "3 maart 2025" or "3 maart": without a year the last such day before the letter's."""
    bare = re.sub(r"\s+(?:jl\.?|jongstleden|ll\.)$", "", match["date"], flags=re.IGNORECASE)
    if match["year"]:
        return _read_day(bare)
    resolved = resolve_dates(f"{bare} jl.", written)
    return resolved[0].means if resolved else None


def _read_day(text: str) -> str | None:
    """A written day as an ISO date ("3 maart 2025" -> "2025-03-03"); None for a day that does not exist."""
    from assistant.figures import find_figures

    figures = find_figures(text)
    value = int(figures[0].value) if figures else 0
    try:
        return date(value // 10_000, value // 100 % 100, value % 100).isoformat()
    except ValueError:
        return None
