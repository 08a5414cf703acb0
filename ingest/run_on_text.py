"""text that lost its line ends -> spans of its blocks, taken apart at the landmarks that every letter has.

Landmarks: the labels of the letterhead (datum, betreft, kenmerk, also letter-spaced: "D A T U M"), "Den Haag, 7 mei
2015", the salutation, "Vraag 3" and "Antwoord", page marks ("2/9"), the minister's signature. All functions work on
spans of one text, so that each block knows where it stood, and with that its page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.sentences import split_sentences
from ingest.transcript import RawBlock

Span = tuple[int, int]

_GAP = re.compile(r"\s{3,}")  # where text was copied from a PDF, a blank line became several blanks
_GAPS_OF_STRUCTURE = 6  # so many gaps or more: they are paragraph borders
_PARAGRAPH_WORDS = 90  # sentences are joined into paragraphs of about this length
_LEANING = re.compile(r"(?:dit|deze|dat|die|daar\w*|hier\w*|zij|hij|ook|dus|toch|want|echter|tevens)\b", re.IGNORECASE)
_NEW_PART = re.compile(r"Fiche \d+:|\d{1,2}\.(?=\s*$)|\d{1,2}\. ?[A-Z]|Tabel \d+:?")
_PAGE_OF = re.compile(r"(?<!\S)(\d{1,2})/(\d{1,2})(?=\s|[A-Z]|$)")
_NEAR_BORDER = 2  # blocks on either side of a page border that may be a running head
_RUNNING_HEAD_WORDS = 30
_OFTEN = 4  # a line that occurs so often is a running head also where no page mark was kept
_JOINED_WORDS = 6  # a shorter stretch is a line of its own, such as a name
_OPEN_END = re.compile(r"[^.?!:;\"”’»)]\s*$")
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NAME = r"(?:[A-Z]\.[ ]?){1,6}(?:(?:van|de|der|den|ten|ter|te|el|in|’t|'t)[ ]){0,3}[A-Z][\w'’\-]+"
_SIGNATURE = re.compile(
    rf"""\b(?:Namens[ ])?De[ ](?:[Mm]inister|[Ss]taatssecretaris)
    (?:[ ](?:van|voor)[ ][A-Z](?:[\w\-]|,?[ ](?!{_NAME})){{2,90}}|-[Pp]resident),?[ ]{_NAME}""",
    re.VERBOSE,
)
_ADDRESSED = re.compile(
    rf"""\s*(?P<to>Aan[ ]de[ ].{{0,40}}?voorzitter[ ].{{0,60}}?(?:Staten-Generaal|Kamer))[ ]+
    (?P<when>(?:’s-|')?[A-Z][\w\- ]{{2,25}},[ ]\d{{1,2}}[ ](?:{_MONTHS})[ ]\d{{4}})[ ]+""",
    re.IGNORECASE | re.VERBOSE,
)


def _spaced(*words: str) -> str:
    """Match a label also when its letters stand apart: "D A T U M", "B ETR EF T"."""
    return r"\s+".join("[ ]?".join(word) for word in words)


_LABELS = "|".join(
    (
        _spaced("DATUM"),
        _spaced("BETREFT"),
        _spaced("UW", "KENMERK"),
        _spaced("ONS", "KENMERK"),
        _spaced("BIJLAGEN"),
        _spaced("BIJLAGE"),
        r"datum(?=\s+\d)",
        r"betreft(?=\s+[A-Z])",
        r"ons\ kenmerk",
        r"bijlage\(n\)",
        "BEZORGEN",
    )
)
_OPENS = r"(?=\s+[A-Z0-9“‘\"'(€])"
_LANDMARK = re.compile(
    rf"""(?<!\S)(?:
      (?P<label>{_LABELS})(?!\S)
    | (?P<salutation>Geachte[ ](?:[\w.\-]+[ ]){{0,4}}?[\w\-]+,)
    | (?P<answer>Antwoord:?{_OPENS})
    | (?P<question>Vraag\s+(?P<number>\d{{1,3}})(?:\s\([^)]{{1,60}}\))?[.:]?{_OPENS})
    )""",
    re.VERBOSE,
)
_REFERRING = re.compile(r"(?:\bop|\bbij|\bvan|\bzie|\bin|\baan|\bnaar|\ben|\bantwoord|,)\s*$", re.IGNORECASE)
_SENTENCE_OVER = re.compile(r"(?:[?.)\"”’:;]|^)\s*$")
_LOOK_BACK = 60  # characters before a landmark that tell whether it is one
_LONGEST_JUMP = 40  # between two question numbers; what is further off is another number


@dataclass(frozen=True, slots=True)
class _Pages:
    """Where pages begin: (offset, page number), in order."""

    starts: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int | None:
        page = None
        for start, number in self.starts:
            if start > offset:
                break
            page = number
        return page


def split_run_on(text: str, page: int | None = None) -> list[RawBlock]:
    """Take a text without line ends apart into blocks, in order; only page marks and running heads are lost."""
    flat, pages = _take_page_marks(text, page)
    gaps = len(_GAP.findall(flat.strip()))
    structured = gaps >= _GAPS_OF_STRUCTURE or gaps * 600 > len(flat)
    spans = [
        paragraph
        for segment in (_split_at_gaps(flat) if structured else [(0, len(flat))])
        for piece in _split_landmarks(flat, segment)
        for part in take_glued_apart(flat, piece)
        for paragraph in _paragraphs(flat, part)
    ]
    spans = _drop_running_heads(flat, spans, pages)
    return [RawBlock(text=flat[start:end], page=pages.at(start)) for start, end in spans]


def take_glued_apart(text: str, span: Span) -> list[Span]:
    """Separate addressee, place and date, and signature from the sentences that they are glued to.

    Returns:
        The pieces in order, the span itself if nothing is glued to it.
    """
    start, end = span
    pieces: list[Span] = []
    if opening := _ADDRESSED.match(text, start, end):
        pieces += [opening.span("to"), opening.span("when")]
        start = opening.end()
    while signature := _SIGNATURE.search(text, start, end):
        after = signature.end()
        if not text[after:end].strip():
            after = end
        pieces += [(start, signature.start()), (signature.start(), after)]
        start = after
    return _trimmed(text, [*pieces, (start, end)])


def group_sentences(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Join sentences into paragraphs of about 90 words.

    A sentence that leans on the one before ("Hiervan is ...") stays with it, and so does what follows a colon.
    """
    paragraphs: list[Span] = []
    run: list[Span] = []
    words = 0
    for sentence in _trimmed(text, sentences):
        if run and _begins_anew(text, run[-1], sentence, words):
            paragraphs.append((run[0][0], run[-1][1]))
            run, words = [], 0
        run.append(sentence)
        words += len(text[slice(*sentence)].split())
    if run:
        paragraphs.append((run[0][0], run[-1][1]))
    return paragraphs


def _begins_anew(text: str, before: Span, sentence: Span, words: int) -> bool:
    """Return whether a sentence begins a paragraph, after `words` words of the one before."""
    alone = _SIGNATURE.match(text, *sentence) or _SIGNATURE.match(text, *before) or _NEW_PART.match(text, *sentence)
    leans = (
        _LEANING.match(text, *sentence) is not None
        or not text[sentence[0]].isupper()
        or text[before[1] - 1] == ":"
        or _NEW_PART.fullmatch(text, *before) is not None
    )
    return alone is not None or (words >= _PARAGRAPH_WORDS and not leans) or words >= 2 * _PARAGRAPH_WORDS


def _trimmed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Leave blanks at the ends of spans out, and empty spans altogether."""
    trimmed: list[Span] = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            trimmed.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return trimmed


def _take_page_marks(text: str, page: int | None) -> tuple[str, _Pages]:
    """Take page marks "2/9" out, when they count up to their own total."""
    marks = list(_PAGE_OF.finditer(text))
    shares = Counter(mark[2] for mark in marks)  # "1/3" in the text counts up to its own total too, but once
    total = next((total for total, _ in shares.most_common() if _counts_up(total, marks)), None)
    if total is None:
        return text, _Pages(((0, page),) if page is not None else ())
    pieces: list[str] = []
    starts = [(0, 1)]
    position = length = 0
    for mark in marks:
        if mark[2] != total or int(mark[1]) < starts[-1][1]:
            continue
        pieces.append(text[position : mark.start()])
        length += mark.start() - position
        starts.append((length, int(mark[1])))
        position = mark.end()
    return "".join([*pieces, text[position:]]), _Pages(tuple(starts))


def _counts_up(total: str, marks: list[re.Match[str]]) -> bool:
    numbers = [int(mark[1]) for mark in marks if mark[2] == total]
    increasing = all(one <= other for one, other in pairwise(numbers))
    return int(total) > 1 and increasing and max(numbers) <= int(total) and 2 * len(set(numbers)) >= int(total) - 1


def _drop_running_heads(text: str, spans: list[Span], pages: _Pages) -> list[Span]:
    """Leave out lines that stand at page borders and occurred before: the title that each page repeats.

    A sentence is never left out: letters answer several questions with the same words.
    """
    keys = [re.sub(r"\W+", "", text[slice(*span)].lower()) for span in spans]
    counts = Counter(keys)
    occurrences = Counter(keys)
    first = {key: index for index, key in reversed(list(enumerate(keys)))}
    counts.update(key.removeprefix("betreft") for key in keys if key.startswith("betreft"))
    near: set[int] = set()
    starts = [start for start, _ in spans]
    for offset, _ in pages.starts[1:]:
        index = bisect_left(starts, offset)
        near |= set(range(index - _NEAR_BORDER, index + _NEAR_BORDER))
    return [
        span
        for index, (span, key) in enumerate(zip(spans, keys, strict=True))
        if counts[key] < (2 if index in near else _OFTEN)
        or (index == first[key] and counts[key] == occurrences[key])
        or _LANDMARK.match(text, *span)
        or text[span[1] - 1] in ".?!;:"
        or not 3 <= len(text[slice(*span)].split()) <= _RUNNING_HEAD_WORDS
    ]


def _split_at_gaps(text: str) -> list[Span]:
    """Split at wide blanks; what goes on in lower case after an open end was cut by a page border only."""
    borders = [0, *(offset for gap in _GAP.finditer(text) for offset in gap.span()), len(text)]
    spans = _trimmed(text, list(zip(borders[::2], borders[1::2], strict=True)))
    joined: list[Span] = []
    for start, end in spans:
        if joined and text[start].islower() and _is_cut_off(text, joined[-1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_cut_off(text: str, span: Span) -> bool:
    """Return whether a stretch of several words ends in the middle of a sentence."""
    piece = text[slice(*span)]
    return _OPEN_END.search(piece[-3:]) is not None and len(piece.split(maxsplit=_JOINED_WORDS)) >= _JOINED_WORDS


def _split_landmarks(text: str, span: Span) -> list[Span]:
    """Split before each landmark, and after those that stand alone on their line."""
    start, end = span
    pieces: list[Span] = []
    last_question = 0
    for mark in _LANDMARK.finditer(text, start, end):
        before = text[max(span[0], mark.start() - _LOOK_BACK) : mark.start()]
        if mark["question"]:
            number = int(mark["number"])
            if _REFERRING.search(before) or not last_question < number <= last_question + _LONGEST_JUMP:
                continue
            last_question = number
        if mark["answer"] and not _SENTENCE_OVER.search(before):
            continue
        pieces.append((start, mark.start()))
        start = mark.start()
        if not mark["label"]:
            pieces.append(mark.span())
            start = mark.end()
    return _trimmed(text, [*pieces, (start, end)])


def _paragraphs(text: str, span: Span) -> list[Span]:
    piece = text[slice(*span)]
    if len(piece.split()) <= 2 * _PARAGRAPH_WORDS:
        return [span]
    return group_sentences(text, split_sentences(piece, span[0]))
