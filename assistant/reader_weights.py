"""reader_weights.json -> the features of a sentence by name, and what each weighs.

Every feature is between 0 and 1 and can be said in words. The weights are fitted by `eval.fit_reader`.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

WEIGHTS_FILE = "reader_weights.json"
FEATURES = (
    "whole",  # share of the question's words, by rarity, in its passage, the headings and the Member's question
    "heads",  # the same, in its paragraph, next to it, in the headings or the question, but not elsewhere in the passage
    "sense",  # share of the question's words that come near in meaning to a word of the sentence
    "sense_lead",  # the same, to a word of it or of what leads up to it
    "question",  # share of the question's words in the Member's question that the passage answers
    "name_absent",  # a name of the question stands in nothing that was read of the letter
    "period",  # how surely it speaks of a year that the question asks about
    "letter",  # the question names its letter by date ("volgens de brief van mei 2024")
    "figure",  # it holds the kind of figure or date that the question asks for
    "value",  # the question may want a figure, and the sentence holds one
    "name",  # the question asks for a person or place, and the sentence holds a name
    "reason",  # the question asks for a reason, and the sentence gives one in so many words
    "reason_soft",  # the same, and it says something that often is a reason
    "reason_next",  # the same, and the sentence after it draws a conclusion ("daarom")
    "polar",  # the question asks for yes or no, and the sentence says so or takes a stand
    "verb",  # share of the question's verbs in the sentence
    "phrase",  # a name or number stands behind the preposition that the question asks with ("vanaf wanneer")
    "change",  # the question asks how much more or less, and the sentence speaks of a change
    "defines",  # the question asks what something is, and the sentence says so
    "kind_named",  # it names one of the kind after "welke" ("de gemeente Duinrecht")
    "kind_near",  # how near the noun after "welke" comes in meaning to a new word of the sentence
    "meaning_near",  # cosine similarity of question and sentence, with the sentence before it
    "meaning_heads",  # the same, with the letter's subject and the headings
    "meaning_question",  # cosine similarity of question and Member's question
    "passage",  # the rank score of its passage, as a share of the best
    "recent",  # 1 for the newest letter among those read, 0 for the oldest; 0.5 where the question does not ask for now
    "row",  # it is a table row
    "heads_table",  # it is the header row of a table
    "note",  # it is a footnote
    "recalls",  # it says what an earlier letter said
)
# Whether the sentence on top answers at all: a small model of its own.
ANSWER_FEATURES = (
    "share",  # how likely it is that this sentence, of all those read, is the right one
    "passage_share",  # the same, of all the sentences of its passage together
    "missing",  # weight of the heaviest word of the question that stands neither in its passage nor in the headings
    "noun_missing",  # the same, of the words that are no verb
    "name_missing",  # a name of the question stands neither in the paragraph nor in its headings or letterhead
    "years",  # share of the question's years in its paragraph or headings, or in its letter's date
    "other_year",  # the sentence states another year, and none that the question asks about
    "uncounted",  # the question wants something counted, and the sentence holds no figure that counts it
    "list",  # the question asks for a list, and the sentence enumerates
    # As for the order:
    *(
        "heads",
        "sense",
        "name_absent",
        "letter",
        "value",
        "name",
        "reason_soft",
        "change",
        "kind_named",
        "meaning_heads",
    ),
    "asks_figure",  # the question asks for a figure or date
    "asks_reason",  # it asks for a reason
    "asks_polar",  # it asks for yes or no, for or against
    "asks_list",  # it asks for several things
    "words",  # the question is long
)

# Features that can only speak against an answer, and those that may do either; the others can only speak for one. A fit
# that would have it the other way round has learned an accident of its few questions (see `eval.fit_reader`).
AGAINST = frozenset({"missing", "noun_missing", "name_missing", "name_absent", "other_year", "uncounted"})
EITHER = frozenset({"asks_figure", "asks_reason", "asks_polar", "asks_list", "words"})


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Weights by feature, for the order of sentences and for whether the best one answers at all."""

    order: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float
    least: float  # the probability below which the best sentence is not shown
    said: float  # nor where less of the question is said, see `said_of`

    def score(self, evidence: Mapping[str, float]) -> float:
        """The rank score of a sentence; only its order means something."""
        return sum(weight * evidence[name] for name, weight in self.order.items())

    def probability(self, evidence: Mapping[str, float]) -> float:
        """How likely it is that a sentence with this evidence answers its question, 0 to 1."""
        return 1 / (1 + math.exp(-self.bias - sum(weight * evidence[name] for name, weight in self.answer.items())))


@functools.cache
def load_weights() -> ReaderWeights:
    """The bundled weights."""
    values = json.loads((files("assistant") / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return ReaderWeights(values["order"], values["answer"], values["bias"], values["least"], values["said"])


def said_of(evidence: Mapping[str, float]) -> float:
    """How much of the question a sentence's passage and headings say in its words, and the sentence by meaning, 0 to 2."""
    return evidence["whole"] + evidence["sense_lead"]
