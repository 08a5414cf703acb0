"""real text cut to so many passages -> how fast search and answers are at that size, with and without filters.

    make bench-large                                          one million passages
    python -m eval.benchmark_size --text FOLDER --passages 100000 [--library DIR] [--plain-chroma]

With the Kamer's own list of letters (`--records`, and `--dossiers` for their numbers) each letter has a real subject, date and
number: 85,000 of them; `--files 600` writes so many, in all formats, and takes them in as files. The others are stored as
they are cut. Beside the naive recipe and, if asked for, plain Chroma (vectors with their metadata, filtered by `where`) in the same
run. `--library` keeps the library, and uses the one that stands there already.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from assistant.embedders import load_embedder
from assistant.ledger import Source
from assistant.library import Library, embedded_text
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, Question
from eval.benchmark import Timing, time_each
from eval.corpus_files import write_files
from eval.gold_set import load_questions
from eval.government_text import MINISTRIES, CutLetter, cut_letters
from eval.letter_records import LetterRecord, read_records
from eval.plain_chroma import PlainChroma
from eval.resident_memory import peak_megabytes, resident_megabytes
from eval.rivals import NaiveRecipe
from eval.run import BUNDLED_GOLD
from ingest.intake import ingest_paths

_QUESTIONS = 60
_FILTERS = {
    "no filter": Filters(),
    "a ministry": Filters(ministry=MINISTRIES[3]),
    "a year": Filters(since=date(2015, 1, 1), until=date(2015, 12, 31)),
    "ministry and year": Filters(ministry=MINISTRIES[3], since=date(2015, 1, 1), until=date(2015, 12, 31)),
    "all but a year": Filters(since=date(2009, 1, 1)),
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a library is made of."""

    text: Path  # folder with *.txt.gz and *.jsonl.gz
    passages: int
    records: tuple[LetterRecord, ...] = ()  # of the letters' headers; none: these are drawn by a rule
    files: int = 0  # letters that are written as files and read again


def build(folder: Path, corpus: Corpus) -> Iterator[str]:
    """Make the library of cut letters, with their figures, references and promises."""
    library = Library(folder, load_embedder(), create=True)
    letters = cut_letters(corpus.text, corpus.passages, corpus.records)
    if corpus.files:
        yield from _take_in(library, islice(letters, corpus.files))
    begun = time.perf_counter()
    with library.writing():
        for cut in letters:
            vectors = library.embedder.embed_passages([embedded_text(one) for one in cut.passages])
            source = Source(cut.letter.header.source, cut.letter.header.content_hash, "txt")
            library.ledger.store(cut.letter, cut.passages, vectors, source=source)
        yield f"ledger: {time.perf_counter() - begun:.0f} s, {_megabytes(folder):.0f} MB"
        begun = time.perf_counter()
    yield f"indexes: {time.perf_counter() - begun:.0f} s"
    for part in ("ledger.sqlite", "terms", "vectors"):
        yield f"    {part:16} {_megabytes(folder / part):7.0f} MB"
    yield f"memory while building: {peak_megabytes():.0f} MB at the most"
    library.close()


def _take_in(library: Library, letters: Iterable[CutLetter]) -> Iterator[str]:
    """Write letters as files, and read them as any files are read."""
    with tempfile.TemporaryDirectory(prefix="briefwijzer-files-") as folder:
        files = write_files(letters, Path(folder))
        begun = time.perf_counter()
        reports = ingest_paths(library, [Path(folder)], on_file=lambda _: None)
    seconds = time.perf_counter() - begun
    outcomes = Counter(report.outcome.value for report in reports)
    yield f"{len(files)} files in {seconds:.0f} s: {', '.join(f'{number} {name}' for name, number in outcomes.items())}"


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files) / 2**20


def measure(folder: Path, *, naive: bool, plain_chroma: bool) -> Iterator[str]:
    """Time searches and answers on a library, each kind after a warm-up."""
    library = Library(folder, load_embedder())
    pipeline = QuestionPipeline(library)
    begun = time.perf_counter()
    questions = [gold.as_asked() for gold in load_questions(BUNDLED_GOLD) if gold.answerable and not gold.history]
    questions = [replace(one, filters=Filters()) for one in questions[:: max(1, len(questions) // _QUESTIONS)]]
    pipeline.answer(questions[0])
    yield f"\n{library.count_passages()} passages; opened and first answer {time.perf_counter() - begun:.1f} s"
    yield f"{'':44} {'p50':>8} {'p95':>8}  ms, {len(questions)} questions"
    for name, filters in _FILTERS.items():
        asked = [replace(one, filters=filters) for one in questions]
        yield _line(f"search, {name}", pipeline.search, asked)
        yield _line(f"question to verified answer, {name}", pipeline.answer, asked)
    yield f"memory: {resident_megabytes():.0f} MB"
    if naive:
        recipe = NaiveRecipe(library)
        yield _line("naive recipe, answer, no filter", recipe.ask, questions)
    if plain_chroma:
        yield from _time_chroma(library, questions)
    library.close()


def _time_chroma(library: Library, questions: Sequence[Question]) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="briefwijzer-chroma-") as held:
        begun = time.perf_counter()
        plain = PlainChroma(library, Path(held))
        yield f"plain Chroma: made in {time.perf_counter() - begun:.0f} s, {_megabytes(Path(held)):.0f} MB"
        for name, filters in _FILTERS.items():
            asked = [replace(one, filters=filters) for one in questions]
            yield _line(f"plain Chroma, search, {name}", plain.search, asked)
    yield f"memory with plain Chroma: {resident_megabytes():.0f} MB"


def _line(name: str, run: Callable[[Question], object], questions: Sequence[Question]) -> str:
    timing: Timing = time_each(run, questions)
    return f"{name:44} {timing.median:8.1f} {timing.p95:8.1f}"


def report(corpus: Corpus, folder: Path, *, naive: bool, plain_chroma: bool) -> Iterator[str]:
    """Build a library if there is none, and measure it."""
    if not (folder / "ledger.sqlite").exists():
        yield from build(folder, corpus)
    yield from measure(folder, naive=naive, plain_chroma=plain_chroma)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure search and answers at size.")
    parser.add_argument("--text", type=Path, required=True, help="folder with *.txt.gz and *.jsonl.gz")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--records", type=Path, help="the Kamer's list of letters, gzipped lines of JSON")
    parser.add_argument("--dossiers", type=Path, help="the Kamer's list of dossiers, CSV")
    parser.add_argument("--letters", type=int, help="how many of these records; without it all of them")
    parser.add_argument("--files", type=int, default=0, help="letters that are taken in as files of all formats")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--no-naive", action="store_true", help="leave out the naive recipe, which holds all in memory")
    parser.add_argument("--plain-chroma", action="store_true", help="also measure plain Chroma with the same vectors")
    asked = parser.parse_args()
    records = read_records(asked.records, asked.dossiers, limit=asked.letters) if asked.records else []
    corpus = Corpus(asked.text, asked.passages, tuple(records), asked.files)
    folder = asked.library or Path(tempfile.mkdtemp(prefix="briefwijzer-size-"))
    try:
        lines = report(corpus, folder, naive=not asked.no_naive, plain_chroma=asked.plain_chroma)
        for line in lines:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    finally:
        if asked.library is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
