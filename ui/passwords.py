"""name and password <-> a line of the password file, with the password as a salted scrypt hash.

scrypt (RFC 7914) with the cost that OWASP's cheat sheet for storing passwords names: N = 2^17, r = 8, p = 1.
A line: name:role:scrypt:N:r:p:salt:hash, salt and hash in hexadecimal.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingError
from ui.users import User

_COST, _BLOCK, _PARALLEL = 2**17, 8, 1
_MEMORY = 256 * 2**20
_ROLES = {"lezer": False, "redacteur": True}
_AT_ONCE = threading.Semaphore(2)  # hashes at the same time: each takes 128 MB
SHORTEST = 12  # characters of a password


@dataclass(frozen=True, slots=True)
class _Entry:
    user: User
    cost: int
    block: int
    parallel: int
    salt: bytes
    hashed: bytes


class PasswordFile:
    """The users of a password file; a change of the file is seen at the next login."""

    def __init__(self, path: Path) -> None:
        """Take the users from this file.

        Raises:
            SettingError: The file cannot be read, or a line is broken.
        """
        self._path = path
        _read_entries(path)

    def user(self, name: str, password: str) -> User | None:
        """The user of this name and password, or None; it takes as long for a name that is not there."""
        entries = _read_entries(self._path)
        entry = entries.get(name)
        probe = entry or _Entry(User("", editor=False), _COST, _BLOCK, _PARALLEL, b"\0" * 16, b"")
        with _AT_ONCE:
            hashed = _hash(password, probe.salt, probe.cost, probe.block, probe.parallel)
        return entry.user if entry is not None and hmac.compare_digest(hashed, entry.hashed) else None


def password_line(name: str, password: str, *, editor: bool) -> str:
    """The line of a user, to be added to a password file."""
    salt = secrets.token_bytes(16)
    hashed = _hash(password, salt, _COST, _BLOCK, _PARALLEL)
    role = next(role for role, may_edit in _ROLES.items() if may_edit is editor)
    return ":".join([name, role, "scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), salt.hex(), hashed.hex()])


def _hash(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32)


def _read_entries(path: Path) -> dict[str, _Entry]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise SettingError(name="BRIEFWIJZER_PASSWORDS", value=path, detail=fault.strerror or fault) from fault
    entries = [_read_entry(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    return {entry.user.name: entry for entry in entries}


def _read_entry(path: Path, number: int, line: str) -> _Entry:
    try:
        name, role, _, cost, block, parallel, salt, hashed = line.strip().split(":")
        user = User(name, editor=_ROLES[role])
        return _Entry(user, int(cost), int(block), int(parallel), bytes.fromhex(salt), bytes.fromhex(hashed))
    except (ValueError, KeyError) as fault:
        detail = f"line {number} is no line of a password file; make one with: briefwijzer user NAME"
        raise SettingError(name="BRIEFWIJZER_PASSWORDS", value=path, detail=detail) from fault
