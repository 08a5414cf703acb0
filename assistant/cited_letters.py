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
    return [CitedLetter(one, _resolve(ledger, one, header)) for one in ledger.references(header.id)]


def cited_by(ledger: Ledger, header: LetterHeader) -> list[CitingLetter]:
    """The letters that refer to a letter by its Kamerstuk or its official page, or by its date, newest first."""
    days = [header.date.isoformat()] if header.date else []
    named = ledger.letters_citing([*identifiers_of(header), *days])
    ids = tuple(dict.fromkeys(letter_id for letter_id, _ in named if letter_id != header.id))
    headers = {one.id: one for one in ledger.headers(Filters(letter_ids=ids))} if ids else {}
    return [
        CitingLetter(headers[letter_id], reference)
        for letter_id, reference in named
        if letter_id in headers and _means(reference, headers[letter_id], header)
    ]


def _means(reference: Reference, citing: LetterHeader, cited: LetterHeader) -> bool:
    """Whether a reference can be to a letter: a day alone names only letters of the writer's own ministry."""
    return reference.kind is not ReferenceKind.LETTER or citing.ministry == cited.ministry


def _resolve(ledger: Ledger, reference: Reference, header: LetterHeader) -> tuple[LetterHeader, ...]:
    if reference.identifier is None:
        return ()
    if reference.kind is ReferenceKind.LETTER:
        day = date.fromisoformat(reference.identifier)
        same_day = [one for one in ledger.headers(Filters(since=day, until=day)) if one.id != header.id]
        own = [one for one in same_day if one.ministry == header.ministry]
        return tuple(own or (same_day if len(same_day) == 1 else []))
    number = _number_of(reference)
    ids = tuple(one for one in ledger.letters_numbered(number) if one != header.id) if number else ()
    return tuple(ledger.headers(Filters(letter_ids=ids))) if ids else ()


def _number_of(reference: Reference) -> str | None:
    """How a letter's own header names the document that a reference stands for; None where no letter can be that."""
    identifier = reference.identifier or ""
    match reference.kind:
        case ReferenceKind.KAMERSTUK:
            dossier, _, number = identifier.removeprefix("kst-").rpartition("-")
            return f"{dossier}, nr. {number}"
        case ReferenceKind.AANHANGSEL:
            _, house, years, number = identifier.split("-")
            session = f"{years[:4]}/{years[6:]}"
            return f"Aanhangsel Handelingen {'I' if house == 'ek' else 'II'} {session}, nr. {number}"
        case ReferenceKind.DOCUMENT:
            return identifier
        case _:
            return None
