"""what is taken along -> Markdown with footnotes; text of letters is shown as it is, and never read as markup."""

from __future__ import annotations

import re

from ui import texts
from ui.escaping import one_line
from ui.takeaway import Takeaway, TakenSource, TakenTable, closing_lines

_SPECIAL = re.compile(r"([\\`*_{}\[\]#+|~$^=@])")
_OPENING = re.compile(r"^(\s*)(-|\d+(?=[.)]))")  # what begins a list or a line under a heading
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_markdown(taken: Takeaway) -> bytes:
    """Write Markdown (CommonMark with footnotes and tables), UTF-8."""
    parts = [f"# {escape_markdown(taken.title)}"]
    parts += [
        f"{'## ' if one.heading else ''}{escape_markdown(one.text)}{_marks(one.markers)}" for one in taken.paragraphs
    ]
    for table in taken.tables:
        parts.append(_table(table))
    parts += [_note(taken, source) for source in taken.sources]
    parts.append(f"## {texts.TAKEN_REMARKS}")
    parts.append("\n".join(f"- {escape_markdown(line)}" for line in closing_lines(taken)))
    return ("\n\n".join(parts) + "\n").encode()


def escape_markdown(text: str) -> str:
    """Text on one line that every Markdown reader shows as it is: no markup, no links, no HTML."""
    line = "".join(_NAMED.get(char, char) for char in one_line(text))
    line = _SPECIAL.sub(r"\\\1", line)
    line = _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] == "-" else f"{found[1]}{found[2]}\\", line)
    # An address in a letter is not to become a link: readers make links of bare ones.
    return line.replace("://", "&#58;//").replace("www.", "www&#46;").replace("](", "]&#40;")


def _marks(markers: tuple[int, ...]) -> str:
    return "".join(f"[^{marker}]" for marker in markers)


def _note(taken: Takeaway, source: TakenSource) -> str:
    address = taken.address(source)
    # The address is checked where it comes in (https only); what could close the brackets is written in its code.
    shown = f" <{address.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>" if address else ""
    section = f" ({escape_markdown(' › '.join(source.section))})" if source.section else ""
    return f"[^{source.marker}]: {escape_markdown(source.note)}{section}: „{escape_markdown(source.quote)}”{shown}"


def _table(table: TakenTable) -> str:
    marked = bool(table.markers)
    columns = [*table.columns, *([texts.TAKEN_NOTE_COLUMN] if marked else [])]
    lines = [f"## {escape_markdown(table.title)}", ""]
    lines.append(f"| {' | '.join(escape_markdown(one) for one in columns)} |")
    lines.append("|" + " --- |" * len(columns))
    for at, row in enumerate(table.rows):
        cells = [escape_markdown(cell) or " " for cell in row]
        if marked:
            marker = table.markers[at]
            cells.append(f"[^{marker}]" if marker else " ")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
