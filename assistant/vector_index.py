"""vectors <-> Chroma: the dense half of the search, by nearest neighbours.

Chroma holds keys and vectors alone, in a folder of the library or, where `BRIEFWIJZER_CHROMA_URL` names one, in a
server of the user's. It can be rebuilt from the ledger at any time: a kill in the middle of its persist can leave a
collection that refuses every call, so a collection is tried before it is trusted. The collection's metadata name the
revision of the ledger that it holds.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from assistant import errors

if TYPE_CHECKING:
    import chromadb
    from chromadb.api.client import Client

    from assistant.vocabulary import Vectors

_BATCH = 5_000  # Chroma takes 5,461 at once
_SYNC_THRESHOLD = 50_000  # vectors between two persists of the graph; each persist is a moment a kill can damage


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A passage's key with the cosine similarity of its vector to the question's."""

    key: int
    similarity: float


class VectorIndex:
    """The vector index of one library; opened at the first call, for importing Chroma takes a second."""

    def __init__(self, folder: Path, *, name: str, url: str | None = None) -> None:
        """Describe the index; nothing is opened yet.

        Args:
            folder: Where it lives when there is no server.
            name: The collection's name; a server can hold those of several libraries.
            url: Address of a Chroma server, "http://host:port"; None for the folder.
        """
        self._folder = folder
        self._name = name
        self._url = url
        self._client: Client | None = None

    def revision(self) -> int:
        """The ledger's revision that the index holds; -1 if it is missing or damaged."""
        collection = self._find()
        return -1 if collection is None else int((collection.metadata or {}).get("revision", -1))

    def count(self) -> int:
        """How many vectors the index holds."""
        collection = self._find()
        return 0 if collection is None else int(collection.count())

    def clear(self) -> None:
        """Begin anew with an empty index."""
        from chromadb.errors import ChromaError

        client = self._connect()
        try:
            if any(found.name == self._name for found in client.list_collections()):
                client.delete_collection(self._name)
        except ChromaError:
            if self._url:
                raise
            self._reset_folder()
            client = self._connect()
        client.create_collection(
            self._name,
            metadata={"revision": -1},
            configuration={"hnsw": {"space": "cosine", "sync_threshold": _SYNC_THRESHOLD}},
            embedding_function=None,
        )

    def update(self, revision: int, gone: Sequence[int], keys: Sequence[int], vectors: Vectors) -> None:
        """Take out the vectors of keys that are gone, add those given, and hold the given revision from now on."""
        collection = self._find()
        if collection is None:
            self.clear()
            collection = self._connect().get_collection(self._name, embedding_function=None)
        for begin in range(0, len(gone), _BATCH):
            collection.delete(ids=[str(key) for key in gone[begin : begin + _BATCH]])
        for begin in range(0, len(keys), _BATCH):
            end = begin + _BATCH
            collection.upsert(ids=[str(key) for key in keys[begin:end]], embeddings=vectors[begin:end])
        collection.modify(metadata={"revision": revision})

    def keys(self) -> list[int]:
        """All keys in the index, in order."""
        collection = self._find()
        if collection is None:
            return []
        found: list[int] = []
        while True:
            page = collection.get(limit=_BATCH, offset=len(found), include=[])["ids"]
            if not page:
                return sorted(found)
            found.extend(int(key) for key in page)

    def search(self, vector: Vectors, *, limit: int) -> list[VectorHit]:
        """The nearest vectors, nearest first; ties by key. Empty if the index is missing or damaged."""
        collection = self._find()
        if collection is None or not vector.any():
            return []
        found = collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        distances = found["distances"]
        assert distances is not None  # noqa: S101 - they were asked for
        pairs = zip(found["ids"][0], distances[0], strict=True)
        hits = [VectorHit(int(key), 1.0 - float(distance)) for key, distance in pairs]
        return sorted(hits, key=lambda hit: (-hit.similarity, hit.key))

    def close(self) -> None:
        """Let go of the client, so that the next call sees what another process wrote."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _find(self) -> chromadb.Collection | None:
        """The collection, if it is there and answers."""
        from chromadb.errors import ChromaError

        client = self._connect()
        try:
            collection = client.get_collection(self._name, embedding_function=None)
            collection.count()
        except (ChromaError, ValueError):  # missing, or refusing calls after a kill: the caller rebuilds it
            return None
        return collection

    def _connect(self) -> Client:
        if self._client is None:
            self._client = self._open_server(self._url) if self._url else self._open_folder()
        return self._client

    def _open_folder(self) -> Client:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        settings = Settings(anonymized_telemetry=False)
        try:
            client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        except (ChromaError, ValueError, OSError):  # a damaged store: it holds nothing that the ledger does not
            SharedSystemClient.clear_system_cache()  # Chroma would otherwise give the same broken system again
            self._reset_folder()
            client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
        return cast("Client", client)

    def _reset_folder(self) -> None:
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @staticmethod
    def _open_server(url: str) -> Client:
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise errors.SettingError(
                name="BRIEFWIJZER_CHROMA_URL", value=url, detail="give the server's address as http://host:port"
            )
        try:
            client = chromadb.HttpClient(
                host=parts.hostname,
                port=parts.port or (443 if parts.scheme == "https" else 8000),
                ssl=parts.scheme == "https",
                settings=Settings(anonymized_telemetry=False),
            )
        except (ValueError, OSError) as fault:
            raise errors.SettingError(
                name="BRIEFWIJZER_CHROMA_URL", value=url, detail=f"no Chroma server answers there ({fault})"
            ) from fault
        return cast("Client", client)
