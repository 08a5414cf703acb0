"""web hosts and questions -> what people who go on asking are told, and when."""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

PORT = 7860
_PAUSE = 0.5  # seconds between an answer and the next question
_PATIENCE = 90.0  # seconds that somebody waits for an answer
# The parts of an answer that may not differ from those of an undisturbed library while other letters come in; the rest
# says how many letters were searched, and which half of the search was lacking.
_CORE = ("status", "mode", "answer", "short_answer", "sentences", "citations", "figures")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told: an answer, or why there is none."""

    host: str
    question: str
    begun: float  # time.monotonic()
    ended: float
    form: Mapping[str, Any] | None = None  # the answer as JSON
    fault: str = ""

    @property
    def core(self) -> str:
        """What of the answer should be the same whatever goes on."""
        return core_of(self.form or {})

    @property
    def half(self) -> bool:
        """Whether the answer says that half of the search was lacking."""
        return "alleen op woorden" in json.dumps((self.form or {}).get("notes", []))


def core_of(form: Mapping[str, Any]) -> str:
    """What of an answer should be the same whatever goes on."""
    return json.dumps([form.get(name) for name in _CORE], ensure_ascii=False)


def ask(host: str, address: str, question: str, *, patience: float = _PATIENCE) -> Told:
    """Ask a web host a question."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection(address, PORT, timeout=patience)
    try:
        connection.request(
            "POST", "/api/v1/ask", json.dumps({"question": question}), {"Content-Type": "application/json"}
        )
        response = connection.getresponse()
        body = response.read()
        form = json.loads(body)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Told(host, question, begun, time.monotonic(), fault=f"{type(fault).__name__}: {fault}"[:200])
    finally:
        connection.close()
    if response.status != http.client.OK:
        return Told(host, question, begun, time.monotonic(), fault=f"{response.status} {form.get('type')}")
    return Told(host, question, begun, time.monotonic(), form)


def health(address: str) -> Mapping[str, Any]:
    """What a web host says of itself; nothing if it says nothing."""
    connection = http.client.HTTPConnection(address, PORT, timeout=10)
    try:
        connection.request("GET", "/health")
        found: Mapping[str, Any] = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
    return found


class People:
    """So many people, spread over the web hosts, who ask one question after the other; use it as a context."""

    def __init__(self, count: int, addresses: Mapping[str, str], questions: Sequence[str]) -> None:
        """Describe them.

        Args:
            count: How many.
            addresses: Of the web hosts, by name.
            questions: Asked in turn, by each from another one on.
        """
        self.told: list[Told] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        hosts = itertools.islice(itertools.cycle(addresses.items()), count)
        self._threads = [
            threading.Thread(target=self._go_on, args=(host, address, [*questions[at:], *questions[:at]]), daemon=True)
            for at, (host, address) in enumerate(hosts)
        ]

    def __enter__(self) -> People:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, host: str, address: str, questions: Sequence[str]) -> None:
        for question in itertools.cycle(questions):
            told = ask(host, address, question)
            with self._lock:
                self.told.append(told)
            if self._stopped.wait(_PAUSE):
                return
