"""nothing -> what became of a file that was to be ingested."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"  # its text replaced an earlier one
    UNCHANGED = "unchanged"
    SAME = "same"  # the letter was there already, from another file
    MOVED = "moved"  # the same file, at another place
    SKIPPED = "skipped"  # found in a folder, and by its name no letter
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: the letter it gave, or the reason it gave none."""

    path: str
    outcome: Outcome
    letter_id: str | None = None
    reason: str | None = None
