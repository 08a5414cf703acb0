"""responses -> the same with headers that forbid what isn't needed, and Gradio's page made Dutch.

Gradio's page holds inline scripts of its own. Each page gets a fresh nonce, and only scripts that bear it run: what a
letter or a question holds can't, even if it were ever to reach the page as markup.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ui import texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a form of our own would have no origin either
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# For everything but the chat: a page with a style sheet, or no page at all.
_PLAIN_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Gradio sets styles from scripts ('unsafe-inline' for styles), and renders its HTML component through a function made
# of that component's constant template ('unsafe-eval'); values are passed to it as data.
_CHAT_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Parts of Gradio that this program has no use for: files of the server, uploads, calls to other servers, its own
# recorder and editor.
_CLOSED = (
    "/gradio_api/upload", "/gradio_api/file", "/gradio_api/proxy", "/gradio_api/stream", "/gradio_api/component_server",
    "/gradio_api/process_recording", "/gradio_api/vibe", "/gradio_api/undo-vibe", "/gradio_api/run-history",
    "/gradio_api/runs", "/gradio_api/deep_link", "/gradio_api/dev", "/monitoring", "/login", "/logout", "/svelte",
    "/pwa_icon", "/docs", "/redoc",
)  # fmt: skip
_READING = {"GET", "HEAD", "OPTIONS"}
_HEAD = (
    '<link rel="icon" type="image/svg+xml" href="/ui/icon.svg"><link rel="stylesheet" href="/ui/style.css">'
    '<script defer src="/ui/behaviour.js"></script><script defer src="/ui/tabs.js"></script></head>'
)
_BODY = (
    f'<p id="bw-verbinding" role="alert" data-woorden="{texts.CONNECTION_LOST}" '
    f'data-aanmelden="{texts.LOGIN_NEEDED}" hidden></p><template><a href="/aanmelden">{texts.LOGIN_TITLE}</a></template>'
    f'<noscript><p>{texts.NO_SCRIPT} <a href="/brieven">{texts.LETTERS_TITLE}</a></p></noscript><gradio-app'
)
# What Gradio tells link previews of itself, with an address elsewhere.
_PREVIEWS = re.compile(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>\s*")


class PageGuard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith(_CLOSED):
            await _refuse(send, 404)
            return
        if scope["method"] not in _READING and _comes_from_elsewhere(scope):
            await _refuse(send, 403)
            return
        page = _ChatPage(send) if scope["path"] in {"", "/"} else _OtherResponse(send)
        await self._app(scope, receive, page)


def _comes_from_elsewhere(scope: Scope) -> bool:
    """Whether a page of another site sends this: the browser says so (Fetch Metadata), or names the page's origin."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), *_encoded(_PLAIN_POLICY)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _encoded(policy: str) -> list[tuple[bytes, bytes]]:
    headers = _HEADERS | {"Content-Security-Policy": policy}
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


class _OtherResponse:
    """Sends a response with the headers added; its body streams through."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_encoded(_PLAIN_POLICY)]}
        await self._send(message)


class _ChatPage:
    """Sends Gradio's page with its scripts named by a nonce, in Dutch, and with this program's own files."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        nonce = secrets.token_urlsafe(16)
        body = adapt_page(self._body.decode(), nonce).encode()
        kept = [pair for pair in self._start.get("headers", ()) if pair[0].lower() != b"content-length"]
        added = [(b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
        headers = [*kept, *added, *_encoded(_CHAT_POLICY.format(nonce=nonce))]
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def adapt_page(page: str, nonce: str) -> str:
    """Gradio's page with a nonce on each script, Dutch as its language, and this program's style and behaviour.

    Texts of others stand in that page only within JSON, where Gradio writes "<" as an escape: every "<script" is its
    own.
    """
    page = _PREVIEWS.sub("", page).replace('lang="en"', 'lang="nl"', 1)
    page = page.replace("</head>", _HEAD, 1).replace("<gradio-app", _BODY, 1)
    return page.replace("<script", f'<script nonce="{nonce}"')
