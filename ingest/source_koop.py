"""KOOP's search interface (SRU, repository.overheid.nl) -> the ministers' letters among the Kamerstukken that it lists.

The interface answers no question about records beyond the ten thousandth, so pages are asked for by identifier: what
comes after the last one seen. Errors come as a diagnostic in an answer that is a success by its status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import quote, urlencode, urlsplit

from assistant.errors import SourceGarbled, SourceRefused, UnreadableFile
from ingest.clean_text import clean_text
from ingest.fetching import Fetcher
from ingest.markup import Node, parse_xml
from ingest.publication_ids import kamerstuk_of
from ingest.source_listing import Listed, Page, SourceFile, Wanted
from ingest.source_settings import KOOP_URL, SourceSettings

PAGE_SIZE = 100
_PAGE_BYTES = 32 * 2**20
_KAMERSTUKKEN = "c.product-area==officielepublicaties AND w.publicatienaam==Kamerstuk"
_LETTER_KINDS = frozenset(
    {"brief", "brief regering"}
)  # the first in the years before the Kamer's kinds were taken over
_LETTER_TITLE = re.compile(r"(?:^|; )brief van (?:de|het) (?:minister|staatssecretaris)", re.IGNORECASE)
_KIND_PREFIX = re.compile(r"^(?:.*; )?brief(?: regering)?; ", re.IGNORECASE)
# Best text first. Another format than the one asked for is an error page.
_FORMATS = (("xml", frozenset({"html", "txt", "pdf"})), ("pdf", frozenset({"html", "txt", "xml"})))


class Koop:
    """The letters among the official publications."""

    name = "koop"
    setting = KOOP_URL

    def __init__(self, settings: SourceSettings) -> None:
        """Ask nothing yet."""
        self.address = settings.koop_url.rstrip("?")

    def pages(self, fetcher: Fetcher, wanted: Wanted) -> Iterator[Page]:
        """The Kamerstukken wanted, by identifier; of whatever ministry, for only their text says whose they are.

        Raises:
            SourceError: It cannot be reached, or is not what it should be.
        """
        conditions = [_KAMERSTUKKEN]
        if wanted.since:
            conditions.append(f'dt.date>="{wanted.since}"')
        if wanted.until:
            conditions.append(f'dt.date<="{wanted.until}"')
        if wanted.dossier:
            conditions.append(f"w.dossiernummer=={_quoted(wanted.dossier)}")
        seen: set[str] = set()
        last, announced = "", None
        while True:
            after = [f"dt.identifier>{_quoted(last)}"] if last else []
            address = self._query(" AND ".join([*conditions, *after]))
            root = read_answer(fetcher.fetch(address, limit=_PAGE_BYTES, accept="application/xml").data, address)
            records = {_identifier(record, address): record for record in root.descendants("record")}
            count = _number(root, "numberOfRecords")
            announced = count if announced is None else announced
            fresh = [record for identifier, record in records.items() if identifier not in seen]
            if records and not fresh:
                raise _garbled(
                    address, f"what comes after {last} is what came before it, so that its pages have no end"
                )
            seen.update(records)
            yield Page(tuple(filter(None, map(self.read_record, fresh))), len(fresh), announced)
            if not records or (len(records) < PAGE_SIZE and len(seen) >= (announced or 0)):
                return
            last = next(reversed(records))

    def deleted(self, fetcher: Fetcher, since: datetime) -> Iterator[str]:  # noqa: ARG002 - the role asks for them
        """Nothing: an official publication stays."""
        return iter(())

    def read_record(self, record: Node) -> Listed | None:
        """The letter of a record; None for a Kamerstuk that is no minister's letter, such as a motion or a report."""
        identifier, title = _field(record, "identifier"), _field(record, "title")
        number = kamerstuk_of(identifier)
        if number is None or not _is_letter(record, title):
            return None
        written = _field(record, "documenttitel") or title
        known = {
            "titel": _KIND_PREFIX.sub("", written),
            "dossiertitel": _field(record, "dossiertitel"),
            "vergaderjaar": _field(record, "vergaderjaar"),
            "datum": _field(record, "issued"),
            "ondertekenaar": _field(record, "indiener"),
            "dossier": number[0],
            "ondernummer": number[1],
            "identifier": identifier,
        }
        files = self._files(record, identifier)
        touched = _field(record, "datumTijdstipWijzigingExpression") or _field(record, "timestamp")
        return Listed(
            key=identifier,
            stamp=f"{touched}/{','.join(sorted(_items(record)))}",
            files=files,
            day=_day(_field(record, "date") or _field(record, "issued")),
            subject=known["titel"] or None,
            url=_field(record, "preferredUrl") or f"https://zoek.officielebekendmakingen.nl/{quote(identifier)}.html",
            fields={field: value for field, value in known.items() if value},
        )

    def _files(self, record: Node, identifier: str) -> tuple[SourceFile, ...]:
        """The letter's files, best text first; a new one has no XML yet.

        A record without addresses is looked for where the repository keeps the publications of its dossier.
        """
        items = _items(record)
        if not items:
            folder = quote(identifier.removeprefix("kst-").rpartition("-")[0])
            name = quote(identifier)
            root = urlsplit(self.address)
            shelf = f"{root.scheme}://{root.netloc}/frbr/officielepublicaties/kst/{folder}/{name}/1"
            items = {kind: f"{shelf}/{kind}/{name}.{kind}" for kind, _ in _FORMATS}
        return tuple(SourceFile(items[kind], items[kind], refused) for kind, refused in _FORMATS if kind in items)

    def _query(self, conditions: str) -> str:
        query = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": f"{conditions} sortBy dt.identifier/sort.ascending",
            "startRecord": "1",
            "maximumRecords": str(PAGE_SIZE),
        }
        return f"{self.address}?{urlencode(query, quote_via=quote)}"


def read_answer(data: bytes, address: str) -> Node:
    """The answer to a search.

    Raises:
        SourceGarbled: It is no answer to a search.
        SourceRefused: It is a diagnostic.
    """
    try:
        root = parse_xml(data, address)
    except UnreadableFile as fault:
        begin = data[:40].decode("utf-8", "replace").strip()
        raise _garbled(address, f"{fault.values['reason']}; it begins with '{begin}'") from fault
    diagnostics = [root] if root.tag == "diagnostic" else list(root.descendants("diagnostic"))
    if diagnostics:
        said = (_field(diagnostics[0], part) for part in ("message", "details", "uri"))
        raise SourceRefused(address=address, detail=": ".join(filter(None, said)) or "a diagnostic without a message")
    if root.tag != "searchRetrieveResponse":
        raise _garbled(address, f"it is <{root.tag}>")
    return root


def _garbled(address: str, detail: str) -> SourceGarbled:
    return SourceGarbled(address=address, wanted="an answer of SRU (XML)", detail=detail, setting=KOOP_URL)


def _field(node: Node, tag: str) -> str:
    """The text of the first element of this name that has any."""
    return next((text for found in node.descendants(tag) if (text := clean_text(found.text()))), "")


def _identifier(record: Node, address: str) -> str:
    identifier = _field(record, "identifier")
    if not identifier:
        raise _garbled(address, "a record has no identifier")
    return identifier


def _number(root: Node, tag: str) -> int | None:
    written = _field(root, tag)
    return int(written) if written.isdecimal() else None


def _is_letter(record: Node, title: str) -> bool:
    """By the kind that the record states, else by its title."""
    kinds = {clean_text(node.text()).casefold() for node in record.descendants("type", "subrubriek")}
    return bool(kinds & _LETTER_KINDS) or _LETTER_TITLE.search(title) is not None


def _items(record: Node) -> dict[str, str]:
    """Address of each form that the publication is there in."""
    found = {node.get("manifestation"): clean_text(node.text()) for node in record.descendants("itemUrl")}
    return {form: address for form, address in found.items() if form and address}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _quoted(value: str) -> str:
    """A term of CQL in quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
