"""library and search term -> the figures that the letters give for it, newest first, in series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.analyser import Token, tokenize
from assistant.evidence import held_share
from assistant.figure_index import FoundFigure, group_series
from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from assistant.library import Library

MOST = 2_000  # figures grouped into series at once; more are given without


def find_library_figures(library: Library, term: str | None, filters: Filters | None = None) -> list[FoundFigure]:
    """Find figures by what they measure.

    Args:
        library: The letters.
        term: Words that a figure's measure has to hold, all of them, in any form; None for every figure.
        filters: Which letters.

    Returns:
        The figures, newest letter first, with their series and marks.
    """
    found = library.ledger.figures(filters=filters)
    words = [token for token in tokenize(term or "") if token.terms]
    if words:
        found = [one for one in found if _holds(one, words)]
    return group_series(found) if len(found) <= MOST else found


def _holds(one: FoundFigure, words: Sequence[Token]) -> bool:
    terms = frozenset(term for token in tokenize(one.indexed.measure) for term in token.terms)
    return all(held_share(word, terms) == 1 for word in words)
