"""gold question and what a system gave for it -> a row: every score, and the first stage that failed.

Every question gives a row; a crash is a row; a score that was not measured is None, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
        ranks = self._ranks(question, targets, attempt)
        answer = attempt.response.answer if attempt.response else None
        given = answer or NO_ANSWER
        wrong_quotes = misquoted(given.quotes, self.letters)
        unsupported = [
            figure
            for sentence in given.sentences
            for figure in unsupported_figures(sentence.text, [quote.text for quote in sentence.quotes])
        ]
        status = answer.status if answer else None
        scores = {
            **self._retrieval_scores(question, ranks),
            **self._answer_scores(question, targets, given, status),
            "quotes_not_in_letter": float(len(wrong_quotes)) if self.measured.answers else None,
            "figures_not_cited": float(len(unsupported)) if self.measured.answers else None,
            "same_when_asked_twice": attempt.repeated,
        }
        course = Course(
            answerable=question.answerable,
            crashed=attempt.error is not None,
            in_text=any(target.places for target in targets),
            refused=given.status is Status.NOT_FOUND,
            dropped=given.dropped > 0,
            unsound=bool(wrong_quotes or unsupported),
            cited_all=bool(targets) and all(cited_targets(given.quotes, targets)),
            ranks=None,
        )
        return Row(
            question=question,
            status=_status(attempt, answer),
            error=attempt.error,
            stage=self._stage(question, targets, given, course, scores),
            scores=scores,
            missing=missing_alternatives(question.must, given.text) if self.measured.answers else (),
            ranks=ranks,
            cited=cited_targets(given.quotes, targets) if self.measured.answers else (),
            answer=answer.text if answer else None,
            quotes=tuple(self._shown(quote, targets) for quote in given.quotes),
            misquoted=tuple(quote.text for quote in wrong_quotes),
            unsupported=tuple(unsupported),
            fault=self.faults.get(question.id),
            seconds=attempt.seconds,
        )

    def _ranks(
        self, question: GoldQuestion, targets: Sequence[Target], attempt: Attempt
    ) -> tuple[int | None, ...] | None:
        if not self.measured.passages or not question.answerable:
            return None
        passages = (attempt.response.passages if attempt.response else None) or ()
        return ranks_of(targets, passages)

    def _retrieval_scores(self, question: GoldQuestion, ranks: Sequence[int | None] | None) -> Scores:
        names = ("hit@1", "hit@5", "hit@20", "recall@5", "recall@20", "mrr", "ndcg@10")
        if ranks is None or not question.answerable:
            return dict.fromkeys(names)
        values = (*(hit_at(ranks, k) for k in (1, 5, 20)), *(recall_at(ranks, k) for k in (5, 20)))
        return dict(zip(names, (*values, reciprocal_rank(ranks), ndcg_at(ranks, 10)), strict=True))

    def _answer_scores(
        self, question: GoldQuestion, targets: Sequence[Target], given: GivenAnswer, status: Status | None
    ) -> Scores:
        names = (
            "correct", "correct_answer", "wrongly_refused", "refused", "sentence_first", "citation_precision",
            "citation_recall", "figure_precision", "figure_recall", "unit_error", "period_error",
        )  # fmt: skip
        if not self.measured.answers:
            return dict.fromkeys(names)
        if not question.answerable:
            refused = rightly_refused(status, answerable=False)
            return dict.fromkeys(names) | {"correct": refused, "refused": refused}
        correct = float(_is_correct(question, targets, given))
        answered = given.status is not Status.NOT_FOUND
        values = (
            correct,
            correct,
            wrongly_refused(status, answerable=True),
            None,
            sentence_first(given, targets),
            citation_precision(given.quotes, targets),
            citation_recall(given.quotes, targets),
            figure_precision(given.text, [one.quote for one in question.evidence]) if answered else None,
            figure_recall(question.must, given.text),
            unit_error(question.must, given.text),
            period_error(question.must, given.text),
        )
        return dict(zip(names, values, strict=True))

    def _stage(
        self,
        question: GoldQuestion,
        targets: Sequence[Target],
        given: GivenAnswer,
        course: Course,
        scores: Scores,
    ) -> Stage | None:
        if not self.measured.answers:
            return self._search_stage(question, targets, course, scores)
        if scores["correct"] and not course.unsound:
            return None
        cited = cited_targets(given.quotes, targets)
        uncited = [target for target, is_cited in zip(targets, cited, strict=True) if not is_cited]
        return failed_stage(_with_ranks(course, self._deep_ranks(question, uncited)))

    def _search_stage(
        self, question: GoldQuestion, targets: Sequence[Target], course: Course, scores: Scores
    ) -> Stage | None:
        """The stage at which a search without an answer failed: its evidence is not among the first `TOP`."""
        if not question.answerable or (not course.crashed and not self.measured.passages):
            return None
        ranks = self._deep_ranks(question, targets)
        best = min((rank for rank in ranks or () if rank is not None), default=None)
        if not course.crashed and (scores["hit@5"] or (best is not None and best <= TOP)):
            return None
        return failed_stage(_with_ranks(course, ranks))

    def _deep_ranks(self, question: GoldQuestion, targets: Sequence[Target]) -> tuple[int | None, ...] | None:
        if not question.answerable or not self.measured.passages:
            return None
        passages = self.look_deeper(question)
        return None if passages is None else ranks_of(targets, passages)

    def _shown(self, quote: GivenQuote, targets: Sequence[Target]) -> ShownQuote:
        touched = any(target.touched_by(quote.place) for target in targets)
        return ShownQuote(self.letters.name(quote.place.letter_id), quote.text, quote.place, touched)


def ranks_of(targets: Sequence[Target], passages: Sequence[Place]) -> tuple[int | None, ...]:
    """For each target the rank, from 1, of the first passage that holds it; None if none does."""
    return tuple(
        next((rank for rank, passage in enumerate(passages, start=1) if target.found_in(passage)), None)
        for target in targets
    )


def _is_correct(question: GoldQuestion, targets: Sequence[Target], given: GivenAnswer) -> bool:
    if given.status is Status.NOT_FOUND or missing_alternatives(question.must, given.text):
        return False
    return any(cited_targets(given.quotes, targets))


def _status(attempt: Attempt, answer: GivenAnswer | None) -> str:
    if attempt.error is not None:
        return "error"
    return answer.status.value if answer else "searched"


def _with_ranks(course: Course, ranks: Sequence[int | None] | None) -> Course:
    from dataclasses import replace

    return replace(course, ranks=ranks)
