"""text of others -> HTML, or a plain line, that shows it as text: nothing in it can act, and nothing in it can hide."""

from __future__ import annotations

import html
import re

# Control characters, and those that turn the direction of writing: a letter could show other words than it holds.
# https://trojansource.codes; the categories are those of Unicode's Bidi_Control and Cc, and its invisible tags.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
# What no XML document can hold, so no Word file or workbook either. https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def escape_text(text: str) -> str:
    """Escape text for an HTML element or a quoted attribute's value; hidden characters are named instead."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", html.escape(text, quote=True))


def one_line(text: str) -> str:
    """Text for a file that is taken along: on one line, with hidden characters named instead of acting."""
    named = _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", " ".join(text.split()))
    return _NO_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", named)


def escape_passage(text: str) -> str:
    """Escape a passage of a letter; where it holds table cells, the border between them is drawn."""
    return escape_text(text).replace("\t", '<span class="bw-cel">\t</span>')


def escape_shown(text: str) -> str:
    """Escape text for an element of its own; its direction of writing does not reach what stands around it."""
    return f"<bdi>{escape_text(text)}</bdi>"
