"""letter files -> the same files with faults in them, each made again by its number; and what the parsers make of them.

    python -m eval.parser_mutations --count 100000 [--letters FOLDER] [--formats docx,pdf]

A parser may refuse a file with a reason, or read it; it may not end, hang, or grow. Each mutant is named by format,
file, seed and number, and is made again from these: what is found becomes a test.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.run import BUNDLED_LETTERS
from ingest.parser_pool import ParserPool

TIME_LIMIT = 20.0  # seconds for a mutant, far above what any letter takes
_BUSY = 30  # times as long that a mutant gets on a machine that was busy otherwise; what it computed then counts
_LARGEST = 2_000_000  # bytes of a mutant
_ZIPS = {"docx", "odt"}
_KINDS = ("docx", "pdf", "odt", "html", "xml", "txt")
_CRASHED, _LATE = "ended without a word", "took longer than"
# What a parser could take for more than text: numbers at the edges, marks of its format, entities, deep nesting.
_TOKENS = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"-1", b"4294967296", b"1e999", b"NaN", b"%s%n", b"<", b">", b"&", b"]]>", b"<!--",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;", b"<w:p>" * 500, b"<div>" * 2_000, b"<table:table-cell "
    b"table:number-columns-repeated='2000000000'/>", b"stream", b"endstream", b"endobj", b"xref", b"trailer", b"<<", b">>", b"/Kids [1 0 R]",
    b"/Length 999999999", b"/Count 2147483647", b"PK\x05\x06", b"PK\x01\x02", "\u202e".encode(), "\U0001f600".encode(), b"\r" * 1_000,
    b"9" * 4_000, b"(" * 3_000, b"Datum\n31 februari 20240", b"artikel " * 800,
)  # fmt: skip


@dataclass(slots=True)
class Outcomes:
    """What became of the mutants of one format."""

    mutants: int = 0
    read: int = 0
    refused: int = 0
    crashed: list[str] = field(default_factory=list)  # names, by which they are made again
    late: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)  # why files were refused, and how often
    largest: int = 0  # megabytes that a parser held at the most, since its start

    @property
    def sound(self) -> bool:
        """Whether no parser ended or hung."""
        return not self.crashed and not self.late


def mutate(data: bytes, kind: str, chance: random.Random) -> bytes:
    """A file with one to six faults; in half of the zipped formats they are inside a member, and the zip is whole."""
    if kind in _ZIPS and chance.random() < 0.5:
        return _mutate_member(data, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(_FAULTS)(data, chance)
    return data[:_LARGEST]


def mutant(file: Path, kind: str, seed: int, number: int) -> bytes:
    """The mutant of this name."""
    return mutate(file.read_bytes(), kind, random.Random(f"{seed}/{file.name}/{number}"))  # noqa: S311 - made again


def _mutate_member(data: bytes, chance: random.Random) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")] or names)
        for name in names:
            if name == chosen and chance.random() < 0.1:
                continue  # a part that is missing
            part = before.read(name)
            after.writestr(name, mutate(part, "", chance) if name == chosen else part)
    return written.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    begin = chance.randint(0, len(data))
    return begin, min(len(data), begin + int(chance.expovariate(1 / 200)) + 1)


def _cut(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 2, 50, 400)) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    rest = data[:begin] + data[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + data[begin:end] + rest[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def _replace(data: bytes, chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + chance.choice(_TOKENS) + data[end:]


def _end_early(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _renumber(data: bytes, chance: random.Random) -> bytes:
    """Another number in the place of one that stands there: lengths, counts, offsets, sizes."""
    places = [at for at in range(len(data)) if 0x30 <= data[at] <= 0x39]
    if not places:
        return data
    begin = end = chance.choice(places)
    while end < len(data) and 0x30 <= data[end] <= 0x39:
        end += 1
    return data[:begin] + chance.choice((b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999")) + data[end:]


def _deflate_anew(data: bytes, chance: random.Random) -> bytes:
    """A fault inside the first compressed stream of a PDF."""
    begin = data.find(b"stream\n")
    end = data.find(b"endstream", begin)
    if begin < 0 or end < 0:
        return _flip(data, chance)
    try:
        inner = zlib.decompress(data[begin + 7 : end])
    except zlib.error:
        return _flip(data, chance)
    return data[: begin + 7] + zlib.compress(_insert(_flip(inner, chance), chance)) + data[end:]


_FAULTS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    _flip, _cut, _repeat, _move, _insert, _replace, _end_early, _renumber, _deflate_anew,
)  # fmt: skip


def run_mutations(
    files: Mapping[str, Sequence[Path]],
    *,
    count: int,
    seed: int,
    workers: int | None = None,
    on_mutant: Callable[[str, Mapping[str, Outcomes]], None] = lambda _name, _outcomes: None,
) -> dict[str, Outcomes]:
    """Give mutants of letters to the parsers, as an ingest would.

    Args:
        files: Letters by format.
        count: How many mutants of each format.
        seed: Of the faults.
        workers: How many parser processes; None for one per processor.
        on_mutant: Told of each, with the outcomes so far.
    """
    outcomes: dict[str, Outcomes] = defaultdict(Outcomes)
    with ParserPool(workers=workers, time_limit=TIME_LIMIT) as pool:

        def parse(named: tuple[str, Path, int]) -> tuple[str, str, dict[str, object], int]:
            kind, file, number = named
            data, source = mutant(file, kind, seed, number), f"{file.stem}.{kind}"
            reply = pool.parse(data, source)
            if _LATE in str(reply.get("reason", "")):
                reply = _look_again(data, source)
            return kind, f"{kind} {file.name} {seed} {number}", reply, _megabytes(pool)

        for kind, name, reply, size in pool.in_order(parse, _names(files, count, seed)):
            _note(outcomes[kind], name, reply, size)
            on_mutant(name, outcomes)
    return dict(outcomes)


def _look_again(data: bytes, source: str) -> dict[str, object]:
    """The reply of a parser with all the time in the world, unless it computed for longer than it may."""
    with ParserPool(workers=1, time_limit=_BUSY * TIME_LIMIT) as pool:
        reply = pool.parse(data, source)
        computed = sum(_processor_seconds(process) for process in pool.process_ids())
    return {"reason": f"it {_LATE} {TIME_LIMIT:.0f} seconds"} if computed > TIME_LIMIT else reply


def _processor_seconds(process: int) -> float:
    """What a process has computed, where the system tells."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _names(files: Mapping[str, Sequence[Path]], count: int, seed: int) -> Iterator[tuple[str, Path, int]]:
    """Which letter each mutant is made of: the smaller ones more often, for most faults need no long letter."""
    weights = {kind: [1 / max(1, file.stat().st_size) for file in some] for kind, some in files.items()}
    for number in range(count):
        for kind, some in files.items():
            chance = random.Random(f"{seed}/{kind}/{number}")  # noqa: S311 - made again
            yield kind, chance.choices(some, weights[kind])[0], number


def _note(outcomes: Outcomes, name: str, reply: Mapping[str, object], size: int) -> None:
    outcomes.mutants += 1
    outcomes.largest = max(outcomes.largest, size)
    if "letter" in reply:
        outcomes.read += 1
        return
    reason = str(reply["reason"])
    outcomes.refused += 1
    outcomes.reasons[reason[:60]] = outcomes.reasons.get(reason[:60], 0) + 1
    if _CRASHED in reason:
        outcomes.crashed.append(name)
    elif _LATE in reason:
        outcomes.late.append(name)


def _megabytes(pool: ParserPool) -> int:
    """Memory of the largest parser process, where the system tells."""
    largest = 0
    for process in pool.process_ids():
        try:
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        except OSError:
            continue
        held = [line for line in status.splitlines() if line.startswith("VmRSS:")]
        largest = max([largest, *(int(line.split()[1]) // 1024 for line in held)])
    return largest


def letters_by_format(folder: Path, kinds: Sequence[str] = _KINDS) -> dict[str, list[Path]]:
    """The letters in a folder, by format, in order."""
    found = {kind: sorted(folder.rglob(f"*.{kind}")) for kind in kinds}
    return {kind: files for kind, files in found.items() if files}


def main() -> None:
    """Run from the command line; the report goes to stdout."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--count", type=int, default=100_000, help="mutants of each format")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    reader.add_argument("--formats", default=",".join(_KINDS))
    reader.add_argument("--workers", type=int)
    reader.add_argument("--json", type=Path, help="where to keep the report while it runs")
    options = reader.parse_args()

    def keep(_name: str, outcomes: Mapping[str, Outcomes]) -> None:
        if options.json and sum(one.mutants for one in outcomes.values()) % 50 == 0:
            form = {kind: asdict(one) for kind, one in outcomes.items()}
            options.json.write_text(json.dumps(form, indent=1), encoding="utf-8")

    files = letters_by_format(options.letters, options.formats.split(","))
    outcomes = run_mutations(files, count=options.count, seed=options.seed, workers=options.workers, on_mutant=keep)
    for kind, one in outcomes.items():
        sys.stdout.write(
            f"{kind:5} {one.mutants:7} mutants: {one.read} read, {one.refused} refused with a reason, "
            f"{len(one.crashed)} parsers ended, {len(one.late)} too long; {one.largest} MB at the most\n"
        )
        for name in [*one.crashed, *one.late]:
            sys.stdout.write(f"  {name}\n")
    sys.exit(0 if all(one.sound for one in outcomes.values()) else 1)


if __name__ == "__main__":
    main()
