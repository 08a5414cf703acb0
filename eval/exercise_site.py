"""a folder and a network -> a library served by six hosts, letters that come to it, and its undisturbed likeness.

The people's questions are about letters that stay; the letters that come are the bundled ones in all their formats,
each time with other figures.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import Path

from assistant import errors
from assistant.deep_check import check_deeply
from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.settings import Servers
from eval.benchmark_intake import make_letters
from eval.exercise_people import PORT, Told, ask, core_of, health
from eval.hostile_letters import HostileLetter, plain_letter
from eval.network_hosts import Host, Network
from eval.postgres_cluster import USER, Cluster

_ROOT = Path(__file__).parent.parent
_START = 180.0  # seconds that a server may take to start
_LEDGER_PORT, _CHROMA_PORT = 5432, 8000
_FIRST_NUMBER = 700  # of the letters asked about; small numbers stand in every letter
_SHOWN = 10  # faults named of one kind


class Site:
    """Two web hosts, two workers, a database host and a Chroma host; and a desk, this process, that looks on."""

    def __init__(self, folder: Path, network: Network, *, copies: int, asked: int) -> None:
        """Lay everything out; `start` starts it.

        Args:
            folder: An empty folder.
            network: Where the hosts are made.
            copies: How many letters can come.
            asked: How many letters are there from the beginning to be asked about.
        """
        self._folder = folder
        self._network = network
        self.letters = folder / "letters"
        self.letters.mkdir(parents=True)
        self.ledger_host, self.chroma_host = network.add("ledger"), network.add("chroma")
        self._web_hosts = [network.add("web-1"), network.add("web-2")]
        self._workers = [network.add("worker-1"), network.add("worker-2")]
        self.web = {host.name: host.address for host in self._web_hosts}
        password = secrets.token_hex(8)
        cluster_folder = folder / "postgres"
        cluster_folder.mkdir()
        for place in (folder, cluster_folder):
            place.chmod(0o755)  # PostgreSQL runs as another user
        self._cluster = Cluster(cluster_folder, password=password, trusted=[network.range])
        self._servers = Servers(
            ledger_url=f"postgresql://{USER}:{password}@{self.ledger_host.address}:{_LEDGER_PORT}/postgres",
            chroma_url=f"http://{self.chroma_host.address}:{_CHROMA_PORT}",
        )
        self._waiting = iter(make_letters(_made(folder / "waiting"), copies))
        self._facts = [plain_letter(_FIRST_NUMBER + number) for number in range(asked)]
        self._next_fact = _FIRST_NUMBER + asked
        self._gone: set[int] = set()  # keys of the passages of letters that were removed
        self._seen: set[str] = set()  # paths of letters that have been in the ledger
        self.questions = [letter.question for letter in self._facts]

    def start(self, first: int) -> None:
        """Start every host, with the letters asked about and so many others in the library."""
        host = self.ledger_host
        host.serve(self._cluster.serve_command(host.address, _LEDGER_PORT), self._log(host))
        chroma = [str(Path(sys.executable).with_name("chroma")), "run", "--host", self.chroma_host.address]
        chroma += ["--port", str(_CHROMA_PORT), "--path", str(self._folder / "chroma")]
        self.chroma_host.serve(chroma, self._log(self.chroma_host))
        for letter in self._facts:
            self._put(letter)
        self.bring(first)
        self._desk = self._open_desk()
        told = self._workers[0].run(self._program(self._workers[0], "ingest", str(self.letters)), self._environment)
        if missing := self.missing():
            raise RuntimeError(f"{len(missing)} letters are missing at the outset: {told[-500:]}")
        for host in self._web_hosts:
            serve = self._program(host, "serve", "--host", host.address, "--port", str(PORT))
            host.serve(serve, self._log(host), self._environment)
        for host in self._workers:
            host.serve(self._program(host, "ingest", str(self.letters), "--watch"), self._log(host), self._environment)
        until = time.monotonic() + _START
        while not all(health(address) for address in self.web.values()):
            if time.monotonic() > until:
                raise TimeoutError(f"a web host did not start; see {self._folder}")
            time.sleep(0.2)

    def _open_desk(self) -> Library:
        until = time.monotonic() + _START
        while True:
            try:
                return Library(self._folder / "desk", load_embedder(), create=True, servers=self._servers)
            except errors.LedgerUnreachable:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def _program(self, host: Host, command: str, *arguments: str) -> list[str]:
        return [
            sys.executable,
            "-m",
            "ui.command_line",
            command,
            *arguments,
            "--library",
            str(self._folder / host.name),
        ]

    def _log(self, host: Host) -> Path:
        return self._folder / f"{host.name}.log"

    @property
    def _environment(self) -> Mapping[str, str]:
        return {
            "PYTHONPATH": str(_ROOT),
            "BRIEFWIJZER_LEDGER_URL": self._servers.ledger_url or "",
            "BRIEFWIJZER_CHROMA_URL": self._servers.chroma_url or "",
        }

    def needing(self, host: Host) -> tuple[str, ...]:
        """The web hosts that cannot answer without a host."""
        if host is self.ledger_host:
            return tuple(self.web)
        return (host.name,) if host in self._web_hosts else ()

    # --- letters that come and go ---

    def bring(self, count: int) -> None:
        """So many letters come into the folder that the workers watch."""
        for _ in range(count):
            path = next(self._waiting)
            path.rename(self.letters / path.name)

    def bring_fact(self) -> HostileLetter:
        """A letter comes that can be asked about, and is in the ledger when this returns."""
        letter = plain_letter(self._next_fact)
        self._next_fact += 1
        self._put(letter)
        if self.wait_for_letters(limit=_START):
            raise TimeoutError(f"{letter.name} was not taken in")
        return letter

    def _put(self, letter: HostileLetter) -> None:
        unfinished = self._folder / letter.name
        unfinished.write_bytes(letter.data)
        unfinished.rename(self.letters / letter.name)

    def remove(self, letter: HostileLetter) -> None:
        """A letter goes, and is out of the ledger when this returns."""
        path = self.letters / letter.name
        letter_id = self._desk.ledger.letter_of_path(str(path))
        path.unlink()
        if letter_id is None:
            raise LookupError(f"{letter.name} is not in the ledger")
        self._gone.update(self._desk.ledger.keys_of([letter_id]))
        self._desk.ledger.remove(letter_id)

    def missing(self) -> set[str]:
        """Files in the folder that have not been seen in the ledger."""
        unseen = {str(path) for path in self.letters.iterdir()} - self._seen
        with contextlib.suppress(errors.LedgerUnreachable):
            self._seen |= {path for path in unseen if self._desk.ledger.letter_of_path(path)}
        return unseen - self._seen

    def wait_for_letters(self, *, limit: float) -> set[str]:
        """Wait until all letters are in the ledger, so many seconds at the most; those that are not."""
        until = time.monotonic() + limit
        while (missing := self.missing()) and time.monotonic() < until:
            time.sleep(0.1)
        return missing

    def ended(self) -> list[str]:
        """The hosts on which something ended by itself."""
        return [host.name for host in self._network.hosts if host.ended()]

    def say_state(self) -> str:
        """What the web hosts say of themselves."""
        return ", ".join(f"{name} is {health(address).get('status', 'silent')}" for name, address in self.web.items())

    # --- the undisturbed likeness ---

    def compare(self, told: Sequence[Told]) -> Iterator[str]:
        """Ways in which letters or answers differ from those of a library that nothing ever happened to."""
        with contextlib.closing(Library(self._folder / "undisturbed", load_embedder(), create=True)) as alone:
            _run("ingest", str(self.letters), "--library", str(alone.folder))
            alone.refresh()
            yield from self._compare_letters(alone)
        expected = self._answers_alone()
        for one in {(one.question, one.core): one for one in told if one.form}.values():
            if one.core != core_of(expected[one.question]):
                yield f"{one.host} answered '{one.question}' with {one.core[:300]}"
        yield from islice(self._compare_last(expected), _SHOWN)

    def _compare_last(self, expected: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
        """Whole answers, now that no letter comes any more."""
        for (name, address), question in product(self.web.items(), self.questions):
            form = ask(name, address, question).form
            if form is None or form != {**expected[question], "id": None}:
                yield f"{name} at last answers '{question}' with {json.dumps(form, ensure_ascii=False)[:300]}"

    def _compare_letters(self, alone: Library) -> Iterator[str]:
        with self._desk.writing():
            pass
        ours, theirs = (
            {(one.id, one.source, one.content_hash) for one in each.headers()} for each in (self._desk, alone)
        )
        yield from (f"letter {one[0]} is lost" for one in sorted(theirs - ours)[:_SHOWN])
        yield from (f"letter {one[0]} is one too many" for one in sorted(ours - theirs)[:_SHOWN])
        if replaced := set(self._desk.ledger.changes_since(0).gone) - self._gone:
            yield f"{len(replaced)} passages were stored, and stored again"
        yield from list(check_deeply(self._desk))[:_SHOWN]
        self._desk.close()

    def _answers_alone(self) -> dict[str, Mapping[str, object]]:
        batch = self._folder / "questions.txt"
        batch.write_text("\n".join(self.questions), encoding="utf-8")
        told = _run("ask", "--batch", str(batch), "--json", "--library", str(self._folder / "undisturbed"))
        return {form["question"]: form for form in map(json.loads, told.splitlines())}


def _run(command: str, *arguments: str) -> str:
    """Run a command of the program on this machine."""
    told = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-m", "ui.command_line", command, *arguments],
        env={**os.environ, "PYTHONPATH": str(_ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return told.stdout


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
