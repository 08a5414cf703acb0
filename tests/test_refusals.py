from assistant.vocabulary import Status
from eval.refusals import rightly_refused, wrongly_refused


def test_refusing_is_right_for_what_has_no_answer_and_wrong_for_what_has_one():
    assert rightly_refused(Status.NOT_FOUND, answerable=False) == 1
    assert rightly_refused(Status.ANSWERED, answerable=False) == 0
    assert wrongly_refused(Status.NOT_FOUND, answerable=True) == 1
    assert wrongly_refused(Status.PARTIAL, answerable=True) == 0


def test_each_is_measured_on_its_own_questions_only():
    assert rightly_refused(Status.NOT_FOUND, answerable=True) is None
    assert wrongly_refused(Status.NOT_FOUND, answerable=False) is None


def test_a_crash_is_no_refusal():
    assert rightly_refused(None, answerable=False) == 0
    assert wrongly_refused(None, answerable=True) == 0
