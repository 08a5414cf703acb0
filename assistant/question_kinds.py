"""words of a question -> the kind of answer that it asks for, and what is to be counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.analyser import STOP_WORDS, Token, fold, lemma_of


class Asked(StrEnum):
    """The kind of answer that a question asks for."""

    AMOUNT = "amount"  # hoeveel geld, wat kost
    PERCENTAGE = "percentage"
    QUANTITY = "quantity"  # hoeveel, of whatever is counted: an amount, a number or a percentage
    VALUE = "value"  # keywords, "wat is de prijs": likely a figure or a date, but not surely
    DATE = "date"  # wanneer, tot welke datum
    PERSON = "person"  # wie
    PLACE = "place"  # waar
    REASON = "reason"  # waarom, hoe komt het
    LIST = "list"  # welke
    POLAR = "polar"  # ja of nee, voor of tegen: "Is de minister voor …?", "Wat vindt het kabinet van …?"
    OTHER = "other"


# The first that matches decides; a question word anywhere in the question counts, for people type "PURL hoeveel?".
_ASKED = (
    (
        Asked.REASON,
        r"\bwaarom\b|\bhoe (?:komt|kwam|kan|kon) (?:het|dat)\b|\bhoezo\b|\bwaardoor\b|\bwat (?:is|was|zijn"
        r"|waren) (?:\w+ )?(?:\w+ )?(?:de|het) "
        r"(?:reden|redenen|oorzaak|oorzaken|aanleiding|verklaring)\b|\boorzaak\b|\b(?:om|met) welke reden\b"
        r"|\bwelke redenen?\b|\bwaar komt\b.*\bdoor\b"
        r"|\bwaar(?:aan)? (?:ligt|lag)\b.*\baan\b",
    ),
    (Asked.PERCENTAGE, r"\bpercentage\b|\bprocent\b|\bwelk (?:deel|aandeel)\b|\bhoeveel %|\bpercentages\b|\baandeel\b"),
    (
        Asked.DATE,
        r"\bwanneer\b|\bwelke (?:datum|dag|maand)\b|\b(?:in|vanaf|tot|sinds|per|voor) welk jaar\b|\bhoe laat\b"
        r"|\btot hoe lang\b"
        r"|\bsinds hoe ?lang\b|\bper welke\b|\bdatum\b|\bwelk jaar\b",
    ),
    (
        Asked.AMOUNT,
        r"\bbedrag\w*\b|\bwat (?:gaat|gaan|kost|kosten|kostte\w*|zal|zullen|zou|zouden)\b.*\bkost"
        r"|\bwat kost\w*\b|\bhoeveel (?:geld|euro)\b"
        r"|\bhoe duur\b|\bwat (?:betaal\w*|verdien\w*)\b|\bhoeveel (?:\w+ )?(?:kost|betaal|subsidie|budget"
        r"|bijdrage)\w*\b",
    ),
    (
        Asked.QUANTITY,
        r"\bhoeveel\w*\b|\bhoe (?:hoog|groot|lang|vaak|ver|veel|oud|warm|heet|koud|diep|breed|zwaar|snel|dik"
        r"|laag|klein)\b|\bwelk aantal\b|\baantal\b",
    ),
    (Asked.PERSON, r"\bwie\b|\b(?:door )?welke (?:minister|organisatie|partij|instantie|persoon|bewindspersoon"
    r"|dienst)\b"),
    (Asked.PLACE, r"\bwaar\b(?! \w+ (?:over|aan|op|voor|mee|van)\b)|\bwelke (?:stad|plaats|gemeente|regio"
    r"|provincie)\b"),
    (
        Asked.VALUE,
        r"\bwat (?:is|was|wordt|werd|zijn|waren|bedraagt|bedroeg)\b.*\b(?:\w*(?:prijs|tarief|waarde|vergoeding"
        r"|bijdrage|budget|boete|subsidie|raming|kosten"
        r"|opbrengst|norm|grens|termijn|stand(?!punt)|doel|tekort|omvang|leeftijd|temperatuur|snelheid|minimum|maximum"
        r"|gemiddelde|duur|uitgaven)\w*)\b"
        r"|\bwat\b.*\b(?:krijg\w*|kreeg|kregen|kwijt|uitgegeven|uit aan|levert?|opgeleverd|gekost|begroot|terug\w*betalen"
        r"|besteed|uitgekeerd|gereserveerd|bijgedragen|waard)\b"
        r"|\bwelke? (?:\w+ )?\w*(?:nummer|prijs|tarief|waarde|vergoeding|bijdrage|boete|termijn|leeftijd|norm|grens\w*"
        r"|temperatuur|snelheid)\b",
    ),
    (Asked.LIST, r"\bwelke\b|\bnoem\b|\bsom op\b"),
)  # fmt: skip
_ASKED_PATTERNS = tuple((asked, re.compile(pattern, re.IGNORECASE)) for asked, pattern in _ASKED)
_QUESTION_WORD = re.compile(r"\b(?:wat|wie|waar\w*|wanneer|welke?|hoe\w*|waarom)\b", re.IGNORECASE)
# Verbs that open a question of yes or no.
_POLAR = re.compile(
    r"^(?:en |maar |of )?(?:is|was|zijn|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon"
    r"|konden|mag|mogen"
    r"|mocht|moet|moeten|moest\w*|zal|zullen|zou|zouden|wil|willen|wilde\w*|gaat|gaan|ging\w*|komt|komen"
    r"|kwam\w*|krijgt?|krijgen"
    r"|klopt|blijft?|blijven|vindt?|vinden|doet|doen|deed|scheelt|loopt|lopen|werkt|werken|gelden|geldt|bestaat"
    r"|bestaan|steunt?"
    r"|weet|weten|hoeft?|hoeven|lukt\w*|helpt?|helpen|dur\w+|voldoe\w+|beta\w+|neemt?|nemen|geeft?|geven|staat"
    r"|staan|ligt|liggen)\b",
    re.IGNORECASE,
)
# What somebody thinks of something: for or against.
_OPINION = re.compile(
    r"\bwat (?:vindt|vinden|vond|vonden) (?:de |het )?(?:minister|staatssecretaris|kabinet|regering|bewindspersoon|nederland)\b"
    r"|\bwat is (?:het|de) (?:standpunt|oordeel|mening|opvatting|reactie|positie)\b"
    r"|\bhoe (?:staat|staan|stond|kijkt|kijken|denkt|denken|oordeelt|reageert)\b.*\b(?:tegenover|naar|over|op)\b"
    r"|^(?:verbied\w*|verbiedt|overweeg\w*|verhoog\w*|verlaag\w*|schaf\w*|stop\w*|sta(?:at)? .* open|stel\w*|deel\w*|onderschrijf\w*)\b",
    re.IGNORECASE,
)
# What a Member asks, as against what is answered: "Wat vraagt het lid …?", "Welke vragen stelden de leden …?"
_ASKS_OF_MEMBER = re.compile(
    r"\b(?:wat|waarnaar|welke vragen|waarover)\b[^?]{0,20}\b(?:vraagt|vragen|vroeg|vroegen|stelt|stelde|stelden|stellen|wil weten|willen weten)\b[^?]{0,25}"
    r"\b(?:kamerlid|kamerleden|lid|leden|fracties?|(?:vvd|cda|pvda|d66|pvv|sp|cu|sgp|bbb|nsc|denk|volt|groenlinks)\b)",
    re.IGNORECASE,
)
_KEYWORDS = 8  # words; a longer text without a question word is a sentence
_COUNTED = re.compile(r"\bhoeveel\b|\b(?:welk )?aantal(?:len)?\b", re.IGNORECASE)
_VERB_BEFORE = re.compile(r"\w+en er\b", re.IGNORECASE)  # "hoeveel vrouwen werken er"
_BEINGS = re.compile(
    r"(?:(?<!vall)(?<=[bdfgklmnprstvz])ers|isten|anten|enten|eurs|(?:leer|vluchte|zuige)lingen|mensen|personen|kinderen|vrouwen|mannen|militairen|ouders|leden|jongeren|ouderen"
    r"|baby[’']?s|wolven|honden|dieren|koeien|varkens|vogels|gemeenten|scholen|huizen|woningen|huishoudens|bedrijven)$",
    re.IGNORECASE,
)
_LASTS = re.compile(r"(?:tijd|tijden|duur|termijn|periode|vertraging|uitstel|verlof|vakantie|leeftijd)$", re.IGNORECASE)
_TIME = ("jaar", "maand", "week", "dag", "uur", "minuut", "seconde")
_IMPLIED = {  # what "hoe lang" and its like count in
    "lang": _TIME,
    "snel": (*_TIME, "kilometer"),
    "oud": ("jaar", "maand"),
    "vaak": ("keer", "maal"),
    "ver": ("kilometer", "meter"),
    "diep": ("meter", "centimeter"),
    "breed": ("meter", "centimeter"),
    "dik": ("meter", "centimeter", "millimeter"),
    "zwaar": ("kilo", "ton", "gram"),
    "warm": ("graad",),
    "heet": ("graad",),
    "koud": ("graad",),
}
_SAME_UNIT = {
    "kg": "kilo", "kilogram": "kilo", "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter",
    "ha": "hectare",
    "uren": "uur", "uurs": "uur", "jaarlijks": "jaar", "maal": "keer", "ton": "ton", "tonnen": "ton", "graden": "graad",
    "°c": "graad",
    "mensen": "mens", "fte's": "fte", "daagse": "dag", "jarige": "jaar", "maandelijkse": "maand", "wekelijkse": "week",
}  # fmt: skip
_KIND_WORD = re.compile(r"\b(?:welke?|wat voor|op grond van welke?)\b\s*", re.IGNORECASE)
_PLURAL = re.compile(r"\w{2}(?:en|s)$")  # of a noun; an adjective before one ends in -e
_HOW = re.compile(rf"\bhoe ({'|'.join(_IMPLIED)})\b", re.IGNORECASE)
_LONGEST_NOUN_PHRASE = 3  # words after "hoeveel" among which the thing counted is looked for


def asked_for(text: str) -> Asked:
    """The kind of answer that the question's words ask for."""
    for asked, pattern in _ASKED_PATTERNS:
        if pattern.search(text):
            return asked
    if _POLAR.match(text) or _OPINION.search(text):
        return Asked.POLAR
    keywords = len(text.split()) <= _KEYWORDS and "?" not in text and not _QUESTION_WORD.search(text)
    return Asked.VALUE if keywords else Asked.OTHER


def asks_what_was_asked(text: str) -> bool:
    """Whether a question wants the Member's question itself, and not its answer."""
    return _ASKS_OF_MEMBER.search(text) is not None


def implied_units(text: str) -> tuple[str, ...]:
    """The units that "hoe lang" and its like ask for, as dictionary words; none for other questions."""
    how = _HOW.search(text)
    return _IMPLIED[how.group(1).lower()] if how else ()


def counted_words(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """What a question wants counted: the noun after "hoeveel", with a word before it that says which.

    None if a verb follows ("Hoeveel kost …"): then money is meant, more often than not.
    """
    counted = _COUNTED.search(text)
    if counted is None:
        return ()
    found: list[Token] = []
    for token in [token for token in tokens if token.start >= counted.end()][:_LONGEST_NOUN_PHRASE]:
        is_verb = is_finite_verb(token.text) or (found and _VERB_BEFORE.match(text, token.start))
        if is_verb or (found and not token.terms):
            break
        if token.terms:
            found.append(token)
    return tuple(found)


def counts_beings(counted: Sequence[Token]) -> bool:
    """Whether what is to be counted are people, animals or what houses them, of whom no sum of money tells the number."""
    return any(_BEINGS.search(token.text) for token in counted)


def asks_time(counted: Sequence[Token]) -> bool:
    """Whether what is to be counted is time: weeks, the age or how much delay."""
    return any(unit_of(token.text) in _TIME or _LASTS.search(token.text) for token in counted)


def unit_of(word: str) -> str:
    """A word for a unit in its one form ("kg" -> "kilo", "weken" -> "week")."""
    folded = word.casefold()
    lemma = lemma_of(folded)
    return _SAME_UNIT.get(folded) or _SAME_UNIT.get(lemma, lemma)


def kind_word(text: str) -> str | None:
    """The noun after "welk" or "welke": what kind of thing is asked for ("landen", "wet"); None without one."""
    found = _KIND_WORD.search(text)
    words = re.findall(r"[\w-]+", text[found.end() :])[:_LONGEST_NOUN_PHRASE] if found else []
    nouns = []
    for word in words:
        if is_finite_verb(word) or fold(word) in STOP_WORDS:
            break
        nouns.append(word)
        if _PLURAL.search(word):  # "welke landen samen"
            break
    return nouns[-1] if nouns else None


def asks_several(asked: Asked, kind: str | None) -> bool:
    """Whether a question asks for several things: "welke maatregelen", and not "welke gemeente" or "welke dag"."""
    return asked in {Asked.LIST, Asked.REASON} and kind is not None and _PLURAL.search(kind) is not None


def is_finite_verb(word: str) -> bool:
    """Whether a word is a verb that is not in its dictionary form ("kreeg", "stopt"): a Dutch infinitive ends in -n."""
    folded = fold(word)
    lemma = lemma_of(folded)
    if folded == f"{lemma}s":  # "vrachtwagens"
        return False
    return folded in _VERBS or (lemma.endswith(("en", "gaan", "staan", "doen", "zien", "zijn")) and lemma != folded)


_VERBS = frozenset(
    """
    kosten kost krijgen betalen gaan komen zijn was is waren wordt werd worden werden heeft had hebben stond stonden zat
    zaten
    """.split()
)
