"""gold question and what a system gave for it -> a row: every score, and the first stage that failed.

Every question gives a row; a crash is a row; a score that was not measured is None, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.vocabulary import Status
from eval.citation_scores import citation_precision, citation_recall, cited_targets, sentence_first
from eval.correctness import missing_alternatives
from eval.figure_scores import figure_precision, figure_recall, period_error, unit_error, unsupported_figures
from eval.gold_set import GoldQuestion
from eval.hit_rate import hit_at, recall_at
from eval.ndcg import ndcg_at
from eval.places import Letters, Place, Target
from eval.reciprocal_rank import reciprocal_rank
from eval.refusals import rightly_refused, wrongly_refused
from eval.response import GivenAnswer, GivenQuote, Response
from eval.stages import TOP, Course, Stage, failed_stage
from eval.verbatim import misquoted

ANSWER_MEASURES = (
    "correct", "correct_answer", "sentence_first", "wrongly_refused", "refused", "citation_precision",
    "citation_recall", "figure_precision", "figure_recall", "unit_error", "period_error",
)  # fmt: skip
NO_ANSWER = GivenAnswer(Status.NOT_FOUND, ())
Scores = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one question put to a system: a response, or the error that it crashed with.

    `repeated` is the response to the same question put once more, if it was.
    """

    response: Response | None
    error: str | None
    seconds: float
    repeated: float | None = None  # 1: the second response was the same; 0: it was not; None: not asked


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run measures."""

    passages: bool
    answers: bool


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote of an answer as the report shows it."""

    file: str
    text: str
    place: Place
    on_evidence: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A question with everything that the evaluation says about it. `status` "searched": no answer was asked for."""

    question: GoldQuestion
    status: str  # of the answer; or "error" or "searched"
    error: str | None
    stage: Stage | None  # None: nothing failed
    scores: Scores
    missing: tuple[tuple[str, ...], ...]  # lists of `must` that the answer leaves open
    ranks: tuple[int | None, ...] | None  # of each evidence
    cited: tuple[bool, ...]  # whether each evidence was cited
    answer: str | None
    quotes: tuple[ShownQuote, ...]
    misquoted: tuple[str, ...]  # quotes that do not stand in their letter
    unsupported: tuple[str, ...]  # figures that stand in none of their quotes
    fault: str | None  # where the gold set does not fit the letters
    seconds: float

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that the question is about: rows about the same letter are not independent."""
        return tuple(sorted({one.letter for one in self.question.evidence}))


@dataclass(frozen=True, slots=True)
class _Case:
    """One question with its evidence and what was given for it; a crash gave nothing."""

    question: GoldQuestion
    targets: Sequence[Target]
    attempt: Attempt

    @property
    def answer(self) -> GivenAnswer | None:
        return self.attempt.response.answer if self.attempt.response else None

    @property
    def given(self) -> GivenAnswer:
        return self.answer or NO_ANSWER

    @property
    def passages(self) -> Sequence[Place]:
        return (self.attempt.response.passages if self.attempt.response else None) or ()

    @property
    def cited(self) -> tuple[bool, ...]:
        return cited_targets(self.given.quotes, self.targets)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The figures of the answer that stand in none of the quotes of their sentence."""
        return tuple(
            figure
            for sentence in self.given.sentences
            for figure in unsupported_figures(sentence.text, [quote.text for quote in sentence.quotes])
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the attempts of one system.

    Args:
        letters: The letters asked about.
        measured: What is measured.
        look_deeper: Gives a longer list of passages for a question, to see whether its evidence is in the pool.
        faults: Where the gold set does not fit the letters, by the id of the question.
    """

    letters: Letters
    measured: Measured
    look_deeper: Callable[[GoldQuestion], Sequence[Place] | None]
    faults: Mapping[str, str]

    def judge(self, question: GoldQuestion, targets: Sequence[Target], attempt: Attempt) -> Row:
        """Score one attempt."""
        case = _Case(question, targets, attempt)
        given, answers = case.given, self.measured.answers
        ranks = ranks_of(targets, case.passages) if self.measured.passages and question.answerable else None
        wrong_quotes, unsupported = misquoted(given.quotes, self.letters), case.unsupported
        scores = {
            **_retrieval_scores(ranks),
            **(_answer_scores(case) if answers else dict.fromkeys(ANSWER_MEASURES)),
            "quotes_not_in_letter": float(len(wrong_quotes)) if answers else None,
            "figures_not_cited": float(len(unsupported)) if answers else None,
            "same_when_asked_twice": attempt.repeated,
        }
        unsound = bool(wrong_quotes or unsupported)
        return Row(
            question=question,
            status=_status(attempt, case.answer),
            error=attempt.error,
            stage=self._stage(case, correct=bool(scores["correct"]), unsound=unsound),
            scores=scores,
            missing=missing_alternatives(question.must, given.text) if answers else (),
            ranks=ranks,
            cited=case.cited if answers else (),
            answer=case.answer.text if case.answer else None,
            quotes=tuple(self._shown(quote, targets) for quote in given.quotes),
            misquoted=tuple(quote.text for quote in wrong_quotes),
            unsupported=unsupported,
            fault=self.faults.get(question.id),
            seconds=attempt.seconds,
        )

    def _stage(self, case: _Case, *, correct: bool, unsound: bool) -> Stage | None:
        """The first stage that failed; None if none did. Only a search that failed is looked into any deeper."""
        course = _course(case, unsound=unsound)
        if course.crashed or not self.measured.answers:
            return self._search_stage(case, course)
        if correct and not unsound:
            return None
        uncited = [target for target, is_cited in zip(case.targets, case.cited, strict=True) if not is_cited]
        return failed_stage(replace(course, ranks=self._deep_ranks(case, uncited)))

    def _search_stage(self, case: _Case, course: Course) -> Stage | None:
        """The stage at which a search without an answer failed: its evidence is not among the first `TOP`."""
        if course.crashed:
            return failed_stage(course)
        if not case.question.answerable or not self.measured.passages:
            return None
        ranks = self._deep_ranks(case, case.targets) or ()
        if any(rank is not None and rank <= TOP for rank in ranks):
            return None
        return failed_stage(replace(course, ranks=ranks))

    def _deep_ranks(self, case: _Case, targets: Sequence[Target]) -> tuple[int | None, ...] | None:
        """The ranks of these targets; if no passage shown holds any of them, those further down."""
        if not case.question.answerable or not self.measured.passages:
            return None
        ranks = ranks_of(targets, case.passages)
        if any(rank is not None for rank in ranks):
            return ranks
        deeper = self.look_deeper(case.question)
        return ranks if deeper is None else ranks_of(targets, deeper)

    def _shown(self, quote: GivenQuote, targets: Sequence[Target]) -> ShownQuote:
        touched = any(target.touched_by(quote.place) for target in targets)
        return ShownQuote(self.letters.name(quote.place.letter_id), quote.text, quote.place, touched)


def ranks_of(targets: Sequence[Target], passages: Sequence[Place]) -> tuple[int | None, ...]:
    """For each target the rank, from 1, of the first passage that holds it; None if none does."""
    return tuple(
        next((rank for rank, passage in enumerate(passages, start=1) if target.found_in(passage)), None)
        for target in targets
    )


def _retrieval_scores(ranks: Sequence[int | None] | None) -> Scores:
    names = ("hit@1", "hit@5", "hit@20", "recall@5", "recall@20", "mrr", "ndcg@10")
    if ranks is None:
        return dict.fromkeys(names)
    values = (*(hit_at(ranks, k) for k in (1, 5, 20)), *(recall_at(ranks, k) for k in (5, 20)))
    return dict(zip(names, (*values, reciprocal_rank(ranks), ndcg_at(ranks, 10)), strict=True))


def _answer_scores(case: _Case) -> Scores:
    question, given = case.question, case.given
    status = case.answer.status if case.answer else None
    none = dict.fromkeys(ANSWER_MEASURES)
    if not question.answerable:
        refused = rightly_refused(status, answerable=False)
        return none | {"correct": refused, "refused": refused}
    missing = missing_alternatives(question.must, given.text)
    correct = float(given.status is not Status.NOT_FOUND and not missing and any(case.cited))
    evidence = [one.quote for one in question.evidence]
    return none | {
        "correct": correct,
        "correct_answer": correct,
        "wrongly_refused": wrongly_refused(status, answerable=True),
        "sentence_first": sentence_first(given, case.targets),
        "citation_precision": citation_precision(given.quotes, case.targets),
        "citation_recall": citation_recall(given.quotes, case.targets),
        "figure_precision": figure_precision(given.text, evidence),
        "figure_recall": figure_recall(question.must, given.text),
        "unit_error": unit_error(question.must, given.text),
        "period_error": period_error(question.must, given.text),
    }


def _course(case: _Case, *, unsound: bool) -> Course:
    """How the question went, but for the ranks of what was not cited."""
    return Course(
        answerable=case.question.answerable,
        crashed=case.attempt.error is not None,
        in_text=any(target.places for target in case.targets),
        refused=case.given.status is Status.NOT_FOUND,
        dropped=case.given.dropped > 0,
        unsound=unsound,
        cited_any=any(case.cited),
        cited_all=bool(case.targets) and all(case.cited),
        ranks=None,
    )


def _status(attempt: Attempt, answer: GivenAnswer | None) -> str:
    if attempt.error is not None:
        return "error"
    return answer.status.value if answer else "searched"
