"""an entry of the Tweede Kamer's catalogue of documents -> the letter as listed, with all that identifies it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from ingest.clean_text import clean_text
from ingest.ministries import ministry_in
from ingest.odata_schema import Schema
from ingest.publication_ids import dossier_written, kamerstuk_of
from ingest.source_listing import Listed, SourceFile

_NOT_A_FILE = frozenset(
    {"html", "txt", "xml"}
)  # the Kamer's letters are pdf, docx and older formats of word processors
_FIRST_SIGNER = "eerste ondertekenaar"
# The Kamer's own lasting addresses; they go on working when the interface gets another version.
_LETTER_PAGE = "https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id={zaak}&did={document}"
_LETTER_FILE = "https://www.tweedekamer.nl/downloads/document?id={document}"


def read_record(record: Mapping[str, Any], schema: Schema, address: str) -> Listed:
    """What the Kamer says of a document: its letter as listed, with all that identifies it."""
    said = _values(record, schema, "Document")
    number = said.get("DocumentNummer")
    day = _day(said.get("Datum"))
    actors = _expanded(record, schema, "DocumentActor")
    ministry = _ministry(actors)
    cases = [case["Nummer"] for case in _expanded(record, schema, "Zaak") if case.get("Nummer")]
    fetched_at = f"{address}/{schema.name('Document')}({said['Id']})/resource"
    name = _LETTER_FILE.format(document=quote(number)) if number else fetched_at
    known = {
        "datum": day.isoformat() if day else "",
        "betreft": said.get("Onderwerp", ""),
        "dossiertitel": said.get("Titel", ""),
        "kenmerk": said.get("KenmerkAfzender", ""),
        "vergaderjaar": said.get("Vergaderjaar", ""),
        "afzender": ministry or "",
        "ondertekenaar": _signer(actors),
        "documentnummer": number or "",
        "zaak": cases[0] if cases else "",
        **_kamerstuk(record, schema, said),
    }
    told = {"ContentType", "ContentLength"} & schema.attributes("Document").keys()
    has_file = not told or any(said.get(attribute, "0") != "0" for attribute in told)
    return Listed(
        key=said["Id"],
        stamp=f"{said.get('ApiGewijzigdOp', '')}/{said.get('ContentLength', '')}",
        files=(SourceFile(name, fetched_at, _NOT_A_FILE),) if has_file else (),
        day=day,
        subject=said.get("Onderwerp") or said.get("Titel"),
        ministry=ministry,
        url=_LETTER_PAGE.format(zaak=quote(cases[0]), document=quote(number)) if cases and number else None,
        fields={field: value for field, value in known.items() if value},
        deleted=said.get("Verwijderd") == "True",
    )


def _values(record: Mapping[str, Any], schema: Schema, entity: str) -> dict[str, str]:
    """The attributes of a record as clean text, by their names in version 4; what is null or empty is left out."""
    found = {known: record.get(name) for known, name in schema.attributes(entity).items()}
    texts = {known: clean_text(str(value)) for known, value in found.items() if value is not None}
    return {known: text for known, text in texts.items() if text}


def _expanded(record: Mapping[str, Any], schema: Schema, entity: str) -> list[dict[str, str]]:
    """What a record leads to: one thing or several, deleted ones left out."""
    found = record.get(schema.name(entity)) if schema.name(entity) else None
    things = found if isinstance(found, list) else [found]
    deleted = schema.name("Document.Verwijderd")
    return [_values(thing, schema, entity) for thing in things if isinstance(thing, dict) and not thing.get(deleted)]


def _ministry(actors: list[dict[str, str]]) -> str | None:
    """The ministry of who signed first, else of the first actor who holds an office at one."""
    first = [actor for actor in actors if actor.get("Relatie", "").casefold() == _FIRST_SIGNER]
    named = (ministry_in(actor.get("Functie", "")) for actor in [*first, *actors])
    return next(filter(None, named), None)


def _signer(actors: list[dict[str, str]]) -> str:
    names = [actor.get("ActorNaam", "") for actor in actors if actor.get("Relatie", "").casefold() == _FIRST_SIGNER]
    return names[0] if names else ""


def _kamerstuk(record: Mapping[str, Any], schema: Schema, said: Mapping[str, str]) -> dict[str, str]:
    """Dossier and number: as published by KOOP, else of the only dossier that the document is in.

    A document in several dossiers has its number in one of them, and the interface does not say in which: no number
    then, for a wrong one would make two letters one.
    """
    for version in _expanded(record, schema, "HuidigeDocumentVersie"):
        if published := kamerstuk_of(version.get("ExterneIdentifier", "")):
            return {"dossier": published[0], "ondernummer": published[1]}
    dossiers = [one for one in _expanded(record, schema, "Kamerstukdossier") if one.get("Nummer", "").isdigit()]
    if not dossiers:
        return {}
    found = {"dossier": dossier_written(int(dossiers[0]["Nummer"]), dossiers[0].get("Toevoeging"))}
    number = said.get("Volgnummer", "")
    if len(dossiers) == 1 and number.isdigit() and int(number) > 0:
        found["ondernummer"] = number
    return found


def _day(written: str | None) -> date | None:
    """The Dutch calendar day of a moment; midnight in the Netherlands is 22 or 23 hours in UTC."""
    try:
        moment = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    is_utc = moment.utcoffset() == timedelta(0)
    return (moment + timedelta(hours=2)).date() if is_utc else moment.date()
