"""a letter's text -> the abbreviations that it defines, so that each passage is found by the short form and the long one.

"Dienst Kust en Oever (DKO)", "Uitvoeringsdienst Vakmanschap (hierna: UVM)", "DKO (Dienst Kust en Oever)". The short
form's characters are looked for in the words before it, from right to left, the first one at a word's start: Schwartz &
Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text" (PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LEAD = r"(?:hierna(?: te noemen)?:? |verder:? |afgekort(?: als)?:? |kortweg:? )?"
_SHORT = r"[A-Z][A-Za-z0-9&-]{1,9}"
_AFTER = re.compile(rf"\({_LEAD}(?:de |het )?[‘'“\"]?(?P<short>{_SHORT})[’'”\"]?\)")
_BEFORE = re.compile(rf"\b(?P<short>{_SHORT}) \((?:voluit:? )?(?P<long>[^\W\d_][^()\n]{{5,90}})\)")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_BREAK = re.compile(r"[.;:!?()\n]")
_MEMBERS = re.compile(
    r"\b(?:lid|leden|kamerlid|kamerleden)\b", re.IGNORECASE
)  # what follows a Member's name is a party
_ROMAN = re.compile(r"[IVXLC]+")  # a chapter of the budget: "Onderwijs, Cultuur en Wetenschap (VIII)"
_WINDOW = 140  # characters before a bracket in which the long form stands
# A long form does not begin with one of these, though its letter may fit.
_NO_START = frozenset(
    "aan bij de deze die dit door een en het in met naar of om op over per te tot uit van voor".split()
)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what a letter says it stands for."""

    short: str  # "PURL"
    long: str  # "Prioritised Ukraine Requirements List"


def find_abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """The abbreviations that a text defines, in the order of their definitions; of two for one short form the first."""
    found: dict[str, tuple[int, Abbreviation]] = {}
    for match in _AFTER.finditer(text):
        before = _BREAK.split(text[max(0, match.start() - _WINDOW) : match.start()].rstrip())[-1]
        long = None if _MEMBERS.search(before) else long_form(match["short"], before)
        if long:
            found.setdefault(match["short"], (match.start(), Abbreviation(match["short"], long)))
    for match in _BEFORE.finditer(text):
        long = long_form(match["short"], match["long"])
        if long and long == match["long"].strip():
            found.setdefault(match["short"], (match.start(), Abbreviation(match["short"], long)))
    return tuple(one for _, one in sorted(found.values(), key=lambda pair: pair[0]))


def long_form(short: str, before: str) -> str | None:
    """The end of a text that a short form stands for; None if its characters are not there in order.

    Of at most twice as many words as the short form has characters, and never more than five more of them.
    """
    letters = [char.casefold() for char in short if char.isalnum()]
    if sum(char.isupper() or char.isdigit() for char in short) < 2 or _ROMAN.fullmatch(short):
        return None
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, 2 * len(letters)) :]
    if not words:
        return None
    first, at = words[0].start(), len(before) - 1
    for place in range(len(letters) - 1, -1, -1):
        while at >= first and not (before[at].casefold() == letters[place] and (place or _starts_word(before, at))):
            at -= 1
        if at < first:
            return None
        at -= 1
    long = before[at + 1 :].strip(" ‘'“\"’”,")
    named = _WORD.findall(long)
    whole = len(long) > len(short) + 3 and named[0].casefold() not in _NO_START
    return long if whole and short.casefold() not in {word.casefold() for word in named} else None


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-’'")


def other_forms(text: str, known: Sequence[Abbreviation]) -> str | None:
    """The abbreviations of which a text holds one form only, each with both; None if there are none."""
    folded = text.casefold()
    named = [
        f"{one.short} ({one.long})"
        for one in known
        if (re.search(rf"(?<!\w){re.escape(one.short)}(?!\w)", text) is not None) != (one.long.casefold() in folded)
    ]
    return "; ".join(named) or None
