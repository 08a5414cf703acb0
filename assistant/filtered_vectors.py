"""filters -> the vectors of the passages that pass them, kept for the filters that were asked last.

Who asks with a filter asks again with it: reading twenty thousand vectors takes a third of a second, scoring them a
few milliseconds.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from assistant.ledger_rows import Position
from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

Keyed: TypeAlias = "tuple[list[int], Vectors]"  # keys, and their vectors (n, d)

_MOST = 8  # filters


class FilteredVectors:
    """The vectors of the latest filters, each as of one position of the ledger."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: OrderedDict[Filters, tuple[Position, Keyed]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, filters: Filters, position: Position, read: Callable[[], Keyed]) -> Keyed:
        """The vectors of a filter at a position of the ledger; read where they are not kept."""
        with self._lock:
            kept = self._kept.get(filters)
            if kept is not None and kept[0] == position:
                self._kept.move_to_end(filters)
                return kept[1]
        found = read()
        with self._lock:
            self._kept[filters] = (position, found)
            self._kept.move_to_end(filters)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found
