"""cited quotes and evidence -> citation precision and recall, and whether the first sentence is the right one.

The terms are ALCE's (Gao et al. 2023). There a language model judges whether a quote supports a sentence; here the
gold evidence decides, by place:

    precision   share of the cited quotes that overlap evidence
    recall      share of the evidence that a cited quote overlaps
    sentence first (P@1)   1 if a quote of the answer's first sentence overlaps evidence

Precision is not measured (None) where nothing was cited; ALCE's code scores that 0, which hides a refusal among errors.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.places import Target
from eval.response import GivenAnswer, GivenQuote


def cited_targets(quotes: Sequence[GivenQuote], targets: Sequence[Target]) -> tuple[bool, ...]:
    """For each target whether a quote overlaps it."""
    return tuple(any(target.touched_by(quote.place) for quote in quotes) for target in targets)


def citation_precision(quotes: Sequence[GivenQuote], targets: Sequence[Target]) -> float | None:
    """The share of the quotes that overlap evidence; None without quotes."""
    if not quotes:
        return None
    return sum(any(target.touched_by(quote.place) for target in targets) for quote in quotes) / len(quotes)


def citation_recall(quotes: Sequence[GivenQuote], targets: Sequence[Target]) -> float:
    """The share of the evidence that is cited; 0 if there is none to cite."""
    return sum(cited_targets(quotes, targets)) / len(targets) if targets else 0.0


def sentence_first(answer: GivenAnswer, targets: Sequence[Target]) -> float:
    """Whether the first sentence rests on evidence; a refusal has no sentence and scores 0."""
    return float(bool(answer.sentences) and any(cited_targets(answer.sentences[0].quotes, targets)))
