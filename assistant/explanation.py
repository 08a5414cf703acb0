"""query and scored passage -> why the passage was found: which words of the question stand where, and what else speaks.

For the reader's eye, and for whoever wonders at an order: it tells what the ranking counted, and changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.analyser import Token, analyse
from assistant.evidence import held_share
from assistant.retrieval import SENTENCE, explain
from assistant.understanding import Query
from assistant.vocabulary import ScoredPassage, Voice


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage was found; words are the question's own, as typed, in its order."""

    in_text: tuple[str, ...]  # stand in the passage, as they are or in another form
    in_part: tuple[str, ...]  # compounds of which a part stands there
    in_context: tuple[str, ...]  # stand only around it: in its headings, its letter's subject, the question it answers
    missing: tuple[str, ...]
    similarity: float  # of meaning, 0 to 1
    together: bool  # the words stand close to each other
    asked: bool  # it is a Member's question and not the letter's own words
    answers: bool  # one of its sentences fits the question as well as the best of all, or nearly
    first: str  # the feature that it was found by: the one that added most to the score of the whole passage


_TOGETHER = 0.4  # of the nearness feature: its words within about twice as many words
_NEARLY = 0.8  # of the sentence feature: 2 in the score of the conditional logit, a seventh of the best one's chance


def explain_passage(scored: ScoredPassage, query: Query) -> Explanation:
    """Tell why a passage was found for a query."""
    text = frozenset(analyse(scored.passage.text))
    context = frozenset(analyse(scored.passage.context))
    shares = [(word, held_share(word, text), held_share(word, context)) for word in query.subject]
    return Explanation(
        in_text=_typed(word for word, own, _ in shares if own == 1),
        in_part=_typed(word for word, own, around in shares if 0 < own < 1 and around < 1),
        in_context=_typed(word for word, own, around in shares if own < 1 and around == 1),
        missing=_typed(word for word, own, around in shares if own == 0 and around < 1),
        similarity=scored.evidence.get("meaning", 0.0),
        together=scored.evidence.get("nearness", 0.0) >= _TOGETHER,
        asked=scored.passage.voice is Voice.MEMBER,
        answers=scored.evidence.get(SENTENCE, 0.0) >= _NEARLY,
        first=next(name for name, _ in explain(scored) if name != SENTENCE),
    )


def _typed(words: Iterable[Token]) -> tuple[str, ...]:
    return tuple(word.text for word in words)
