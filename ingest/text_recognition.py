"""bytes of a scanned PDF -> the PDF with a text layer, through ocrmypdf with Dutch where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import UnreadableFile
from ingest.outside_tool import run_tool

_SECONDS, _SECONDS_A_PAGE, _MOST_SECONDS = 30.0, 10.0, 600.0  # a page takes one to three
_BY_HAND = "ocrmypdf --language nld IN.pdf OUT.pdf"
_SCAN = "the PDF holds no text; it is a scan or a picture"


class ScannedPdf(UnreadableFile):
    """A PDF of pictures: its text has to be recognised before it can be read."""

    def __init__(self, name: str, pages: int) -> None:
        self.seconds = min(_SECONDS + pages * _SECONDS_A_PAGE, _MOST_SECONDS)  # that recognition may take
        super().__init__(
            file=name,
            reason=_SCAN,
            remedy="Install ocrmypdf and Tesseract's Dutch (on Debian: apt install ocrmypdf tesseract-ocr-nld) and "
            f"ingest it again, or add a text layer yourself with: {_BY_HAND}",
        )


def recogniser() -> str | None:
    """Return the path of ocrmypdf, or None if it is not installed or has no Dutch."""
    program, tesseract = shutil.which("ocrmypdf"), shutil.which("tesseract")
    if program is None or tesseract is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 - nothing in the command comes from a file
            [tesseract, "--list-langs"], capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if "nld" in listed.stdout.split() else None


def add_text(data: bytes, name: str, scan: ScannedPdf) -> bytes:
    """Recognise the text of a scanned PDF.

    Args:
        data: The PDF.
        name: Its name, for messages.
        scan: What the reader said of it.

    Raises:
        ScannedPdf: What this needs is not installed.
        UnreadableFile: The recogniser failed, or took longer than `scan.seconds`.
    """
    program = recogniser()
    if program is None:
        raise scan
    with tempfile.TemporaryDirectory(prefix="briefwijzer-scan-") as held:
        folder = Path(held)
        (folder / "scan.pdf").write_bytes(data)
        options = ("--language", "nld", "--skip-text", "--output-type", "pdf", "--optimize", "0", "--jobs", "1")
        try:
            run_tool(
                [program, *options, "--quiet", "scan.pdf", "read.pdf"],
                folder=folder,
                seconds=scan.seconds,
                settings={"OMP_THREAD_LIMIT": "1"},
            )
            return (folder / "read.pdf").read_bytes()
        except (OSError, TimeoutError) as fault:
            raise UnreadableFile(
                file=name, reason=f"{_SCAN}, and its text could not be recognised", remedy=f"Try it with: {_BY_HAND}"
            ) from fault
