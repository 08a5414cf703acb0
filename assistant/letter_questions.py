"""a question about a letter itself, and what was found for it -> the letters that it comes nearest to, with their headers.

"Wie ondertekende de brief over …?" and "Welke brief gaat over …?" are answered by no sentence of a letter but by what is
known of it: subject, date, ministry, number and signatories.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.clause_terms import terms_of
from assistant.vocabulary import LetterHeader, Note, NoteKind

if TYPE_CHECKING:
    from assistant.retrieval import Candidates

_MOST = 3  # letters named
_AS_NEAR = 0.8  # of the best one's share of the question's words that another letter's subject holds
_LETTER = r"(?:kamer)?brie(?:f|ven)"
_THE_LETTER = rf"(?:(?:de|die|deze|een|het) )?(?:\w+ )?{_LETTER}"
_SENT = r"(?:ver|ge|onder)?(?:stuurd|zonden|schreven|dateerd|tekend)"
_ASKS = re.compile(
    rf"^(?:en )?(?:in )?welke (?:\w+ )?{_LETTER} (?:gaa[nt]|ging(?:en)?|over|behandel\w+|staa[nt]|stond(?:en)?|zijn er|is er)\b"
    rf"|\b(?:wanneer|op welke (?:dag|datum)) (?:is|zijn|was|werd|werden) {_THE_LETTER}\b.*\b{_SENT}\b"
    rf"|\bvan (?:wanneer|welke (?:dag|datum)) (?:is|zijn|was) {_THE_LETTER}\b"
    rf"|\bwie (?:schreef|ondertekende|stuurde|verstuurde|tekende) {_THE_LETTER}\b"
    rf"|\b(?:wie|welke? \w+) (?:heeft|hebben) {_THE_LETTER}\b.*\b{_SENT}\b"
    rf"|\b(?:is|zijn|bestaat|bestaan) er (?:ook |al |nog )*(?:een )?(?:\w+ )?{_LETTER} over\b"
    rf"|^(?:zoek|vind|toon|geef|noem)(?: me| mij| ons)?(?: eens)? (?:alle |de |een )*(?:\w+ )?{_LETTER} (?:over|van|waarin)\b"
    rf"|\bwat (?:is|was) (?:het|de) (?:kenmerk|kamerstuknummer|nummer|onderwerp|datum) van {_THE_LETTER}\b",
    re.IGNORECASE,
)


def asks_for_letter(text: str) -> bool:
    """Whether a question is about a letter itself: which one, of when, by whom."""
    return _ASKS.search(text) is not None


def name_letters(candidates: Candidates) -> tuple[Note, ...]:
    """A note for each letter that may be meant: those whose subject says most of the question, else the best found.

    Empty where no letter holds a word of what the question is about.
    """
    subject = candidates.weights.weighed(candidates.query.subject)
    shares: dict[str, tuple[float, LetterHeader]] = {}
    for scored in candidates.passages:
        if scored.header.id not in shares and scored.evidence["coverage"]:
            shares[scored.header.id] = (subject.covered(terms_of(scored.header.title)), scored.header)
    best = max((share for share, _ in shares.values()), default=0.0)
    meant = [header for share, header in shares.values() if share >= _AS_NEAR * best]
    return tuple(_note(header) for header in meant[:_MOST])


def _note(header: LetterHeader) -> Note:
    values = (
        ("title", header.title),
        ("written", header.date.isoformat() if header.date else ""),
        ("ministry", header.ministry or ""),
        ("number", header.kamerstuk or header.reference or ""),
        ("signatories", ", ".join(header.signatories)),
    )
    return Note(NoteKind.ABOUT_LETTER, values)
