"""Fixtures of the web face: a small library, a server over it, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.embedders import load_embedder
from assistant.library import Library
from assistant.settings import BUNDLED_EMBEDDER
from tests.web_letters import fill, make_letters, serving

_BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def web_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library of the fictional letters; read only."""
    library = Library(tmp_path_factory.mktemp("web") / "library", load_embedder(BUNDLED_EMBEDDER), create=True)
    fill(library, make_letters())
    yield library
    library.close()


@pytest.fixture(scope="session")
def web_address(web_library: Library) -> Iterator[str]:
    """The address of a server over that library."""
    with serving(web_library.folder) as (address, _):
        yield address


def find_chromium(own: str) -> str | None:
    """The path of a Chromium on this machine; `own` is where playwright would have installed one."""
    for named in (os.environ.get("CHROMIUM"), *map(shutil.which, _BROWSERS), own):
        if named and Path(named).is_file():
            return named
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A Chromium; without one the tests that need it are skipped."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        path = find_chromium(started.chromium.executable_path)
        if path is None:
            pytest.skip("no Chromium found: install one (apt-get install chromium), or name one in CHROMIUM")
        browser = started.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()
