import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.ndcg import ndcg_at


@pytest.mark.parametrize(
    ("ranks", "value"),
    [
        ((1,), 1),
        ((2,), 1 / math.log2(3)),
        ((3,), 1 / 2),
        ((None,), 0),
        ((11,), 0),
        ((1, 2), 1),
        ((1, 3), (1 + 1 / 2) / (1 + 1 / math.log2(3))),
        ((1, None), 1 / (1 + 1 / math.log2(3))),
    ],
)
def test_ndcg_by_hand(ranks, value):
    assert ndcg_at(ranks, 10) == pytest.approx(value)


def test_a_passage_with_both_evidences_on_top_is_as_good_as_can_be():
    assert ndcg_at((1, 1), 10) == 1


@given(st.lists(st.none() | st.integers(1, 30), max_size=5), st.integers(1, 20))
def test_ndcg_is_never_outside_its_range(ranks, k):
    assert 0 <= ndcg_at(ranks, k) <= 1
