"""documents, ledger -> the documents that this worker has to itself, where several take letters in at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.ledger import Ledger
    from ingest.documents import Document


class Claims:
    """The documents in hand of one worker; use it as a context, which lets go of all of them."""

    def __init__(self, ledger: Ledger) -> None:
        """Claim in this ledger; one that has a single writer gives every claim."""
        self._ledger = ledger
        self._held: dict[str, contextlib.ExitStack] = {}

    def __enter__(self) -> Claims:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.ExitStack() as every:  # also when a server that is away makes the first of them fail
            for hold in self._held.values():
                every.callback(hold.close)
        self._held = {}

    def take(self, documents: Iterable[Document], taken: list[Document]) -> Iterator[Document]:
        """The documents that no other worker has in hand; those that one has are added to `taken`."""
        for document in documents:
            hold = contextlib.ExitStack()
            if hold.enter_context(self._ledger.claim(document.source)):
                self._held[document.source] = hold
                yield document
            else:
                hold.close()
                taken.append(document)

    def release(self, source: str) -> None:
        """Let go of a document; what it held is stored."""
        hold = self._held.pop(source, None)
        if hold is not None:
            hold.close()
