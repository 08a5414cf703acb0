"""names -> hosts that share this machine: network namespaces on a bridge, each to be killed, cut off and brought back.

Only Linux knows namespaces, and only root makes them. The hosts see each other and, at the bridge's own address, this
process; they have no route to anywhere else.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

_NAME = re.compile(r"bw(\d+)-\S+")  # of a namespace: the process that made it, and the host
_NET = "198.18"  # for measurements within one place, RFC 2544: nothing on a real network has such an address
_DYING = 10.0  # seconds that a killed process may take to be gone


def why_no_hosts() -> str | None:
    """Why there can be no such hosts here; None where there can."""
    if sys.platform != "linux":
        return "network namespaces are of Linux alone"
    if os.geteuid() != 0:
        return "only root makes network namespaces"
    if shutil.which("ip") is None:
        return "the program ip is missing (Debian: apt-get install iproute2)"
    name = f"bw{os.getpid()}-try"
    tried = call_ip("netns", "add", name, check=False)
    if tried.returncode:
        return f"no network namespace can be made: {tried.stderr.strip()}"
    call_ip("netns", "delete", name)
    return None


class Host:
    """One namespace with its one address, and the processes that were started in it."""

    def __init__(self, name: str, *, namespace: str, wire: str, address: str) -> None:
        """Describe it; `Network.add` makes it."""
        self.name = name
        self.address = address
        self._namespace = namespace
        self._wire = wire  # this machine's end of it
        self._served: list[tuple[list[str], dict[str, str], Path]] = []
        self._processes: list[subprocess.Popen[bytes]] = []

    def serve(self, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        """Start what this host does, in its own session; after a kill `start` starts it again."""
        self._served.append((list(command), {**os.environ, **(environment or {})}, log))
        self._start(*self._served[-1])

    def start(self) -> None:
        """Start all that the host does."""
        for served in self._served:
            self._start(*served)

    def _start(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as told:
            self._processes.append(
                subprocess.Popen(  # noqa: S603 - what the caller serves
                    self.inside(command), env=environment, stdin=subprocess.DEVNULL, stdout=told, stderr=told,
                    start_new_session=True,
                )
            )  # fmt: skip

    def run(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
        """Run a command on the host to its end; what it printed, errors last."""
        told = subprocess.run(  # noqa: S603 - likewise
            self.inside(command), env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
        )
        return told.stdout + told.stderr

    def inside(self, command: Sequence[str]) -> list[str]:
        """A command as it is run on this host."""
        return ["ip", "netns", "exec", self._namespace, *command]

    def kill(self) -> None:
        """Kill every process on the host at once (SIGKILL), as a power cut would."""
        until = time.monotonic() + _DYING
        while running := _processes_in(self._namespace):
            for process in running:
                _kill(process)
            if time.monotonic() > until:
                raise TimeoutError(f"processes {running} of host {self.name} do not end")
            time.sleep(0.02)
        for one in self._processes:
            one.wait()
        self._processes = []

    def ended(self) -> bool:
        """Whether something that the host does ended by itself."""
        return any(one.poll() is not None for one in self._processes)

    def cut(self) -> None:
        """Take its wire out: nothing comes through, and nobody is told."""
        call_ip("link", "set", self._wire, "down")

    def mend(self) -> None:
        """Put its wire in again."""
        call_ip("link", "set", self._wire, "up")


class Network:
    """A bridge with hosts on it; use it as a context, which leaves no process and no namespace behind."""

    def __init__(self) -> None:
        """Describe it; entering the context makes it."""
        self.prefix = f"bw{os.getpid()}"
        self._net = f"{_NET}.{os.getpid() % 254 + 1}"
        self.range = f"{self._net}.0/24"
        self.hosts: list[Host] = []

    def __enter__(self) -> Network:
        _remove_orphans()
        call_ip("link", "add", self.prefix, "type", "bridge")
        call_ip("address", "add", f"{self._net}.1/24", "dev", self.prefix)
        call_ip("link", "set", self.prefix, "up")
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        for host in self.hosts:
            host.kill()
            call_ip("netns", "delete", f"{self.prefix}-{host.name}")
        call_ip("link", "delete", self.prefix)

    def add(self, name: str) -> Host:
        """A new host on the bridge."""
        number = len(self.hosts) + 1
        namespace, wire = f"{self.prefix}-{name}", f"{self.prefix}v{number}"
        address = f"{self._net}.{10 + number}"
        call_ip("netns", "add", namespace)
        self.hosts.append(Host(name, namespace=namespace, wire=wire, address=address))
        call_ip("link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", namespace)
        call_ip("link", "set", wire, "master", self.prefix, "up")
        call_ip("-n", namespace, "address", "add", f"{address}/24", "dev", "eth0")
        for device in ("eth0", "lo"):
            call_ip("-n", namespace, "link", "set", device, "up")
        return self.hosts[-1]


def _remove_orphans() -> None:
    """What a run that was killed left behind."""
    for line in call_ip("netns", "list").stdout.splitlines():
        made = _NAME.match(line)
        if made and not Path(f"/proc/{made[1]}").exists():
            for process in _processes_in(made[0]):
                _kill(process)
            call_ip("netns", "delete", made[0])
            call_ip("link", "delete", f"bw{made[1]}", check=False)


def _processes_in(namespace: str) -> list[int]:
    return [int(one) for one in call_ip("netns", "pids", namespace).stdout.split()]


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def call_ip(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run iproute2's `ip` with these arguments."""
    return subprocess.run(["ip", *arguments], capture_output=True, text=True, check=check)  # noqa: S603, S607
