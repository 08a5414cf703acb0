"""bytes of a letter file -> letter: the format is known by its content, never by the file's name.

The one table of formats; a new format is a reader and a line here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from assistant.errors import UnreadableFile
from ingest.anatomy import compose_letter
from ingest.text_recognition import ScannedPdf, add_text

if TYPE_CHECKING:
    from assistant.vocabulary import Letter
    from ingest.transcript import FormatReader, Transcript

MAX_BYTES = 100 * 2**20  # of a file; the largest letters, with pictures, have a tenth of it
MAX_TEXT_BYTES = 10 * 2**20  # of a file that is text throughout: three thousand pages
SUFFIXES = (".doc", ".docx", ".html", ".htm", ".odt", ".pdf", ".rtf", ".txt", ".xml")  # what a folder is searched for
# Format -> its module and function; imported when a file of it comes, for each brings its own library.
_READERS = {
    "doc": ("ingest.format_office", "read_doc"),
    "docx": ("ingest.format_docx", "read_docx"),
    "html": ("ingest.format_html", "read_html"),
    "odt": ("ingest.format_odt", "read_odt"),
    "pdf": ("ingest.format_pdf", "read_pdf"),
    "rtf": ("ingest.format_office", "read_rtf"),
    "txt": ("ingest.format_txt", "read_txt"),
    "xml": ("ingest.format_xml", "read_xml"),
}
_FOREIGN = {  # first bytes of files that are no letter this program reads -> (what it is, what to do)
    b"\x89PNG": ("it is a picture", "Give the letter itself, as PDF with text, docx or text"),
    b"\xff\xd8\xff": ("it is a picture", "Give the letter itself, as PDF with text, docx or text"),
    b"GIF8": ("it is a picture", "Give the letter itself, as PDF with text, docx or text"),
    b"II*\x00": ("it is a scanned picture", "Run text recognition (OCR) on it and give the PDF"),
    b"\x7fELF": ("it is a program", "Give a letter"),
    b"MZ\x90": ("it is a program", "Give a letter"),
    b"Rar!": ("it is an archive (rar)", "Unpack it and ingest the files in it"),
    b"7z\xbc\xaf": ("it is an archive (7z)", "Unpack it and ingest the files in it"),
    b"\x1f\x8b": ("it is a compressed file (gzip)", "Unpack it and ingest the file in it"),
}
# Formats that another program has to read first -> seconds that it may take.
_SLOW = {"doc": 100.0, "rtf": 100.0}
_START = 20.0  # seconds for starting it and reading what it made
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Word files and of encrypted new ones


def read_letter(
    data: bytes,
    name: str,
    *,
    url: str | None = None,
    fields: Mapping[str, str] | None = None,
    on_slow: Callable[[float], object] | None = None,
) -> Letter:
    """Read one letter file.

    Args:
        data: The file's bytes.
        name: Its name or path, for messages and as the letter's source.
        url: The letter's official page, where it is known.
        fields: What is known of the letter besides, as `Transcript.fields`; what the file says goes before.
        on_slow: Told the seconds that it may take, when another program has to read the file first.

    Raises:
        UnreadableFile: It cannot be read, with the reason and what to do.
    """
    transcript = read_transcript(data, name, on_slow=on_slow)
    known = replace(transcript, fields={**(fields or {}), **transcript.fields})
    return compose_letter(known, source=name, url=url)


def read_transcript(data: bytes, name: str, *, on_slow: Callable[[float], object] | None = None) -> Transcript:
    """Read the blocks of one letter file with the reader for its format; a scan after its text was recognised.

    Raises:
        UnreadableFile: It cannot be read, with the reason and what to do.
    """
    kind = sniff(data, name)
    tell = on_slow or (lambda _seconds: None)
    if kind in _SLOW:
        tell(_SLOW[kind])
    read = reader_of(kind)
    try:
        return read(data, name)
    except ScannedPdf as scan:
        tell(scan.seconds + _START)
        return read(add_text(data, name, scan), name)


def reader_of(kind: str) -> FormatReader:
    """Return the reader for a format that `sniff` names."""
    module, function = _READERS[kind]
    return cast("FormatReader", getattr(import_module(module), function))


def sniff(data: bytes, name: str) -> str:
    """Return the format of a file: "doc", "docx", "html", "odt", "pdf", "rtf", "txt" or "xml".

    Raises:
        UnreadableFile: It is empty, too large, or of a kind that holds no readable letter.
    """
    if not data.strip():
        raise UnreadableFile(file=name, reason="the file is empty", remedy="Download or save the letter again")
    if len(data) > MAX_BYTES:
        raise too_large(name, len(data), MAX_BYTES)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name)
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    _refuse_foreign(data, name)
    return _sniff_text(data, name)


def _sniff_text(data: bytes, name: str) -> str:
    """Tell the formats apart that are text throughout."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x0c").lower()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(name, len(data), MAX_TEXT_BYTES)
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return "html"
    if start.startswith(b"<?xml") or (start.startswith(b"<") and b"<officiele-publicatie" in start):
        return "xml"
    if start.startswith(b"<") and any(tag in start for tag in (b"<body", b"<head", b"<div", b"<p>", b"<p ")):
        return "html"
    return "txt"


def _sniff_zip(data: bytes, name: str) -> str:
    """Tell the formats apart that are zip archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise UnreadableFile(
            file=name, reason="it is damaged or cut off", remedy="Download it again or save it anew from the program"
        ) from fault
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    if any(entry.startswith(("xl/", "ppt/")) for entry in names):
        raise UnreadableFile(file=name, reason="it is a spreadsheet or presentation", remedy="Give the letter itself")
    raise UnreadableFile(
        file=name,
        reason="it is a zip file without a document in it",
        remedy="If there are letters in it, unpack it and ingest the folder",
    )


def _sniff_ole(data: bytes, name: str) -> str:
    """Tell old Word files from the others that are kept in Microsoft's compound file format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(file=name, reason="it is encrypted", remedy="Save it without a password")
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableFile(
            file=name, reason="it is an old Office file, but no Word document", remedy="Give the letter itself"
        )
    return "doc"


def _refuse_foreign(data: bytes, name: str) -> None:
    for magic, (reason, remedy) in _FOREIGN.items():
        if data.startswith(magic):
            raise UnreadableFile(file=name, reason=reason, remedy=remedy)


def too_large(name: str, size: int, limit: int) -> UnreadableFile:
    """Say that a file has more bytes than are read."""
    return UnreadableFile(
        file=name,
        reason=f"it has {size // 2**20} MB; at most {limit // 2**20} MB are read",
        remedy="Check what this file is; a letter is far smaller",
    )
