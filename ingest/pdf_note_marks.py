"""raised characters of a line -> note marks, or exponents that stay in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.transcript import NoteMark

_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_EXPONENTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LABEL = re.compile(r"[\[(]?(\d{1,3}|[*†‡]{1,3})[\])]?")
_LABELS = re.compile(r"[\d\[\]()*†‡]+(?:[,;\s]+[\d\[\]()*†‡]+)*[,;]?")
_NOTED = re.compile(r"(?:\d|[^\W\d_]{2}|[.,;:!?)\]”’\"'»])$")
_POWER_BASE = re.compile(r"(?:(?<![^\W\d_])(?:[cdhkm]?m|ha)|[x×·*]\s?10)$")  # 40 m², 6 x 10⁶


def note_labels(text: str, before: str) -> tuple[str, ...]:
    """The note labels of a raised text ("4", "4, 5"); none if it is an exponent of the text before, or other text."""
    if not _LABELS.fullmatch(text) or _POWER_BASE.search(before):
        return ()
    return tuple(match[1] for match in _LABEL.finditer(text))


def typed_labels(text: str, before: str) -> tuple[str, ...]:
    """The note labels of a raised number that the file does not name as a note's mark ("2023" and a raised "5").

    Only behind a number, a word or a closing mark: behind a single letter it may be an exponent.
    """
    return note_labels(text.strip(), before) if _NOTED.search(before) else ()


def as_exponent(text: str, before: str) -> str:
    """A raised text as exponent, if it stands behind a unit of length or a power of ten; else as it is ("1e")."""
    return text.translate(_TO_EXPONENTS) if _POWER_BASE.search(before) else text


def take_superscripts(text: str, marks: Sequence[NoteMark]) -> tuple[str, list[NoteMark], str | None]:
    """Take note marks that are superscript characters of their own (¹²) out of a line; m² and 10⁶ stay.

    Args:
        text: The line.
        marks: The marks that were taken out of it before.

    Returns:
        The text, all its marks in order, and the label if the line opened with one.
    """
    if not _SUPERSCRIPTS.search(text):
        return text, list(marks), None
    label, kept, done = None, "", 0
    if opening := _SUPERSCRIPTS.match(text):
        label, done = opening[0].translate(_TO_DIGITS), len(text) - len(text[opening.end() :].lstrip())
    taken = [(done, done)]  # from the first place on, so many characters are gone
    found: list[NoteMark] = []
    for match in _SUPERSCRIPTS.finditer(text, done):
        before = kept + text[done : match.start()]
        if _POWER_BASE.search(before):
            continue
        loose = match.end() == len(text) or text[match.end()] in " .,;:"
        kept, done = before.rstrip(" ") if loose else before, match.end()
        found.append(NoteMark(len(kept), match[0].translate(_TO_DIGITS)))
        taken.append((done, done - len(kept)))
    moved = [replace(mark, offset=max(mark.offset - _gone(taken, mark.offset), 0)) for mark in marks]
    return kept + text[done:], sorted([*moved, *found], key=lambda mark: mark.offset), label


def _gone(taken: Sequence[tuple[int, int]], offset: int) -> int:
    """How many characters before a place were taken out."""
    return max((gone for start, gone in taken if start <= offset), default=taken[0][1])
