"""The vectors can live in a Chroma server of the user's: the wheel's own `chroma run`, on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.settings import Servers
from assistant.vocabulary import Filters, Question
from ingest.intake import ingest_paths
from ui.texts import say_error


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip(f"no chroma program stands beside {sys.executable}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    process = subprocess.Popen(
        [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/api/v2/heartbeat")
        yield url
    finally:
        process.terminate()
        process.wait()


def _wait_for(address):
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture
def served(tmp_path, letters_folder, embedder, chroma):
    library = Library(tmp_path / "library", embedder, create=True, servers=Servers(chroma_url=chroma))
    ingest_paths(library, [letters_folder], on_file=lambda _report: None)
    yield library
    library.close()


def test_the_vectors_are_in_the_server_and_nowhere_else(served):
    assert served.check() == []
    assert not (served.folder / "vectors").exists()


def test_the_server_finds_what_the_exact_search_finds(served, monkeypatch):
    vector = served.embedder.embed_query("restauratie van vuurtorens")
    exact = served.search_vectors(vector, limit=5, filters=Filters())
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    assert [hit.key for hit in served.search_vectors(vector, limit=5, filters=Filters())] == [hit.key for hit in exact]


def test_questions_are_answered_from_the_server(served, monkeypatch):
    monkeypatch.setattr("assistant.dense_search.EXACT_LIMIT", 0)
    answer = QuestionPipeline(served).answer(Question("Wat kost het herstel van de zeereep bij Westduin?"))
    assert "€48 miljoen" in answer.sentences[0].text


def test_two_libraries_in_one_server_do_not_mix(served, tmp_path, embedder, chroma):
    other = Library(tmp_path / "other", embedder, create=True, servers=Servers(chroma_url=chroma))
    with other.writing():
        pass
    assert other.check() == []
    assert served.check() == []
    other.close()


def test_a_second_process_sees_what_the_first_wrote(served, embedder, chroma):
    reader = Library(served.folder, embedder, servers=Servers(chroma_url=chroma))
    letter_id = reader.headers()[0].id
    with served.writing():
        served.remove(letter_id)
    reader.refresh()
    assert reader.check() == []
    reader.close()


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "nonsense", "http://"])
def test_an_address_that_is_none_says_how_to_write_one(library, embedder, url):
    with pytest.raises(errors.SettingError, match="http://host:port"):
        Library(library.folder, embedder, servers=Servers(chroma_url=url)).check()


def test_a_server_that_does_not_answer_is_named(library, embedder):
    with pytest.raises(errors.VectorsUnreachable, match=r"http://127\.0\.0\.1:9"):
        Library(library.folder, embedder, servers=Servers(chroma_url="http://127.0.0.1:9")).check()


@pytest.fixture
def guarded():
    """A server that lets nobody in, and remembers what it was shown."""
    shown = []

    class Guard(BaseHTTPRequestHandler):
        def do_GET(self):
            shown.append(self.headers.get("Authorization"))
            self.send_error(401)

        def log_message(self, *_arguments):
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Guard)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", shown
    server.shutdown()
    server.server_close()


def test_a_token_is_shown_to_the_server_and_to_nobody_else(library, embedder, guarded):
    url, shown = guarded
    servers = Servers(chroma_url=url, chroma_token="geheim-zand-7")
    opened = Library(library.folder, embedder, servers=servers)
    with pytest.raises(errors.VectorsUnreachable) as refused:
        opened.check()
    opened.close()
    assert shown[0] == "Bearer geheim-zand-7"
    for told in (str(refused.value), repr(refused.value.values), repr(servers), say_error(refused.value)):
        assert "geheim" not in told


def test_a_password_in_the_address_is_refused_and_not_repeated(library, embedder):
    servers = Servers(chroma_url="http://lezer:geheim-zand-7@127.0.0.1:9")
    with pytest.raises(errors.SettingError) as refused:
        Library(library.folder, embedder, servers=servers).check()
    assert "geheim" not in str(refused.value)
