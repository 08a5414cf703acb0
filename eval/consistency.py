"""answers -> whether the same was said when the same was asked.

Asked twice: 1 if the question, put a second time, gave the very same response.
In paraphrase: of the questions that share their evidence and what they must show, the share of pairs that agree on
being correct; not measured if there is no such pair.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from eval.response import Response


def same_response(one: Response, other: Response) -> float:
    """Whether two responses are the same in every passage, word and place."""
    return float(one == other)


def paraphrase_agreement(judged: Iterable[tuple[Hashable, bool]]) -> tuple[int, int]:
    """How many pairs agree.

    Args:
        judged: For each question what it asks for, equal for paraphrases, and whether it was answered correctly.

    Returns:
        The pairs that agree, and all pairs.
    """
    groups: dict[Hashable, list[bool]] = {}
    for asked, correct in judged:
        groups.setdefault(asked, []).append(correct)
    agree = pairs = 0
    for verdicts in groups.values():
        right, size = sum(verdicts), len(verdicts)
        wrong = size - right
        pairs += size * (size - 1) // 2
        agree += right * (right - 1) // 2 + wrong * (wrong - 1) // 2
    return agree, pairs
