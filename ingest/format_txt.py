"""bytes of a text file -> transcript: a dump of a docx, paragraphs, wrapped lines, a sentence a line, or one line.

What a dump leaves behind (page marks, picture and bookmark names, note marks in brackets) is taken out here; how the
lines make paragraphs is decided by `ingest.text_layout`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.errors import UnreadableFile
from assistant.vocabulary import BlockKind
from ingest.clean_text import clean_block, has_letters, note_sentinel, strip_sentinels
from ingest.text_columns import set_columns_apart
from ingest.text_layout import TextLine, lay_out
from ingest.transcript import RawBlock, Transcript

_BINARY_SHARE = 0.02  # of control characters; text has none but tabs, line ends and form feeds
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What dumps of docx files leave in the text.
_IMAGE = re.compile(r"\[image: ?[^\]\n]*\]")
_BOOKMARK = re.compile(r"\[bookmark(?:Start|End)?: ?[^\]\n]*\]")
_IMAGE_NAME = re.compile(r"^\s*image\d+\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg)\s*$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[(?:foot|end)noteRef:(\d{1,3})\]")
_NOTE_TEXT = re.compile(r"[ \t]*\[(\d{1,3}):\s((?:[^\[\]]|\[[^\[\]]*\]){1,4000})\]")
_LONGEST_BLANK = 100  # a run-on text's gaps have ten; patterns that look for them would go through longer ones in vain
_LONG_BLANK = re.compile(rf"[^\S\n\f]{{{_LONGEST_BLANK},}}")
_LONG_BREAK = re.compile(r"\n{4,}")
_PAGE_MARK = re.compile(
    r"^\s*(?:-\s*)?(?:pagina|blad|p\.)\s*(\d{1,4})\s*(?:van|/)\s*(\d{1,4})(?:\s*-)?\s*$", re.IGNORECASE
)
_PAGE_TEXT = 200  # characters between two page marks, at least, if they stand at page borders


def read_txt(data: bytes, name: str) -> Transcript:
    """Read a text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Raises:
        UnreadableFile: It is binary, or holds no letters.
    """
    text = _LONG_BLANK.sub(" " * _LONGEST_BLANK, strip_sentinels(_decode(data, name)))
    text = _LONG_BREAK.sub("\n\n\n", text)
    if not has_letters(text):
        raise UnreadableFile(file=name, reason="there is no text in it", remedy="Check that this is the letter itself")
    text, notes = _take_notes(_BOOKMARK.sub("", _IMAGE.sub("", text)))
    lines, page_count = _number_pages(text)
    blocks = lay_out([line for line in set_columns_apart(lines) if not _IMAGE_NAME.match(line.text)])
    if page_count is None:  # pages that the lay-out saw in the text itself, such as "2/9"
        page_count = max((block.page for block in blocks if block.page), default=None)
    return Transcript(blocks=(*map(_clean, blocks), *notes), page_count=page_count)


def _clean(block: RawBlock) -> RawBlock:
    text, marks = clean_block(block.text)
    return replace(block, text=text, marks=marks)


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    damaged = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if damaged > _BINARY_SHARE * len(text):
        raise UnreadableFile(
            file=name,
            reason="it is not text: too many characters in it mean nothing",
            remedy="Give the letter as docx, PDF, odt, XML, HTML or plain text",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _take_notes(text: str) -> tuple[str, list[RawBlock]]:
    """Take note texts "[1: ...]" out, and turn the marks "[footnoteRef:1]" into sentinels.

    Only a bracket whose number some mark refers to is a note; other brackets are the letter's own.
    """
    known = set(_NOTE_MARK.findall(text))
    notes: list[RawBlock] = []

    def take(found: re.Match[str]) -> str:
        if found.group(1) not in known:
            return found.group(0)
        body, _ = clean_block(found.group(2))
        if has_letters(body) or body:
            notes.append(RawBlock(text=body, kind=BlockKind.FOOTNOTE, label=found.group(1)))
        return ""

    text = _NOTE_TEXT.sub(take, text)
    return _NOTE_MARK.sub(lambda found: note_sentinel(found.group(1)), text), notes


def _number_pages(text: str) -> tuple[list[TextLine], int | None]:
    """Split into lines without page marks; lines know their page where form feeds or page marks show it."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    lines: list[TextLine] = []
    marks: list[tuple[int, int]] = []  # (number of lines before the mark, page number on it)
    total = 0
    for number, page in enumerate(pages, start=1):
        for line in page.split("\n"):
            if mark := _PAGE_MARK.match(line):
                marks.append((len(lines), int(mark.group(1))))
                total = max(total, int(mark.group(2)))
            else:
                lines.append(TextLine(line, page=number if len(pages) > 1 else None))
    if len(pages) > 1:
        return lines, len(pages)
    if total and _marks_are_borders(lines, marks):
        lines = _pages_from_marks(lines, marks)
    return lines, total or None


def _marks_are_borders(lines: list[TextLine], marks: list[tuple[int, int]]) -> bool:
    """Return whether page marks stand where pages end or begin, and not heaped up by a dump."""
    if len(marks) < 2:
        return False
    pairs = list(pairwise(marks))
    return all(
        later[1] == earlier[1] + 1 and sum(len(line.text) for line in lines[earlier[0] : later[0]]) >= _PAGE_TEXT
        for earlier, later in pairs
    )


def _pages_from_marks(lines: list[TextLine], marks: list[tuple[int, int]]) -> list[TextLine]:
    before = sum(len(line.text.strip()) for line in lines[: marks[0][0]])
    at_head = before < _PAGE_TEXT
    numbered: list[TextLine] = []
    for index, line in enumerate(lines):
        if at_head:
            page = next((number for place, number in reversed(marks) if place <= index), marks[0][1])
        else:
            page = next((number for place, number in marks if place > index), marks[-1][1] + 1)
        numbered.append(replace(line, page=page))
    return numbered
