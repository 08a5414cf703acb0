from eval.reciprocal_rank import reciprocal_rank


def test_the_first_evidence_decides():
    assert reciprocal_rank([4, 2, None]) == 1 / 2


def test_nothing_found_is_zero_and_not_left_out():
    assert reciprocal_rank([None]) == 0
    assert reciprocal_rank([]) == 0
