"""ranks of the evidence -> nDCG at k, with binary gains (Järvelin & Kekäläinen 2002).

Each evidence gains 1 in the first passage that holds it, discounted by log2(rank + 1); a passage that repeats it gains
nothing. The ideal has one evidence at each rank from the first. A passage that holds two at once can do better than
that; the value is then 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def ndcg_at(ranks: Sequence[int | None], k: int) -> float:
    """Score the first k passages with nDCG, 0 to 1; for the ranks see `eval.hit_rate`."""
    gained = sum(1 / math.log2(rank + 1) for rank in ranks if rank is not None and rank <= k)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(ranks), k) + 1))
    return min(1.0, gained / ideal) if ideal else 0.0
