"""lines of the letterhead and the margin -> fields (datum, betreft, kenmerk, afzender) and blocks.

The labels are those of the Rijkshuisstijl (the house style of the Dutch government) and its forerunners; a label
stands above its value in the sidebar, or before it with a tab or colon. A value that goes over lines keeps their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.pdf_lines import Line, cells

_LABELS = {
    "datum": "datum",
    "betreft": "betreft",
    "onderwerp": "betreft",
    "kenmerk": "kenmerk",
    "ons kenmerk": "kenmerk",
    "onze referentie": "kenmerk",
    "referentie": "kenmerk",
    "briefnummer": "kenmerk",
    "zaaknummer": "kenmerk",
    "nummer": "kenmerk",
}
_OTHER_LABELS = (
    *(
        "uw kenmerk",
        "uw referentie",
        "uw brief",
        "uw brief van",
        "uw brief (kenmerk)",
        "bijlage",
        "bijlagen",
        "bijlage(n)",
    ),
    *(
        "contactpersoon",
        "kopie aan",
        "afschrift aan",
        "behandeld door",
        "inlichtingen bij",
        "telefoon",
        "telefoonnummer",
    ),
    *("doorkiesnummer", "e-mail", "aantal pagina's", "pagina"),
)
_ALL_LABELS = sorted([*_LABELS, *_OTHER_LABELS], key=len, reverse=True)
_LABEL = re.compile(rf"({'|'.join(map(re.escape, _ALL_LABELS))})\s*:?", re.IGNORECASE)
_COLON_LABEL = re.compile(  # a label of two words needs no colon
    rf"((?:{'|'.join(map(re.escape, _ALL_LABELS))})(?=\s*:)|(?:ons|uw) kenmerk|(?:onze|uw) referentie)\s*:?\s*(\S.*)",
    re.IGNORECASE,
)
LINE_END = "\n"  # in the value of a field that goes over lines
_MOST_WRAPPED = 3
_SAME_LEFT = 3.0  # points
_MINISTRY = re.compile(r"Minister(?:ie|aanslag) ", re.IGNORECASE)
_SALUTATION = re.compile(r"(?:zeer )?geachte\b|mijnheer de|mevrouw de|beste\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\d{4}\s?[A-Z]{2}\b|postbus|\b[A-Z][\w. ]+ \d+[a-z]?$|www\.|https?:|\bT \d", re.IGNORECASE)


_YEAR = re.compile(r"Vergaderjaar (\d{4}\s?[–-]\s?\d{4})", re.IGNORECASE)
_DOSSIER = re.compile(r"\d{2} ?\d{3}(?: [IVXLC]+)?")
_DOSSIER_AND_TITLE = re.compile(r"(\d{2} ?\d{3}(?: [IVXLC]+)?)\s+([A-Z]\D.*)")
_NUMBERED_TITLE = re.compile(r"Nr\. ?(\d{1,4})\s+[A-Z]{3}")
_NUMBER = re.compile(r"Nr\. ?(\d+)", re.IGNORECASE)
_ANNEX = re.compile(r"Aanhangsel van de Handelingen", re.IGNORECASE)
_ANNEX_NUMBER = re.compile(r"\d{1,5}")


def is_salutation(line: Line) -> bool:
    """True for "Geachte voorzitter," and its like: above it stands the letterhead, below it the letter."""
    return bool(_SALUTATION.match(line.text))


def field_label(text: str) -> str | None:
    """The letterhead label that a text is ("Ons kenmerk"), in lower case without its colon."""
    match = _LABEL.fullmatch(text.strip())
    return match[1].lower() if match else None


def letterhead_fields(columns: Iterable[Sequence[Line]], pitch: float) -> dict[str, str]:
    """Fields of the letterhead; of several values the first counts."""
    fields: dict[str, str] = {}
    for lines in columns:
        index = 0
        while index < len(lines):
            if row := _fields_side_by_side(lines, index, pitch):
                fields = row | fields
                index += 2
                continue
            name, value, index = _field_at(lines, index, pitch)
            if name and value:
                fields.setdefault(name, value)
        ministry = _ministry(lines)
        if ministry:
            fields.setdefault("afzender", ministry)
    return fields


def masthead_fields(margin: Sequence[Line], body: Sequence[Line], size: float) -> dict[str, str]:
    """Fields of the head of a Kamerstuk or Aanhangsel: its numbers stand in the margin, or alone above the text.

    Args:
        margin: The lines beside the columns of the first page.
        body: The lines of its columns.
        size: The size of the body text.
    """
    fields: dict[str, str] = {}
    for line in (*margin, *body):
        if year := _YEAR.fullmatch(line.text):
            fields.setdefault("vergaderjaar", year[1])
    if "vergaderjaar" not in fields:
        return {}
    for line in margin:
        beside = [other for other in body if abs(other.baseline - line.baseline) < 0.5 * line.size]
        if _DOSSIER.fullmatch(line.text) and beside:
            fields.setdefault("dossier", line.text)
            fields.setdefault("dossiertitel", _with_lines_below(beside[0], body))
        elif found := _NUMBER.match(line.text):
            fields.setdefault("ondernummer", found[1])
    if "dossier" not in fields:
        fields |= _numbers_in_lines(body)
    title = next((line for line in body if _ANNEX.match(line.text)), None)
    below = (line for line in body if title and line.baseline > title.baseline and line.size > size)
    if number := next((line for line in below if _ANNEX_NUMBER.fullmatch(line.text)), None):
        fields["aanhangselnummer"] = number.text
    return fields


def _numbers_in_lines(body: Sequence[Line]) -> dict[str, str]:
    """The numbers as the Kamer's word processor sets them: before the dossier's title, and in "Nr. 32 BRIEF VAN …"."""
    fields: dict[str, str] = {}
    for line in body:
        if "dossier" not in fields and (found := _DOSSIER_AND_TITLE.fullmatch(line.text)):
            fields["dossier"] = found[1]
            fields["dossiertitel"] = _with_lines_below(line, body).removeprefix(found[1]).strip()
        elif "dossier" in fields and (found := _NUMBERED_TITLE.match(line.text)):
            return fields | {"ondernummer": found[1]}
    return fields


def _with_lines_below(first: Line, lines: Sequence[Line]) -> str:
    """The text of a line and of those close below it in the same type."""
    text, last = first.text, first
    for line in lines:
        close = 0 < line.baseline - last.baseline < 1.5 * last.size
        if close and line.bold == first.bold and line.left > first.left - 3 and not _NUMBERED_TITLE.match(line.text):
            text, last = f"{text}{LINE_END}{line.text}", line
    return text


def _fields_side_by_side(lines: Sequence[Line], index: int, pitch: float) -> dict[str, str]:
    """The fields of labels that stand beside each other, each above its value; none if they do not."""
    groups = cells(lines[index], gap=0.8)
    labels = [field_label(" ".join(span.text for span in group)) for group in groups]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if len(groups) < 2 or None in labels or below is None or below.baseline - lines[index].baseline > 2.2 * pitch:
        return {}
    fields: dict[str, str] = {}
    for group, label in zip(groups, labels, strict=True):
        name = _LABELS.get(label or "")
        value = [cell for cell in cells(below, gap=0.8) if abs(cell[0].left - group[0].left) < _SAME_LEFT]
        if name and value:
            fields.setdefault(name, " ".join(span.text for span in value[0]))
    return fields


def _field_at(lines: Sequence[Line], index: int, pitch: float) -> tuple[str | None, str, int]:
    """The field that begins at a line, its value, and the index of the line behind it."""
    line = lines[index]
    groups = cells(line, gap=0.8)
    label = field_label(" ".join(span.text for span in groups[0]))
    if label and len(groups) > 1:
        value = " ".join(span.text for group in groups[1:] for span in group)
        value, end = _more(lines, index, value, groups[1][0].left, pitch)
        if end == index + 1 and _LABELS.get(label) == "betreft":
            value += _wrapped(lines, index)
        return _LABELS.get(label), value, end
    if beside := field_label(line.spans[0].text) if len(line.spans) > 1 else None:  # its label fills the tab
        value = " ".join(span.text for span in line.spans[1:])
        value, end = _more(lines, index, value, line.spans[1].left, pitch)
        return _LABELS.get(beside), value, end
    if label:
        if index + 1 < len(lines) and not _begins_field(lines[index + 1]):
            below = lines[index + 1]
            if below.baseline - line.baseline < 2.2 * pitch:
                value, end = _more(lines, index + 1, below.text, below.left, pitch)
                return _LABELS.get(label), value, end
        return None, "", index + 1
    match = _COLON_LABEL.fullmatch(line.text)
    if match:
        value, end = _more(lines, index, match[2], None, pitch)
        if end == index + 1 and _LABELS.get(match[1].lower()) == "betreft":
            value += _wrapped(lines, index)
        return _LABELS.get(match[1].lower()), value, end
    return None, "", index + 1


def _begins_field(line: Line) -> bool:
    """True if a line opens with a label; it may fill the tab before its value."""
    label = field_label(" ".join(s.text for s in cells(line, gap=0.8)[0]))
    beside = len(line.spans) > 1 and field_label(line.spans[0].text)
    return bool(label or beside or _COLON_LABEL.fullmatch(line.text))


def _more(lines: Sequence[Line], index: int, value: str, left: float | None, pitch: float) -> tuple[str, int]:
    """A value with the lines on which it goes on, and the index of the line behind it."""
    end = index + 1
    while end < len(lines):
        line, last = lines[end], lines[end - 1]
        aligned = left is None or abs(line.left - left) < 3
        indented = left is not None or line.left > lines[index].left + 3
        step = line.baseline - last.baseline
        if not 0.5 * line.size < step <= 1.35 * max(pitch * line.size / 9, 1.2 * line.size):
            break
        if not aligned or not indented or _begins_field(line) or line.bold != lines[index].spans[-1].bold:
            break
        value = f"{value}{LINE_END}{line.text}"
        end += 1
    return value.strip(), end


def _wrapped(lines: Sequence[Line], index: int) -> str:
    """The lines right below a label's line, at the label's own left edge: a subject that wraps without an indent."""
    text, last = "", lines[index]
    edge = max(line.right for line in lines)
    for line in lines[index + 1 : index + 1 + _MOST_WRAPPED]:
        if line.baseline - last.baseline < 0.9 * line.size:
            continue  # of a frame that lies over this one
        word = (line.right - line.left) * len(line.text.split(" ", 1)[0]) / max(len(line.text), 1)
        full = last.right + word + 0.3 * line.size > edge  # the next word would not have fitted
        tight = 0 < line.baseline - last.baseline < (1.6 if full else 1.3) * last.size
        tight = tight and abs(line.size - last.size) < 0.3
        if not tight or abs(line.left - last.left) > 3 or _begins_field(line) or is_salutation(line):
            break
        text, last = f"{text}{LINE_END}{line.text}", line
    return text


def _ministry(lines: Sequence[Line]) -> str | None:
    """The ministry's name, with the lines on which it goes on."""
    for index, line in enumerate(lines):
        if not _MINISTRY.match(line.text):
            continue
        name = line.text
        for last, below in zip(lines[index:], lines[index + 1 :], strict=False):
            near = below.baseline - last.baseline < 1.5 * below.size and abs(below.size - line.size) < 0.3
            if not near or below.bold != line.bold or abs(below.left - line.left) > 3 or _ADDRESS.search(below.text):
                break
            name = f"{name}{LINE_END}{below.text}"
        return name
    return None
