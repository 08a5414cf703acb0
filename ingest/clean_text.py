"""characters as a file holds them -> clean text of one block, and the note marks taken out of it.

A reader writes a note mark into its running text with `note_sentinel(label)`; `clean_block` collapses white space,
drops what is not text (soft hyphens, control characters) and turns each sentinel into a `NoteMark` at the right offset.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.transcript import CELL_BORDER, NoteMark

# Private-use characters around a note's label; `strip_sentinels` keeps them out of a file's own text.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_CELL_SENTINEL = "\ue0f2"  # stands for a border between table cells, which is white space, until the text is clean
_SENTINEL = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
# Soft hyphen, zero-width characters, byte order mark, direction marks: shown by no one, and they break words apart.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
# Control characters other than white space; lone surrogates cannot be written as UTF-8.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")


def note_sentinel(label: str) -> str:
    """Return the characters that stand for a note mark until `clean_block` takes them out."""
    return f"{_OPEN}{label.replace(_CLOSE, '')}{_CLOSE}"


def with_sentinels(text: str, marks: Sequence[NoteMark]) -> str:
    """Write note marks back into a clean text, for a block that becomes part of another."""
    for mark in sorted(marks, key=lambda mark: mark.offset, reverse=True):
        text = text[: mark.offset] + note_sentinel(mark.label) + text[mark.offset :]
    return text


def strip_sentinels(text: str) -> str:
    """Remove sentinel characters that the file itself holds, so that none is taken for a note mark."""
    return text.replace(_OPEN, "").replace(_CLOSE, "").replace(_CELL_SENTINEL, "")


def join_cells(cells: Sequence[str]) -> str:
    """Join the clean texts of a table row's cells, so that `clean_text` and `clean_block` keep the borders."""
    return _CELL_SENTINEL.join(cells)


def clean_text(text: str) -> str:
    """Collapse every run of white space to one blank, drop invisible characters; all other characters stay."""
    collapsed = _BLANKS.sub(" ", _NOT_TEXT.sub("", _INVISIBLE.sub("", text))).strip()
    return collapsed.replace(_CELL_SENTINEL, CELL_BORDER)


def clean_block(text: str) -> tuple[str, tuple[NoteMark, ...]]:
    """Clean a block's text and take its note marks out.

    Returns:
        The text, and its marks in order; a mark's offset counts in that text.
    """
    cleaned = ""
    marks: list[NoteMark] = []
    position = 0
    for found in _SENTINEL.finditer(text):
        cleaned = _append(cleaned, text[position : found.start()])
        marks.append(NoteMark(len(cleaned), found.group(1)))
        position = found.end()
    cleaned = _append(cleaned, text[position:])
    stripped = cleaned.rstrip().replace(_CELL_SENTINEL, CELL_BORDER)
    return stripped, tuple(NoteMark(min(mark.offset, len(stripped)), mark.label) for mark in marks)


def _append(before: str, piece: str) -> str:
    """Put a cleaned piece behind text that is clean already, with at most one blank between them."""
    joined = _BLANKS.sub(" ", _NOT_TEXT.sub("", _INVISIBLE.sub("", piece)))
    if not before or before.endswith(" "):
        joined = joined.lstrip()
    return before + joined


def has_letters(text: str) -> bool:
    """Return whether the text holds at least one letter of some alphabet."""
    return _LETTER.search(text) is not None
