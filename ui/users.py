"""request -> who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

SCOPE_KEY = "briefwijzer.user"  # under which the middleware of `ui.access` leaves the user


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who asks."""

    name: str
    editor: bool  # may add and remove letters; a reader may not


ANYBODY = User("", editor=True)  # without a login, whoever reaches the server is at this machine


def user_of(request: HTTPConnection) -> User:
    """The user of a request."""
    user = request.scope.get(SCOPE_KEY, ANYBODY)
    assert isinstance(user, User)  # noqa: S101 - put there by this program alone
    return user


def name_of(request: HTTPConnection) -> str:
    """By what a user's questions are counted: the name, or else the address."""
    return user_of(request).name or (request.client.host if request.client else "")
