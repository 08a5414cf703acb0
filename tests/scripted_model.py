"""nothing -> a server on loopback that speaks the OpenAI protocol and says what a test tells it to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 7  # characters that are sent at a time


class ScriptedServer(ThreadingHTTPServer):
    """Says `script(messages)`: a text, or an iterator of pieces, or a number that is an HTTP status."""

    daemon_threads = True

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """A client that leaves in the middle of an endless reply is no fault."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((body, {name.lower(): value for name, value in self.headers.items()}))
        said = self.server.script(body)
        if isinstance(said, int):
            self.send_error(said)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        pieces = (said[at : at + PIECE] for at in range(0, len(said), PIECE)) if isinstance(said, str) else said
        for piece in pieces:
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
            chunk["choices"] = [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_arguments):
        """Tests are quiet."""


@contextlib.contextmanager
def scripted_model(script) -> Iterator[ScriptedServer]:
    """A server for as long as it is used."""
    server = ScriptedServer(script if callable(script) else lambda _body: script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def slowly(text, seconds):
    """A text of which each piece takes its time."""
    for at in range(0, len(text), PIECE):
        time.sleep(seconds)
        yield text[at : at + PIECE]


def reply(*sentences, complete=True):
    """A reply in due form, of (text, passage number) pairs."""
    listed = [{"zin": text, "bronnen": [number]} for text, number in sentences]
    return json.dumps({"zinnen": listed, "volledig": complete}, ensure_ascii=False)
