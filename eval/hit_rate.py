"""ranks of the evidence -> hit rate and recall at k.

hit@k: 1 if at least one evidence stands in the first k passages, else 0 (also "success@k"; TREC's `success_k`).
recall@k: the share of the question's evidence that stands there (`recall_k`). They differ only where a question has
more than one evidence; the recall@k of the dense-retrieval literature (Karpukhin et al. 2020) is this hit@k.
"""

from __future__ import annotations

from collections.abc import Sequence


def hit_at(ranks: Sequence[int | None], k: int) -> float:
    """Whether one of the evidences ranks in the first k.

    Args:
        ranks: For each evidence the rank, from 1, of the first passage in which it is found; None: in none.
        k: How many passages count.
    """
    return float(any(rank is not None and rank <= k for rank in ranks))


def recall_at(ranks: Sequence[int | None], k: int) -> float:
    """The share of the evidences that rank in the first k; 0 if there is no evidence to be found."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks) if ranks else 0.0
