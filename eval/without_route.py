"""a command -> the same command where there is no network but this machine's loopback, and how often it tried to leave.

    python -m eval.without_route .venv/bin/python -m pytest tests/test_hostile_letters.py

The command and all its processes run in a network namespace without a route (Linux, as root). Nothing can leave it; the
system counts what was tried, whatever library or language tried it: packets for which there was no route, and
connections to this machine's own ports that nobody answered, as to an address that a letter names. Exit code 1 if
anything was tried, else that of the command.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from eval.network_hosts import call_ip, why_no_hosts

_COUNTED = ("/proc/net/snmp", "/proc/net/snmp6")


@dataclass(frozen=True, slots=True)
class Attempts:
    """What a command did, and what it tried."""

    exit_code: int
    leaving: int  # packets and connections for which there was no route
    unanswered: int  # connections to this machine at which nobody listened


def run_without_route(command: Sequence[str]) -> Attempts:
    """Run a command in a namespace of its own; the namespace is gone afterwards."""
    name = f"bw{os.getpid()}-alone"
    call_ip("netns", "add", name)
    try:
        call_ip("-n", name, "link", "set", "lo", "up")
        ended = subprocess.run(["ip", "netns", "exec", name, *command], check=False)  # noqa: S603, S607 - the user's own
        counts = _read_counts(call_ip("netns", "exec", name, "cat", *_COUNTED).stdout)
    finally:
        call_ip("netns", "delete", name)
    leaving = counts["Ip:OutNoRoutes"] + counts["Ip6OutNoRoutes"]
    return Attempts(ended.returncode, leaving, counts["Tcp:AttemptFails"])


def _read_counts(told: str) -> dict[str, int]:
    """The system's counters by name: pairs of lines with names and values, and lines with one of each."""
    counts: dict[str, int] = {}
    names: list[str] = []
    for line in told.splitlines():
        first, *rest = line.split()
        if not first.endswith(":"):
            counts[first] = int(rest[0])
        elif rest[0].lstrip("-").isdigit():
            counts |= {f"{first}{name}": int(value) for name, value in zip(names, rest, strict=True)}
        else:
            names = rest
    return counts


def main() -> None:
    """Run from the command line."""
    reason = why_no_hosts()
    if reason:
        sys.exit(reason)
    tried = run_without_route(sys.argv[1:])
    sys.stdout.write(
        f"tried to leave this machine: {tried.leaving}; connections that nobody answered: {tried.unanswered}\n"
    )
    sys.exit(tried.exit_code or (1 if tried.leaving or tried.unanswered else 0))


if __name__ == "__main__":
    main()
