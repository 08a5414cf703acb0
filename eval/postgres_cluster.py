"""a folder -> a PostgreSQL cluster in it, made by the programs of this machine, and the command that serves it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

USER = "briefwijzer"


def find_programs() -> Path | None:
    """The folder of PostgreSQL's programs, or None; Debian keeps them out of the path."""
    on_path = shutil.which("initdb")
    places = (
        [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((place for place in places if (place / "pg_ctl").exists()), None)


def why_not() -> str | None:
    """Why there can be no server here; None where there can."""
    if find_programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL does not run as the superuser, and runuser is missing"
    try:
        import psycopg  # noqa: F401 - whether it is there
    except ImportError:
        return "the driver is not installed: pip install 'briefwijzer[postgres]'"
    return None


class Cluster:
    """The files of a cluster, and how its programs are run: as another user where this one is root."""

    def __init__(self, folder: Path, *, password: str, trusted: Sequence[str] = ()) -> None:
        """Make a cluster in an empty folder.

        Args:
            folder: Where; nothing of it lies elsewhere.
            password: Of its one user, `USER`.
            trusted: Networks besides this machine from which that user is let in, as "10.0.0.0/24".
        """
        self.folder = folder
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        secret = folder / "secret"
        secret.write_text(password, encoding="ascii")
        secret.chmod(0o644)
        self.run(
            "initdb", "-D", folder / "data", "-U", USER, "-A", "scram-sha-256", "--pwfile", secret,
            "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        with (folder / "data" / "pg_hba.conf").open("a", encoding="ascii") as rules:
            rules.writelines(f"host all all {network} scram-sha-256\n" for network in trusted)

    def command(self, program: str, *arguments: object) -> list[str]:
        """The command that runs one of PostgreSQL's programs."""
        programs = find_programs()
        assert programs is not None  # noqa: S101 - the caller asked why_not()
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        return [*as_user, str(programs / program), *map(str, arguments)]

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's programs to its end."""
        subprocess.run(self.command(program, *arguments), check=True, capture_output=True, cwd=self.folder)  # noqa: S603

    def serve_command(self, address: str, port: int) -> list[str]:
        """The command that serves the cluster on an address, in the foreground."""
        return self.command(
            "postgres", "-D", self.folder / "data", "-p", port, "-c", f"listen_addresses={address}",
            "-c", "unix_socket_directories=",
        )  # fmt: skip
