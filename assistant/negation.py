"""a sentence and its quotes -> whether it turns what they say: a negation added or lost, "hoger" for "lager"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.analyser import analyse, fold
from assistant.figures import find_figures

_NEGATIONS = frozenset(
    "niet geen nooit zonder nauwelijks niets niemand nergens evenmin noch amper nee geenszins allerminst".split()
)
# Said with a negation, but none: "niet alleen … maar ook", "niet meer dan" (a bound, see `assistant.figure_support`).
_NO_NEGATION = re.compile(
    r"\bniet\s+(?:alleen|enkel)\b|\bniet\s+(?:meer|minder|hoger|lager|later|eerder)\s+dan\s+(?=[€$£\d])", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:()–]|\s-\s|\b(?:maar|terwijl|hoewel|omdat|doordat|zodat|tenzij|waarbij|en)\b", re.IGNORECASE)
# Stems of words for the two ends of one scale. A sentence that has the one where its quotes have only the other says
# the opposite of them.
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        line.split(" | ")
        for line in """
hoger hogere hoogste | lager lagere laagste
gestegen steeg stijgt stijgen stijging stegen | gedaald daalt daalde daalden dalen daling
meer meeste | minder minste
toegenomen toename groei groeide groeit gegroeid | afgenomen afname krimp kromp gekrompen
verhoogd verhoogt verhogen verhoging verhoogde | verlaagd verlaagt verlagen verlaging verlaagde
uitgebreid uitbreiding uitbreiden vergroot vergroten | ingekrompen inkrimping verkleind verkleinen
eerder vroeger vervroegd vervroeging | later uitgesteld uitstel vertraagd vertraging
langer langste verlengd verlenging | korter kortste verkort verkorting
sneller snelste | langzamer trager
groter grootste | kleiner kleinste
beter verbeterd verbetering | slechter verslechterd verslechtering
winst overschot meevaller | verlies tekort tegenvaller
inkomsten opbrengsten baten | uitgaven kosten lasten
toegestaan toestaan mag toestemming | verboden verbod verbieden
verplicht verplichting | vrijwillig
mogelijk haalbaar | onmogelijk onhaalbaar
goedgekeurd aangenomen ingestemd toegekend toegewezen | afgekeurd verworpen afgewezen geweigerd
open geopend opening | dicht gesloten sluiting
begint begonnen start gestart begin aanvang | eindigt geeindigd gestopt einde afgelopen
voldoende toereikend | onvoldoende ontoereikend
veilig | onveilig
bekend | onbekend
wenselijk | onwenselijk
rechtmatig | onrechtmatig
voorstander voorstanders steunt | tegenstander tegenstanders
positief positieve | negatief negatieve
publiek publieke openbaar | privaat private
eerste | laatste
boven | onder
binnen | buiten
voorjaar lente | najaar herfst
zomer | winter
noord noordelijk noordelijke | zuid zuidelijk zuidelijke
maximaal hoogstens hooguit | minimaal minstens tenminste
alle iedereen allemaal | enkele sommige
""".strip().splitlines()
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_RESTATED = 0.85  # share of the terms of a sentence and its quote that both have
_LEAST_SHARED = 0.34  # share of a clause's terms that a clause of a quote has to have before the two are compared


@dataclass(frozen=True, slots=True)
class _Clause:
    terms: frozenset[str]
    negated: bool


def turns_meaning(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence has a negation or an opposite that its quotes lack, or lacks a negation that they have.

    Negations are compared clause by clause: each clause of the sentence with the clause of a quote that shares most of
    its words.
    """
    return _turns_scale(text, quotes) or _turns_negation(text, quotes)


def _turns_scale(text: str, quotes: Sequence[str]) -> bool:
    said = _words(text)
    quoted = frozenset().union(*(_words(quote) for quote in quotes))
    for one, other in _OPPOSITES:
        for mine, theirs in ((one, other), (other, one)):
            if said & mine and not quoted & mine and quoted & theirs and not said & theirs:
                return True
    return False


def _turns_negation(text: str, quotes: Sequence[str]) -> bool:
    if any(_restates(text, quote) and _count(text) % 2 != _count(quote) % 2 for quote in quotes):
        return True
    theirs = [clause for quote in quotes for clause in _clauses(quote)]
    mine = _clauses(text)
    if any(clause.negated for clause in mine) and not any(clause.negated for clause in theirs):
        return True
    for clause in mine:
        shared = [len(clause.terms & other.terms) for other in theirs]
        most = max(shared, default=0)
        if most < max(1.0, _LEAST_SHARED * len(clause.terms)):
            continue
        best = [other for other, count in zip(theirs, shared, strict=True) if count == most]
        if all(other.negated != clause.negated for other in best):
            return True
    return False


def _clauses(text: str) -> list[_Clause]:
    clauses = []
    for piece in _CLAUSE.split(_NO_NEGATION.sub(" ", text)):
        negations = _count(piece)
        terms = frozenset(analyse(piece)) - _NEGATIONS
        terms |= {f"#{figure.value.normalize()}" for figure in find_figures(piece)}
        if terms or negations:
            clauses.append(_Clause(terms, negations % 2 == 1))
    return clauses


def _restates(text: str, quote: str) -> bool:
    """Whether a sentence says nearly all of a quote, and nearly nothing else."""
    mine, theirs = (frozenset(analyse(one)) - _NEGATIONS for one in (text, quote))
    return len(mine & theirs) >= _RESTATED * max(len(mine), len(theirs), 1)


def _count(text: str) -> int:
    """How many negations stand in a text."""
    return sum(word in _NEGATIONS for word in map(fold, _WORD.findall(_NO_NEGATION.sub(" ", text))))


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, _WORD.findall(text)))
