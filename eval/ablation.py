"""gold questions and letters -> what each step of the search adds: one row a step, from the naive recipe to the whole.

    python -m eval.ablation [--gold FILE --letters FOLDER] [--markdown FILE]      (default: the bundled ones)
    python -m eval.ablation --row compounds                                      one row alone
    python -m eval.ablation --readme README.md                                   the rows, into the README

Every row searches the same letters for the same questions; hit@k counts a question whose evidence is in the first k.
Then the whole search is compared with BM25 alone and with the vectors alone, by category and by wording: McNemar's
exact test on hit@5, with Holm's correction over the slices.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.embedders import load_embedder
from assistant.pipeline import QuestionPipeline
from eval.gold_set import GoldQuestion, load_questions
from eval.places import Letters
from eval.readme_part import write_part
from eval.rivals import NaiveRecipe, PlainBm25
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, Evaluation, Scope, evaluate, temporary_library
from eval.search_steps import MeaningAlone, Ranked, StemmedBm25, Sum, TermIndexAlone
from eval.statistics import holm, mcnemar
from eval.systems import PipelineSystem
from eval.wording import wordings
from ingest.abbreviations import find_abbreviations

if TYPE_CHECKING:
    from assistant.library import Library
    from eval.response import System

BEGIN, END = "<!-- ablation -->", "<!-- /ablation -->"  # in the README
_MEASURES = ("hit@1", "hit@5", "hit@20", "mrr")
_COMPARED = "hit@5"
LEXICAL, DENSE, WHOLE = "fields", "embedder alone", "sentences"
ROWS: Mapping[str, tuple[str, Callable[[Library], System]]] = {
    "naive": ("the naive recipe: chunks of 1,000 characters, nearest vectors", NaiveRecipe),
    "bm25": ("BM25 over words as they are written", PlainBm25),
    "stems": ("+ stems", lambda library: StemmedBm25(library, lemmas=False, parts=False)),
    "lemmas": ("+ lemmas", lambda library: StemmedBm25(library, lemmas=True, parts=False)),
    "compounds": ("+ compounds split", lambda library: StemmedBm25(library, lemmas=True, parts=True)),
    "repair": (
        "+ abbreviations, typing slips, follow-ups",
        lambda library: StemmedBm25(library, lemmas=True, parts=True, understood=True),
    ),
    "fields": ("+ fields (term index): BM25 alone", TermIndexAlone),
    "embedder alone": ("the bundled embedder alone", MeaningAlone),
    "embedder": ("+ the bundled embedder: weighted sum of both", Sum),
    "ranker": ("+ the ranker", Ranked),
    "sentences": (
        "+ passages in the order of their best sentence: the whole search",
        lambda library: PipelineSystem(QuestionPipeline(library)),
    ),
}


@dataclass(frozen=True, slots=True)
class SliceTest:
    """The whole search against another one on a slice: shares of hit@5, questions won and lost, adjusted p-value."""

    name: str
    n: int
    whole: float
    other: float
    won: int
    lost: int
    p_value: float


def run_rows(
    names: Sequence[str], questions: Sequence[GoldQuestion], library: Library
) -> Iterator[tuple[str, Evaluation]]:
    """Evaluate the search of each row in turn."""
    letters = Letters(library)
    for name in names:
        yield name, evaluate(questions, letters, ROWS[name][1](library), scope=Scope(answers=False))


def slices_of(questions: Sequence[GoldQuestion], library: Library) -> dict[str, frozenset[str]]:
    """The ids of the answerable questions by category and by wording."""
    letters = Letters(library)
    slices: dict[str, set[str]] = {}
    for question in questions:
        if not question.answerable:
            continue
        texts = [letters.text(one) for evidence in question.evidence for one in letters.ids(evidence.letter)]
        known = frozenset(one for text in texts for one in find_abbreviations(text))
        names = [f"category: {question.category}", *(f"wording: {one.value}" for one in wordings(question, known))]
        for name in names:
            slices.setdefault(name, set()).add(question.id)
    return {name: frozenset(slices[name]) for name in sorted(slices)}


def compare_slices(whole: Evaluation, other: Evaluation, slices: Mapping[str, frozenset[str]]) -> list[SliceTest]:
    """The whole search against another one on each slice, tested together."""
    ours, theirs = (
        {row.question.id: float(row.scores[_COMPARED] or 0) for row in evaluation.rows} for evaluation in (whole, other)
    )
    tests = []
    for name, ids in slices.items():
        won = sum(ours[one] > theirs[one] for one in ids)
        lost = sum(ours[one] < theirs[one] for one in ids)
        shares = [sum(scores[one] for one in sorted(ids)) / len(ids) for scores in (ours, theirs)]
        tests.append(SliceTest(name, len(ids), shares[0], shares[1], won, lost, mcnemar(won, lost)))
    adjusted = holm([one.p_value for one in tests])
    return [
        SliceTest(one.name, one.n, one.whole, one.other, one.won, one.lost, p)
        for one, p in zip(tests, adjusted, strict=True)
    ]


def report(names: Sequence[str], gold: Path, folder: Path) -> Iterator[str]:
    """Measure, and give the tables in Markdown line by line."""
    questions = load_questions(gold)
    with temporary_library(folder, load_embedder()) as library:
        yield f"| search | {' | '.join(_MEASURES)} |"
        yield f"| :-- |{' --: |' * len(_MEASURES)}"
        done = {}
        for name, evaluation in run_rows(names, questions, library):
            done[name] = evaluation
            scores = [evaluation.scores[measure].value for measure in _MEASURES]
            yield f"| {ROWS[name][0]} | {' | '.join(_cell(score) for score in scores)} |"
        slices = slices_of(questions, library)
        for name in (LEXICAL, DENSE):
            if name in done and WHOLE in done:
                yield from _slice_table(name, compare_slices(done[WHOLE], done[name], slices))


def _slice_table(name: str, tests: Sequence[SliceTest]) -> Iterator[str]:
    yield f"\nhit@5 of the whole search against: {ROWS[name][0].removeprefix('+ ')}\n"
    yield "| slice | questions | whole | other | won | lost | p (Holm) |"
    yield "| :-- | --: | --: | --: | --: | --: | --: |"
    for one in tests:
        yield (
            f"| {one.name} | {one.n} | {one.whole:.1%} | {one.other:.1%} | {one.won} | {one.lost} | {one.p_value:.3f} |"
        )


def _cell(score: float | None) -> str:
    return "–" if score is None else f"{score:.1%}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure what each step of the search adds.")
    parser.add_argument("--gold", type=Path, default=BUNDLED_GOLD)
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    parser.add_argument("--row", action="append", choices=list(ROWS), help="only this row; may be given again")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--readme", type=Path, help="also write the first table between the marks of this file")
    asked = parser.parse_args()
    lines = []
    for line in report(asked.row or list(ROWS), asked.gold, asked.letters):
        lines.append(line)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    if asked.markdown:
        asked.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if asked.readme:
        write_part(asked.readme, BEGIN, END, "\n".join(takewhile(lambda line: line.startswith("|"), lines)))


if __name__ == "__main__":
    main()
