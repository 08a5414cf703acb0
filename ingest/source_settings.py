"""environment -> where the official sources are and how they name things: read once, at a face.

The Tweede Kamer renames attributes from one version of its interface to the next, so the names are settings: a table
from the names of version 4 to those of the source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import SettingError
from ingest.fetching import Manners

TWEEDEKAMER_URL = "BRIEFWIJZER_TWEEDEKAMER_URL"
TWEEDEKAMER_NAMES = "BRIEFWIJZER_TWEEDEKAMER_NAMES"
TWEEDEKAMER_KINDS = "BRIEFWIJZER_TWEEDEKAMER_KINDS"
KOOP_URL = "BRIEFWIJZER_KOOP_URL"
SYNC_PAUSE = "BRIEFWIJZER_SYNC_PAUSE"
SYNC_TIMEOUT = "BRIEFWIJZER_SYNC_TIMEOUT"

# Entity or attribute, by its name in version 4 -> whether a sync can do without.
KNOWN_NAMES = {
    "Document": False,
    "Document.Id": False,
    "Document.Soort": False,
    "Document.Datum": False,
    "Document.DocumentNummer": True,
    "Document.Titel": True,
    "Document.Onderwerp": True,
    "Document.Vergaderjaar": True,
    "Document.Volgnummer": True,
    "Document.KenmerkAfzender": True,
    "Document.ContentType": True,
    "Document.ContentLength": True,
    "Document.ApiGewijzigdOp": True,
    "Document.Verwijderd": True,
    "DocumentActor": True,
    "DocumentActor.ActorNaam": True,
    "DocumentActor.Functie": True,
    "DocumentActor.Relatie": True,
    "Kamerstukdossier": True,
    "Kamerstukdossier.Nummer": True,
    "Kamerstukdossier.Toevoeging": True,
    "Zaak": True,
    "Zaak.Nummer": True,
    "HuidigeDocumentVersie": True,
    "HuidigeDocumentVersie.ExterneIdentifier": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """Where the sources are and how they are treated.

    Variables: BRIEFWIJZER_TWEEDEKAMER_URL and BRIEFWIJZER_KOOP_URL (base addresses); BRIEFWIJZER_TWEEDEKAMER_NAMES
    ("Document.Onderwerp=Betreft; DocumentActor.Functie=" or the path of a JSON file with such pairs: the names of
    version 4, and those that the source has now, empty for what it no longer has); BRIEFWIJZER_TWEEDEKAMER_KINDS
    (kinds of document, separated by ";"); BRIEFWIJZER_SYNC_PAUSE (seconds between requests);
    BRIEFWIJZER_SYNC_TIMEOUT (seconds to wait for an answer).
    """

    tweedekamer_url: str = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0"
    tweedekamer_names: Mapping[str, str] = field(default_factory=dict)  # only those that differ from version 4
    tweedekamer_kinds: tuple[str, ...] = ("Brief regering",)
    koop_url: str = "https://repository.overheid.nl/sru"
    manners: Manners = field(default_factory=Manners)


def read_source_settings(environment: Mapping[str, str]) -> SourceSettings:
    """Read the settings of the sources.

    Args:
        environment: Variables by name, as `os.environ`.

    Raises:
        SettingError: One has a value that cannot be used.
    """
    default = SourceSettings()
    kinds = [kind.strip() for kind in environment.get(TWEEDEKAMER_KINDS, "").split(";")]
    return SourceSettings(
        tweedekamer_url=environment.get(TWEEDEKAMER_URL) or default.tweedekamer_url,
        tweedekamer_names=_names(environment.get(TWEEDEKAMER_NAMES, "")),
        tweedekamer_kinds=tuple(filter(None, kinds)) or default.tweedekamer_kinds,
        koop_url=environment.get(KOOP_URL) or default.koop_url,
        manners=Manners(
            pause=_seconds(environment, SYNC_PAUSE, default.manners.pause),
            timeout=_seconds(environment, SYNC_TIMEOUT, default.manners.timeout),
        ),
    )


def _names(value: str) -> dict[str, str]:
    value = value.strip()
    pairs = _names_file(value) if value.endswith(".json") else _names_inline(value)
    for known, name in pairs.items():
        if known not in KNOWN_NAMES:
            detail = f"'{known}' is no name of version 4; those in use are {', '.join(KNOWN_NAMES)}"
            raise SettingError(name=TWEEDEKAMER_NAMES, value=value, detail=detail)
        if not name and not KNOWN_NAMES[known]:
            detail = f"a sync cannot do without {known}"
            raise SettingError(name=TWEEDEKAMER_NAMES, value=value, detail=detail)
        if name and not name.isidentifier():
            detail = f"'{name}' cannot be the name of an entity or attribute"
            raise SettingError(name=TWEEDEKAMER_NAMES, value=value, detail=detail)
    return pairs


def _names_inline(value: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in value.replace(",", ";").split(";"))):
        known, equals, name = pair.partition("=")
        if not equals:
            detail = f"'{pair}' is no pair; write for example Document.Onderwerp=Betreft"
            raise SettingError(name=TWEEDEKAMER_NAMES, value=value, detail=detail)
        pairs[known.strip()] = name.strip()
    return pairs


def _names_file(path: str) -> dict[str, str]:
    try:
        pairs = json.loads(Path(path).expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SettingError(name=TWEEDEKAMER_NAMES, value=path, detail=f"it cannot be read ({fault})") from fault
    if not isinstance(pairs, dict):
        raise SettingError(name=TWEEDEKAMER_NAMES, value=path, detail="it holds no object with pairs of names")
    return {str(known): str(name or "") for known, name in pairs.items()}


def _seconds(environment: Mapping[str, str], name: str, default: float) -> float:
    written = environment.get(name, "")
    if not written:
        return default
    try:
        seconds = float(written.replace(",", "."))
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise SettingError(name=name, value=written, detail="it has to be a number of seconds")
    return seconds
