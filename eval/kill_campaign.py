"""a number of kills -> a library that is killed that often at random moments, and looked at whole after each.

    python -m eval.kill_campaign --kills 1000 --seed 1

Letters are taken in, removed, re-indexed, backed up, put back and copied, each in a process of its own that is killed
(SIGKILL) at a moment drawn at random over the time that the same work took undisturbed. After each kill the library is
opened, brought up to its ledger and looked at: every letter whole, every passage its own stretch with its own vector,
both indexes equal to the ledger (`assistant.deep_check`); a backup is the old one or a sound new one, a copy is whole
or not there. The bundled sample letters are parsed once, before; kills of parsing processes are in `tests/test_crash.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from assistant import errors
from assistant.backups import back_up, restore
from assistant.deep_check import check_deeply
from assistant.embedders import load_embedder
from assistant.ledger import Ledger
from assistant.ledger_copying import copy_ledger, digest_ledger
from assistant.library import Library
from assistant.reindexing import reindex
from assistant.vocabulary import Embedder
from eval.run import BUNDLED_LETTERS
from ingest.documents import find_documents
from ingest.intake import Intake, Parsed
from ingest.parser_pool import ParserPool

_FAULTY, _SOUND, _UNFORESEEN = 3, 0, 4  # exit codes of a process that looks at the library
_SHOWN = 5  # faults printed of one kill


@dataclass(slots=True)
class Tally:
    """What became of the kills of one kind of work."""

    kills: int = 0
    landed: int = 0  # while the work was going on; the others came after its end
    whole: int = 0
    faults: list[str] = field(default_factory=list)  # with the number of the kill, by which it can be done again


@dataclass(frozen=True, slots=True)
class _Place:
    folder: Path
    embedder: Embedder
    parsed: Sequence[Parsed]

    @property
    def library(self) -> Path:
        return self.folder / "library"

    @property
    def backup(self) -> Path:
        return self.folder / "backup"

    @property
    def copy(self) -> Path:
        return self.folder / "copy"


def run_campaign(
    folder: Path, *, kills: int, seed: int, letters: int, on_kill: Callable[[int, dict[str, Tally]], None]
) -> dict[str, Tally]:
    """Kill, look, and count; the library that survives one kill is the one that meets the next.

    Args:
        folder: An empty folder to work in.
        kills: How many.
        letters: How many of the sample letters, at the most; fewer make each kill quicker to look at.
        seed: Of the random moments and works.
        on_kill: Told of the tally after each.

    Returns:
        A tally for each kind of work.
    """
    place = _Place(folder, load_embedder(), _parse_samples(letters))
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    longest = {name: _time(place, work) for name, work in _WORKS.items()}
    tallies = {name: Tally() for name in _WORKS}
    for number in range(kills):
        name = chance.choice(sorted(_WORKS))
        tally, moment = tallies[name], chance.uniform(0, longest[name])
        tally.kills += 1
        tally.landed += _kill(place, name, number, moment)
        faults = _look(place)
        tally.whole += not faults
        if faults:
            tally.faults.append(f"kill {number}, {name} at {moment:.3f} s: {'; '.join(faults[:_SHOWN])}")
            shutil.rmtree(place.library)
        on_kill(number, tallies)
    return tallies


def _parse_samples(letters: int) -> list[Parsed]:
    with tempfile.TemporaryDirectory() as folder, ParserPool() as pool:
        library = Library(Path(folder), load_embedder(), create=True)
        intake = Intake(library, pool)
        parsed = list(pool.in_order(intake.parse_document, find_documents([BUNDLED_LETTERS])))
        library.close()
    return [one for one in parsed if one.letter is not None][:letters]


# --- the works; each runs in a process of its own ---


def _ingest(place: _Place, number: int) -> None:
    """Take letters in, in an order of its own; what is there already is noted as unchanged."""
    chance = random.Random(number)  # noqa: S311
    with (
        contextlib.closing(Library(place.library, place.embedder, create=True)) as library,
        ParserPool(workers=1) as pool,
    ):
        intake = Intake(library, pool)
        with library.writing():
            for count, parsed in enumerate(chance.sample(list(place.parsed), k=len(place.parsed))):
                intake.store(parsed)
                if count % 10 == 9:
                    library.update_indexes()


def _remove(place: _Place, number: int) -> None:
    chance = random.Random(number)  # noqa: S311
    with contextlib.closing(Library(place.library, place.embedder, create=True)) as library, library.writing():
        ids = [header.id for header in library.headers()]
        for letter_id in chance.sample(ids, k=min(10, len(ids))):
            library.remove(letter_id)


def _reindex(place: _Place, _number: int) -> None:
    reindex(place.library, place.embedder)


def _back_up(place: _Place, _number: int) -> None:
    back_up(place.library, place.backup)


def _restore(place: _Place, _number: int) -> None:
    if place.backup.exists():
        restore(place.backup, place.library, replace=True)
        with contextlib.closing(Library(place.library, place.embedder)) as library, library.writing():
            pass


def _migrate(place: _Place, _number: int) -> None:
    with contextlib.suppress(errors.LibraryThere), contextlib.closing(Ledger(place.library)) as source:
        place.copy.mkdir(exist_ok=True)
        with contextlib.closing(Ledger(place.copy, create=True)) as target:
            copy_ledger(source, target)


_WORKS: dict[str, Callable[[_Place, int], None]] = {
    "ingest": _ingest,
    "remove": _remove,
    "reindex": _reindex,
    "backup": _back_up,
    "restore": _restore,
    "migrate": _migrate,
}


# --- killing and looking ---


def _start(run: Callable[[], None]) -> int:
    """The id of a process that runs this and ends; forked, so that nothing is imported or loaded again."""
    process = os.fork()
    if process:
        return process
    code = _UNFORESEEN
    try:
        run()
        code = _SOUND
    finally:
        sys.stderr.flush()
        os._exit(code)


def _time(place: _Place, work: Callable[[_Place, int], None]) -> float:
    begun = time.monotonic()
    os.waitpid(_start(lambda: work(place, -1)), 0)
    return time.monotonic() - begun


def _kill(place: _Place, name: str, number: int, moment: float) -> bool:
    """Whether the kill met the work under way."""
    if name == "migrate":
        shutil.rmtree(place.copy, ignore_errors=True)
    process = _start(lambda: _WORKS[name](place, number))
    time.sleep(moment)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def _look(place: _Place) -> list[str]:
    """The faults found, by a process that opens everything afresh."""
    report = place.folder / "report.json"
    report.unlink(missing_ok=True)

    def look() -> None:
        report.write_text(json.dumps(_faults(place)), encoding="utf-8")

    _, status = os.waitpid(_start(look), 0)
    if os.waitstatus_to_exitcode(status) != _SOUND or not report.exists():
        return ["the library cannot be looked at"]
    found: list[str] = json.loads(report.read_text(encoding="utf-8"))
    return found


def _faults(place: _Place) -> list[str]:
    try:
        faults = _faults_of(place.library, place.embedder, create=True)
        if place.backup.exists():
            shutil.rmtree(place.folder / "again", ignore_errors=True)
            restore(place.backup, place.folder / "again")
            with contextlib.closing(Ledger(place.folder / "again")) as ledger:
                faults += ledger.check()
        if (place.copy / "ledger.sqlite").exists():
            faults += _faults_of_copy(place)
    except errors.BriefwijzerError as fault:
        return [f"{type(fault).__name__}: {fault}"]
    return faults


def _faults_of(folder: Path, embedder: Embedder, *, create: bool = False) -> list[str]:
    with contextlib.closing(Library(folder, embedder, create=create)) as library:
        with library.writing():
            pass
        return list(check_deeply(library))


def _faults_of_copy(place: _Place) -> list[str]:
    """A copy is whole and equal, or empty, so that it can be made again."""
    with (
        contextlib.closing(Ledger(place.copy, create=True)) as target,
        contextlib.closing(Ledger(place.library)) as source,
    ):
        if target.fact("library") is None and not target.revision():
            copy_ledger(source, target)
        found = target.check()
        # The library may have gone on since an older copy was made; a copy of its own day is equal.
        if target.revision() == source.revision() and target.position() == source.position():
            found += [] if digest_ledger(target) == digest_ledger(source) else ["the copy differs"]
    return found


def main() -> None:
    """Run from the command line; the report goes to stdout, and what is under way to stderr."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--kills", type=int, default=1000)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--letters", type=int, default=61)
    reader.add_argument("--json", type=Path, help="where to keep the tally, after each kill")
    options = reader.parse_args()

    def tell(number: int, tallies: dict[str, Tally]) -> None:
        if options.json:
            kept = {
                "seed": options.seed,
                "kills": number + 1,
                "works": {name: asdict(one) for name, one in tallies.items()},
            }
            options.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")

    with tempfile.TemporaryDirectory(prefix="bw-kills-") as folder:
        tallies = run_campaign(
            Path(folder), kills=options.kills, seed=options.seed, letters=options.letters, on_kill=tell
        )
    for name, tally in tallies.items():
        sys.stdout.write(
            f"{name:8} {tally.kills:5} kills, {tally.landed:5} under way, {tally.whole:5} whole afterwards\n"
        )
        for fault in tally.faults:
            sys.stdout.write(f"  {fault}\n")
    sys.exit(1 if any(tally.faults for tally in tallies.values()) else 0)


if __name__ == "__main__":
    main()
