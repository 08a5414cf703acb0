"""parts -> the same parts, with the text of a motion (motie) its own voice, not the minister's.

A motion is a document of its own, or is quoted whole in the letter that says what became of it. It has one form:
"De Kamer, gehoord de beraadslaging, overwegende dat ...; verzoekt de regering ..., en gaat over tot de orde van de dag."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import BlockKind, Voice
from ingest.parts import FRAMING, Part

_TITLE = re.compile(r"^(?:gewijzigde |nader gewijzigde )?motie van ", re.IGNORECASE)
_OPENS = re.compile(r"^[\"'“‘«„(]?(?:de kamer,|gehoord de beraadslaging)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^[\"'“‘«„(]?(?:(?:constaterende|overwegende|van mening|van oordeel|in overweging nemende|voorts overwegende),? dat\b"
    r"|(?:roept|verzoekt|vraagt) (?:de regering|het kabinet|het presidium)\b|spreekt (?:als haar mening )?uit\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"gaat over tot de orde van de dag", re.IGNORECASE)
_MOST_PARTS = 20  # of a motion quoted in a letter


def mark_motions(parts: list[Part]) -> list[Part]:
    """Give the text of each motion, up to "de orde van de dag", its own voice; Members' words stay theirs."""
    marked = list(parts)
    if not any(_ENDS.search(part.text) for part in parts):
        return marked
    is_motion = any(_TITLE.match(part.text) for part in parts if part.kind is BlockKind.LETTERHEAD)
    at = 0
    while at < len(parts):
        end = _end(parts, at, most=len(parts) if is_motion else _MOST_PARTS)
        for place in range(at, end):
            part = parts[place]
            if part.kind not in FRAMING and part.voice is Voice.AUTHOR:
                marked[place] = replace(part, voice=Voice.MOTION, kind=part.kind or BlockKind.PARAGRAPH)
        at = max(end, at + 1)
    return marked


def _end(parts: Sequence[Part], at: int, *, most: int) -> int:
    """Return the index behind the motion that opens here; 0 if none does."""
    opens = parts[at].kind not in FRAMING and (_OPENS.match(parts[at].text) or _CLAUSE.match(parts[at].text))
    if not opens:
        return 0
    for place in range(at, min(at + most, len(parts))):
        if _ENDS.search(parts[place].text):
            return place + 1
    return 0
