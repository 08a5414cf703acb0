"""what happens on a server -> counts and times in Prometheus's text form. No text of a question or letter is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.vocabulary import Answer, Filters

if TYPE_CHECKING:
    from assistant.library import Library

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """The counts of one server."""

    def __init__(self, library: Library) -> None:
        """Count from zero."""
        self._library = library
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "briefwijzer_requests", "HTTP requests", ["method", "route", "status"], registry=self._registry
        )
        self._times = Histogram(
            "briefwijzer_request_seconds", "Seconds to answer a request", ["route"],
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._answers = Counter(
            "briefwijzer_answers", "Answers, by outcome and reader", ["status", "mode"], registry=self._registry
        )
        self._answer_times = Histogram(
            "briefwijzer_answer_seconds", "Seconds from question to answer", buckets=_SECONDS, registry=self._registry
        )
        self._letters = Gauge("briefwijzer_letters", "Letters in the library", registry=self._registry)
        self._passages = Gauge("briefwijzer_passages", "Passages in the library", registry=self._registry)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request by the route that it took."""
        self._requests.labels(method, route, str(status)).inc()
        self._times.labels(route).observe(seconds)

    def count_answer(self, answer: Answer, seconds: float) -> None:
        """Count an answer by its outcome."""
        self._answers.labels(answer.status.value, answer.mode.value).inc()
        self._answer_times.observe(seconds)

    def text(self) -> bytes:
        """All counts, with the state of the library as it is now."""
        self._letters.set(self._library.searched(Filters()).letters)
        self._passages.set(self._library.ledger.count_passages())
        return generate_latest(self._registry)
