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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.embedders import load_embedder
from assistant.reader_weights import load_weights
from eval.fit_reader import Example, Model, as_model, collect_absent, collect_examples, fit, probability_of, top_of
from eval.gold_set import GoldQuestion, load_questions
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.statistics import wilson_interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: was the best sentence evidence, and was it shown?"""

    answerable: bool
    right: bool
    shown: bool
    absent: bool = False  # asked of the letters without those that answer it


def half_of(gold: GoldQuestion) -> int:
    """Which half a question is in: the same for all questions about a letter."""
    key = gold.evidence[0].letter if gold.evidence else gold.id
    return int(hashlib.sha256(f"half {key}".encode()).hexdigest()[:8], 16) % 2


def measure(examples: Sequence[Example], model: Model) -> list[Outcome]:
    """Put the questions to a reader with these weights."""
    outcomes = []
    for example in examples:
        features, right = top_of(example, model.order)
        shown = probability_of(features, model) >= model.least
        outcomes.append(Outcome(example.answerable, right, shown, absent=example.absent))
    return outcomes


def cross(examples: Sequence[Example]) -> list[Outcome]:
    """Each half under the weights of the other."""
    halves = [[example for example in examples if half_of(example.gold) == half] for half in (0, 1)]
    told = [[example for example in half if not example.absent] for half in halves]
    return [one for half in (0, 1) for one in measure(halves[half], fit(told[1 - half]))]


def say(name: str, outcomes: Sequence[Outcome]) -> str:
    """One line of figures with Wilson's 95 % intervals."""
    answerable = [one for one in outcomes if one.answerable]
    others = [one for one in outcomes if not one.answerable and not one.absent]
    absent = [one for one in outcomes if one.absent]
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
        examples = [*collect_examples(questions, library), *collect_absent(questions, library)]
    sys.stdout.write(say("weights in use", measure(examples, as_model(load_weights()))) + "\n")
    sys.stdout.write(say("fitted on the other half", cross(examples)) + "\n")


if __name__ == "__main__":
    main()
