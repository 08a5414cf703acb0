"""blocks of the body -> the same blocks, with signatures marked: closing words, the minister's function, the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.vocabulary import BlockKind
from ingest.transcript import RawBlock

_BODY_WORDS = 8  # a signature stands below at least one block of this length
_FUNCTION_WORDS = 25  # "De Minister van Landbouw, Visserij, Voedselzekerheid en Natuur," has nine
_LONGEST_LINE = 300  # characters of a signature's line; "Minister van Onderwijs, Cultuur en Wetenschap," has fifty
_SIGNATURE_BLOCKS = 14  # four ministers with functions and names, and the closing words
_CLOSING = re.compile(
    r"^(?:hoogachtend|met (?:de )?(?:meeste )?(?:vriendelijke groet(?:en)?|hoogachting)|uw dienstwillige)[,.]?$",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"""^(?:(?:mede\ )?namens\ )?(?:de\ |het\ )?(?:w\.?n\.?d\.?\ |waarnemend\ |demissionair\ )?
    (?:minister(?:-president)?|staatssecretaris|vice-president|viceminister-president)\b
    (?:,?\ minister\ van\ .*|\ (?:van|voor)(?:\ .*)?|\ (?-i:[A-ZÀ-Þ]).*|,.*)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENS_FUNCTION = re.compile(r"^(?:(?:mede )?namens )?(?:de )?(?:minister|staatssecretaris)\b", re.IGNORECASE)
_OF_COMMITTEE = re.compile(  # who signs the report of a written consultation
    r"^(?:de )?(?:(?:fungerend|waarnemend|plaatsvervangend) )?(?:voorzitter|(?:adjunct-)?griffier) van de"
    r" (?:vaste |algemene |tijdelijke )?commissie\b[^.?!]*$",
    re.IGNORECASE,
)
_OF_OFFICIAL = re.compile(  # who signs for a minister
    r"^(?:de )?(?:(?:wnd\.|waarnemend|plaatsvervangend|plv\.) )?"
    r"(?:(?:secretaris|directeur|inspecteur)-generaal|thesaurier-generaal|directeur)\b[^.?!]*$",
    re.IGNORECASE,
)
_LINE_ON = re.compile(r"^(?:(?:en|van|voor|de|het)\ |[A-ZÀ-Þ])[^.?!:;\d]*$")  # what a function's next line looks like
_UNFINISHED = re.compile(r"\b(?:van|voor|en|de|het)$", re.IGNORECASE)
_LINE_ON_WORDS = 8
_TITLE = r"(?:(?i:prof|dr|drs|mr|ir|ing|bc|ds|jhr|jkvr|mw|dhr)\.?\ )*"
_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Tt]e|el|in|het|’t|'t|von|la|le|al)\ ){0,3}"
_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŞŽİŁ]"
_INITIALS = rf"(?:{_CAPITAL}[a-z]?\.\ ?){{1,6}}"
_SURNAME = rf"{_CAPITAL}[\w’'-]+(?:\ {_CAPITAL}[\w’'-]+){{0,2}}"
_NAME = re.compile(
    rf"""^\(?{_TITLE}(?P<name>(?:{_INITIALS}(?:\({_CAPITAL}[\w-]+\)\ )?|(?:{_CAPITAL}[\w’'-]+\ ){{0,3}})
    {_PARTICLES}{_SURNAME})(?:\ (?:MA|MSc|RA|MBA|LLM|MPA))?\)?
    (?:,?\ (?:wnd\.\ )?(?:president|secretaris|voorzitter))?[,.]?$""",
    re.VERBOSE,
)
_FUNCTION_WITH_NAME = re.compile(
    rf"""^(?:Namens\ )?[Dd]e\ (?:[Mm]inister|[Ss]taatssecretaris)(?:-[Pp]resident)?\b.{{0,100}}?,?[ ]
    (?P<name>{_INITIALS}{_PARTICLES}{_SURNAME})$""",
    re.VERBOSE,
)
_NAME_WITH_FUNCTION = re.compile(
    rf"""^(?!(?i:de|minister|staatssecretaris|namens)\b){_TITLE}(?P<name>(?:{_INITIALS}|(?:{_CAPITAL}[\w’'-]+\ ){{1,2}}){_PARTICLES}{_SURNAME}?)[ ,]\ ?
    (?:[Dd]e\ )?(?:[Mm]inister|[Ss]taatssecretaris)\ (?:van|voor)\ {_CAPITAL}[^.?!]*$""",
    re.VERBOSE,
)
_NO_NAME = re.compile(
    r"^(?:ministerie|bijlagen?|antwoord(?:en)?|vra(?:ag|gen)|inleiding|datum|den haag|tweede kamer)\b", re.IGNORECASE
)
_OFFICE_ALONE = re.compile(r"^(?:wnd\. |waarnemend )?(?:president|secretaris)[,.]?$", re.IGNORECASE)
_NAMENS = re.compile(r"^namens (?:deze|hem|haar|hen),?$", re.IGNORECASE)
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
    if found := _FUNCTION_WITH_NAME.match(text) or _NAME_WITH_FUNCTION.match(text):
        return found["name"].strip()
    if any(other.match(text) for other in (_FUNCTION, _OF_COMMITTEE, _CLOSING, _NO_NAME, _COURT)):
        return None
    found = _NAME.match(text)
    return found["name"].strip() if found else None


def names_in(text: str) -> list[str]:
    """Return all names of a signature that a dump gives as one line."""
    if not is_court_signature(text):
        name = name_in(text)
        return [name] if name else []
    return [found.group(0).strip() for found in _GLUED_NAME.finditer(text)]


def sign_side_by_side(cells: Sequence[str]) -> bool:
    """Return whether the cells of a table are signatures: functions, with their names or with these in other cells."""
    opens = [_OPENS_FUNCTION.match(cell) is not None for cell in cells]
    named = all(opened or name_in(cell) is not None for opened, cell in zip(opens, cells, strict=True))
    return named and sum(opens) >= max(2, len(cells) / 2) and all(len(cell) <= _LONGEST_LINE for cell in cells)


def is_court_signature(text: str) -> bool:
    """Return whether a line holds the whole signature of the Algemene Rekenkamer: president and secretary."""
    return _COURT.match(text) is not None and _OFFICE.search(text) is not None and len(text.split()) <= _FUNCTION_WORDS


def is_function(text: str) -> bool:
    """Return whether a line is a minister's function, "De Minister van Defensie,", or that of a committee's officer."""
    if len(text.split()) > _FUNCTION_WORDS or text[-1:] in ".?":
        return False
    return any(pattern.match(text) for pattern in (_FUNCTION, _OF_COMMITTEE, _NAME_WITH_FUNCTION))


def _signs_for(seen: _Signed, text: str) -> bool:
    """Return whether a line below a minister's function says who signs for the minister, or that someone does."""
    return bool(seen.functions and (_NAMENS.match(text) or _OF_OFFICIAL.match(text)))


def mark_signatures(blocks: Sequence[RawBlock]) -> tuple[list[RawBlock], int]:
    """Mark each run of closing words, functions and names below running text.

    Returns:
        The blocks, a function's lines joined, and the index after the last block of the last signature; 0 if there is
        none.
    """
    marked = list(blocks)
    body_seen = False
    index = end = 0
    while index < len(marked):
        block = marked[index]
        length = 0
        if body_seen and block.kind is None and _may_begin(marked, index):
            joined = join_functions(marked[index : index + _SIGNATURE_BLOCKS])
            length = _signature_length([*marked[max(0, index - 1) : index], *joined], min(index, 1))
            if length:
                marked[index : index + _SIGNATURE_BLOCKS] = joined
        for place in range(index, index + length):
            if marked[place].kind is not BlockKind.FOOTNOTE:
                marked[place] = replace(marked[place], kind=BlockKind.SIGNATURE, level=0, label=None)
        body_seen = body_seen or (block.kind is None and len(block.text.split()) >= _BODY_WORDS)
        index += max(length, 1)
        if length or block.kind is BlockKind.SIGNATURE:
            end = index
    return marked, end


def _may_begin(blocks: Sequence[RawBlock], index: int) -> bool:
    """Return whether a block can be the first of a signature."""
    return len(blocks[index].text) <= _LONGEST_LINE and _takes(_Signed(), blocks, index, first=True)


def join_functions(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Join a function that goes on over lines: "de minister van Volksgezondheid," and "Welzijn en Sport,"."""
    joined: list[RawBlock] = []
    for block in blocks:
        if joined and block.kind in (None, BlockKind.HEADING) and _function_goes_on(joined[-1], block.text):
            before = joined[-1]
            joined[-1] = replace(before, text=f"{before.text} {block.text}", boxes=before.boxes + block.boxes)
        else:
            joined.append(block)
    return joined


def _function_goes_on(before: RawBlock, text: str) -> bool:
    if before.kind not in (None, BlockKind.HEADING) or not is_function(before.text) or name_in(before.text):
        return False
    if is_function(text) or not _LINE_ON.match(text) or len(text.split()) > _LINE_ON_WORDS:
        return False
    if _UNFINISHED.search(before.text) or text[:1].islower():
        return True
    return before.text.endswith(",") and " en " in text and name_in(text) is None


@dataclass(slots=True)
class _Signed:
    """What of a signature was seen so far: closing words, functions, names."""

    closed: bool = False
    functions: int = 0
    names: int = 0
    any_names: bool = False  # movers of a motion, the Algemene Rekenkamer: names without a function each
    name_first: bool = False  # "Jan Voorbeeld" above "Minister van Bruggen en Sluizen"

    @property
    def may_name(self) -> bool:
        """Whether a name may stand here: one for each function, or those below the closing words."""
        return self.any_names or self.names < self.functions or (self.closed and not self.functions)


def _signature_length(blocks: Sequence[RawBlock], start: int) -> int:
    """Return how many blocks from here on are one signature; 0 if none begins here.

    At a page's end the footnotes of the page stand in it, and an initial may have been read as the mark of a list.
    What follows the names is an annex, and its title may look like a name: each function has one name.
    """
    length = 0
    seen = _Signed()
    for at, block in enumerate(blocks[start : start + _SIGNATURE_BLOCKS], start):
        if block.kind is BlockKind.FOOTNOTE and length:
            length += 1
            continue
        as_item = block.kind is BlockKind.LIST_ITEM and seen.functions and name_in(block.text) is not None
        if block.kind not in (None, BlockKind.SIGNATURE, BlockKind.HEADING) and not as_item:
            break
        if not _takes(seen, blocks, at, first=length == 0):
            break
        length += 1
    while length and blocks[start + length - 1].kind is BlockKind.FOOTNOTE:
        length -= 1
    return length if seen.closed or (seen.names and seen.functions) else 0


def _takes(seen: _Signed, blocks: Sequence[RawBlock], at: int, *, first: bool) -> bool:
    """Take a block into a signature, if it goes on there."""
    text = blocks[at].text
    if first and _opens_without_function(blocks, at):
        seen.any_names, seen.functions, seen.names = True, 1, len(names_in(text))
    elif _CLOSING.match(text) and not seen.closed:
        seen.closed = True
    elif is_function(text):
        seen.functions += 1
        seen.names += name_in(text) is not None
    elif (first or seen.name_first) and _names_the_next(blocks, at):
        seen.name_first = True
        seen.names += 1
    elif seen.may_name and name_in(text):
        seen.names += 1
    else:
        return bool(_SIGNED.match(text) or _signs_for(seen, text) or (seen.names and _OFFICE_ALONE.match(text)))
    return True


def _names_the_next(blocks: Sequence[RawBlock], at: int) -> bool:
    """Return whether a full name stands above its function."""
    name = name_in(blocks[at].text)
    following = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return name is not None and re.search(r"[ .]", name) is not None and is_function(following)


def _opens_without_function(blocks: Sequence[RawBlock], start: int) -> bool:
    """Return whether a signature begins with no function: the movers of a motion, the Algemene Rekenkamer."""
    text = blocks[start].text
    if start and _ORDER_OF_DAY.match(blocks[start - 1].text) and name_in(text):
        return True
    if is_court_signature(text):
        return True
    return _COURT.fullmatch(text) is not None and any(name_in(block.text) for block in blocks[start + 1 : start + 3])
