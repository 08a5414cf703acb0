"""letter -> its figures, each with what it measures and its period.

What a figure measures is said by the words around it: in a table the row's label and the column's heading, elsewhere
its clause, with a "…" where it stands itself. Of a table that lost its columns the words before a row of numbers are its
label, and which of these it is stands behind it: "Herstel Groningen (2/5)".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.analyser import STOP_WORDS, fold, tokenize
from assistant.directions import clause_of
from assistant.figure_match import DATES
from assistant.figure_patterns import MEASURES, SCALES, YEAR
from assistant.figures import find_figures, singles_out
from assistant.relative_dates import resolve_dates
from assistant.sentences import split_sentences
from assistant.vocabulary import NUMBERED_BLOCKS, Block, BlockKind, Figure, Letter, LetterHeader, Unit, Voice

_INDEXED = (*NUMBERED_BLOCKS, BlockKind.FOOTNOTE)
_WORDS_AROUND = 8  # of a clause, kept on each side of a figure
_FEWEST_WORDS = 3  # content words of a clause; with fewer the sentence says what is measured
_LOST_TABLE = 3  # numbers side by side from which they are a row of a table that lost its columns
_SCALE = re.compile(r"\b(miljard|mld|miljoen(?:en)?|mln|duizend)\b|(?<!\d)1[. ]000\b", re.IGNORECASE)
_EUROS = re.compile(r"€|\beuro", re.IGNORECASE)
_PERCENTS = re.compile(r"%|\bprocent|\bpercentage|\baandeel", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?:\s[\w-]+){0,2}\s(?:een jaar (?:eerder|ervoor|daarvoor)|het jaar (?:ervoor|daarvoor))\b")
_BLANK = re.compile(r"[\s|;–-]*")


class Mark(StrEnum):
    """What a later or another letter does to a figure."""

    REVISED = "revised"  # a later letter gives another value for the same measure and period
    CONTRADICTED = "contradicted"  # a letter of the same day does


@dataclass(frozen=True, slots=True)
class IndexedFigure:
    """A figure with its place in the letter, what it measures and the period it is of; offsets into the letter."""

    figure: Figure
    measure: str
    period: str | None  # "2025", "2024-2025", "2025-03-31"
    page: int | None
    paragraph: int  # 1-based, as citations count them
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of the library with its letter and quote, and how other letters stand to it."""

    indexed: IndexedFigure
    header: LetterHeader
    quote: str
    series: int = 0  # figures with the same number are of one measure; 0 for a figure that stands alone
    mark: Mark | None = None


def index_figures(letter: Letter) -> list[IndexedFigure]:
    """Index the figures of a letter, in order; dates and years are periods of other figures, and none themselves.

    Text of a Member's question is left out: its figures are not the minister's.
    """
    found: list[IndexedFigure] = []
    header: tuple[str, ...] = ()
    intro, paragraph, previous = "", 0, BlockKind.HEADING
    for block in letter.blocks:
        paragraph += block.kind in NUMBERED_BLOCKS
        text = letter.text[block.start : block.end]
        if block.kind is BlockKind.TABLE_ROW:
            if previous is not BlockKind.TABLE_ROW:
                header = tuple(text.split("\t"))
            if block.voice is not Voice.MEMBER and tuple(text.split("\t")) != header:
                found += _of_row(letter, block, header, intro, paragraph)
        elif block.kind in _INDEXED and block.voice is not Voice.MEMBER:
            found += _of_text(letter, block, text, paragraph)
        if block.kind is not BlockKind.TABLE_ROW:
            intro = text if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} else intro
        previous = block.kind
    return found


def _of_text(letter: Letter, block: Block, text: str, paragraph: int) -> Iterator[IndexedFigure]:
    for start, end in split_sentences(text):
        sentence = text[start:end]
        figures = find_figures(sentence)
        for figure in figures:
            if figure.unit in DATES or singles_out(figure, sentence):
                continue
            at = block.start + start
            yield IndexedFigure(
                figure=replace(figure, start=figure.start + at, end=figure.end + at),
                measure=_measure_in_row(sentence, figure, figures) or _measure(sentence, figure),
                period=_period(sentence, figure, figures, letter.header.date),
                page=block.page,
                paragraph=paragraph,
                sentence=(at, block.start + end),
            )


def _of_row(letter: Letter, block: Block, header: Sequence[str], intro: str, paragraph: int) -> Iterator[IndexedFigure]:
    """The figures of a table row: their measure is the row's label and the column's heading, their scale the table's."""
    text = letter.text[block.start : block.end]
    at = 0
    cells = text.split("\t")
    for column, cell in enumerate(cells):
        heading = header[column] if column < len(header) else ""
        for figure in find_figures(cell) if column else []:
            if figure.unit in DATES:
                continue
            start = block.start + at
            around = f"{heading} {cells[0]}"
            years = YEAR.findall(heading) or YEAR.findall(cells[0]) or YEAR.findall(intro)
            yield IndexedFigure(
                figure=replace(_in_table(figure, around, intro), start=figure.start + start, end=figure.end + start),
                measure=", ".join(filter(None, (" ".join(cells[0].split()), " ".join(YEAR.sub("", heading).split())))),
                period=years[-1] if years else None,
                page=block.page,
                paragraph=paragraph,
                sentence=(block.start, block.end),
            )
        at += len(cell) + 1


def _in_table(figure: Figure, around: str, intro: str) -> Figure:
    """A bare number with the unit and scale that its column, row or table states ("x € 1 mln.")."""
    if figure.unit is not Unit.COUNT:
        return figure
    if _PERCENTS.search(around):
        return replace(figure, unit=Unit.PERCENT, unit_text="")
    said = around if _EUROS.search(around) or _SCALE.search(around) else intro[-200:]
    if not _EUROS.search(said):
        return figure
    scale = _SCALE.search(said)
    word = scale.group().lower().removesuffix("en") if scale else ""
    factor = SCALES.get(word, SCALES["duizend"]) if word else 1
    return replace(figure, unit=Unit.EUR, unit_text="", value=figure.value * factor)


def _measure_in_row(sentence: str, figure: Figure, figures: Sequence[Figure]) -> str | None:
    """The label of a row of numbers that stand side by side, and which of them a figure is; None in running text."""
    at = next(place for place, one in enumerate(figures) if one.start == figure.start)
    first, last = at, at
    while first and _BLANK.fullmatch(sentence[figures[first - 1].end : figures[first].start]):
        first -= 1
    while last + 1 < len(figures) and _BLANK.fullmatch(sentence[figures[last].end : figures[last + 1].start]):
        last += 1
    if last - first + 1 < _LOST_TABLE:
        return None
    label = sentence[figures[first - 1].end if first else 0 : figures[first].start]
    words = " ".join(label.split()[-_WORDS_AROUND:]).strip(" .,;:()-–")
    return f"{words or '…'} ({at - first + 1}/{last - first + 1})"


def _measure(sentence: str, figure: Figure) -> str:
    """A figure's clause with "…" in its place; the sentence's where the clause says hardly anything."""
    clause = clause_of(sentence, figure.start, figure.end)
    at = sentence.find(clause)
    if _says_little(clause):
        clause, at = sentence, 0
    before, after = clause[: figure.start - at], clause[figure.end - at :]
    qualified = figure.qualifier if figure.qualifier and before.rstrip().lower().endswith(figure.qualifier) else ""
    before = before.rstrip()[: len(before.rstrip()) - len(qualified)]
    return " ".join([*before.split()[-_WORDS_AROUND:], "…", *after.split()[:_WORDS_AROUND]]).strip(" .,;:()")


@functools.lru_cache(maxsize=64)  # the figures of one sentence ask this one after the other
def _says_little(clause: str) -> bool:
    return len(content_words(clause)) < _FEWEST_WORDS


def content_words(text: str) -> list[str]:
    """The content words of a text: no figures, no units, no words that stand everywhere."""
    words = [token.text for token in tokenize(text) if token.terms and not token.text[0].isdigit()]
    return [
        word
        for word in words
        if fold(word) not in STOP_WORDS and fold(word) not in SCALES and fold(word) not in MEASURES
    ]


def _period(sentence: str, figure: Figure, figures: Sequence[Figure], written: date | None) -> str | None:
    """The nearest date of the sentence, or what "dit jaar" means there; None if it says none."""
    dates = [
        (abs(one.start - figure.start), _say_date(one)) for one in figures if one.unit in DATES and _says_year(one)
    ]
    dates += [(abs(one.start - figure.start), one.means) for one in resolve_dates(sentence, written)]
    nearest = min(dates)[1] if dates else None
    if nearest is not None and nearest.isdigit() and _YEAR_BEFORE.match(sentence, figure.end):
        return str(int(nearest) - 1)
    return nearest


def _says_year(figure: Figure) -> bool:
    return figure.unit is Unit.YEAR or figure.value >= 10_000


def _say_date(figure: Figure) -> str:
    if figure.unit is Unit.YEAR:
        return f"{figure.value:f}" if figure.upper is None else f"{figure.value:f}-{figure.upper:f}"
    value = int(figure.value)
    parts = (f"{value // 10_000}", f"{value // 100 % 100:02}", f"{value % 100:02}")
    return "-".join(part for part in parts if part != "00")
