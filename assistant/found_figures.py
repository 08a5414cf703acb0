"""library and search term -> the figures that the letters give for it, newest first, in series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.analyser import Token, tokenize
from assistant.clause_terms import terms_of
from assistant.evidence import held_share
from assistant.figure_index import FoundFigure
from assistant.figure_series import group_series
from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from assistant.library import Library

READ = 1_000  # passages looked through for a term
MOST = 5_000  # figures grouped into series at once; more are given without


def find_library_figures(library: Library, term: str | None, filters: Filters | None = None) -> list[FoundFigure]:
    """Find figures by what they measure.

    Args:
        library: The letters.
        term: What the figures are about: all its words, in any form, stand with a figure (in its sentence or its
            letter's subject), and one of them at least in what it measures; where no figure measures it, those of
            sentences that speak of it. None for every figure.
        filters: Which letters.

    Returns:
        The figures, newest letter first, with their series and marks.
    """
    chosen = filters or Filters()
    words = [token for token in tokenize(term or "") if token.terms]
    if not words:
        found = library.ledger.figures(filters=chosen)
    else:
        library.refresh()
        hits = library.search_terms({term: 1.0 for word in words for term in word.terms}, limit=READ, filters=chosen)
        near = library.ledger.figures(within=[hit.key for hit in hits])
        found = [one for one in near if _holds(one, words)] or [one for one in near if _is_about(one, words)]
    return group_series(found) if len(found) <= MOST else found


def _holds(one: FoundFigure, words: Sequence[Token]) -> bool:
    measure = terms_of(f"{one.indexed.measure} {one.indexed.figure.unit_text}")
    missing = [word for word in words if held_share(word, measure) < 1]
    if not missing or len(missing) == len(words):
        return not missing
    around = measure | terms_of(one.quote) | terms_of(one.header.title)
    return all(held_share(word, around) == 1 for word in missing)


def _is_about(one: FoundFigure, words: Sequence[Token]) -> bool:
    """Whether the sentence of a figure speaks of all these things, or its letter is about them and the sentence of one."""
    quote = terms_of(one.quote)
    around = quote | terms_of(one.header.title)
    return all(held_share(word, around) == 1 for word in words) and any(held_share(word, quote) == 1 for word in words)
