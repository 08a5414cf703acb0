"""references of a letter -> JSON, and text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.cited_letters import CitedLetter, CitingLetter
from assistant.references import Reference
from assistant.vocabulary import LetterHeader
from ui import texts
from ui.answer_forms import letter_form
from ui.escaping import one_line
from ui.footnotes import official_name

Json: TypeAlias = dict[str, Any]


def references_form(header: LetterHeader, cited: Sequence[CitedLetter], citing: Sequence[CitingLetter]) -> Json:
    """What a letter refers to and what refers to it: `letters show ID --references --json`."""
    return {
        "letter": letter_form(header),
        "references": [
            _reference_form(one.reference)
            | {"letters": [letter_form(other) | {"official": official_name(other)} for other in one.letters]}
            for one in cited
        ],
        "cited_by": [{"letter": letter_form(one.header), **_reference_form(one.reference)} for one in citing],
    }


def print_references(console: Console, cited: Sequence[CitedLetter], citing: Sequence[CitingLetter]) -> None:
    """Print what a letter refers to and what refers to it."""
    if not cited:
        console.print(texts.NO_REFERENCES)
    else:
        table = Table(*texts.REFERENCE_COLUMNS)
        for one in cited:
            there = ", ".join(other.id for other in one.letters)
            cells = [one.reference.text, one.reference.official, there, one.reference.url or ""]
            table.add_row(*[escape(one_line(cell)) for cell in cells])
        console.print(table)
    if citing:
        console.print(f"[bold]{escape(texts.CITED_BY)}[/bold]")
        for other in citing:
            said = f"{texts.say_letter(other.header)} — {other.reference.text}"
            console.print(f"  {escape(one_line(said))}")


def _reference_form(reference: Reference) -> Json:
    return {
        "text": reference.text,
        "start": reference.start,
        "end": reference.end,
        "kind": reference.kind.value,
        "identifier": reference.identifier,
        "official": reference.official,
        "url": reference.url,
    }
