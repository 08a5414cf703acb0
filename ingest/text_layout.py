"""lines of a text file -> blocks: which lines make a paragraph, by the way the file was written.

Four ways occur: a paragraph a line (dumps of docx files), lines wrapped at a width with blank lines between
paragraphs, a sentence a line, and everything on one line (`ingest.run_on_text` takes that apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ingest.run_on_text import Span, group_sentences, split_run_on, take_glued_apart
from ingest.transcript import RawBlock

_RUN_ON_LENGTH = 1500  # characters a line on average, over all lines: no paragraphs were kept
_WRAP_WIDTH = range(40, 121)  # where programs wrap lines
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]\ue0f1]*\s*$")
_INNER_END = re.compile(r"[a-zà-ÿ)]{2}[.!?]\s+[A-Z][a-zà-ÿ]+ ")
_LIST_MARK = re.compile(r"^\s*(?:[•·▪◦‣*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
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
    groups = [list(group) for blank, group in groupby(lines, key=lambda line: not line.text.strip()) if not blank]
    if _is_wrapped(groups):
        return [block for group in groups for block in _unwrap(group)]
    return [
        RawBlock(text=line.text, page=line.page, level=1 if position == 0 else 2)
        for group in groups
        for position, line in enumerate(group)
    ]


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
    for page, group in groupby(lines, key=lambda line: line.page):
        text = "\n".join(line.text for line in group)
        run: list[Span] = []
        for line in re.finditer(r"[^\n]+", text):
            pieces = take_glued_apart(text, line.span())
            if len(pieces) > 1 and run and text[run[-1][1] - 1] == ":":  # "Fiche 1:" and its title
                pieces[0] = (run.pop()[0], pieces[0][1])
            if len(pieces) > 1:
                blocks += _paragraphs(text, run, page)
                run = []
            blocks += [RawBlock(text=text[slice(*piece)], page=page) for piece in pieces[:-1]]
            run += pieces[-1:]
        blocks += _paragraphs(text, run, page)
    return blocks


def _paragraphs(text: str, sentences: list[Span], page: int | None) -> list[RawBlock]:
    return [RawBlock(text=text[slice(*span)], page=page) for span in group_sentences(text, sentences)]


def _is_wrapped(groups: list[list[TextLine]]) -> bool:
    """Most lines inside groups reach a common width and do not end where a sentence ends."""
    inner = [line.text.rstrip() for group in groups for line in group[:-1]]
    if len(inner) < 4 or len(groups) < 2:
        return False
    longest = max(len(line) for line in inner)
    long_lines = [line for line in inner if len(line) > 0.6 * longest]
    open_ended = [line for line in long_lines if not _SENTENCE_END.search(line)]
    return longest in _WRAP_WIDTH and len(long_lines) >= 0.5 * len(inner) and len(open_ended) >= 0.6 * len(long_lines)


def _unwrap(group: list[TextLine]) -> list[RawBlock]:
    """Join the lines of one paragraph; a list mark or a short line begins or ends one of its own."""
    widest = max(len(line.text.rstrip()) for line in group)
    blocks: list[RawBlock] = []
    text, page, level = "", group[0].page, 1
    previous = 0
    for line in group:
        stripped = line.text.strip()
        starts = not text or _LIST_MARK.match(line.text) or (previous < 0.5 * widest and stripped[:1].isupper())
        if starts and text:
            blocks.append(RawBlock(text=text, page=page, level=level))
            text, level = "", 2
        if not text:
            text, page = stripped, line.page
        elif _WORD_BREAK.search(text) and stripped[:1].islower():
            text = text[:-1] + stripped
        else:
            text = f"{text} {stripped}"
        previous = len(line.text.rstrip())
    blocks.append(RawBlock(text=text, page=page, level=level))
    return blocks
