"""the Tweede Kamer's OData interface (Gegevensmagazijn) -> the ministers' letters that it lists.

The interface renames attributes between versions, so what things are called is read from $metadata and the settings
(`ingest.odata_schema`). It gives at most 250 entries a page and not always a link to the next one, so pages are asked
for by number of entries to skip, and what came is compared with the announced count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from assistant.errors import SourceGarbled, SourceSchemaChanged
from ingest.fetching import Fetcher
from ingest.kamer_records import read_record
from ingest.odata_schema import Schema, read_schema
from ingest.source_listing import Page, Wanted
from ingest.source_settings import TWEEDEKAMER_NAMES, TWEEDEKAMER_URL, SourceSettings

PAGE_SIZE = 250  # the most that the interface gives
_PAGE_BYTES = 64 * 2**20  # a page with all that is expanded has a few megabytes
_METADATA_BYTES = 16 * 2**20
_NOT_A_FILE = frozenset(
    {"html", "txt", "xml"}
)  # the Kamer's letters are pdf, docx and older formats of word processors
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PLAIN = "$(),/':="  # characters of a query that need no escaping


class TweedeKamer:
    """The Kamer's letters. The schema is read once, with the first page."""

    name = "tweedekamer"
    setting = TWEEDEKAMER_URL

    def __init__(self, settings: SourceSettings) -> None:
        """Ask nothing yet."""
        self.address = settings.tweedekamer_url.rstrip("/")
        self._renamed = settings.tweedekamer_names
        self._kinds = settings.tweedekamer_kinds
        self._schema: Schema | None = None

    def schema(self, fetcher: Fetcher) -> Schema:
        """What things are called at the source.

        Raises:
            SourceSchemaChanged: It lacks something that the sync asks for.
        """
        if self._schema is None:
            address = f"{self.address}/$metadata"
            fetched = fetcher.fetch(address, limit=_METADATA_BYTES, accept="application/xml")
            self._schema = read_schema(fetched.data, address, self._renamed)
        return self._schema

    def pages(self, fetcher: Fetcher, wanted: Wanted) -> Iterator[Page]:
        """The letters wanted, newest first; of whatever ministry, for the interface does not know ministries.

        Raises:
            SourceError: It cannot be reached, or is not what it should be.
        """
        schema = self.schema(fetcher)
        query = {
            "$filter": " and ".join(self._conditions(schema, wanted)),
            "$orderby": f"{schema.name('Document.Datum')} desc,{schema.name('Document.Id')}",
            "$select": ",".join(schema.attributes("Document").values()),
        }
        if expand := _expand(schema):
            query["$expand"] = expand
        for records, announced in self._record_pages(fetcher, schema, query):
            letters = tuple(read_record(record, schema, self.address) for record in records)
            yield Page(letters, len(records), announced)

    def deleted(self, fetcher: Fetcher, since: datetime) -> Iterator[str]:
        """Ids of the documents that were deleted since a moment; of a deleted one nothing else is left at the source.

        Raises:
            SourceError: It cannot be reached, or is not what it should be.
        """
        schema = self.schema(fetcher)
        deleted, touched = schema.name("Document.Verwijderd"), schema.name("Document.ApiGewijzigdOp")
        if not deleted or not touched:
            return
        query = {
            "$filter": f"{deleted} eq true and {touched} ge {since:%Y-%m-%dT%H:%M:%SZ}",
            "$orderby": schema.name("Document.Id"),
            "$select": schema.name("Document.Id"),
        }
        for records, _ in self._record_pages(fetcher, schema, query):
            for record in records:
                yield str(record[schema.name("Document.Id")])

    def _conditions(self, schema: Schema, wanted: Wanted) -> list[str]:
        conditions = []
        if deleted := schema.name("Document.Verwijderd"):
            conditions.append(f"{deleted} eq false")
        kinds = [f"{schema.name('Document.Soort')} eq {_text(kind)}" for kind in self._kinds]
        conditions.append(kinds[0] if len(kinds) == 1 else f"({' or '.join(kinds)})")
        # A day more on both sides: a letter's date is midnight in the Netherlands, which is the day before in UTC.
        day = schema.name("Document.Datum")
        clock = "" if schema.types["Document.Datum"] == "Edm.Date" else "T00:00:00Z"
        if wanted.since:
            conditions.append(f"{day} ge {_shifted(wanted.since, -1)}{clock}")
        if wanted.until:
            conditions.append(f"{day} lt {_shifted(wanted.until, 2)}{clock}")
        if wanted.dossier:
            conditions.append(self._dossier_condition(schema, wanted.dossier))
        return conditions

    def _dossier_condition(self, schema: Schema, dossier: str) -> str:
        number, _, addition = dossier.partition("-")
        attributes = schema.attributes("Kamerstukdossier")
        if "Nummer" not in attributes:
            raise SourceSchemaChanged(
                address=self.address,
                missing="Kamerstukdossier.Nummer",
                setting=TWEEDEKAMER_NAMES,
                example="Kamerstukdossier.Nummer=NewName",
            )
        wholly = number if schema.types["Kamerstukdossier.Nummer"] != "Edm.String" else _text(number)
        condition = f"d/{attributes['Nummer']} eq {wholly}"
        if "Toevoeging" in attributes:
            condition += f" and d/{attributes['Toevoeging']} eq {_text(addition) if addition else 'null'}"
        return f"{schema.name('Kamerstukdossier')}/any(d:{condition})"

    def _record_pages(
        self, fetcher: Fetcher, schema: Schema, query: Mapping[str, str]
    ) -> Iterator[tuple[list[dict[str, Any]], int | None]]:
        """Pages of records that no earlier page held, each with the count that it announces.

        It ends with a page that brings nothing new, or with a short one once the announced number was seen.
        """
        seen: set[str] = set()
        asked = 0
        while True:
            paging = {"$top": str(PAGE_SIZE), "$skip": str(asked), "$count": "true"}
            address = f"{self.address}/{schema.name('Document')}?{_query({**query, **paging})}"
            records, announced = read_page(
                fetcher.fetch(address, limit=_PAGE_BYTES, accept="application/json").data, address
            )
            fresh = [record for record in records if _guid(record, schema, address) not in seen]
            seen.update(_guid(record, schema, address) for record in fresh)
            if fresh or not asked:
                yield fresh, announced
            asked += len(records)
            if not fresh or (len(records) < PAGE_SIZE and len(seen) >= (announced or 0)):
                return


def read_page(data: bytes, address: str) -> tuple[list[dict[str, Any]], int | None]:
    """The records of a page, and the number of all that it announces.

    Raises:
        SourceGarbled: It is no page of OData.
    """
    try:
        page = json.loads(data)
    except ValueError as fault:  # also UnicodeDecodeError
        begin = data[:40].decode("utf-8", "replace").strip()
        raise _garbled(address, f"it begins with '{begin}'") from fault
    records = page.get("value") if isinstance(page, dict) else None
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise _garbled(address, "there is no list 'value' in it")
    count = page.get("@odata.count", page.get("@count"))  # the second is OData 4.01's
    return records, count if isinstance(count, int) else None


def _garbled(address: str, detail: str) -> SourceGarbled:
    return SourceGarbled(address=address, wanted="a page of OData (JSON)", detail=detail, setting=TWEEDEKAMER_URL)


def _guid(record: Mapping[str, Any], schema: Schema, address: str) -> str:
    """The record's id; it goes into an address, so nothing else may stand there."""
    value = record.get(schema.name("Document.Id"))
    if not isinstance(value, str) or not _GUID.fullmatch(value):
        raise _garbled(address, f"an entry's id is {value!r}")
    return value


def _expand(schema: Schema) -> str:
    """What to give with each document, with only the attributes in use."""
    return ",".join(
        f"{schema.name(entity)}($select={','.join(attributes.values())})"
        for entity in ("DocumentActor", "Kamerstukdossier", "Zaak", "HuidigeDocumentVersie")
        if (attributes := schema.attributes(entity))
    )


def _query(parts: Mapping[str, str]) -> str:
    """The query part of an address; names of options keep their "$", which not every server knows in escaped form."""
    return "&".join(f"{name}={quote(value, safe=_PLAIN)}" for name, value in parts.items())


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _text(value: str) -> str:
    """A string literal of OData: quotes doubled."""
    return "'" + value.replace("'", "''") + "'"
