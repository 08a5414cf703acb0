"""words of a text -> the separable verbs among them whose two halves stand apart ("zegde … toe": toezeggen).

In a Dutch main clause a separable verb (scheidbaar werkwoord) leaves its particle at the end of its clause, and "te"
comes between both: "De minister zegde € 5 miljoen toe", "om een loket aan te kondigen". In other clauses, and as a
participle, it is one word ("toegezegd", "aankondigt"). Without this step the two never meet.

Most particles are prepositions too. One is taken for a particle only where no noun phrase can follow it: at the end of
a clause, or before a preposition or conjunction; and only if the verb that it makes is in the dictionary.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

# Particles that are no prepositions, or hardly ever.
_PURE = frozenset("af heen mee neer plaats samen terug toe vast voort vooruit weg".split())
_PREPOSITIONS = frozenset("aan achter bij door in na om onder op over rond tegen uit voor".split())
PARTICLES = _PURE | _PREPOSITIONS
# Words that can follow a particle but hardly a preposition.
_FOLLOWERS = (_PREPOSITIONS | _PURE) | frozenset(
    "als dan dat die doordat maar met naar nadat omdat opdat sinds ten ter tot totdat tussen van vanaf vanuit vanwege "
    "volgens waar waarbij waardoor waarmee waarna waarop waarvan waarvoor wanneer wat zoals zodat".split()
)
_ASKING = frozenset({"om", "over"})  # prepositions before an indirect question ("het gaat om wat er ligt")
_FOLLOWING_THOSE = frozenset({"aan", "naar"})
# With one of these before it in its clause, a preposition at the end belongs to it: "waar gaat de brief over".
_STRANDING = frozenset("daar er hier waar".split())
_DETERMINERS = frozenset("de deze die een geen het in zijn".split())  # "de weg", "in plaats": a noun, no particle
_NO_VERBS = frozenset("doen hebben kunnen moeten mogen willen worden zijn zullen".split())  # they help other verbs
_REACH = 18  # words between a verb and its particle
# Finite forms whose dictionary form is that of another word ("vroeg" in the morning).
_INFINITIVES = {
    "wijs": "wijzen", "wijst": "wijzen", "vroeg": "vragen", "vroegen": "vragen", "schaft": "schaffen",
    "schafte": "schaffen", "schaften": "schaffen", "past": "passen", "biedt": "bieden", "wint": "winnen",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeparatedVerb:
    """A verb in two halves, by their places among the words, and its infinitive."""

    verb: int
    particle: int
    infinitive: str


def find_separated(
    words: Sequence[str], ends: Set[int], lemma_of: Callable[[str], str], is_known: Callable[[str], bool]
) -> list[SeparatedVerb]:
    """Find the separable verbs whose halves stand apart.

    Args:
        words: The words of a text in order, in lower case without diacritics.
        ends: Places of words that end a clause: a full stop, colon, semicolon or bracket follows.
        lemma_of: Word -> its dictionary form.
        is_known: Whether a word is in the dictionary.

    Returns:
        The verbs in order of their particles; no word belongs to two.
    """
    if PARTICLES.isdisjoint(words):
        return []
    found: list[SeparatedVerb] = []
    taken: set[int] = set()
    clause = 0
    for at, word in enumerate(words):
        if word in PARTICLES:
            verb = _verb_of(at, clause, words, ends, functools.partial(_joined, lemma_of=lemma_of, is_known=is_known))
            if verb is not None and verb.verb not in taken:
                found.append(verb)
                taken |= {verb.verb, verb.particle}
        if at in ends:
            clause = at + 1
    return found


def _verb_of(
    at: int, clause: int, words: Sequence[str], ends: Set[int], joined: Callable[[str, str], str | None]
) -> SeparatedVerb | None:
    """The verb of the particle at a place: after "te", or the nearest before it in its clause that makes a word."""
    particle = words[at]
    if particle != "om" and words[at + 1 : at + 2] == ["te"] and at + 2 < len(words) and not {at, at + 1} & ends:
        infinitive = joined(particle, words[at + 2])
        return SeparatedVerb(at + 2, at, infinitive) if infinitive else None
    if particle in _PREPOSITIONS:
        followers = _FOLLOWING_THOSE if particle in _ASKING else _FOLLOWERS
        last = at in ends or at + 1 == len(words) or words[at + 1] in followers
        if not last or not _STRANDING.isdisjoint(words[clause:at]):
            return None
    elif at > clause and words[at - 1] in _DETERMINERS:
        return None
    for place in range(at - 1, max(clause, at - _REACH) - 1, -1):
        infinitive = joined(particle, words[place])
        if infinitive:
            return SeparatedVerb(place, at, infinitive)
    return None


def _joined(particle: str, word: str, *, lemma_of: Callable[[str], str], is_known: Callable[[str], bool]) -> str | None:
    """The separable verb of a particle and a form of a verb; None if the dictionary has none."""
    if len(word) < 3 or word in PARTICLES:
        return None
    base = _INFINITIVES.get(word) or lemma_of(word)
    if not base.endswith("n") or base in _NO_VERBS or (word.startswith("ge") and not base.startswith("ge")):
        return None  # no verb, one that helps another, or a participle
    verb = particle + base
    return verb if is_known(verb) else None
