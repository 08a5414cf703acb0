"""claim and passages -> sentences that speak of the same thing, each with how its figures and names agree.

A sentence speaks of the same thing if its words, with those of the sentences, headings and columns around it, cover
what the claim is about; that alone never confirms. Each figure of the claim is then sought in the sentence, in the
role that it has in the claim: of "van 1,7 naar 1,4" each has its own.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.analyser import Token, fold, lemma_of
from assistant.claim_figures import FigureChecker
from assistant.claim_names import HALF_NAME, PartCheck, check_names, spelled_out
from assistant.claim_parts import Claim, free_of_charge
from assistant.claim_periods import Period, period_of
from assistant.claim_things import Stranger, find_strangers, things_of
from assistant.claim_words import NO_SENSE, SENSE_SHARE, SURE_SENSE, figures_of, plain_words
from assistant.clause_terms import terms_of
from assistant.directions import clause_of, count_directions, direction_at, opposed_directions
from assistant.evidence import held_share
from assistant.figure_match import DATES, Match
from assistant.placed_sentences import PlacedSentence, place_sentences
from assistant.retrieval import Candidates
from assistant.synonyms import synonyms_of
from assistant.understanding import variants_of
from assistant.vocabulary import Voice
from assistant.word_sense import word_sense

_OWN, _NEAR, _WIDE = 0.35, 0.25, 0.25  # weights of closeness; what is left is for all that was found of the letter
_ALL_BUT_ONE = 0.8  # share of the claim's words in the sentence itself from which one part more may be missing
_VERBATIM = 0.85  # share of the claim's words in the sentence itself from which they are one sentence
_LIGHT = 0.4  # weight of a verb that says hardly more than "is", in a claim
_LIGHT_VERBS = frozenset(
    """kosten krijgen komen gaan doen hebben maken moeten kunnen bedragen worden zullen willen mogen liggen staan geven nemen
    tellen lopen houden laten vinden brengen zitten duren bestaan gelden leiden""".split()
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may confirm or contradict a claim."""

    placed: PlacedSentence
    parts: tuple[PartCheck, ...]
    own: float  # share of the claim's words in the sentence, 0 to 1
    near: float  # with what stands around it in its paragraph, list or table, and the Member's question
    wide: float  # with headings and the letter's subject
    far: float  # with all that was found of the letter
    missing: float  # share of the weight of the claim's heaviest word, verbs apart, that is nowhere near
    missing_names: int
    unplaced: int  # names that are not in its passage, above it or in the letter's opening; bodies not beside it
    period: Period
    opposed: bool  # it says the opposite: denies, or rises where the claim falls
    strangers: tuple[Stranger, ...] = ()  # what the claim is about and the sentence does not speak of
    gap: float = 0.0  # how many powers of ten lie between a figure of the claim and the one in its place

    @property
    def closeness(self) -> float:
        """How surely it speaks of the same thing, 0 to 1: what stands nearer counts more."""
        return _OWN * self.own + _NEAR * self.near + _WIDE * self.wide + (1 - _OWN - _NEAR - _WIDE) * self.far

    @property
    def agrees(self) -> bool:
        """Whether everything that can be checked of the claim was found."""
        return not self.opposed and all(part.match not in {Match.DIFFERENT, Match.MISSING} for part in self.parts)

    @property
    def denied(self) -> bool:
        """Whether it says the opposite of the claim, with the same figures and names."""
        return self.opposed and all(part.match not in {Match.DIFFERENT, Match.MISSING} for part in self.parts)

    @property
    def differs(self) -> bool:
        """Whether it states another value for one thing, and the same for all else."""
        matches = [part.match for part in self.parts]
        absent = self.missing_names if Match.DIFFERENT not in [part.match for part in self.parts if part.name] else 0
        spare = matches.count(Match.MISSING) <= (self.own >= _ALL_BUT_ONE)
        return not self.opposed and matches.count(Match.DIFFERENT) == 1 and spare and not absent


def rate_evidence(claim: Claim, candidates: Candidates, *, passages: int) -> list[Evidence]:
    """Rate the sentences of the best passages for a claim; those of a Member's question are left out.

    Args:
        claim: The claim.
        candidates: The passages found for it.
        passages: How many of them are read.
    """
    placed = [
        one
        for scored in candidates.passages[:passages]
        for one in place_sentences(scored)
        if one.sentence.voice is not Voice.MEMBER and not one.heads_table
    ]
    reader = _Reader(claim, candidates)
    return reader.rate_all([one for one in placed if _could_settle(claim, one)])


def _could_settle(claim: Claim, placed: PlacedSentence) -> bool:
    """Whether a sentence holds anything in the place of what the claim states: a figure, or else a word of it."""
    text = placed.sentence.text
    if claim.values:
        return bool(figures_of(text) or free_of_charge(text))
    terms = terms_of(text)
    return any(held_share(word, terms) > 0 for word in claim.words)


class _Reader:
    """Rates sentences for one claim."""

    def __init__(self, claim: Claim, candidates: Candidates) -> None:
        weights = candidates.weights
        self._claim = claim
        self._letters: dict[str, list[str]] = {}  # the passages found of each letter
        for scored in candidates.passages:
            self._letters.setdefault(scored.header.id, []).append(scored.passage.text)
        self._passages = {(one.header.id, one.passage.ordinal): one.passage for one in candidates.passages}
        self._index: dict[str, int] = {}  # columns of `_sense` by word
        self._sense = np.zeros((0, 0), dtype=np.float64)  # how near each word of the claim comes to each word read
        self._known: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
        self._weights = {
            word.start: weights.weight(word) * (_LIGHT if lemma_of(fold(word.text)) in _LIGHT_VERBS else 1.0)
            for word in claim.words
            if word.terms[0] in weights.weights
        }
        self._figures = FigureChecker(claim, self._weights)
        self._named = things_of(claim)
        named = (*claim.names, *claim.bodies)
        variants = (term for name in named for variant in variants_of(name) for term in variant)
        self._name_terms = frozenset((*variants, *(term for name in named for term in name.terms)))
        self._total = sum(self._weights.values()) or 1.0
        # 1 for what a claim is about, 0 for what is done with it: a verb is easily said in another way.
        self._things = np.array(
            [not lemma_of(fold(word.text)).endswith("en") for word in claim.words], dtype=np.float64
        )

    def rate_all(self, placed: Sequence[PlacedSentence]) -> list[Evidence]:
        """Rate sentences, in their order."""
        scopes = [self._scopes_of(one) for one in placed]
        read = {text for texts in scopes for text in texts}
        read.update(text for one in placed for text in self._letters[one.source.header.id])
        words = dict.fromkeys(word for text in sorted(read) for word in plain_words(text))
        self._index = {word: at for at, word in enumerate(words)}
        nearness = word_sense().nearness([fold(word.text) for word in self._claim.words], list(words))
        self._sense = np.clip((nearness - NO_SENSE) / (SURE_SENSE - NO_SENSE), 0, 1) * SENSE_SHARE
        names = {name.start for name in self._claim.names}
        self._sense[[at for at, word in enumerate(self._claim.words) if word.start in names]] = 0.0
        return [self._rate(one, texts) for one, texts in zip(placed, scopes, strict=True)]

    def _scopes_of(self, placed: PlacedSentence) -> tuple[str, str, str]:
        own, near, wide = _scopes(placed)
        letter = self._letters[placed.source.header.id]
        return f"{own} {spelled_out(own, letter)}", f"{near} {spelled_out(near, letter)}", wide

    def _rate(self, placed: PlacedSentence, scopes: tuple[str, str, str]) -> Evidence:
        claim = self._claim
        own, near, wide = scopes
        letter = self._letters[placed.source.header.id]
        shares_own = self._held(own)
        shares_near = np.maximum(shares_own, self._held(near))
        shares_wide = np.maximum(shares_near, self._held(wide))
        shares_far = functools.reduce(np.maximum, [self._held(text) for text in letter], shares_wide)
        weights = np.array([self._weights.get(word.start, 0.0) for word in claim.words]) / self._total
        closer = self._name_terms_in(own, near, wide)
        around = closer | self._name_terms_in(placed.source.passage.text, self._opening_of(placed))
        far = around | self._name_terms_in(*letter)
        lost = [name for name in claim.names if held_share(name, far) <= HALF_NAME]
        above = terms_of(f"{placed.source.passage.context} {placed.source.header.subject or ''}")
        heading = [name for name in claim.names if held_share(name, above) > HALF_NAME]
        parts = [*self._figures.check(placed), *check_names(claim, placed, lost, heading)]
        evidence = Evidence(
            placed=placed,
            parts=tuple(parts),
            own=float(shares_own @ weights),
            near=float(shares_near @ weights),
            wide=float(shares_wide @ weights),
            far=float(shares_far @ weights),
            missing=float(((1 - shares_wide) * weights * self._things).max(initial=0.0)),
            missing_names=len(lost),
            unplaced=sum(held_share(one, around) <= HALF_NAME for one in claim.names)
            + sum(held_share(one, closer) <= HALF_NAME for one in claim.bodies),
            period=period_of(claim, placed),
            opposed=self._is_opposed(placed, parts, float(shares_own @ weights))
            and not any(part.match is Match.COMPUTED for part in parts),
            gap=_gap_of(parts),
        )
        settles = evidence.agrees or evidence.differs or evidence.denied
        return replace(evidence, strangers=self._strangers(placed, scopes)) if settles else evidence

    def _name_terms_in(self, *texts: str) -> frozenset[str]:
        """The terms of the claim's names and bodies that these texts hold."""
        return frozenset().union(*(self._name_terms & terms_of(text) for text in texts))

    def _strangers(self, placed: PlacedSentence, scopes: tuple[str, str, str]) -> tuple[Stranger, ...]:
        """The things of the claim that are strange to a sentence."""
        own, near, wide = scopes
        others = (placed.source.passage.text, self._opening_of(placed), self._leading_to(placed))
        return find_strangers(self._claim, self._named, own, (near, wide), others)

    def _opening_of(self, placed: PlacedSentence) -> str:
        """The opening of the letter, where it was found."""
        opening = self._passages.get((placed.source.header.id, 0))
        return opening.text if opening else ""

    def _leading_to(self, placed: PlacedSentence) -> str:
        """The passage before under the same heading, or the answers before in one row of answers, where they were found."""
        passage, letter = placed.source.passage, placed.source.header.id
        if passage.question:
            earlier = (self._passages.get((letter, ordinal)) for ordinal in range(1, passage.ordinal))
            return " ".join(one.text for one in earlier if one and one.question)
        before = self._passages.get((letter, passage.ordinal - 1))
        return before.text if before and before.section == passage.section else ""

    def _is_opposed(self, placed: PlacedSentence, parts: Sequence[PartCheck], own: float) -> bool:
        """Whether the sentence denies the claim, or moves the other way; at the figures themselves, where both say."""
        text, start = placed.sentence.text, placed.sentence.start
        for claimed in self._claim.values:
            span = next(
                (part.span for part in parts if part.span and part.claimed == claimed.text and not part.name), None
            )
            if span is None:
                continue
            ours = direction_at(self._claim.text, claimed.start, claimed.end)
            theirs = direction_at(text, span[0] - start, span[1] - start)
            if ours and theirs and ours != theirs:
                return True
        ours_up, ours_down = count_directions(self._claim.text)
        up, down = count_directions(text)
        if own >= _VERBATIM and ours_up + ours_down == up + down and ours_up != up:
            return True  # the sentence itself, with one word turned round
        return opposed_directions(self._claim.text, text, _clause(placed, parts))

    def _held(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """For each word of the claim how far a text holds it, or a word near to it in meaning."""
        held = self._known.get(text)
        if held is None:
            terms = terms_of(text)
            held = np.array([self._share_in(word, terms) for word in self._claim.words])
            columns = [self._index[word] for word in plain_words(text)]
            if columns and len(held):
                held = np.maximum(held, self._sense[:, columns].max(axis=1))
            self._known[text] = held
        return held

    def _share_in(self, word: Token, terms: frozenset[str]) -> float:
        share = held_share(word, terms)
        return share if share >= SENSE_SHARE or synonyms_of(word).isdisjoint(terms) else SENSE_SHARE


def _gap_of(parts: Sequence[PartCheck]) -> float:
    """Powers of ten between a claimed figure and the one found in its place; none for dates and names."""
    for part in parts:
        if part.match is Match.DIFFERENT and part.found and not part.name:
            ours, theirs = figures_of(part.claimed), figures_of(part.found)
            if ours and theirs and ours[0].unit not in DATES and ours[0].value and theirs[0].value:
                return abs(math.log10(abs(theirs[0].value / ours[0].value)))
    return 0.0


def _clause(placed: PlacedSentence, parts: Sequence[PartCheck]) -> str:
    """The clause of the sentence in which the first figure of the claim stands; the whole sentence without one."""
    sentence = placed.sentence
    span = next((part.span for part in parts if part.span), None)
    return clause_of(sentence.text, span[0] - sentence.start, span[1] - sentence.start) if span else sentence.text


def _scopes(placed: PlacedSentence) -> tuple[str, str, str]:
    """The sentence; what stands around it in its block, list or table; what stands above it."""
    column = " ".join(placed.row.header) if placed.row else ""
    before = placed.before.text if placed.before else ""
    after = placed.after.text if placed.after else ""
    passage = placed.source.passage
    near = f"{placed.lead} {before} {after} {placed.intro} {column} {passage.question or ''}"
    header = placed.source.header
    wide = f"{passage.context} {placed.block} {header.subject or ''} {header.ministry or ''}"
    return placed.sentence.text, near, wide
