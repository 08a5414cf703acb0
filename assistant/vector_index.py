"""vectors <-> Chroma: the dense half of the search, by nearest neighbours.

Chroma holds keys and vectors alone, in a folder of the library or, where `BRIEFWIJZER_CHROMA_URL` names one, in a
server of the user's. It can be rebuilt from the ledger at any time: a kill in the middle of its persist can leave a
collection that refuses every call, so a collection is tried before it is trusted. The collection's metadata name the
position in the ledger's history that it holds. A server that is down or slow is given up after a moment, and tried again later.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from assistant import errors
from assistant.ledger_rows import NOWHERE, Position
from assistant.settings import Servers
from assistant.sharing import Sharing

if TYPE_CHECKING:
    import chromadb
    from chromadb.api.client import Client

    from assistant.vocabulary import Vectors

_BATCH = 5_000  # Chroma takes 5,461 at once
_PATIENCE = {"search": 2.0, "change": 60.0}  # seconds that a server may be silent
_REST = 10.0  # seconds that a server is left alone after it did not answer, so that questions don't wait for it
_SETTING = "BRIEFWIJZER_CHROMA_URL"
_SYNC_THRESHOLD = 50_000  # vectors between two persists of the graph; each persist is a moment a kill can damage


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A passage's key with the cosine similarity of its vector to the question's."""

    key: int
    similarity: float


class VectorIndex:
    """The vector index of one library; opened at the first call, for importing Chroma takes a second."""

    def __init__(self, folder: Path, *, name: str, servers: Servers = Servers()) -> None:  # noqa: B008 - a frozen value
        """Describe the index; nothing is opened yet.

        Args:
            folder: Where it lives when there is no server.
            name: The collection's name; a server can hold those of several libraries.
            servers: Names the Chroma server, if there is one.
        """
        self._folder = folder
        self._name = name
        self._servers = servers
        self._clients: dict[str, Client] = {}
        self._sharing = Sharing()  # of the folder's client, which is not closed while a search is under way
        self._opening = threading.Lock()
        self._resting_until = 0.0
        self.held = NOWHERE  # the position that the index held when it was last looked at
        self._tried: chromadb.Collection | None = None  # of the folder's client: it was seen to answer

    @property
    def shared(self) -> bool:
        """Whether the vectors are in a server."""
        return self._servers.chroma_url is not None

    def position(self) -> Position:
        """The ledger's position that the index holds; NOWHERE if it is missing or damaged.

        Raises:
            VectorsUnreachable: The server does not answer; so do all calls below.
        """
        with self._asking("change"):
            self._find("change")
            return self.held

    def count(self) -> int:
        """How many vectors the index holds."""
        with self._asking("change"):
            collection = self._find("change")
            return 0 if collection is None else int(collection.count())

    def clear(self) -> None:
        """Begin anew with an empty index."""
        from chromadb.errors import ChromaError

        self._tried = None
        with self._asking("change"):
            client = self._connect("change")
            try:
                if any(found.name == self._name for found in client.list_collections()):
                    client.delete_collection(self._name)
            except ChromaError:
                if self.shared:
                    raise
                self._reset_folder()
                client = self._connect("change")
            client.create_collection(
                self._name,
                metadata={"revision": -1},
                configuration={"hnsw": {"space": "cosine", "sync_threshold": _SYNC_THRESHOLD}},
                embedding_function=None,
            )

    def put(self, gone: Sequence[int], keys: Sequence[int], vectors: Vectors) -> None:
        """Take out the vectors of keys that are gone, and add those given."""
        with self._asking("change"):
            collection = self._find("change")
            if collection is None:
                self.clear()
                collection = self._connect("change").get_collection(self._name, embedding_function=None)
            for begin in range(0, len(gone), _BATCH):
                collection.delete(ids=[str(key) for key in gone[begin : begin + _BATCH]])
            for begin in range(0, len(keys), _BATCH):
                end = begin + _BATCH
                collection.upsert(ids=[str(key) for key in keys[begin:end]], embeddings=vectors[begin:end])

    def hold(self, position: Position) -> None:
        """Note that the index now holds this position of the ledger."""
        with self._asking("change"):
            self._connect("change").get_collection(self._name, embedding_function=None).modify(
                metadata={"revision": position.revision, "mark": position.mark}
            )
            self.held = position

    def keys(self) -> list[int]:
        """All keys in the index, in order."""
        with self._asking("change"):
            collection = self._find("change")
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
        from chromadb.errors import ChromaError

        with self._asking("search"):
            tried = self._tried
            collection = tried or self._find("search")
            if collection is None or not vector.any():
                return []
            try:
                found = collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
            except ChromaError:
                if tried is None:
                    raise
                self._tried = None  # damaged since it was tried
                return self.search(vector, limit=limit)
            self._tried = None if self.shared else collection  # what a server holds, another may have changed
        distances = found["distances"]
        assert distances is not None  # noqa: S101 - they were asked for
        pairs = zip(found["ids"][0], distances[0], strict=True)
        hits = [VectorHit(int(key), 1.0 - float(distance)) for key, distance in pairs]
        return sorted(hits, key=lambda hit: (-hit.similarity, hit.key))

    def close(self) -> None:
        """Let go of the clients, once nobody uses them."""
        with self._sharing.alone():
            self._let_go()

    def _let_go(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients, self._tried = {}, None

    def reload(self) -> None:
        """See what another process wrote; a server shows it by itself."""
        if not self.shared:
            self.close()

    def _find(self, purpose: str) -> chromadb.Collection | None:
        """The collection, if it is there and answers; `held` is then what it holds."""
        from chromadb.errors import ChromaError

        client = self._connect(purpose)
        try:
            collection = client.get_collection(self._name, embedding_function=None)
            collection.count()
        except (ChromaError, ValueError):  # missing, or refusing calls after a kill: the caller rebuilds it
            self.held = NOWHERE
            return None
        held = collection.metadata or {}
        self.held = Position(int(held.get("revision", -1)), str(held.get("mark", "")))
        return collection

    @contextlib.contextmanager
    def _asking(self, purpose: str) -> Iterator[None]:
        """Name what goes wrong with a server, and let it rest then: a question does not wait for it again and again."""
        if not self.shared:
            with self._sharing.using():
                yield
            return
        import httpx
        from chromadb.errors import ChromaError

        if purpose == "search" and time.monotonic() < self._resting_until:
            raise errors.VectorsUnreachable(place=self._place, detail="no answer a moment ago")
        try:
            yield
        except (httpx.HTTPError, ChromaError, OSError) as fault:
            self._resting_until = time.monotonic() + _REST
            self._let_go()
            detail = " ".join(str(fault).split()) or type(fault).__name__
            raise errors.VectorsUnreachable(place=self._place, detail=detail) from fault
        self._resting_until = 0.0

    @property
    def _place(self) -> str:
        parts = urlsplit(self._servers.chroma_url or "")
        return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}".rstrip(":")

    def _connect(self, purpose: str) -> Client:
        if not self.shared:
            purpose = "folder"
        with self._opening:  # two threads that open one folder at once would each break the other's
            if purpose not in self._clients:
                self._clients[purpose] = self._open_server(_PATIENCE[purpose]) if self.shared else self._open_folder()
            return self._clients[purpose]

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
        self._let_go()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _open_server(self, patience: float) -> Client:
        import chromadb
        import httpx
        from chromadb.config import Settings

        url, token = self._servers.chroma_url or "", self._servers.chroma_token
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise errors.SettingError(
                name=_SETTING, value=self._place, detail="give the server's address as http://host:port"
            )
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trusted = self._servers.chroma_ca or True
        port = parts.port or (443 if parts.scheme == "https" else 8000)
        limit = httpx.Timeout(patience, connect=_PATIENCE["search"])
        # Chroma's own client waits for ever, while it is made and after; a server that is silent is found out before.
        httpx.get(
            f"{parts.scheme}://{parts.hostname}:{port}/api/v2/heartbeat", headers=headers, verify=trusted, timeout=limit
        ).raise_for_status()
        settings = Settings(anonymized_telemetry=False, chroma_server_ssl_verify=self._servers.chroma_ca)
        try:
            client = chromadb.HttpClient(
                host=parts.hostname, port=port, ssl=parts.scheme == "https", headers=headers, settings=settings
            )
        except ValueError as fault:  # what Chroma makes of an answer that it does not understand
            raise errors.VectorsUnreachable(place=self._place, detail=str(fault)) from fault
        client._server._session.timeout = limit  # type: ignore[attr-defined]  # there is no setting for it
        return cast("Client", client)
