"""nothing -> a PostgreSQL server of the tests' own on loopback, in a temporary folder, and empty databases in it."""

from __future__ import annotations

import shutil
import socket
import tempfile
from pathlib import Path

from eval.postgres_cluster import USER, Cluster, why_not

__all__ = ["PASSWORD", "PostgresServer", "free_port", "why_not"]
PASSWORD = "zand-en-zee-9"


class PostgresServer:
    """A private cluster; nothing of it is left afterwards."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="bw-postgres-"))
        self.port = free_port()
        self._cluster = Cluster(self.folder, password=PASSWORD)
        self.start()
        self._databases = 0

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._cluster.run(
            "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start", "-s"
        )  # fmt: skip

    def stop(self, mode="immediate"):
        self._cluster.run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop", "-s")

    def run(self, program, *arguments):
        """Run one of PostgreSQL's programs."""
        self._cluster.run(program, *arguments)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database="postgres", *, port=None, password=PASSWORD):
        return f"postgresql://{USER}:{password}@127.0.0.1:{port or self.port}/{database}"

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
