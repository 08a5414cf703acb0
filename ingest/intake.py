"""files and folders -> the library, with a report of what became of each file.

Files are parsed in processes of their own, a few ahead, and stored one after the other in the order of their paths; a
letter is in the library whole or not at all, so that a run cut short loses at most the letter in hand.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import errors
from assistant.ledger import Source
from assistant.vocabulary import Filters
from ingest.claims import Claims
from ingest.documents import Document, find_documents
from ingest.parser_pool import ParserPool
from ingest.parser_worker import letter_of
from ingest.passages import split_passages
from ingest.report import FileReport, Outcome
from ingest.same_letter import complete, is_better, is_same, may_be_same
from ingest.unreadable import note_unreadable

if TYPE_CHECKING:
    from assistant.ledger_derived import Derived
    from assistant.library import Library
    from assistant.vocabulary import Letter, Passage

_LETTERS_PER_UPDATE = 200  # letters stored between two updates of the indexes: what readers lag behind at the most
_CLAIM_PAUSE = 0.2  # seconds between two looks at files that other workers have in hand
WATCH_PAUSE = 1.0  # seconds between two looks at a watched folder
# What passes by itself, so that who watches tries again: somebody else is writing, or a server is away.
PASSING = (errors.LibraryBusy, errors.LedgerUnreachable, errors.VectorsUnreachable)


def ingest_paths(
    library: Library, paths: Sequence[Path], on_file: Callable[[FileReport], None], *, workers: int | None = None
) -> list[FileReport]:
    """Read files, and folders with all that is in them, into the library.

    A file that cannot be read is reported and passed over; the rest of the work is done.

    Args:
        library: Where to.
        paths: Files and folders.
        on_file: Told of each file as soon as it is done.
        workers: How many parser processes; None for one per processor.

    Returns:
        A report for each file, in the order they were read: by path.

    Raises:
        LibraryBusy: Another process is writing.
        LibraryUnwritable: The disk is full, or may not be written.
        VectorsUnreachable: All is stored, but the vector index could not be brought up to it.
    """
    reports: list[FileReport] = []
    stored = 0
    documents: Iterable[Document] = find_documents(paths)
    with library.writing(), ParserPool(workers=workers) as pool, Claims(library.ledger) as claims:
        intake = Intake(library, pool)
        while True:
            taken: list[Document] = []  # by other workers; looked at again, for they may not live to store them
            for parsed in pool.in_order(intake.parse_document, claims.take(documents, taken)):
                report = intake.store(parsed)
                claims.release(report.path)
                reports.append(report)
                on_file(report)
                stored += report.outcome in {Outcome.NEW, Outcome.UPDATED}
                if stored >= _LETTERS_PER_UPDATE:
                    with contextlib.suppress(errors.VectorsUnreachable):  # raised at the end, if it still is so
                        library.update_indexes()
                    stored = 0
            if not taken:
                note_unreadable(library.folder, reports)
                return reports
            if len(taken) == (len(documents) if isinstance(documents, list) else -1):
                time.sleep(_CLAIM_PAUSE)
            documents = taken


def watch_paths(
    library: Library, paths: Sequence[Path], on_file: Callable[[FileReport], None], *, stopped: Callable[[], bool]
) -> None:
    """Ingest files as they appear or change, until `stopped` says so.

    A file is read once it has kept its size and time for a whole look, so that none is read half written.
    """
    done: dict[Path, tuple[int, int]] = {}
    before: dict[Path, tuple[int, int]] = {}
    while not stopped():
        present = dict(_stamps(paths))
        ready = [path for path, stamp in present.items() if before.get(path) == stamp and done.get(path) != stamp]
        if ready:
            try:
                ingest_paths(library, ready, on_file)
                done.update((path, present[path]) for path in ready)
            except PASSING:
                pass  # the next look tries again
        before = present
        time.sleep(WATCH_PAUSE)


def _stamps(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for document in find_documents(paths):
        if document.could_be_letter:
            try:
                status = document.path.stat()
            except OSError:  # gone between the listing and the look
                continue
            yield document.path, (status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing a file gave: a letter with its passages, the letter that is there already, or a reason."""

    source: Source
    outcome: Outcome | None = None  # set where nothing is to be stored
    known: str | None = None
    reason: str | None = None
    letter: Letter | None = None
    passages: Sequence[Passage] = ()
    derived: Derived | None = None  # what follows from this very letter
    url: str | None = None  # the letter's official page, where the source knows it


class Intake:
    """Takes documents into one library; its steps are those of every source of letters."""

    def __init__(self, library: Library, pool: ParserPool) -> None:
        """Take letters into this library, parsing them in this pool."""
        self._library = library
        self._ledger = library.ledger
        self._pool = pool

    def parse_document(self, document: Document) -> Parsed:
        """Read and parse a file; called in the pool's threads."""
        source = document.source
        if not document.could_be_letter:
            reason = f"'{document.suffix or document.path.name}' is no kind of letter file"
            return Parsed(Source(source, "", ""), Outcome.SKIPPED, reason=reason)
        try:
            return self.parse(document.read(), source)
        except errors.UnreadableFile as fault:
            return Parsed(Source(source, "", ""), Outcome.FAILED, reason=str(fault))

    def parse(
        self, data: bytes, source: str, *, url: str | None = None, fields: Mapping[str, str] | None = None
    ) -> Parsed:
        """Parse the bytes of a letter, unless the library knows them.

        Args:
            data: The file.
            source: Its path, or the address it was fetched from.
            url: The letter's official page, where it is known.
            fields: What is known of the letter besides, as `Transcript.fields`.
        """
        file_hash = hashlib.sha256(data).hexdigest()
        known = self._ledger.letter_of_file(file_hash)
        if known is not None:
            return Parsed(Source(source, file_hash, ""), known=known, url=url)
        reply: dict[str, Any] = self._pool.parse(data, source, url=url, fields=dict(fields or {}))
        if "letter" not in reply:
            fault = errors.UnreadableFile(file=source, **reply)
            return Parsed(Source(source, file_hash, ""), Outcome.FAILED, reason=str(fault))
        letter, passages = letter_of(reply)
        return Parsed(
            Source(source, file_hash, reply["format"]),
            letter=letter,
            passages=passages,
            derived=reply["derived"],
            url=url,
        )

    def store(self, parsed: Parsed) -> FileReport:
        """Store what was parsed; call it while the library is `writing`."""
        with self._ledger.turn("store"):  # whether a letter is there already is decided by one worker at a time
            return self._store(parsed)

    def _store(self, parsed: Parsed) -> FileReport:
        source = parsed.source
        if parsed.outcome is not None:
            return FileReport(source.path, parsed.outcome, reason=parsed.reason)
        if parsed.known is not None:
            return self._note_known(source, parsed.known, parsed.url)
        assert parsed.letter is not None  # noqa: S101 - neither known nor failed
        same = self._ledger.letter_of_text(parsed.letter.header.content_hash)
        if same is not None:
            return self._note_known(source, same, parsed.url)
        before = self._ledger.letter_of_path(source.path)
        if before is not None and self._ledger.letter(before).header.source == source.path:
            return self._put(parsed, parsed.letter, Outcome.UPDATED, replaces=before)
        return self._merge(parsed, parsed.letter)

    def _note_known(self, source: Source, letter_id: str, url: str | None) -> FileReport:
        """The very same file or text again: at the same place, at another, or moved there."""
        sources = {known.path: known for known in self._ledger.known_sources(letter_id)}
        if source.path in sources and sources[source.path].file_hash == source.file_hash:
            return FileReport(source.path, Outcome.UNCHANGED, letter_id)
        kind = source.format or next((known.format for known in sources.values()), "")
        source = dataclasses.replace(source, format=kind)
        moved = [path for path, known in sources.items() if known.file_hash == source.file_hash and not _is_there(path)]
        self._ledger.add_source(letter_id, source)
        for path in moved:
            self._ledger.forget_source(path)
        letter = self._ledger.letter(letter_id)
        main = source.path if letter.header.source in moved else letter.header.source
        header = dataclasses.replace(letter.header, source=main, url=letter.header.url or url)
        if header != letter.header:
            here = dataclasses.replace(letter, header=header)
            self._library.store(here, split_passages(here), source=source)
        return FileReport(source.path, Outcome.MOVED if moved else Outcome.SAME, letter_id)

    def _merge(self, parsed: Parsed, letter: Letter) -> FileReport:
        """A new text: of a letter that is there from another source, or of one that is not."""
        source = parsed.source
        akin = tuple(self._ledger.akin(letter.header))
        headers = self._ledger.headers(Filters(letter_ids=akin)) if akin else []
        for known_id in sorted(header.id for header in headers if may_be_same(letter.header, header)):
            known = self._ledger.letter(known_id)
            if not is_same(letter, known):
                continue
            kind = next(
                (one.format for one in self._ledger.known_sources(known_id) if one.path == known.header.source), ""
            )
            best, other = (letter, known) if is_better(source.format, kind) else (known, letter)
            merged = complete(best, other.header)
            if merged == known:
                self._ledger.add_source(known_id, source)
                return FileReport(source.path, Outcome.SAME, known_id)
            self._library.store(merged, split_passages(merged), source=source, replaces=known_id)
            return FileReport(source.path, Outcome.SAME, merged.header.id)
        return self._put(parsed, letter, Outcome.NEW)

    def _put(self, parsed: Parsed, letter: Letter, outcome: Outcome, *, replaces: str | None = None) -> FileReport:
        passages, derived = parsed.passages, parsed.derived
        if letter.header.id != replaces and self._ledger.has_letter(letter.header.id):
            letter = _renamed(letter)  # another letter has the same date and reference
            passages, derived = split_passages(letter), None
        self._library.store(letter, passages, source=parsed.source, replaces=replaces, derived=derived)
        return FileReport(parsed.source.path, outcome, letter.header.id)


def _renamed(letter: Letter) -> Letter:
    header = dataclasses.replace(letter.header, id=f"{letter.header.id}-{letter.header.content_hash[:6]}")
    return dataclasses.replace(letter, header=header)


def _is_there(source: str) -> bool:
    """Whether the file, or the zip it stood in, still exists; an address counts as there."""
    path = source.partition("!")[0]
    return "://" in path or Path(path).exists()
