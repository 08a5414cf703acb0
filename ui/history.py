"""a conversation <-> what the browser keeps of it: the server stores nothing, and believes only what it made itself.

Each turn bears a seal (HMAC-SHA256) over what is shown of it and the user it was made for. What comes back from a browser
without the right seal is left out: it could hold markup of others.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from ui.chat_view import Turn

StoredTurn: TypeAlias = dict[str, object]

_KEPT = 20  # turns that a browser keeps, about 15 KB each
_NAME = "history.key"
_BYTES = 32


class History:
    """Seals the turns of conversations, and opens them."""

    def __init__(self, folder: Path) -> None:
        """Use the key of this folder, made the first time; where it cannot be written, one that lasts until the end."""
        self._key = _read_key(folder / _NAME)

    def store(self, turns: Sequence[Turn], user: str) -> list[StoredTurn]:
        """The turns that are complete, as the browser keeps them."""
        return [self._stored(turn, user) for turn in turns[-_KEPT:] if turn.complete]

    def _stored(self, turn: Turn, user: str) -> StoredTurn:
        values: StoredTurn = {
            "number": turn.number,
            "question": turn.question,
            "html": turn.html,
            "answered": turn.answered,
            "answer": turn.answer,
        }
        return values | {"seal": self._seal(values, user)}

    def restore(self, stored: object, user: str) -> tuple[Turn, ...]:
        """The turns that this server made for this user, as far as they are among what a browser sent."""
        return tuple(turn for one in _as_list(stored) if (turn := self._opened(one, user)) is not None)

    def _opened(self, stored: object, user: str) -> Turn | None:
        match stored:
            case {
                "number": int(number),
                "question": str(question),
                "html": str(html),
                "answered": bool(answered),
                "answer": str(answer),
                "seal": str(seal),
            }:
                turn = Turn(number, question, html, complete=True, answered=answered, answer=answer)
                if hmac.compare_digest(seal.encode(), str(self._stored(turn, user)["seal"]).encode()):
                    return turn
        return None

    def _seal(self, values: StoredTurn, user: str) -> str:
        sealed = json.dumps([user, values], sort_keys=True).encode()
        return hmac.new(self._key, sealed, hashlib.sha256).hexdigest()


def _as_list(stored: object) -> list[object]:
    return stored[-_KEPT:] if isinstance(stored, list) else []


def _read_key(path: Path) -> bytes:
    key = secrets.token_bytes(_BYTES)
    with contextlib.suppress(OSError):
        with contextlib.suppress(FileExistsError):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "wb") as new:
                new.write(key)
        found = path.read_bytes()
        return found if len(found) == _BYTES else key
    return key
