"""A language model comes in by settings alone, keeps its limits, and its key is told to nobody."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant import errors
from assistant.language_model import MAX_REPLY, load_language_model
from assistant.settings import Settings, read_settings
from tests.scripted_model import scripted_model, slowly

MESSAGES = [("system", "Antwoord kort."), ("human", "Wat kost het?")]
KEY = "sk-geheim-1234567890"


def load(url, *, timeout=10.0, environment=None):
    settings = Settings(Path(), model="openai:scripted", model_url=url, model_timeout=timeout, model_tokens=123)
    return load_language_model(settings, environment)


def test_what_the_server_says_comes_piece_by_piece_and_whole():
    with scripted_model("Het kost €48 miljoen. [1]") as server:
        pieces = list(load(server.url).write(MESSAGES))
    assert "".join(pieces) == "Het kost €48 miljoen. [1]"
    assert len(pieces) > 1


def test_the_request_states_limit_schema_and_the_least_chance():
    with scripted_model("ja") as server:
        list(load(server.url).write(MESSAGES))
        body, _ = server.requests[0]
    assert body["temperature"] == 0
    assert body["max_tokens"] == 123
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["zinnen", "volledig"]
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_a_server_that_refuses_the_schema_is_asked_once_more_without_it():
    with scripted_model(lambda body: 400 if "response_format" in body else "ja") as server:
        assert "".join(load(server.url).write(MESSAGES)) == "ja"
        assert len(server.requests) == 2


def test_a_reply_ends_at_its_limit():
    with scripted_model(lambda _body: itertools.repeat("a" * 1_000)) as server:
        assert MAX_REPLY <= len("".join(load(server.url).write(MESSAGES))) <= MAX_REPLY + 1_000


def test_a_reply_that_drips_ends_at_the_timeout():
    with scripted_model(lambda _body: slowly("traag " * 100, 0.1)) as server:
        begun = time.monotonic()
        with pytest.raises(errors.ModelUnavailable, match="BRIEFWIJZER_MODEL_TIMEOUT"):
            list(load(server.url, timeout=0.5).write(MESSAGES))
    assert time.monotonic() - begun < 5


def test_an_error_tells_neither_the_key_nor_what_the_server_said(monkeypatch, capfd, caplog):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with scripted_model(401) as server:
        model = load(server.url)
        with pytest.raises(errors.ModelUnavailable) as caught:
            list(model.write(MESSAGES))
        assert server.requests[0][1]["authorization"] == f"Bearer {KEY}"
    printed = capfd.readouterr()
    for told in (str(caught.value), repr(caught.value.values), repr(model), caplog.text, printed.out, printed.err):
        assert KEY not in told


def test_a_server_of_ones_own_needs_no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with scripted_model("ja") as server:
        assert "".join(load(server.url).write(MESSAGES)) == "ja"


@pytest.mark.parametrize(
    ("named", "advice"),
    [
        ("qwen3", "write provider and model"),
        (":", "write provider and model"),
        ("openai:", "write provider and model"),
        ("nergens:model", "check the name"),
        ("mistralai:mistral-small", "pip install 'langchain-mistralai'"),
    ],
)
def test_a_model_that_cannot_be_loaded_says_what_to_do(named, advice):
    with pytest.raises(errors.ModelUnavailable) as caught:
        load_language_model(Settings(Path(), model=named))
    assert advice in str(caught.value)


def test_without_the_variable_there_is_no_model():
    assert read_settings({}).model is None
    assert read_settings({"BRIEFWIJZER_MODEL": "  "}).model is None


def test_the_variables_are_read():
    settings = read_settings(
        {
            "BRIEFWIJZER_MODEL": "ollama:qwen3",
            "BRIEFWIJZER_MODEL_URL": "http://127.0.0.1:11434",
            "BRIEFWIJZER_MODEL_TIMEOUT": "12.5",
            "BRIEFWIJZER_MODEL_TOKENS": "300",
        }
    )
    assert (settings.model, settings.model_url) == ("ollama:qwen3", "http://127.0.0.1:11434")
    assert (settings.model_timeout, settings.model_tokens) == (12.5, 300)


@pytest.mark.parametrize("name", ["BRIEFWIJZER_MODEL_TIMEOUT", "BRIEFWIJZER_MODEL_TOKENS"])
@pytest.mark.parametrize("written", ["0", "-3", "snel", "nan", "inf", "1e99"])
def test_a_limit_that_is_none_is_refused_with_an_example(name, written):
    with pytest.raises(errors.SettingError, match=f"{name} is '{written}': give a number above 0"):
        read_settings({name: written})


def test_no_setting_holds_a_key():
    assert KEY not in repr(read_settings({"OPENAI_API_KEY": KEY, "BRIEFWIJZER_MODEL": "openai:gpt-5-mini"}))


def test_the_pipeline_imports_no_chat_model_before_one_is_asked_for():
    code = "import sys; import assistant.pipeline, assistant.language_model; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert not loaded & {"langchain", "langchain_openai", "langchain_ollama", "openai", "ollama"}
