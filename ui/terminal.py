"""answers, passages, letters and reports -> text for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from assistant.explanation import explain_passage
from assistant.retrieval import explain
from assistant.understanding import Query
from assistant.vocabulary import Answer, Citation, Letter, LetterHeader, ScoredPassage
from ingest.report import FileReport, Outcome
from ui import texts


def print_answer(console: Console, answer: Answer) -> None:
    """Print an answer with its sources; letter text is never read as markup."""
    heading = texts.say_status(answer)
    if heading:
        console.print(f"[bold]{escape(heading)}[/bold]\n")
    if answer.short:
        console.print(
            f"[bold green]{escape(texts.say_short(answer))}[/bold green] [cyan]{escape(f'[{answer.short.marker}]')}[/cyan]\n"
        )
    for lead, sentence in zip(texts.say_leads(answer), answer.sentences, strict=True):
        if lead:
            console.print(f"[dim]{escape(lead)}[/dim]")
        shown = escape(sentence.text)
        if sentence.focus:
            start, end = sentence.focus
            before, focus, after = sentence.text[:start], sentence.text[start:end], sentence.text[end:]
            shown = f"{escape(before)}[bold green]{escape(focus)}[/bold green]{escape(after)}"
        markers = "".join(f"[{marker}]" for marker in sentence.markers)
        console.print(f"{shown} [cyan]{escape(markers)}[/cyan]\n")
    if answer.revision:
        console.print(f"{escape(texts.say_revision(answer))}\n")
    _print_citations(console, texts.SOURCES, answer.citations, quoted=False)
    _print_citations(console, texts.NEAREST, answer.nearest, quoted=True)
    for note in answer.notes:
        console.print(f"[dim]{escape(texts.NOTES)}: {escape(texts.say_note(note))}[/dim]")
    console.print(f"[dim]{escape(texts.say_searched(answer.searched))}[/dim]")


def _print_citations(console: Console, title: str, citations: Sequence[Citation], *, quoted: bool) -> None:
    if not citations:
        return
    console.print(f"[bold]{escape(title)}[/bold]")
    for citation in citations:
        mark = escape(f"[{citation.marker}]")
        console.print(f"[cyan]{mark}[/cyan] {escape(texts.say_letter(citation.header))}")
        console.print(f"    {escape(texts.say_place(citation))}")
        if quoted:
            console.print(f"    „{escape(citation.quote)}”")
    console.print()


def print_passages(console: Console, passages: Sequence[ScoredPassage], *, query: Query | None = None) -> None:
    """Print ranked passages; with the query that found them also why each was found."""
    if not passages:
        console.print(texts.NO_PASSAGES)
    for rank, scored in enumerate(passages, start=1):
        console.print(f"[bold]{rank}. {escape(texts.say_letter(scored.header))}[/bold]")
        section = " › ".join(scored.passage.section)
        if section:
            console.print(f"   [dim]§ {escape(section)}[/dim]")
        console.print(f"   {escape(scored.passage.text)}")
        if query is not None:
            console.print(f"   [dim]{escape(texts.say_why(explain_passage(scored, query)))}[/dim]")
            parts = ", ".join(f"{texts.FEATURES[name]} {added:.2f}" for name, added in explain(scored))
            console.print(f"   [dim]{escape(parts)}[/dim]")
        console.print()


def print_letters(console: Console, headers: Sequence[LetterHeader]) -> None:
    """Print the list of letters: date and subject, below them the ministry and the id, which is never cut off."""
    table = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0))
    for header in headers:
        date = header.date.isoformat() if header.date else ""
        below = " · ".join(filter(None, (header.ministry, header.id)))
        table.add_row(date, f"[bold]{escape(header.title)}[/bold]\n[dim]{escape(below)}[/dim]")
    console.print(table)


def print_letter(console: Console, letter: Letter) -> None:
    """Print a letter's header and text."""
    for name, value in texts.letter_fields(letter.header):
        console.print(f"[bold]{escape(name)}[/bold]: {escape(value)}")
    console.print(f"\n{escape(letter.text)}")


def file_progress(console: Console) -> Progress:
    """A progress bar over files, with the time left."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )


def print_intake(console: Console, reports: Sequence[FileReport]) -> None:
    """Print what became of the files: counts, and the reason for each that gave no letter."""
    counts = Counter(report.outcome for report in reports)
    parts = [f"{counts[outcome]} {texts.OUTCOMES[outcome]}" for outcome in Outcome if counts[outcome]]
    console.print(escape(", ".join(parts) + "." if parts else texts.NOTHING_TO_READ))
    for report in reports:
        if report.outcome in {Outcome.FAILED, Outcome.SKIPPED}:
            # A file's name can hold a newline or an escape sequence; shown as Python would quote it, it cannot act.
            reason = (report.reason or "").replace(report.path, ascii(report.path)[1:-1])
            console.print(f"  {escape(texts.OUTCOMES[report.outcome])}: {escape(reason)}")
