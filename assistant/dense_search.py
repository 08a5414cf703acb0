"""a question's vector and filters -> the nearest passages: the dense half of the search.

A small library's vectors are all scored, and so are those of a filter that leaves few passages; for the rest Chroma
finds the neighbours.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.filtered_vectors import FilteredVectors, Keyed
from assistant.ledger import Ledger
from assistant.ledger_rows import Position
from assistant.term_index import TermIndex
from assistant.vector_index import VectorHit, VectorIndex
from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

# Up to this many passages every vector is scored, which takes under a millisecond, gives the exact order and spares
# the second that opening Chroma takes. Above it Chroma finds the candidates.
EXACT_LIMIT = 5_000
_FILTERED_LIMIT = 20_000  # up to this many passages that pass a filter are scored exactly, 20 MB of vectors
_OVERFETCH = 1.5  # with a wider filter: neighbours fetched for each one that is wanted and passes
_MOST_FETCHED = 4_000  # of them at once, about 20 ms


class DenseSearch:
    """Finds passages by their vectors."""

    def __init__(
        self, ledger: Ledger, terms: TermIndex, vectors: VectorIndex, *, on_behind: Callable[[], None]
    ) -> None:
        """Search in these.

        Args:
            ledger: Holds every vector.
            terms: Tells which passages pass a filter.
            vectors: Finds neighbours.
            on_behind: Told that a shared vector index does not hold what the ledger does.
        """
        self._ledger = ledger
        self._terms = terms
        self._vectors = vectors
        self._on_behind = on_behind
        self._lock = threading.Lock()
        self._all: tuple[Position, Keyed] | None = None  # keys and vectors of all passages, as of a position
        self._filtered = FilteredVectors()

    def nearest(
        self, vector: Vectors, *, limit: int, filters: Filters, ministries: Sequence[str] | None
    ) -> list[VectorHit]:
        """The passages nearest to a question's vector, nearest first.

        Args:
            vector: The question's; none is near to a vector of noughts.
            limit: How many at the most.
            filters: Which letters; `filters.ministry` is looked at through `ministries`.
            ministries: The exact ministry names that pass, None for all.

        Raises:
            VectorsUnreachable: The server with the vectors does not answer, and the question needs it.
        """
        if not vector.any():
            return []
        if filters.empty:
            if self._count() <= EXACT_LIMIT:
                return _score(self._all_vectors(), vector, limit)
            return self._ask(vector, limit)
        if not self._terms.usable:
            return _score(self._ledger.vectors(self._ledger.passages_within(filters)), vector, limit)
        number = self._terms.count_passing(filters, ministries=ministries)
        if number <= _FILTERED_LIMIT:
            position = self._terms.position

            def read() -> Keyed:
                return self._vectors_of(self._terms.passing(filters, ministries=ministries, most=number))

            return _score(self._filtered.get(filters, position, read), vector, limit)
        share = number / max(1, self._terms.count())
        hits = self._ask(vector, min(_MOST_FETCHED, math.ceil(_OVERFETCH * limit / share)))
        keys = [hit.key for hit in hits]
        allowed = set(self._terms.passing(filters, ministries=ministries, most=len(keys), among=keys))
        return [hit for hit in hits if hit.key in allowed][:limit]

    def similarities(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Exact cosine similarity of each of these passages to a vector."""
        present, vectors = self._ledger.vectors(keys)
        if not present:
            return {}
        return dict(zip(present, (vectors @ vector).tolist(), strict=True))

    def _ask(self, vector: Vectors, limit: int) -> list[VectorHit]:
        hits = self._vectors.search(vector, limit=limit)
        if self._vectors.shared and self._vectors.held != self._ledger.position():
            self._on_behind()  # the server was away while letters came
        return hits

    def _vectors_of(self, keys: Sequence[int]) -> Keyed:
        """The vectors of these passages, without reading them again where all are in memory."""
        if self._terms.count() > EXACT_LIMIT:
            return self._ledger.vectors(keys)
        known, vectors = self._all_vectors()
        wanted = set(keys)
        rows = [at for at, key in enumerate(known) if key in wanted]
        return [known[at] for at in rows], vectors[rows]

    def _all_vectors(self) -> Keyed:
        position = self._ledger.position()
        with self._lock:
            if self._all is None or self._all[0] != position:
                self._all = (position, self._ledger.all_vectors())
            return self._all[1]

    def _count(self) -> int:
        return self._terms.count() if self._terms.usable else self._ledger.count_passages()


def _score(keyed: Keyed, vector: Vectors, limit: int) -> list[VectorHit]:
    keys, vectors = keyed
    if not keys:
        return []
    similarities = vectors @ vector
    best = np.argsort(-similarities, kind="stable")[:limit]
    return [VectorHit(keys[at], float(similarities[at])) for at in best]
