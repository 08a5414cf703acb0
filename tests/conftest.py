"""nothing -> what the tests share: the bundled embedder, a folder of fictional letters, a library of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.vocabulary import Embedder
from ingest.intake import ingest_paths
from tests.fictional_letters import write_letters

SAMPLE_LETTERS = Path(__file__).parent.parent / "eval" / "samples" / "letters"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedder."""
    return load_embedder("bundled")


@pytest.fixture
def letters_folder(tmp_path: Path) -> Path:
    """A folder with the fictional letters."""
    return write_letters(tmp_path / "letters")


@pytest.fixture
def library(tmp_path: Path, letters_folder: Path, embedder: Embedder) -> Iterator[Library]:
    """A library of the fictional letters."""
    opened = Library(tmp_path / "library", embedder, create=True)
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
