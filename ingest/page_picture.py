"""a letter's PDF and a page number -> the page as a picture, drawn in a process of its own with a limit on time.

Run as a program it reads a PDF from standard input and writes the picture to standard output.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant import errors
from assistant.ledger import Source
from ingest.documents import Document

SCALE = 1.6  # pixels a point: text of a letter is easily read, and a page has about a megapixel
_SECONDS = 20
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as PNG, with its size in points."""

    png: bytes
    width: float
    height: float


def draw_page(source: Source, page: int) -> PagePicture:
    """Draw a page of the PDF that a letter was read from.

    Only the very file that was read is drawn: one that was changed or replaced since has another hash.

    Args:
        source: The file, as the library knows it.
        page: 1-based.

    Raises:
        UnreadableFile: The file is gone or is another one now, or cannot be drawn.
    """
    path, _, member = source.path.partition("!")
    data = Document(Path(path), member or None).read()
    if hashlib.sha256(data).hexdigest() != source.file_hash:
        raise errors.UnreadableFile(file=path, reason="it was changed since", remedy="Ingest it again")
    png = _draw(data, page)
    width, height = (int.from_bytes(png[at : at + 4], "big") / SCALE for at in (16, 20))  # PNG, section 11.2.2
    return PagePicture(png, width, height)


def _draw(data: bytes, page: int) -> bytes:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
    try:
        run = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "ingest.page_picture", str(page)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise errors.UnreadableFile(
            file=f"page {page}", reason=f"drawing it took longer than {_SECONDS} seconds", remedy="Open the file itself"
        ) from fault
    if not run.stdout.startswith(_PNG):
        raise errors.UnreadableFile(file=f"page {page}", reason="it cannot be drawn", remedy="Open the file itself")
    return run.stdout


def main() -> None:
    """Draw one page."""
    from ingest.format_pdf import render_page

    try:
        picture = render_page(sys.stdin.buffer.read(), int(sys.argv[1]), SCALE)
    except errors.UnreadableFile:
        sys.exit(1)
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
