"""files and folders -> documents: each file that could be a letter, and each file inside a zip."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnreadableFile
from ingest.archive import open_archive
from ingest.formats import MAX_BYTES, SUFFIXES, too_large

_ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read, or a member of a zip ("folder/letters.zip!brief.docx")."""

    path: Path
    member: str | None = None
    chosen: bool = False  # True: named itself, and not found in a folder

    @property
    def source(self) -> str:
        """The name under which a letter remembers it."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case (".pdf")."""
        return Path(self.member).suffix.lower() if self.member else self.path.suffix.lower()

    @property
    def could_be_letter(self) -> bool:
        """By its name; a file that was named itself always could."""
        return self.chosen or self.suffix in {*SUFFIXES, _ZIP}

    def read(self) -> bytes:
        """The bytes of the file.

        Raises:
            UnreadableFile: It is gone, may not be read, is too large, or stands in a zip that is damaged or hostile.
        """
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
                if len(data) > MAX_BYTES:
                    raise too_large(self.source, os.fstat(file.fileno()).st_size, MAX_BYTES)
        except OSError as fault:
            raise UnreadableFile(
                file=self.source,
                reason=f"it cannot be opened ({fault.strerror})",
                remedy="Check that it exists and may be read",
            ) from fault
        if self.member is None:
            return data
        inner = open_archive(data, str(self.path)).read(self.member)
        if inner is None:
            raise UnreadableFile(file=self.source, reason="it is no longer in the zip", remedy="Ingest the zip again")
        return inner


def find_documents(paths: Iterable[Path]) -> Iterator[Document]:
    """The files named and those in the folders named, zips opened, hidden files left out, sorted in each folder."""
    for path in paths:
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(name for name in files if not name.startswith(".")):
                    yield from _members(Document(Path(folder) / name))
        else:
            yield from _members(Document(path, chosen=True))


def _members(document: Document) -> Iterator[Document]:
    """The document itself, or what is in it where it is a zip that holds files."""
    if document.suffix != _ZIP:
        yield document
        return
    try:
        with zipfile.ZipFile(io.BytesIO(document.read())) as archive:
            names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
    except (UnreadableFile, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield document  # reading it says what is wrong
        return
    for name in names:
        if not Path(name).name.startswith(".") and not name.startswith("__MACOSX/"):
            yield Document(document.path, name)
