"""threads that use one thing, and now and then one that replaces it -> never the one while the other is at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Sharing:
    """Any number of users at once, or one thread alone; who waits to be alone lets no new users in."""

    def __init__(self) -> None:
        """Begin without users."""
        self._alone = threading.Lock()
        self._change = threading.Condition()
        self._barred = False
        self._users = 0
        self._own = threading.local()

    @contextmanager
    def using(self) -> Iterator[None]:
        """Use the thing beside others; a thread that uses it already goes on."""
        depth: int = getattr(self._own, "depth", 0)
        if not depth:
            with self._change:
                self._change.wait_for(lambda: not self._barred)
                self._users += 1
        self._own.depth = depth + 1
        try:
            yield
        finally:
            self._own.depth = depth
            if not depth:
                with self._change:
                    self._users -= 1
                    self._change.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the thing alone; not for a thread that uses it, which would wait for itself."""
        with self._alone:
            with self._change:
                self._barred = True
                self._change.wait_for(lambda: not self._users)
            try:
                yield
            finally:
                with self._change:
                    self._barred = False
                    self._change.notify_all()
