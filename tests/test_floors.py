import pytest

from eval.floors import BUNDLED_FLOORS, floor_of, more_is_better
from eval.summary import MEASURES


@pytest.mark.parametrize(("written", "floor"), [("0.8", 0.8), ("0,8", 0.8), ("80%", 0.8), (" 80 %", 0.8), ("1", 1.0)])
def test_a_floor_is_read_as_people_write_it(written, floor):
    assert floor_of("correct", written) == pytest.approx(floor)


@pytest.mark.parametrize(
    ("name", "written"), [("corect", "0.8"), ("correct", "veel"), ("correct", "80"), ("mrr", "-1")]
)
def test_a_floor_that_means_nothing_is_refused(name, written):
    with pytest.raises(ValueError, match="is n"):
        floor_of(name, written)


def test_every_bundled_floor_is_of_a_measure_and_within_its_range():
    assert set(BUNDLED_FLOORS) <= set(MEASURES)
    assert all(0 < floor < 1 for floor in BUNDLED_FLOORS.values())


def test_fewer_wrong_refusals_are_better():
    assert more_is_better("refused")
    assert not more_is_better("wrongly_refused")
