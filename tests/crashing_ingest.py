"""library, folder of letters, a place in the program -> an ingest that is killed there, as by `kill -9`.

Run as a program by the crash tests: LIBRARY LETTERS [MODULE:QUALIFIED.NAME before|after CALL]. It says "begun" when
the library is open, and "done" at the end, if it gets so far.
"""

from __future__ import annotations

import functools
import importlib
import os
import signal
import sys
from pathlib import Path

from assistant.embedders import load_embedder
from assistant.library import Library
from ingest import intake


def kill_at(place: str, when: str, call: int) -> None:
    """Let the process die before or after the n-th call of a method."""
    module, _, name = place.partition(":")
    owner_name, _, method_name = name.partition(".")
    owner = getattr(importlib.import_module(module), owner_name)
    method = getattr(owner, method_name)
    calls = 0

    @functools.wraps(method)
    def dying(*arguments, **options):
        nonlocal calls
        calls += 1
        if calls == call and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = method(*arguments, **options)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    plain = isinstance(owner.__dict__[method_name], staticmethod)
    setattr(owner, method_name, staticmethod(dying) if plain else dying)


def main(folder: str, letters: str, place: str = "", when: str = "before", call: str = "1") -> None:
    """Ingest, with an update of the indexes after every ten letters."""
    intake._LETTERS_PER_UPDATE = 10
    library = Library(Path(folder), load_embedder("bundled"), create=True)
    if place:
        kill_at(place, when, int(call))
    print("begun", flush=True)  # noqa: T201 - what the test waits for
    intake.ingest_paths(library, [Path(letters)], on_file=lambda _report: None, workers=2)
    library.close()
    print("done", flush=True)  # noqa: T201 - what the test waits for


if __name__ == "__main__":
    main(*sys.argv[1:])
