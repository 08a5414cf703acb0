"""nothing -> from which closeness a sentence speaks of the same thing as a claim.

Set by reason and moved by `eval.fit_claims` where the development part of the bundled gold set asks for it; from these
values it moves none, and prints them as they stand here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """Limits of closeness, each between 0 and 1 (see `assistant.claim_evidence.Evidence`)."""

    confirm: float  # with the same telling figure
    confirm_several: float  # with several figures, one of them telling
    confirm_plain: float  # with a figure that many sentences hold: a year or a small number
    confirm_names: float  # where the claim states no figure
    contradict: float  # with another figure or name in its place, less what is missing
    contradict_names: float  # the same, where the claim states no figure: the name itself is missing
    disagree: float  # beside a letter that confirms, or where the period is not said
    own: float  # share of the claim's words in the sentence itself, below which `disagree` is asked for
    own_names: float  # the same, where the claim states no figure; below it the sentence says nothing
    missing: float  # what the claim's heaviest word that stands nowhere near takes off, times its share of the weight
    most_missing: float  # share of the weight from which such a word makes it another topic
    outweighs: float  # how much nearer another figure has to be than the same one


LIMITS = ClaimLimits(
    confirm=0.38,
    confirm_several=0.33,
    confirm_plain=0.6,
    confirm_names=0.85,
    contradict=0.6,
    contradict_names=0.55,
    disagree=0.5,
    own=0.25,
    own_names=0.55,
    missing=0.3,
    most_missing=0.33,
    outweighs=0.2,
)
