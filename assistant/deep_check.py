"""library -> every fault in it: each passage against its letter, each index against the ledger, each older text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from assistant.ledger_derived import DERIVED, derive_rows
from assistant.library import Library, embedded_text
from assistant.vocabulary import Filters, Letter

_CLOSE = 0.01  # how far a vector stored in sixteen bits, and of unit length, may be from the passage's own
_NAMED = 3  # keys named when an index differs


def check_deeply(library: Library) -> Iterator[str]:
    """Look at everything; slow, and changes nothing.

    Args:
        library: An opened library, its indexes brought up to the ledger.

    Yields:
        Each fault, in words.
    """
    yield from library.check()
    for header in library.headers():
        letter = library.ledger.letter(header.id)  # as it stands there, not as it was read before
        yield from _check_text(letter, header.content_hash)
        yield from _check_passages(library, letter)
        yield from _check_derived(library, letter)
    yield from _check_versions(library)
    keys = library.ledger.passages_within(Filters())
    yield from _compare("the term index", library.term_keys(), keys)
    yield from _compare("the vector index", library.vector_keys(), keys)


def _check_text(letter: Letter, content_hash: str) -> Iterator[str]:
    if hashlib.sha256(letter.text.encode()).hexdigest() != content_hash:
        yield f"the text of letter {letter.header.id} is not the one it was ingested with"
    if any(not 0 <= block.start <= block.end <= len(letter.text) for block in letter.blocks):
        yield f"a block of letter {letter.header.id} lies outside its text"


def _check_passages(library: Library, letter: Letter) -> Iterator[str]:
    """Each passage is a stretch of its letter, and its vector is that of its text."""
    keys = library.ledger.keys_of([letter.header.id])
    stored = library.ledger.passages(keys)
    for one in stored:
        passage = one.passage
        if not passage.text or letter.text[passage.start : passage.end] != passage.text:
            yield f"passage {one.key} is not its stretch of letter {letter.header.id}"
    present, vectors = library.ledger.vectors(keys)
    if not present or present != [one.key for one in stored]:
        return  # the ledger's own check names those without a vector
    own = library.embedder.embed_passages([embedded_text(one.passage) for one in stored])
    for key, distance in zip(present, np.linalg.norm(vectors - own, axis=1), strict=True):
        if not distance < _CLOSE:
            yield f"the vector of passage {key} is not that of its stretch of letter {letter.header.id}"


def _check_derived(library: Library, letter: Letter) -> Iterator[str]:
    for name in DERIVED:
        held, wanted = library.ledger.derived_rows(name, letter.header.id), derive_rows(name, letter)
        if sorted(map(_form, held)) != sorted(map(_form, wanted)):
            yield f"the {name} of letter {letter.header.id} are not those of its text"


def _form(row: dict[str, object]) -> str:
    return repr(sorted(row.items()))


def _check_versions(library: Library) -> Iterator[str]:
    """Texts that citations made before may lead to."""
    for letter_id, content_hash in library.ledger.version_ids():
        text = library.ledger.version(letter_id, content_hash).text
        if hashlib.sha256(text.encode()).hexdigest() != content_hash:
            yield f"an older text of letter {letter_id} is not the one that was cited"


def _compare(name: str, held: Sequence[int], wanted: Sequence[int]) -> Iterator[str]:
    if list(held) == list(wanted):
        return
    differ = sorted(set(held) ^ set(wanted))
    shown = ", ".join(map(str, differ[:_NAMED])) or "some twice"
    yield f"{name} does not hold the passages of the ledger ({len(differ)} differ: {shown} …)"
