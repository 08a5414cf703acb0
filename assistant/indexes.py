"""ledger -> its two indexes, brought up to it: followed change by change, rebuilt where they are missing or damaged.

The term index is this machine's own. The vector index may be in a Chroma server that several machines share; whoever
stored letters brings it up to the ledger, one machine at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.ledger import Ledger, StoredPassage
from assistant.ledger_rows import Position
from assistant.settings import Servers
from assistant.term_index import TermIndex
from assistant.vector_index import VectorIndex

_BATCH = 1_000  # passages read at once while an index is rebuilt


class Indexes:
    """The term index and the vector index of one library."""

    def __init__(self, folder: Path, ledger: Ledger, *, collection: str, servers: Servers) -> None:
        """Open the indexes; what is wrong with them is mended when they are brought up to the ledger.

        Args:
            folder: The library's folder.
            ledger: What they are made from.
            collection: Name of the vectors' collection.
            servers: Where the vectors are, if not in the folder.
        """
        self._ledger = ledger
        self.terms = TermIndex(folder / "terms")
        self.vectors = VectorIndex(folder / "vectors", name=collection, servers=servers)

    def backlog(self) -> int:
        """How many letters the term index has to take in to be where the ledger is."""
        held = self.terms.position
        return self._ledger.count_changes_since(held.revision if self._ledger.has_been_at(held) else 0)

    def update_terms(self) -> None:
        """Bring the term index up to the ledger; one process at a time for each folder."""
        position, held = self._ledger.position(), self.terms.position
        if held == position:
            return
        anew = not self._ledger.has_been_at(held)
        changes = self._ledger.changes_since(0 if anew else held.revision)
        passages = self._each_passage(self._ledger.keys_of(changes.letter_ids))
        if anew:
            self.terms.rebuild(position, passages)
        else:
            self.terms.update(position, changes.letter_ids, passages)

    def update_vectors(self) -> None:
        """Bring the vector index up to the ledger.

        Raises:
            VectorsUnreachable: Its server does not answer; the next update takes in what this one could not.
        """
        if self.vectors.position() == self._ledger.position():
            return
        with self._ledger.turn("vectors"):  # another machine may have done it while this one waited
            position, held = self._ledger.position(), self.vectors.position()
            if held == position:
                return
            if not self._ledger.has_been_at(held):
                self.vectors.clear()
                held = Position(0)
            changes = self._ledger.changes_since(held.revision)
            keys = self._ledger.keys_of(changes.letter_ids)
            for begin in range(0, max(1, len(keys)), _BATCH * 5):
                present, vectors = self._ledger.vectors(keys[begin : begin + _BATCH * 5])
                self.vectors.put(() if begin or not held.revision else changes.gone, present, vectors)
            self.vectors.hold(position)

    def _each_passage(self, keys: Sequence[int]) -> Iterator[StoredPassage]:
        for begin in range(0, len(keys), _BATCH):
            yield from self._ledger.passages(keys[begin : begin + _BATCH])

    def clear(self) -> None:
        """Begin anew: the vectors are empty then, and the term index answers until its successor is complete."""
        self.terms.forget()
        self.vectors.clear()

    def check(self) -> list[str]:
        """Places where an index does not agree with the ledger; none for sound ones."""
        faults = []
        position, passages = self._ledger.position(), self._ledger.count_passages()
        if self.terms.position != position or self.terms.count() != passages:
            faults.append(f"the term index holds {self.terms.count()} of {passages} passages")
        if self.vectors.position() != position or self.vectors.count() != passages:
            faults.append(f"the vector index holds {self.vectors.count()} of {passages} passages")
        return faults
