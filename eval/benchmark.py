"""letters and questions -> how fast this program is, beside the naive recipe measured in the same run.

    make bench                                  the bundled letters
    python -m eval.benchmark --letters FOLDER   other letters, with the questions of the bundled gold

Times differ between machines and moments; the ratios differ little. So each figure stands beside that of a baseline
that did the same work a moment before.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from eval.gold_set import load_questions
from eval.rivals import NaiveRecipe
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS
from ingest.documents import find_documents
from ingest.formats import read_letter, sniff
from ingest.intake import ingest_paths
from ingest.passages import split_passages

_QUESTIONS = 100  # asked of each system, after one warm-up
_ROUNDS = 3  # of parsing each file; the median counts


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds at the middle and at the 95th percentile."""

    median: float
    p95: float


def time_each(run: Callable[[Question], object], questions: Sequence[Question]) -> Timing:
    """Time a system on each question, once, after a warm-up."""
    run(questions[0])
    spent = []
    for question in questions:
        begun = time.perf_counter()
        run(question)
        spent.append((time.perf_counter() - begun) * 1_000)
    spent.sort()
    return Timing(statistics.median(spent), spent[int(0.95 * (len(spent) - 1))])


def time_formats(letters: Path) -> Iterator[tuple[str, int, float, float]]:
    """Time parsing by format.

    Yields:
        Format, files, milliseconds per file, and milliseconds per page where the pages are known.
    """
    spent: dict[str, list[float]] = defaultdict(list)
    pages: dict[str, list[float]] = defaultdict(list)
    for document in find_documents([letters]):
        if not document.could_be_letter:
            continue
        data = document.read()
        kind = sniff(data, document.source)
        rounds = []
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            letter = read_letter(data, document.source)
            split_passages(letter)
            rounds.append((time.perf_counter() - begun) * 1_000)
        spent[kind].append(statistics.median(rounds))
        if letter.page_count:
            pages[kind].append(statistics.median(rounds) / letter.page_count)
    for kind in sorted(spent):
        per_page = statistics.median(pages[kind]) if pages[kind] else float("nan")
        yield kind, len(spent[kind]), statistics.median(spent[kind]), per_page


def report(letters: Path) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    yield f"{'format':8} {'files':>6} {'ms/file':>9} {'ms/page':>9}"
    for kind, files, per_file, per_page in time_formats(letters):
        yield f"{kind:8} {files:6} {per_file:9.1f} {per_page:9.1f}"
    questions = [gold.as_asked() for gold in load_questions(BUNDLED_GOLD)][:_QUESTIONS]
    with tempfile.TemporaryDirectory(prefix="briefwijzer-bench-") as folder:
        library = Library(Path(folder), load_embedder(), create=True)
        begun = time.perf_counter()
        reports = ingest_paths(library, [letters], on_file=lambda _report: None)
        spent = time.perf_counter() - begun
        yield f"\ningest: {len(reports)} files in {spent:.1f} s, {60 * len(reports) / spent:.0f} letters a minute"
        pipeline, naive = QuestionPipeline(library), NaiveRecipe(library)
        yield f"\n{library.count_passages()} passages, {len(questions)} questions; milliseconds"
        yield f"{'':30} {'p50':>8} {'p95':>8} {'ratio p50':>10}"
        baseline = time_each(naive.ask, questions)
        yield f"{'naive recipe, answer':30} {baseline.median:8.1f} {baseline.p95:8.1f} {'1.00':>10}"
        for name, run in (("search", pipeline.search), ("question to verified answer", pipeline.answer)):
            timing = time_each(run, questions)
            yield f"{name:30} {timing.median:8.1f} {timing.p95:8.1f} {timing.median / baseline.median:10.2f}"
        library.close()


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure ingest, search and answers beside the naive recipe.")
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    for line in report(parser.parse_args().letters):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
