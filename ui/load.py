"""a library and its questions -> how a server over it holds when many people ask at once.

    make bench                                                    the bundled letters
    python -m ui.load --library DIR --people 20 --questions 2000 --ingest FOLDER

Each person asks the next question as soon as the last is answered, or with --minutes so that all are asked in that time.
With --ingest the letters of that folder are taken in meanwhile; with --same each answer has to be, byte for byte, the one
that the idle server gave before. Memory and processor time are what the system says of the server's process (Linux);
the latter also tells of a machine that is busy otherwise.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.gold_set import load_questions
from eval.latency import percentile
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS

_HOST = "127.0.0.1"
_START = 120.0  # seconds that a server may take to start
_OTHER = "another answer than that of the idle server"
_MEASURED = 10  # places in the run at which memory is read


@dataclass(frozen=True, slots=True)
class Asking:
    """How a server is asked: by so many people at once, so many questions in all."""

    people: int
    count: int
    seconds: float = 0.0  # that the questions are spread over; 0 for as fast as they are answered
    same: bool = False  # whether each answer has to be the one that the idle server gives


@dataclass(frozen=True, slots=True)
class _Reply:
    """The bytes of an answer, and what went wrong, if anything did."""

    answer: bytes
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run: seconds of each answer in order of arrival, errors, and memory in MB on the way."""

    seconds: tuple[float, ...]
    errors: tuple[str, ...]
    memory: tuple[float, ...]
    whole: float  # seconds of the run
    processor: float  # seconds that the server's process computed

    def report(self, people: int) -> str:
        """The run in a few lines."""
        middle, most = (1000 * (percentile(self.seconds, share) or 0.0) for share in (0.5, 0.95))
        lines = [
            f"people at once          {people}",
            f"questions               {len(self.seconds)} in {self.whole:.1f} s ({len(self.seconds) / self.whole:.0f}/s)",
            f"errors                  {len(self.errors)} {self.errors[0] if self.errors else ''}",
            f"p50 / p95 / longest     {middle:.0f} / {most:.0f} / {1000 * max(self.seconds):.0f} ms",
            f"processor time          {1000 * self.processor / max(len(self.seconds), 1):.0f} ms a question",
            f"memory, MB              {' '.join(f'{one:.0f}' for one in self.memory)}",
        ]
        return "\n".join(lines)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="How a server holds when many people ask at once.")
    parser.add_argument("--library", type=Path, help="a library; without it one of the bundled letters is made")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--gold", type=Path, default=BUNDLED_GOLD)
    parser.add_argument("--ingest", type=Path, help="a folder of letters to take in meanwhile")
    parser.add_argument("--minutes", type=float, default=0.0, help="how long the questions are spread over")
    parser.add_argument("--same", action="store_true", help="compare each answer with that of the idle server")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        library = chosen.library or _make_library(Path(scratch) / "library")
        questions = [one.question for one in load_questions(chosen.gold)]
        asking = Asking(chosen.people, chosen.questions, seconds=60 * chosen.minutes, same=chosen.same)
        load = measure(library, questions, asking, ingest=chosen.ingest)
    sys.stdout.write(load.report(chosen.people) + "\n")
    sys.exit(1 if load.errors else 0)


def _make_library(folder: Path) -> Path:
    _briefwijzer("ingest", str(BUNDLED_LETTERS), "--library", str(folder)).wait()
    return folder


def _briefwijzer(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ui.command_line", *arguments], stderr=subprocess.DEVNULL)  # noqa: S603


def measure(library: Path, questions: Sequence[str], asking: Asking, *, ingest: Path | None = None) -> Load:
    """Serve a library, and ask it.

    Args:
        library: Its folder.
        questions: Asked in turn, again from the first after the last.
        asking: Who asks, and how.
        ingest: A folder of letters that is taken in meanwhile.
    """
    count = asking.count
    waiting = enumerate(itertools.islice(itertools.cycle(questions), count))
    lock = threading.Lock()
    seconds: list[float] = []
    errors: list[str] = []
    memory: list[float] = []
    with _server(library) as (port, process):
        _ask(port, questions[0])
        alone = {one: _ask(port, one).answer for one in dict.fromkeys(questions[:count])} if asking.same else {}
        begun, computed = time.monotonic(), _computed(process.pid)
        writer = _briefwijzer("ingest", str(ingest), "--library", str(library)) if ingest else None

        def ask_on() -> None:
            while True:
                with lock:
                    following = next(waiting, None)
                    if len(seconds) >= len(memory) * count // _MEASURED:
                        memory.append(_memory(process.pid))
                if following is None:
                    return
                at, question = following
                time.sleep(max(0.0, begun + at * asking.seconds / count - time.monotonic()))
                asked = time.monotonic()
                reply = _ask(port, question)
                fault = reply.fault or (_OTHER if alone and reply.answer != alone[question] else "")
                with lock:
                    seconds.append(time.monotonic() - asked)
                    errors.extend([f"{fault}: {question}"] if fault else [])

        threads = [threading.Thread(target=ask_on) for _ in range(asking.people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        whole, computed = time.monotonic() - begun, _computed(process.pid) - computed
        memory.append(_memory(process.pid))
        if writer is not None:
            writer.wait()
    return Load(tuple(seconds), tuple(errors), tuple(memory), whole, computed)


@contextmanager
def _server(library: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind((_HOST, 0))
        port = free.getsockname()[1]
    process = _briefwijzer("serve", "--library", str(library), "--port", str(port))
    try:
        until = time.monotonic() + _START
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the server did not start")
            time.sleep(0.2)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(_HOST, port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _ask(port: int, question: str) -> _Reply:
    """Ask a question."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=60)
    try:
        connection.request(
            "POST", "/api/v1/ask", json.dumps({"question": question}), {"Content-Type": "application/json"}
        )
        response = connection.getresponse()
        body = response.read()
        fine = response.status == http.client.OK and b'"status"' in body
        return _Reply(body) if fine else _Reply(b"", f"{response.status} {body[:200]!r}")
    except OSError as fault:
        return _Reply(b"", repr(fault))
    finally:
        connection.close()


def _memory(pid: int) -> float:
    """Resident memory of a process in MB; 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _computed(pid: int) -> float:
    """Seconds that a process has computed; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
