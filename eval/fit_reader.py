"""gold questions on the bundled letters -> the weights by which the extractive reader orders sentences and refuses.

    python -m eval.fit_reader

Two small models over the same explainable features. The order is a conditional logit: of the sentences read for a
question, those that overlap its evidence should score highest (McFadden 1974). The answer is a logistic regression:
does the best sentence answer the question? Both carry an L2 penalty and are fitted from zero by Newton's method, so
that the same gold gives the same weights. Questions of the test split are left out (see `eval.split`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant import reader_weights
from assistant.embedders import load_embedder
from assistant.extractive_reader import can_answer
from assistant.rated_sentences import RatedSentence, rate_sentences
from assistant.reader_weights import ANSWER_FEATURES, FEATURES, WEIGHTS_FILE
from assistant.retrieval import retrieve
from assistant.understanding import understand
from eval.conditional_logit import fit_conditional_logit
from eval.gold_set import GoldQuestion, load_questions
from eval.places import Letters, Place, find_targets
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.split import Part, split_questions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.library import Library

ORDER_PENALTY = 0.003  # both found by leaving letters out of the development split
ANSWER_PENALTY = 0.003
_STEPS = 60
REFUSED = 0.75  # share of unanswerable questions that are refused, when their letters are left out of the fit
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """The sentences read for one question, and which of them overlap its evidence."""

    gold: GoldQuestion
    features: NDArray[np.float64]  # (sentences, answer features), the features of the order first
    right: NDArray[np.bool_]  # (sentences,)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, the bias of the answer model, and the probability below which it refuses."""

    order: NDArray[np.float64]
    answer: NDArray[np.float64]
    bias: float
    least: float


def collect_examples(questions: Sequence[GoldQuestion], library: Library) -> Iterator[Example]:
    """Read each question as the reader does, and mark the sentences that are its evidence."""
    letters = Letters(library)
    for gold in questions:
        asked = gold.as_asked()
        candidates = retrieve(library, understand(asked), asked.filters)
        rated = [one for one in rate_sentences(candidates, library.embedder) if can_answer(one, candidates.query)]
        if rated:
            targets = find_targets(gold, letters)
            yield Example(
                gold,
                np.array([[one.evidence[name] for name in ANSWER_FEATURES] for one in rated]),
                np.array([any(target.touched_by(_place(one)) for target in targets) for one in rated]),
            )


def _place(one: RatedSentence) -> Place:
    return Place(one.source.header.id, one.sentence.start, one.sentence.end)


def fit(examples: Sequence[Example]) -> Model:
    """Fit the order of sentences, then whether the one on top answers, then from when on it is shown.

    The tops come from orders fitted without the letter in question, as they will for letters that nobody has seen. A
    wrong top of a question that can be answered says nothing of refusal, and is left out.
    """
    tops = [
        (example, *top_of(example, order))
        for held_out in range(_FOLDS)
        for order in [fit_order([example for example in examples if fold_of(example.gold) != held_out])]
        for example in examples
        if fold_of(example.gold) == held_out
    ]
    telling = [top for top in tops if top[2] or not top[0].gold.answerable]
    features = np.stack([features for _, features, _ in telling])
    right = np.array([right for _, _, right in telling], dtype=np.float64)
    folds = np.array([fold_of(example.gold) for example, _, _ in telling])
    held_out_chances = np.zeros(len(telling))
    for fold in range(_FOLDS):
        weights, bias = fit_answer(features[folds != fold], right[folds != fold])
        held_out_chances[folds == fold] = 1 / (1 + np.exp(-bias - features[folds == fold] @ weights))
    answer, bias = fit_answer(features, right)
    return Model(fit_order(examples), answer, bias, float(np.quantile(held_out_chances[right == 0], REFUSED)))


def top_of(example: Example, order: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    """The answer features of the sentence that an order puts on top, and whether it is right."""
    scores = example.features[:, : len(FEATURES)] @ order
    top = int(np.argmax(scores))
    features = example.features[top].copy()
    features[ANSWER_FEATURES.index("share")] = 1 / np.exp(scores - scores[top]).sum()
    return features, bool(example.right[top])


def fold_of(gold: GoldQuestion) -> int:
    """Which fold a question is left out with: the same for all questions about a letter."""
    return int(_digest(gold)[:8], 16) % _FOLDS


def _digest(gold: GoldQuestion) -> str:
    key = gold.evidence[0].letter if gold.evidence else gold.id
    return hashlib.sha256(key.encode()).hexdigest()


def fit_order(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weights of the order of sentences."""
    choices = [(example.features[:, : len(FEATURES)], example.right) for example in examples]
    return fit_conditional_logit(choices, penalty=ORDER_PENALTY)


def fit_answer(
    features: NDArray[np.float64], right: NDArray[np.float64], penalty: float = ANSWER_PENALTY
) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of the logistic regression; the bias carries no penalty."""
    design = np.column_stack([features, np.ones(len(features))])
    penalties = np.append(np.full(features.shape[1], penalty), 0.0)
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-design @ weights))
        slope = (chances - right) @ design / len(right) + penalties * weights
        curve = (design.T * (chances * (1 - chances))) @ design / len(right) + np.diag(penalties + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def main() -> None:
    """Fit on the bundled gold and write the weights beside the reader."""
    questions = load_questions(BUNDLED_GOLD)
    parts = split_questions(questions)
    questions = [gold for gold in questions if parts[gold.id] is Part.DEV]
    with temporary_library(BUNDLED_LETTERS, load_embedder()) as library:
        model = fit(list(collect_examples(questions, library)))
    write_weights(model)


def write_weights(model: Model) -> None:
    """Write the weights file beside the reader."""
    values = {
        "order": {name: round(float(weight), 4) for name, weight in zip(FEATURES, model.order, strict=True)},
        "answer": {name: round(float(weight), 4) for name, weight in zip(ANSWER_FEATURES, model.answer, strict=True)},
        "bias": round(model.bias, 4),
        "least": round(model.least, 4),
    }
    file = Path(reader_weights.__file__).parent / WEIGHTS_FILE
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
