"""requests -> the same with their user, or the login page where users have to say who they are.

Three ways in: a session begun on the login page, HTTP Basic for programs (RFC 7617), or a header that a proxy for single
sign-on sets, believed only from the addresses of that proxy. Sessions live in memory: a restart ends them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import time
from http import HTTPStatus
from ipaddress import ip_address
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.errors import TooManyRequests
from ui import texts
from ui.login_page import login_page
from ui.passwords import PasswordFile
from ui.user_limits import UserLimits
from ui.users import SCOPE_KEY, User

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from ui.server_settings import ServerSettings

LOGIN, LOGOUT = "/aanmelden", "/afmelden"
_OPEN = (LOGIN, "/ui/", "/health")  # what anybody may see
_COOKIE = "briefwijzer"
_SESSION = 8 * 3600.0  # seconds without a request after which a session ends: a working day
_PAUSE = 1.0  # seconds after a wrong password, so that guessing takes long
_ATTEMPTS = 20  # logins a minute from one address
_LARGEST = 10_000  # bytes of a login form
_MOST_SESSIONS = 10_000


class AccessGuard:
    """ASGI middleware: lets in who may come in."""

    def __init__(self, app: ASGIApp, *, settings: ServerSettings, anybody: User) -> None:
        """Guard an application.

        Args:
            app: The application.
            settings: Who may come in.
            anybody: Who a request is by where no login is asked for.

        Raises:
            SettingError: The password file cannot be read.
        """
        self._app = app
        self._settings = settings
        self._anybody = anybody
        self._passwords = PasswordFile(settings.passwords) if settings.passwords else None
        self._sessions = _Sessions()
        self._attempts = UserLimits(_ATTEMPTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its user, or ask who it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if self._settings.needs_login and scope["path"] in {LOGIN, LOGOUT}:
            await (await self._log_in_or_out(request))(scope, receive, send)
            return
        user = await self._user(request)
        if user is None and not scope["path"].startswith(_OPEN):
            await _refuse(request)(scope, receive, send)
            return
        scope[SCOPE_KEY] = user or self._anybody
        await self._app(scope, receive, send)

    async def _user(self, request: Request) -> User | None:
        if not self._settings.needs_login:
            return self._anybody
        if (named := self._named_by_proxy(request)) is not None:
            return named
        if (known := self._sessions.user(request.cookies.get(_COOKIE, ""))) is not None:
            return known
        return await run_in_threadpool(self._basic, request.headers.get("authorization", ""))

    def _named_by_proxy(self, request: Request) -> User | None:
        header = self._settings.sso_header
        name = request.headers.get(header, "").strip() if header else ""
        host = request.client.host if request.client else ""
        if not name or not _is_among(host, self._settings):
            return None
        return User(name, editor=name in self._settings.editors)

    def _basic(self, header: str) -> User | None:
        kind, _, encoded = header.partition(" ")
        if kind.lower() != "basic" or self._passwords is None:
            return None
        digest = hashlib.sha256(encoded.encode()).hexdigest()
        known = self._sessions.user(digest)  # a program that asks often need not wait for the slow hash each time
        if known is not None:
            return known
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        user = self._passwords.user(name, password)
        if user is not None:
            self._sessions.begin(user, digest)
        return user

    def _known(self, name: str, password: str) -> User | None:
        return self._passwords.user(name, password) if self._passwords else None

    async def _log_in_or_out(self, request: Request) -> Response:
        if request.url.path == LOGOUT and request.method == "POST":
            self._sessions.end(request.cookies.get(_COOKIE, ""))
            response: Response = RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
            response.delete_cookie(_COOKIE)
            return response
        if request.method != "POST":
            return HTMLResponse(login_page())
        try:
            self._attempts.take(request.client.host if request.client else "")
        except TooManyRequests as fault:
            return HTMLResponse(login_page(fault=texts.say_error(fault)), HTTPStatus.TOO_MANY_REQUESTS)
        sent = await _small_form(request)
        user = await run_in_threadpool(self._known, sent.get("naam", ""), sent.get("wachtwoord", ""))
        if user is None:
            await run_in_threadpool(time.sleep, _PAUSE)
            return HTMLResponse(login_page(fault=texts.LOGIN_WRONG), HTTPStatus.UNAUTHORIZED)
        response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        token = self._sessions.begin(user)
        response.set_cookie(_COOKIE, token, httponly=True, samesite="strict", secure=secure)
        return response


class _Sessions:
    """Who is logged in, by token."""

    def __init__(self) -> None:
        self._users: dict[str, tuple[User, float]] = {}
        self._lock = Lock()

    def begin(self, user: User, token: str = "") -> str:
        token = token or secrets.token_urlsafe(32)
        with self._lock:
            while len(self._users) >= _MOST_SESSIONS:
                self._users.pop(next(iter(self._users)))
            self._users[token] = (user, time.monotonic() + _SESSION)
        return token

    def user(self, token: str) -> User | None:
        with self._lock:
            user, until = self._users.get(token, (None, 0.0))
            if user is None or until < time.monotonic():
                self._users.pop(token, None)
                return None
            self._users[token] = (user, time.monotonic() + _SESSION)
            return user

    def end(self, token: str) -> None:
        with self._lock:
            self._users.pop(token, None)


def _is_among(host: str, settings: ServerSettings) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in settings.proxies)


async def _small_form(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _refuse(request: Request) -> Response:
    """A page leads to the login; a program is told what it lacks."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNAUTHORIZED
    form = {
        "type": "urn:briefwijzer:problem:login", "title": status.phrase, "status": status.value,
        "detail": texts.LOGIN_NEEDED,
    }  # fmt: skip
    headers = {"WWW-Authenticate": 'Basic realm="Briefwijzer", charset="UTF-8"'}
    if "sec-fetch-mode" in request.headers:  # a browser would ask with a window of its own
        headers = {}
    return JSONResponse(form, status.value, headers, media_type="application/problem+json")
