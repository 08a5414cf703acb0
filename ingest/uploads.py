"""files that came over the network -> the library, each kept in its folder of uploads, with a report of each.

The name that a file comes with is only ever the last part of a path under that folder. What does not look like a letter
is not kept: a face that anybody can reach must not fill a library with whatever is dropped on it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import errors
from ingest.documents import Document, find_documents
from ingest.formats import SUFFIXES
from ingest.intake import Intake, Parsed
from ingest.parser_pool import ParserPool
from ingest.report import FileReport, Outcome

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.vocabulary import LetterHeader

NO_LETTER = "it has no sender, date, reference or subject; it does not look like a letter"
WRONG_KIND = "is no kind of letter file"
_UNSAFE = re.compile(r"[^\w .()\-]+")
_LONGEST_NAME = 120
_IN_TURN = threading.Lock()  # of this process; the library's own lock keeps others out


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name that the sender gave it, and its bytes."""

    name: str
    data: bytes


def ingest_uploads(library: Library, uploads: Sequence[Upload], *, workers: int = 1) -> list[FileReport]:
    """Take uploaded letters into the library.

    Args:
        library: Where to.
        uploads: The files; a zip may hold several.
        workers: How many parser processes.

    Returns:
        A report for each file, under the name that it came with.

    Raises:
        LibraryBusy: Another process is writing.
        LibraryUnwritable: The disk is full, or may not be written.
    """
    reports: list[FileReport] = []
    with _IN_TURN, library.writing(), ParserPool(workers=workers) as pool:
        intake = Intake(library, pool)
        for upload in uploads:
            reports += _take(library, intake, upload)
    return reports


def _take(library: Library, intake: Intake, upload: Upload) -> list[FileReport]:
    name = safe_name(upload.name)
    if Path(name).suffix.lower() not in {*SUFFIXES, ".zip"}:
        return [FileReport(name, Outcome.SKIPPED, reason=f"'{Path(name).suffix}' {WRONG_KIND}")]
    place = library.folder / "uploads" / hashlib.sha256(upload.data).hexdigest()[:16]
    path = place / name
    known = place.exists()
    try:
        place.mkdir(parents=True, exist_ok=True)
        path.write_bytes(upload.data)
    except OSError as fault:
        raise errors.LibraryUnwritable(path=library.folder, detail=fault.strerror or fault) from fault
    reports = [_take_document(intake, document) for document in find_documents([path])]
    if not known and not any(report.letter_id for report in reports):
        shutil.rmtree(place, ignore_errors=True)
    return [replace(report, path=_shown(report.path, path)) for report in reports]


def _take_document(intake: Intake, document: Document) -> FileReport:
    if document.suffix not in {*SUFFIXES, ".zip"}:
        return FileReport(document.source, Outcome.SKIPPED, reason=f"'{document.suffix}' {WRONG_KIND}")
    parsed: Parsed = intake.parse_document(document)
    if parsed.letter is not None and not looks_like_letter(parsed.letter.header):
        return FileReport(document.source, Outcome.FAILED, reason=NO_LETTER)
    return intake.store(parsed)


def looks_like_letter(header: LetterHeader) -> bool:
    """Whether a text has anything by which a letter to parliament is known."""
    return any((header.ministry, header.date, header.reference, header.kamerstuk, header.subject))


def safe_name(name: str) -> str:
    """The last part of a name, without what could lead elsewhere or is no plain character."""
    last = re.split(r"[\\/]", name)[-1]
    plain = _UNSAFE.sub("_", last).strip(" .")
    stem, suffix = Path(plain).stem[:_LONGEST_NAME], Path(plain).suffix[:10]
    return f"{stem or 'bestand'}{suffix}"


def _shown(source: str, path: Path) -> str:
    """A source without the folder that it was put in."""
    return source.replace(str(path), path.name, 1)
