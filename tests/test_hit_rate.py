import pytest

from eval.hit_rate import hit_at, recall_at


@pytest.mark.parametrize(
    ("ranks", "k", "hit", "recall"),
    [
        ((1,), 1, 1, 1),
        ((2,), 1, 0, 0),
        ((5,), 5, 1, 1),
        ((6,), 5, 0, 0),
        ((None,), 20, 0, 0),
        ((1, None), 5, 1, 1 / 2),
        ((1, 5, 6, None), 5, 1, 2 / 4),
        ((), 5, 0, 0),
    ],
)
def test_hits_and_recall_by_hand(ranks, k, hit, recall):
    assert hit_at(ranks, k) == hit
    assert recall_at(ranks, k) == recall
