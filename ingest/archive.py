"""bytes of a zip file -> its members, read within limits.

docx and odt files are zip archives, and a zip can unpack to any size: entries, sizes and ratios are capped, and the
caps hold for what is really unpacked, not for what the directory of the archive says.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from assistant.errors import UnreadableFile

MAX_ENTRIES = 5_000  # a large letter with pictures has a hundred
MAX_MEMBER_BYTES = 64 * 2**20  # of one unpacked part that is read; a letter's text is a few megabytes at most
MAX_TOTAL_BYTES = 512 * 2**20  # of all parts as declared; pictures included
MAX_RATIO = 200  # unpacked to packed, from 10 MB on; WordprocessingML packs to about a tenth
_RATIO_COUNTS_FROM = 10 * 2**20
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, KeyError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened zip: member names, and the archive to read them from."""

    file: str
    names: frozenset[str]
    zip: zipfile.ZipFile

    def read(self, member: str) -> bytes | None:
        """Unpack one member; None if there is none of this name.

        Raises:
            UnreadableFile: It is damaged, encrypted, or larger than the cap.
        """
        if member not in self.names:
            return None
        try:
            with self.zip.open(member) as stream:
                data = stream.read(MAX_MEMBER_BYTES + 1)
        except RuntimeError as fault:  # zipfile says so for a password
            raise UnreadableFile(
                file=self.file, reason="it is encrypted", remedy="Save it without a password"
            ) from fault
        except _FAULTS as fault:
            raise _damaged(self.file) from fault
        if len(data) > MAX_MEMBER_BYTES:
            raise UnreadableFile(
                file=self.file,
                reason=f"its part {member} unpacks to more than {MAX_MEMBER_BYTES // 2**20} MB",
                remedy="Check what this file is; a letter is far smaller",
            )
        return data


def open_archive(data: bytes, name: str) -> Archive:
    """Open a zip and check it against the caps.

    Raises:
        UnreadableFile: It is damaged, or a zip bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_FAULTS, RuntimeError) as fault:
        raise _damaged(name) from fault
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    ratio_broken = unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(len(data), 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_TOTAL_BYTES or ratio_broken:
        raise UnreadableFile(
            file=name,
            reason=f"it unpacks to {len(entries)} parts of {unpacked // 2**20} MB together, more than a letter has",
            remedy="Check what this file is; it may be a zip bomb",
        )
    return Archive(name, frozenset(entry.filename for entry in entries), archive)


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(
        file=name, reason="it is damaged or cut off", remedy="Download it again or save it anew from the program"
    )
