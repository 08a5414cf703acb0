"""a letter's blocks and the fields its format names -> its header (datum, betreft, kenmerk, afzender, ondertekenaar).

What the page shows outranks what the file's fields say, for in real files these are often a template's leftovers. A
field that the letter does not state stays None: a wrong date is worse than none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from assistant.vocabulary import SAMPLE_MARK, Block, BlockKind, LetterHeader
from ingest.aanhangsel import read_aanhangsel
from ingest.clean_text import clean_text
from ingest.dutch_dates import find_date, is_date_alone
from ingest.ministries import ministry_in, names_court_of_audit, official_name
from ingest.signatures import is_function, names_in

COURT_OF_AUDIT = "Algemene Rekenkamer"


def _label(*names: str) -> re.Pattern[str]:
    """Match a label and its value, also when the label's letters stand apart ("D A T U M")."""
    spaced = "|".join(r"\s+".join(" ?".join(map(re.escape, word)) for word in name.split()) for name in names)
    return re.compile(rf"^(?:{spaced})(?!\w)\s*:?\s*(?P<value>.*)$", re.IGNORECASE)


_LABELS = {
    "datum": _label("datum"),
    "betreft": _label("betreft", "onderwerp"),
    "kenmerk": _label("ons kenmerk", "onze referentie", "ons nummer", "kenmerk", "referentie"),
    "bijlagen": _label("bijlage", "bijlagen", "bijlage(n)"),
    "uw kenmerk": _label("uw kenmerk", "uw brief", "uw referentie"),
}
_OTHER_LABEL = re.compile(
    r"^(?:contactpersoon|projectnaam|telefoon|t |f |e |w |www|bij beantwoording|>? ?retouradres|pagina|bezorgen|postbus"
    r"|ministerie|geachte|aan\b|de voorzitter|doorkiesnummer|bijlage)",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(
    r"^(?:(?:’s-|'s-)?[A-Z][\w ’'-]{1,25},|Den Haag|’s-Gravenhage) (?P<date>\d{1,2} \w+ \d{4})\.?$"
)
_REFERENCE = re.compile(r"^(?=\S*\d)[\w./&-]{4,40}(?: [A-Z]\b)?")
_ADDRESSEE = re.compile(r"^(?:aan\s+)?(?:de\s+)?voorzitter\s+van\s+de\s+\w+", re.IGNORECASE)
_FICHE = re.compile(r"^(Fiche \d+: ?\S.{5,300})$")
_DOSSIER = re.compile(r"^(?P<dossier>\d{2} ?\d{3}(?: ?[(]?(?:[IVXLC]+|[A-Z])[)]?|-\d{1,3}| [IVXLC]+)?)$")
_NUMBER = re.compile(r"^Nr\. ?(?P<number>\d{1,4}|[A-Z]{1,3})\b", re.IGNORECASE)
_MOTION_TITLE = re.compile(r"^(?:gewijzigde |nader gewijzigde )?motie van ", re.IGNORECASE)
_KIND_PREFIX = re.compile(
    r"^(?:brief regering|motie|lijst van vragen(?: en antwoorden)?|verslag[^;]{0,60});\s*", re.IGNORECASE
)
_ID_LENGTH = 80
_MOST_ATTACHMENT_WORDS = 40


def read_header(
    text: str, blocks: Sequence[Block], fields: Mapping[str, str], *, source: str, url: str | None = None
) -> LetterHeader:
    """Read the header of a letter whose text is composed.

    Args:
        text: The canonical text.
        blocks: Its blocks.
        fields: What the format names, as `Transcript.fields`.
        source: The file as ingested.
        url: The letter's official page, if it is known from elsewhere.
    """
    head = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.LETTERHEAD]
    signed = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.SIGNATURE]
    values = _labelled(head)
    annex = read_aanhangsel(head, fields)
    kamerstuk, dossier = _kamerstuk(head, fields)
    day = annex.date if annex else _date(head, values, fields)
    reference = (
        annex.reference if annex else _reference(values.get("kenmerk", "")) or _reference(fields.get("kenmerk", ""))
    )
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    return LetterHeader(
        id=letter_id(day, kamerstuk or reference, content_hash),
        date=day,
        subject=annex.subject if annex else _subject(text, head, blocks, values, fields),
        ministry=annex.ministry if annex else _ministry(head, signed, fields, text),
        reference=reference,
        signatories=annex.signatories if annex and annex.signatories else _signatories(signed, fields),
        addressee=_addressee(head),
        kamerstuk=kamerstuk,
        dossier=dossier,
        attachments=_attachments(values.get("bijlagen", "")),
        source=source,
        url=url or _url(fields),
        content_hash=content_hash,
        sample=SAMPLE_MARK in text,
    )


def letter_id(day: date | None, mark: str | None, content_hash: str) -> str:
    """Return a letter's id: its date and Kamerstuk number or reference, else the start of its text's hash."""
    slug = _slug(mark or "")[:_ID_LENGTH].strip("-")
    return f"{day.isoformat() if day else 'zonder-datum'}-{slug or content_hash[:8]}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _labelled(head: Sequence[str]) -> dict[str, str]:
    """Return the values of the letterhead's labels: on the label's own line, else on the next."""
    values = _labels_above_values(head)
    for index, line in enumerate(head):
        for key, pattern in _LABELS.items():
            found = pattern.match(line)
            if found is None:
                continue
            value = found["value"].strip()
            following = head[index + 1] if index + 1 < len(head) else ""
            if not value and following and not _is_label(following):
                value = following
                third = head[index + 2] if index + 2 < len(head) else ""
                if key == "betreft" and third[:1].islower() and not _is_label(third):
                    value = f"{value} {third}"
            if value:
                values.setdefault(key, value)
            break
    return values


def _labels_above_values(head: Sequence[str]) -> dict[str, str]:
    """Return the values of labels in one cell of a table, "Datum" above "Betreft", with their values in the next.

    The date tells that the values stand in the labels' order, and that none is left out.
    """
    keys = [next((key for key, pattern in _LABELS.items() if _stands_bare(pattern, line)), None) for line in head]
    for start in range(len(head)):
        end = start
        while end < len(head) and keys[end] is not None:
            end += 1
        named, values = keys[start:end], head[end : 2 * end - start]
        if len(named) < 2 or len(values) < len(named) or any(map(_is_label, values)) or "datum" not in named:
            continue
        if [key == "datum" for key in named] == [is_date_alone(value) for value in values]:
            return {key: value for key, value in zip(named, values, strict=True) if key}
    return {}


def _stands_bare(pattern: re.Pattern[str], line: str) -> bool:
    found = pattern.match(line)
    return found is not None and not found["value"].strip()


def _is_label(line: str) -> bool:
    return _OTHER_LABEL.match(line) is not None or any(pattern.match(line) for pattern in _LABELS.values())


def _date(head: Sequence[str], values: Mapping[str, str], fields: Mapping[str, str]) -> date | None:
    """Return the letter's date: after "Datum", in "Den Haag, 7 mei 2015", alone on a line, or as the format says."""
    if day := find_date(values.get("datum", "")):
        return day
    for line in head:
        if found := _PLACE_DATE.match(line):
            return find_date(found["date"])
        if re.match(r"voorgesteld\b", line, re.IGNORECASE):
            return find_date(line)
    if day := find_date(fields.get("datum", "")):
        return day
    alone = {find_date(line) for line in head if is_date_alone(line)}
    return alone.pop() if len(alone) == 1 else None


def _reference(value: str) -> str | None:
    """Return a kenmerk without what else stands on its line; None if there is no digit in it."""
    value = clean_text(value)
    if is_date_alone(value):
        return None  # the place of the kenmerk is empty, and the next field's value stands there
    if re.search(r"\d", value) and len(value) <= 40 and len(value.split()) <= 3:
        return value
    found = _REFERENCE.match(value)
    return found.group(0) if found else None


def _subject(
    text: str, head: Sequence[str], blocks: Sequence[Block], values: Mapping[str, str], fields: Mapping[str, str]
) -> str | None:
    shown, named = clean_text(values.get("betreft", "")), clean_text(fields.get("betreft", ""))
    if value := named if named.startswith(shown) else shown:  # the format may know the lines on which it goes on
        return value
    if title := fields.get("titel"):
        return _KIND_PREFIX.sub("", title) or None
    motion = next((line for line in head if _MOTION_TITLE.match(line)), None)
    if title := fields.get("dossiertitel"):
        return title
    if motion:
        return _dossier_title(head) or motion
    fiches = [found.group(1) for block in blocks if (found := _FICHE.match(text[block.start : block.end]))]
    if len(fiches) == 1:
        return fiches[0]
    return _dossier_title(head)


def _dossier_title(head: Sequence[str]) -> str | None:
    """Return the title below a Kamerstuk's dossier number, as printed in its head."""
    for line, following in pairwise(head):
        if _DOSSIER.match(line) and not _NUMBER.match(following) and len(following.split()) > 1:
            return following
    return None


def _ministry(head: Sequence[str], signed: Sequence[str], fields: Mapping[str, str], text: str) -> str | None:
    """Return the sender's ministry: by the signature, else the letterhead, else what the format says.

    A signature "mede namens" another minister does not make that minister the sender.
    """
    own = [line for line in signed if not re.match(r"(?:mede )?namens\b", line, re.IGNORECASE)]
    for line in own:
        if ministry := ministry_in(line):
            return ministry
    for line, following in pairwise([*head, ""]):
        if re.match(r"brief van de|ministerie van", line, re.IGNORECASE) and (
            ministry := _ministry_over_lines(line, following)
        ):
            return ministry
    if names_court_of_audit([*head, *signed]):
        return COURT_OF_AUDIT
    sender = fields.get("afzender", "")
    if sender:
        return ministry_in(sender) or official_name(re.sub(r"^ministerie van ", "", sender, flags=re.IGNORECASE))
    return _by_answering_minister(text) or _by_asked_minister(text)


def _ministry_over_lines(line: str, following: str) -> str | None:
    """Return the ministry of a line of the letterhead, with the next line where the name goes on there.

    "Ministerie van Volksgezondheid," and "Welzijn en Sport" are one name; an address below a whole name is none of it.
    """
    ends_open = re.search(r"(?:,|\b(?:en|van|voor|de))$", line) is not None
    if ends_open or re.match(r"en [A-ZÀ-Þ]", following):
        return ministry_in(f"{line} {following}")
    return ministry_in(line)


def _by_answering_minister(text: str) -> str | None:
    """Return the ministry of "Antwoorden van de minister van ... op Kamervragen", the title of many an annex."""
    found = re.search(r"^Antwoord(?:en)? van de ((?:minister|staatssecretaris)[^\n]{0,150})", text, re.MULTILINE | re.I)
    return ministry_in(found.group(1)) if found else None


def _by_asked_minister(text: str) -> str | None:
    """Return the ministry of the minister whom a report of a written consultation says that questions were put to."""
    found = re.search(
        r"\bvoorgelegd aan de ((?:minister|staatssecretaris)[^\n.]{0,150})"
        r"|\baan de ((?:minister|staatssecretaris)[^\n.]{0,150}?) voorgelegd\b",
        text,
        re.IGNORECASE,
    )
    return ministry_in(found.group(1) or found.group(2)) if found else None


def _signatories(signed: Sequence[str], fields: Mapping[str, str]) -> tuple[str, ...]:
    names = [name for line in signed if not is_function(line) for name in names_in(line)]
    names += [name for line in signed if is_function(line) for name in names_in(line)]
    if not names and fields.get("ondertekenaar"):
        names = [clean_text(fields["ondertekenaar"])]
    return tuple(dict.fromkeys(names))


def _addressee(head: Sequence[str]) -> str | None:
    """Return who the letter is addressed to, without the address; the name may go over two lines."""
    for line, following in pairwise([*head, ""]):
        goes_on = re.match(r"(?:(?:Tweede |Eerste )?Kamer )?(?:der )?Staten", following)
        named = f"{line} {following}" if goes_on else line
        if _ADDRESSEE.match(named):
            named = re.sub(r"(Staten ?- ?Generaal|Kamer) (?!der Staten).*$", r"\1", named)
            return re.sub(r"^aan ", "", named, flags=re.IGNORECASE).strip(" ,")
    return None


def _attachments(value: str) -> tuple[str, ...]:
    """Return the names of the annexes; a bare count names none, and a long text is not a list of names."""
    if not re.search(r"[^\W\d_]{3}", value) or len(value.split()) > _MOST_ATTACHMENT_WORDS:
        return ()
    return tuple(name.strip() for name in value.split(";") if name.strip())


def _kamerstuk(head: Sequence[str], fields: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the Kamerstuk as written ("28 844, nr. 269") and its bare dossier number ("28844")."""
    dossier = fields.get("dossier") or next(
        (found["dossier"] for line in head if (found := _DOSSIER.match(line))), None
    )
    number = fields.get("ondernummer") or next(
        (found["number"] for line in head if (found := _NUMBER.match(line))), None
    )
    if dossier is None:
        return None, None
    chapter = fields.get("hoofdstuk")
    if chapter and chapter not in dossier.split():
        dossier = f"{dossier} {chapter}"
    bare = re.sub(r"^(\d{2})[ .]?(\d{3})", r"\1\2", re.sub(r"[()]", "", dossier)).strip()
    return (f"{dossier}, nr. {number}" if number else None), re.sub(r"[ ]+", "-", bare)


def _url(fields: Mapping[str, str]) -> str | None:
    """Return the official page: KOOP's address ends in the publication's name."""
    if url := fields.get("url"):
        named = re.fullmatch(r"https://zoek\.officielebekendmakingen\.nl/[\w-]+", url)
        return f"{url}.html" if named else url
    identifier = fields.get("identifier", "")
    if re.fullmatch(r"(?:kst|ah|blg|stcrt|h)-[\w-]+", identifier):
        return f"https://zoek.officielebekendmakingen.nl/{identifier}.html"
    return None
