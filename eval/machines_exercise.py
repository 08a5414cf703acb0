"""a number of letters and people -> six hosts of one library, each killed, cut off and brought back, and what came of it.

    python -m eval.machines_exercise --letters 500 --people 20          needs Linux, root and PostgreSQL

Two web hosts, two ingest workers, a PostgreSQL server and a Chroma server, each in a network namespace of its own. While
people ask, letters in all formats are taken in by both workers; then each host in turn is killed (its processes), cut
off (its wire) and lost (both, as in a power cut), while more letters come, and brought back. Whatever happens: an answer
is that of an undisturbed library with the same letters, every letter is there once, errors come only where and while
what they need is away, and all is well again without a hand. With fewer than about 450 letters the library is so small
that questions do without the Chroma server.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from eval.exercise_people import People, Told, ask, health
from eval.exercise_site import Site
from eval.hostile_letters import HostileLetter
from eval.network_hosts import Host, Network, why_no_hosts
from eval.postgres_cluster import why_not

ASKED = 40  # letters that people ask about; they are there from the beginning to the end
_FIRST = 120  # letters that are there besides, when people begin to ask
_AT_ONCE = 20  # letters that come together
_AWAY = 12.0  # seconds that a host is away
_DURING = 10  # letters that come while a host is away
_BACK = 180.0  # seconds within which all has to be well again, on a machine that is busy with all six hosts
_SHOWN = 5.0  # seconds within which a letter that is stored or removed has to be so on every web host
_CHANGES = 3  # letters that come and go while people ask
_WAYS = ("killed", "cut off", "lost")


@dataclass(frozen=True, slots=True)
class Absence:
    """When a host was away, and until when errors may follow from that."""

    host: str
    way: str
    begun: float
    over: float
    needed_by: tuple[str, ...]  # the web hosts that cannot answer without it


@dataclass(slots=True)
class Findings:
    """What was seen: figures in words, and faults, of which there should be none."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def exercise(  # noqa: PLR0913 - each may be less in a small exercise
    folder: Path,
    *,
    letters: int,
    people: int,
    ways: Sequence[str] = _WAYS,
    hosts: Sequence[str] = (),
    away: float = _AWAY,
    say: Callable[[str], None],
) -> Findings:
    """Do the whole exercise.

    Args:
        folder: An empty folder to work in.
        letters: How many come while all is well.
        people: How many ask.
        ways: In which ways each host goes away.
        hosts: Which hosts go away, by name; none named: all of them.
        away: Seconds that each is away.
        say: Told what goes on.
    """
    found = Findings()
    first = min(letters // 4, _FIRST)
    with Network() as network:
        site = Site(folder, network, copies=letters + first + 6 * len(ways) * _DURING, asked=ASKED)
        site.start(first)
        say(f"{len(network.hosts)} hosts serve {ASKED + first} letters")
        with People(people, site.web, site.questions) as asking:
            _take_in(site, letters, found)
            say(found.lines[-1])
            _change(site, found)
            say(found.lines[-1])
            absences = []
            for host in (one for one in network.hosts if not hosts or one.name in hosts):
                for way in ways:
                    absences.append(_disturb(site, host, way, away, found))
                    say(found.lines[-1])
        found.faults += misplaced_errors(asking.told, absences)
        found.lines += _count_told(asking.told, absences)
        say("comparing with an undisturbed library")
        found.faults += site.compare(asking.told)
    return found


def _take_in(site: Site, letters: int, found: Findings) -> None:
    begun = time.monotonic()
    for brought in range(0, letters, _AT_ONCE):
        site.bring(min(_AT_ONCE, letters - brought))
        time.sleep(1.0)
    missing = site.wait_for_letters(limit=20.0 * letters)
    if missing:
        found.faults.append(f"{len(missing)} letters were not taken in")
    found.lines.append(f"{letters} letters taken in by two workers in {time.monotonic() - begun:.0f} s")


def _change(site: Site, found: Findings) -> None:
    """Letters that come, and go: how soon every web host shows it, by when the question was put that told."""
    shown: list[float] = []
    gone: list[float] = []
    for _ in range(_CHANGES):
        letter = site.bring_fact()
        shown += _times_until(site, letter, there=True)
        site.remove(letter)
        gone += _times_until(site, letter, there=False)
    found.lines.append(
        f"a new letter answers after at most {max(shown):.1f} s, a removed one no more after {max(gone):.1f} s"
    )
    if max(*shown, *gone) > _SHOWN:
        found.faults.append(found.lines[-1])


def _times_until(site: Site, letter: HostileLetter, *, there: bool) -> list[float]:
    """Seconds from now to the first question to which each web host says what a letter says, or no longer does."""
    since = time.monotonic()

    def look(host: tuple[str, str]) -> float:
        while True:
            told = ask(*host, letter.question)
            if (told.form and (letter.truth in told.core) == there) or told.ended - since > _BACK:
                return told.begun - since

    with ThreadPoolExecutor() as at_once:
        return list(at_once.map(look, site.web.items()))


def _disturb(site: Site, host: Host, way: str, away: float, found: Findings) -> Absence:
    """Send a host away while letters come, bring it back, and wait until all is well."""
    site.bring(_DURING)
    time.sleep(2.0)  # the workers have seen the letters, and are at work on them
    begun = time.monotonic()
    if way != "killed":
        host.cut()
    if way != "cut off":
        host.kill()
    time.sleep(away)
    if way != "killed":
        host.mend()
    if way != "cut off":
        host.start()
    back = time.monotonic()
    well = _wait_well(site, back)
    over = time.monotonic()
    missing = site.wait_for_letters(limit=_BACK)
    if not well or missing:
        found.faults.append(
            f"{host.name} {way}: {_BACK:.0f} s after it was back {site.say_state()}, {len(missing)} letters missing"
        )
    found.faults += [f"{host.name} {way}: what {one} does ended" for one in site.ended()]
    found.lines.append(
        f"{host.name:9} {way:8} all answer after {over - back:5.1f} s, all letters in after {time.monotonic() - back:5.1f} s"
    )
    return Absence(host.name, way, begun, over, site.needing(host))


def _wait_well(site: Site, since: float) -> bool:
    """Wait until every web host answers and finds every part in order; whether they did in time."""
    while time.monotonic() - since < _BACK:
        if all(health(address).get("status") == "ok" for address in site.web.values()) and all(
            ask(name, address, site.questions[0]).form for name, address in site.web.items()
        ):
            return True
        time.sleep(0.2)
    return False


def misplaced_errors(told: Sequence[Told], absences: Sequence[Absence]) -> Iterator[str]:
    """Errors that came where, or when, nothing that was needed was away."""
    for one in told:
        if one.fault and not any(_explains(absence, one) for absence in absences):
            nearest = [f"{it.host} {it.way}" for it in absences if it.begun <= one.ended and it.over >= one.begun]
            yield f"{one.host} while {' and '.join(nearest) or 'all was well'}: {one.fault} ({one.question})"


def _explains(absence: Absence, one: Told) -> bool:
    return one.host in absence.needed_by and absence.begun <= one.ended and one.begun <= absence.over


def _count_told(told: Sequence[Told], absences: Sequence[Absence]) -> Iterator[str]:
    answers = [one for one in told if one.form]
    half = sum(one.half for one in answers)
    longest = max(one.ended - one.begun for one in told)
    yield f"{len(told)} questions: {len(answers)} answers, {half} of them from words alone and saying so; longest wait {longest:.1f} s"
    errors = Counter(one.fault for one in told if one.fault)
    yield f"{sum(errors.values())} errors in {sum(it.over - it.begun for it in absences):.0f} s of absence"
    yield from (f"    {number:5} {fault}" for fault, number in errors.most_common())


def main() -> None:
    """Run from the command line; exit code 1 if there is a fault, or no way to do it here."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--letters", type=int, default=500)
    reader.add_argument("--people", type=int, default=20)
    reader.add_argument("--ways", default=",".join(_WAYS), help="in which ways a host goes away")
    reader.add_argument("--keep", type=Path, help="an empty folder to work in, which is kept with the hosts' logs")
    options = reader.parse_args()
    reason = why_no_hosts() or why_not()
    if reason:
        sys.exit(reason)
    signal.signal(signal.SIGTERM, _end)
    with tempfile.TemporaryDirectory(prefix="briefwijzer-hosts-") as scratch:
        folder = options.keep or Path(scratch)
        found = exercise(
            folder, letters=options.letters, people=options.people, ways=options.ways.split(","), say=_tell
        )
    for line in found.lines:
        sys.stdout.write(f"{line}\n")
    for fault in found.faults:
        sys.stdout.write(f"FAULT {fault}\n")
    sys.stdout.write(f"{len(found.faults)} faults\n")
    sys.exit(1 if found.faults else 0)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _end(_signal: int, _frame: FrameType | None) -> None:
    """Leave as an error would, so that no host outlives this process."""
    sys.exit(1)


if __name__ == "__main__":
    main()
