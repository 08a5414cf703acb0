"""the line of one sentence -> the heading and the footnote that an extraction glued to it, and the sentence.

Extractions that give a sentence a line know no headings: "Kalverregeling Ik informeer u over ..." is a heading and
a sentence. And a footnote stands where its page ended: "1 Kamerstuk 31 753, nr. 94 Daarbij is ...".
"""

from __future__ import annotations

import re

_HEADING_WORDS = 10
# A word that opens a sentence, in the middle of a line, with a small letter behind it: a name goes on with a capital.
_OPENING = re.compile(
    r"""\s(?=(?:Ik|U)\ [a-zà-ÿ]
    |(?:Het|Een|In|Op|Met|Tijdens|Voor|Als|Dit|Deze|Uw|Er|Naar|Ook|Om|Bij|Hierbij|Sinds|Tevens|Verder|Zoals|Conform
       |Volgens|Aan|Wij|Na|Uit|Door|Over|De)\ [a-zà-ÿ]{2,})""",
    re.VERBOSE,
)
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon|zal|zullen|zou|zouden|moet"
    r"|moeten|mag|mogen|wil|willen|gaat|gaan|komt|komen|geeft|geven|blijft|blijven|staat|staan|zie|luidt|betreft|\w+de)\b"
)
_FUNCTION_WORD = re.compile(
    r"(?:de|het|een|in|op|met|voor|als|dit|deze|dat|die|uw|er|naar|ook|om|bij|sinds|na|uit|door|over|van|en|of|tot|te"
    r"|volgens|conform|tijdens|hierbij|tevens|verder|zoals|ik|u|wij|ja|nee|maar|aan|onder|per|tegen|ten|ter|zie)$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:lid|leden|minister|staatssecretaris|mevrouw|heer|motie|dagblad|krant)$", re.IGNORECASE)
_NOTE = re.compile(r"(?P<label>\d{1,2}) (?=[A-Z])")
# What a footnote cites: parliamentary papers, official journals, addresses.
_CITED = re.compile(
    r"(?P<paper>(?:Kamerstuk(?:ken)?|Handelingen|Aanhangsel)\b[^.]{0,60}?\bnrs?\. ?\d+(?:[ ,]+item \d+)?)"
    r"|\b(?:Stb|Stcrt|Trb|Pb|PbEU)\. ?\d{4}|https?://|\bBijlage bij\b"
)


def glued_heading(line: str) -> int:
    """Return where the sentence begins behind the heading that a line opens with; 0 if it opens with none."""
    for opening in _OPENING.finditer(line):
        words = line[: opening.start()].split()
        if len(words) > _HEADING_WORDS:
            return 0
        if _reads_as_title(words):
            return opening.end()
    return 0


def _reads_as_title(words: list[str]) -> bool:
    """Return whether words could be a heading: no verb, no word at either end that leads into a sentence."""
    text = " ".join(words)
    if not text[:1].isupper() or text[-1] in ",;:-–" or _VERB.search(text):
        return False
    return not (_FUNCTION_WORD.match(words[0]) or _FUNCTION_WORD.match(words[-1]) or _TITLE.search(words[-1]))


def glued_note(line: str, expected: range) -> tuple[str, int, int] | None:
    """Find the footnote that a line opens with.

    Args:
        line: The line.
        expected: The numbers that the next footnote can have.

    Returns:
        Its label, and where its text begins and ends; None if the line is no footnote.
    """
    mark = _NOTE.match(line)
    if mark is None or int(mark["label"]) not in expected or (cited := _CITED.search(line)) is None:
        return None
    if cited["paper"] and cited.start() == mark.end() and re.match(r"\.? [A-Z]", line[cited.end() :]):
        return mark["label"], mark.end(), cited.end()
    return mark["label"], mark.end(), len(line)
