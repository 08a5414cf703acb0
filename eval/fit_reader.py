"""gold questions on the bundled letters -> the weights by which the extractive reader orders sentences and refuses.

    python -m eval.fit_reader

Two small models over the same explainable features. The order is a conditional logit: of the sentences read for a
question, those that overlap its evidence should score highest (McFadden 1974). The answer is a logistic regression:
does the best sentence answer the question? Both are fitted with an L2 penalty by gradient descent, from zero, so that
the same gold gives the same weights. Only the questions of the development split are used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant import rated_sentences
from assistant.embedders import load_embedder
from assistant.extractive_reader import can_answer
from assistant.rated_sentences import FEATURES, WEIGHTS_FILE, RatedSentence, rate_sentences
from assistant.retrieval import retrieve
from assistant.understanding import understand
from eval.gold_set import GoldQuestion, load_questions
from eval.places import Letters, Place, find_targets
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library import Library

_PENALTY = 0.02  # of the mean squared weight; found by leaving letters out, see eval/gold/README.md
_STEPS = 4_000
_RATE = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """The sentences read for one question, and which of them overlap its evidence."""

    features: NDArray[np.float64]  # (sentences, features)
    right: NDArray[np.bool_]  # (sentences,)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the bias of the answer model."""

    order: NDArray[np.float64]
    answer: NDArray[np.float64]
    bias: float


def collect_examples(questions: Sequence[GoldQuestion], library: Library) -> Iterator[Example]:
    """Read each question as the reader does, and mark the sentences that are its evidence."""
    letters = Letters(library)
    for gold in questions:
        asked = gold.as_asked()
        candidates = retrieve(library, understand(asked), asked.filters)
        rated = [one for one in rate_sentences(candidates, library.embedder) if can_answer(one, candidates)]
        if rated:
            targets = find_targets(gold, letters)
            yield Example(
                np.array([[one.evidence[name] for name in FEATURES] for one in rated]),
                np.array([any(target.touched_by(_place(one)) for target in targets) for one in rated]),
            )


def _place(one: RatedSentence) -> Place:
    return Place(one.source.header.id, one.sentence.start, one.sentence.end)


def fit(examples: Sequence[Example]) -> Model:
    """Fit the order of sentences, then whether the one on top answers."""
    order = _fit_order([example for example in examples if example.right.any()])
    tops = [int(np.argmax(example.features @ order)) for example in examples]
    features = np.stack([example.features[top] for example, top in zip(examples, tops, strict=True)])
    right = np.array([example.right[top] for example, top in zip(examples, tops, strict=True)], dtype=np.float64)
    answer, bias = _fit_answer(features, right)
    return Model(order, answer, bias)


def _fit_order(examples: Sequence[Example]) -> NDArray[np.float64]:
    weights = np.zeros(len(FEATURES))
    for _ in range(_STEPS):
        slope = _PENALTY * weights
        for example in examples:
            scores = example.features @ weights
            chances = np.exp(scores - scores.max())
            among_right = chances * example.right
            difference = chances / chances.sum() - among_right / among_right.sum()
            slope += difference @ example.features / len(examples)
        weights -= _RATE * slope
    return weights


def _fit_answer(features: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    middle = features.mean(axis=0)
    weights, bias = np.zeros(features.shape[1]), 0.0
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-bias - (features - middle) @ weights))
        weights -= _RATE * ((chances - right) @ (features - middle) / len(right) + _PENALTY * weights)
        bias -= _RATE * float((chances - right).mean())
    return weights, bias - float(middle @ weights)


def main() -> None:
    """Fit on the bundled gold and write the weights beside the reader."""
    questions = load_questions(BUNDLED_GOLD)
    with temporary_library(BUNDLED_LETTERS, load_embedder()) as library:
        model = fit(list(collect_examples(questions, library)))
    values = {
        "order": {name: round(float(weight), 4) for name, weight in zip(FEATURES, model.order, strict=True)},
        "answer": {name: round(float(weight), 4) for name, weight in zip(FEATURES, model.answer, strict=True)},
        "bias": round(model.bias, 4),
    }
    file = Path(rated_sentences.__file__).parent / WEIGHTS_FILE
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
