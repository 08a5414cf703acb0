"""letter and place in it -> the footnote that cites it, in the official form.

The forms are those of the Leidraad voor juridische auteurs: "Kamerstukken II 2025/26, 36045, nr. 243, p. 3" and
"Aanhangsel Handelingen II 2023/24, nr. 1314". A letter that has no number yet is cited by sender, date and kenmerk.
"""

from __future__ import annotations

from assistant.parliamentary_years import parliamentary_year
from assistant.references import ReferenceKind, find_references
from assistant.vocabulary import LetterHeader
from ui import texts

_SITE = "https://zoek.officielebekendmakingen.nl"


def official_name(header: LetterHeader) -> str:
    """What a letter is cited as, without a page."""
    numbered = _numbered(header)
    name = numbered or texts.cite_letter(header)
    return f"{name} [{texts.SAMPLE_BADGE}]" if header.sample else name


def footnote(header: LetterHeader, page: int | None, *, estimated: bool = False) -> str:
    """What a letter is cited as, with the page: "Kamerstukken II 2025/26, 36045, nr. 243, p. 3"."""
    name = official_name(header)
    if page is None:
        return name
    return f"{name}, {texts.PAGE_ABOUT if estimated else texts.PAGE_SHORT} {page}"


def official_link(header: LetterHeader) -> str | None:
    """The official page of a letter; None if it has none, as a letter of which only the file is known."""
    if header.url and header.url.startswith("https://"):
        return header.url
    if header.sample:
        return None
    found = [one for text in _numbers(header) for one in find_references(text) if one.url]
    return next((one.url for one in found), None)


def _numbered(header: LetterHeader) -> str | None:
    """A Kamerstuk or a number in the Aanhangsel, with its parliamentary year by the letter's date."""
    for text in _numbers(header):
        for one in find_references(text):
            if one.kind is ReferenceKind.AANHANGSEL:
                return one.official
            if one.kind is ReferenceKind.KAMERSTUK:
                year = f" {parliamentary_year(header.date)}" if header.date else ""
                house, _, rest = one.official.removeprefix("Kamerstukken ").partition(",")
                return f"Kamerstukken {house.split()[0]}{year},{rest}"
    return None


def _numbers(header: LetterHeader) -> list[str]:
    return [f"Kamerstuk {header.kamerstuk}" if header.kamerstuk else "", header.reference or ""]
