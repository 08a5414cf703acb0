"""letters in -> passages out: the ledger and its two indexes as one library in one folder.

library/ledger.sqlite    the truth (or in a server)
library/terms/           Tantivy, rebuilt from the ledger when missing, damaged or behind
library/vectors/         Chroma, likewise (or in a server)
library/writer.lock      one writer at a time

With the ledger in a PostgreSQL server there is such a folder on each machine, with a term index of its own that follows
the ledger; any number of machines then read and write.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from assistant import errors
from assistant.analysed_passage import AnalysedPassage, analyse_passage
from assistant.analyser import ANALYSER_NAME
from assistant.dense_search import DenseSearch
from assistant.embedders import load_embedder
from assistant.indexes import Indexes
from assistant.ledger import Ledger, Source, StoredPassage
from assistant.ledger_database import SQLITE_FILE
from assistant.ledger_rows import Position
from assistant.settings import Servers, Settings
from assistant.term_index import TermHit
from assistant.vector_index import VectorHit
from assistant.vocabulary import Embedder, Filters, Letter, LetterHeader, Passage, Searched

if TYPE_CHECKING:
    from assistant.ledger_derived import Derived
    from assistant.vocabulary import Vectors

_AT_ONCE = 500  # letters that a question waits for; more are taken in beside the answering
_TURN = 600.0  # seconds that a writer waits for another that brings the term index of the same folder up
_MOST_KEPT = 10_000  # passages kept in memory once read, with their terms, about 55 MB
_MOST_LETTERS = 100  # likewise, about 25 MB


class Library:
    """A library of letters in a folder. Any number of processes read; one at a time writes."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        create: bool = False,
        servers: Servers = Servers(),  # noqa: B008 - a frozen value
    ) -> None:
        """Open a library.

        Args:
            folder: Its folder.
            embedder: The embedder in use; it has to be the one that made the library.
            create: Make the library if there is none.
            servers: The servers that hold ledger and vectors; by default the folder holds both.

        Raises:
            LibraryMissing: There is none, and it is not to be made.
            ModelMismatch: It was made by another embedder or analyser.
            LibraryDamaged: Its ledger cannot be read.
            LedgerUnreachable: The server with its ledger does not answer.
        """
        if create or servers.ledger_url:  # the folder then holds nothing that can't be made again
            folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.embedder = embedder
        self._lock = FileLock(folder / "writer.lock", thread_local=False)
        self._threads = threading.RLock()  # guards what refresh() replaces
        self.ledger = Ledger(folder, url=servers.ledger_url, create=create)
        try:
            self._upgrade()
            self._check_models()
        except errors.BriefwijzerError:
            self.ledger.close()
            raise
        collection = _collection_name(self.ledger, embedder)
        self._indexes = Indexes(folder, self.ledger, collection=collection, servers=servers)
        self._terms, self._vectors = self._indexes.terms, self._indexes.vectors
        self._dense = DenseSearch(self.ledger, self._terms, self._vectors, on_behind=self._catch_up)
        self._seen: Position | None = None  # the ledger's position that the library is known to show
        self._catching_up: threading.Thread | None = None
        self._kept: dict[int, StoredPassage] = {}  # passages read since `_seen`
        self._kept_words: dict[int, AnalysedPassage] = {}
        self._kept_letters: dict[str, Letter] = {}
        self._kept_ministries: list[str] | None = None

    @classmethod
    def from_settings(cls, settings: Settings, *, create: bool = False) -> Library:
        """Open the library that the settings name, with the embedder that they name.

        Raises:
            LibraryError, SettingError: It cannot be opened; see above.
        """
        if not create and not settings.servers.ledger_url and not (settings.library / SQLITE_FILE).is_file():
            raise errors.LibraryMissing(path=settings.library)  # before the embedder is loaded
        return cls(settings.library, load_embedder(settings.embedder), create=create, servers=settings.servers)

    def _upgrade(self) -> None:
        """Bring the ledger of an earlier program up to this one, unless such a program is writing to it."""
        if not self.ledger.outdated:
            return
        with self._locked():
            self.ledger.upgrade()

    @contextlib.contextmanager
    def _locked(self, *, patience: float = 0) -> Iterator[None]:
        try:
            self._lock.acquire(timeout=patience)
        except Timeout as held:
            raise errors.LibraryBusy(path=self.folder) from held
        try:
            yield
        finally:
            self._lock.release()

    def _check_models(self) -> None:
        for part, wanted in (("embedder", self.embedder.name), ("analyser", ANALYSER_NAME)):
            found = self.ledger.settle_fact(part, wanted)
            if found != wanted:
                raise errors.ModelMismatch(path=self.folder, part=part, found=found, wanted=wanted)

    def close(self) -> None:
        """Give files and connections back."""
        if self._catching_up is not None:
            self._catching_up.join()
        self._vectors.close()
        self.ledger.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the writer; on leaving, the indexes are brought up to the ledger.

        A library with its ledger in a server has as many writers as there are.

        Raises:
            LibraryBusy: Another process is writing to this folder.
            VectorsUnreachable: All is stored, but the vector index could not be brought up to it.
        """
        with contextlib.nullcontext() if self.ledger.shared else self._locked():
            yield
            self.update_indexes()

    def store(
        self,
        letter: Letter,
        passages: Sequence[Passage],
        *,
        source: Source,
        replaces: str | None = None,
        derived: Derived | None = None,
    ) -> None:
        """Store a letter with its passages; call it while `writing`. For the arguments see `Ledger.store`."""
        vectors = self.embedder.embed_passages([embedded_text(passage) for passage in passages])
        self.ledger.store(letter, passages, vectors, source=source, replaces=replaces, derived=derived)

    def remove(self, letter_id: str) -> None:
        """Remove a letter; call it while `writing`.

        Raises:
            UnknownLetter: There is none with this id.
        """
        self.ledger.remove(letter_id)

    def update_indexes(self) -> None:
        """Bring both indexes up to the ledger, rebuilding one that is missing or damaged; call it while `writing`."""
        with self._threads:
            if self.ledger.shared:
                with self._locked(patience=_TURN):
                    self._indexes.update_terms()
            else:
                self._indexes.update_terms()
            self._indexes.update_vectors()
            self._seen = None

    def refresh(self) -> None:
        """See what was ingested since; repair a term index that is missing, damaged or behind, unless one writes.

        A long repair is made in the background. Until it is done the index that is there answers.
        """
        position = self.ledger.position()
        with self._threads:
            if position == self._seen:
                return
            self._terms.reload()
            if self._terms.position != position:
                if self._indexes.backlog() > _AT_ONCE:
                    self._catch_up()
                else:
                    self._follow()
            self._vectors.reload()
            self._kept, self._kept_words = {}, {}
            self._kept_letters, self._kept_ministries = {}, None
            self._seen = position if self._terms.position == position else None

    def _follow(self) -> None:
        """Bring up to the ledger what this machine has to: its term index, and its vectors if they are its own."""
        with contextlib.suppress(errors.LibraryBusy, errors.LibraryUnwritable), self._locked():
            self._indexes.update_terms()
            if not self._vectors.shared:
                self._indexes.update_vectors()

    def _catch_up(self) -> None:
        if self._catching_up is None or not self._catching_up.is_alive():
            self._catching_up = threading.Thread(target=self._follow_all, name="catching up", daemon=True)
            self._catching_up.start()

    def _follow_all(self) -> None:
        """In the background; what fails is tried again at the next question."""
        with contextlib.suppress(errors.LibraryError):
            self._follow()
            self._indexes.update_vectors()

    def ailing(self) -> str | None:
        """The part that cannot be used just now: "terms" or "vectors"; None if all can.

        Raises:
            LedgerUnreachable, LibraryDamaged: It is the ledger, without which nothing can be answered.
        """
        self.ledger.revision()
        if self.lacks_terms:
            return "terms"
        try:
            if self._vectors.shared:
                self._vectors.position()
        except errors.VectorsUnreachable:
            return "vectors"
        return None

    @property
    def lacks_terms(self) -> bool:
        """Whether the term index cannot be searched just now; the vectors then answer alone."""
        return not self._terms.usable and self._indexes.backlog() > 0

    def search_terms(self, weights: Mapping[str, float], *, limit: int, filters: Filters) -> list[TermHit]:
        """Lexical candidates: passages with the most and rarest of these terms, best first."""
        return self._terms.search(weights, limit=limit, filters=filters, ministries=self._ministries(filters))

    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each term stands."""
        return self._terms.document_frequencies(terms)

    def count_passages(self) -> int:
        """How many passages can be found."""
        return self._terms.count() if self._terms.usable else self.ledger.count_passages()

    def search_vectors(self, vector: Vectors, *, limit: int, filters: Filters) -> list[VectorHit]:
        """Dense candidates: the passages nearest to a question's vector, nearest first.

        Raises:
            VectorsUnreachable: The server with the vectors does not answer, and the question needs it.
        """
        return self._dense.nearest(vector, limit=limit, filters=filters, ministries=self._ministries(filters))

    def similarities(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        """Exact cosine similarity of each of these passages to a vector."""
        return self._dense.similarities(vector, keys)

    def _ministries(self, filters: Filters) -> list[str] | None:
        """The names of the ministries that pass, None for all."""
        if filters.ministry is None:
            return None
        wanted = filters.ministry.casefold()
        seen, names = self._seen, self._kept_ministries  # in this order, for `refresh` replaces them in the other
        if names is None or self.ledger.position() != seen:
            names = self._kept_ministries = self.ledger.ministries()
        return [name for name in names if wanted in name.casefold()]

    def passages(self, keys: Sequence[int]) -> list[StoredPassage]:
        """The passages with these keys, in that order."""
        kept = self._kept  # `refresh` puts another in its place, so that what is read now cannot outlive a change
        unread = [key for key in keys if key not in kept]
        read = {stored.key: stored for stored in self.ledger.passages(unread)} if unread else {}
        found = [kept.get(key) or read.get(key) for key in keys]
        if len(kept) + len(read) <= _MOST_KEPT:
            kept.update(read)
        return [stored for stored in found if stored is not None]

    def analysed(self, stored: Sequence[StoredPassage]) -> list[AnalysedPassage]:
        """The analysed words of these passages, in that order."""
        kept = self._kept_words  # as in `passages`
        unread = [one.key for one in stored if one.key not in kept]
        read = self._terms.analysed(unread)
        found = [kept.get(one.key) or read.get(one.key) or analyse_passage(one.passage) for one in stored]
        if len(kept) + len(read) <= _MOST_KEPT:
            kept.update(read)
        return found

    def letter(self, letter_id: str) -> Letter:
        """The letter with this id.

        Raises:
            UnknownLetter: There is none.
        """
        seen, kept = self._seen, self._kept_letters  # in this order, for `refresh` replaces them in the other
        if self.ledger.position() != seen:
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
        return [*self.ledger.check(), *self._indexes.check()]

    def term_keys(self) -> list[int]:
        """Keys of the passages in the term index, in order."""
        return self._terms.keys()

    def vector_keys(self) -> list[int]:
        """Keys of the passages in the vector index, in order."""
        return self._vectors.keys()

    def derive_anew(self) -> None:
        """Make figures, references and promises anew from the letters' texts; call it while `writing`."""
        self.ledger.derive_anew()

    def rebuild_indexes(self) -> None:
        """Make both indexes anew from the ledger; call it while `writing`."""
        with self._threads, self._locked(patience=_TURN) if self.ledger.shared else contextlib.nullcontext():
            self._indexes.clear()


def embedded_text(passage: Passage) -> str:
    """What the embedder sees of a passage: its context line and its text."""
    return f"{passage.context}\n{passage.text}"


def _collection_name(ledger: Ledger, embedder: Embedder) -> str:
    """A name that no other library and no other embedder shares in the same Chroma server."""
    library_id = ledger.settle_fact("library", uuid.uuid4().hex)
    return f"briefwijzer-{library_id[:16]}-{hashlib.sha256(embedder.name.encode()).hexdigest()[:8]}"
