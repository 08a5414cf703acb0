"""quotes and letters -> the quotes that do not stand, byte for byte, where they are said to stand.

One of the two things that must never happen: a single such quote fails the evaluation.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.places import Letters
from eval.response import GivenQuote


def misquoted(quotes: Sequence[GivenQuote], letters: Letters) -> tuple[GivenQuote, ...]:
    """The quotes that differ from `letter.text[start:end]`, are empty, or name no letter of the library."""
    return tuple(quote for quote in quotes if not _stands(quote, letters))


def _stands(quote: GivenQuote, letters: Letters) -> bool:
    place = quote.place
    if place.letter_id not in letters:
        return False
    text = letters.text(place.letter_id)
    inside = 0 <= place.start < place.end <= len(text)
    return inside and text[place.start : place.end].encode() == quote.text.encode()
