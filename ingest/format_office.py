"""bytes of an old Word file (doc) or rich text (rtf) -> transcript, through LibreOffice where it is installed.

LibreOffice turns the file into docx, in a temporary folder with a profile of its own: macros off, nothing fetched
that the file links to.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from assistant.errors import UnreadableFile
from ingest.format_docx import read_docx
from ingest.outside_tool import run_tool
from ingest.transcript import Transcript

SECONDS = 90.0  # for one file; a letter takes one or two
_PROGRAMS = ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"  # not on the search path there
_SAVE_AS = "save it as docx or PDF in a word processor"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def office_program() -> str | None:
    """Return the path of LibreOffice, or None if it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or (_MAC if Path(_MAC).exists() else None)


def read_doc(data: bytes, name: str) -> Transcript:
    """Read an old Word file.

    Raises:
        UnreadableFile: LibreOffice is not installed or cannot read the file, or it holds no text.
    """
    return _read(data, name, "doc", "it is an old Word file (doc)")


def read_rtf(data: bytes, name: str) -> Transcript:
    """Read a rich text file.

    Raises:
        UnreadableFile: LibreOffice is not installed or cannot read the file, or it holds no text.
    """
    return _read(data, name, "rtf", "it is a rich text file (rtf)")


def _read(data: bytes, name: str, suffix: str, what: str) -> Transcript:
    program = office_program()
    if program is None:
        raise UnreadableFile(file=name, reason=what, remedy=f"Install LibreOffice and ingest it again, or {_SAVE_AS}")
    with tempfile.TemporaryDirectory(prefix="briefwijzer-office-") as folder:
        try:
            docx = convert(data, suffix, "docx:Office Open XML Text", folder=Path(folder), seconds=SECONDS)
        except (OSError, TimeoutError) as fault:
            raise UnreadableFile(
                file=name,
                reason=f"{what}, and LibreOffice cannot read it; it may be damaged or locked with a password",
                remedy=f"Open it, and {_SAVE_AS}",
            ) from fault
    return read_docx(docx, name)


def convert(data: bytes, suffix: str, target: str, *, folder: Path, seconds: float) -> bytes:
    """Convert a document with LibreOffice, in a profile of its own that fetches and runs nothing.

    Args:
        data: The document's bytes.
        suffix: Its format, as in a file name ("doc").
        target: The format wanted, with LibreOffice's filter ("pdf:writer_pdf_Export").
        folder: An empty folder to work in.
        seconds: After which it is given up.

    Raises:
        OSError: LibreOffice is not installed, or made nothing of it.
        TimeoutError: It took longer.
    """
    program = office_program()
    if program is None:
        raise FileNotFoundError(_PROGRAMS[0])
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    source, made = folder / f"letter.{suffix}", folder / "made"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", target, "--outdir", str(made)]
    run_tool([program, profile, *options, str(source)], folder=folder, seconds=seconds)
    return (made / f"letter.{target.partition(':')[0]}").read_bytes()
