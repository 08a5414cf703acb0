"""question and the sentences read for it -> the sentence that denies what the question takes for granted, if one does.

"Waarom is de steun gehalveerd?" says that it was. What a question says so is read like a claim (`assistant.claims`):
it is denied where a letter states another figure for it, or moves the other way while no letter moves as it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.analyser import analyse
from assistant.claim_evidence import rate_evidence
from assistant.claim_parts import read_claim
from assistant.claim_words import figures_of
from assistant.claims import Verdict, contradicts, is_telling, judge
from assistant.directions import denied_terms, denies, direction
from assistant.evidence import WordWeights
from assistant.figure_match import DATES
from assistant.figures import same_value
from assistant.question_kinds import Asked
from assistant.rated_sentences import RatedSentence
from assistant.retrieval import Candidates
from assistant.understanding import Query
from assistant.vocabulary import Figure, Voice

_READ = 12  # passages
_WHY = re.compile(
    r"^(?:en |maar )?(?:waarom|hoezo|waardoor|hoe (?:komt|kwam|kan|kon) het dat)\s+(?P<premise>.+?)\?*$", re.IGNORECASE
)
_TRUE = re.compile(
    r"^(?:en )?(?:klopt het(?: (?:bericht|dan|nog))?,? dat|is het (?:waar|juist|zo|correct),? dat|klopt de bewering dat)\s+(?P<premise>.+?)\?*$",
    re.IGNORECASE,
)
_MUCH = re.compile(  # how far something moved
    r"\b(?:(?:ge)?halve(?:erd|erde|ren|ring)|(?:verdubbel|verdrievoudig|verviervoudig|vertienvoudig)(?:d|de|t|en|ing))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bniet (?:de |het |met |om )?$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:niet|geen|nooit)\s+(?:(?:verder|langer|licht|sterk|een|sprake van)\s+)*(?P<moved>\w+)", re.IGNORECASE
)
_HOW_FAR = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY})
_MOVED = re.compile(
    r"\b(?:gedaald|daalde\w*|gestegen|steeg|stegen|toegenomen|afgenomen|gegroeid|gekrompen|verlaagd|verhoogd)\b",
    re.IGNORECASE,
)
_SAME_THING = 0.6  # share of the question's words, its direction aside, that a sentence holds to speak of the same
_OUTRIGHT = 0.4  # the same for a sentence that denies the very movement: "is niet gedaald"
_RATHER = 0.3  # a sentence that moves as the question says, even if it holds only this share, leaves the premise alone


def denied_premise(query: Query, candidates: Candidates, rated: Sequence[RatedSentence]) -> RatedSentence | None:
    """The sentence that says otherwise; None where nothing does, or nothing is taken for granted.

    Args:
        query: The question.
        candidates: What was found for it.
        rated: The sentences of these, best first.
    """
    stated = _WHY.match(query.text) or _TRUE.match(query.text)
    if stated is not None:
        other = _other_figure(stated["premise"], candidates, rated)
        if other is not None:
            return other
    moved = _WHY.match(query.text) or (query.asked in _HOW_FAR and _MOVED.search(query.text))
    return _other_way(query, candidates.weights, rated) if moved else None


def denied_outright(query: Query, weights: WordWeights, rated: Sequence[RatedSentence]) -> RatedSentence | None:
    """The sentence that says "niet" or "geen" of what a question takes for granted, and gives no reason.

    "Waarom is het drinkwater in gevaar?": "De drinkwatervoorziening is niet in gevaar."
    """
    stated = _WHY.match(query.text)
    if stated is None or denies(query.text):
        return None
    said = frozenset(analyse(stated["premise"]))
    return next(
        (
            one
            for one in rated
            if one.sentence.voice is Voice.AUTHOR
            and one.focus is None  # what gives a reason answers
            and weights.covered(query.subject, one.own) >= _OUTRIGHT
            and one.evidence["heads"] >= _SAME_THING
            and any(said & frozenset(denied) for denied in denied_terms(one.sentence.text))
        ),
        None,
    )


def lacks_measure(query: Query, rated: Sequence[RatedSentence]) -> bool:
    """Whether a question says how far something moved ("gehalveerd") and no sentence read says so or moves that way."""
    if not _WHY.match(query.text) or not _MUCH.search(query.text):
        return False
    ways = direction(query.text)
    return not any(_MUCH.search(one.sentence.text) or ways & direction(one.sentence.text) for one in rated)


def _other_figure(premise: str, candidates: Candidates, rated: Sequence[RatedSentence]) -> RatedSentence | None:
    """The sentence that states another figure for what a premise states; a denial of a figure is met by any other."""
    if denies(premise):
        return None
    claim = read_claim(premise[:1].upper() + premise[1:])
    if not any(is_telling(one) and one.unit not in DATES for one in claim.values) or not claim.checkable:
        return None
    if rated and any(_denies_figure(rated[0].sentence.text, one) for one in claim.values):
        return rated[0]
    found = rate_evidence(claim, candidates, passages=_READ)
    if judge(claim, found).verdict is not Verdict.CONTRADICTED:
        return None
    places = {(one.placed.source.header.id, one.placed.sentence.start) for one in found if contradicts(claim, one)}
    return next((one for one in rated if (one.source.header.id, one.sentence.start) in places), None)


def _denies_figure(text: str, claimed: Figure) -> bool:
    """Whether a text denies this very figure: "9%, en niet de 20% die …"."""
    return any(
        same_value(figure, claimed) and _NOT.search(text[: figure.start]) is not None for figure in figures_of(text)
    )


def _other_way(query: Query, weights: WordWeights, rated: Sequence[RatedSentence]) -> RatedSentence | None:
    """The best sentence on what is asked that moves the other way, or denies that it moved, where none moves as asked."""
    ways = direction(query.text)
    if len(ways) != 1 or denies(query.text):
        return None
    about = [token for token in query.subject if not direction(token.text)]
    if not about:
        return None
    opposed = next(
        (one for one in rated if _says_not(one, ways) and weights.covered(about, one.own) >= _OUTRIGHT), None
    )
    if opposed is not None:
        return opposed
    for one in rated:
        if one.sentence.voice is Voice.MEMBER:
            continue
        held = weights.covered(about, one.own)
        theirs = direction(one.sentence.text)
        if held >= _RATHER and theirs & ways and not denies(one.sentence.text):
            return None
        if opposed is None and held >= _SAME_THING and theirs and (not theirs & ways or denies(one.sentence.text)):
            opposed = one
    return opposed


def _says_not(one: RatedSentence, ways: frozenset[int]) -> bool:
    """Whether a sentence denies outright that something moved so: "is niet gedaald, maar licht gestegen"."""
    denied = [found.group("moved") for found in _DENIED.finditer(one.sentence.text)]
    return one.sentence.voice is not Voice.MEMBER and any(direction(word) & ways for word in denied)
