"""what a sync has done <-> one file in the library's folder, a line for each letter, so that the next one goes on.

A line is added after its letter is in the library, so that a sync which is cut short fetches at most one letter again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from assistant.errors import LibraryUnwritable

_SPARE_LINES = 1_000  # lines out of date before the file is written anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a listed letter."""

    key: str
    stamp: str = ""
    name: str = ""  # under which the library remembers its file
    url: str = ""
    failed: str = ""  # why its file cannot be read
    ministry: str = ""  # of a letter that was left out because another ministry was wanted
    facts: Mapping[str, str] | None = None  # what the source says of the letter (zaak, documentnummer, dossier)


class SyncJournal:
    """The journal of one source. Use it as a context; reading it needs none."""

    def __init__(self, folder: Path, source: str) -> None:
        """Read the journal, if there is one. A last line that was cut off is passed over."""
        self._path = folder / f"sync-{source}.jsonl"
        self._done: dict[str, Done] = {}
        self._lines = 0
        self._file: IO[str] | None = None
        self.deletions_seen: datetime | None = None  # up to when the source was asked what it deleted
        if self._path.is_file():
            for line in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
                self._lines += 1
                self._take(line)

    def _take(self, line: str) -> None:
        try:
            values = json.loads(line)
            if "deletions_seen" in values:
                self.deletions_seen = datetime.fromisoformat(values["deletions_seen"])
            else:
                done = Done(**values)
                self._done[done.key] = done
                if not done.stamp:
                    del self._done[done.key]  # it was forgotten
        except (ValueError, TypeError):
            return  # cut off by a crash; what it told of is done again

    def __enter__(self) -> SyncJournal:
        if self._lines > 2 * len(self._done) + _SPARE_LINES:
            self._write_anew()
        cut_off = self._path.is_file() and not self._path.read_bytes().endswith(b"\n")
        self._file = self._path.open("a", encoding="utf-8")
        if cut_off:
            self._file.write("\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def find(self, key: str) -> Done | None:
        """What became of a letter the last time, or None."""
        return self._done.get(key)

    def add(self, done: Done) -> None:
        """Note what became of a letter."""
        self._done[done.key] = done
        self._append({name: value for name, value in asdict(done).items() if value})

    def forget(self, key: str) -> None:
        """Note that a letter is gone: should it come back, it is new."""
        if self._done.pop(key, None):
            self._append({"key": key})

    def note_deletions(self, until: datetime) -> None:
        """Note up to when the source was asked what it deleted."""
        self.deletions_seen = until
        self._append({"deletions_seen": until.astimezone(UTC).isoformat()})

    def _append(self, values: Mapping[str, object]) -> None:
        assert self._file is not None, "a journal is written to inside its context"  # noqa: S101
        try:
            self._file.write(json.dumps(values, ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as fault:
            raise LibraryUnwritable(path=self._path.parent, detail=fault.strerror) from fault

    def _write_anew(self) -> None:
        """Write only what is still true, beside the old file, and put it in its place at once."""
        beside = self._path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            if self.deletions_seen:
                file.write(json.dumps({"deletions_seen": self.deletions_seen.isoformat()}) + "\n")
            for done in self._done.values():
                values = {name: value for name, value in asdict(done).items() if value}
                file.write(json.dumps(values, ensure_ascii=False) + "\n")
        beside.replace(self._path)
        self._lines = len(self._done)
