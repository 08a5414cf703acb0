"""sentences, quotes and evidence -> figures without a source; figure precision and recall; unit and period errors.

    unsupported         figures of a sentence that stand in none of its quotes: this must never happen
    figure precision    share of the answer's figures that stand in the evidence, with the same value and unit
    figure recall       share of the figures that `must` asks for that the answer holds
    unit error          a figure asked for is missing, and its number is there with another scale or unit
    period error        a date or year asked for is missing, and another date or year is given

Figures are told apart by value ("€ 2,5 mln." is "2.500.000 euro"), read by `assistant.figures`. What that passes
over (numbers of documents, types, postal codes) is compared as written, digit for digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from assistant.figures import find_figures, same_value
from assistant.vocabulary import Figure, Unit
from eval.correctness import missing_alternatives, occurs

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_PERIODS = {Unit.DATE, Unit.YEAR}


def unsupported_figures(sentence: str, quotes: Sequence[str]) -> list[str]:
    """The figures of a sentence, as written, that stand in none of its quotes."""
    known = [figure for quote in quotes for figure in find_figures(quote)]
    figures = find_figures(sentence)
    lost = [
        figure.text
        for figure in figures
        if not any(same_value(figure, one) for one in known) and not any(occurs(figure.text, quote) for quote in quotes)
    ]
    written = {match.group() for quote in quotes for match in _DIGITS.finditer(quote)}
    outside = (
        match.group()
        for match in _DIGITS.finditer(sentence)
        if not any(figure.start <= match.start() < figure.end for figure in figures)
    )
    return lost + [digits for digits in outside if digits not in written]


def figure_precision(answer: str, evidence: Sequence[str]) -> float | None:
    """The share of an answer's figures that stand in the evidence; None if it has no figure."""
    given = find_figures(answer)
    if not given:
        return None
    known = [figure for quote in evidence for figure in find_figures(quote)]
    return sum(any(same_value(figure, one) for one in known) for figure in given) / len(given)


def figure_recall(must: Sequence[Sequence[str]], answer: str) -> float | None:
    """The share of the `must` lists with figures of which the answer holds one; None if no list has any."""
    asked = [group for group in must if _asks_figure(group)]
    return 1 - len(missing_alternatives(asked, answer)) / len(asked) if asked else None


def unit_error(must: Sequence[Sequence[str]], answer: str) -> float | None:
    """Whether the answer gives a number asked for in another unit or scale; None if no figure is asked for."""
    asked = [group for group in must if _asks_figure(group)]
    if not asked:
        return None
    given = find_figures(answer)
    return float(any(_in_other_unit(group, given) for group in missing_alternatives(asked, answer)))


def period_error(must: Sequence[Sequence[str]], answer: str) -> float | None:
    """Whether the answer gives another date or year than the one asked for; None if no date or year is asked for."""
    asked = [group for group in must if any(figure.unit in _PERIODS for one in group for figure in find_figures(one))]
    if not asked:
        return None
    gives_period = any(figure.unit in _PERIODS for figure in find_figures(answer))
    return float(gives_period and bool(missing_alternatives(asked, answer)))


def _asks_figure(group: Sequence[str]) -> bool:
    return any(find_figures(one) for one in group)


def _in_other_unit(group: Sequence[str], given: Sequence[Figure]) -> bool:
    wanted = {_bare_number(figure) for one in group for figure in find_figures(one)} - {None}
    return any(_bare_number(figure) in wanted for figure in given if figure.unit not in _PERIODS)


def _bare_number(figure: Figure) -> Decimal | None:
    """The number as written, without its scale and unit."""
    match = _DIGITS.search(figure.text)
    if match is None:
        return None
    digits = match.group()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    try:
        return Decimal(digits.replace(",", ".")).normalize()
    except InvalidOperation:
        return None
