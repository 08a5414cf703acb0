"""lines of a letterhead that a program printed side by side -> the same lines, those of the sender behind the others.

A PDF turned into text "as it looks" keeps the sender's address and reference right of the addressee's, on its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.letter_frame import SALUTATION, is_sentence_like
from ingest.text_layout import TextLine

_GAP = re.compile(r"(?:^|(?<=\S))(?: {4,})(?=\S)")
_LEAST_LEFT = 35  # characters; the sender stands right of the middle
_LEAST_LINES = 3
_NEAR = 1  # characters that the edge may waver


def set_columns_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """Put the right column of a letterhead below the left one; a text without one comes back as it is."""
    head = list(takewhile(lambda line: not _ends_head(line.text), lines))
    edges = Counter(found.end() for line in head for found in _GAP.finditer(line.text) if found.end() >= _LEAST_LEFT)
    if not edges:
        return list(lines)
    edge, _ = edges.most_common(1)[0]
    cuts = [_cut(line.text, edge) for line in head]
    if sum(cut is not None for cut in cuts) < _LEAST_LINES:
        return list(lines)
    left = [
        replace(line, text=line.text if cut is None else line.text[:cut].rstrip()) for line, cut in _both(head, cuts)
    ]
    right = [replace(line, text=line.text[cut:]) for line, cut in _both(head, cuts) if cut is not None]
    blank = replace(head[-1], text="")
    return [*left, blank, *right, blank, *lines[len(head) :]]


def _ends_head(text: str) -> bool:
    return SALUTATION.match(text.strip()) is not None or is_sentence_like(text)


def _cut(text: str, edge: int) -> int | None:
    """Where the right column begins in a line; None if the line has no part in it."""
    return next((found.end() for found in _GAP.finditer(text) if abs(found.end() - edge) <= _NEAR), None)


def _both(head: Sequence[TextLine], cuts: Sequence[int | None]) -> list[tuple[TextLine, int | None]]:
    return list(zip(head, cuts, strict=True))
