"""ledger -> its two indexes, brought up to it: followed change by change, rebuilt where they are missing or damaged.

The term index is this machine's own. The vector index may be in a Chroma server that several machines share; whoever
stored letters brings it up to the ledger, one machine at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.ledger import Ledger, StoredPassage
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
        held = self.terms.revision
        revision = self._ledger.revision()
        return self._ledger.count_changes_since(held if 0 <= held <= revision else 0)

    def update_terms(self) -> None:
        """Bring the term index up to the ledger; one process at a time for each folder."""
        revision, held = self._ledger.revision(), self.terms.revision
        if held == revision:
            return
        anew = not 0 <= held < revision
        changes = self._ledger.changes_since(0 if anew else held)
        passages = self._each_passage(self._ledger.keys_of(changes.letter_ids))
        if anew:
            self.terms.rebuild(revision, passages)
        else:
            self.terms.update(revision, changes.letter_ids, passages)

    def update_vectors(self) -> None:
        """Bring the vector index up to the ledger.

        Raises:
            VectorsUnreachable: Its server does not answer; the next update takes in what this one could not.
        """
        if self.vectors.revision() == self._ledger.revision():
            return
        with self._ledger.turn("vectors"):  # another machine may have done it while this one waited
            revision, held = self._ledger.revision(), self.vectors.revision()
            if held == revision:
                return
            if not 0 <= held < revision:
                self.vectors.clear()
                held = 0
            changes = self._ledger.changes_since(held)
            keys = self._ledger.keys_of(changes.letter_ids)
            for begin in range(0, max(1, len(keys)), _BATCH * 5):
                present, vectors = self._ledger.vectors(keys[begin : begin + _BATCH * 5])
                self.vectors.put(() if begin or not held else changes.gone, present, vectors)
            self.vectors.hold(revision)

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
        revision, passages = self._ledger.revision(), self._ledger.count_passages()
        if self.terms.revision != revision or self.terms.count() != passages:
            faults.append(f"the term index holds {self.terms.count()} of {passages} passages")
        if self.vectors.revision() != revision or self.vectors.count() != passages:
            faults.append(f"the vector index holds {self.vectors.count()} of {passages} passages")
        return faults
