"""a command of another program -> its exit status, run in a folder of its own with a limit on its time.

The files are anybody's and so is what the tool makes of them. It runs in its own process group, so that whatever it
starts ends with it, and with a proxy that leads nowhere, so that it fetches nothing that a file points to.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # of prctl(2)
_NOWHERE = "http://127.0.0.1:9"  # the discard port, on which nobody listens


def _end_with_parent() -> None:
    """Ask Linux to end this process when the parser that started it is killed; elsewhere its time limit is lost then."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def run_tool(command: Sequence[str], *, folder: Path, seconds: float, settings: Mapping[str, str] | None = None) -> int:
    """Run a tool and wait for it.

    Args:
        command: The program and its arguments.
        folder: Where it works; also its home and its place for temporary files.
        seconds: After which it is ended.
        settings: Environment variables besides.

    Returns:
        Its exit status; negative if a signal ended it.

    Raises:
        TimeoutError: It took longer.
        OSError: It cannot be started.
    """
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE)
    own = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - the command is this program's own, and no shell reads it
        command,
        cwd=folder,
        env={**own, **proxies, **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent,  # noqa: PLW1509 - it takes no lock, and the parser process has one thread
    )
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise TimeoutError(command[0]) from late
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nothing of it is left
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
