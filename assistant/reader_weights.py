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
    "own",  # share of the question's words, by rarity, in the sentence itself
    "lead",  # the same, with what stands before it in its paragraph, or introduces its list or table
    "near",  # the same, with the sentence before and the one after
    "heads",  # the same, with its paragraph and the headings, the letter's subject and the Member's question
    "whole",  # the same, with the whole passage
    "question",  # share of the question's words in the Member's question that the passage answers
    "sense",  # share of the question's words that come near in meaning to a word of the sentence
    "sense_lead",  # the same, with its lead
    "names_own",  # share of the question's names in the sentence
    "names",  # share of the question's names in its paragraph, headings or letter
    "codes",  # 0 if a name with capitals or digits within it ("PURL", "F-35") stands nowhere near, else 1
    "years_own",  # share of the question's years in the sentence
    "years",  # share of the question's years in its paragraph or headings, or in its letter's date
    "other_year",  # the sentence states another year, and none that the question asks about
    "counted",  # what the question wants counted stands in the sentence
    "figure",  # it holds the kind of figure or date that the question asks for
    "no_figure",  # the question asks for a figure or date, and the sentence holds none
    "unit",  # its figure counts what the question wants counted
    "clause",  # share of the question's words in the clause of its figure
    "value",  # the question may want a figure, and the sentence holds one
    "name",  # the question asks for a person or place, and the sentence holds a name
    "list",  # the question asks for a list, and the sentence enumerates
    "reason",  # the question asks for a reason, and the sentence gives one in so many words
    "polar",  # the question asks for yes or no, and the sentence says so or takes a stand
    "law",  # the question asks for a law or article, and the sentence names one
    "kind_near",  # how near the noun after "welke" comes in meaning to a new word of the sentence
    "missing",  # weight of the heaviest word of the question that stands nowhere near
    "sense_missing",  # the same, of the word that nothing in the sentence and its lead comes near in meaning
    "fresh",  # how many words it holds that the question does not: an answer says something new
    "meaning",  # cosine similarity of sentence and question
    "meaning_near",  # the same, of the sentence with the one before it
    "passage",  # the rank score of its passage, as a share of the best
    "rank",  # 1 for the first passage, then a half, a third, …
    "recent",  # 1 for the newest letter among those read, 0 for the oldest; 0.5 where the question names a year
    "corrects",  # it corrects or revises a value
    "opens",  # it is the first sentence of an answer to a Member's question
    "row",  # it is a table row
    "heads_table",  # it is the header row of a table
    "note",  # it is a footnote
    "motion",  # it is the text of a motion
    "shred",  # it is shorter than a sentence
    "recalls",  # it says what an earlier letter said
)
# What more there is to whether the sentence on top answers at all.
ANSWER_FEATURES = (
    *FEATURES,
    "share",  # how likely it is that this sentence, of all those read, is the right one
    "passage_coverage",  # share of the question's words in the passage and its context
    "passage_meaning",  # cosine similarity of passage and question
    "passage_nearness",  # how close together the question's words stand in the passage
    "asks_figure",  # the question asks for a figure or date
    "missing_figure",  # "missing", where the question asks for a figure or date
    "lead_figure",  # "lead", likewise
    "words",  # the question is long
    "name_missing",  # a name of the question stands neither in the paragraph nor in its headings or letter
    "name_far",  # a name of the question stands neither in the sentence nor before it in its paragraph or headings
    "misfit",  # the question asks for a figure or date, and the one in the sentence counts something else
    "counted_missing",  # what the question wants counted stands nowhere near
    "asks_name",  # the question asks for a person or place
    "asks_reason",  # it asks for a reason
    "asks_polar",  # it asks for yes or no, for or against
    "asks_list",  # it asks for several things
    "unheard",  # share of the question's words that stand in no letter of the library
    "unheard_name",  # a name of the question stands in none
    "sense_unheard",  # weight of the heaviest such word that nothing in sentence and lead comes near in meaning
    "other_name",  # a name of the question stands nowhere near, and the sentence speaks of another one
    "other_ordinal",  # the question asks about the third of its kind, and the sentence speaks of the second
    "kind_missing",  # the noun after "welke" stands nowhere near
)

# Features that can only speak against an answer, and those that may do either; the others can only speak for one. A fit
# that would have it the other way round has learned an accident of its few questions (see `eval.fit_reader`).
AGAINST = frozenset(
    {
        *("missing", "sense_missing", "missing_figure", "counted_missing", "kind_missing", "name_missing", "name_far"),
        *(
            "unheard",
            "unheard_name",
            "sense_unheard",
            "other_year",
            "other_name",
            "other_ordinal",
            "no_figure",
            "misfit",
        ),
        *("shred", "heads_table", "recalls"),
    }
)
EITHER = frozenset(
    {
        *("asks_figure", "asks_name", "asks_reason", "asks_polar", "asks_list", "words", "lead_figure"),
        *("recent", "fresh", "opens", "row", "note", "motion", "corrects"),
    }
)


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Weights by feature, for the order of sentences and for whether the best one answers at all."""

    order: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float
    least: float  # the probability below which the best sentence is not shown

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
    return ReaderWeights(values["order"], values["answer"], values["bias"], values["least"])
