"""files and folders -> the library, with a report of what became of each file."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import errors
from ingest.formats import MAX_BYTES, SUFFIXES, read_letter
from ingest.passages import split_passages
from ingest.report import FileReport, Outcome

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.vocabulary import Letter

_LETTERS_PER_UPDATE = 200  # letters stored between two updates of the indexes: what readers lag behind at the most


def ingest_paths(library: Library, paths: Sequence[Path], on_file: Callable[[FileReport], None]) -> list[FileReport]:
    """Read files, and folders with all that is in them, into the library.

    A file that cannot be read is reported and passed over; the rest of the work is done.

    Args:
        library: Where to.
        paths: Files and folders.
        on_file: Told of each file as soon as it is done.

    Returns:
        A report for each file, in the order they were read: by path.

    Raises:
        LibraryBusy: Another process is writing.
    """
    reports: list[FileReport] = []
    stored = 0
    with library.writing():
        for path, chosen in find_files(paths):
            report = _ingest_file(library, path, chosen=chosen)
            reports.append(report)
            on_file(report)
            stored += report.outcome in {Outcome.NEW, Outcome.UPDATED}
            if stored >= _LETTERS_PER_UPDATE:
                library.update_indexes()
                stored = 0
    return reports


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files named and those in the folders named, hidden ones left out, sorted within each folder.

    Yields:
        Each file, with True if it was named itself.
    """
    for path in paths:
        if not path.is_dir():
            yield path, True
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield Path(folder) / name, False


def _ingest_file(library: Library, path: Path, *, chosen: bool) -> FileReport:
    name = str(path)
    if not chosen and path.suffix.lower() not in SUFFIXES:
        return FileReport(name, Outcome.SKIPPED, reason=f"'{path.suffix or path.name}' is no kind of letter file")
    try:
        data = _read_bytes(path)
        file_hash = hashlib.sha256(data).hexdigest()
        known = library.ledger.letter_of_file(file_hash)
        if known is not None:
            return _note_known(library, name, file_hash, known)
        letter = read_letter(data, name)
    except errors.UnreadableFile as fault:
        return FileReport(name, Outcome.FAILED, reason=str(fault))
    return _store(library, letter, name, file_hash)


def _read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        UnreadableFile: It is gone, or may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # the sniffer refuses what is longer
    except OSError as fault:
        raise errors.UnreadableFile(
            file=path, reason=f"cannot be opened ({fault.strerror})", remedy="Check that it exists and may be read"
        ) from fault


def _note_known(library: Library, name: str, file_hash: str, letter_id: str) -> FileReport:
    if library.ledger.letter_of_path(name) == letter_id:
        return FileReport(name, Outcome.UNCHANGED, letter_id)
    library.ledger.add_source(name, file_hash, letter_id)
    return FileReport(name, Outcome.SAME, letter_id)


def _store(library: Library, letter: Letter, name: str, file_hash: str) -> FileReport:
    ledger = library.ledger
    same_text = ledger.letter_of_text(letter.header.content_hash)
    if same_text is not None:
        ledger.add_source(name, file_hash, same_text)
        return FileReport(name, Outcome.SAME, same_text)
    before = ledger.letter_of_path(name)
    if before is not None and ledger.sources(before) != [name]:
        before = None  # other files hold the earlier text still
    if letter.header.id != before and ledger.has_letter(letter.header.id):
        letter = _renamed(letter)
    library.store(letter, split_passages(letter), path=name, file_hash=file_hash, replaces=before)
    return FileReport(name, Outcome.NEW if before is None else Outcome.UPDATED, letter.header.id)


def _renamed(letter: Letter) -> Letter:
    """The letter under an id of its own, for another letter has the same date and reference."""
    header = dataclasses.replace(letter.header, id=f"{letter.header.id}-{letter.header.content_hash[:6]}")
    return dataclasses.replace(letter, header=header)
