"""letters -> claims that are true because a letter says so, the same altered, and the same in another notation.

    digit       a digit of a figure is another one          factor   a figure is ten or a thousand times as large
    unit        percent for percentage point, weeks for months, thousands for millions, …
    year        a year, or the year of a date, is another   sign     rises for falls, more for less, not for nothing
    neighbour   a figure is another one of the same sentence
    name        a name is one that only other letters hold
    subject     those whom it is about are others: scholen for ziekenhuizen, de politie for de brandweer

An altered claim must never be confirmed; one in another notation must be. Everything follows from the letters and a
seed, so that a run can be repeated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.claim_parts import read_claim
from assistant.figures import find_figures, same_value
from assistant.placed_sentences import place_sentences
from assistant.vocabulary import BlockKind, Figure, ScoredPassage, Unit, Voice
from eval.claim_notations import countable, notations, plain, reads_the_same

_UNITS = {
    "weken": "maanden", "maanden": "weken", "dagen": "weken", "jaar": "maanden", "uur": "dagen", "minuten": "uur",
    "kilometer": "meter", "meter": "kilometer", "centimeter": "meter", "ton": "kilo", "hectare": "km2", "mw": "gw",
    "miljoen": "miljard", "miljard": "miljoen", "procentpunt": "procent", "procent": "procentpunt", "graden": "procent",
}  # fmt: skip
_SIGNS = {
    "gestegen": "gedaald", "gedaald": "gestegen", "steeg": "daalde", "daalde": "steeg", "stijgt": "daalt",
    "hoger": "lager", "lager": "hoger", "toegenomen": "afgenomen", "afgenomen": "toegenomen", "toename": "afname",
    "afname": "toename", "stijging": "daling", "daling": "stijging", "verhoogd": "verlaagd", "verlaagd": "verhoogd",
    "duurder": "goedkoper", "verhoging": "verlaging", "minder": "meer",
}  # fmt: skip
# Words for those whom a sentence is about; one of a row is never another of it.
_SUBJECTS = (
    "scholen ziekenhuizen bedrijven boeren huishoudens vervoerders gemeenten provincies waterschappen werkgevers".split(),
    "leerlingen bewoners reizigers werknemers patiënten ouders studenten chauffeurs vrijwilligers fietsers".split(),
    "politie brandweer gemeente provincie Belastingdienst vakbond universiteit".split(),
    "bussen treinen schepen vrachtwagens fietsen vliegtuigen".split(),
)
_SHORTEST, _LONGEST = 6, 45  # words of a sentence that makes a claim by itself
_FEWEST_WORDS = 2  # content words; with fewer it says nothing by itself ("Het gemiddelde bedrag was € 9.840")
_LEANS = re.compile(
    r"^(?:dit|deze|die|dat|hier\w*|daar\w*|zij|hij|ze|het gaat|ook|tevens|verder|bovendien|vraag|antwoord|\W)|\b(?:hiervan|daarvan|hiervoor|daarvoor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A sentence of a letter that states a figure, as a claim."""

    text: str
    figures: tuple[Figure, ...]
    letter_id: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """A true claim altered in one way."""

    kind: str
    text: str
    source: TrueClaim


def true_claims(passages: Sequence[ScoredPassage]) -> list[TrueClaim]:
    """The sentences of these passages that the minister says, that state a figure and can be read by themselves."""
    claims: dict[str, TrueClaim] = {}
    for scored in passages:
        for placed in place_sentences(scored):
            sentence = placed.sentence
            plain = sentence.kind is BlockKind.PARAGRAPH and sentence.voice is Voice.AUTHOR
            length = len(sentence.text.split())
            if not plain or not _SHORTEST <= length <= _LONGEST or _LEANS.search(sentence.text) or "?" in sentence.text:
                continue
            figures = find_figures(sentence.text)
            if any(countable(figure) for figure in figures) and len(read_claim(sentence.text).words) >= _FEWEST_WORDS:
                claims.setdefault(sentence.text, TrueClaim(sentence.text, tuple(figures), scored.header.id))
    return list(claims.values())


def names_by_letter(claims: Sequence[TrueClaim]) -> dict[str, frozenset[str]]:
    """The names that the claims of each letter hold."""
    names: dict[str, set[str]] = {}
    for claim in claims:
        found = names.setdefault(claim.letter_id, set())
        found.update(one.text for one in read_claim(claim.text).names if one.text.istitle() and one.start)
    return {letter: frozenset(found) for letter, found in names.items()}


def mutate(claim: TrueClaim, draw: random.Random, names: Mapping[str, frozenset[str]] | None = None) -> list[Mutation]:
    """Every kind of alteration that a claim allows, each once.

    Args:
        claim: The true claim.
        draw: What is drawn from the possible alterations.
        names: The names of each letter (see `names_by_letter`); without them no name is altered.
    """
    texts = {
        "digit": _change_digit(claim, draw),
        "factor": _change_factor(claim, draw),
        "unit": _change_unit(claim, draw),
        "year": _change_year(claim, draw),
        "sign": _change_sign(claim, draw),
        "neighbour": _take_neighbour(claim, draw),
        "name": _change_name(claim, draw, names or {}),
        "subject": _change_subject(claim, draw),
    }
    return [Mutation(kind, text, claim) for kind, text in texts.items() if text and text != claim.text]


def reformat(claim: TrueClaim, draw: random.Random) -> str | None:
    """The same claim with one figure in another notation; None if it has none that could be written otherwise."""
    choices = [(figure, text) for figure in claim.figures for text in notations(figure, claim.text[figure.end :])]
    choices = [(figure, text) for figure, text in choices if reads_the_same(figure, text)]
    if not choices:
        return None
    figure, text = draw.choice(choices)
    return claim.text[: figure.start] + text + claim.text[figure.end :]


def _replace(claim: TrueClaim, figure: Figure, text: str) -> str:
    return claim.text[: figure.start] + text + claim.text[figure.end :]


def _with_digits(claim: TrueClaim) -> list[Figure]:
    return [figure for figure in claim.figures if countable(figure) and re.search(r"\d", figure.text)]


def _change_digit(claim: TrueClaim, draw: random.Random) -> str | None:
    figures = _with_digits(claim)
    if not figures:
        return None
    figure = draw.choice(figures)
    at = draw.choice([match.start() for match in re.finditer(r"\d", figure.text)])
    digit = draw.choice([char for char in "123456789" if char != figure.text[at]])
    changed = figure.text[:at] + digit + figure.text[at + 1 :]
    return _replace(claim, figure, changed) if not reads_the_same(figure, changed) else None


def _change_factor(claim: TrueClaim, draw: random.Random) -> str | None:
    figures = [figure for figure in _with_digits(claim) if figure.value]
    if not figures:
        return None
    figure = draw.choice(figures)
    number = re.search(r"\d[\d.]*(?:,\d+)?", figure.text)
    assert number is not None  # noqa: S101 - it has digits
    value = Decimal(number.group().replace(".", "").replace(",", "."))
    changed = plain(value * draw.choice([Decimal(10), Decimal(100), Decimal("0.1")]))
    return _replace(claim, figure, figure.text[: number.start()] + changed + figure.text[number.end() :])


def _change_unit(claim: TrueClaim, draw: random.Random) -> str | None:
    found = []
    for figure in claim.figures:
        stretch = claim.text[figure.start : figure.end + 14]
        for word, other in _UNITS.items():
            match = re.search(rf"\b{word}\b", stretch, re.IGNORECASE)
            if match and countable(figure) and figure.upper is None:
                found.append((figure.start + match.start(), figure.start + match.end(), other))
        if figure.unit is Unit.PERCENT and "%" in figure.text:
            found.append((figure.start + figure.text.index("%"), figure.end, " procentpunt"))
    if not found:
        return None
    start, end, other = draw.choice(found)
    return claim.text[:start] + other + claim.text[end:]


def _change_year(claim: TrueClaim, draw: random.Random) -> str | None:
    years = list(re.finditer(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d|[-–/]\d)", claim.text))
    dates = {figure.start: figure for figure in claim.figures if figure.unit in {Unit.YEAR, Unit.DATE}}
    years = [match for match in years if any(one.start <= match.start() < one.end for one in dates.values())]
    if not years:
        return None
    match = draw.choice(years)
    year = int(match.group()) + draw.choice([-3, -2, -1, 1, 2, 3])
    return claim.text[: match.start()] + str(year) + claim.text[match.end() :]


def _change_sign(claim: TrueClaim, draw: random.Random) -> str | None:
    found = [match for word in _SIGNS for match in re.finditer(rf"\b{word}\b", claim.text)]
    if not found:
        return None
    match = draw.choice(found)
    return claim.text[: match.start()] + _SIGNS[match.group()] + claim.text[match.end() :]


def _change_name(claim: TrueClaim, draw: random.Random, names: Mapping[str, frozenset[str]]) -> str | None:
    ours = names.get(claim.letter_id, frozenset())
    others = sorted(frozenset().union(*names.values()) - ours)
    found = [one for one in read_claim(claim.text).names if one.text in ours]
    if not found or not others:
        return None
    name = draw.choice(found)
    return claim.text[: name.start] + draw.choice(others) + claim.text[name.end :]


def _change_subject(claim: TrueClaim, draw: random.Random) -> str | None:
    found = [
        (match, others)
        for row in _SUBJECTS
        if sum(re.search(rf"\b{word}\b", claim.text) is not None for word in row) == 1
        for word in row
        if (others := [other for other in row if other != word])
        for match in re.finditer(rf"\b{word}\b", claim.text)
    ]
    if not found:
        return None
    match, others = draw.choice(found)
    return claim.text[: match.start()] + draw.choice(others) + claim.text[match.end() :]


def _take_neighbour(claim: TrueClaim, draw: random.Random) -> str | None:
    pairs = [
        (one, other)
        for one in claim.figures
        for other in claim.figures
        if countable(one) and countable(other) and one.unit is other.unit and not same_value(one, other)
        and one.value != other.value
    ]  # fmt: skip
    if not pairs:
        return None
    one, other = draw.choice(pairs)
    return _replace(claim, one, other.text)
