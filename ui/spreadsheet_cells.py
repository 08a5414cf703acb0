"""text of others -> a cell that no spreadsheet computes."""

from __future__ import annotations

# What a spreadsheet takes for the beginning of a formula, and the full-width forms that some take for the same.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before = + - @ and control characters."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
