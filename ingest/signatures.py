"""blocks of the body -> the same blocks, with signatures marked: closing words, the minister's function, the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import BlockKind
from ingest.transcript import RawBlock

_BODY_WORDS = 8  # a signature stands below at least one block of this length
_FUNCTION_WORDS = 25  # "De Minister van Landbouw, Visserij, Voedselzekerheid en Natuur," has nine
_SIGNATURE_BLOCKS = 14  # four ministers with functions and names, and the closing words
_CLOSING = re.compile(
    r"^(?:hoogachtend|met (?:de )?(?:meeste )?(?:vriendelijke groet(?:en)?|hoogachting)|uw dienstwillige)[,.]?$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"""^(?:(?:mede\ )?namens\ )?(?:de\ |het\ )?(?:w\.?n\.?d\.?\ |waarnemend\ |demissionair\ )?
    (?:minister(?:-president)?|staatssecretaris|vice-president|viceminister-president)\b
    (?:,?\ minister\ van\ .*|\ (?:van|voor)\ .*|,.*)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = r"(?:(?:prof|dr|drs|mr|ir|ing|bc|ds|jhr|jkvr|mw|dhr)\.?\ )*"
_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Tt]e|el|in|het|’t|'t|von|la|le|al)\ ){0,3}"
_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŞŽİŁ]"
_INITIALS = rf"(?:{_CAPITAL}[a-z]?\.\ ?){{1,6}}"
_SURNAME = rf"{_CAPITAL}[\w’'-]+(?:\ {_CAPITAL}[\w’'-]+){{0,2}}"
_NAME = re.compile(
    rf"""^{_TITLE}(?P<name>(?:{_INITIALS}(?:\({_CAPITAL}[\w-]+\)\ )?|(?:{_CAPITAL}[\w’'-]+\ ){{0,3}})
    {_PARTICLES}{_SURNAME})(?:\ (?:MA|MSc|RA|MBA|LLM|MPA))?
    (?:,?\ (?:wnd\.\ )?(?:president|secretaris|voorzitter))?[,.]?$""",
    re.VERBOSE,
)
_FUNCTION_WITH_NAME = re.compile(
    rf"""^(?:Namens\ )?[Dd]e\ (?:[Mm]inister|[Ss]taatssecretaris)(?:-[Pp]resident)?\b.{{0,100}}?,?[ ]
    (?P<name>{_INITIALS}{_PARTICLES}{_SURNAME})$""",
    re.VERBOSE,
)
_NO_NAME = re.compile(
    r"^(?:ministerie|bijlagen?|antwoord(?:en)?|vra(?:ag|gen)|inleiding|datum|den haag|tweede kamer)\b", re.IGNORECASE
)
_OFFICE_ALONE = re.compile(r"^(?:wnd\. |waarnemend )?(?:president|secretaris)[,.]?$", re.IGNORECASE)
_SIGNED = re.compile(r"^\(?w\.?\s?g\.?\)?$", re.IGNORECASE)
_ORDER_OF_DAY = re.compile(r"^en gaat over tot de orde van de dag", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:president|secretaris)\b", re.IGNORECASE)
_COURT = re.compile(r"^Algemene Rekenkamer\b,?")
_GLUED_NAME = re.compile(
    rf"""{_INITIALS}(?:\({_CAPITAL}[\w-]+\)\ )?{_PARTICLES}{_CAPITAL}[\w’'-]+(?:[- ](?!RA\b){_CAPITAL}[\w’'-]+)?""",
    re.VERBOSE,
)


def name_in(text: str) -> str | None:
    """Return the person's name that a signature line consists of or ends in; None if it holds none."""
    if found := _FUNCTION_WITH_NAME.match(text):
        return found["name"].strip()
    if any(other.match(text) for other in (_FUNCTION, _CLOSING, _NO_NAME, _COURT)):
        return None
    found = _NAME.match(text)
    return found["name"].strip() if found else None


def names_in(text: str) -> list[str]:
    """Return all names of a signature that a dump gives as one line."""
    if not is_court_signature(text):
        name = name_in(text)
        return [name] if name else []
    return [found.group(0).strip() for found in _GLUED_NAME.finditer(text)]


def is_court_signature(text: str) -> bool:
    """Return whether a line holds the whole signature of the Algemene Rekenkamer: president and secretary."""
    return _COURT.match(text) is not None and _OFFICE.search(text) is not None and len(text.split()) <= _FUNCTION_WORDS


def is_function(text: str) -> bool:
    """Return whether a line is a minister's function: "De Minister van Defensie,"."""
    return len(text.split()) <= _FUNCTION_WORDS and _FUNCTION.match(text) is not None and text[-1:] not in ".?"


def mark_signatures(blocks: Sequence[RawBlock]) -> tuple[list[RawBlock], int]:
    """Mark each run of closing words, functions and names below running text.

    Returns:
        The blocks, and the index after the last block of the last signature; 0 if there is none.
    """
    marked = list(blocks)
    body_seen = False
    index = end = 0
    while index < len(marked):
        block = marked[index]
        length = _signature_length(marked, index) if block.kind is None and body_seen else 0
        for place in range(index, index + length):
            if marked[place].kind is not BlockKind.FOOTNOTE:
                marked[place] = replace(marked[place], kind=BlockKind.SIGNATURE, level=0, label=None)
        body_seen = body_seen or (block.kind is None and len(block.text.split()) >= _BODY_WORDS)
        index += max(length, 1)
        if length or block.kind is BlockKind.SIGNATURE:
            end = index
    return marked, end


def _signature_length(blocks: Sequence[RawBlock], start: int) -> int:
    """Return how many blocks from here on are one signature; 0 if none begins here.

    At a page's end the footnotes of the page stand in it, and an initial may have been read as the mark of a list.
    """
    length = 0
    named = closed = function = False
    for block in blocks[start : start + _SIGNATURE_BLOCKS]:
        if block.kind is BlockKind.FOOTNOTE and length:
            length += 1
            continue
        as_item = block.kind is BlockKind.LIST_ITEM and function and name_in(block.text) is not None
        if block.kind not in (None, BlockKind.SIGNATURE, BlockKind.HEADING) and not as_item:
            break
        if length == 0 and _opens_without_function(blocks, start):
            function = True
            named = bool(names_in(block.text))
        elif _CLOSING.match(block.text) and not closed:
            closed = True
        elif is_function(block.text):
            function = True
            named = named or name_in(block.text) is not None
        elif (function or closed) and name_in(block.text):
            named = True
        elif not (_SIGNED.match(block.text) or (named and _OFFICE_ALONE.match(block.text))):
            break
        length += 1
    while length and blocks[start + length - 1].kind is BlockKind.FOOTNOTE:
        length -= 1
    return length if closed or (named and function) else 0


def _opens_without_function(blocks: Sequence[RawBlock], start: int) -> bool:
    """Return whether a signature begins with no function: the movers of a motion, the Algemene Rekenkamer."""
    text = blocks[start].text
    if start and _ORDER_OF_DAY.match(blocks[start - 1].text) and name_in(text):
        return True
    if is_court_signature(text):
        return True
    return _COURT.fullmatch(text) is not None and any(name_in(block.text) for block in blocks[start + 1 : start + 3])
