"""README and a text -> the README with that text between two marks, which a program keeps up to date."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import GoldError


def read_part(file: Path, begin: str, end: str) -> str:
    """What stands between two marks of a file.

    Raises:
        GoldError: The file cannot be read, or the two marks do not stand in it once each.
    """
    return _parts(file, begin, end)[1]


def write_part(file: Path, begin: str, end: str, text: str) -> None:
    """Put a text between two marks of a file, on lines of its own.

    Raises:
        GoldError: As `read_part`.
    """
    before, _, after = _parts(file, begin, end)
    file.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _parts(file: Path, begin: str, end: str) -> tuple[str, str, str]:
    try:
        before, rest = file.read_text(encoding="utf-8").split(begin)
        held, after = rest.split(end)
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        detail = f"what is written here stands between {begin} and {end}, and those are not there once each"
        raise GoldError(file=str(file), line=1, detail=detail) from fault
    return before, held, after
