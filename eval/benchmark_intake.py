"""as many letters as asked for -> how many are taken in a minute, and whether memory grows with their number.

    python -m eval.benchmark_intake --letters 3000

The letters are the bundled ones, each time with another date and reference and a figure changed in each paragraph, in all
formats. Memory is that of this process and of its parser processes, measured while the letters come in.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

from assistant.embedders import load_embedder
from assistant.library import Library
from eval.make_samples import SOURCES, WRITERS
from eval.resident_memory import children_megabytes, resident_megabytes
from eval.sample_source import SampleLetter, read_source
from ingest.intake import ingest_paths

_STEPS = 6  # measurements of memory


def make_letters(folder: Path, letters: int) -> list[Path]:
    """Write so many letters, no two alike, the same ones each time."""
    sources = [read_source(path) for path in sorted(SOURCES.glob("*.brief"))]
    made = []
    for number, (source, form) in enumerate(islice(_endless(sources), letters)):
        extension, write = WRITERS[form]
        path = folder / f"{number:06}-{source.name}.{extension}"
        path.write_bytes(write(_vary(source, number)))
        made.append(path)
    return made


def _endless(sources: list[SampleLetter]) -> Iterator[tuple[SampleLetter, str]]:
    for at in count():
        source = sources[at % len(sources)]
        yield source, source.formats[at // len(sources) % len(source.formats)]


def _vary(source: SampleLetter, number: int) -> SampleLetter:
    """The letter with another date and reference, and with the number of its copy in every paragraph."""
    elements = tuple(
        dataclasses.replace(element, text=re.sub(r"\b(\d{2,3})\b(?![.,]\d)", rf"\g<1>{number % 89}", element.text))
        for element in source.elements
    )
    day = source.date + timedelta(days=number // 7)
    return dataclasses.replace(source, date=day, reference=f"{source.reference}-{number}", elements=elements)


def report(letters: int, folder: Path) -> Iterator[str]:
    """Make the letters, ingest them, and say what was measured line by line."""
    files, library_folder = folder / "letters", folder / "library"
    files.mkdir(parents=True)
    begun = time.perf_counter()
    made = make_letters(files, letters)
    yield f"{len(made)} letters written in {time.perf_counter() - begun:.0f} s"
    library = Library(library_folder, load_embedder(), create=True)
    step = max(1, letters // _STEPS)
    lines: list[str] = []
    begun, spent = time.perf_counter(), time.process_time()

    def on_file(_report: object) -> None:
        lines.append("")
        if len(lines) % step == 0:
            held = f"{resident_megabytes():.0f} MB here, {children_megabytes():.0f} MB in the parsers"
            sys.stderr.write(f"{len(lines):6} letters after {time.perf_counter() - begun:6.0f} s: {held}\n")

    reports = ingest_paths(library, [files], on_file)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - spent
    outcomes = sorted({report.outcome.value for report in reports})
    yield f"{len(reports)} files ({', '.join(outcomes)}) in {seconds:.0f} s, {60 * len(reports) / seconds:.0f} a minute"
    yield f"processor time of this process {1_000 * cpu / len(reports):.1f} ms a letter"
    yield f"{library.count_passages()} passages; {resident_megabytes():.0f} MB held at the end"
    library.close()


def main() -> None:
    """Print the report; memory as it comes, on standard error."""
    parser = argparse.ArgumentParser(description="Measure ingest of many letters.")
    parser.add_argument("--letters", type=int, default=3_000)
    with tempfile.TemporaryDirectory(prefix="briefwijzer-intake-") as folder:
        for line in report(parser.parse_args().letters, Path(folder)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
