"""gold questions in two halves by letter -> the figures of each half under weights fitted on the other.

    python -m eval.two_fold [GOLD] [--letters DIR]

Nothing that is measured was fitted on: order, answer model and threshold come from the half that shares no letter with
the questions measured. Without arguments the bundled gold; with a gold set of one's own it says what fitting on one's
own letters would give. The weights in use are not changed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.embedders import load_embedder
from assistant.reader_weights import load_weights
from eval.correctness import missing_alternatives
from eval.fit_reader import Example, Model, as_model, collect_examples, fit, probability_of, said_of_top, top_of
from eval.gold_set import GoldQuestion, load_questions
from eval.places import Letters
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.statistics import wilson_interval

if TYPE_CHECKING:
    from assistant.library import Library


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: was the best sentence evidence, and was it shown?"""

    answerable: bool
    right: bool
    shown: bool


def half_of(gold: GoldQuestion) -> int:
    """Which half a question is in: the same for all questions about a letter."""
    key = gold.evidence[0].letter if gold.evidence else gold.id
    return int(hashlib.sha256(f"half {key}".encode()).hexdigest()[:8], 16) % 2


def measure(examples: Sequence[Example], model: Model) -> list[Outcome]:
    """Put the questions to a reader with these weights."""
    outcomes = []
    for example in examples:
        features, right = top_of(example, model.order)
        shown = probability_of(features, model) >= model.least and said_of_top(example, model.order) >= model.said
        outcomes.append(Outcome(example.gold.answerable, right, shown))
    return outcomes


def cross(examples: Sequence[Example], absent: Sequence[Example]) -> tuple[list[Outcome], list[Outcome]]:
    """Each half under the weights of the other: its questions, and those put to the letters without their own."""
    told: list[Outcome] = []
    missed: list[Outcome] = []
    for half in (0, 1):
        model = fit([example for example in examples if half_of(example.gold) != half])
        told += measure([example for example in examples if half_of(example.gold) == half], model)
        missed += measure([example for example in absent if half_of(example.gold) == half], model)
    return told, missed


def collect_absent(questions: Sequence[GoldQuestion], library: Library) -> Iterator[Example]:
    """Put each question that can be answered to the letters without those that answer it: now none can be right.

    Questions that name their letters, and those that another letter happens to answer as well, are passed over.
    """
    letters = Letters(library)
    everything = [header.id for header in library.headers()]

    def without(gold: GoldQuestion) -> GoldQuestion:
        own = {one for evidence in gold.evidence for one in letters.ids(evidence.letter)}
        others = tuple(one for one in everything if one not in own)
        return replace(gold, answerable=False, filters=replace(gold.filters, letter_ids=others))

    asked = (without(gold) for gold in questions if gold.answerable and gold.filters.letter_ids is None)
    for example in collect_examples(asked, library):
        if not any(example.gold.must and not missing_alternatives(example.gold.must, text) for text in example.texts):
            yield example


def say(name: str, outcomes: Sequence[Outcome], absent: Sequence[Outcome] = ()) -> str:
    """One line of figures with Wilson's 95 % intervals; `absent` are those asked without the letters that answer."""
    answerable = [one for one in outcomes if one.answerable]
    others = [one for one in outcomes if not one.answerable]
    shares = {
        "best sentence is evidence": [one.right for one in answerable],
        "wrongly refused": [not one.shown for one in answerable],
        "refused": [not one.shown for one in others],
        "refused without its letter": [not one.shown for one in absent],
    }
    return f"{name}: " + "; ".join(f"{label} {_say_share(hits)}" for label, hits in shares.items() if hits)


def _say_share(hits: Sequence[bool]) -> str:
    low, high = wilson_interval(sum(hits), len(hits))
    return f"{np.mean(hits):.1%} ({low:.1%}-{high:.1%}, n={len(hits)})"


def main() -> None:
    """Fit on each half, measure on the other, and print both beside the weights in use."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="?", type=Path, default=BUNDLED_GOLD)
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    chosen = parser.parse_args()
    with temporary_library(chosen.letters, load_embedder()) as library:
        questions = load_questions(chosen.gold)
        examples, absent = list(collect_examples(questions, library)), list(collect_absent(questions, library))
    model = as_model(load_weights())
    sys.stdout.write(say("weights in use", measure(examples, model), measure(absent, model)) + "\n")
    sys.stdout.write(say("fitted on the other half", *cross(examples, absent)) + "\n")


if __name__ == "__main__":
    main()
