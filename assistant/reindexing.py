"""library, embedder -> the library with all its vectors and both indexes made anew."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from assistant import errors
from assistant.analyser import ANALYSER_NAME
from assistant.ledger import Ledger
from assistant.library import Library, embedded_text
from assistant.settings import Servers
from assistant.vocabulary import Embedder, Filters

if TYPE_CHECKING:
    from assistant.vocabulary import Vectors

_BATCH = 1_000  # passages embedded at once


def reindex(folder: Path, embedder: Embedder, *, servers: Servers = Servers()) -> int:  # noqa: B008 - a frozen value
    """Make all vectors and both indexes of a library anew with another embedder or analyser.

    The new vectors replace the old ones in one transaction: cut short, the library is as it was.

    Returns:
        How many passages were indexed.
    """
    with contextlib.closing(Ledger(folder, url=servers.ledger_url)) as ledger:
        try:
            with FileLock(folder / "writer.lock", timeout=0), ledger.turn("store"):
                keys = ledger.passages_within(Filters())
                facts = {"embedder": embedder.name, "analyser": ANALYSER_NAME}
                ledger.replace_vectors(_embed_anew(ledger, embedder, keys), facts)
        except Timeout as held:
            raise errors.LibraryBusy(path=folder) from held
    library = Library(folder, embedder, servers=servers)
    with library.writing():
        library.rebuild_indexes()
    library.close()
    return len(keys)


def _embed_anew(ledger: Ledger, embedder: Embedder, keys: Sequence[int]) -> Iterator[tuple[list[int], Vectors]]:
    for begin in range(0, len(keys), _BATCH):
        stored = ledger.passages(keys[begin : begin + _BATCH])
        yield [one.key for one in stored], embedder.embed_passages([embedded_text(one.passage) for one in stored])
