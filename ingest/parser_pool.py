"""documents -> parsed letters, by several processes with a limit on time and memory, in the order of the documents."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

TIME_LIMIT = 60.0  # seconds for one file; the slowest real letter takes one
_WORKER = ["-m", "ingest.parser_worker"]
_PATIENCE = b'{"patience"'
_AHEAD = 4  # files parsed ahead of the one being stored, for each process: bounds the memory

Item = TypeVar("Item")
Result = TypeVar("Result")


class ParserPool:
    """Worker processes that parse letter files; use it as a context, which ends them."""

    def __init__(self, *, workers: int | None = None, time_limit: float = TIME_LIMIT) -> None:
        """Set the pool up; a process starts with its first file.

        Args:
            workers: How many processes; None for one per processor.
            time_limit: Seconds that one file may take.
        """
        self._workers = workers or os.cpu_count() or 1
        self._time_limit = time_limit
        self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="parser")
        self._local = threading.local()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            _end(process)
        self._threads.shutdown(cancel_futures=True)

    def in_order(self, run: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Run something for each item in the pool's threads, a few items ahead, and give the results in order."""
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(self._threads.submit(run, item))
            if len(waiting) >= self._workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def parse(self, data: bytes, source: str, **known: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON values
        """Parse a file in this thread's process.

        Args:
            data: The file.
            source: Its name.
            known: What is known besides, as `ingest.parser_worker` takes it.

        Returns:
            The worker's reply, or one that says that the process died or took too long.
        """
        process = self._process()
        request = json.dumps({"source": source, "size": len(data), **known}).encode("ascii") + b"\n"
        limit = self._time_limit
        late, line = _exchange(process, request + data, limit)
        while line.startswith(_PATIENCE):  # another program reads the file first
            limit += float(json.loads(line)["patience"])
            late, line = _exchange(process, b"", limit)
        if line.endswith(b"\n"):
            reply: dict[str, Any] = json.loads(line)
            return reply
        _end(process)
        self._local.process = None
        if late:
            return {
                "reason": f"reading it took longer than {limit:.0f} seconds",
                "remedy": "Check what this file is; a letter is read in a moment",
            }
        return {"reason": "the parser ended without a word", "remedy": "Save the letter anew, as docx or PDF"}

    def process_ids(self) -> list[int]:
        """Ids of the processes that are running."""
        return [process.pid for process in list(self._processes) if process.poll() is None]

    def _process(self) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] | None = getattr(self._local, "process", None)
        if process is None or process.poll() is not None:
            process = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, *_WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"},
            )
            self._processes.append(process)
            self._local.process = process
        return process


def _exchange(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> tuple[bool, bytes]:
    """Send a request, if there is one, and wait for a line of reply, so long at the most.

    Returns:
        Whether the process was ended because it took too long, and the line; part of it if the process died.
    """
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(seconds, end_late)
    timer.start()
    line = b""
    try:
        with contextlib.suppress(BrokenPipeError, ValueError):
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline()
    finally:
        timer.cancel()
    return late.is_set(), line


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError, OSError):
            if pipe is not None:
                pipe.close()
