"""sentence and query -> the part of the sentence that is the kind of thing asked for: the figure, date or reason."""

from __future__ import annotations

import re

from assistant.analyser import tokenize
from assistant.figures import find_figures, same_value
from assistant.understanding import Asked, Query
from assistant.vocabulary import Figure, Unit

_MONEY = frozenset({Unit.EUR, Unit.USD, Unit.GBP})
_RATIO = frozenset({Unit.PERCENT, Unit.PERCENT_POINT})
_NUMBERS = frozenset({Unit.COUNT, Unit.OTHER})
_UNITS = {
    Asked.AMOUNT: _MONEY,
    Asked.PERCENTAGE: _RATIO,
    Asked.QUANTITY: _MONEY | _RATIO | _NUMBERS,
    Asked.DATE: frozenset({Unit.DATE, Unit.YEAR}),
}
MUST_HAVE_FOCUS = frozenset(_UNITS)  # the kinds of question that only a figure or a date answers
HAS_FOCUS = MUST_HAVE_FOCUS | {Asked.REASON}  # the kinds of question whose answers can be told by their form
_REASON = re.compile(
    r"\b(?:omdat|doordat|aangezien|vanwege|wegens|dankzij|want|immers|namelijk|oorzaak|oorzaken|reden|redenen|komt door"
    r"|als gevolg van|ten gevolge van|hierdoor|daardoor|daarom|met het oog op|gelet op|gezien|verklar\w+|teneinde|om te)\b",
    re.IGNORECASE,
)
_LOOSE_DATE = re.compile(
    r"\b(?:(?:begin|medio|eind|halverwege|voorjaar|najaar|zomer|het (?:eerste|tweede|derde|vierde) kwartaal)"
    r"(?: van)?(?: \w+)? (?:19|20)\d\d|(?:eerste|tweede) helft van (?:19|20)\d\d|Q[1-4] (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def find_focus(sentence: str, query: Query) -> tuple[int, int] | None:
    """Find what a sentence answers to the kind of question asked.

    For a figure, the one nearest to the question's own words is taken, and never one that the question states itself.

    Returns:
        Its span in the sentence, or None if the sentence holds nothing of the kind (or any sentence could).
    """
    if query.asked is Asked.REASON:
        found = _REASON.search(sentence)
        return (found.start(), found.end()) if found else None
    units = _UNITS.get(query.asked)
    if units is None:
        return None
    if query.asked is Asked.DATE:
        loose = _LOOSE_DATE.search(sentence)
        if loose:
            return (loose.start(), loose.end())
    figures = [
        figure
        for figure in find_figures(sentence)
        if figure.unit in units and not any(same_value(figure, stated) for stated in query.figures)
    ]
    if not figures:
        return None
    best = min(figures, key=lambda figure: _distance(figure, sentence, query))
    return (best.start, best.end)


def _distance(figure: Figure, sentence: str, query: Query) -> float:
    """Mean distance in characters from a figure to the question's words in the sentence."""
    places = [token.start for token in tokenize(sentence) if set(token.terms) & set(query.terms)]
    if not places:
        return float(figure.start)
    return sum(abs(place - figure.start) for place in places) / len(places)
