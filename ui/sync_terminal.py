"""report of a sync -> text for the terminal, and JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.sync_report import Synced, SyncOutcome, SyncReport
from ui import texts

_TOLD = (SyncOutcome.FAILED, SyncOutcome.SKIPPED, SyncOutcome.REMOVED, SyncOutcome.WITHDRAWN)


def print_sync(report: SyncReport, *, listing: bool) -> None:
    """Print what became of a sync to standard error: counts, and each letter of which there is something to say.

    Args:
        report: The report.
        listing: Print the letters that a dry run would fetch to standard output.
    """
    console = Console(stderr=True)
    if listing:
        Console().print(_planned([letter for letter in report.letters if letter.outcome is SyncOutcome.PLANNED]))
    told = [outcome for outcome in SyncOutcome if report.counts[outcome]]
    counts = [f"{report.counts[outcome]} {texts.SYNC_OUTCOMES[outcome]}" for outcome in told]
    console.print(escape((", ".join(counts) or texts.SYNC_NOTHING) + "."))
    for letter in report.letters:
        if letter.outcome in _TOLD:
            console.print(f"  {escape(texts.SYNC_OUTCOMES[letter.outcome])}: {escape(_said(letter))}")
    if report.disagrees:
        console.print(escape(texts.SYNC_DISAGREES.format(announced=report.announced, listed=report.listed)))
    if report.stopped is not None:
        console.print(escape(texts.SYNC_STOPPED.format(fault=texts.say_error(report.stopped))))


def _planned(letters: list[Synced]) -> Table:
    table = Table(*texts.SYNC_COLUMNS)
    for letter in letters:
        day = letter.date.isoformat() if letter.date else ""
        cells = [day, letter.ministry or "", letter.subject or "", letter.address or ""]
        table.add_row(*[escape(cell) for cell in cells])
    return table


def _said(letter: Synced) -> str:
    """Why, or else which: a source's words can hold a newline or an escape sequence, which is not to act here."""
    said = texts.say_error(letter.fault) if letter.fault else letter.reason
    line = " ".join((said or letter.address or letter.key).split())
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def sync_form(report: SyncReport) -> dict[str, Any]:
    """The report as plain values; letters that are unchanged or left out are only counted."""
    return {
        "source": report.source,
        "dry_run": report.dry_run,
        "announced": report.announced,
        "listed": report.listed,
        "complete": report.stopped is None and not report.disagrees,
        "stopped": str(report.stopped) if report.stopped else None,
        "counts": {outcome.value: report.counts[outcome] for outcome in SyncOutcome},
        "letters": [
            {
                "key": letter.key,
                "address": letter.address,
                "outcome": letter.outcome.value,
                "letter": letter.letter_id,
                "date": letter.date.isoformat() if letter.date else None,
                "ministry": letter.ministry,
                "subject": letter.subject,
                "url": letter.url,
                "reason": letter.reason,
            }
            for letter in report.letters
        ],
    }
