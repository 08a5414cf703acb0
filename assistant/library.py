"""letters in -> passages out: the ledger and its two indexes as one library in one folder.

library/ledger.sqlite    the truth
library/terms/           Tantivy, rebuilt from the ledger when missing, damaged or behind
library/vectors/         Chroma, likewise (or in a server)
library/writer.lock      one writer at a time
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from assistant import errors
from assistant.analyser import ANALYSER_NAME
from assistant.figure_index import index_figures
from assistant.ledger import Ledger, Source, StoredPassage
from assistant.promises import letter_promises
from assistant.references import letter_references
from assistant.term_index import TermHit, TermIndex
from assistant.vector_index import VectorHit, VectorIndex
from assistant.vocabulary import Embedder, Filters, Letter, LetterHeader, Passage, Searched

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

# Up to this many passages every vector is scored, which takes under a millisecond, gives the exact order and spares
# the second that opening Chroma takes. Above it Chroma finds the candidates.
EXACT_LIMIT = 5_000
_FILTERED_LIMIT = 20_000  # up to this many passages that pass a filter are scored exactly
_OVERFETCH = 10  # with a wider filter: neighbours fetched for each one wanted, before the filter
_MOST_KEPT = 10_000  # passages kept in memory once read, about 40 MB
_MOST_LETTERS = 100  # likewise, about 25 MB
_BATCH = 1_000  # passages read at once while an index is rebuilt


class Library:
    """A library of letters in a folder. Any number of processes read; one at a time writes."""

    def __init__(
        self, folder: Path, embedder: Embedder, *, create: bool = False, chroma_url: str | None = None
    ) -> None:
        """Open a library.

        Args:
            folder: Its folder.
            embedder: The embedder in use; it has to be the one that made the library.
            create: Make the library if there is none.
            chroma_url: Address of a Chroma server for the vectors; None: a folder of the library.

        Raises:
            LibraryMissing: There is none, and it is not to be made.
            ModelMismatch: It was made by another embedder or analyser.
            LibraryDamaged: Its ledger cannot be read.
        """
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.embedder = embedder
        self._lock = FileLock(folder / "writer.lock", thread_local=False)
        self._threads = threading.RLock()  # guards what refresh() replaces
        self.ledger = Ledger(folder / "ledger.sqlite", create=create)
        self._chroma_url = chroma_url
        self._check_models()
        self._open_indexes()

    def _open_indexes(self) -> None:
        self._terms = TermIndex(self.folder / "terms")
        self._vectors = VectorIndex(
            self.folder / "vectors", name=_collection_name(self.ledger, self.embedder), url=self._chroma_url
        )
        self._seen = -1  # the ledger's revision that the cached vectors belong to
        self._exact: tuple[list[int], Vectors] | None = None
        self._kept: dict[int, StoredPassage] = {}  # passages read since then
        self._kept_letters: dict[str, Letter] = {}

    def _check_models(self) -> None:
        for part, wanted in (("embedder", self.embedder.name), ("analyser", ANALYSER_NAME)):
            found = self.ledger.fact(part)
            if found is None:
                self.ledger.set_fact(part, wanted)
            elif found != wanted:
                self.ledger.close()
                raise errors.ModelMismatch(path=self.folder, part=part, found=found, wanted=wanted)

    def close(self) -> None:
        """Give files and connections back."""
        self._vectors.close()
        self.ledger.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; on leaving, the indexes are brought up to the ledger.

        Raises:
            LibraryBusy: Another process holds it.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout as held:
            raise errors.LibraryBusy(path=self.folder) from held
        try:
            yield
            self.update_indexes()
        finally:
            self._lock.release()

    def store(
        self, letter: Letter, passages: Sequence[Passage], *, source: Source, replaces: str | None = None
    ) -> None:
        """Store a letter with its passages; call it while `writing`. For the arguments see `Ledger.store`."""
        vectors = self.embedder.embed_passages([embedded_text(passage) for passage in passages])
        self.ledger.store(
            letter,
            passages,
            vectors,
            source=source,
            figures=index_figures(letter),
            references=letter_references(letter),
            promises=letter_promises(letter),
            replaces=replaces,
        )

    def remove(self, letter_id: str) -> None:
        """Remove a letter; call it while `writing`.

        Raises:
            UnknownLetter: There is none with this id.
        """
        self.ledger.remove(letter_id)

    def update_indexes(self) -> None:
        """Bring both indexes up to the ledger, rebuilding one that is missing or damaged; call it while `writing`."""
        revision = self.ledger.revision()
        with self._threads:
            self._update_terms(revision)
            self._update_vectors(revision)
            self._seen = -1

    def _update_terms(self, revision: int) -> None:
        held = self._terms.revision
        if held == revision:
            return
        if not 0 <= held < revision:
            self._terms.clear()
            held = 0
        changes = self.ledger.changes_since(held)
        self._terms.update(revision, changes.letter_ids, self._each_passage(self.ledger.keys_of(changes.letter_ids)))

    def _update_vectors(self, revision: int) -> None:
        held = self._vectors.revision()
        if held == revision:
            return
        if not 0 <= held < revision:
            self._vectors.clear()
            held = 0
        changes = self.ledger.changes_since(held)
        keys = self.ledger.keys_of(changes.letter_ids)
        present, vectors = self.ledger.vectors(keys)
        self._vectors.update(revision, changes.gone if held else (), present, vectors)

    def _each_passage(self, keys: Sequence[int]) -> Iterator[StoredPassage]:
        for begin in range(0, len(keys), _BATCH):
            yield from self.ledger.passages(keys[begin : begin + _BATCH])

    def refresh(self) -> None:
        """See what was ingested since; repair a term index that is missing, damaged or behind, unless one writes."""
        revision = self.ledger.revision()
        with self._threads:
            if revision == self._seen:
                return
            self._terms.reload()
            if self._terms.revision != revision:
                with contextlib.suppress(errors.LibraryBusy), self.writing():
                    pass  # on leaving, the indexes are brought up to the ledger
            self._vectors.close()
            self._exact = None
            self._kept, self._kept_letters = {}, {}
            self._seen = revision

    def search_terms(self, weights: Mapping[str, float], *, limit: int, filters: Filters) -> list[TermHit]:
        """Lexical candidates: passages with the most and rarest of these terms, best first."""
        ministries = None
        if filters.ministry is not None:
            wanted = filters.ministry.casefold()
            ministries = [name for name in self.ledger.ministries() if wanted in name.casefold()]
        return self._terms.search(weights, limit=limit, filters=filters, ministries=ministries)

    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term stands."""
        return self._terms.document_frequencies(terms)

    def count_passages(self) -> int:
        """How many passages can be found."""
        return self._terms.count()

    def search_vectors(self, vector: Vectors, *, limit: int, filters: Filters) -> list[VectorHit]:
        """Dense candidates: the passages nearest to a question's vector, nearest first."""
        if not vector.any():
            return []
        if filters.empty:
            if self._terms.count() <= EXACT_LIMIT:
                return _nearest(*self._all_vectors(), vector, limit)
            return self._vectors.search(vector, limit=limit)
        passing = self.ledger.passages_within(filters)
        if len(passing) <= _FILTERED_LIMIT:
            return _nearest(*self.ledger.vectors(passing), vector, limit)
        allowed = set(passing)
        hits = self._vectors.search(vector, limit=limit * _OVERFETCH)
        return [hit for hit in hits if hit.key in allowed][:limit]

    def similarities(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Exact cosine similarity of each of these passages to a vector."""
        present, vectors = self.ledger.vectors(keys)
        if not present:
            return {}
        return dict(zip(present, (vectors @ vector).tolist(), strict=True))

    def _all_vectors(self) -> tuple[list[int], Vectors]:
        with self._threads:
            if self._exact is None:
                self._exact = self.ledger.all_vectors()
            return self._exact

    def passages(self, keys: Sequence[int]) -> list[StoredPassage]:
        """The passages with these keys, in that order."""
        kept = self._kept  # `refresh` puts another in its place, so that what is read now cannot outlive a change
        unread = [key for key in keys if key not in kept]
        read = {stored.key: stored for stored in self.ledger.passages(unread)} if unread else {}
        found = [kept.get(key) or read.get(key) for key in keys]
        if len(kept) + len(read) <= _MOST_KEPT:
            kept.update(read)
        return [stored for stored in found if stored is not None]

    def letter(self, letter_id: str) -> Letter:
        """The letter with this id.

        Raises:
            UnknownLetter: There is none.
        """
        seen, kept = self._seen, self._kept_letters  # in this order, for `refresh` replaces them in the other
        if self.ledger.revision() != seen:
            return self.ledger.letter(letter_id)
        letter = kept.get(letter_id) or self.ledger.letter(letter_id)
        if len(kept) >= _MOST_LETTERS:
            kept.clear()
        kept[letter_id] = letter
        return letter

    def headers(self, filters: Filters | None = None, *, limit: int | None = None) -> list[LetterHeader]:
        """The headers of the letters that pass the filters, newest first; of all, if none are given."""
        return self.ledger.headers(filters, limit=limit)

    def searched(self, filters: Filters) -> Searched:
        """How many letters a question with these filters is put to, and from when to when."""
        return self.ledger.searched(filters)

    def check(self) -> list[str]:
        """Faults of the ledger, and places where an index does not agree with it; none for a sound library."""
        faults = self.ledger.check()
        revision, passages = self.ledger.revision(), self.ledger.count_passages()
        if self._terms.revision != revision or self._terms.count() != passages:
            faults.append(f"the term index holds {self._terms.count()} of {passages} passages")
        if self._vectors.revision() != revision or self._vectors.count() != passages:
            faults.append(f"the vector index holds {self._vectors.count()} of {passages} passages")
        return faults

    def rebuild_indexes(self) -> None:
        """Make both indexes anew from the ledger; call it while `writing`."""
        with self._threads:
            self._terms.clear()
            self._vectors.clear()


def reindex(folder: Path, embedder: Embedder, *, chroma_url: str | None = None) -> int:
    """Make all vectors and both indexes of a library anew with another embedder or analyser.

    The new vectors replace the old ones in one transaction: cut short, the library is as it was.

    Returns:
        How many passages were indexed.
    """
    ledger = Ledger(folder / "ledger.sqlite")
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as held:
        raise errors.LibraryBusy(path=folder) from held
    try:
        keys = ledger.passages_within(Filters())
        ledger.replace_vectors(
            _embed_anew(ledger, embedder, keys), {"embedder": embedder.name, "analyser": ANALYSER_NAME}
        )
    finally:
        lock.release()
        ledger.close()
    library = Library(folder, embedder, chroma_url=chroma_url)
    with library.writing():
        library.rebuild_indexes()
    library.close()
    return len(keys)


def _embed_anew(ledger: Ledger, embedder: Embedder, keys: Sequence[int]) -> Iterator[tuple[list[int], Vectors]]:
    for begin in range(0, len(keys), _BATCH):
        stored = ledger.passages(keys[begin : begin + _BATCH])
        yield [one.key for one in stored], embedder.embed_passages([embedded_text(one.passage) for one in stored])


def embedded_text(passage: Passage) -> str:
    """What the embedder sees of a passage: its context line and its text."""
    return f"{passage.context}\n{passage.text}"


def _nearest(keys: Sequence[int], vectors: Vectors, vector: Vectors, limit: int) -> list[VectorHit]:
    if not keys:
        return []
    similarities = vectors @ vector
    best = np.argsort(-similarities, kind="stable")[:limit]
    return [VectorHit(keys[at], float(similarities[at])) for at in best]


def _collection_name(ledger: Ledger, embedder: Embedder) -> str:
    """A name that no other library and no other embedder shares in the same Chroma server."""
    library_id = ledger.fact("library")
    if library_id is None:
        library_id = uuid.uuid4().hex
        ledger.set_fact("library", library_id)
    return f"briefwijzer-{library_id[:16]}-{hashlib.sha256(embedder.name.encode()).hexdigest()[:8]}"
