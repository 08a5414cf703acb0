"""The server: a port of its own, headers on every response, only loopback names, a clean end."""

from __future__ import annotations

import json
import signal

import httpx
import pytest

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from tests.web_letters import HOST, HOSTILE_SUBJECT, serving
from ui.page_guard import adapt_page
from ui.server import open_port
from ui.server_log import ServerLog
from ui.server_settings import ServerSettings
from ui.texts import say_error

pytest_plugins = ("tests.web_fixtures",)


def test_a_port_in_use_is_named_with_one_that_is_free():
    with open_port(HOST, 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(errors.PortInUse) as refused:
            open_port(HOST, port)
        other = refused.value.values["other"]
        assert other != port
        open_port(HOST, int(str(other))).close()
        assert f"Poort {port} op {HOST} is al in gebruik" in say_error(refused.value)


def test_an_address_that_is_not_this_machines_is_refused_in_dutch():
    with pytest.raises(errors.AddressRefused) as refused:
        open_port("203.0.113.7", 7860)  # a documentation address, no machine's own
    assert "203.0.113.7" in say_error(refused.value)
    with pytest.raises(errors.AddressRefused):
        open_port("bestaat-niet.invalid", 7860)


def test_every_response_forbids_what_is_not_needed(web_address: str):
    for path in ("/", "/health", "/brief/molens", "/ui/style.css", "/api/v1/letters", "/bestaat-niet"):
        headers = httpx.get(web_address + path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "set-cookie" not in headers


def test_only_scripts_with_the_nonce_of_this_very_page_may_run(web_address: str):
    first, second = httpx.get(web_address), httpx.get(web_address)
    policy = first.headers["content-security-policy"]
    scripts = policy.split("script-src", 1)[1].split(";", 1)[0]
    nonce = scripts.split("'nonce-", 1)[1].split("'", 1)[0]
    assert "'unsafe-inline'" not in scripts
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"')
    assert nonce not in second.text
    assert '<html\n\tlang="nl"' in first.text
    assert HOSTILE_SUBJECT not in first.text


def test_every_script_of_the_page_gets_the_nonce_and_its_language_is_dutch():
    page = adapt_page('<html lang="en"><head><script>x = "\\u003cscript>"</script></head>', "n1")
    assert page.count("<script") == page.count('<script nonce="n1"') == 3
    assert 'lang="nl"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://elders.example/",
        "/gradio_api/upload",
        "/docs",
        "/monitoring",
    ],
)
def test_what_gradio_offers_beyond_the_chat_is_closed(web_address: str, path: str):
    assert httpx.get(web_address + path).status_code == 404
    assert httpx.post(web_address + path).status_code == 404


def test_what_happens_is_counted_without_a_word_of_a_question(web_address: str):
    httpx.post(f"{web_address}/api/v1/ask", json={"question": "Hoeveel kost de kabelbrug bij Hoogkloof?"})
    httpx.get(f"{web_address}/brief/brug-2031?van=1&tot=2")
    counted = httpx.get(f"{web_address}/metrics").text
    assert 'briefwijzer_answers_total{mode="extractive",status="answered"}' in counted
    assert 'route="/brief/{letter_id}"' in counted
    assert "briefwijzer_letters 4.0" in counted
    assert "briefwijzer_answer_seconds_bucket" in counted
    assert "kabelbrug" not in counted
    assert "brug-2031" not in counted


def test_a_program_can_call_the_chat(web_address: str):
    from gradio_client import Client

    client = Client(web_address, verbose=False)
    answer = client.predict("Hoeveel kost de kabelbrug bij Hoogkloof?", api_name="/vraag")
    assert answer["status"] == "answered"
    assert "€ 48 miljoen" in answer["answer"]
    client.close()


def test_a_log_holds_no_question_unless_it_was_asked_for(web_library: Library, tmp_path):
    question = Question("Hoeveel kost de kabelbrug bij Hoogkloof?")
    answer = QuestionPipeline(web_library).answer(question)
    lines = []
    for with_questions in (False, True):
        path = tmp_path / f"log-{with_questions}"
        log = ServerLog(ServerSettings(log=path, log_questions=with_questions))
        log.write_answer(answer, 0.0421)
        log.close()
        lines.append(json.loads(path.read_text(encoding="utf-8")))
    assert "question" not in lines[0]
    assert lines[1]["question"] == question.text
    assert (lines[0]["event"], lines[0]["status"], lines[0]["ms"]) == ("answer", "answered", 42)
    with pytest.raises(errors.SettingError):
        ServerLog(ServerSettings(log=tmp_path / "geen" / "map" / "log"))


def test_a_name_that_is_not_loopback_is_not_answered(web_address: str):
    assert httpx.get(web_address + "/health", headers={"host": "kwaad.example"}).status_code == 400


def test_a_server_says_where_it_is_and_ends_cleanly(web_library: Library):
    with serving(web_library.folder) as (address, server):
        assert httpx.get(f"{address}/health").json()["letters"] == 4
        server.send_signal(signal.SIGTERM)
        code = server.wait(timeout=20)
        assert server.stderr is not None
        rest = server.stderr.read()
    assert code == 0
    assert "Traceback" not in rest
    assert "Briefwijzer is gestopt" in rest
