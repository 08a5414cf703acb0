"""parts in order -> the same parts, with what Members wrote in a written consultation (schriftelijk overleg) theirs.

A report of a written consultation gives the contributions of the parties ("Vragen en opmerkingen van de leden van de
…-fractie"), and the minister's reaction: after all of them, or below each. In a reaction that follows them all, the
same headings come again, over the minister's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.vocabulary import BlockKind, Voice
from ingest.parts import FRAMING, Part

_ORDINAL = r"^(?:(?:[IVX]{1,4}|[A-Z]|\d{1,2})[.)]?\s+)?"
_CONTRIBUTION = re.compile(
    rf"{_ORDINAL}(?:vragen(?:\s(?:en|/)\sopmerkingen)?|opmerkingen(?:\sen\svragen)?|inbreng)\s(?:van|vanuit|door)\s"
    r"(?:(?:de|het)\s)?(?:leden|lid|fracties?|[\w-]+-fractie|(?:vaste\s)?commissie)\b",
    re.IGNORECASE,
)
_REACTION = re.compile(
    rf"{_ORDINAL}(?:(?:antwoord|reactie)(?:en)?(?:\s?/\s?(?:antwoord|reactie))?|beantwoording)\b(?:\s(?:van|op|door)\b|:?$)",
    re.IGNORECASE,
)
_BARE_ANSWER = re.compile(r"^(?:antwoord|reactie)(?: (?:van de )?(?:minister|staatssecretaris))?:?$", re.IGNORECASE)
_MEMBERS_ASK = re.compile(
    r"\b(?:leden|fracties?|zij)\b.{0,120}\b(?:vragen|verzoeken|vernemen|ontvangen graag|willen (?:graag )?weten)\b"
    r"|\b(?:vragen|verzoeken|vernemen|willen)\b.{0,30}\b(?:leden|fracties?|zij)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 20  # words
_SENTENCE_END = (".", "?", "!", ";")


def mark_contributions(parts: list[Part]) -> list[Part]:
    """Give Members' contributions their voice; letters without any come back as they are."""
    heads = [_role(part) for part in parts]
    last = _end_of_contributions(heads)
    marked: list[Part] = []
    member = False
    for at, (part, head) in enumerate(zip(parts, heads, strict=True)):
        if head is not None:
            member = head is Voice.MEMBER and at < last
        if part.kind in FRAMING:
            member = False
        if head is None and last == len(parts) and _is_asked_on(parts, heads, at):
            member = True
        kind = BlockKind.HEADING if head is not None and part.kind is None else part.kind
        voice = Voice.MEMBER if member and part.voice is Voice.AUTHOR else part.voice
        marked.append(replace(part, kind=kind, voice=voice))
    return _paired(marked, heads) if last == len(parts) else marked


def _paired(parts: Sequence[Part], heads: Sequence[Voice | None]) -> list[Part]:
    """Pair what Members ask with the answer right below it; questions that are numbered have been paired before."""
    if Voice.MEMBER not in heads or any(part.asks is not None for part in parts):
        return list(parts)
    paired: list[Part] = []
    asked = 0
    answering = False
    for part, head in zip(parts, heads, strict=True):
        if head is not None or part.kind in FRAMING:
            asked += answering or head is Voice.MEMBER
            answering = head is Voice.AUTHOR and _BARE_ANSWER.match(part.text) is not None
            paired.append(replace(part, answers=(asked,)) if answering else part)
        elif part.voice is Voice.MEMBER:
            asked += answering
            answering = False
            paired.append(replace(part, asks=asked))
        else:
            paired.append(replace(part, answers=(asked,)) if answering else part)
    return paired


def _is_asked_on(parts: Sequence[Part], heads: Sequence[Voice | None], at: int) -> bool:
    """Whether Members go on asking below the answer to their last question: another answer follows directly."""
    following = next((place for place in range(at + 1, len(parts)) if parts[place].kind is not BlockKind.FOOTNOTE), at)
    answered = heads[following] is Voice.AUTHOR and _BARE_ANSWER.match(parts[following].text) is not None
    return answered and Voice.MEMBER in heads[:at] and _MEMBERS_ASK.search(parts[at].text) is not None


def _role(part: Part) -> Voice | None:
    """Whose words a heading announces; None for any other part."""
    text = part.text
    if part.kind in (*FRAMING, BlockKind.FOOTNOTE) or len(text.split()) > _LONGEST_HEADING:
        return None
    if text.endswith(_SENTENCE_END):
        return None
    if _CONTRIBUTION.match(text):
        return Voice.MEMBER
    return Voice.AUTHOR if _REACTION.match(text) else None


def _end_of_contributions(heads: Sequence[Voice | None]) -> int:
    """The index behind which no contribution begins: that of a reaction to several parties at once."""
    open_parties = 0
    for at, head in enumerate(heads):
        if head is Voice.MEMBER:
            open_parties += 1
        elif head is Voice.AUTHOR:
            if open_parties > 1:
                return at
            open_parties = 0
    return len(heads)
