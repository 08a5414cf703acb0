"""gold questions on the bundled letters -> the weights by which passages are ranked.

    python -m eval.fit_ranking

Prints the weights that stand in `assistant.retrieval.FEATURE_WEIGHTS`: of the passages found for a question, those that
hold its evidence should score highest. Only questions of the development part are used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.embedders import load_embedder
from assistant.retrieval import FEATURE_WEIGHTS, retrieve
from assistant.understanding import understand
from eval.conditional_logit import fit_conditional_logit
from eval.gold_set import GoldQuestion, load_questions
from eval.places import Letters, Place, find_targets
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.split import Part, split_questions

if TYPE_CHECKING:
    from assistant.library import Library
    from eval.conditional_logit import Choice

_PENALTY = 0.003
_CANDIDATES = 60  # passages a question


def collect_choices(questions: Sequence[GoldQuestion], library: Library) -> Iterator[Choice]:
    """The features of the passages found for each question, and which of them hold its evidence."""
    letters = Letters(library)
    for gold in questions:
        asked = gold.as_asked()
        found = retrieve(library, understand(asked), asked.filters, limit=_CANDIDATES).passages
        targets = find_targets(gold, letters)
        places = [Place(one.header.id, one.passage.start, one.passage.end) for one in found]
        if places:
            yield (
                np.array([[one.evidence[name] for name in FEATURE_WEIGHTS] for one in found]),
                np.array([any(target.found_in(place) for target in targets) for place in places]),
            )


def main() -> None:
    """Fit, and print the weights."""
    questions = load_questions(BUNDLED_GOLD)
    parts = split_questions(questions)
    told = [gold for gold in questions if gold.answerable and parts[gold.id] is Part.DEV]
    with temporary_library(BUNDLED_LETTERS, load_embedder()) as library:
        weights = fit_conditional_logit(list(collect_choices(told, library)), penalty=_PENALTY)
    for name, weight in zip(FEATURE_WEIGHTS, weights / weights.max(), strict=True):  # only their ratios count
        sys.stdout.write(f'"{name}": {weight:.2f},\n')


if __name__ == "__main__":
    main()
