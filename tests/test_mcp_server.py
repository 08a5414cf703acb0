"""Other programs call the letters by the Model Context Protocol; what they send can be anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from ui.answer_forms import answer_form
from ui.mcp_server import PROTOCOL, library_tools, serve_lines

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def ask(web_library: Library):
    tools = library_tools(web_library, QuestionPipeline(web_library))

    def ask(*messages: object) -> list[dict[str, object]]:
        lines = [one if isinstance(one, str) else json.dumps(one) for one in messages]
        return [json.loads(line) for line in serve_lines(lines, tools, version="1")]

    return ask


def call(name: str, **arguments: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def test_a_program_begins_lists_the_tools_and_asks(ask, web_library: Library):
    begin = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": PROTOCOL}}
    began, listed, answered = ask(
        begin, {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": "a", "method": "tools/list"}, call("vraag", vraag=QUESTION),
    )  # fmt: skip
    assert began["result"]["protocolVersion"] == PROTOCOL
    assert [tool["name"] for tool in listed["result"]["tools"]] == [
        "vraag", "zoek", "controleer", "cijfers", "brieven", "brief"
    ]  # fmt: skip
    assert listed["id"] == "a"
    form = answer_form(QuestionPipeline(web_library).answer(Question(QUESTION)))
    assert answered["result"]["structuredContent"] == form
    assert json.loads(answered["result"]["content"][0]["text"]) == form


@pytest.mark.parametrize(
    ("name", "arguments", "part"),
    [
        ("zoek", {"vraag": QUESTION}, "passages"),
        ("controleer", {"bewering": "De kabelbrug bij Hoogkloof kost € 48 miljoen."}, "verdict"),
        ("cijfers", {"onderwerp": "kabelbrug"}, "figures"),
        ("brieven", {}, "letters"),
        ("brief", {"brief": "molens"}, "text"),
    ],
)
def test_each_tool_gives_the_json_of_the_command_line(ask, name: str, arguments: dict[str, str], part: str):
    (reply,) = ask(call(name, **arguments))
    assert reply["result"]["structuredContent"][part]


def test_what_the_user_can_mend_is_told_in_dutch(ask):
    unknown, empty = ask(call("brief", brief="geen"), call("vraag", vraag="  "))
    assert unknown["result"]["isError"] is True
    assert "geen brief" in unknown["result"]["content"][0]["text"]
    assert "leeg" in empty["result"]["content"][0]["text"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", -32700), ("[]", -32600), ({"id": 1}, -32600), ({"id": 1, "method": "resources/list"}, -32601),
        (call("wis"), -32602), (call("vraag"), -32602), (call("vraag", vraag=7), -32602),
        (call("vraag", vraag="x", nog="y"), -32602), ({"id": 1, "method": "tools/call", "params": []}, -32602),
    ],
)  # fmt: skip
def test_what_is_no_request_is_answered_with_an_error(ask, message: object, code: int):
    assert [reply["error"]["code"] for reply in ask(message)] == [code]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_message_stops_the_server(message):
    (last,) = [*serve_lines([json.dumps(message), '{"id": 9, "method": "ping"}'], [], version="1")][-1:]
    assert json.loads(last) == {"jsonrpc": "2.0", "id": 9, "result": {}}


def test_the_command_speaks_nothing_else_on_its_output(web_library: Library):
    run = subprocess.run(
        [sys.executable, "-m", "ui.command_line", "mcp", "--library", str(web_library.folder)],
        input='{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n\n', capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"jsonrpc": "2.0", "id": 1, "result": {}}
