import dataclasses

import pytest

from eval.stages import TOP, Course, Stage, failed_stage

FINE = Course(
    answerable=True,
    crashed=False,
    in_text=True,
    refused=False,
    dropped=False,
    unsound=False,
    cited_any=False,
    cited_all=False,
    ranks=(1,),
)


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"crashed": True}, Stage.ERROR),
        ({"crashed": True, "answerable": False}, Stage.ERROR),
        ({"unsound": True}, Stage.VERIFICATION),
        ({"answerable": False}, Stage.WRONGLY_ANSWERED),
        ({"in_text": False, "refused": True}, Stage.NOT_IN_TEXT),
        ({"cited_all": True}, Stage.INCOMPLETE),
        ({"ranks": (None,)}, Stage.NOT_IN_POOL),
        ({"ranks": (None,), "refused": True}, Stage.NOT_IN_POOL),
        ({"ranks": (TOP + 1, None)}, Stage.NOT_ON_TOP),
        ({"ranks": (TOP, None)}, Stage.WRONG_SENTENCE),
        ({}, Stage.WRONG_SENTENCE),
        ({"cited_any": True}, Stage.INCOMPLETE),
        ({"cited_any": True, "ranks": (None,)}, Stage.NOT_IN_POOL),
        ({"refused": True}, Stage.WRONGLY_REFUSED),
        ({"refused": True, "dropped": True}, Stage.VERIFICATION),
        ({"ranks": None}, Stage.WRONG_SENTENCE),
        ({"ranks": None, "refused": True}, Stage.WRONGLY_REFUSED),
    ],
)
def test_the_first_stage_that_failed_is_named(changes, stage):
    assert failed_stage(dataclasses.replace(FINE, **changes)) is stage
