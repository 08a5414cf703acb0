"""name and password -> a line of the server's password file: `briefwijzer user`."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ui import texts

_HELP = texts.USER_HELP


def user(
    name: Annotated[str, typer.Argument(help=_HELP["name"])],
    editor: Annotated[bool, typer.Option("--editor", help=_HELP["editor"])] = False,
    file: Annotated[Path | None, typer.Option("--file", help=_HELP["file"])] = None,
) -> None:
    """Make a line of the password file; the password is asked for, or read from standard input."""
    from ui.passwords import SHORTEST, password_line

    if not name.strip() or ":" in name:
        raise typer.BadParameter(texts.USER_NAME)
    ask = texts.USER_ASK.format(length=SHORTEST)
    password = getpass.getpass(ask) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        raise typer.BadParameter(texts.USER_SHORT.format(length=SHORTEST))
    line = password_line(name.strip(), password, editor=editor)
    if file is None:
        sys.stdout.write(f"{line}\n")
        return
    before = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    kept = [one for one in before if one.partition(":")[0] != name.strip()]
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write("\n".join([*kept, line]) + "\n")
    sys.stderr.write(texts.USER_ADDED.format(name=name.strip(), file=file) + "\n")
