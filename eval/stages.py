"""a question that went wrong -> the first stage of the way from letter to answer that failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

TOP = 10  # passages that count as "on top": as many as the extractive reader reads
POOL = 200  # passages asked for to see whether the evidence is in the pool at all


class Stage(StrEnum):
    """Where it went wrong, in the order of the way from letter to answer."""

    ERROR = "error"  # the system under test crashed
    NOT_IN_TEXT = "not_in_text"  # the letter's text, as ingested, does not hold the evidence
    NOT_IN_POOL = "not_in_pool"  # no passage with the evidence was found
    NOT_ON_TOP = "not_on_top"  # found, but too far down for a reader to see it
    WRONGLY_REFUSED = "wrongly_refused"  # on top, and nothing was answered
    WRONG_SENTENCE = "wrong_sentence"  # on top, and something else was cited
    INCOMPLETE = "incomplete"  # a right place was cited, but not all that the answer must show
    WRONGLY_ANSWERED = "wrongly_answered"  # there is no answer in the letters, and one was given
    VERIFICATION = "verification"  # a quote or figure without a source was shown, or dropped and nothing was left


@dataclass(frozen=True, slots=True)
class Course:
    """How one question went, as far as the stages need to know.

    `ranks` are those of the evidence that was not cited: of each the first passage of the pool that holds it, from 1,
    or None. `ranks` is None if the system shows no passages.
    """

    answerable: bool
    crashed: bool
    in_text: bool
    refused: bool
    dropped: bool  # nothing is left of the answer since verification dropped it
    unsound: bool  # a quote that is not in its letter, or a figure that is not in its quotes, was shown
    cited_any: bool
    cited_all: bool
    ranks: Sequence[int | None] | None


def failed_stage(course: Course) -> Stage:
    """The first stage that failed, for a question that was not answered correctly."""
    if course.crashed:
        return Stage.ERROR
    if course.unsound:
        return Stage.VERIFICATION
    if not course.answerable:
        return Stage.WRONGLY_ANSWERED
    if not course.in_text:
        return Stage.NOT_IN_TEXT
    if course.cited_all:
        return Stage.INCOMPLETE
    return _retrieval_stage(course.ranks) or _reading_stage(course)


def _retrieval_stage(ranks: Sequence[int | None] | None) -> Stage | None:
    if ranks is None:
        return None
    found = [rank for rank in ranks if rank is not None]
    if not found:
        return Stage.NOT_IN_POOL
    return Stage.NOT_ON_TOP if min(found) > TOP else None


def _reading_stage(course: Course) -> Stage:
    if not course.refused:
        return Stage.INCOMPLETE if course.cited_any else Stage.WRONG_SENTENCE
    return Stage.VERIFICATION if course.dropped else Stage.WRONGLY_REFUSED
