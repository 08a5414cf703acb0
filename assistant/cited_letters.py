"""letter -> the letters of the library that it refers to, and those that refer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.ledger import Ledger
from assistant.references import Reference, ReferenceKind, identifiers_of
from assistant.vocabulary import Filters, LetterHeader


@dataclass(frozen=True, slots=True)
class CitedLetter:
    """A reference with the letters of the library that it stands for; none: it is not there, or cannot be told."""

    reference: Reference
    letters: tuple[LetterHeader, ...]


@dataclass(frozen=True, slots=True)
class CitingLetter:
    """A letter that refers to another, with its reference."""

    header: LetterHeader
    reference: Reference


def resolve_references(ledger: Ledger, header: LetterHeader) -> list[CitedLetter]:
    """The references of a letter, in order, with the letters that they stand for.

    A letter named by its date alone is resolved where the library has letters of that day: the ministry's own first,
    and others only if that has none.
    """
    by_name = _letters_by_identifier(ledger)
    return [CitedLetter(one, _resolve(ledger, one, header, by_name)) for one in ledger.references(header.id)]


def cited_by(ledger: Ledger, header: LetterHeader) -> list[CitingLetter]:
    """The letters that refer to a letter by its Kamerstuk or its official page, or by its date, newest first."""
    headers = {one.id: one for one in ledger.headers()}
    named = ledger.letters_citing(identifiers_of(header))
    if header.date is not None:
        for letter_id, reference in ledger.letters_citing([header.date.isoformat()]):
            citing = headers[letter_id]
            if citing.ministry == header.ministry and reference.kind is ReferenceKind.LETTER:
                named.append((letter_id, reference))
    return [CitingLetter(headers[letter_id], one) for letter_id, one in named if letter_id != header.id]


def _letters_by_identifier(ledger: Ledger) -> dict[str, list[LetterHeader]]:
    found: dict[str, list[LetterHeader]] = {}
    for header in ledger.headers():
        for name in identifiers_of(header):
            found.setdefault(name, []).append(header)
    return found


def _resolve(
    ledger: Ledger, reference: Reference, header: LetterHeader, by_name: dict[str, list[LetterHeader]]
) -> tuple[LetterHeader, ...]:
    if reference.identifier is None:
        return ()
    if reference.kind is not ReferenceKind.LETTER:
        return tuple(one for one in by_name.get(reference.identifier, []) if one.id != header.id)
    day = date.fromisoformat(reference.identifier)
    same_day = [one for one in ledger.headers(Filters(since=day, until=day)) if one.id != header.id]
    own = [one for one in same_day if one.ministry == header.ministry]
    return tuple(own or (same_day if len(same_day) == 1 else []))
