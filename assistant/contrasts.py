"""question and sentence -> whether the sentence speaks of the counterpart of what is asked: new for existing, men for women.

General knowledge of Dutch: groups of things of which one, in a sentence that names it alone, says nothing of the others.
"""

from __future__ import annotations

import functools
import re

_GROUPS = (
    (r"nieuwe?", r"bestaande?"),
    (r"mannen|mannelijke?", r"vrouwen|vrouwelijke?"),
    (r"jongens", r"meisjes"),
    (r"vaders?", r"moeders?"),
    (r"inkomsten|baten|opbrengsten?", r"uitgaven|lasten"),
    (r"invoer|import", r"uitvoer|export"),
    (r"inclusief", r"exclusief"),
    (r"minimum|minimale?|minimaal", r"maximum|maximale?|maximaal|ten hoogste|hoogstens"),
    (r"binnenlandse?", r"buitenlandse?"),
    (
        r"basisonderwijs|basisscho(?:ol|len)|primair onderwijs",
        r"voortgezet onderwijs|middelbare scho(?:ol|len)",
        r"mbo|middelbaar beroepsonderwijs",
        r"hbo|hoger beroepsonderwijs",
        r"universiteit(?:en)?|wetenschappelijk onderwijs",
    ),
)
_PATTERNS = tuple(tuple(re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in group) for group in _GROUPS)


def is_of_counterpart(question: str, text: str) -> bool:
    """Whether a text names the counterpart of what a question names, and not that itself."""
    return any(asked and said and not asked & said for asked, said in zip(_named(question), _named(text), strict=True))


@functools.lru_cache(maxsize=4_096)
def _named(text: str) -> tuple[frozenset[int], ...]:
    """For each group: which of its things a text names."""
    return tuple(frozenset(at for at, one in enumerate(group) if one.search(text)) for group in _PATTERNS)
