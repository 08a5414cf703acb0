"""What is measured in one half was fitted on the other, and no letter is in both."""

from __future__ import annotations

import numpy as np

from assistant.reader_weights import ANSWER_FEATURES, FEATURES, load_weights
from eval.fit_reader import Example, as_model, probability_of, top_of
from eval.gold_set import load_questions
from eval.run import BUNDLED_GOLD
from eval.two_fold import Outcome, half_of, measure, say


def _example(gold, *, right_at):
    order = np.zeros((3, len(FEATURES)))
    order[right_at, FEATURES.index("whole")] = 1
    return Example(gold, order, np.zeros((3, len(ANSWER_FEATURES))), np.arange(3), np.arange(3) == right_at)


def test_questions_about_one_letter_are_in_one_half():
    halves = {}
    for gold in load_questions(BUNDLED_GOLD):
        if gold.evidence:
            halves.setdefault(gold.evidence[0].letter, set()).add(half_of(gold))
    assert all(len(found) == 1 for found in halves.values())
    assert {half for found in halves.values() for half in found} == {0, 1}


def test_the_model_of_the_weights_in_use_says_what_the_reader_says():
    weights = load_weights()
    evidence = {name: (at % 5) / 5 for at, name in enumerate(ANSWER_FEATURES)}
    features = np.array([evidence[name] for name in ANSWER_FEATURES])
    assert np.isclose(probability_of(features, as_model(weights)), weights.probability(evidence))


def test_the_best_sentence_is_measured():
    gold = next(one for one in load_questions(BUNDLED_GOLD) if one.answerable)
    example = _example(gold, right_at=2)
    (outcome,) = measure([example], as_model(load_weights()))
    assert outcome.right == top_of(example, as_model(load_weights()).order)[1] is True


def test_the_figures_are_told_with_their_number_of_questions():
    told = say("x", [Outcome(True, True, True), Outcome(True, False, False), Outcome(False, False, False)])
    assert "best sentence is evidence 50.0%" in told
    assert "n=2" in told
    assert "n=1" in told
