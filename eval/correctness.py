"""answer text and what it must show -> which of it is missing.

An answer to an answerable question is correct if it is no refusal, shows one alternative of every `must` list, and
cites at least one place that overlaps the evidence. Half an answer is wrong. An unanswerable question is answered
correctly by a refusal and by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.number_words import parse_number_word

Alternatives = Sequence[str]


def missing_alternatives(must: Sequence[Alternatives], text: str) -> tuple[tuple[str, ...], ...]:
    """The lists of which no alternative occurs in a text, in their order."""
    return tuple(tuple(group) for group in must if not any(occurs(one, text) for one in group))


def occurs(wanted: str, text: str) -> bool:
    """Whether an alternative occurs in a text, upper and lower case and amounts of white space alike.

    Digits have to be a number of their own: "5 miljard" does not occur in "25 miljard" nor in "2,5 miljard"; the same
    holds for a number in words: "twee" does not occur in "tweede". Any other text may be part of a word, so that a
    stem covers its inflections.
    """
    wanted, text = _plain(wanted), _plain(text)
    if parse_number_word(wanted) is not None and not wanted[0].isdigit():
        return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?![.,]?\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, text) is not None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
