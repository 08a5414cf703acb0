"""a character code -> the character as the letter's text has it.

Codes are those that pdfium gives; it has its own for hyphens at a line's end.
"""

from __future__ import annotations

from ingest.pdf_lines import HYPHEN

_NOTHING = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFD, 0xFFFF, 0x7F})
_WRITTEN_OUT = {
    **dict.fromkeys((0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)), " "),
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    0xF0B7: "•",  # the bullets of Word's Symbol and Wingdings types
    0xF0A7: "▪",
    0xF0D8: "▪",
    0xF02D: "-",
}


class _Characters(dict[int, str]):
    """Character code -> the character as the text has it; "" for what is no text."""

    def __missing__(self, code: int) -> str:
        if code in (0x2, 0xAD, 0xFFFE):
            char = HYPHEN
        elif code < 0x20 or 0xD800 <= code <= 0xDFFF or code in _NOTHING or code > 0x10FFFF:
            char = ""
        else:
            char = _WRITTEN_OUT.get(code) or chr(code)
        self[code] = char
        return char


CHARACTERS = _Characters()
