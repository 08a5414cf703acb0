"""lines of a text file -> blocks: which lines make a paragraph, by the way the file was written.

Four ways occur: a paragraph a line (dumps of docx files), lines wrapped at a width with blank lines between
paragraphs, a sentence a line, and everything on one line (`ingest.run_on_text` takes that apart).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.vocabulary import BlockKind
from ingest.glued_lines import glued_heading, glued_note
from ingest.letter_frame import SALUTATION, text_has_begun
from ingest.run_on_text import Span, group_sentences, split_run_on, take_glued_apart
from ingest.text_tables import find_rows
from ingest.transcript import RawBlock

_RUN_ON_LENGTH = 1500  # characters a line on average, over all lines: no paragraphs were kept
_WRAP_WIDTH = range(40, 121)  # where programs wrap lines
_WITHIN_WIDTH = 0.97  # of the lines of a wrapped file; an address that cannot be broken may stand out
_LEAST_WRAPPED = 6  # lines; with fewer there is no width to be seen
_ROOM, _ROOM_AFTER_SENTENCE = 0.8, 0.88  # of the width: in a proportional type the lines of one width differ in length
_NOTES_LOST = 4  # footnotes in a row that an extraction may have lost, and one
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]\ue0f1]*\s*$")
_INNER_END = re.compile(r"[a-zà-ÿ)]{2}[.!?]\s+[A-Z][a-zà-ÿ]+ ")
_LIST_MARK = re.compile(r"^\s*(?:[•·▪◦‣*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_OPENS_TITLE = re.compile(r":$|^(?:\d{1,2}|[a-z])[.)]$")
_LABEL = re.compile(r"(?:datum|betreft|onderwerp|(?:ons |uw |onze )?(?:kenmerk|referentie)|bijlagen?)\s*:", re.I)
_WORD_BREAK = re.compile(r"[a-zà-ÿ]{2}-$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file, and its page where that is known."""

    text: str
    page: int | None = None


def lay_out(lines: list[TextLine]) -> list[RawBlock]:
    """Make blocks of lines.

    A block's `level`, where it is not a list item, is a hint for the case that it is a heading: 1 when a blank line
    stands before it, 2 when it follows the line before directly.
    """
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return []
    if sum(len(line.text) for line in filled) / len(filled) > _RUN_ON_LENGTH:
        return [block for line in filled for block in split_run_on(line.text, line.page)]
    if _is_sentence_a_line(lines, filled):
        return _join_sentences(filled)
    width = _wrap_width(filled, lines)
    blocks: list[RawBlock] = []
    begun = False  # rows of a letterhead are no table
    for group in _groups(lines):
        blocks += _lay_out_group(group, width, begun=begun)
        begun = begun or text_has_begun(blocks[-len(group) :])
    return blocks


def _groups(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Give the lines between blank ones; a salutation ends a group, for a table may follow it directly."""
    for blank, group in groupby(lines, key=lambda line: not line.text.strip()):
        held = [] if blank else list(group)
        end = next((index for index, line in enumerate(held) if SALUTATION.match(line.text.strip())), None)
        if end is not None:
            yield held[: end + 1]
            held = held[end + 1 :]
        if held:
            yield held


def _lay_out_group(group: list[TextLine], width: int | None, *, begun: bool) -> list[RawBlock]:
    """Make blocks of lines between blank ones; `width` is where the file wraps its lines, if it does."""
    rows = find_rows([line.text for line in group]) if begun else {}
    blocks: list[RawBlock] = []
    for in_table, part in groupby(enumerate(group), key=lambda numbered: numbered[0] in rows):
        numbered = list(part)
        if in_table:
            found = [(rows[index], line.page) for index, line in numbered]
            blocks += [RawBlock(text=row, kind=BlockKind.TABLE_ROW, page=page) for row, page in found if row]
        elif width is None:
            blocks += [
                RawBlock(text=line.text, page=line.page, level=1 if index == 0 else 2) for index, line in numbered
            ]
        else:
            blocks += _unwrap([line for _, line in numbered], width)
    return blocks


def _is_sentence_a_line(lines: list[TextLine], filled: list[TextLine]) -> bool:
    """No blank lines, nearly every line ends as a sentence does, and hardly one holds two sentences."""
    blank = len(lines) - len(filled) - 1  # the file's last line end is none
    if blank > 0.05 * len(filled) or len(filled) < 2:
        return False
    ended = sum(1 for line in filled[:-1] if _SENTENCE_END.search(line.text))
    double = sum(1 for line in filled[1:-1] if _INNER_END.search(line.text))
    return ended >= 0.8 * (len(filled) - 1) and double <= 0.2 * len(filled)


def _join_sentences(lines: list[TextLine]) -> list[RawBlock]:
    """Make paragraphs of sentences; the first and last lines also hold the letterhead and the signature."""
    blocks: list[RawBlock] = []
    last_note = 0
    for page, group in groupby(lines, key=lambda line: line.page):
        text, notes = _take_notes([line.text for line in group], last_note)
        last_note = max([last_note, *(int(note.label) for _, note in notes)])
        run: list[Span] = []
        for line in re.finditer(r"[^\n]+", text):
            pieces = [piece for part in take_glued_apart(text, line.span()) for piece in _heading_apart(text, part)]
            if len(pieces) > 1 and run and _OPENS_TITLE.search(text[slice(*run[-1])]):  # "Fiche 1:", "2." and a title
                pieces[0] = (run.pop()[0], pieces[0][1])
            if len(pieces) > 1:
                blocks += _paragraphs(text, run, page, notes)
                run = []
                blocks += [RawBlock(text=text[slice(*piece)], page=page) for piece in pieces[:-1]]
            run += pieces[-1:]
        blocks += _paragraphs(text, run, page, notes)
        blocks += [RawBlock(note.text, BlockKind.FOOTNOTE, page, label=note.label) for _, note in notes]
    return blocks


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote that stood among the sentences."""

    label: str
    text: str


def _take_notes(lines: list[str], last: int) -> tuple[str, list[tuple[int, _Note]]]:
    """Set lines behind each other without the footnotes among them; each of those with the offset where it stood."""
    text, notes = "", []
    for line in lines:
        rest = line
        if found := glued_note(line, range(last + 1, last + _NOTES_LOST)):
            label, start, end = found
            last = int(label)
            notes.append((len(text), _Note(label, line[start:end])))
            rest = line[end:].lstrip(". ")
        if rest:
            text += ("\n" if text else "") + rest
    return text, notes


def _heading_apart(text: str, span: Span) -> list[Span]:
    start, end = span
    cut = glued_heading(text[start:end])
    return [(start, start + len(text[start : start + cut].rstrip())), (start + cut, end)] if cut else [span]


def _paragraphs(text: str, sentences: list[Span], page: int | None, notes: list[tuple[int, _Note]]) -> list[RawBlock]:
    """Make paragraphs of sentences, each with the footnotes that stood in it, which leave `notes`."""
    blocks: list[RawBlock] = []
    for span in group_sentences(text, sentences):
        blocks.append(RawBlock(text=text[slice(*span)], page=page))
        while notes and notes[0][0] <= span[1]:
            _, note = notes.pop(0)
            blocks.append(RawBlock(note.text, BlockKind.FOOTNOTE, page, label=note.label))
    return blocks


def _wrap_width(filled: list[TextLine], lines: list[TextLine]) -> int | None:
    """The width at which the file's lines are wrapped; None if a line is a paragraph.

    Most lines come near a common width that hardly any exceeds, and most of these do not end where a sentence ends.
    In a short letter the lines of the letterhead outnumber those of the text; there the lines below the salutation
    that another follows directly are asked.
    """
    lengths = sorted(len(line.text.rstrip()) for line in filled)
    width = lengths[int(_WITHIN_WIDTH * (len(lengths) - 1))]
    if len(filled) < _LEAST_WRAPPED or width not in _WRAP_WIDTH or lengths[-1] > 2 * width:
        return None
    inner = _inner_lines(lines)
    asked = (filled, inner) if len(inner) >= _LEAST_WRAPPED - 1 else (filled,)
    return width if any(_come_near(some, width) for some in asked) else None


def _come_near(lines: list[TextLine], width: int) -> bool:
    """Return whether most lines come near a width, and most of these do not end where a sentence ends."""
    long_lines = [line for line in lines if len(line.text.rstrip()) > 0.6 * width]
    open_ended = [line for line in long_lines if not _SENTENCE_END.search(line.text)]
    return len(long_lines) >= 0.5 * len(lines) and len(open_ended) >= 0.6 * len(long_lines)


def _inner_lines(lines: list[TextLine]) -> list[TextLine]:
    """The lines below the salutation that another line follows without a blank one between."""
    texts = [line.text.strip() for line in lines]
    start = next((index + 1 for index, text in enumerate(texts) if SALUTATION.match(text)), len(texts))
    return [lines[index] for index in range(start, len(texts) - 1) if texts[index] and texts[index + 1]]


def _unwrap(group: list[TextLine], width: int) -> list[RawBlock]:
    """Join the lines of one paragraph; a list mark, a label or the line after one ended early begins a block."""
    blocks: list[RawBlock] = []
    pieces: list[str] = []
    page, level, before = group[0].page, 1, ""

    def close() -> None:
        if pieces:
            blocks.append(RawBlock(text=_joined(pieces), page=page, level=level))
            pieces.clear()

    for line in group:
        stripped = line.text.strip()
        if not pieces or _LIST_MARK.match(line.text) or _LABEL.match(stripped) or _ended_early(before, stripped, width):
            level = 2 if blocks or pieces else 1
            close()
            page = line.page
        pieces.append(stripped)
        before = line.text.rstrip()
    close()
    return blocks


def _ended_early(before: str, following: str, width: int) -> bool:
    """Return whether a line stopped where the next word would still have fitted, and a new beginning follows it."""
    if not (following[:1].isupper() or following[:1].isdigit()):
        return False
    needed = len(before) + 1 + len(following.split(maxsplit=1)[0])
    return needed <= (_ROOM_AFTER_SENTENCE if _SENTENCE_END.search(before) else _ROOM) * width


def _joined(pieces: list[str]) -> str:
    """Join lines with blanks; a word broken over two lines is whole again."""
    text = [pieces[0]]
    for piece in pieces[1:]:
        if _WORD_BREAK.search(text[-1]) and piece[:1].islower():
            text[-1] = text[-1][:-1]
        else:
            text.append(" ")
        text.append(piece)
    return "".join(text)
