"""a place in the file's coordinates -> the place on the page as shown, from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ingest.pdf_lines import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Number = TypeVar("_Number", float, "NDArray[np.float64]")


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in the file's own coordinates, and how the page is turned (quarter turns)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def place(self, x: _Number, y: _Number) -> tuple[_Number, _Number]:
        """A point in the file's coordinates, or an array of them -> from the top left corner of the page as shown."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """A direction in the file's coordinates -> as shown, y downwards."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.turns]


def rule_between(one: tuple[float, float], other: tuple[float, float]) -> Rule:
    """The rectangle, or straight line, between two points."""
    return Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
