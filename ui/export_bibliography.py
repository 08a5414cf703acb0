"""what is taken along -> its letters as BibTeX (biblatex) or CSL-JSON, an entry for each letter that is cited."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, TypeAlias

from assistant.vocabulary import LetterHeader
from ui import texts
from ui.escaping import one_line
from ui.footnotes import official_name
from ui.takeaway import Takeaway, TakenSource

Json: TypeAlias = dict[str, Any]
# Braces count in a BibTeX field even behind a backslash, so they are written by name.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "@": r"\symbol{64}",
    '"': r"\textquotedbl{}",
}  # fmt: skip
_KEY = re.compile(r"[^a-z0-9-]+")


def write_bibtex(taken: Takeaway) -> bytes:
    """Write the cited letters as BibTeX entries, UTF-8."""
    entries = [_bibtex(taken, key, sources) for key, sources in _letters(taken)]
    return ("\n".join(entries) or f"% {texts.NO_PASSAGES}\n").encode()


def write_csl(taken: Takeaway) -> bytes:
    """Write the cited letters as CSL-JSON items."""
    items = [_csl(taken, key, sources) for key, sources in _letters(taken)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def escape_tex(text: str) -> str:
    """Text on one line that TeX and BibTeX show as it is."""
    return "".join(_TEX.get(char, char) for char in one_line(text))


def _letters(taken: Takeaway) -> list[tuple[str, list[TakenSource]]]:
    """The cited letters in the order in which they are first cited, with their places; each with a key of its own."""
    places: dict[str, list[TakenSource]] = {}
    for source in taken.sources:
        places.setdefault(source.header.id, []).append(source)
    keys: set[str] = set()
    keyed = []
    for letter_id, sources in places.items():
        key = _KEY.sub("-", letter_id.lower()).strip("-") or "brief"
        while key in keys:
            key += "-2"
        keys.add(key)
        keyed.append((key, sources))
    return keyed


def _bibtex(taken: Takeaway, key: str, sources: list[TakenSource]) -> str:
    header = sources[0].header
    fields = {
        "author": f"{{{escape_tex(header.ministry)}}}" if header.ministry else None,
        "title": f"{{{escape_tex(header.title)}}}",
        "date": header.date.isoformat() if header.date else None,
        "howpublished": escape_tex(official_name(header)),
        "number": escape_tex(header.reference) if header.reference else None,
        "pages": ", ".join(_pages(sources)) or None,
        "url": escape_tex(taken.address(sources[0]) or "") or None,
        "urldate": taken.accessed.isoformat(),
        "langid": "dutch",
        "note": escape_tex(" ".join(f"[{one.marker}] „{one.quote}”" for one in sources)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _csl(taken: Takeaway, key: str, sources: list[TakenSource]) -> Json:
    header = sources[0].header
    item: Json = {
        "id": key,
        "type": "report",
        "title": one_line(header.title),
        "author": [{"literal": one_line(header.ministry)}] if header.ministry else None,
        "issued": _csl_date(header.date) if header.date else None,
        "number": one_line(_number(header)) or None,
        "collection-title": one_line(official_name(header)),
        "page": ", ".join(_pages(sources)) or None,
        "URL": taken.address(sources[0]),
        "accessed": _csl_date(taken.accessed),
        "language": "nl-NL",
        "annote": " ".join(f"[{one.marker}] „{one_line(one.quote)}”" for one in sources),
    }
    return {name: value for name, value in item.items() if value is not None}


def _number(header: LetterHeader) -> str:
    return header.kamerstuk or header.reference or ""


def _pages(sources: list[TakenSource]) -> list[str]:
    return [str(page) for page in dict.fromkeys(one.page for one in sources) if page is not None]


def _csl_date(day: date) -> Json:
    return {"date-parts": [[day.year, day.month, day.day]]}
