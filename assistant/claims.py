"""text -> verdicts: each claim in it confirmed, contradicted or not found in the letters, with the evidence.

Confirmed only where every figure, date and name of a claim stands in one place of a letter that speaks of the same
thing; contradicted only where a letter states another value for it. Another topic, another period or another place is
not found: nothing is confirmed because it sounds like something in the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.claim_evidence import Evidence, rate_evidence
from assistant.claim_limits import LIMITS, ClaimLimits
from assistant.claim_names import PartCheck
from assistant.claim_parts import Claim, split_claims
from assistant.claim_periods import Period, is_compared
from assistant.claim_words import figures_of
from assistant.directions import denies
from assistant.figure_match import DATES, Match, match_figure
from assistant.retrieval import Candidates, retrieve
from assistant.understanding import understand
from assistant.vocabulary import Citation, Figure, Filters, Question, ScoredPassage, Searched, Unit

if TYPE_CHECKING:
    from assistant.library import Library

READ = 20  # passages read for a claim
# Chosen, not fitted: they decide what is shown beside a verdict, or what counts as one and the same sentence.
VERBATIM = 0.95  # share of a claim's words in a sentence from which it is the claim's own source
SOURCE = 0.75  # the same, where one of these words is another one
GAP = 0.1  # what each power of ten between two figures takes off
_WIDEST_GAP = 3.0
_FEWEST_WORDS = 2  # of a claim about a single word every sentence with it would be the source
ALSO = 0.15  # how much farther another sentence with another value may be to be shown too
SHOWN = 2  # such sentences
HOLDING = 20  # passages read besides, because they hold a figure of the claim
LOOKED_AT = 1_000  # passages with the most words of the claim, in which its figures are sought
_TELLING = 13  # a bare count from here on stands in few sentences


class Verdict(StrEnum):
    """What the letters say of a claim."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


class Ground(StrEnum):
    """Why a verdict was given; the interface words it."""

    SAME = "same"  # all parts were found
    OTHER_VALUE = "other_value"  # a letter states another value
    OUTDATED = "outdated"  # found, but a newer letter states another value
    LETTERS_DISAGREE = "letters_disagree"  # found, and another letter of the same day or an older one states another
    NOTHING_TO_CHECK = "nothing_to_check"  # no figure, date or name
    OPINION = "opinion"  # a judgement, which letters neither confirm nor contradict
    OTHER_THING = "other_thing"  # a letter says it of something else
    NOT_SAID = "not_said"  # no letter speaks of it
    OPPOSITE = "opposite"  # the letters say the opposite


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim with its verdict, its parts as found, and the places in the letters."""

    claim: str
    verdict: Verdict
    ground: Ground
    parts: tuple[PartCheck, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A text with the checks of all claims in it, and what was searched."""

    text: str
    checks: tuple[ClaimCheck, ...]
    searched: Searched

    @property
    def verdict(self) -> Verdict:
        """Of all claims together: contradicted if one is, confirmed if all are."""
        verdicts = [check.verdict for check in self.checks]
        if Verdict.CONTRADICTED in verdicts:
            return Verdict.CONTRADICTED
        return Verdict.CONFIRMED if verdicts and set(verdicts) == {Verdict.CONFIRMED} else Verdict.NOT_FOUND


class ClaimChecker:
    """Checks claims against the letters of one library."""

    def __init__(self, library: Library) -> None:
        """Check against this library."""
        self._library = library

    def check(self, text: str, filters: Filters | None = None) -> TextCheck:
        """Check every claim of a text.

        Raises:
            UsageError: The text is empty or too long.
        """
        chosen = filters or Filters()
        understand(Question(text, filters=chosen))  # refuses what is empty or too long
        checks = tuple(self._check(claim, chosen) for claim in split_claims(text))
        return TextCheck(text, checks, self._library.searched(chosen))

    def evidence(self, claim: Claim, filters: Filters) -> list[Evidence]:
        """The sentences that may speak of a claim, with how they agree."""
        candidates = retrieve(self._library, understand(Question(claim.text)), filters, limit=READ)
        held = self._holding(claim, candidates, filters)
        return rate_evidence(
            claim, replace(candidates, passages=(*candidates.passages, *held)), passages=READ + len(held)
        )

    def _holding(self, claim: Claim, candidates: Candidates, filters: Filters) -> list[ScoredPassage]:
        """Passages that hold a telling figure of the claim and words of it, and were not among the best for its words."""
        values = [float(one.value) for one in claim.values if is_telling(one) and one.unit not in DATES]
        if not values:
            return []
        words = {term: 1.0 for word in claim.words for term in word.terms}
        near = [hit.key for hit in self._library.search_terms(words, limit=LOOKED_AT, filters=filters)]
        holding = self._library.ledger.passages_with(values, within=near)
        read = {(one.header.id, one.passage.start) for one in candidates.passages}
        return [
            ScoredPassage(one.passage, one.header, 0.0, {})
            for one in self._library.passages([key for key in near if key in holding][:HOLDING])
            if (one.header.id, one.passage.start) not in read
        ]

    def _check(self, claim: Claim, filters: Filters) -> ClaimCheck:
        if not claim.checkable:
            ground = Ground.OPINION if claim.opinion else Ground.NOTHING_TO_CHECK
            return ClaimCheck(claim.text, Verdict.NOT_FOUND, ground, (), ())
        return judge(claim, self.evidence(claim, filters))


def judge(claim: Claim, found: Sequence[Evidence], limits: ClaimLimits = LIMITS) -> ClaimCheck:
    """Give the verdict on a claim by the sentences found for it."""
    confirming = sorted((one for one in found if confirms(claim, one, limits)), key=_strength, reverse=True)
    contradicting = sorted((one for one in found if contradicts(claim, one, limits)), key=_likeness, reverse=True)
    if confirming and contradicting and _outweighs(contradicting[0], confirming[0], limits):
        confirming = []
    confirming = [one for one in confirming if not any(_is_rather(claim, other, one, limits) for other in found)]
    confirming = [one for one in confirming if not any(_dates_it(claim, other, one, limits) for other in found)]
    if confirming:
        best = confirming[0]
        other = next((one for one in contradicting if _disagrees(one, best, limits)), None)
        if other is None:
            return _verdict(claim, Verdict.CONFIRMED, Ground.SAME, best)
        ground = Ground.OUTDATED if _day(other) > _day(best) else Ground.LETTERS_DISAGREE
        return _verdict(claim, Verdict.CONFIRMED, ground, best, other)
    of_another = sorted((one for one in found if _says(claim, one, limits)), key=_strength, reverse=True)
    if of_another:  # what the claim says is said, but of something else: that another thing differs is no news
        nearest = of_another[0]
        contradicting = [one for one in contradicting if not one.strangers and one.closeness >= nearest.closeness]
        if not contradicting:
            return _of_another(claim, nearest)
    if contradicting:
        best, *others = contradicting
        ground = Ground.OPPOSITE if best.denied else Ground.OTHER_VALUE
        also = [one for one in others if _likeness(best) - _likeness(one) <= ALSO and one.parts != best.parts]
        return _verdict(claim, Verdict.CONTRADICTED, ground, best, *also[:SHOWN])
    return ClaimCheck(claim.text, Verdict.NOT_FOUND, Ground.NOT_SAID, (), ())


def confirms(claim: Claim, one: Evidence, limits: ClaimLimits = LIMITS) -> bool:
    """Whether a sentence that agrees in all parts speaks of the same thing."""
    return not one.strangers and _says(claim, one, limits)


def _says(claim: Claim, one: Evidence, limits: ClaimLimits) -> bool:
    """Whether a sentence says all that can be checked of a claim, of something near to what the claim is about."""
    if not one.agrees or one.period is not Period.SAME or one.unplaced:
        return False
    if not claim.values:
        same_denial = denies(claim.text) == denies(one.placed.sentence.text)
        return one.own >= limits.own_names and one.closeness >= limits.confirm_names and same_denial
    if not any(map(is_telling, claim.values)):
        return one.closeness >= limits.confirm_plain
    return one.closeness >= (limits.confirm if len(claim.values) == 1 else limits.confirm_several)


def contradicts(claim: Claim, one: Evidence, limits: ClaimLimits = LIMITS) -> bool:
    """Whether a sentence that differs in one part, or says the opposite, speaks of the same thing."""
    if not (one.differs or one.denied) or one.period is Period.OTHER or one.missing > limits.most_missing:
        return False
    if any(stranger.instead and stranger.head for stranger in one.strangers):
        return False
    nearness = one.closeness - limits.missing * one.missing
    if not claim.values:
        return one.own >= limits.own_names and nearness >= limits.contradict_names
    loose = one.period is Period.UNSAID or one.own < limits.own
    return nearness >= (limits.disagree if loose else limits.contradict)


def is_telling(figure: Figure) -> bool:
    """Whether few sentences hold a figure: an amount, share, large number, day or month, not a year or "drie"."""
    if figure.unit in DATES:
        return figure.unit is Unit.DATE and figure.value % 10_000 != 0
    return figure.unit is not Unit.COUNT or figure.value >= _TELLING or figure.value % 1 != 0


def _outweighs(one: Evidence, best: Evidence, limits: ClaimLimits) -> bool:
    """Whether what speaks against a claim is so much nearer to it that what agrees must be about something else."""
    return one.closeness - best.closeness >= (0 if one.denied else limits.outweighs)


def _is_rather(claim: Claim, one: Evidence, best: Evidence, limits: ClaimLimits) -> bool:
    """Whether a sentence says the claim nearly word for word, but for one thing: then no other confirms it."""
    if len(claim.words) < _FEWEST_WORDS:
        return False
    stated = any(part.match in {Match.LITERAL, Match.EQUAL} and not part.name for part in one.parts)
    swapped = one.agrees and any(stranger.instead for stranger in one.strangers)
    apart = (
        stated if one.period is Period.OTHER else one.differs or one.denied or swapped or (stated and not one.agrees)
    )
    source = SOURCE if swapped else VERBATIM
    return apart and one.own >= source and one.own - best.own >= limits.outweighs and bool(one.parts)


def _dates_it(claim: Claim, one: Evidence, best: Evidence, limits: ClaimLimits) -> bool:
    """Whether a sentence gives, for another period, the values that one of the same letter gives without a period."""
    same_letter = one.placed.source.header.id == best.placed.source.header.id
    text = best.placed.sentence.text
    dated = any(figure.unit in DATES and not is_compared(text, figure) for figure in figures_of(text))
    if not same_letter or dated or one.period is not Period.OTHER:
        return False
    held = figures_of(one.placed.sentence.text)
    stated = all(any(match_figure(value, figure) for figure in held) for value in claim.values)
    return stated and best.closeness - one.closeness < limits.outweighs


def _disagrees(one: Evidence, best: Evidence, limits: ClaimLimits) -> bool:
    """Whether another letter gives another value than the one that confirms."""
    apart = one.placed.source.header.id != best.placed.source.header.id
    return apart and one.closeness >= max(limits.disagree, best.closeness)


def _strength(one: Evidence) -> float:
    return one.closeness


def _likeness(one: Evidence) -> float:
    """How surely another value stands in the place of the claimed one: a thousand times as much hardly does."""
    return one.closeness - GAP * min(one.gap, _WIDEST_GAP)


def _day(one: Evidence) -> int:
    written = one.placed.source.header.date
    return written.toordinal() if written else 0


def _verdict(claim: Claim, verdict: Verdict, ground: Ground, *evidence: Evidence) -> ClaimCheck:
    citations = tuple(cite(one, marker) for marker, one in enumerate(evidence, start=1))
    return ClaimCheck(claim.text, verdict, ground, evidence[0].parts, citations)


def _of_another(claim: Claim, one: Evidence) -> ClaimCheck:
    """The check of a claim whose figures a letter says of something else, with the words that are not there."""
    words = [
        PartCheck(stranger.word, stranger.instead, Match.DIFFERENT if stranger.instead else Match.MISSING, name=True)
        for stranger in one.strangers
    ]
    known = {word.claimed for word in words}
    parts = (*words, *(part for part in one.parts if part.claimed not in known))
    return ClaimCheck(claim.text, Verdict.NOT_FOUND, Ground.OTHER_THING, parts, (cite(one, 1),))


def cite(one: Evidence, marker: int) -> Citation:
    """The citation of a sentence; its quote is the sentence, with the one before it where its figures stand there."""
    passage, header, sentence = one.placed.source.passage, one.placed.source.header, one.placed.sentence
    paragraph = passage.paragraph + sum(block.end <= sentence.start for block in passage.blocks)
    pages = [block.page for block in passage.blocks if block.start <= sentence.start < block.end]
    return Citation(
        marker,
        passage,
        header,
        sentence.text,
        sentence.start,
        sentence.end,
        pages[0] if pages else passage.page,
        paragraph,
    )


__all__ = ["ClaimCheck", "ClaimChecker", "Ground", "Match", "TextCheck", "Verdict"]
