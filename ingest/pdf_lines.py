"""characters of a page with their places -> spans of one style -> lines of text.

All measures are points from the page's top left corner; a baseline is the height on which the letters stand.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.pdf_note_marks import as_exponent, note_labels, take_superscripts
from ingest.transcript import NoteMark

HYPHEN = "\x02"  # pdfium's own sign for a hyphen at the end of a line; every line-end hyphen becomes this one
WORD_GAP = 0.2  # em; letters of one word stand closer, words apart by 0.22 em (tight) to 0.35 em (Verdana)
KERN_GAP = 0.33  # em; the same inside one text object of a file that writes its spaces: Word's kerning opens gaps
WRITES_SPACES = 0.06  # of all characters; Dutch text has a space after every 6 letters
SPAN_GAP = 0.45  # em; more white than one space: a tab, a column border, the next table cell, or a justified line
JUSTIFIED_GAP = 2.5  # em; how far justifying can stretch a space that is written within one text object
CELL_GAP = 1.0  # em; so much white is no justified line
MAX_OVERLAP = 0.5  # em; a character further back than this starts a new line
SAME_BASELINE = 0.12  # em
RAISED = (0.12, 0.75)  # em above the baseline: a note mark; text rises 0.3 to 0.5 em in Word and in typeset letters
LOWERED = 0.35  # em below the baseline: an index, as the 2 of CO2
SMALL = 0.85  # of the size of the text around: note marks are set in 0.58 to 0.7
_FRAMES = 3  # that may lie over each other
PRINTED_OVER = 0.6  # em; kerning and slanted letters make spans of one line overlap by less
UNDERLINE = 0.25  # em; a rule no further below the baseline underlines the text
ASCENT, DESCENT = 0.78, 0.22  # em; boxes of equal height for every line, whatever its letters

_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "^": "\u0302", "ˆ": "\u0302", "˜": "\u0303", "~": "\u0303",
            "¸": "\u0327", "ˇ": "\u030c", "˙": "\u0307", "˚": "\u030a", "˛": "\u0328", "˝": "\u030b"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """The style of consecutive characters: one baseline, one size, one weight, one slant."""

    baseline: float
    size: float
    bold: bool = False
    italic: bool = False


class Glyph(NamedTuple):  # a tuple, because a page has thousands
    """A character and where it stands; `left` to `right` is its advance, not its ink.

    Characters of one text object of the file share one `run` object.
    """

    char: str
    left: float
    right: float
    run: Run


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on the page (lijn), or an edge of a rectangle; one of its sides is almost nothing."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: its visible text, spans in the file's order, and its ruling lines."""

    number: int  # 1-based
    width: float
    height: float
    spans: tuple[Span, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one style that stand together on one baseline, without a wide gap."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    spaced: bool  # a space stood before it in the file

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its spans from left to right, its text, and the note marks taken out of that text."""

    page: int
    spans: tuple[Span, ...]
    text: str
    marks: tuple[NoteMark, ...]
    left: float
    right: float
    baseline: float
    size: float
    bold: bool  # all of it, or all of it underlined
    italic: bool  # all of it
    label: str | None = None  # a note label that opens the line

    @property
    def top(self) -> float:
        """Where its tallest letters end."""
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where its deepest letters end."""
        return self.baseline + DESCENT * self.size

    @property
    def hyphenated(self) -> bool:
        """True if it ends on a hyphen behind a letter or digit."""
        return self.text.endswith((HYPHEN, "-")) and self.text[-2:-1].isalnum()


def join_glyphs(glyphs: Sequence[Glyph]) -> tuple[Span, ...]:
    """Join characters in the file's order to spans; accents set apart are put on their letters."""
    kern_gap = KERN_GAP if sum(glyph.char == " " for glyph in glyphs) > WRITES_SPACES * len(glyphs) else WORD_GAP
    spans: list[Span] = []
    chars: list[str] = []
    first: Glyph | None = None
    last: Glyph | None = None
    space = spaced = False
    for glyph in glyphs:
        char, left, _, run = glyph
        if char == " ":
            space = True
            continue
        if first is None or last is None:
            first, spaced = glyph, space
        elif char in _ACCENTS and _put_accent(chars, last, glyph):
            continue
        else:
            gap = (left - last.right) / run.size
            limit = JUSTIFIED_GAP if space and run is last.run else SPAN_GAP
            if (run is not last.run and run != last.run) or gap > limit or gap < -MAX_OVERLAP:
                spans.append(_span(chars, first, last, spaced=spaced))
                chars, first, spaced = [], glyph, space
            elif space or gap > (kern_gap if run is last.run else WORD_GAP):
                chars.append(" ")
        chars.append(char)
        last, space = glyph, False
    if first is not None and last is not None:
        spans.append(_span(chars, first, last, spaced=spaced))
    return tuple(spans)


def _put_accent(chars: list[str], last: Glyph, glyph: Glyph) -> bool:
    """Compose an accent that is printed over the letter before it; False if it is not one."""
    if glyph.left > last.right - 0.15 * last.run.size:
        return False
    composed = unicodedata.normalize("NFC", chars[-1] + _ACCENTS[glyph.char])
    if len(composed) != 1:
        return False
    chars[-1] = composed
    return True


def _span(chars: list[str], first: Glyph, last: Glyph, *, spaced: bool) -> Span:
    run = first.run
    right = max(last.right, first.left)
    return Span("".join(chars), first.left, right, run.baseline, run.size, run.bold, run.italic, spaced)


def make_lines(page: int, spans: Sequence[Span], rules: Sequence[Rule] = ()) -> list[Line]:
    """Gather the spans of one column into lines, from top to bottom; raised and lowered spans join their line.

    A line that is underlined by `rules` from end to end counts as bold. Text that frames print over other text is a
    line of its own.
    """
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.baseline, span.left)):
        level = [row for row in rows[-_FRAMES:] if _is_level(row[0], span)]
        free = [row for row in level if not any(_overlap(other, span) for other in row)]
        if free:
            max(free, key=lambda row: row[-1].right).append(span)
        else:
            rows.append([span])
    rows = _attach_shifted(rows)
    lines = [make_line(page, row) for row in rows]
    return [replace(line, bold=True) if _underlined(line, rules) else line for line in lines]


def _is_level(one: Span, other: Span) -> bool:
    return abs(other.baseline - one.baseline) <= SAME_BASELINE * max(other.size, one.size)


def _overlap(one: Span, other: Span) -> bool:
    """True if one span is printed over the other: they are of two frames that lie over each other."""
    return min(one.right, other.right) - max(one.left, other.left) > PRINTED_OVER * min(one.size, other.size)


def _underlined(line: Line, rules: Sequence[Rule]) -> bool:
    """True if rules lie under nearly the whole line, close enough to be its own."""
    width = line.right - line.left
    under = [rule for rule in rules if underlines(rule, line)]
    if any(rule.right - rule.left > 1.3 * width for rule in under) or "://" in line.text or "www." in line.text:
        return False
    return sum(min(rule.right, line.right) - max(rule.left, line.left) for rule in under) > 0.8 * width


def underlines(rule: Rule, line: Line) -> bool:
    """True if a rule stands right below a line, for it or a part of it."""
    close = -0.05 < (rule.top - line.baseline) / line.size < UNDERLINE
    return close and rule.left < line.right and rule.right > line.left


def _attach_shifted(rows: list[list[Span]]) -> list[list[Span]]:
    """Move small spans that hang above or below a line into that line."""
    bases = [row[0].baseline for row in rows]
    hosts: list[list[Span]] = [list(row) for row in rows]
    for index, row in enumerate(rows):
        for span in row:
            host = _host(span, index, rows, bases)
            if host is not None:
                hosts[index].remove(span)
                hosts[host].append(span)
    return [host for host in hosts if host]


def _host(span: Span, own: int, rows: list[list[Span]], bases: list[float]) -> int | None:
    """The row that a raised or lowered span belongs to, if there is one beside it."""
    start = bisect_left(bases, span.baseline - span.size)
    best: tuple[float, int] | None = None
    for index in range(start, len(rows)):
        shift = bases[index] - span.baseline  # positive: the span stands above that row's baseline
        if shift > 2 * span.size:
            break
        if index == own:
            continue
        for other in rows[index]:
            small = span.size < SMALL * other.size or (span.text.isdigit() and span.size <= other.size)
            em = shift / other.size
            if not small or not (RAISED[0] < em < RAISED[1] or -LOWERED < em < 0):
                continue
            gap = max(span.left - other.right, other.left - span.right)
            if gap < 0.8 * other.size and (best is None or abs(gap) < best[0]):
                best = (abs(gap), index)
    return best[1] if best else None


def make_line(page: int, spans: Sequence[Span]) -> Line:
    """Set spans of one line side by side: text with single spaces, note marks apart."""
    row = sorted(spans, key=lambda span: span.left)
    weights: dict[tuple[float, float], int] = {}
    for span in row:
        key = (span.size, span.baseline)
        weights[key] = weights.get(key, 0) + len(span.text)
    size, baseline = max(weights, key=lambda key: (weights[key] * key[0], key))
    text, marks, label = _line_text(row, size, baseline)
    main = [span for span in row if span.size >= SMALL * size] or row
    return Line(
        page=page,
        spans=tuple(row),
        text=text,
        marks=marks,
        left=row[0].left,
        right=max(span.right for span in row),
        baseline=baseline,
        size=size,
        bold=all(span.bold or not any(map(str.isalnum, span.text)) for span in main),
        italic=all(span.italic or not any(map(str.isalnum, span.text)) for span in main),
        label=label,
    )


def _line_text(row: Sequence[Span], size: float, baseline: float) -> tuple[str, tuple[NoteMark, ...], str | None]:
    """The text of a line, the note marks in it, and the label if the line opens with one."""
    text, label = "", None
    marks: list[NoteMark] = []
    last: Span | None = None
    for span in row:
        space = last is not None and (span.spaced or span.left - last.right > WORD_GAP * min(last.size, span.size))
        raised = baseline - span.baseline > RAISED[0] * size
        labels = note_labels(span.text, text) if raised else ()
        if labels and not text and label is None:
            label = labels[0]
        elif labels:
            marks += [NoteMark(len(text), name) for name in labels]
        else:
            text += (" " if space and text else "") + (as_exponent(span.text, text) if raised else span.text)
        last = span
    text, marks, opened = take_superscripts(text, marks)
    return text, tuple(marks), label or opened


def cells(line: Line, *, gap: float = CELL_GAP) -> list[list[Span]]:
    """The spans of a line in groups, split where the gap is wider than `gap` em."""
    groups: list[list[Span]] = []
    for span in line.spans:
        if groups and span.left - groups[-1][-1].right <= gap * line.size:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups
