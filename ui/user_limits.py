"""a user's questions -> whether one more may be asked this minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from assistant.errors import TooManyRequests

_MINUTE = 60.0
_MOST_USERS = 10_000  # whose questions of the last minute are kept; those who asked longest ago are forgotten first


class UserLimits:
    """Counts the questions of each user in the last minute."""

    def __init__(self, limit: int | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow so many questions a minute of one user; None for any number."""
        self._limit = limit
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}
        self._lock = Lock()

    def take(self, name: str) -> None:
        """Note one more question.

        Args:
            name: The user's name, or else the address that the question came from.

        Raises:
            TooManyRequests: It is more than the limit.
        """
        if self._limit is None:
            return
        with self._lock:
            now = self._clock()
            asked = self._asked.pop(name, deque())
            self._asked[name] = asked  # to the end: the first are those who asked longest ago
            while len(self._asked) > _MOST_USERS:
                self._asked.pop(next(iter(self._asked)))
            while asked and asked[0] <= now - _MINUTE:
                asked.popleft()
            if len(asked) >= self._limit:
                raise TooManyRequests(limit=self._limit, seconds=int(_MINUTE - (now - asked[0])) + 1)
            asked.append(now)
