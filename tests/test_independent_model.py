"""A server that is not ours, with a model that was never trained: its noise is refused, the user is answered from letters.

python -m venv SERVE && SERVE/bin/pip install 'transformers[serving]' torch
BRIEFWIJZER_TEST_SERVE=SERVE/bin/python python -m pytest -n 0 -rs tests/test_independent_model.py
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assistant.language_model import load_language_model
from assistant.pipeline import QuestionPipeline
from assistant.settings import Settings
from assistant.vocabulary import Mode, NoteKind, Question, Status

SERVE = os.environ.get("BRIEFWIJZER_TEST_SERVE")
STARTING = 180  # seconds that the server may take to start
pytestmark = pytest.mark.skipif(
    SERVE is None,
    reason="BRIEFWIJZER_TEST_SERVE names no Python with transformers[serving]: see this file's first lines",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    assert SERVE is not None
    python = Path(SERVE)
    folder = tmp_path_factory.mktemp("random-model")
    subprocess.run([python, Path(__file__).with_name("random_model.py"), folder], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [python.with_name("transformers"), "serve", folder, "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--device", "cpu"], stdout=log, stderr=log, env={**os.environ, "HF_HUB_OFFLINE": "1"}
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", server)
        yield Settings(
            Path(),
            model=f"openai:{folder}",
            model_url=f"http://127.0.0.1:{port}/v1",
            model_timeout=300,
            model_tokens=200,
        )
    finally:
        server.terminate()
        server.wait()


def _wait_for(address, server):
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    pytest.fail("the server did not start")


def test_the_model_writes_noise_and_none_of_it_is_shown(settings, shared_library):
    noise = "".join(load_language_model(settings).write([("human", "Wat kost het herstel?")]))
    assert noise.strip()
    answer = QuestionPipeline.from_settings(shared_library, settings).answer(
        Question("Wat kost het herstel van de zeereep bij Westduin?")
    )
    assert answer.status is Status.ANSWERED
    assert answer.mode is Mode.EXTRACTIVE
    assert "€48 miljoen" in answer.sentences[0].text
    assert NoteKind.FALLBACK_EXTRACTIVE in {note.kind for note in answer.notes}


def test_a_question_that_no_letter_answers_stays_without_an_answer(settings, shared_library):
    answer = QuestionPipeline.from_settings(shared_library, settings).answer(
        Question("Hoeveel kerncentrales bouwt België?")
    )
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
