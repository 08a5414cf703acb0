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
    with tempfile.TemporaryDirectory(prefix="briefwijzer-office-") as held:
        folder = Path(held)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (folder / f"letter.{suffix}").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--convert-to",
                "docx:Office Open XML Text",
                "--outdir",
                str(folder / "made"),
            ),
            str(folder / f"letter.{suffix}"),
        ]
        made = folder / "made" / "letter.docx"
        try:
            run_tool(command, folder=folder, seconds=SECONDS)
            docx = made.read_bytes()
        except (OSError, TimeoutError) as fault:
            raise UnreadableFile(
                file=name,
                reason=f"{what}, and LibreOffice cannot read it; it may be damaged or locked with a password",
                remedy=f"Open it, and {_SAVE_AS}",
            ) from fault
    return read_docx(docx, name)
