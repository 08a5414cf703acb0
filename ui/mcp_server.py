"""lines of JSON-RPC -> lines of JSON-RPC: the Model Context Protocol on standard input and output, for other programs.

https://modelcontextprotocol.io/specification/2025-06-18 (stdio transport, tools). The tools give the JSON of the command
line; whoever calls them can show the quotes and open the letters. Nothing is written, and nothing leaves this machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant import errors
from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.vocabulary import Filters, Question
from ui import texts
from ui.answer_forms import Json, answer_form, letter_form, search_form, whole_letter_form
from ui.check_forms import check_form
from ui.figures_forms import figure_form
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from assistant.library import Library

PROTOCOL = "2025-06-18"
_PARSE_ERROR, _INVALID, _NO_METHOD, _BAD_PARAMETERS = -32700, -32600, -32601, -32602  # JSON-RPC 2.0, section 5.1
_MOST = 50  # passages, figures and letters of one call
Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """What another program can call."""

    name: str
    parameter: str  # its one argument, a text
    required: bool
    run: Callable[[str], Json]

    def form(self) -> Json:
        """How `tools/list` describes it."""
        described = texts.MCP_TOOLS[self.name]
        schema: Json = {
            "type": "object",
            "properties": {self.parameter: {"type": "string", "description": texts.MCP_PARAMETERS[self.parameter]}},
            "required": [self.parameter] if self.required else [],
            "additionalProperties": False,
        }
        return {
            "name": self.name, "description": described, "inputSchema": schema, "annotations": {"readOnlyHint": True}
        }  # fmt: skip


def library_tools(library: Library, pipeline: Asked) -> list[Tool]:
    """The tools over one library."""
    checker = ClaimChecker(library)

    def search(text: str) -> Json:
        question = Question(text)
        return search_form(question, pipeline.search(question, limit=10))

    def figures(text: str) -> Json:
        return {"figures": [figure_form(one) for one in find_library_figures(library, text)[:_MOST]]}

    def letters(ministry: str) -> Json:
        headers = library.headers(Filters(ministry=ministry or None), limit=_MOST)
        return {"letters": [letter_form(header) for header in headers]}

    return [
        Tool("vraag", "vraag", True, lambda text: answer_form(pipeline.answer(Question(text)))),
        Tool("zoek", "vraag", True, search),
        Tool("controleer", "bewering", True, lambda text: check_form(checker.check(text))),
        Tool("cijfers", "onderwerp", True, figures),
        Tool("brieven", "ministerie", False, letters),
        Tool("brief", "brief", True, lambda letter_id: whole_letter_form(library.letter(letter_id))),
    ]


def serve_lines(lines: Iterable[str], tools: Iterable[Tool], *, version: str) -> Iterator[str]:
    """Answer each line that asks something.

    Args:
        lines: A JSON-RPC message each.
        tools: What can be called.
        version: Of this program.

    Yields:
        A line of JSON for each request; nothing for a notification.
    """
    by_name = {tool.name: tool for tool in tools}
    for line in lines:
        reply = _reply(line, by_name, version) if line.strip() else None
        if reply is not None:
            yield json.dumps({"jsonrpc": "2.0", **reply}, ensure_ascii=False) + "\n"


def _reply(line: str, tools: Mapping[str, Tool], version: str) -> Json | None:
    try:
        message = json.loads(line)
    except ValueError:
        return {"id": None, "error": {"code": _PARSE_ERROR, "message": "not JSON"}}
    if not isinstance(message, dict) or not isinstance(message.get("method"), str):
        return {"id": None, "error": {"code": _INVALID, "message": "no request"}}
    if "id" not in message:
        return None  # a notification: nothing is expected
    parameters = message.get("params")
    return {
        "id": message["id"],
        **_result(message["method"], parameters if isinstance(parameters, dict) else {}, tools, version),
    }


def _result(method: str, parameters: Arguments, tools: Mapping[str, Tool], version: str) -> Json:
    match method:
        case "initialize":
            return {"result": {
                "protocolVersion": PROTOCOL, "capabilities": {"tools": {}},
                "serverInfo": {"name": texts.PROGRAM, "version": version}, "instructions": texts.MCP_INSTRUCTIONS,
            }}  # fmt: skip
        case "ping":
            return {"result": {}}
        case "tools/list":
            return {"result": {"tools": [tool.form() for tool in tools.values()]}}
        case "tools/call":
            return _call(parameters, tools)
        case _:
            return {"error": {"code": _NO_METHOD, "message": f"no method '{method}'"}}


def _call(parameters: Arguments, tools: Mapping[str, Tool]) -> Json:
    tool = tools.get(str(parameters.get("name")))
    given = parameters.get("arguments") or {}
    if tool is None or not isinstance(given, dict):
        return {"error": {"code": _BAD_PARAMETERS, "message": "no such tool"}}
    text = given.get(tool.parameter, "")
    if not isinstance(text, str) or (tool.required and not text) or set(given) - {tool.parameter}:
        return {"error": {"code": _BAD_PARAMETERS, "message": f"'{tool.name}' takes one text, '{tool.parameter}'"}}
    try:
        form = tool.run(text)
    except errors.BriefwijzerError as fault:
        return {"result": {"content": [{"type": "text", "text": texts.say_error(fault)}], "isError": True}}
    content = [{"type": "text", "text": json.dumps(form, ensure_ascii=False)}]
    return {"result": {"content": content, "structuredContent": form, "isError": False}}
