"""letter -> passages: what is searched and cited, cut where the letter itself pauses.

A passage is consecutive blocks of one section and one voice, 60-200 words where the structure allows. It never
crosses a heading or the border between a question and its answer; a long paragraph is cut between sentences; a
table is cut between rows. Letterhead, signature and boilerplate are in none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.sentences import split_sentences
from assistant.vocabulary import NUMBERED_BLOCKS, Block, BlockKind, Letter, LetterHeader, Passage, Voice
from ingest.abbreviations import find_abbreviations, other_forms
from ingest.dutch_dates import dutch_date
from ingest.questions import answered_numbers, asked_numbers, spoken_label
from ingest.transcript import CELL_BORDER

LEAST_WORDS = 60  # a passage below this is joined with its neighbour, if the structure allows
MOST_WORDS = 200  # joining stops here
MOST_TABLE_WORDS = 80  # of rows in one passage: figures stand dense, and a row is quoted by itself
LONGEST_PARAGRAPH = 220  # a longer paragraph is cut between sentences
_WORD = re.compile(r"\S+")
_LEAST_CUT = 25  # words: a sentence or two left over by a cut stays with the piece before
_LOOK_BACK = 1_000  # questions before an answer among which its own are; the longest list has some hundreds
_CONTEXT_QUESTION = 600  # characters of the Member's question in the context line
_OUTSIDE = (BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.BOILERPLATE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block or a part of one, its footnotes included: the smallest thing that passages are made of."""

    start: int
    end: int
    words: int
    blocks: tuple[Block, ...]
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pieces between two borders: one section, one voice, one question."""

    section: tuple[str, ...]
    voice: Voice
    question: str | None
    table: bool
    table_head: str | None
    pieces: tuple[_Piece, ...]


def split_passages(letter: Letter) -> list[Passage]:
    """Split a letter into its passages, in order; each is a span of the letter's text."""
    passages: list[Passage] = []
    known = find_abbreviations(letter.text)
    for stretch in _stretches(letter):
        for run in _runs(stretch.pieces, most=MOST_TABLE_WORDS if stretch.table else MOST_WORDS):
            start, end = run[0].start, run[-1].end
            blocks = tuple(dict.fromkeys(block for piece in run for block in piece.blocks))
            passages.append(
                Passage(
                    letter_id=letter.header.id,
                    ordinal=len(passages),
                    start=start,
                    end=end,
                    text=letter.text[start:end],
                    section=stretch.section,
                    page=blocks[0].page,
                    paragraph=run[0].paragraph,
                    voice=stretch.voice,
                    context=context_line(
                        letter.header,
                        stretch.section,
                        stretch.question,
                        stretch.table_head,
                        forms=other_forms(letter.text[start:end], known),
                    ),
                    question=stretch.question,
                    blocks=blocks,
                )
            )
    return passages


def context_line(
    header: LetterHeader,
    section: Sequence[str],
    question: str | None = None,
    table_head: str | None = None,
    *,
    forms: str | None = None,
) -> str:
    """Return "ministry · date · subject · heading path · question", without what the letter does not state.

    Args:
        header: Of the letter.
        section: The headings above, from the outermost inwards.
        question: The Member's question that is answered.
        table_head: The first row of a table that began in an earlier passage.
        forms: Abbreviations of which the passage holds one form, with the other, as the letter defines them.
    """
    facts = [
        header.ministry,
        dutch_date(header.date) if header.date else None,
        header.subject,
        " > ".join(section),
        question[:_CONTEXT_QUESTION] if question else None,
        forms,
        table_head,
    ]
    return " · ".join(fact for fact in facts if fact)


def _stretches(letter: Letter) -> Iterator[_Stretch]:
    """Walk the blocks; a heading, another voice, another question, a table or the frame ends a stretch."""
    asked = _asked_questions(letter)
    path: list[tuple[int, str]] = []
    held: list[Block] = []
    numbers: dict[int, int] = {}
    paragraph = 0
    for block in letter.blocks:
        if block.kind in NUMBERED_BLOCKS:
            paragraph += 1
        numbers[block.start] = max(paragraph, 1)
        if held and (block.kind in _OUTSIDE or _is_border(held, block)):
            yield _close(letter, held, path, numbers, asked)
            held = []
        if block.kind is BlockKind.HEADING:
            path = [(level, title) for level, title in path if level < block.level]
            path.append((block.level, letter.text[block.start : block.end]))
        elif block.kind not in _OUTSIDE:
            held.append(block)
    if held:
        yield _close(letter, held, path, numbers, asked)


def _is_border(held: Sequence[Block], block: Block) -> bool:
    last = held[-1]
    if (last.voice, last.answers) != (block.voice, block.answers):
        return True
    return block.kind is not BlockKind.FOOTNOTE and _in_table(held) != (block.kind is BlockKind.TABLE_ROW)


def _in_table(held: Sequence[Block]) -> bool:
    last = next((block for block in reversed(held) if block.kind is not BlockKind.FOOTNOTE), None)
    return last is not None and last.kind is BlockKind.TABLE_ROW


def _close(
    letter: Letter,
    held: Sequence[Block],
    path: Sequence[tuple[int, str]],
    numbers: dict[int, int],
    asked: Sequence[_Asked],
) -> _Stretch:
    rows = [block for block in held if block.kind is BlockKind.TABLE_ROW]
    section = tuple(title for _, title in path)
    return _Stretch(
        section=section,
        voice=held[0].voice,
        question=_question_text(asked, held[0], section),
        table=bool(rows),
        table_head=_table_head(letter, rows),
        pieces=tuple(_pieces(letter, held, numbers)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A Member's question: its numbers and the span and text of its blocks."""

    numbers: tuple[str, ...]
    start: int
    end: int
    text: str


def _asked_questions(letter: Letter) -> list[_Asked]:
    """Return the letter's questions in order."""
    asked: list[_Asked] = []
    numbers: tuple[str, ...] = ()
    held: list[Block] = []

    def close() -> None:
        if held:
            text = " ".join(letter.text[block.start : block.end] for block in held)
            asked.append(_Asked(numbers, held[0].start, held[-1].end, text))
            held.clear()

    for block in letter.blocks:
        if block.voice is not Voice.MEMBER or block.kind is BlockKind.HEADING:
            close()
            if block.voice is Voice.MEMBER:
                numbers = asked_numbers(spoken_label(letter.text[block.start : block.end], block.label))
        elif block.kind is not BlockKind.FOOTNOTE:
            held.append(block)
    close()
    return asked


def _question_text(asked: Sequence[_Asked], block: Block, section: Sequence[str]) -> str | None:
    """Return the text of the Member's question that a block answers; of bundled ones, all of them.

    The block's span holds the questions that stand together; the answer's heading ("Antwoord op vraag 3 en 8") names
    those that stand apart as well. Of questions with the same number the last one before the answer is meant.
    """
    if block.answers is None:
        return None
    begin, end = block.answers
    wanted = set(answered_numbers(section[-1])) if section else set()
    found: list[_Asked] = []
    before = bisect_right(asked, block.start, key=lambda question: question.end)
    for question in reversed(asked[:before][-_LOOK_BACK:]):
        if begin <= question.start < end or wanted & set(question.numbers):
            found.append(question)
            wanted -= set(question.numbers)
        elif question.start < begin and not wanted:
            break
    return " ".join(question.text for question in reversed(found)) or None


def _table_head(letter: Letter, rows: Sequence[Block]) -> str | None:
    """Return a table's first row, if it is a head: fewer digits than the rows below it."""
    texts = [letter.text[row.start : row.end] for row in rows]
    if len(texts) < 2:
        return None
    digits = [sum(1 for character in text if character.isdigit()) / max(len(text), 1) for text in texts]
    return texts[0].replace(CELL_BORDER, " | ").strip(" |") if digits[0] <= max(digits[1:]) else None


def _pieces(letter: Letter, held: Sequence[Block], numbers: dict[int, int]) -> Iterator[_Piece]:
    """Give blocks with their footnotes; a paragraph that is too long in several pieces."""
    index = 0
    while index < len(held):
        following = index + 1
        while following < len(held) and held[following].kind is BlockKind.FOOTNOTE:
            following += 1
        yield from _block_pieces(letter, held[index], held[index + 1 : following], numbers)
        index = following


def _block_pieces(letter: Letter, block: Block, notes: Sequence[Block], numbers: dict[int, int]) -> Iterator[_Piece]:
    paragraph = numbers[block.start]
    end = notes[-1].end if notes else block.end
    body_words = len(letter.text[block.start : block.end].split())
    if body_words <= LONGEST_PARAGRAPH:
        words = len(letter.text[block.start : end].split())
        yield _Piece(block.start, end, words, (block, *notes), paragraph)
        return
    cuts = _cuts(letter.text[block.start : block.end])
    spans = [(block.start + start, block.start + stop) for start, stop in cuts]
    for position, (start, stop) in enumerate(spans):
        last = position == len(spans) - 1
        yield _Piece(start, end if last else stop, MOST_WORDS, (block, *(notes if last else ())), paragraph)


def _cuts(text: str) -> list[tuple[int, int]]:
    """Cut a long paragraph between sentences into spans of about equal length, at most about `MOST_WORDS` words."""
    sentences = split_sentences(text, longest=len(text))  # what has no end is cut evenly below
    counts = [len(text[start:end].split()) for start, end in sentences]
    left = sum(counts)
    wanted = left / max(1, -(-left // MOST_WORDS))
    spans: list[tuple[int, int]] = []
    begin, words = 0, 0
    for position, ((start, _), count) in enumerate(zip(sentences, counts, strict=True)):
        if words and words + count / 2 > wanted and left >= _LEAST_CUT:
            spans.append((begin, sentences[position - 1][1]))
            begin, words = start, 0
        words += count
        left -= count
    return [piece for span in (*spans, (begin, len(text))) for piece in _cut_endless(text, span)]


def _cut_endless(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut what has no sentence border for twice the most words (a table read as text) between words."""
    start, end = span
    words = [match.start() + start for match in _WORD.finditer(text[start:end])]
    if len(words) <= 2 * MOST_WORDS:
        return [span]
    starts = words[::MOST_WORDS]
    ends = [start + len(text[start:after].rstrip()) for start, after in pairwise([*starts, end])]
    return list(zip([start, *starts[1:]], ends, strict=True))


def _runs(pieces: Sequence[_Piece], *, most: int) -> list[list[_Piece]]:
    """Join pieces to runs of `LEAST_WORDS` to `most` words; a few words left over go with the run before."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        room = bool(runs) and _words(runs[-1]) + piece.words <= most
        if runs and room and (_words(runs[-1]) < LEAST_WORDS or piece.words < LEAST_WORDS):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return _join_small(runs)


def _join_small(runs: list[list[_Piece]]) -> list[list[_Piece]]:
    joined: list[list[_Piece]] = []
    for run in runs:
        small = bool(joined) and min(_words(run), _words(joined[-1])) < _LEAST_CUT
        if small and _words(run) + _words(joined[-1]) <= LONGEST_PARAGRAPH:
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return joined


def _words(run: Sequence[_Piece]) -> int:
    return sum(piece.words for piece in run)
