"""gold questions on the bundled letters -> the weights by which the extractive reader orders sentences and refuses.

    python -m eval.fit_reader

Two small models over explainable features. The order is a conditional logit: of the sentences read for a
question, those that overlap its evidence should score highest (McFadden 1974). The answer is a logistic regression:
does the best sentence answer the question? Both carry an L2 penalty and are fitted from zero by Newton's method, so
that the same gold gives the same weights. In the answer model no weight may have a sign that its feature cannot have.
Questions of the test split are left out (see `eval.split`).

Questions put to the letters without their own, where whatever comes out on top is wrong, were tried as more examples of
what to refuse: they made the reader refuse as many right answers as wrong ones. `eval.two_fold` measures by them.

Questions of parliament with their whole answers were tried beside the gold (weak labels: any sentence of the answer is
right). They ask otherwise than people do: the order fitted with them was worse on letters that neither had seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant import reader_weights
from assistant.embedders import load_embedder
from assistant.extractive_reader import can_answer
from assistant.rated_sentences import RatedSentence, rate_sentences
from assistant.reader_weights import AGAINST, ANSWER_FEATURES, EITHER, FEATURES, WEIGHTS_FILE, ReaderWeights, said_of
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

ORDER_PENALTY = 0.0005  # both found by leaving letters out of the development split
ANSWER_PENALTY = 0.0002
_STEPS = 60
# The chance from which a sentence is shown. To show a wrong answer is held to be twice as bad as to refuse a right one:
# showing then costs less than refusing from two in three on. The fitted chances are too high, for the fit leaves the
# wrong sentences of answerable questions out: of development letters that a fit had not seen, 10 of the 27 sentences on
# top with a chance between two thirds and three quarters were right.
LEAST = 3 / 4
# One right sentence in so many may be lost to the limit on how much of a question has to be said, which the answer model
# cannot learn: its wrong examples are of the right letters, where much is said.
SPARED = 1 / 100
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """The sentences read for one question, and which of them overlap its evidence."""

    gold: GoldQuestion
    order: NDArray[np.float64]  # (sentences, features of the order)
    answer: NDArray[np.float64]  # (sentences, answer features)
    passages: NDArray[np.intp]  # (sentences,), the number of each one's passage
    right: NDArray[np.bool_]  # (sentences,)
    texts: tuple[str, ...] = ()  # of the sentences


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, the bias of the answer model, and the probability and what is said below which it refuses."""

    order: NDArray[np.float64]
    answer: NDArray[np.float64]
    bias: float
    least: float
    said: float


def collect_examples(questions: Iterable[GoldQuestion], library: Library) -> Iterator[Example]:
    """Read each question as the reader does, and mark the sentences that are its evidence."""
    letters = Letters(library)
    for gold in questions:
        asked = gold.as_asked()
        candidates = retrieve(library, understand(asked), asked.filters)
        rated = [one for one in rate_sentences(candidates, library.embedder) if can_answer(one, candidates.query)]
        if rated:
            targets = find_targets(gold, letters)
            keys = [(one.source.header.id, one.source.passage.start) for one in rated]
            numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
            yield Example(
                gold,
                np.array([[one.evidence[name] for name in FEATURES] for one in rated]),
                np.array([[one.evidence[name] for name in ANSWER_FEATURES] for one in rated]),
                np.array([numbers[key] for key in keys]),
                np.array([any(target.touched_by(_place(one)) for target in targets) for one in rated]),
                tuple(one.sentence.text for one in rated),
            )


def _place(one: RatedSentence) -> Place:
    return Place(one.source.header.id, one.sentence.start, one.sentence.end)


def fit(examples: Sequence[Example]) -> Model:
    """Fit the order of sentences, then whether the one on top answers.

    The tops come from orders fitted without the letter in question, as they will for letters that nobody has seen. A
    wrong top of a question that can be answered says nothing of refusal, and is left out.
    """
    tops = [
        (example, *top_of(example, order), said_of_top(example, order))
        for held_out in range(_FOLDS)
        for order in [fit_order([example for example in examples if fold_of(example.gold) != held_out])]
        for example in examples
        if fold_of(example.gold) == held_out
    ]
    telling = [top for top in tops if top[2] or not top[0].gold.answerable]
    features = np.stack([features for _, features, _, _ in telling])
    right = np.array([right for _, _, right, _ in telling], dtype=np.float64)
    answer, bias = fit_answer(features, right)
    said = np.quantile([said for _, _, right, said in tops if right], SPARED)
    return Model(fit_order(examples), answer, bias, LEAST, float(said))


def top_of(example: Example, order: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    """The answer features of the sentence that an order puts on top, and whether it is right."""
    scores = example.order @ order
    shares = np.exp(scores - scores.max())
    top = int(np.argmax(scores))
    features = example.answer[top].copy()
    shares /= shares.sum()
    features[ANSWER_FEATURES.index("share")] = shares[top]
    features[ANSWER_FEATURES.index("passage_share")] = shares[example.passages == example.passages[top]].sum()
    return features, bool(example.right[top])


def said_of_top(example: Example, order: NDArray[np.float64]) -> float:
    """How much of the question the sentence says that an order puts on top, with its passage."""
    top = int(np.argmax(example.order @ order))
    return said_of(dict(zip(FEATURES, example.order[top].tolist(), strict=True)))


def probability_of(features: NDArray[np.float64], model: Model) -> float:
    """How likely it is that the sentence with these answer features answers its question."""
    return float(1 / (1 + np.exp(-model.bias - features @ model.answer)))


def as_model(weights: ReaderWeights) -> Model:
    """The weights of the reader as a model that can be measured."""
    return Model(
        np.array([weights.order[name] for name in FEATURES]),
        np.array([weights.answer[name] for name in ANSWER_FEATURES]),
        weights.bias,
        weights.least,
        weights.said,
    )


def fold_of(gold: GoldQuestion) -> int:
    """Which fold a question is left out with: the same for all questions about a letter."""
    return int(_digest(gold)[:8], 16) % _FOLDS


def _digest(gold: GoldQuestion) -> str:
    key = gold.evidence[0].letter if gold.evidence else gold.id
    return hashlib.sha256(key.encode()).hexdigest()


def fit_order(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weights of the order of sentences."""
    choices = [(example.order, example.right) for example in examples]
    return fit_conditional_logit(choices, penalty=ORDER_PENALTY)


def fit_answer(features: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of the answer model, each weight with the sign that its feature can have.

    Features whose weight has the wrong sign are taken out, the worst half of them at a time, until none has.
    """
    signs = np.array([-1 if name in AGAINST else 0 if name in EITHER else 1 for name in ANSWER_FEATURES])
    kept = np.ones(len(signs), dtype=bool)
    while True:
        weights = np.zeros(len(signs))
        weights[kept], bias = _fit_logistic(features[:, kept], right, ANSWER_PENALTY)
        wrong = np.flatnonzero(weights * signs < 0)
        if not len(wrong):
            return weights, bias
        worst = wrong[np.argsort((weights * signs)[wrong], kind="stable")]
        kept[worst[: max(1, len(wrong) // 2)]] = False


def _fit_logistic(
    features: NDArray[np.float64], right: NDArray[np.float64], penalty: float
) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a logistic regression, by Newton's method; the bias carries no penalty."""
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
        "said": round(model.said, 4),
    }
    file = Path(reader_weights.__file__).parent / WEIGHTS_FILE
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
