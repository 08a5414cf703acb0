"""figures of a claim and a sentence -> for each how the letter states it: literally, computed, another in its place.

A figure is compared with the one that has its role in the sentence: of "van 1,7 naar 1,4" each has its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.claim_names import PartCheck
from assistant.claim_parts import Claim, free_of_charge
from assistant.claim_periods import dated_figures, in_period
from assistant.directions import clause_of, denies, direction
from assistant.figure_match import DATES, Match, as_fine, difference_of, match_figure, same_kind, share_of
from assistant.figure_patterns import unit_form
from assistant.figure_roles import counts_the_same, rate_is_said, role_fit, same_rate
from assistant.figures import singles_out
from assistant.number_words import NUMBER_WORD_PATTERN
from assistant.placed_sentences import PlacedSentence
from assistant.table_cells import cell_of_kind, match_in_table
from assistant.vocabulary import Figure, Unit

_SPENT = re.compile(r"\b(?:kostten?|gekost|uitgegeven|besteed|betaald|betaalden?)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:begroot|geraamd|raming|gepland|beoogd|voorzien|gereserveerd|verwacht\w*|verwachting|beschikbaar)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"(?:\d|\b(?:{NUMBER_WORD_PATTERN}))\s+van\s+(?:de|het|die|deze)\s+(?:(?:ruim|circa|in totaal)\s+)?$",
    re.IGNORECASE,
)
_MOST_RIVALS = 8  # figures of one kind in one sentence
_ROLE_MARGIN = 0.1  # by which another figure of the sentence has to fit better before it is taken for the one meant


class FigureChecker:
    """Looks for the figures of one claim."""

    def __init__(self, claim: Claim, weights: Mapping[int, float]) -> None:
        """Look for the figures of this claim; `weights` are those of its words, by where they begin."""
        self._claim = claim
        self._weights = weights

    def check(self, placed: PlacedSentence) -> list[PartCheck]:
        """What became of each of the claim's figures in a sentence."""
        claim = self._claim
        sentence = placed.sentence
        own = [*dated_figures(sentence.text, placed), *free_of_charge(sentence.text)]
        around = _around_figures(placed)
        checks: list[PartCheck] = []
        taken: set[int] = set()
        unmatched: list[Figure] = []
        for claimed in claim.values:
            found, match = self._find(claimed, [one for one in own if one.start not in taken], placed)
            if found is not None and match is not None:
                taken.add(found.start)
                checks.append(_check(claimed, found, match, sentence.start))
                continue
            unmatched.append(claimed)
        for claimed in unmatched:
            pair = self._computed(claimed, own, around, sentence.text)
            if pair is not None:
                checks.append(
                    PartCheck(claimed.text, " en ".join(dict.fromkeys(one.text for one in pair)), Match.COMPUTED)
                )
                continue
            elsewhere = next(((one, how) for one in around if (how := match_figure(claimed, one))), None)
            twice = any(one.start != claimed.start and match_figure(claimed, one) for one in claim.values)
            instead = self._instead(claimed, own, placed, taken)
            if elsewhere is not None and checks and not twice and instead is None:
                checks.append(PartCheck(claimed.text, elsewhere[0].text, elsewhere[1]))
                continue
            if instead is None:
                checks.append(PartCheck(claimed.text, None, Match.MISSING))
            else:
                checks.append(_check(claimed, instead, Match.DIFFERENT, sentence.start))
        return checks

    def _computed(
        self, claimed: Figure, own: Sequence[Figure], around: Sequence[Figure], sentence: str
    ) -> tuple[Figure, Figure] | None:
        """Two figures of the letter that give the claimed one: their difference, or the share that one is of the other."""
        if _is_difference(self._claim.text, claimed):
            ours = [one for one in own if one.unit not in DATES]
            if len(ours) > _MOST_RIVALS:
                return None  # of so many numbers some two will differ by anything
            pairs = (difference_of(claimed, [one, other]) for one in ours for other in around)
            return difference_of(claimed, ours) or next(filter(None, pairs), None)
        if unit_form(claimed.unit_text) == "jaar":
            lasting = [one for one in own if one.unit is Unit.YEAR and one.upper is not None]
            years = [one for one in lasting if one.upper is not None and one.upper - one.value + 1 == claimed.value]
            return (years[0], years[0]) if years else None
        return share_of(claimed, own, sentence) or self._rest(claimed, own, sentence)

    def _rest(self, claimed: Figure, own: Sequence[Figure], sentence: str) -> tuple[Figure, Figure] | None:
        """Read "54 niet" where the letter has "160 wel" of the 214 that the claim states too."""
        if denies(self._claim.text) == denies(sentence):
            return None
        totals = [one for one in own if _states(one, self._claim)]
        for total in totals:
            pair = difference_of(claimed, [total, *(one for one in own if one.start != total.start)])
            if pair and total in pair:
                return pair
        return None

    def _find(
        self, claimed: Figure, own: Sequence[Figure], placed: PlacedSentence
    ) -> tuple[Figure | None, Match | None]:
        """The figure of the sentence that says the same, unless another of its kind has the claimed one's role."""
        for one in own:
            match = match_figure(claimed, one) or match_in_table(claimed, one, placed)
            if (
                match is None
                or not in_period(claimed, one, self._claim, placed)
                or not same_rate(self._claim.text, claimed, placed.sentence.text, one)
                or (_SPENT.search(self._claim.text) and _is_planned(placed.sentence.text, one))
                or (_is_whole(placed.sentence.text, one) and not _is_whole(self._claim.text, claimed))
                or not rate_is_said(self._claim.text, claimed, placed)
            ):
                continue
            rivals = [
                other
                for other in own
                if other.start != one.start
                and same_kind(one, other)
                and not _states(other, self._claim)
                and not _is_whole(placed.sentence.text, other)
            ]
            role = self._role_of(claimed, one, placed)
            if all(self._role_of(claimed, other, placed) <= role + _ROLE_MARGIN for other in rivals):
                return one, match
        return None, None

    def _instead(
        self, claimed: Figure, own: Sequence[Figure], placed: PlacedSentence, taken: set[int]
    ) -> Figure | None:
        """The figure that stands in the claimed one's place: of its kind, counting the same, nearest to its role."""
        rivals = [
            one
            for one in own
            if one.start not in taken
            and (same_kind(claimed, one) or cell_of_kind(claimed, one, placed))
            and not _states(one, self._claim)
            and not singles_out(one, placed.sentence.text)
            and _is_whole(placed.sentence.text, one) <= _is_whole(self._claim.text, claimed)
            and _is_difference(placed.sentence.text, one) <= _is_difference(self._claim.text, claimed)
            and in_period(claimed, one, self._claim, placed)
            and as_fine(claimed, one)
            and counts_the_same(self._claim.text, claimed, one, placed)
        ]
        if placed.row is None and len(rivals) > _MOST_RIVALS:
            return None  # a table that lost its columns: nothing says which number stands in the claim's place
        if any(match_figure(claimed, one) is Match.ROUNDED for one in own):
            return None  # the sentence says it too, of something else perhaps
        return max(rivals, key=lambda one: (self._role_of(claimed, one, placed), -one.start), default=None)

    def _role_of(self, claimed: Figure, one: Figure, placed: PlacedSentence) -> float:
        return role_fit(self._claim.text, self._weights, claimed, one, placed)


def _check(claimed: Figure, found: Figure, match: Match, start: int) -> PartCheck:
    # Where the words before a figure make the difference, they are part of what is claimed: "meer dan 700" and "700".
    said = claimed.text if claimed.text != found.text or match is not Match.DIFFERENT else _with_qualifier(claimed)
    return PartCheck(said, found.text, match, (start + found.start, start + found.end))


def _with_qualifier(figure: Figure) -> str:
    return f"{figure.qualifier} {figure.text}" if figure.qualifier else figure.text


def _states(figure: Figure, claim: Claim) -> bool:
    """Whether the claim states this very figure."""
    return any(match_figure(one, figure) for one in (*claim.values, *claim.periods))


def _around_figures(placed: PlacedSentence) -> list[Figure]:
    """The figures of the sentences before and after in the block, and of what introduces a list or table."""
    texts = [one.text for one in (placed.before, placed.after) if one]
    return [figure for text in (*texts, placed.intro, placed.lead) for figure in dated_figures(text, placed)]


def _is_planned(text: str, figure: Figure) -> bool:
    """Whether an amount is what something was to cost, not what it cost: "tegen € 96 miljoen begroot"."""
    clause = clause_of(text, figure.start, figure.end)
    return _PLANNED.search(clause) is not None and _SPENT.search(clause) is None


def _is_whole(text: str, figure: Figure) -> bool:
    """Whether a number is that of which another is a part: the second of "241 van de 342 gemeenten"."""
    return _PART_OF.search(text[: figure.start]) is not None


def _is_difference(text: str, figure: Figure) -> bool:
    """Whether a text gives a difference: "22 minder dan", "0,7 procentpunt hoger", "gestegen met 42 miljoen"."""
    after = text[figure.end : figure.end + 40]
    before = text[max(0, figure.start - 40) : figure.start]
    if re.match(
        r"(?:\s[^\W\d]\w*){0,3}\s(?:minder|meer|hoger(?! beroep| onderwijs)|lager|duurder|goedkoper|langer|korter|(?<!\baan )extra|verschil)\b",
        after,
    ):
        return True
    if re.match(r"\s?(?:[^\W\d]+\s){0,2}naar\b", after):
        return False  # "een stijging van 6 naar 9"
    if re.search(r"\b(?:verschil|toename|afname|stijging|daling) van\s(?:[^\W\d]+\s){0,2}$", before):
        return True
    return bool(direction(text)) and re.search(r"(?<!\ben )\bmet\s(?:[^\W\d]+\s){0,2}$", before) is not None
