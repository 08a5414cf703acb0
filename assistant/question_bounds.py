"""question -> what of it letters could answer, and why the rest gets no answer: opinions, forecasts, orders, insults.

The rules are of grammar. Letters hold what a minister thinks ("Wat vindt de minister van …?") but not what this program
or its user should; a second person with a verb of opinion, an imperative that is no question, or a forecast by nobody
is no question to letters. A written question to a minister is in the second person, too ("Bent u bereid …?"): what is
asked nearly in the words of one is asked of the letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """Why a question, or a sentence of it, is none that letters answer."""

    OPINION = "opinion"  # of this program, or what the user should think or do
    FORECAST = "forecast"
    PERSON = "person"  # about this program, or the private life of somebody
    INSULT = "insult"
    ORDER = "order"  # to do something else than answer from the letters
    LANGUAGE = "language"  # English of which too little could be read, or another language


_YOU = r"(?:u|je|jij|jullie|gij)"
_YOUR = r"(?:uw|je|jouw|jullie)"
_OFFICE = r"(?:minister\w*|staatssecretaris\w*|bewindspersoon|bewindslieden|premier|kabinet|kamerlid|president)"
_PATTERNS: tuple[tuple[Bound, str], ...] = (
    (
        Bound.ORDER,
        rf"^(?:negeer|omzeil|overschrijf|vergeet)\b(?! (?:de|het) {_OFFICE}\b)"
        rf"|\b(?:negeer|vergeet(?! (?:de|het) {_OFFICE}\b)|omzeil|overtreed)\b.{{0,60}}\b(?:instructies?|regels?|opdracht\w*|prompts?|beperkingen|richtlijnen|voorgaande\w*)\b"
        r"|\bignore\b.{0,60}\b(?:instructions?|rules|prompts?|above)\b"
        r"|^(?:doe|doet) (?:alsof|of)\b|^gedraag (?:je|u)\b|^speel (?:de rol|een rol|dat)\b|^je bent (?:nu|vanaf nu|voortaan)\b"
        r"|\b(?:toon|geef|laat|herhaal|print|onthul|vertel|wat (?:is|zijn))\b.{0,40}\b(?:systeemprompt|system prompt|systeeminstructies"
        rf"|{_YOUR} (?:\w+ )?(?:prompt|instructies|regels)|wachtwoord(?:en)?|api.?keys?|toegangscode)\b"
        r"|^(?:schrijf|dicht|verzin|bedenk|vertaal|componeer|teken|zing|programmeer|beweer|bevestig|zeg (?:dat|na|alleen|maar)|antwoord)\b"
        rf"|^(?:kun|kunt|kan|wil|wilt|zou) {_YOU} (?:[^\s?]+ ){{0,6}}(?:schrijven|dichten|verzinnen|bedenken|vertalen|zingen|tekenen|programmeren|rappen)\b"
        r"|\b(?:gedicht|limerick|grap|mop|rap|haiku|sinterklaasgedicht)\b.{0,20}\b(?:maken|vertellen)\b|^(?:vertel|maak) (?:(?:me|mij|eens) )*een (?:grap|mop|gedicht|raadsel|verhaal\w*)\b",
    ),
    (
        Bound.INSULT,
        rf"\b(?:{_YOU} (?:bent|ben|zijn)|(?:ben|bent|zijn) {_YOU}) (?:\w+ ){{0,3}}?(?:dom|domme|stom|stomme|achterlijk\w*|waardeloos|waardeloze|nutteloos|nutteloze|lui|luie"
        r"|idioot|idioten|sukkels?|debiel|mislukking|leugenaars?|prutser|nep|slecht|slechte|vreselijk)\b"
        r"|\b(?:stomme|domme|waardeloze|achterlijke|kut|klote) ?(?:bot|computer|machine|assistent|programma|ding|chatbot|app|site|ai)\b"
        r"|\b(?:idioot|sukkel|klootzak|eikel|debiel|mafkees|trut|lul|hufter|oplichter|oplichters)\b"
        rf"|\b(?:hou|houd) (?:{_YOUR} )?(?:bek|mond|kop)\b|^(?:rot op|val dood|stik|donder op|flikker op)\b",
    ),
    (
        Bound.PERSON,
        rf"\bwie (?:ben|bent|zijn) {_YOU}\b|\bhoe (?:oud|lang|groot|slim) (?:ben|bent) {_YOU}\b|\bhoe heet {_YOU}\b"
        rf"|\bhoe gaat het(?: met {_YOU}| met jou)?\s*\??$|^(?:heb|hebt|heeft) {_YOU} (?:een |al |ook )?(?:kinderen|vrienden|gevoel\w*|emoties|honger|slaap|hobby\w*|naam|partner|relatie|vriend\w*|huisdier\w*|bewustzijn|zin)\b"
        rf"|^(?:ben|bent) {_YOU} (?:(?:een|echt|nu|wel|ook|misschien) )*(?:mens|robot|bot|computer|chatbot|ai|persoon|getrouwd|moe|blij|verliefd|single|slim|intelligent|chatgpt)\b"
        rf"|\bwaar (?:woon|woont|kom|komt) {_YOU}\b|^(?:hou|houd|houdt) {_YOU} van\b|\bwat (?:is|zijn) {_YOUR} (?:\w+ )?(?:naam|leeftijd|hobby\w*|lievelings\w*|favoriete\w*|geslacht|lengte)\b"
        r"|\b(?:privéleven|privételefoon\w*|privénummer|privéadres|huisadres|woonadres|telefoonnummer|seksuele voorkeur|godsdienst|geloof) (?:heeft |van )(?:de |het )?"
        rf"{_OFFICE}\b|\bwaar woont (?:de )?{_OFFICE}\b|\bhoe oud is (?:de )?{_OFFICE}\b|^(?:is|was) (?:de )?{_OFFICE}(?: [A-Z]\w+)* (?:getrouwd|gescheiden|verliefd|ziek|homo|dik|knap)\b"
        rf"|^heeft (?:de )?{_OFFICE}(?: [A-Z]\w+)* (?:een )?(?:kinderen|relatie|vriend|vriendin|minnares|partner|huisdier)\b|\bmet wie is (?:de )?{_OFFICE}\b.*\bgetrouwd\b",
    ),
    (
        Bound.OPINION,
        rf"\bwat (?:vind|vindt|vond|vinden|denk|denkt|dacht) {_YOU}\b|\b(?:vind|vindt|vinden) {_YOU}\b|\bwat zou {_YOU}\b|\bwat (?:raad|raadt) {_YOU}\b"
        rf"|\b(?:wat|hoe|geef|vertel)\b.{{0,30}}\b{_YOUR} (?:eigen |persoonlijke |eerlijke )*(?:mening|opvatting|oordeel|standpunt|visie|idee|gevoel|advies|voorkeur|kijk|gedachten)\b"
        rf"|\b(?:heb|hebt|heeft) {_YOU} een (?:mening|oordeel|voorkeur)\b|^(?:deel|deelt|delen) {_YOU} (?:de|deze|die) (?:mening|opvatting|visie|analyse|conclusie|zorg\w*)\b"
        rf"|^(?:ben|bent|zijn) {_YOU} (?:het (?:er )?(?:mee )?(?:on)?eens|voor|tegen|(?:een )?(?:voor|tegen)stander)\b|\bhoe (?:denk|denkt|kijk|kijkt|oordeel|oordeelt) {_YOU}\b"
        r"|\b(?:wat|op wie|op welke partij|waarop|wie) moet ik (?:\w+ ){0,2}(?:stemmen|vinden|denken|geloven|kiezen)\b|\bmoet ik op\b.*\bstemmen\b"
        rf"|\b(?:wie|wat|welke?(?: \w+)?) (?:is|was|zijn|vind je) (?:eigenlijk )?(?:de|het) (?:beste|slechtste|leukste|slimste|domste|mooiste|knapste|ergste|betrouwbaarste) (?:\w+ )?(?:{_OFFICE}|partij|politicus|politici|politieke partij|land|stad)\b"
        rf"|^(?:is|was|zijn) (?:de |het |onze )?{_OFFICE}(?: [A-Z]\w+)* (?:wel |eigenlijk |nou |echt )*(?:een )?(?:goede?|slechte?|betrouwba\w+|onbetrouwba\w+|eerlijke?|oneerlijke?|domme?|slimme?|bekwa\w+|onbekwa\w+|incompetente?|leugenaar|schande)\b",
    ),
    (
        Bound.FORECAST,
        rf"\bwie (?:wint|winnen|gaat (?:\w+ ){{0,4}}winnen|zal (?:\w+ ){{0,4}}winnen|wordt (?:de |het )?(?:volgende|nieuwe|eerste) (?:{_OFFICE}|kampioen|paus|koning|koningin))\b"
        rf"|\bwat (?:gaat|zal) er (?:\w+ ){{0,3}}gebeuren\b|\bwat (?:verwacht|voorspel|voorspelt) {_YOU}\b|^(?:denk|denkt|verwacht|geloof|gelooft|voorspelt?|schat) {_YOU}\b"
        r"|^voorspel\b|\bhoe (?:loopt|eindigt|gaat) (?:dat|dit|het) (?:allemaal )?(?:aflopen|af|verder)\b|\bhoe ziet .{3,60} eruit over\b",
    ),
)  # fmt: skip
_COMPILED = tuple((bound, re.compile(pattern, re.IGNORECASE)) for bound, pattern in _PATTERNS)
# "volgens de minister", "Wat vindt het kabinet": somebody of the letters thinks so, and letters can say it.
_HOLDER = re.compile(
    rf"\b(?:volgens|aldus|namens|vindt|vinden|vond|vonden) (?:de |het |een )?(?:\w+ )?(?:{_OFFICE}|regering|kamer|raad|commissie|rekenkamer|inspectie)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:wat|wie|waar\w*|wanneer|welke?|hoe\w*|waarom|klopt|hoeveel\w*)\b|\?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)")
_THEN_ASKS = re.compile(
    r"^.{3,}?(?:,| en| maar)\s+(?:(?:vertel|zeg|noem|geef)(?: me| mij| eens)*[, ]+)?(?=(?:hoeveel|wat|wie|wanneer|waarom|welke|hoe|waar) )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bounded:
    """What of a question is asked of the letters, and what of it is set aside; `bound` if nothing of it is asked."""

    text: str
    bound: Bound | None = None
    aside: tuple[tuple[Bound, str], ...] = ()


def bound_question(text: str) -> Bounded:
    """Set aside the orders and insults beside a question, and see whether the rest asks anything of letters.

    Args:
        text: The question, its white space single.
    """
    sentences = [one for one in _SENTENCE.split(text) if one.strip()]
    aside: list[tuple[Bound, str]] = []
    kept: list[str] = []
    for sentence in sentences:
        bound = _bound_of(sentence)
        if bound is Bound.ORDER and (asks := _THEN_ASKS.match(sentence)):
            aside.append((bound, sentence[: asks.end()].strip(" ,")))
            kept.append(sentence[asks.end() :])
        elif bound in {Bound.ORDER, Bound.INSULT} and len(sentences) > 1:
            aside.append((bound, sentence))
        else:
            kept.append(sentence)
    rest = " ".join(kept)
    if aside and not _ASKS.search(rest):
        return Bounded(text, aside[0][0])
    return Bounded(rest[:1].upper() + rest[1:] if aside else text, _bound_of(rest), tuple(aside))


def _bound_of(text: str) -> Bound | None:
    """Why a sentence is no question to letters; None if it may be one."""
    plain = text.strip(" \"'„“”")
    for bound, pattern in _COMPILED:
        found = pattern.search(plain)
        if found and not (bound in {Bound.OPINION, Bound.FORECAST} and _HOLDER.search(plain)):
            # "Hoeveel oplichters zijn er opgepakt?": an abusive word in a question about something else.
            if bound is Bound.INSULT and _ASKS.search(plain) and not re.search(rf"\b{_YOU}\b", plain, re.IGNORECASE):
                continue
            return bound
    return None
