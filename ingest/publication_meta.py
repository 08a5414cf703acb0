"""`meta` elements of an official publication, in its XML or on its page -> fields of the transcript."""

from __future__ import annotations

from ingest.clean_text import clean_text
from ingest.markup import Node

_FIELDS = {
    "OVERHEIDop.documenttitel": "titel",
    "OVERHEIDop.vergaderjaar": "vergaderjaar",
    "OVERHEIDop.ondernummer": "ondernummer",
    "OVERHEIDop.dossiertitel": "dossiertitel",
    "DC.identifier": "identifier",
}


def read_meta(root: Node) -> dict[str, str]:
    """Return what the publication's metadata says of it; the first of each name, empty values left out."""
    fields: dict[str, str] = {}
    for meta in root.descendants("meta"):
        content = clean_text(meta.get("content"))
        key = _FIELDS.get(meta.get("name"))
        if key and content:
            fields.setdefault(key, content)
        if meta.get("name") == "OVERHEIDop.externMetadataRecord":
            fields.setdefault("url", content.removesuffix("/metadata.xml"))
    return fields
