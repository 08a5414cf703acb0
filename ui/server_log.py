"""what happens on a server -> lines of JSON, in a file that is cut at midnight and kept for so many days.

Texts of questions are left out unless the settings ask for them; addresses are left out always.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant import errors
from assistant.vocabulary import Answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.server_settings import ServerSettings


class ServerLog:
    """Writes one line for each event."""

    def __init__(self, settings: ServerSettings) -> None:
        """Write to the file that the settings name, to standard error where they name "-", or else to nothing.

        Raises:
            SettingError: The file cannot be written.
        """
        self._questions = settings.log_questions
        try:
            handler = _handler(settings)
        except OSError as fault:
            raise errors.SettingError(
                name="BRIEFWIJZER_LOG", value=settings.log, detail=fault.strerror or fault
            ) from fault
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._logger = logging.Logger("briefwijzer.server", logging.INFO)
        self._logger.addHandler(handler)

    def close(self) -> None:
        """Give the file back."""
        for handler in self._logger.handlers:
            handler.close()

    def write(self, event: str, **values: object) -> None:
        """Write an event with what is known of it."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
        self._logger.info(json.dumps(line, ensure_ascii=False, default=str))

    def write_answer(self, answer: Answer, seconds: float) -> None:
        """Write that a question was answered; its text only if the settings ask for it."""
        values: dict[str, object] = {
            "status": answer.status.value,
            "mode": answer.mode.value,
            "sentences": len(answer.sentences),
            "letters": answer.searched.letters,
            "ms": round(1000 * seconds),
        }
        if self._questions:
            values["question"] = answer.question.text
        self.write("answer", **values)


def _handler(settings: ServerSettings) -> logging.Handler:
    if settings.log is None:
        return logging.NullHandler()
    if str(settings.log) == "-":
        return logging.StreamHandler(sys.stderr)
    return logging.handlers.TimedRotatingFileHandler(
        settings.log, when="midnight", backupCount=settings.keep_days, encoding="utf-8", utc=True
    )


class RequestWatch:
    """ASGI middleware: tells of each request by the route that it took, never by its address, which may hold words."""

    def __init__(self, app: ASGIApp, *, tell: Callable[[str, str, int, float], None]) -> None:
        """Watch an application; `tell` is given method, route, status and seconds."""
        self._app = app
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it when it is done."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.monotonic(), 0

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            self._tell(scope["method"], _route(scope), status, time.monotonic() - begun)


def _route(scope: Scope) -> str:
    """The pattern of the route ("/brief/{letter_id}"); what is Gradio's counts as the chat."""
    path: str = getattr(scope.get("route"), "path", "")
    if path:
        return path
    return "chat" if scope.get("path", "").startswith(("/gradio_api", "/assets", "/theme")) else "other"
