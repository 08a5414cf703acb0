"""nothing -> what the tests share: the bundled embedder, a folder of fictional letters, a library of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.settings import Servers
from assistant.vocabulary import Embedder
from ingest.intake import ingest_paths
from tests.fictional_letters import write_letters
from tests.postgres_server import PostgresServer, why_not

# A machine that is busy is no fault of the program: no test fails for its time.
hypothesis.settings.register_profile("steady", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("steady")

SAMPLE_LETTERS = Path(__file__).parent.parent / "eval" / "samples" / "letters"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedder."""
    return load_embedder("bundled")


@pytest.fixture
def letters_folder(tmp_path: Path) -> Path:
    """A folder with the fictional letters."""
    return write_letters(tmp_path / "letters")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of the tests' own."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture
def servers(request: pytest.FixtureRequest) -> Servers:
    """Where the library is: in its folder; or, where a module parametrises this, in a database of its own."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return Servers()
    return Servers(ledger_url=request.getfixturevalue("postgres").new_database())


@pytest.fixture
def library(tmp_path: Path, letters_folder: Path, embedder: Embedder, servers: Servers) -> Iterator[Library]:
    """A library of the fictional letters."""
    opened = Library(tmp_path / "library", embedder, create=True, servers=servers)
    ingest_paths(opened, [letters_folder], on_file=lambda _report: None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """A library of the fictional letters for tests that only read."""
    folder = tmp_path_factory.mktemp("shared")
    opened = Library(folder / "library", embedder, create=True)
    ingest_paths(opened, [write_letters(folder / "letters")], on_file=lambda _report: None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """A library of the bundled sample letters for tests that only read."""
    opened = Library(tmp_path_factory.mktemp("samples") / "library", embedder, create=True)
    ingest_paths(opened, [SAMPLE_LETTERS], on_file=lambda _report: None)
    yield opened
    opened.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that sets BOTH_DATABASES has each test of a library done with SQLite and with PostgreSQL."""
    if getattr(metafunc.module, "BOTH_DATABASES", False) and "servers" in metafunc.fixturenames:
        metafunc.parametrize("servers", ["sqlite", "postgresql"], indirect=True)
