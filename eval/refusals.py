"""status and gold -> whether a question was refused rightly or wrongly.

    refused           of the unanswerable questions: 1 if refused (the aim is all of them)
    wrongly refused   of the answerable ones: 1 if refused (the aim is none)

A crash is neither: it does not count as a refusal.
"""

from __future__ import annotations

from assistant.vocabulary import Status


def rightly_refused(status: Status | None, *, answerable: bool) -> float | None:
    """Whether an unanswerable question was refused; None for an answerable one. A status of None is a crash."""
    return None if answerable else float(status is Status.NOT_FOUND)


def wrongly_refused(status: Status | None, *, answerable: bool) -> float | None:
    """Whether an answerable question was refused; None for an unanswerable one. A status of None is a crash."""
    return float(status is Status.NOT_FOUND) if answerable else None
