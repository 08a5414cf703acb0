"""library -> the running server: API, letter pages and web chat on one address."""

from __future__ import annotations

import contextlib
import errno
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request

from assistant import errors
from ui import texts
from ui.server_settings import ServerSettings
from ui.users import User, user_of

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn
    from fastapi import FastAPI

    from assistant.library import Library
    from assistant.settings import Settings
    from ui.server_log import ServerLog
    from ui.watched_pipeline import Asked

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_GRACE = 5  # seconds that answers under way may take after the server was told to stop
_BACKLOG = 128
_AT_ONCE = 2  # questions read at once: while one is searched for, outside of Python, another's letters are read
_LOOKED_AT = 50  # ports after a taken one that are tried, to name a free one


@dataclass(frozen=True, slots=True)
class Running:
    """What a server needs to know, and what it writes to."""

    settings: Settings
    server: ServerSettings
    host: str  # the address it is served on
    log: ServerLog


def build_app(library: Library, running: Running) -> FastAPI:
    """The whole application: health, API, tabs, letter pages, and the chat at the root.

    On loopback only requests for a loopback name are answered, so that a web page elsewhere can't reach the letters
    through a name of its own (DNS rebinding).
    """
    from fastapi import FastAPI, Response
    from fastapi.responses import HTMLResponse
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant.pipeline import QuestionPipeline
    from ui.about_page import about_page
    from ui.access import AccessGuard
    from ui.answer_routes import Answers
    from ui.api import add_routes, version
    from ui.metrics import CONTENT_TYPE, Metrics
    from ui.page_guard import PageGuard
    from ui.server_log import RequestWatch
    from ui.user_limits import UserLimits
    from ui.watched_pipeline import WatchedPipeline
    from ui.web_chat import mount_chat

    app = FastAPI(
        title=texts.PROGRAM, description=texts.TAGLINE, version=version(), docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.settings = running.settings
    local = running.host in _LOOPBACK
    metrics, answers, limits = Metrics(library), Answers.of(library), UserLimits(running.server.limit)
    pipeline = WatchedPipeline(
        _queued(QuestionPipeline.from_settings(library, running.settings), running.settings),
        [metrics.count_answer, running.log.write_answer, answers.recent.remember],
    )
    add_routes(app, library, pipeline, limits=limits, answers=answers)

    @app.get("/over", include_in_schema=False)
    def about(request: Request) -> HTMLResponse:
        """The page about the assistant."""
        embedder, user = library.embedder.name, user_of(request).name
        return HTMLResponse(about_page(running.settings, running.server, embedder=embedder, user=user))

    @app.get("/metrics", include_in_schema=False)
    def tell_metrics() -> Response:
        """Counts and times for Prometheus."""
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    app = mount_chat(app, library, pipeline, limits=limits)

    def tell(method: str, route: str, status: int, seconds: float) -> None:
        metrics.count_request(method, route, status, seconds)
        if running.server.log is not None:
            running.log.write("request", method=method, route=route, status=status, ms=round(1000 * seconds))

    # Without a login whoever comes from elsewhere may read, and only who sits at this machine may add and remove.
    app.add_middleware(AccessGuard, settings=running.server, anybody=User("", editor=local))
    app.add_middleware(PageGuard)
    app.add_middleware(RequestWatch, tell=tell)
    if local:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    return app


def _queued(pipeline: Asked, settings: Settings) -> Asked:
    """The pipeline behind a queue; one with a language model waits for another machine, and keeps none busy."""
    from ui.queued_pipeline import QueuedPipeline

    return pipeline if settings.model else QueuedPipeline(pipeline, _AT_ONCE)


def run_server(
    library: Library, settings: Settings, *, host: str, port: int, server: ServerSettings | None = None
) -> None:
    """Serve until the program is told to stop (Ctrl-C, SIGTERM); answers under way are finished.

    Raises:
        SettingError: The password file or the log cannot be used.
        PortInUse: Another program listens there.
        AddressRefused: The system does not let this program listen there.
    """
    import uvicorn

    from ui.answer_store import forget_answers
    from ui.feedback_store import FeedbackStore
    from ui.server_log import ServerLog

    chosen = server or ServerSettings()
    log = ServerLog(chosen)
    FeedbackStore(library.folder).forget_before(chosen.keep_days)
    forget_answers(library.folder / "answers", date.today() - timedelta(days=chosen.keep_days))  # noqa: DTZ011
    with open_port(host, port) as listening, contextlib.closing(log):
        app = build_app(library, Running(settings, chosen, host, log))
        config = uvicorn.Config(
            app,
            log_level="warning",
            timeout_graceful_shutdown=_GRACE,
            server_header=False,
            proxy_headers=False,  # who a proxy speaks for is told by its own header; its address decides if it is believed
        )
        _tell(texts.SERVING.format(address=_address(host, port)))
        if host not in _LOOPBACK and not chosen.needs_login:
            _tell(texts.SERVING_ALL)
        running = uvicorn.Server(config)
        warming = threading.Thread(target=app.state.warm_up, name="warming", daemon=True)
        warming.start()
        with _ending_quietly(running):
            running.run(sockets=[listening])
        warming.join()
    _tell(texts.STOPPING)


@contextlib.contextmanager
def _ending_quietly(server: uvicorn.Server) -> Iterator[None]:
    """While uvicorn runs it handles the signals that end it, and afterwards raises them anew.

    They then only tell the server once more to stop, so that what comes after it (closing the library) is done.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def open_port(host: str, port: int) -> socket.socket:
    """Listen on a port, which keeps it from others from then on.

    Raises:
        PortInUse: Another program listens there.
        AddressRefused: The system does not let this program listen there.
    """
    try:
        return _listen(host, port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise errors.PortInUse(host=host, port=port, other=_free_port(host, port)) from fault
        raise errors.AddressRefused(host=host, port=port, detail=fault.strerror or fault) from fault


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def _free_port(host: str, taken: int) -> int:
    """The next port that is free, or else the one after the taken one."""
    for port in range(taken + 1, min(taken + _LOOKED_AT, 65535) + 1):
        try:
            _listen(host, port).close()
        except OSError:
            continue
        return port
    return taken + 1 if taken < 65535 else taken - 1


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
