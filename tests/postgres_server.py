"""nothing -> a PostgreSQL server of the tests' own on loopback, in a temporary folder, and empty databases in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "zand-en-zee-9"


def find_programs():
    """The folder of PostgreSQL's programs, or None; Debian keeps them out of the path."""
    on_path = shutil.which("initdb")
    places = (
        [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((place for place in places if (place / "pg_ctl").exists()), None)


def why_not():
    """Why there can be no server here; None where there can."""
    if find_programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL does not run as the superuser, and runuser is missing"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "the driver is not installed: pip install 'briefwijzer[postgres]'"
    return None


class PostgresServer:
    """A private cluster; nothing of it is left afterwards."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="bw-postgres-"))
        self.port = free_port()
        self._programs = find_programs()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "briefwijzer", "-A", "scram-sha-256", "--pwfile", secret,
            "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        self.start()
        self._databases = 0

    def _run(self, program, *arguments):
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run(
            "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start", "-s"
        )  # fmt: skip

    def stop(self, mode="immediate"):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop", "-s")

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database="postgres", *, port=None, password=PASSWORD):
        return f"postgresql://briefwijzer:{password}@127.0.0.1:{port or self.port}/{database}"

    def execute(self, statement, database="postgres"):
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else None

    def new_database(self):
        """The address of an empty database."""
        self._databases += 1
        name = f"library_{self._databases}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
