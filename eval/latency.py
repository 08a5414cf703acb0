"""seconds per question -> median and 95th percentile (nearest rank, so that each is a time that was measured)."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(seconds: Sequence[float], share: float) -> float | None:
    """The smallest time that at least this share of the questions took no longer than; None without any."""
    if not seconds:
        return None
    return sorted(seconds)[max(0, math.ceil(share * len(seconds)) - 1)]
