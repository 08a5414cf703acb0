"""a paragraph with line breaks in it -> the paragraphs that its author made of it.

An author who breaks the line and not the paragraph means a paragraph all the same: with a blank line, below a heading
in bold, before a label in bold, or before a label of the letterhead. Every other break is one of the lay-out, as in an
address, and reads as a blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BREAK = "\ue0f8"  # stands for a line break until the paragraph is whole; a file's own are taken out by its reader
_BLANK = f"{BREAK} \t\r\n\xa0"
_LABEL = re.compile(
    r"(?:Datum|Betreft|Onderwerp|(?:Ons |Uw )?[Kk]enmerk|(?:Onze |Uw )?[Rr]eferentie)\b\s*(?::|(?=[\dA-Z])|$)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one type; `looks` is empty where it has none of its own (a break, a blank, a note mark)."""

    text: str
    looks: tuple[bool | None, ...] = ()  # whether it is set in bold; None where the paragraph's style decides


def divide(runs: Sequence[Run]) -> list[Run]:
    """Return the paragraphs; those without a character that shows are left out."""
    if not any(BREAK in run.text for run in runs):
        one = whole(runs)
        return [one] if one.text.strip() else []
    pieces: list[Run] = []
    blank = False
    for line in _lines(runs):
        if not line.text.strip():
            blank = True
            continue
        before = pieces[-1] if pieces else None
        if before is None or blank or _begins(line, before):
            pieces.append(line)
        else:
            pieces[-1] = Run(f"{before.text} {line.text}", before.looks + line.looks)
        blank = False
    return pieces


def _begins(line: Run, before: Run) -> bool:
    """Return whether a line begins a paragraph of its own below the one before."""
    if is_bold(before) and not is_bold(line):
        return True
    labelled = bool(line.looks and line.looks[0] and not line.looks[-1])
    return (labelled and before.looks[-1:] != (True,)) or _LABEL.match(line.text.strip()) is not None


def whole(runs: Sequence[Run]) -> Run:
    """Return all in one; line breaks read as blanks."""
    text = "".join([run.text for run in runs]).replace(BREAK, " ")
    return Run(text, tuple([look for run in runs if run.looks and run.text.strip(_BLANK) for look in run.looks]))


def is_bold(run: Run) -> bool | None:
    """Return whether a run is bold throughout; None if it leaves that to the style."""
    if not any(look is not None for look in run.looks):
        return None
    return all(run.looks)


def _lines(runs: Sequence[Run]) -> list[Run]:
    lines = [Run("")]
    for run in runs:
        for number, text in enumerate(run.text.split(BREAK)):
            if number:
                lines.append(Run(""))
            looks = run.looks if text.strip() else ()
            lines[-1] = Run(lines[-1].text + text, lines[-1].looks + looks)
    return lines
