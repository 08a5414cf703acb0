"""a sentence with figures -> the same sentence said otherwise (true), and with one figure altered (a lie).

Every alteration is made by program: a digit, the scale, the unit, the year, the sign, or another figure of the same
text in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figure_patterns import MEASURES
from assistant.figures import find_figures
from assistant.vocabulary import Figure, Unit

_FRAMES = ("Volgens de brief: {rest}", "De minister schrijft: {rest}", "In de brief staat: {rest}")
_SCALES = (("miljoen", "miljard"), ("mln", "mld"), ("duizend", "miljoen"))
_OTHER_MEASURE = {
    "weken": "maanden", "maanden": "weken", "maand": "week", "week": "maand", "dagen": "weken",
    "jaar": "maanden", "uur": "minuten",
    "minuten": "uur", "kilometer": "meter", "meter": "kilometer", "hectare": "kilometer", "mw": "GW", "gw": "MW",
    "liter": "kilo", "ton": "kilo",
}  # fmt: skip
_SIGNABLE = frozenset("0123456789€")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE = re.compile(r"(?<!\d),\s|;\s")
_LEAST_WORDS = 5  # of a clause that is said by itself


@dataclass(frozen=True, slots=True)
class Mutation:
    """A lie: what was done to which true sentence."""

    kind: str
    truth: str
    text: str


def say_otherwise(sentence: str) -> list[str]:
    """True sentences that say what a sentence says: itself, within a frame, in other notation, and its clauses."""
    bare = sentence.strip().lstrip("-–• ").rstrip()
    ways = [bare, *(frame.format(rest=bare) for frame in _FRAMES[len(bare) % 3 :][:1])]
    for figure in find_figures(bare):
        ways += [bare[: figure.start] + other + bare[figure.end :] for other in _other_notations(figure)]
    pieces = _CLAUSE.split(bare)
    if len(pieces) > 1:
        ways += [f"{piece.rstrip('.')}." for piece in pieces if _can_stand(piece)]
    return list(dict.fromkeys(way for way in ways if find_figures(way)))


def _can_stand(piece: str) -> bool:
    return len(piece.split()) >= _LEAST_WORDS and bool(find_figures(piece))


def _other_notations(figure: Figure) -> Iterator[str]:
    if figure.upper is not None:
        return
    if figure.unit is Unit.EUR and figure.value == figure.value.to_integral_value():
        yield f"{int(figure.value):,}".replace(",", ".") + " euro"
        if figure.value >= 1_000_000 and figure.value % 100_000 == 0:
            yield f"€ {_decimal(figure.value / 1_000_000)} mln"
    if figure.unit is Unit.PERCENT and figure.text[:1].isdigit() and round(figure.value, 3) == figure.value:
        yield f"{_decimal(figure.value)} {'procent' if '%' in figure.text else 'percent'}"


def _decimal(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def mutate_figures(truth: str, neighbours: Sequence[Figure]) -> list[Mutation]:
    """Every way in which this module can make a lie of a true sentence.

    Args:
        truth: The true sentence.
        neighbours: Figures that stand near it in its letter: each is put in the place of each of its own.
    """
    lies = []
    figures = find_figures(truth)
    for figure in figures:
        altered = [*_altered(figure), *_replaced(figure, [*figures, *neighbours])]
        texts = [(kind, truth[: figure.start] + other + truth[figure.end :]) for kind, other in altered]
        measured = _other_measure(figure, truth)
        if measured:
            texts.append(("unit", measured))
        lies += [Mutation(kind, truth, text) for kind, text in texts if _says_other(text, truth)]
    return list({lie.text: lie for lie in lies}.values())


def _says_other(text: str, truth: str) -> bool:
    """Whether a mutation changed what the figures say: "3,0" for "3" did not."""
    return text != truth and _readings(text) != _readings(truth)


def _readings(text: str) -> list[tuple[object, ...]]:
    return [
        (one.value, one.upper, one.unit, one.unit_text, text[max(0, one.start - 1) : one.start] in {"-", "−"})
        for one in find_figures(text)
    ]


def _altered(figure: Figure) -> Iterator[tuple[str, str]]:
    text = figure.text
    for match in _DIGIT.finditer(text):
        digit = int(match.group())
        for wrong in ((digit + 1) % 10, (digit + 5) % 10):
            if wrong or match.start():
                yield "digit", text[: match.start()] + str(wrong) + text[match.end() :]
    for one, other in _SCALES:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"\b{old}\b", text):
                yield "scale", re.sub(rf"\b{old}\b", new, text)
    for match in _YEAR.finditer(text):
        for shift in (-1, 1, 10):
            yield "year", f"{text[: match.start()]}{int(match.group()) + shift}{text[match.end() :]}"
    yield from _other_unit(figure)
    if figure.unit not in {Unit.DATE, Unit.YEAR} and text[:1] in _SIGNABLE:
        yield "sign", f"-{text}"


def _other_unit(figure: Figure) -> Iterator[tuple[str, str]]:
    text = figure.text
    swaps = (("€", "$"), ("euro", "dollar"), ("%", " procentpunt"), (" procentpunt", "%"), ("procent", "procentpunt"))
    for old, new in swaps:
        if old in text and not (old == "procent" and "punt" in text):
            yield "unit", text.replace(old, new)


def _other_measure(figure: Figure, truth: str) -> str:
    """The sentence with another measure after a figure; empty if none stands there."""
    following = re.match(r"(\s+)(\w+)", truth[figure.end :])
    other = _OTHER_MEASURE.get(following[2].lower()) if following else None
    if following is None or other is None or figure.unit_text not in MEASURES:
        return ""
    return truth[: figure.end] + following[1] + other + truth[figure.end + following.end() :]


def _replaced(figure: Figure, others: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Other figures of the same kind in this one's place."""
    for other in others:
        if other.unit is figure.unit and other.text != figure.text:
            yield "neighbour", other.text
