"""Promises (toezeggingen) are found as a letter makes them, and stand in the ledger with the letter."""

from __future__ import annotations

from assistant.promises import PromiseKind, letter_promises
from assistant.vocabulary import Filters


def test_a_promise_stands_in_the_ledger_as_it_was_found(library):
    for header in library.headers():
        letter = library.letter(header.id)
        stored = library.ledger.promises(Filters(letter_ids=(header.id,)))
        assert [one.promise for one in stored] == letter_promises(letter)
        assert all(letter.text[one.promise.start : one.promise.end] == one.promise.text for one in stored)


def test_the_promises_of_all_letters_come_newest_letter_first(library):
    found = library.ledger.promises()
    assert [one.promise.kind for one in found] == [PromiseKind.MADE]
    assert found[0].header.subject == "Voortgang herstel zeereep"


def test_a_removed_letter_takes_its_promises_along(library):
    letter_id = library.ledger.promises()[0].header.id
    with library.writing():
        library.remove(letter_id)
    assert library.ledger.promises() == []
