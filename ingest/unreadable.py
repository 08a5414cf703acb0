"""reports of an intake <-> the library's list of files that gave no letter, kept beside the ledger.

A file leaves the list as soon as it is read, or is no longer there.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

from ingest.report import FileReport, Outcome

_NAME = "unreadable.json"


def read_unreadable(folder: Path) -> dict[str, str]:
    """The files that gave no letter, each with the reason; of the library in this folder."""
    try:
        known = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet
        return {}
    return {str(path): str(reason) for path, reason in known.items()} if isinstance(known, dict) else {}


def note_unreadable(folder: Path, reports: Sequence[FileReport]) -> None:
    """Bring the list up to what became of some files; a folder that cannot be written keeps the list it has."""
    known = read_unreadable(folder)
    after = {path: reason for path, reason in known.items() if Path(path.partition("!")[0]).exists()}
    for report in reports:
        after.pop(report.path, None)
        if report.outcome is Outcome.FAILED:
            after[report.path] = report.reason or ""
    if after != known:
        fresh = folder / f"{_NAME}.new"
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(after, ensure_ascii=False, indent=1), encoding="utf-8")
            fresh.replace(folder / _NAME)
