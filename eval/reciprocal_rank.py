"""ranks of the evidence -> reciprocal rank: 1 / rank of the first passage that holds evidence, 0 if none does.

Its mean over the questions is the MRR (Voorhees 1999). No cut-off: the ranks are those of the passages that a system
gave, twenty for Briefwijzer.
"""

from __future__ import annotations

from collections.abc import Sequence


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """1 / the best of the ranks, which count from 1; None stands for an evidence that was not found."""
    found = [rank for rank in ranks if rank is not None]
    return 1 / min(found) if found else 0.0
