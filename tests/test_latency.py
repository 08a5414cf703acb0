from eval.latency import percentile


def test_percentiles_are_times_that_were_measured():
    seconds = [0.4, 0.1, 0.3, 0.2]
    assert percentile(seconds, 0.5) == 0.2
    assert percentile(seconds, 0.95) == 0.4
    assert percentile([7.0], 0.5) == 7.0


def test_no_times_are_not_measured():
    assert percentile([], 0.5) is None
