"""counts and paired scores -> how sure they are: intervals, tests, and what a set of this size can show.

Everything is deterministic: what is drawn is drawn from a fixed seed.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Hashable, Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20_260_129
RESAMPLES = 2_000  # of the bootstrap: its percentiles then vary by about half a point
PERMUTATIONS = 10_000
EXACT_PERMUTATIONS = 14  # up to this many pairs that differ, all sign changes are tried: 16,384 of them
ALPHA = 0.05
POWER = 0.8

Interval: TypeAlias = tuple[float, float]


def wilson_interval(successes: float, n: int) -> Interval:
    """The 95 % interval of a share (Wilson 1927): right for small n and shares near 0 or 1, unlike the textbook one."""
    if n == 0:
        return (0.0, 1.0)
    z = NormalDist().inv_cdf(1 - ALPHA / 2)
    share, squared = successes / n, z * z
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    half = z / (1 + squared / n) * math.sqrt(share * (1 - share) / n + squared / (4 * n * n))
    low = 0.0 if successes <= 0 else max(0.0, centre - half)
    high = 1.0 if successes >= n else min(1.0, centre + half)
    return (low, high)


def bootstrap_interval(values: Sequence[float], clusters: Sequence[Hashable]) -> Interval:
    """The 95 % percentile interval of a mean, drawing whole clusters (Efron & Tibshirani 1993; Cameron et al. 2008).

    Args:
        values: One for each question.
        clusters: What each belongs to, such as its letter: questions about one letter stand or fall together.

    Returns:
        The interval; (0, 1) without values.
    """
    if not values:
        return (0.0, 1.0)
    places = {cluster: at for at, cluster in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(places)), np.zeros(len(places))
    for value, cluster in zip(values, clusters, strict=True):
        sums[places[cluster]] += value
        sizes[places[cluster]] += 1
    draws = _draws(len(places))
    means = (draws @ sums) / (draws @ sizes)
    return (float(np.quantile(means, ALPHA / 2)), float(np.quantile(means, 1 - ALPHA / 2)))


@functools.lru_cache(maxsize=64)
def _draws(clusters: int) -> NDArray[np.float64]:
    """How often each of so many clusters is drawn: (resamples, clusters)."""
    even = np.full(clusters, 1 / clusters)
    return np.random.default_rng(SEED).multinomial(clusters, even, RESAMPLES).astype(np.float64)


def mcnemar(better: int, worse: int) -> float:
    """The exact two-sided p-value that as many questions or more would change one way by chance (McNemar 1947).

    Args:
        better: Questions that were wrong and are right now.
        worse: Questions that were right and are wrong now.
    """
    n, fewer = better + worse, min(better, worse)
    tail = sum(math.comb(n, k) for k in range(fewer + 1))
    return min(1.0, 2 * tail / (1 << n))


def permutation_test(differences: Sequence[float], clusters: Sequence[Hashable] | None = None) -> float:
    """The two-sided p-value of a mean paired difference, by changing signs (Fisher 1935; Smucker et al. 2007).

    Args:
        differences: New score less old score, for each question.
        clusters: What each belongs to; the signs within a cluster change together. None: each on its own.

    Returns:
        The share of sign changes that give at least as large a mean: of all of them where few pairs differ, else of
        `PERMUTATIONS` drawn ones, the observed one included (so never 0).
    """
    keys = list(range(len(differences))) if clusters is None else list(clusters)
    sums: dict[Hashable, float] = {}
    for key, difference in zip(keys, differences, strict=True):
        sums[key] = sums.get(key, 0.0) + difference
    moved = np.array([value for value in sums.values() if value != 0.0])
    if moved.size == 0:
        return 1.0
    observed = abs(moved.sum()) - 1e-9
    if moved.size <= EXACT_PERMUTATIONS:
        choices = np.arange(2**moved.size)[:, None] >> np.arange(moved.size) & 1
        return float((np.abs((1 - 2 * choices) @ moved) >= observed).mean())
    signs = np.random.default_rng(SEED).integers(0, 2, (PERMUTATIONS, moved.size)) * 2 - 1
    extreme = int((np.abs(signs @ moved) >= observed).sum())
    return (extreme + 1) / (PERMUTATIONS + 1)


def holm(p_values: Sequence[float]) -> list[float]:
    """P-values adjusted for looking at several slices at once (Holm 1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = highest
    return adjusted


def smallest_difference(n: int, discordant: float) -> float | None:
    """The smallest change in a share of right answers that a paired comparison would notice, four times in five.

    For McNemar's test at the 5 % level and a power of 80 % (Connor 1987): the difference d that solves
    `sqrt(n) d = z(a/2) sqrt(s) + z(b) sqrt(s - d^2)`, with s the share of questions that change either way.

    Args:
        n: How many questions both systems answered.
        discordant: The share that changes, s.

    Returns:
        The difference, between 0 and s; None if even a change all one way would be too small to notice.
    """
    if n == 0 or discordant <= 0:
        return None
    z_level, z_power = NormalDist().inv_cdf(1 - ALPHA / 2), NormalDist().inv_cdf(POWER)

    def shortfall(difference: float) -> float:
        spread = math.sqrt(max(0.0, discordant - difference**2))
        return z_level * math.sqrt(discordant) + z_power * spread - math.sqrt(n) * difference

    low, high = 0.0, discordant
    if shortfall(high) > 0:
        return None
    for _ in range(60):  # halves the range to below any float that is shown
        middle = (low + high) / 2
        low, high = (middle, high) if shortfall(middle) > 0 else (low, middle)
    return high


def rule_of_three(n: int) -> float:
    """The highest share, at 95 % confidence, of something that was seen 0 times in n: 1 - 0.05^(1/n), about 3/n."""
    return 1.0 if n == 0 else 1 - ALPHA ** (1 / n)
