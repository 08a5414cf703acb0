"""this process -> how much memory it holds, and held at the most."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident_megabytes() -> float:
    """Memory held now; where the system does not say (it is no Linux), the most that was held."""
    if not _STATUS.exists():
        return peak_megabytes()
    line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def peak_megabytes() -> float:
    """The most memory held so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (2**20 if sys.platform == "darwin" else 1024)


def children_megabytes() -> float:
    """Memory held now by the processes that this one started; 0 where the system does not say."""
    own = str(os.getpid())
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        except (OSError, UnicodeDecodeError):  # it ended between the listing and the look
            continue
        if lines.get("PPid", "").strip() == own:
            total += int(lines.get("VmRSS", "0 kB").split()[0]) / 1024
    return total
