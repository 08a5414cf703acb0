"""address of an official source -> the bytes it sends: politely, within limits, and from no other machine.

The one file that knows httpx, and the one that opens an outgoing connection for a sync. Only the machine that the user
named is asked; a link or redirect that leads elsewhere is refused.
"""

from __future__ import annotations

import email.utils
import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from assistant.errors import (
    NotAtSource,
    SourceElsewhere,
    SourceGarbled,
    SourceRefused,
    SourceUnreachable,
    TooLargeAtSource,
)

if TYPE_CHECKING:
    import httpx

USER_AGENT = "Briefwijzer (reads Kamerbrieven for one library)"
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # says nothing about the question: worth asking again
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_MEBIBYTE = 2**20
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a source is treated. There is no chance in it: the same answers give the same waits."""

    pause: float = 0.5  # seconds between the starts of two requests
    timeout: float = 60.0  # seconds without a byte
    deadline: float = 600.0  # seconds for one answer, so that a drip of bytes doesn't last for ever
    attempts: int = 5
    backoff: float = 2.0  # seconds before the second attempt; doubled before each that follows
    longest_wait: float = 300.0  # a source that asks for more is left for another time


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address sent."""

    data: bytes
    content_type: str  # without parameters, in lower case
    address: str  # after redirects


class Fetcher:
    """Fetches from one machine. Use it as a context, so that the connection is given back."""

    def __init__(
        self,
        address: str,
        setting: str,
        manners: Manners | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Open no connection yet.

        Args:
            address: The source's address; its machine is the only one that is asked.
            setting: Name of the setting that holds the address, for messages.
            manners: How it is treated.
            sleep: Waits that many seconds.

        Raises:
            SourceRefused: The address is none that can be fetched from.
        """
        import httpx

        self.manners = manners or Manners()
        self.setting = setting
        self._place = _place(address)
        self._sleep = sleep
        self._last = float("-inf")
        if not self._place.host:
            raise SourceRefused(address=address, detail=f"it is no http(s) address; see the setting {setting}")
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT},
            timeout=self.manners.timeout,
            follow_redirects=False,
            trust_env=not _is_loopback(self._place.host),  # a proxy of the network, but never for this very machine
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str, *, limit: int, accept: str = "*/*") -> Fetched:
        """Fetch an address, asking again while the source is busy or breaks off.

        Args:
            address: On the source's machine.
            limit: Bytes at most.
            accept: Media types wanted.

        Raises:
            SourceUnreachable: Down, busy or too slow at every attempt, or it asks for a longer wait than is worth it.
            NotAtSource: There is nothing at this address.
            SourceRefused: Another answer that is no success.
            SourceElsewhere: The address, or what it redirects to, is on another machine.
            TooLargeAtSource: There is more than `limit`; no more than that was read.
        """
        detail = ""
        for attempt in range(self.manners.attempts):
            try:
                return self._follow(address, limit, accept)
            except _AskAgain as busy:
                detail = busy.detail
                wait = max(self.manners.backoff * 2**attempt, busy.wait)
            if wait > self.manners.longest_wait:
                raise SourceUnreachable(address=address, detail=f"{detail}; it asks to wait {wait:.0f} seconds")
            if attempt + 1 < self.manners.attempts:
                self._sleep(wait)
        raise SourceUnreachable(address=address, detail=f"{detail}; asked {self.manners.attempts} times")

    def _follow(self, address: str, limit: int, accept: str) -> Fetched:
        """One attempt, redirects included."""
        here = address
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_place(here, asked=address)
            answer = self._ask(here, limit, accept)
            if isinstance(answer, Fetched):
                return answer
            here = answer
        raise SourceRefused(address=address, detail=f"more than {_MOST_REDIRECTS} redirects")

    def _check_place(self, target: str, *, asked: str) -> None:
        """Let an address on the source's machine pass; from http to https may be a step, and never back."""
        there, own = _place(target), self._place
        safe = there.scheme == "https" or _place(asked).scheme != "https"
        if there.host != own.host or not safe or there.port not in {own.port, _PORTS["https"]}:
            raise SourceElsewhere(address=asked, target=target, host=own.host, setting=self.setting)

    def _ask(self, address: str, limit: int, accept: str) -> Fetched | str:
        """Send one request; an address is where the answer redirects to."""
        import httpx

        self._keep_pace()
        try:
            with self._client.stream("GET", address, headers={"Accept": accept}) as response:
                self._judge(address, response)
                if response.status_code in _REDIRECTS:
                    return _joined(address, str(response.headers.get("Location", "")))
                return Fetched(self._read(address, response, limit), _content_type(response), address)
        except httpx.TimeoutException as fault:
            raise _AskAgain(f"no answer within {self.manners.timeout:g} seconds") from fault
        except httpx.TransportError as fault:  # no connection, or broken off halfway
            raise _AskAgain(str(fault) or type(fault).__name__) from fault
        except httpx.DecodingError as fault:
            raise SourceGarbled(
                address=address, wanted="an answer that can be unpacked", detail=fault, setting=self.setting
            ) from fault
        except (httpx.InvalidURL, UnicodeError) as fault:
            raise SourceRefused(address=address, detail=f"it is no address ({fault})") from fault

    def _keep_pace(self) -> None:
        since = time.monotonic() - self._last
        if since < self.manners.pause:
            self._sleep(self.manners.pause - since)
        self._last = time.monotonic()

    def _judge(self, address: str, response: httpx.Response) -> None:
        """Let a success or redirect pass; raise what any other status means."""
        status = response.status_code
        if response.is_success or status in _REDIRECTS:
            return
        said = f"HTTP {status} {response.reason_phrase}".strip()
        if status in _BUSY:
            raise _AskAgain(said, _retry_after(response.headers.get("Retry-After", "")))
        if status in _GONE:
            raise NotAtSource(address=address, detail=said, setting=self.setting)
        raise SourceRefused(address=address, detail=said)

    def _read(self, address: str, response: httpx.Response, limit: int) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and int(announced) > limit:
            raise TooLargeAtSource(address=address, limit=limit // _MEBIBYTE)
        end = time.monotonic() + self.manners.deadline
        data = bytearray()
        for piece in response.iter_bytes():
            data += piece
            if len(data) > limit:
                raise TooLargeAtSource(address=address, limit=limit // _MEBIBYTE)
            if time.monotonic() > end:
                raise _AskAgain(f"the answer took longer than {self.manners.deadline:g} seconds")
        return bytes(data)


class _AskAgain(Exception):
    """This attempt failed in a way that another may not; after `wait` seconds at the earliest."""

    def __init__(self, detail: str, wait: float = 0.0) -> None:
        self.detail = detail
        self.wait = wait
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class _Place:
    """A machine as an address names it; all empty for what is no http(s) address."""

    scheme: str = ""
    host: str = ""
    port: int = 0


def _place(address: str) -> _Place:
    try:
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname:
            return _Place()
        return _Place(parts.scheme, parts.hostname.casefold(), parts.port or _PORTS[parts.scheme])
    except ValueError:  # brackets or a port that are none
        return _Place()


def _joined(address: str, target: str) -> str:
    """Where a redirect leads; as it stands where that is no address, for the next check to refuse."""
    try:
        return urljoin(address, target)
    except ValueError:
        return target


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _content_type(response: httpx.Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().casefold()


def _retry_after(value: str) -> float:
    """Seconds of a Retry-After header, which is a number or a date (RFC 9110, 10.2.3); 0 for neither."""
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
