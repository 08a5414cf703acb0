"""lines of the body and the footnotes -> blocks: paragraphs, headings, list items, notes, whole over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.vocabulary import BlockKind, Box
from ingest.pdf_columns import SAME_SIZE, Column
from ingest.pdf_hyphens import Hyphens
from ingest.pdf_lines import Line
from ingest.pdf_zones import Stretch, Zones
from ingest.questions import is_label
from ingest.transcript import CELL_BORDER, NoteMark, RawBlock

PARAGRAPH_GAP = 1.3  # of the usual line distance; more white starts a block
INDENT = 0.8  # em; a first line set in by more starts a block
SAME_INDENT = 3.0  # points
SIZE_STEP = 1.06  # a line larger or smaller by this factor starts a block
HEADING_SIZE = 1.12  # of the body size; a short block as large as this is a heading
HEADING_LINES = 3
SPACE = 0.3  # em
WIDE_WORD = 1.15  # a word may be so much wider than its line has it on average
FULL_STOP_SLACK = 0.5  # em beyond the next word; a line ended early after a full sentence ends its paragraph
FULL_WIDTH = 0.3  # em; how far a justified line may stay from its edge
JUSTIFIED_SHARE = 0.25  # of the lines end at one edge where the text is justified; of a ragged text one in ten does
SHORT_LINE = 0.3  # of the column; a line that leaves as much white ends its paragraph, whatever its last character
SHORT_HEADING = 0.55  # the same for headings, which are broken early, and where a small letter follows

_BULLETS = "•●▪■◦○‣⁃➢►✓·"
_DASHES = "-–—−*o"  # these also stand in running text
_FIRST_MARKS = frozenset("1aAi0")
_LIST_MARK = re.compile(
    rf"(?:[{_BULLETS}–—−*-]|o(?=\s)|\d{{1,2}}[.)](?!\d)|[a-zA-Z][.)]|\([a-z0-9]{{1,3}}\)|[ivx]{{2,5}}[.)])(?=\s|$)"
)
_SUBNUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s)")
_CAPTION = re.compile(r"(?:tabel|figuur|grafiek|kaart|afbeelding|bron)\s*[\d:.]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’»)\]]*$")
_PLAIN_NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,3})\s+")


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    lines: list[Line]
    column: Column
    kind: BlockKind | None = None
    label: str | None = None
    text_left: float = 0.0  # where the text begins behind a list mark
    cells: tuple[tuple[Line, ...], ...] = ()  # of a table row
    level: int = 0

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Measure:
    """The body text's size and line distance, and whether its lines are set to one width."""

    size: float
    pitch: float
    justified: bool


def measure_body(zones: Zones) -> Measure:
    """Measure the body of a document."""
    lines = [(line, stretch.column) for page in zones.pages for stretch in page.body for line in stretch.lines]
    full = sum(abs(column.right - line.right) < FULL_WIDTH * line.size for line, column in lines)
    return Measure(zones.size, zones.pitch, full > JUSTIFIED_SHARE * len(lines))


def body_drafts(stretch: Stretch, measure: Measure) -> list[Draft]:
    """Gather the lines of a stretch, from top to bottom, into blocks."""
    column = stretch.column
    if stretch.table:
        return [_row_draft(row, column) for row in stretch.table.rows]
    drafts: list[Draft] = []
    for line in stretch.lines:
        last = drafts[-1] if drafts else None
        mark = _list_mark(line, drafts, measure)
        if line.label:  # an endnote
            drafts.append(Draft([line], column, BlockKind.FOOTNOTE, line.label, line.left))
        elif mark:
            drafts.append(_list_draft(line, mark, column))
        elif last is None or _starts_block(last, line, measure):
            drafts.append(Draft([line], column, text_left=line.left))
        else:
            last.lines.append(line)
    for draft in drafts:
        if draft.kind in (None, BlockKind.LIST_ITEM) and _is_heading(draft, measure):
            draft.kind = BlockKind.HEADING
    return drafts


def _row_draft(row: tuple[tuple[Line, ...], ...], column: Column) -> Draft:
    lines = sorted((line for cell in row for line in cell), key=lambda line: (line.baseline, line.left))
    return Draft(lines, column, BlockKind.TABLE_ROW, cells=row)


def _list_mark(line: Line, drafts: Sequence[Draft], measure: Measure) -> str | None:
    """The list mark that opens a line; None if it is a dash, word or number of a running sentence."""
    match = _LIST_MARK.match(line.text)
    if not match or match.end() == len(line.text):
        return None
    mark = match[0]
    rest_left = _rest_left(line, mark)
    tabbed = rest_left is not None and rest_left - line.spans[0].right > 0.5 * line.size
    if tabbed or mark in _BULLETS:
        return mark
    if not drafts:
        return None if mark in _DASHES else mark
    last = drafts[-1].last
    finished = _SENTENCE_END.search(last.text) or _gap(last, line) > PARAGRAPH_GAP * measure.pitch
    heading = line.bold and not last.bold
    goes_on = mark in _DASHES or mark.strip("(.)") in _FIRST_MARKS or _continues_list(mark, drafts)
    return mark if heading or (finished and goes_on) else None


def _continues_list(mark: str, drafts: Sequence[Draft]) -> bool:
    """True if the list items just above, or those around them, have such marks."""
    for draft in reversed(drafts):
        if draft.kind is not BlockKind.LIST_ITEM:
            return False
        if draft.label and _sort(draft.label) == _sort(mark):
            return True
    return False


def _sort(mark: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", mark))


def _rest_left(line: Line, mark: str) -> float | None:
    """Where the text behind the mark begins, if the file sets it apart."""
    if len(line.spans) > 1 and line.spans[0].text == mark:
        return line.spans[1].left
    return None


def _list_draft(line: Line, mark: str, column: Column) -> Draft:
    rest = _rest_left(line, mark)
    text_left = rest if rest is not None else line.left + (len(mark) + 1) * 0.5 * line.size
    return Draft([line], column, BlockKind.LIST_ITEM, mark, text_left)


def _gap(one: Line, other: Line) -> float:
    """Distance of the baselines; another page or column counts as none."""
    return other.baseline - one.baseline if one.page == other.page else 0.0


def _starts_block(draft: Draft, line: Line, measure: Measure) -> bool:
    """True if the line below a block does not go on with it."""
    last = draft.last
    ratio = max(line.size, last.size) / min(line.size, last.size)
    pitch = measure.pitch * max(line.size / measure.size, 1.0 if line.size > 0.9 * measure.size else 0.7)
    if line.bold and line.text[:1].isupper() and is_label(line.text):  # "Vraag 1" right below a title
        return True
    if ratio > SIZE_STEP or _gap(last, line) > PARAGRAPH_GAP * pitch or _changes_style(draft, line, measure):
        return True
    if draft.kind is BlockKind.LIST_ITEM or draft.kind is BlockKind.FOOTNOTE:
        hanging = draft.text_left > draft.lines[0].left + INDENT * line.size
        outdented = line.left < draft.text_left - INDENT * line.size
        if hanging and outdented:
            hung = len(draft.lines) > 1 and last.left > line.left + INDENT * line.size
            if hung or _SENTENCE_END.search(last.text) or _ended(draft, line, measure):
                return True
    elif abs(line.left - last.left) > INDENT * line.size and not (len(draft.lines) == 1 and line.left < last.left):
        return True
    return _ended(draft, line, measure)


def _changes_style(draft: Draft, line: Line, measure: Measure) -> bool:
    """True if bold begins or ends, or text in roman follows a short italic heading."""
    last = draft.last
    if line.bold != last.bold:
        return True
    if not last.italic or line.italic or len(draft.lines) > HEADING_LINES or _SENTENCE_END.search(last.text):
        return False
    return all(one.italic for one in draft.lines) and _ended(draft, line, measure, SHORT_LINE / 2)


def _ended(draft: Draft, line: Line, measure: Measure, short: float = SHORT_LINE) -> bool:
    """True if the last line of a block stops earlier than its column demands."""
    last = draft.last
    if last.hyphenated:
        return False
    slack = draft.column.right - last.right
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * len(word) / max(len(line.text), 1)  # of the word that begins the next line
    needed = min(WIDE_WORD * width, draft.column.width) + SPACE * line.size
    small_letter = line.text[:1].islower()
    if _SENTENCE_END.search(last.text) and not small_letter:
        return slack > (line.size if measure.justified else needed + FULL_STOP_SLACK * line.size)
    if (last.bold and line.bold) or small_letter:
        short = SHORT_HEADING
    return slack > max(short * draft.column.width, needed + FULL_STOP_SLACK * line.size)


def _is_heading(draft: Draft, measure: Measure) -> bool:
    first = draft.lines[0]
    if len(draft.lines) > HEADING_LINES or not any(map(str.isalpha, first.text)) or _CAPTION.match(first.text):
        return False
    text = draft.last.text
    if first.size >= HEADING_SIZE * measure.size:
        return True
    set_apart = all(line.bold for line in draft.lines)
    if draft.kind is None:
        set_apart = set_apart or all(line.italic for line in draft.lines)
    return set_apart and not re.search(r"[.?!:;,]$", text) and first.size > 0.9 * measure.size


def note_drafts(lines: Sequence[Line], column: Column) -> list[Draft]:
    """Gather footnote lines into notes; lines before the first label go on with the last note of the page before."""
    drafts: list[Draft] = []
    for line in lines:
        plain = None if line.label else _PLAIN_NOTE.match(line.text)
        label = line.label or (plain[1] if plain and _follows(plain[1], drafts) else None)
        if label:
            rest = line if line.label else _without_mark(line, len(plain[0])) if plain else line
            drafts.append(Draft([rest], column, BlockKind.FOOTNOTE, label, line.left))
        elif drafts:
            drafts[-1].lines.append(line)
        else:
            drafts.append(Draft([line], column, BlockKind.FOOTNOTE, None, line.left))
    return drafts


def _follows(label: str, drafts: Sequence[Draft]) -> bool:
    """True if a plain number can be the next note's label."""
    before = [draft.label for draft in drafts if draft.label and draft.label.isdigit()]
    return not label.isdigit() or not before or int(label) == int(before[-1] or 0) + 1


def _without_mark(line: Line, length: int) -> Line:
    """The line's text from `length` on, with its marks moved."""
    marks = tuple(NoteMark(max(mark.offset - length, 0), mark.label) for mark in line.marks)
    return replace(line, text=line.text[length:].lstrip(), marks=marks)


def join_pages(stretches: Iterable[list[Draft]], measure: Measure) -> list[Draft]:
    """Set the columns and pages behind each other; a block that runs on over the break becomes one.

    A table that runs on has its head printed again: that is the page's, not the letter's.
    """
    joined: list[Draft] = []
    for drafts in stretches:
        for index, draft in enumerate(drafts[_repeated_head(joined, drafts) :]):
            last = joined[-1] if joined else None
            if index == 0 and last is not None and _runs_on(last, draft, measure):
                last.lines += draft.lines
            else:
                joined.append(draft)
    return joined


def _repeated_head(before: Sequence[Draft], drafts: Sequence[Draft]) -> int:
    """How many rows at the top of a page repeat the first rows of the table that runs on from the page before."""
    if not before or not drafts or before[-1].last.page == drafts[0].lines[0].page:
        return 0
    start = len(before)
    while start and before[start - 1].kind is BlockKind.TABLE_ROW:
        start -= 1
    same = 0
    for row, again in zip(before[start:], drafts, strict=False):
        if again.kind is not BlockKind.TABLE_ROW or [line.text for line in row.lines] != [
            line.text for line in again.lines
        ]:
            break
        same += 1
    return same if same < len(drafts) else 0


def _runs_on(last: Draft, draft: Draft, measure: Measure) -> bool:
    """True if the first block of a page goes on with the last of the page before."""
    if draft.kind is not None or last.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE):
        return draft.kind is BlockKind.FOOTNOTE and draft.label is None and last.kind is BlockKind.FOOTNOTE
    one, other = last.last, draft.lines[0]
    if abs(one.size - other.size) > SAME_SIZE or one.bold != other.bold:
        return False
    if one.hyphenated or (other.text[:1].islower() and not _SENTENCE_END.search(one.text.rstrip(":;"))):
        return True
    alone = len(draft.lines) == 1 and not _SENTENCE_END.search(other.text)  # a heading, or a label as "Antwoord 2"
    return not alone and not _ended(last, other, measure)


def set_levels(drafts: Sequence[Draft]) -> None:
    """Give headings of one style, and list items of one indent, one level from 1.

    Larger headings stand above smaller ones, bold above italic, "1" above "1.1".
    """
    styles = sorted({_style(draft) for draft in drafts if draft.kind is BlockKind.HEADING}, reverse=True)
    indents: list[float] = []  # of the list items around
    for draft in drafts:
        if draft.kind is BlockKind.LIST_ITEM:
            left = draft.lines[0].left - draft.column.left
            while indents and left < indents[-1] - SAME_INDENT:
                indents.pop()
            if not indents or left > indents[-1] + SAME_INDENT:
                indents.append(left)
            draft.level = len(indents)
        else:
            indents.clear()
        asks = draft.kind is None and draft.last.bold and _style(draft) in styles  # "Wie betaalt dat?" may be a heading
        if draft.kind is BlockKind.HEADING or asks:
            draft.level = styles.index(_style(draft)) + 1


def _style(draft: Draft) -> tuple[float, bool, int]:
    first = draft.lines[0]
    number = _SUBNUMBER.match(first.text)
    return round(first.size * 2) / 2, first.bold, -number[0].rstrip(".").count(".") if number else 0


def finish(draft: Draft, hyphens: Hyphens) -> RawBlock:
    """A block in the making -> the block: one text without line ends, marks at their places, a box for each line."""
    text = ""
    marks: list[NoteMark] = []
    for index, cell in enumerate(draft.cells or (draft.lines,)):
        text += CELL_BORDER if index else ""
        part, inner = _join_lines(cell, hyphens)
        marks += [NoteMark(len(text) + mark.offset, mark.label) for mark in inner]
        text += part
    return RawBlock(
        text=text,
        kind=draft.kind,
        page=draft.lines[0].page,
        level=draft.level,
        label=draft.label if draft.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE) else None,
        bold=all(line.bold for line in draft.lines),
        marks=tuple(replace(mark, offset=min(mark.offset, len(text))) for mark in marks),
        boxes=tuple(line_box(line) for line in draft.lines),
    )


def _join_lines(lines: Sequence[Line], hyphens: Hyphens) -> tuple[str, list[NoteMark]]:
    text = ""
    marks: list[NoteMark] = []
    for line in lines:
        text, shift = hyphens.join(text, line.text)
        marks += [NoteMark(shift + mark.offset, mark.label) for mark in line.marks]
    return hyphens.end(text), marks


def line_box(line: Line) -> Box:
    """The place of a line on its page."""
    return Box(line.page, round(line.left, 1), round(line.top, 1), round(line.right, 1), round(line.bottom, 1))
