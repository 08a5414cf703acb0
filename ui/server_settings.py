"""environment and settings file -> what a server for a team needs to know: who may come in, limits, logs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from assistant.errors import SettingError

_PREFIX = "BRIEFWIJZER_"
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server can be told.

    Variables: BRIEFWIJZER_PASSWORDS (a file made by `briefwijzer user`), BRIEFWIJZER_SSO_HEADER (the header in which a
    proxy for single sign-on names the user) with BRIEFWIJZER_PROXIES (the addresses that are believed, as
    "10.0.0.5, 10.1.0.0/16") and BRIEFWIJZER_EDITORS (who may add and remove letters), BRIEFWIJZER_LIMIT (questions a
    minute of one user), BRIEFWIJZER_LOG (a file, or "-" for standard error), BRIEFWIJZER_LOG_QUESTIONS
    ("ja" puts the texts of questions in the log), BRIEFWIJZER_KEEP_DAYS (after which logs and feedback are deleted).
    """

    passwords: Path | None = None
    sso_header: str | None = None
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    editors: frozenset[str] = frozenset()
    limit: int | None = None
    log: Path | None = None
    log_questions: bool = False
    keep_days: int = 90

    @property
    def needs_login(self) -> bool:
        """Whether users have to say who they are."""
        return self.passwords is not None or self.sso_header is not None


def with_settings_file(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment completed by the file that BRIEFWIJZER_CONFIG names; what the environment says goes first.

    The file is TOML; its names are those of the variables without their prefix, in lower case: `library = "..."`.

    Raises:
        SettingError: The file cannot be read, or holds something else than names with plain values.
    """
    named = environment.get(f"{_PREFIX}CONFIG")
    if not named:
        return dict(environment)
    try:
        found = tomllib.loads(Path(named).expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SettingError(name=f"{_PREFIX}CONFIG", value=named, detail=fault) from fault
    for name, value in found.items():
        if isinstance(value, (dict, list)):
            raise SettingError(name=f"{named}: {name}", value=value, detail="give one value, in quotes")
    return {f"{_PREFIX}{name.upper()}": str(value) for name, value in found.items()} | dict(environment)


def read_server_settings(environment: Mapping[str, str]) -> ServerSettings:
    """Read the settings of a server.

    Raises:
        SettingError: A number is none, an address is none, or a header is named without the proxies that may set it.
    """
    values = {name.removeprefix(_PREFIX): value.strip() for name, value in environment.items() if value.strip()}
    header = values.get("SSO_HEADER")
    proxies = _read_proxies(values.get("PROXIES", ""))
    if header and not proxies:
        raise SettingError(
            name=f"{_PREFIX}SSO_HEADER", value=header,
            detail=f"name the addresses that may set it in {_PREFIX}PROXIES; anybody else could pretend to be anyone",
        )  # fmt: skip
    passwords = Path(values["PASSWORDS"]).expanduser() if "PASSWORDS" in values else None
    limit = _read_number(values, "LIMIT", 0)
    return ServerSettings(
        passwords=passwords,
        sso_header=header.lower() if header else None,
        proxies=proxies,
        editors=frozenset(name.strip() for name in values.get("EDITORS", "").split(",") if name.strip()),
        limit=limit or (60 if passwords or header else None),
        log=Path(values["LOG"]).expanduser() if "LOG" in values else None,
        log_questions=values.get("LOG_QUESTIONS", "").lower() in {"ja", "1", "true", "yes"},
        keep_days=_read_number(values, "KEEP_DAYS", 90),
    )


def _read_proxies(written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one.strip(), strict=False) for one in written.split(",") if one.strip())
    except ValueError as fault:
        raise SettingError(name=f"{_PREFIX}PROXIES", value=written, detail=fault) from fault


def _read_number(values: Mapping[str, str], name: str, default: int) -> int:
    written = values.get(name, str(default))
    if not written.isascii() or not written.isdigit() or int(written) > _MOST:
        raise SettingError(name=f"{_PREFIX}{name}", value=written, detail="give a whole number, for example 60")
    return int(written)
