"""choices with features -> the weights by which the right ones stand on top.

The conditional logit (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): the chance that an
alternative is chosen is proportional to the exponent of its weighted features.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Choice: TypeAlias = tuple[NDArray[np.float64], NDArray[np.bool_]]

_MOST_STEPS = 60
_STILL = 1e-6  # length of a step after which none follows
_LONGEST_STEP = 1.0  # the curve leaves out a term, so that a whole step can go too far


def fit_conditional_logit(choices: Sequence[Choice], *, penalty: float) -> NDArray[np.float64]:
    """Fit the weights by Newton's method, from zero, so that the same choices give the same weights.

    Args:
        choices: For each choice the features of its alternatives, (alternatives, features), and which are right; a
            choice without a right alternative says nothing and is left out.
        penalty: Of the squared weights (L2).

    Returns:
        A weight for each feature.
    """
    told = [choice for choice in choices if choice[1].any()]
    features = np.concatenate([features for features, _ in told])
    right = np.concatenate([right for _, right in told]).astype(np.float64)
    sizes = [len(right) for _, right in told]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(told)), sizes)
    weights = np.zeros(features.shape[1])
    for _ in range(_MOST_STEPS):
        scores = features @ weights
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        among_right = chances * right
        chances /= np.add.reduceat(chances, starts)[groups]
        among_right /= np.add.reduceat(among_right, starts)[groups]
        slope = (chances - among_right) @ features / len(told) + penalty * weights
        means = np.add.reduceat(features * chances[:, None], starts)
        curve = (features.T * chances) @ features / len(told) - means.T @ means / len(told)
        step = np.linalg.solve(curve + penalty * np.eye(len(weights)), slope)
        length = float(np.linalg.norm(step))
        weights -= step * min(1.0, _LONGEST_STEP / max(length, _STILL))
        if length < _STILL:
            break
    return weights
