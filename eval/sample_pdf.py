"""sample letter -> PDF with a ministry's letterhead, side column, footnotes and page numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # reportlab has no types
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]  # reportlab has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # reportlab has no types

from assistant.errors import GoldError
from eval.sample_source import ADDRESSEE, CLOSING_MARK, MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.sample_source import Element, SampleLetter

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT = 80.0, 425.0  # the body's column; the side column with the sender stands right of it
SIDE = 452.0
FIRST_TOP, NEXT_TOP, BOTTOM = PAGE_HEIGHT - 330, PAGE_HEIGHT - 105, 62.0
REGULAR, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"  # in every PDF viewer, with € and ë
BODY_SIZE, NOTE_SIZE, MARK_SIZE, SIDE_SIZE = 9.0, 6.5, 5.5, 6.5
BODY_LEADING, NOTE_LEADING, SIDE_LEADING = 12.0, 8.5, 9.0
INDENT = 14.0
WITH_NEXT, SIGNATURE_HEIGHT = 2 * BODY_LEADING, 70.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word as set: its text, font, and the footnotes whose marks stand behind it."""

    text: str
    font: str
    labels: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """Width in points, marks included."""
        marks = sum(stringWidth(label, REGULAR, MARK_SIZE) for label in self.labels)
        return float(stringWidth(self.text, self.font, BODY_SIZE) + marks)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line to be set: words at x positions, or the columns of a table row."""

    words: tuple[tuple[float, Word], ...]
    before: float = 0.0  # extra space above
    below: float = 0.0  # space that has to be left below it on the page, so that no heading stands alone
    rules: tuple[float, ...] = ()  # x of the vertical rules of a table row
    starts_row: bool = False
    ends_row: bool = False
    page_break: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The footnotes that have to stand on the same page."""
        return tuple(label for _, word in self.words for label in word.labels)


@dataclass(slots=True)
class SetPage:
    """The lines and footnotes of one page, with their places."""

    top: float
    y: float
    lines: list[tuple[float, SetLine]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # lines of footnotes, from the top


def write_pdf(letter: SampleLetter) -> bytes:
    """Write a letter as PDF; the same source gives the same bytes.

    Raises:
        GoldError: The text holds a character that the PDF's fonts do not have.
    """
    _refuse_unknown_characters(letter)
    pages = _fill_pages(list(_lines(letter)), letter)
    out = BytesIO()
    # Not compressed: zlib's output differs between its builds.
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1, lang="nl-NL")
    canvas.setTitle(f"{MARK} {letter.subject}")
    for number, page in enumerate(pages, start=1):
        _draw_frame(canvas, letter, number, len(pages))
        _draw_page(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(letter: SampleLetter) -> Iterator[SetLine]:
    for element in letter.elements:
        yield from _element_lines(element, letter)
    yield from _wrap(CLOSING_MARK, ITALIC, before=18)


def _element_lines(element: Element, letter: SampleLetter) -> Iterator[SetLine]:
    kind = element.kind
    if kind is ElementKind.HEADING:
        yield from _wrap(element.text, BOLD if element.level == 1 else ITALIC, before=12, below=WITH_NEXT)
    elif kind is ElementKind.ANNEX:
        yield SetLine((), page_break=True)
        yield from _wrap(element.text, BOLD)
    elif kind is ElementKind.SIGNATURE:
        yield from _wrap("Hoogachtend,", REGULAR, before=18, below=SIGNATURE_HEIGHT)
        for signatory in letter.signatories:
            yield from _wrap(f"{signatory.function},", REGULAR, before=12)
            yield from _wrap(signatory.name, REGULAR, before=32)
    elif kind is ElementKind.TABLE:
        yield from _table_lines(element)
    elif kind is ElementKind.LIST_ITEM:
        mark = "•" if element.mark == "-" else element.mark
        yield from _wrap(element.text, REGULAR, before=2, mark=mark)
    elif kind is ElementKind.QUESTION:
        yield from _wrap(question_label(element), BOLD, before=12, below=WITH_NEXT)
        yield from _wrap(element.text, ITALIC)
    elif kind is ElementKind.ANSWER:
        yield from _wrap(question_label(element), BOLD, before=8, below=WITH_NEXT)
        yield from _wrap(element.text, REGULAR)
    else:
        yield from _wrap(element.text, REGULAR, before=6)


def _wrap(text: str, font: str, *, before: float = 0.0, below: float = 0.0, mark: str = "") -> Iterator[SetLine]:
    indent = INDENT if mark else 0.0
    for number, words in enumerate(_wrapped_words(text, font, RIGHT - LEFT - indent)):
        placed = _placed(words, LEFT + indent)
        if number == 0 and mark:
            placed = ((LEFT, Word(mark, font)), *placed)
        yield SetLine(placed, before=before if number == 0 else 0.0, below=below)


def _table_lines(element: Element) -> Iterator[SetLine]:
    if element.text:
        yield from _wrap(element.text, BOLD, before=10, below=WITH_NEXT)
    columns = len(element.rows[0])
    first = (RIGHT - LEFT) * (0.4 if columns > 2 else 0.6)
    width = (RIGHT - LEFT - first) / (columns - 1)
    starts = [LEFT, *(LEFT + first + width * number for number in range(columns - 1))]
    rules = (*starts, RIGHT)
    for number, row in enumerate(element.rows):
        font = BOLD if number == 0 else REGULAR
        widths = (first, *[width] * (columns - 1))
        cells = [_wrapped_words(cell, font, room - 8) for cell, room in zip(row, widths, strict=True)]
        depths = max(map(len, cells))
        for depth in range(depths):
            words = [
                placed
                for start, cell in zip(starts, cells, strict=True)
                if depth < len(cell)
                for placed in _placed(cell[depth], start + 4)
            ]
            yield SetLine(
                tuple(words),
                before=4 if number == 0 == depth else 0,
                rules=rules,
                starts_row=depth == 0,
                ends_row=depth == depths - 1,
            )
    yield SetLine((), before=-6.0)


def _wrapped_words(text: str, font: str, room: float) -> list[list[Word]]:
    lines: list[list[Word]] = [[]]
    used, space = 0.0, stringWidth(" ", font, BODY_SIZE)
    for word in _words(text, font):
        if lines[-1] and used + space + word.width > room and not _follows_mark(word, lines[-1][-1]):
            lines.append([])
            used = 0.0
        used += word.width + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return lines


def _words(text: str, font: str) -> list[Word]:
    words: list[Word] = []
    for before, label in split_at_marks(text):
        words += [Word(piece, font) for piece in before.split()]
        if label is not None:
            last = words.pop()
            words.append(Word(last.text, font, (*last.labels, label)))
    return words


def _follows_mark(word: Word, previous: Word) -> bool:
    """True for the punctuation behind a note mark, which stands directly behind it on the same line."""
    return bool(previous.labels) and word.text[0] in ".,;:)"


def _placed(words: Sequence[Word], start: float) -> tuple[tuple[float, Word], ...]:
    placed: list[tuple[float, Word]] = []
    x = start
    for word in words:
        if placed and not _follows_mark(word, placed[-1][1]):
            x += stringWidth(" ", word.font, BODY_SIZE)
        placed.append((x, word))
        x += word.width
    return tuple(placed)


def _fill_pages(lines: Sequence[SetLine], letter: SampleLetter) -> list[SetPage]:
    pages = [SetPage(FIRST_TOP, FIRST_TOP)]
    for line in lines:
        page = pages[-1]
        notes = [row for label in line.labels for row in _note_rows(label, letter.notes[label])]
        foot = BOTTOM + (len(page.notes) + len(notes)) * NOTE_LEADING + (10 if page.notes or notes else 0)
        if line.page_break or page.y - line.before - BODY_LEADING - line.below < foot:
            page = SetPage(NEXT_TOP, NEXT_TOP)
            pages.append(page)
        page.y -= BODY_LEADING + (line.before if page.y < page.top else 0.0)
        page.lines.append((page.y, line))
        page.notes += notes
    return pages


def _note_rows(label: str, text: str) -> list[str]:
    rows = [label]
    for word in text.split():
        if stringWidth(f"{rows[-1]} {word}", REGULAR, NOTE_SIZE) > RIGHT - LEFT:
            rows.append(word)
        else:
            rows[-1] += f" {word}"
    return rows


def _draw_frame(canvas: Canvas, letter: SampleLetter, number: int, count: int) -> None:
    side = [MARK, "", letter.ministry]
    if number == 1:
        attachments = letter.extra.get("bijlagen")
        side += [*letter.extra.get("bezoekadres", "").split("; "), letter.postbus, "", "Ons kenmerk", letter.reference]
        side += ["", "Bijlage(n)", attachments] if attachments else []
        _draw_address(canvas, letter)
    else:
        side += ["", "Ons kenmerk", letter.reference]
    y = PAGE_HEIGHT - 105
    for line in side:
        for row in _rows(line, 110):
            bold = line in (MARK, "Ons kenmerk", "Bijlage(n)")
            _draw_text(canvas, (SIDE, y), row, BOLD if bold else REGULAR, SIDE_SIZE)
            y -= SIDE_LEADING
    _draw_text(canvas, (SIDE, 36), f"Pagina {number} van {count}", REGULAR, SIDE_SIZE)


def _draw_address(canvas: Canvas, letter: SampleLetter) -> None:
    _draw_text(canvas, (LEFT, PAGE_HEIGHT - 105), f"> Retouradres {letter.postbus}", REGULAR, SIDE_SIZE)
    for number, line in enumerate(ADDRESSEE):
        _draw_text(canvas, (LEFT, PAGE_HEIGHT - 130 - number * BODY_LEADING), line, REGULAR, BODY_SIZE)
    y = PAGE_HEIGHT - 250
    for label, value in (("Datum", letter.date_in_words), ("Betreft", letter.subject)):
        _draw_text(canvas, (LEFT, y), label, REGULAR, BODY_SIZE)
        for row in _rows(value, RIGHT - LEFT - 42, BODY_SIZE):
            _draw_text(canvas, (LEFT + 42, y), row, REGULAR, BODY_SIZE)
            y -= BODY_LEADING


def _rows(text: str, room: float, size: float = SIDE_SIZE) -> list[str]:
    rows = [""]
    for word in text.split():
        if rows[-1] and stringWidth(f"{rows[-1]} {word}", REGULAR, size) > room:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def _draw_page(canvas: Canvas, page: SetPage) -> None:
    for y, line in page.lines:
        _draw_line(canvas, y, line)
    if page.notes:
        y = BOTTOM + len(page.notes) * NOTE_LEADING
        canvas.setLineWidth(0.4)
        canvas.line(LEFT, y + 4, LEFT + 120, y + 4)
        for row in page.notes:
            y -= NOTE_LEADING
            _draw_text(canvas, (LEFT, y + 2), row, REGULAR, NOTE_SIZE)


def _draw_line(canvas: Canvas, y: float, line: SetLine) -> None:
    stretch: list[Word] = []
    start = 0.0
    for x, word in line.words:
        joined = " ".join(part.text for part in stretch)
        gap = x - start - stringWidth(joined, word.font, BODY_SIZE)
        if not stretch or stretch[-1].labels or gap > 6 or gap < 0.1 or stretch[-1].font != word.font:
            _draw_stretch(canvas, start, y, stretch)
            stretch, start = [], x
        stretch.append(word)
    _draw_stretch(canvas, start, y, stretch)
    canvas.setLineWidth(0.4)
    for x in line.rules:
        canvas.line(x, y - 3.5, x, y + BODY_LEADING - 3.5)
    if line.ends_row:
        canvas.line(line.rules[0], y - 3.5, line.rules[-1], y - 3.5)
    if line.starts_row:
        canvas.line(line.rules[0], y + BODY_LEADING - 3.5, line.rules[-1], y + BODY_LEADING - 3.5)


def _draw_stretch(canvas: Canvas, x: float, y: float, words: Sequence[Word]) -> None:
    if not words:
        return
    text = " ".join(word.text for word in words)
    _draw_text(canvas, (x, y), text, words[0].font, BODY_SIZE)
    x += stringWidth(text, words[0].font, BODY_SIZE)
    for label in words[-1].labels:
        _draw_text(canvas, (x, y + 3.2), label, REGULAR, MARK_SIZE)
        x += stringWidth(label, REGULAR, MARK_SIZE)


def _draw_text(canvas: Canvas, place: tuple[float, float], text: str, font: str, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(*place, text)


def _refuse_unknown_characters(letter: SampleLetter) -> None:
    cells = [cell for element in letter.elements for row in element.rows for cell in row]
    for text in (letter.subject, *(element.text for element in letter.elements), *cells, *letter.notes.values()):
        for character in text:
            if not character.encode("cp1252", "ignore"):
                detail = f"the PDF's fonts have no '{character}' (U+{ord(character):04X}); write it otherwise"
                raise GoldError(file=letter.name, line=1, detail=detail)
