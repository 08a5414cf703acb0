"""sentences and query -> how much of the question each sentence says in other words, word by word.

Words are compared by the vectors of the bundled embedder; a compound also by its parts, so that "lawaaioverlast" comes
near to "geluidhinder" where neither word as a whole does.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.analyser import STOP_WORDS, fold, lemma_of
from assistant.clause_terms import words_of
from assistant.compounds import split_compound
from assistant.evidence import WordWeights
from assistant.placed_sentences import PlacedSentence
from assistant.understanding import Query
from assistant.word_sense import word_sense

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

SENSE_FEATURES = ("sense", "sense_lead", "sense_missing", "kind_near")
_SURE_SENSE = 0.75  # cosine from which two words count as one
_NO_SENSE = 0.25  # and below which they have nothing in common


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of a question, and of which of their parts each is compounded."""

    words: tuple[str, ...]  # then the parts, each once
    groups: tuple[tuple[int, tuple[int, ...]], ...]  # place of a compound, places of its parts

    def merge_parts(self, best: Vectors) -> Vectors:
        """(sentences, words + parts) -> (sentences, words): a compound is as near as its parts are on average."""
        whole = best[:, : len(self.words)].copy()
        for at, parts in self.groups:
            whole[:, at] = np.maximum(whole[:, at], best[:, list(parts)].mean(axis=1))
        return whole


def rate_senses(found: Sequence[PlacedSentence], query: Query, weights: WordWeights) -> list[dict[str, float]]:
    """For each sentence how much of the question it, or it with its lead, comes near in meaning: `SENSE_FEATURES`."""
    subject = query.subject
    total = weights.of(subject)
    if not total:
        return [dict.fromkeys(SENSE_FEATURES, 0.0)] * len(found)
    asked, rows = _asked_words([fold(word.text) for word in subject])
    kind = [lemma_of(fold(query.kind))] if query.kind else []
    owns = [_plain_words(placed.sentence.text) for placed in found]
    leads = [_plain_words(placed.lead) + _plain_words(placed.intro) for placed in found]
    index = {word: at for at, word in enumerate(dict.fromkeys(word for words in owns + leads for word in words))}
    nearness = word_sense().nearness(rows + kind, list(index))
    likeness = np.clip((nearness[: len(rows)] - _NO_SENSE) / (_SURE_SENSE - _NO_SENSE), 0, 1)
    best = np.stack([likeness[:, [index[word] for word in own]].max(axis=1, initial=0) for own in owns])
    led = np.stack([likeness[:, [index[word] for word in lead]].max(axis=1, initial=0) for lead in leads])
    shares = np.array([weights.weight(word) / total for word in subject], dtype=np.float32)
    own_sense = asked.merge_parts(best)
    wide_sense = asked.merge_parts(np.maximum(best, led))
    lacking = (1 - wide_sense) * shares
    stated = set(asked.words)
    return [
        {
            "sense": float(own_sense[at] @ shares),
            "sense_lead": float(wide_sense[at] @ shares),
            "sense_missing": float(lacking[at].max()),
            "kind_near": _nearest_new(nearness[-1], own, index, stated) if kind else 0.0,
        }
        for at, own in enumerate(owns)
    ]


def _asked_words(words: Sequence[str]) -> tuple[_Asked, list[str]]:
    """The question's words, with the rows of vectors that are looked up for them."""
    rows = list(words)
    groups = []
    for at, word in enumerate(words):
        parts = split_compound(word)
        if parts:
            groups.append((at, tuple(range(len(rows), len(rows) + len(parts)))))
            rows += parts
    return _Asked(tuple(words), tuple(groups)), rows


def _nearest_new(near: Vectors, own: Sequence[str], index: dict[str, int], stated: set[str]) -> float:
    fresh = [index[word] for word in own if word not in stated]
    return float(near[fresh].max(initial=0))


@functools.lru_cache(maxsize=8_192)
def _plain_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, each once, with the parts of compounds behind them."""
    words = [fold(word) for word, terms in words_of(text) if terms]
    parts = [part for word in words for part in split_compound(word)]
    return tuple(dict.fromkeys(word for word in words + parts if word not in STOP_WORDS))
