"""letter and a cited place in it -> who says what stands there: the minister, a Member, a motion; and whom it quotes.

Who signed stands in the signature or the letterhead. Whom a sentence quotes is told by its grammar: a body or Members
as the subject of a verb of saying, or "volgens …".
"""

from __future__ import annotations

import re

from assistant.sentences import split_sentences
from assistant.vocabulary import Block, BlockKind, Letter, Role, Speaker, Voice

_HEAD = 2_500  # characters at a letter's begin and end in which its sender stands
_SIGNED_BY = re.compile(
    r"^\W*(?:de |antwoord van (?:de )?|mede namens de )?(?P<office>minister-president|minister|staatssecretaris)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNERS = 2
_FOR_HIMSELF = re.compile(r"\b(?:ik|wij)\b", re.IGNORECASE)
_MINISTRY = re.compile(r"^ministerie (?:van|voor) ", re.IGNORECASE)
_BODIES = (
    r"raad|afdeling|inspectie|commissie|adviescommissie|visitatiecommissie|planbureau|rekenkamer|rechter|rechtbank|gerechtshof|hof|ombudsman"
    r"|autoriteit|toezichthouder|instituut|bureau|vereniging|stichting|bond|vakbond|federatie|koepel|brancheorganisatie|universiteit"
    r"|onderzoekers?|deskundigen|experts?|adviseurs?|auditors?|accountant|gemeenten?|provincies?|waterschap(?:pen)?|omwonenden|bewoners"
    r"|rapport|advies|evaluatie|onderzoek|studie|monitor|europese commissie|dienst|agentschap|college|gezelschap|platform|netwerk|fabrikant"
    r"|werkgroep|regiegroep|taskforce|panel|ondernemers|werkgevers|werknemers|sector|banken|bedrijf|aannemer|politie|openbaar ministerie"
)
_SAYS = (
    r"adviseert|adviseren|adviseerde|adviseerden|concludeert|concluderen|concludeerde|concludeerden|constateert|constateren|constateerde|constateerden"
    r"|stelt dat|stellen dat|stelde dat|stelden dat|stelt vast|stelde vast|merkt op|merken op|merkte op|meldt|melden|meldde|meldden|schrijft|schrijven|schreef"
    r"|vindt|vinden|vond dat|vonden dat|acht|achtte|oordeelt|oordeelde|oordeelden|waarschuwt|waarschuwen|waarschuwde|waarschuwden|beveelt|bevelen|beval|verwacht|verwachten"
    r"|verwachtte|schat|schatte|raamt|raamde|berekende|berekent|geeft aan|geven aan|gaf aan|gaven aan|pleit|pleiten|pleitte|wijst erop|wijzen erop|wees erop"
    r"|vraagt|vragen|vroeg|vroegen|verzoekt|verzoeken|verzocht|roept|roepen|riep|noemt|noemen|noemde|ziet|zien|zag|laat zien|laten zien|liet zien|blijkt uit|heeft geoordeeld"
)
# Between subject and verb; a passive or a verb of duty there says that the subject does not speak.
_ADJECTIVES = r"(?:(?!(?:die|dat|per|met|van|in|op|voor|aan|en|of|bij|uit|erg)\b)[\w’'-]+\s+){0,3}?"
_GAP = r"(?:(?!\b(?:wordt|worden|werd|werden|is|zijn|was|waren|moet|moeten|mag|mogen|kan|kunnen)\b)[^,.;:]){0,40}?"
_REPORTED = re.compile(
    rf"^(?:Ook |Daarnaast |Verder )?(?:(?P<who>(?:de|het|een|deze|dit)\s+{_ADJECTIVES}(?:{_BODIES})\b(?:\s+(?:van|voor)\s+(?:de |het )?(?-i:[A-Z])[\w’'-]*"
    rf"(?:\s+(?-i:[A-Z])[\w’'-]*)*|\s+(?-i:[A-Z])[\w’'()-]*)?|(?-i:(?:De |Het )[A-Z]{{2,}}\w*))\s+{_GAP}\b(?:{_SAYS})\b"
    rf"|(?P<short>(?-i:[A-Z]{{3,6}}))\s+(?:{_SAYS})\b)(?! plaats)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:de|het|een|deze|dit)\s+", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"\bvolgens (?P<who>(?:(?:de|het|een|deze|dit)\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{_BODIES})\b(?:\s+van\s+(?:de |het )?(?-i:[A-Z])[\w’'-]*)?"
    r"|(?-i:(?:de |het )?[A-Z]{2,}\w*(?![\w:-])))",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"^(?P<who>(?:de|het|enkele|diverse|meerdere)\s+(?:(?:aan het woord zijnde|voornoemde|genoemde)\s+)?(?:kamer)?(?:leden|lid|fracties?)\b(?:\s+van de\s+[\w-]+(?:-fracties?)?| [A-Z][\w-]+(?:\s\([\w-]+\))?)?)"
    r"\s+(?:[^,.;:]{0,40}\s)?(?:vraagt|vragen|vroeg|vroegen|verzoekt|verzoeken|verzocht|verzochten|stelt|stellen|vindt|vinden|wijst|wijzen)\b",
    re.IGNORECASE,
)
_MOTION = re.compile(
    r"^(?P<who>(?:de|deze|die|een)\s+(?:aangehouden\s+|aangenomen\s+|gewijzigde\s+)?(?:motie|amendement)\b(?:[- ](?:van\s+)?(?:het lid |de leden )?[A-Z][\w/’'-]+(?:\s+(?:c\.s\.|en\s+[A-Z][\w-]+))?)?)"
    r"\s+(?:[^.;:]{0,40}\s)?(?:verzoekt|roept|vraagt|verzocht|riep|vroeg|constateert|overweegt)\b",
    re.IGNORECASE,
)


def speaker_of(letter: Letter, start: int, end: int) -> Speaker:
    """Who says what stands in a letter from `start` to `end`."""
    block = next((one for one in letter.blocks if one.start <= start < one.end), None)
    if block is not None and block.voice is Voice.MEMBER:
        return Speaker(Role.MEMBER)
    if block is not None and block.voice is Voice.MOTION:
        return Speaker(Role.MOTION)
    role, name = author_of(letter)
    text = letter.text[start:end]
    quoted = None if _takes_over(text) else quoted_in(text)
    itself = quoted is not None and name is not None and _ARTICLE.sub("", quoted).lower() in name.lower()
    return Speaker(role, name, None if itself else quoted)


def _takes_over(text: str) -> bool:
    """Whether the author speaks for himself after whom he quotes: "De motie vraagt … Daar zie ik van af."."""
    later = split_sentences(text)[1:]
    return any(_FOR_HIMSELF.search(text[start:end]) for start, end in later)


def author_of(letter: Letter) -> tuple[Role, str | None]:
    """Who signed a letter, and the portfolio or the name of the body."""
    ministry = letter.header.ministry
    if ministry is not None and not _MINISTRY.match(ministry):
        return Role.BODY, ministry
    portfolio = _MINISTRY.sub("", ministry) if ministry else None
    offices = {found["office"].lower() for found in _SIGNED_BY.finditer(_around(letter))}
    ministers = bool(offices & {"minister", "minister-president"})
    if len(letter.header.signatories) >= _SIGNERS or (ministers and "staatssecretaris" in offices):
        return (Role.MINISTERS, None) if offices else (Role.LETTER, None)
    if ministers:
        return Role.MINISTER, portfolio
    return (Role.STATE_SECRETARY, portfolio) if offices else (Role.LETTER, None)


def _around(letter: Letter) -> str:
    """The letterhead and the signature; without blocks of these kinds the letter's begin and end."""
    parts = [_text(letter, one) for one in letter.blocks if one.kind in {BlockKind.LETTERHEAD, BlockKind.SIGNATURE}]
    return "\n".join(parts) if parts else f"{letter.text[:_HEAD]}\n{letter.text[-_HEAD:]}"


def _text(letter: Letter, block: Block) -> str:
    return letter.text[block.start : block.end]


def quoted_in(text: str) -> str | None:
    """Whom a text of an author quotes, as it names them; None where the author speaks for himself."""
    for pattern in (_MOTION, _MEMBERS):
        if found := pattern.match(text):
            return found["who"]
    if found := _REPORTED.match(text):
        return found["who"] or found["short"]
    according = _ACCORDING.search(text)
    return according["who"] if according else None
