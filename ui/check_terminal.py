"""checked claims -> text for the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.claims import TextCheck, Verdict
from ui import texts
from ui.check_forms import explain

_COLOURS = {Verdict.CONFIRMED: "green", Verdict.CONTRADICTED: "red", Verdict.NOT_FOUND: "yellow"}


def print_check(console: Console, check: TextCheck) -> None:
    """Print each claim with its verdict, its parts and the quotes; letter text is never read as markup."""
    for one in check.checks:
        console.print(f"[bold]„{escape(one.claim)}”[/bold]")
        console.print(f"[{_COLOURS[one.verdict]}]{escape(explain(one))}[/]\n")
        if one.parts:
            table = Table(*texts.CHECK_COLUMNS)
            for part in one.parts:
                found = part.found or texts.CHECK_NOTHING
                table.add_row(escape(part.claimed), escape(found), texts.CHECK_MATCHES[part.match.value])
            console.print(table)
        for citation in one.citations:
            console.print(f"[cyan]{escape(f'[{citation.marker}]')}[/cyan] {escape(texts.say_letter(citation.header))}")
            console.print(f"    {escape(texts.say_place(citation))}")
            console.print(f"    „{escape(citation.quote)}”\n")
    console.print(f"[dim]{escape(texts.say_searched(check.searched))}[/dim]")
