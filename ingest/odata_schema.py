"""a source's $metadata and the names in use -> a checked schema: what each entity and attribute is called there.

OData 4.0, CSDL: an entity set names its entity type; a navigation property leads to another type, or a collection of
it; a type can inherit from a base type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import SourceGarbled, SourceSchemaChanged, UnreadableFile
from ingest.markup import Node, parse_xml
from ingest.source_settings import KNOWN_NAMES, TWEEDEKAMER_NAMES, TWEEDEKAMER_URL

_MOST_BASES = 10  # types that a type can inherit from, so that a circle ends


@dataclass(frozen=True, slots=True)
class Schema:
    """What things are called at the source, by their names in version 4; empty for what the source does not have."""

    names: Mapping[str, str]
    types: Mapping[str, str]  # attribute -> its type ("Edm.DateTimeOffset")

    def name(self, known: str) -> str:
        """What an entity or attribute is called at the source; empty if the source does not have it."""
        return self.names[known]

    def attributes(self, entity: str) -> dict[str, str]:
        """The attributes of an entity that the source has: name in version 4 -> name at the source."""
        dotted = f"{entity}."
        return {
            known.removeprefix(dotted): name
            for known, name in self.names.items()
            if name and known.startswith(dotted) and self.names[entity]
        }


def read_schema(data: bytes, address: str, renamed: Mapping[str, str]) -> Schema:
    """Check a source's description of itself against the names in use.

    Args:
        data: The $metadata document.
        address: Where it came from, for messages.
        renamed: Names that differ from version 4.

    Raises:
        SourceGarbled: It is no $metadata.
        SourceSchemaChanged: Entities or attributes are missing; all are named.
    """
    try:
        root = parse_xml(data, address)
    except UnreadableFile as fault:
        raise _garbled(address, str(fault.values["reason"])) from fault
    types = {_last(node.get("Name")): node for node in root.descendants("EntityType")}
    if root.tag != "Edmx" or not types:
        raise _garbled(address, f"it is <{root.tag}> and describes no entities")
    names = {known: renamed.get(known, known.rpartition(".")[2]) for known in KNOWN_NAMES}
    entities = {name: _entity_type(root, types, names, name) for name in KNOWN_NAMES if "." not in name}
    found = {known: _found_type(known, name, entities, types) for known, name in names.items()}
    missing = [known for known, kind in found.items() if kind is None and names[known]]
    if missing:
        told = ", ".join(
            known if names[known] == known.rpartition(".")[2] else f"{known} as '{names[known]}'" for known in missing
        )
        raise SourceSchemaChanged(
            address=address, missing=told, setting=TWEEDEKAMER_NAMES, example=f"{missing[0]}=NewName"
        )
    return Schema(names, {known: kind for known, kind in found.items() if kind})


def _found_type(known: str, name: str, entities: Mapping[str, Node | None], types: Mapping[str, Node]) -> str | None:
    """The type of an attribute or entity; empty where it does not matter, for its entity is missing or not in use."""
    entity, _, attribute = known.partition(".")
    described = entities[entity]
    if not attribute:
        return None if described is None else ""
    return _property_type(described, types, name) if described is not None and name else ""


def _garbled(address: str, detail: str) -> SourceGarbled:
    return SourceGarbled(
        address=address, wanted="an OData description ($metadata)", detail=detail, setting=TWEEDEKAMER_URL
    )


def _entity_type(root: Node, types: Mapping[str, Node], names: Mapping[str, str], entity: str) -> Node | None:
    """The description of an entity: of the set of documents by its set, of all else by what a document leads to."""
    if entity == "Document":
        sets = (node for node in root.descendants("EntitySet") if node.get("Name") == names[entity])
        return next((types.get(_last(node.get("EntityType"))) for node in sets), None)
    document = _entity_type(root, types, names, "Document")
    target = _property_type(document, types, names[entity], tag="NavigationProperty") if document else None
    return types.get(_last((target or "").removeprefix("Collection(").removesuffix(")")))


def _property_type(described: Node, types: Mapping[str, Node], name: str, *, tag: str = "Property") -> str | None:
    """The type of a property, looked for in the type itself and those that it inherits from."""
    node: Node | None = described
    for _ in range(_MOST_BASES):
        if node is None:
            return None
        for child in node.elements():
            if child.tag == tag and child.get("Name") == name:
                return child.get("Type")
        node = types.get(_last(node.get("BaseType")))
    return None


def _last(name: str) -> str:
    return name.rpartition(".")[2]
