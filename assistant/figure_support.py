"""a sentence and its quotes -> for each figure of the sentence, the figure of a quote that states the same of the same.

That a value occurs in a quote is not enough: "van de negen torens zijn er vijf hersteld" holds both numbers, and so
does its lie. So each figure of the sentence is laid beside every figure of the quotes, and the one that stands among
the same words has to have the same value. Value, unit, sign, range and bound ("ten minste") are all compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.analyser import analyse, fold, tokenize
from assistant.figure_patterns import MEASURES
from assistant.figures import find_figures
from assistant.vocabulary import Figure, FigureMatch, Unit

_REACH = 8  # words on either side of a figure that are compared
_NEAR = 2  # function words tell something only next to the figure ("van 180 naar 195")
_FUNCTION_WORD = 0.6  # weight beside 1 for a word of content
_OTHER_SIDE = 0.5  # of a word that stands before the one figure and after the other
_MARGIN, _SLACK = 1.05, 0.1  # a rival of the same unit is the one meant if it fits this much better: times, plus
_OTHER_MARGIN, _OTHER_SLACK = 1.6, 0.4  # of another unit: its neighbours tell less
_TO, _AWAY = frozenset({"naar", "tot", "met"}), frozenset({"van"})
_TURNED = 0.4  # taken from the fit of a figure that something rises or falls to with one that it comes from
_SAME_NOUN = 0.8  # added to the fit of figures that count the same ("355.000 dekens")
_SIGN = re.compile(r"(?:(?<!\w)[-−–](?:\s?(?:€|\$|£)\s?)?|\b(?:min|minus)\s(?:(?:€|\$|£)\s?)?)$", re.IGNORECASE)
_LOWER = frozenset({"ten minste", "tenminste", "minstens", "minimaal", "meer dan", "boven de", "ruim"})
_UPPER = frozenset({"maximaal", "ten hoogste", "hooguit", "hoogstens", "minder dan", "tot wel", "onder de", "bijna"})
_SOFT = frozenset({"ruim", "bijna"})
_FROM = frozenset({"na", "vanaf", "sinds"})
_UNTIL = frozenset({"voor", "uiterlijk"})
_NEGATED_BOUND = re.compile(
    r"\bniet\s+(?:meer|minder|hoger|lager|later|eerder)\s+dan\s*(?:(?:€|\$|£)\s?)?$", re.IGNORECASE
)
_SAME_MEASURE = {
    "seconden": "seconde", "minuten": "minuut", "uren": "uur", "dagen": "dag", "weken": "week", "maanden": "maand",
    "kwartalen": "kwartaal", "jaren": "jaar", "km": "kilometer", "kilometers": "kilometer", "meters": "meter",
    "ha": "hectare", "kilo": "kilogram", "kg": "kilogram", "tonnen": "ton", "liters": "liter", "graad": "graden",
    "fte's": "fte", "db": "decibel",
}  # fmt: skip
_DIGITS = re.compile(r"[\w.,/\-]*\d[\w.,/\-]*")
_MONTH_DAY = 10_000  # a date is yyyymmdd


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of a sentence and where it was found."""

    figure: Figure  # offsets into the sentence
    quote: int  # index of the quote
    match: FigureMatch


@dataclass(frozen=True, slots=True)
class _Neighbour:
    key: str
    distance: int  # in words; negative before the figure
    weight: float


def match_figures(text: str, quotes: Sequence[str]) -> list[FoundFigure] | None:
    """Find each figure of a sentence in its quotes.

    Returns:
        The figures in order; None if one is not there, or stands there for something else. Numbers that are names
        ("F-35", "artikel 12") have to stand in a quote as they are written.
    """
    figures = find_figures(text)
    if not _names_with_digits(text, figures) <= {word for quote in quotes for word in _digit_words(quote)}:
        return None
    known = [
        (at, figure, neighbours)
        for at, quote in enumerate(quotes)
        for figure, neighbours in _with_neighbours(quote, find_figures(quote))
    ]
    found = []
    for figure, neighbours in _with_neighbours(text, figures):
        best: tuple[float, int, Figure] | None = None
        rival = 0.0
        for at, other, others in known:
            fit = _fit(neighbours, others) + _SAME_NOUN * _counts_same(figure, other)
            if not _states(figure, other, text, quotes[at]):
                margin, slack = (_MARGIN, _SLACK) if _comparable(figure, other) else (_OTHER_MARGIN, _OTHER_SLACK)
                rival = max(rival, (fit - slack) / margin)
            elif best is None or fit > best[0]:
                best = (fit, at, other)
        if best is None or rival > best[0]:
            return None
        literal = best[2].text == figure.text
        found.append(FoundFigure(figure, best[1], FigureMatch.LITERAL if literal else FigureMatch.EQUAL))
    return found


def has_figure(figure: Figure, text: str, quote: str) -> bool:
    """Whether a quote holds a figure of a text with the same value and unit, of whatever it is said."""
    return any(_states(figure, other, text, quote) for other in find_figures(quote))


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures could stand in each other's place."""
    kinds = ({Unit.EUR, Unit.USD, Unit.GBP}, {Unit.PERCENT, Unit.PERCENT_POINT}, {Unit.DATE, Unit.YEAR})
    kind = next((kind for kind in kinds if one.unit in kind), {Unit.COUNT, Unit.OTHER})
    return other.unit in kind


def _counts_same(one: Figure, other: Figure) -> bool:
    return bool(one.unit_text) and analyse(one.unit_text) == analyse(other.unit_text)


def _states(claimed: Figure, known: Figure, text: str, quote: str) -> bool:
    """Whether the figure of a text is what the figure of a quote says, or says less precisely (a year for a day)."""
    if _sign(text, claimed) != _sign(quote, known) or not _same_bound(text, claimed, quote, known):
        return False
    if {claimed.unit, known.unit} <= {Unit.DATE, Unit.YEAR}:
        return _same_day(claimed, known)
    if claimed.value != known.value or claimed.upper != known.upper:
        return False
    if {claimed.unit, known.unit} <= {Unit.COUNT, Unit.OTHER}:
        return _measure(text, claimed) == _measure(quote, known)
    bare = claimed.unit is Unit.COUNT and not _measure(text, claimed)
    money = known.unit in {Unit.EUR, Unit.USD, Unit.GBP}
    return claimed.unit is known.unit or (bare and money and claimed.value >= 1_000 and not claimed.unit_text)


def _same_day(claimed: Figure, known: Figure) -> bool:
    if claimed.unit is Unit.YEAR and known.unit is Unit.YEAR:
        return (claimed.value, claimed.upper) == (known.value, known.upper)
    if claimed.unit is Unit.YEAR:
        return claimed.upper is None and claimed.value == known.value // _MONTH_DAY
    if known.unit is Unit.YEAR:
        return False
    year, day = divmod(claimed.value, _MONTH_DAY)
    known_year, known_day = divmod(known.value, _MONTH_DAY)
    same_day = day == known_day or (day % 100 == 0 and day // 100 == known_day // 100)
    return same_day and year in {known_year, Decimal(0)}


def _sign(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.start - 8) : figure.start]
    return _SIGN.search(before) is not None


def _same_bound(text: str, claimed: Figure, quote: str, known: Figure) -> bool:
    """Neither "ten minste" nor "ten hoogste" may be added, lost or turned; "ruim" and "bijna" may be lost.

    Of dates, only "voor" for "na" is another bound; "op 1 mei" may be said of "uiterlijk 1 mei".
    """
    if claimed.unit in {Unit.DATE, Unit.YEAR}:
        return _side_of_day(text, claimed) * _side_of_day(quote, known) != -1
    bound = _bound(text, claimed)
    return bound == _bound(quote, known) or (bound == 0 and known.qualifier in _SOFT)


def _side_of_day(text: str, figure: Figure) -> int:
    """1 for "from" and "after" a day or year, -1 for "before" and "at the latest", 0 for neither."""
    words = re.findall(r"[^\W\d_]+", fold(text[max(0, figure.start - 20) : figure.start]))[-2:]
    after = any(word in _FROM for word in words)
    before = any(word in _UNTIL for word in words)
    return after - before


def _bound(text: str, figure: Figure) -> int:
    """1 for "at least" and above, -1 for "at most" and below, 0 for neither."""
    before = text[max(0, figure.start - 26) : figure.start]
    turned = -1 if _NEGATED_BOUND.search(before) else 1
    if figure.qualifier in _LOWER:
        return turned
    return -turned if figure.qualifier in _UPPER else 0


def _measure(text: str, figure: Figure) -> str:
    """The measure that a figure counts in, of the three words after it; empty for none."""
    for word in re.findall(r"[^\W\d_][\w³²']*", text[figure.end : figure.end + 40])[:3]:
        folded = fold(word)
        if folded in MEASURES or word.lower() in MEASURES:
            return _SAME_MEASURE.get(folded, folded)
    return ""


def _names_with_digits(text: str, figures: Sequence[Figure]) -> set[str]:
    """The words with digits in them, and what is left of such words, that are no figure."""
    rest = text
    for figure in figures:
        rest = rest[: figure.start] + " " * (figure.end - figure.start) + rest[figure.end :]
    return {_bare(match.group()) for match in _DIGITS.finditer(rest)}


def _digit_words(text: str) -> set[str]:
    words = {_bare(match.group()) for match in _DIGITS.finditer(text)}
    words |= _names_with_digits(text, find_figures(text))
    return words | {part for word in words for part in re.split(r"[-/]", word)}


def _bare(word: str) -> str:
    return fold(word.strip(".,/-"))


def _with_neighbours(text: str, figures: Sequence[Figure]) -> list[tuple[Figure, list[_Neighbour]]]:
    """Each figure with the words around it; other figures are words too."""
    words: list[tuple[int, int, str, float]] = [(one.start, one.end, f"#{one.value}", 1.0) for one in figures]
    for token in tokenize(text):
        if not any(one.start < token.end and token.start < one.end for one in figures):
            key = token.terms[0] if token.terms else fold(token.text)
            words.append((token.start, token.end, key, 1.0 if token.terms else _FUNCTION_WORD))
    words.sort()
    placed = []
    for figure in figures:
        at = next(place for place, word in enumerate(words) if word[0] == figure.start and word[2][0] == "#")
        near = [
            _Neighbour(key, place - at, weight)
            for place, (_, _, key, weight) in enumerate(words)
            if 0 < abs(place - at) <= (_REACH if weight == 1.0 else _NEAR)
        ]
        placed.append((figure, near))
    return placed


def _fit(one: Sequence[_Neighbour], other: Sequence[_Neighbour]) -> float:
    """How well the words around two figures agree: near words count most, on the same side most."""
    total = -_TURNED if _before(one) in _TO and _before(other) in _AWAY else 0.0
    for mine in one:
        fits = [
            mine.weight
            / (abs(mine.distance) + abs(theirs.distance))
            * (1.0 if mine.distance * theirs.distance > 0 else _OTHER_SIDE)
            for theirs in other
            if theirs.key == mine.key
        ]
        total += max(fits, default=0.0)
    return total


def _before(neighbours: Sequence[_Neighbour]) -> str:
    """The word directly before a figure."""
    return next((one.key for one in neighbours if one.distance == -1), "")


def terms_outside_figures(text: str) -> set[str]:
    """The terms of a text without its figures."""
    kept, place = [], 0
    for figure in find_figures(text):
        kept.append(text[place : figure.start])
        place = figure.end
    return set(analyse(" ".join([*kept, text[place:]])))
