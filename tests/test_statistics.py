import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.statistics import (
    bootstrap_interval,
    holm,
    mcnemar,
    permutation_test,
    rule_of_three,
    smallest_difference,
    wilson_interval,
)


def test_wilson_as_printed_in_the_literature():
    # Newcombe 1998, table I: 81 of 263, and 0 of 20.
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(("successes", "n"), [(0, 1), (1, 1), (3, 7), (47, 50), (124, 125), (0, 155)])
def test_wilson_agrees_with_scipy(successes, n):
    stats = pytest.importorskip("scipy.stats")
    expected = stats.binomtest(successes, n).proportion_ci(method="wilson")
    assert wilson_interval(successes, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_nothing_asked_says_nothing():
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert bootstrap_interval([], []) == (0.0, 1.0)
    assert rule_of_three(0) == 1.0


@given(st.integers(1, 300), st.data())
def test_an_interval_holds_its_share(n, data):
    successes = data.draw(st.integers(0, n))
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= successes / n <= high <= 1


@pytest.mark.parametrize(
    ("better", "worse", "p_value"),
    [(0, 0, 1), (1, 0, 1), (5, 0, 2 / 32), (6, 0, 2 / 64), (1, 8, 2 * (1 + 9) / 512), (4, 4, 1)],
)
def test_mcnemar_by_hand(better, worse, p_value):
    assert mcnemar(better, worse) == pytest.approx(p_value)
    assert mcnemar(worse, better) == mcnemar(better, worse)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_exact_binomial_test(better, worse):
    stats = pytest.importorskip("scipy.stats")
    if better + worse:
        expected = stats.binomtest(better, better + worse).pvalue
        assert mcnemar(better, worse) == pytest.approx(min(1, expected))


def test_mcnemar_of_thousands_is_still_a_number():
    assert 0 < mcnemar(2_000, 1_800) < 0.01


def test_a_permutation_test_of_few_pairs_tries_all_signs():
    assert permutation_test([1.0, 1.0, 1.0]) == 2 / 8
    assert permutation_test([0.5, -0.5]) == 1.0
    assert permutation_test([0.0, 0.0]) == 1.0


def test_a_permutation_test_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    differences = [0.5, 0.2, -0.1, 0.3, 0.25, -0.05, 0.4, 0.1]
    expected = stats.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="two-sided"
    )
    assert permutation_test(differences) == pytest.approx(expected.pvalue)


def test_drawn_permutations_come_close_to_all_of_them():
    generator = np.random.default_rng(1)
    differences = generator.normal(0.3, 1.0, 14).tolist()
    drawn = permutation_test([*differences, 1e-9])  # one pair more, too small to matter, and signs are drawn
    assert drawn == pytest.approx(permutation_test(differences), abs=0.02)


def test_questions_about_one_letter_change_sign_together():
    differences = [1.0] * 10
    assert permutation_test(differences, ["a"] * 10) == 1.0
    assert permutation_test(differences, list("abcdefghij")) == 2 / 1024


def test_a_bootstrap_by_letter_is_wider_where_letters_stand_or_fall_as_one():
    values = [1.0] * 10 + [0.0] * 10
    alone = bootstrap_interval(values, range(20))
    together = bootstrap_interval(values, ["a"] * 5 + ["b"] * 5 + ["c"] * 5 + ["d"] * 5)
    assert together[0] < alone[0] < 0.5 < alone[1] < together[1]


def test_a_bootstrap_gives_the_same_interval_every_time():
    values = [0.1, 0.9, 0.4, 0.4, 1.0]
    assert bootstrap_interval(values, "aabcd") == bootstrap_interval(values, "aabcd")


def test_a_bootstrap_without_clusters_comes_close_to_the_normal_interval():
    generator = np.random.default_rng(3)
    values = generator.normal(0.5, 0.1, 400)
    half = 1.96 * values.std() / math.sqrt(400)
    interval = bootstrap_interval(values.tolist(), range(400))
    assert interval == pytest.approx((values.mean() - half, values.mean() + half), abs=0.002)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p_values):
    adjusted = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, adjusted, strict=True))
    order = np.argsort(p_values, kind="stable")
    assert all(adjusted[a] <= adjusted[b] for a, b in itertools.pairwise(order))


def test_the_smallest_difference_solves_its_equation():
    found = smallest_difference(400, 0.1)
    assert math.sqrt(400) * found == pytest.approx(1.959964 * math.sqrt(0.1) + 0.841621 * math.sqrt(0.1 - found**2))


def test_more_questions_show_smaller_differences():
    assert smallest_difference(650, 0.1) < smallest_difference(155, 0.1)


def test_too_few_questions_show_nothing():
    assert smallest_difference(5, 0.1) is None
    assert smallest_difference(0, 0.1) is None
    assert smallest_difference(100, 0.0) is None


def test_a_difference_of_the_smallest_size_is_noticed_four_times_in_five():
    generator = np.random.default_rng(11)
    n, discordant = 400, 0.1
    difference = smallest_difference(n, discordant)
    better = (discordant + difference) / 2
    draws = generator.multinomial(n, [better, discordant - better, 1 - discordant], 1_000)
    noticed = np.mean([mcnemar(int(up), int(down)) < 0.05 for up, down, _ in draws])
    assert noticed == pytest.approx(0.8, abs=0.07)  # the exact test is a little more careful than the formula


def test_the_rule_of_three():
    assert rule_of_three(100) == pytest.approx(0.0295, abs=1e-4)
    assert rule_of_three(1_000) == pytest.approx(3 / 1_000, abs=1e-5)
