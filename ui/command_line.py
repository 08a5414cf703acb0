"""arguments -> the program: every command, its output and its exit code.

Exit codes: 0 done (also when nothing was found), 1 something that the user can mend (one line on stderr), 2 wrong
usage. JSON goes to stdout alone; progress and messages go to stderr.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from assistant import errors
from assistant.settings import Settings, read_settings
from assistant.vocabulary import Filters, Length, Question
from ui import texts
from ui.care_command import backup, migrate, restore
from ui.check_command import check
from ui.eval_command import evaluate
from ui.feedback_command import feedback_app
from ui.figures_command import figures
from ui.promises_command import promises
from ui.sync_command import sync
from ui.user_command import user

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.vocabulary import Answer, LetterHeader

app = typer.Typer(
    name="briefwijzer", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=texts.TAGLINE
)
letters_app = typer.Typer(invoke_without_command=True, help=texts.HELP["letters"])
app.add_typer(letters_app, name="letters")

LibraryOption = Annotated[Path | None, typer.Option("--library", help=texts.HELP["library"])]
JsonOption = Annotated[bool, typer.Option("--json", help=texts.HELP["json"])]
MinistryOption = Annotated[str | None, typer.Option("--ministry", help=texts.HELP["ministry"])]
SinceOption = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=texts.HELP["from"])]
UntilOption = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help=texts.HELP["to"])]
DossierOption = Annotated[str | None, typer.Option("--dossier", help=texts.HELP["dossier"])]
BatchOption = Annotated[Path | None, typer.Option("--batch", help=texts.HELP["batch"])]


def main() -> None:
    """Run the program; an error that the user can mend is one line and exit code 1."""
    try:
        app()
    except errors.BriefwijzerError as fault:
        line = " ".join(texts.say_error(fault).split())
        print(line, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print(texts.INTERRUPTED, file=sys.stderr)
        sys.exit(130)


@contextlib.contextmanager
def _opened(folder: Path | None, *, create: bool = False) -> Iterator[Library]:
    """The library that the settings name, with the embedder that they name."""
    settings = read_settings(os.environ, library=folder)
    library = open_library(settings, create=create)
    try:
        yield library
    finally:
        library.close()


def open_library(settings: Settings, *, create: bool = False) -> Library:
    """Open the library of these settings."""
    from assistant.library import Library

    return Library.from_settings(settings, create=create)


def _write_json(form: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@app.command(help=texts.HELP["ingest"])
def ingest(
    paths: Annotated[list[Path], typer.Argument(help=texts.HELP["paths"])],
    library: LibraryOption = None,
    as_json: JsonOption = False,
    watch: Annotated[bool, typer.Option("--watch", help=texts.HELP["watch"])] = False,
) -> None:
    """Read letters into the library."""
    from ingest.documents import find_documents
    from ingest.intake import PASSING, ingest_paths
    from ingest.report import FileReport, Outcome
    from ui.terminal import file_progress, print_intake

    missing = [path for path in paths if not path.exists()]
    if missing and len(missing) == len(paths):
        raise errors.NoSuchPath(path=missing[0])
    console = Console(stderr=True)
    reports: list[FileReport] = []
    try:
        with _opened(library, create=True) as opened, file_progress(console) as progress:
            bar = progress.add_task(texts.READING, total=sum(1 for _ in find_documents(paths)))
            reports = ingest_paths(opened, paths, on_file=lambda _report: progress.advance(bar))
        print_intake(console, reports)
    except PASSING as fault:
        if not watch:
            raise
        print(" ".join(texts.say_error(fault).split()), file=sys.stderr, flush=True)
    if as_json:
        _write_json({"files": [dataclasses.asdict(report) for report in reports]})
    if watch:
        _watch(library, paths, console)
    read = [report for report in reports if report.outcome is not Outcome.SKIPPED]
    if not read:
        raise errors.NoLetters(paths=", ".join(str(path) for path in paths))
    if any(report.outcome is Outcome.FAILED for report in reports):
        raise typer.Exit(1)


def _watch(folder: Path | None, paths: list[Path], console: Console) -> None:
    """Take in files as they come, until Ctrl-C."""
    from ingest.intake import PASSING, WATCH_PAUSE, watch_paths
    from ui.terminal import print_intake

    console.print(texts.WATCHING)
    while True:
        try:
            with _opened(folder, create=True) as opened:
                watch_paths(
                    opened, paths, on_file=lambda report: print_intake(console, [report]), stopped=lambda: False
                )
        except PASSING:  # the library could not be opened yet
            time.sleep(WATCH_PAUSE)


@app.command(help=texts.HELP["ask"])
def ask(
    question: Annotated[str | None, typer.Argument(help=texts.HELP["question"])] = None,
    library: LibraryOption = None,
    ministry: MinistryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dossier: DossierOption = None,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    length: Annotated[Length, typer.Option("--length", help=texts.HELP["length"])] = Length.SHORT,
    export: Annotated[Path | None, typer.Option("--export", help=texts.EXPORT_HELP)] = None,
    why: Annotated[bool, typer.Option("--explain", help=texts.HELP["explain"])] = False,
) -> None:
    """Answer a question, or each question of a file."""
    from assistant.pipeline import QuestionPipeline
    from ui.answer_forms import answer_form
    from ui.exports import format_of
    from ui.terminal import print_answer, print_passages

    filters = _filters(ministry, since, until, dossier)
    settings = read_settings(os.environ, library=library)
    if export is not None:
        if batch is not None:
            raise typer.BadParameter(texts.EXPORT_OR_BATCH)
        format_of(export)  # a name that cannot be written is told before anything is asked
    with _opened(library) as opened:
        pipeline = QuestionPipeline.from_settings(opened, settings)
        if batch is not None:
            _run_batch(
                batch, filters, lambda one: answer_form(pipeline.answer(dataclasses.replace(one, length=length)))
            )
            return
        asked = Question(_required(question), filters=filters, length=length)
        answer = pipeline.answer(asked)
        found = pipeline.find(asked) if why else None
        if export is not None:
            _export_answer(opened, answer, export)
    if as_json:
        _write_json(answer_form(answer))
    else:
        print_answer(Console(), answer)
        if found is not None:
            print_passages(Console(), found.passages, query=found.query)


def _export_answer(library: Library, answer: Answer, file: Path) -> None:
    from ui.exports import write_export
    from ui.takeaway import library_state, take_answer

    today = date.today()  # noqa: DTZ011 - the user's own calendar
    write_export(take_answer(answer, library_state(library), today), file)
    print(texts.EXPORTED.format(file=file), file=sys.stderr)


@app.command(help=texts.HELP["search"])
def search(
    question: Annotated[str | None, typer.Argument(help=texts.HELP["question"])] = None,
    library: LibraryOption = None,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help=texts.HELP["top"])] = 10,
    ministry: MinistryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dossier: DossierOption = None,
    as_json: JsonOption = False,
    batch: BatchOption = None,
    why: Annotated[bool, typer.Option("--explain", help=texts.HELP["explain"])] = False,
) -> None:
    """Find passages, without an answer."""
    from assistant.pipeline import QuestionPipeline
    from ui.answer_forms import search_form
    from ui.terminal import print_passages

    filters = _filters(ministry, since, until, dossier)
    with _opened(library) as opened:
        pipeline = QuestionPipeline(opened)
        if batch is not None:
            _run_batch(batch, filters, lambda one: search_form(one, pipeline.search(one, limit=top)))
            return
        asked = Question(_required(question), filters=filters)
        found = pipeline.find(asked, limit=top)
    if as_json:
        _write_json(search_form(asked, found.passages))
    else:
        print_passages(Console(), found.passages, query=found.query if why else None)


def _required(question: str | None) -> str:
    if question is None:
        raise errors.EmptyQuestion
    return question


def _filters(ministry: str | None, since: datetime | None, until: datetime | None, dossier: str | None) -> Filters:
    from assistant.vocabulary import dossier_number

    return Filters(
        ministry=ministry,
        since=since.date() if since else None,
        until=until.date() if until else None,
        dossier=dossier_number(dossier) if dossier else None,
    )


def _run_batch(file: Path, filters: Filters, run: Any) -> None:  # noqa: ANN401 - Question -> JSON form
    """Give a line of JSON for each question of a file; a question that fails gives its error, and the rest go on."""
    from ui.batch import read_questions

    for asked in read_questions(file, filters):
        try:
            form = run(asked)
        except errors.UsageError as fault:
            form = {"id": asked.id, "question": asked.text, "error": texts.say_error(fault)}
        _write_json(form)


@letters_app.callback(invoke_without_command=True)
def letters(context: typer.Context, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """List the letters."""
    if context.invoked_subcommand is not None:
        return
    from ui.answer_forms import letter_form
    from ui.terminal import print_letters

    with _opened(library) as opened:
        headers = opened.headers()
    if as_json:
        _write_json([letter_form(header) for header in headers])
    else:
        print_letters(Console(), headers)


@letters_app.command("show", help=texts.HELP["letters show"])
def show_letter(
    letter_id: Annotated[str, typer.Argument(help=texts.HELP["letter_id"])],
    library: LibraryOption = None,
    text: Annotated[bool, typer.Option("--text", help=texts.HELP["text"])] = False,
    references: Annotated[bool, typer.Option("--references", help=texts.REFERENCES_HELP)] = False,
    as_json: JsonOption = False,
) -> None:
    """Show one letter."""
    from ui.answer_forms import whole_letter_form
    from ui.terminal import print_letter

    with _opened(library) as opened:
        letter = opened.letter(letter_id)
        if references:
            _show_references(opened, letter.header, as_json=as_json)
            return
    if text:
        sys.stdout.write(letter.text)  # and nothing else: citations count characters in it
    elif as_json:
        _write_json(whole_letter_form(letter))
    else:
        print_letter(Console(), letter)


def _show_references(library: Library, header: LetterHeader, *, as_json: bool) -> None:
    from assistant.cited_letters import cited_by, resolve_references
    from ui.references_forms import print_references, references_form

    cited, citing = resolve_references(library.ledger, header), cited_by(library.ledger, header)
    if as_json:
        _write_json(references_form(header, cited, citing))
    else:
        print_references(Console(), cited, citing)


@letters_app.command("remove", help=texts.HELP["letters remove"])
def remove_letter(
    letter_id: Annotated[str, typer.Argument(help=texts.HELP["letter_id"])], library: LibraryOption = None
) -> None:
    """Remove one letter."""
    with _opened(library) as opened, opened.writing():
        opened.remove(letter_id)
    print(texts.REMOVED.format(letter_id=letter_id), file=sys.stderr)


@app.command(help=texts.HELP["reindex"])
def reindex(library: LibraryOption = None) -> None:
    """Make vectors and indexes anew with the embedder in use."""
    from assistant.embedders import load_embedder
    from assistant.reindexing import reindex as make_anew

    settings = read_settings(os.environ, library=library)
    passages = make_anew(settings.library, load_embedder(settings.embedder), servers=settings.servers)
    print(texts.REINDEXED.format(passages=passages), file=sys.stderr)


@app.command(help=texts.HELP["doctor"])
def doctor(
    library: LibraryOption = None,
    as_json: JsonOption = False,
    deep: Annotated[bool, typer.Option("--deep", help=texts.CARE_HELP["deep"])] = False,
) -> None:
    """Check library, indexes, model and settings, and mend what can be mended."""
    from ui.doctor import examine, print_findings

    findings = examine(read_settings(os.environ, library=library), deep=deep)
    if as_json:
        _write_json([{"part": one.part, "sound": one.sound, "says": one.says} for one in findings])
    else:
        print_findings(Console(), findings)
    if not all(finding.sound for finding in findings):
        raise typer.Exit(1)


@app.command(help=texts.HELP["serve"])
def serve(
    library: LibraryOption = None,
    host: Annotated[str, typer.Option("--host", help=texts.HELP["host"])] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=texts.HELP["port"])] = 7860,
) -> None:
    """Serve the web chat and the HTTP API."""
    from ui.server import run_server
    from ui.server_settings import read_server_settings, with_settings_file

    environment = with_settings_file(os.environ)
    settings = read_settings(environment, library=library)
    with contextlib.closing(open_library(settings)) as opened:
        run_server(opened, settings, host=host, port=port, server=read_server_settings(environment))


@app.command(help=texts.MCP_HELP)
def mcp(library: LibraryOption = None) -> None:
    """Serve the Model Context Protocol on standard input and output."""
    from assistant.pipeline import QuestionPipeline
    from ui.api import version
    from ui.mcp_server import library_tools, serve_lines

    settings = read_settings(os.environ, library=library)
    with contextlib.closing(open_library(settings)) as opened:
        tools = library_tools(opened, QuestionPipeline.from_settings(opened, settings))
        for line in serve_lines(sys.stdin, tools, version=version()):
            sys.stdout.write(line)
            sys.stdout.flush()


@app.command(help=texts.HELP["demo"])
def demo(
    library: LibraryOption = None,
    host: Annotated[str, typer.Option("--host", help=texts.HELP["host"])] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=texts.HELP["port"])] = 7860,
) -> None:
    """Ingest the bundled sample letters and serve them."""
    from ui.demo import demo_library, ingest_samples
    from ui.server import run_server

    settings = read_settings(os.environ, library=library or demo_library())
    with _opened(settings.library, create=True) as opened:
        ingest_samples(opened)
        run_server(opened, settings, host=host, port=port)


app.command("check", help=texts.CHECK_HELP["check"])(check)
app.command("figures", help=texts.FIGURES_HELP["figures"])(figures)
app.command("migrate", help=texts.CARE_HELP["migrate"])(migrate)
app.command("backup", help=texts.CARE_HELP["backup"])(backup)
app.command("restore", help=texts.CARE_HELP["restore"])(restore)
app.command("eval", help=texts.EVAL_HELP["eval"])(evaluate)
app.command("promises", help=texts.PROMISES_HELP["promises"])(promises)
app.command("sync", help=texts.SYNC_HELP["sync"])(sync)
app.command("user", help=texts.USER_HELP["user"])(user)
app.add_typer(feedback_app, name="feedback")


if __name__ == "__main__":
    main()
