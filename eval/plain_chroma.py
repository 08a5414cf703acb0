"""passages of a library -> the same vectors in a Chroma collection with their metadata, searched as its users do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chromadb import Where

    from assistant.library import Library
    from assistant.vocabulary import Question

_BATCH = 5_000


class PlainChroma:
    """One collection, cosine, with ministry and day of each passage; filters by `where`."""

    def __init__(self, library: Library, folder: Path) -> None:
        """Put every passage of a library in a collection in a folder."""
        import chromadb
        from chromadb.config import Settings

        self._embedder = library.embedder
        client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        self._collection = client.create_collection(
            "plain", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        keys = library.ledger.passages_within(Filters())
        for begin in range(0, len(keys), _BATCH):
            some, vectors = library.ledger.vectors(keys[begin : begin + _BATCH])
            headers = [stored.header for stored in library.ledger.passages(some)]
            self._collection.add(
                ids=[str(key) for key in some],
                embeddings=vectors,
                metadatas=[
                    {"ministry": header.ministry or "", "day": (header.date or date.min).toordinal()}
                    for header in headers
                ],
            )

    def search(self, question: Question, *, limit: int = 20) -> Sequence[str]:
        """The ids of the nearest passages that pass the question's filters."""
        vector = self._embedder.embed_query(question.text)
        where = _where(question.filters)
        found = self._collection.query(query_embeddings=vector[None, :], n_results=limit, where=where, include=[])
        return found["ids"][0]


def _where(filters: Filters) -> Where | None:
    conditions: list[Any] = []
    if filters.ministry:
        conditions.append({"ministry": filters.ministry})
    if filters.since:
        conditions.append({"day": {"$gte": filters.since.toordinal()}})
    if filters.until:
        conditions.append({"day": {"$lte": filters.until.toordinal()}})
    return {"$and": conditions} if len(conditions) > 1 else conditions[0] if conditions else None
