"""arguments -> an evaluation and its reports: `briefwijzer eval`.

Exit codes: 0 everything in order; 1 a floor missed, something that must never happen, a significant drop against the
baseline, or a gold set that does not fit its letters; 2 wrong usage.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import texts

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.library import Library
    from eval.places import Letters
    from eval.report import Report
    from eval.response import System
    from ingest.report import FileReport

_HELP = texts.EVAL_HELP
_STDOUT = Path("-")
FileOption = Path | None


@dataclass(frozen=True, slots=True)
class _Order:
    """What the user asked to have measured."""

    gold: Path | None
    letters: Path | None
    library: Path | None
    baseline: Path | None
    floors: Mapping[str, float]
    system: str
    claims: Path | None
    passages: bool
    answers: bool
    twice: bool


def evaluate(  # noqa: PLR0913, PLR0917 - each is an option that the user can give
    gold: Annotated[FileOption, typer.Argument(help=_HELP["gold"])] = None,
    letters: Annotated[FileOption, typer.Option("--letters", help=_HELP["letters"])] = None,
    library: Annotated[FileOption, typer.Option("--library", help=_HELP["library"])] = None,
    json_file: Annotated[FileOption, typer.Option("--json", help=_HELP["json"])] = None,
    junit: Annotated[FileOption, typer.Option("--junit", help=_HELP["junit"])] = None,
    html: Annotated[FileOption, typer.Option("--html", help=_HELP["html"])] = None,
    markdown: Annotated[FileOption, typer.Option("--markdown", help=_HELP["markdown"])] = None,
    readme: Annotated[FileOption, typer.Option("--readme", help=_HELP["readme"])] = None,
    baseline: Annotated[FileOption, typer.Option("--baseline", help=_HELP["baseline"])] = None,
    floor: Annotated[list[str] | None, typer.Option("--floor", help=_HELP["floor"])] = None,
    retrieval: Annotated[bool, typer.Option("--retrieval", help=_HELP["retrieval"])] = False,
    answers: Annotated[bool, typer.Option("--answers", help=_HELP["answers"])] = False,
    twice: Annotated[bool, typer.Option("--twice", help=_HELP["twice"])] = False,
    system: Annotated[str, typer.Option("--system", help=_HELP["system"])] = "briefwijzer",
    claims: Annotated[FileOption, typer.Option("--claims", help=_HELP["claims"])] = None,
) -> None:
    """Measure how good the answers are."""
    from rich.console import Console

    from ui.eval_readme import update_scores
    from ui.eval_terminal import print_report

    if retrieval and answers:
        raise typer.BadParameter(texts.EVAL_ONE_PART)
    if letters is not None and library is not None:
        raise typer.BadParameter(texts.EVAL_ONE_PLACE)
    bundled = gold is None and system == "briefwijzer"
    floors = _floors(floor or (), bundled=bundled, passages=not answers, answers=not retrieval)
    order = _Order(gold, letters, library, baseline, floors, system, claims, not answers, not retrieval, twice)
    report = _measure(order, Console(stderr=True))
    _write(report, json_file=json_file, junit=junit, html=html, markdown=markdown)
    print_report(Console(stderr=_STDOUT in {json_file, junit, html, markdown}), report)
    if readme is not None:
        update_scores(readme, report)
    if not report.passed:
        raise typer.Exit(1)


def _measure(order: _Order, console: Console) -> Report:
    from eval.claims import judge_claims
    from eval.comparison import compare, load_baseline
    from eval.floors import find_breaches, find_claim_breaches
    from eval.gold_set import load_claims, load_questions
    from eval.places import Letters
    from eval.provenance import trace
    from eval.report import Report
    from eval.run import BUNDLED_GOLD, Scope
    from eval.run import evaluate as run
    from ui.terminal import file_progress

    file = order.gold or BUNDLED_GOLD
    questions = load_questions(file)
    claims = load_claims(order.claims) if order.claims else []
    scope = Scope(passages=order.passages, answers=order.answers, twice=order.twice)
    with _opened(order, console) as library, file_progress(console) as progress:
        provenance = trace(file, library)
        earlier = load_baseline(order.baseline, provenance) if order.baseline else None
        letters = Letters(library)
        bar = progress.add_task(texts.EVAL_ASKING, total=len(questions))
        evaluation = run(
            questions,
            letters,
            _system(order.system, library, letters),
            scope=scope,
            on_row=lambda done: progress.update(bar, completed=done),
        )
        checked = None
        if claims:
            checking = progress.add_task(texts.EVAL_CHECKING, total=len(claims))
            checked = judge_claims(library, claims, on_row=lambda done: progress.update(checking, completed=done))
    return Report(
        evaluation=evaluation,
        provenance=provenance,
        floors=order.floors,
        breaches=(
            *find_breaches(evaluation.scores, evaluation.rows, order.floors),
            *(find_claim_breaches(checked) if checked else ()),
        ),
        comparison=compare(evaluation.rows, earlier, provenance) if earlier is not None else None,
        claims=checked,
    )


@contextlib.contextmanager
def _opened(order: _Order, console: Console) -> Iterator[Library]:
    """The letters asked about: those of a folder, those of a library, or else the bundled ones."""
    from assistant import errors
    from assistant.embedders import load_embedder
    from assistant.library import Library
    from assistant.settings import read_settings
    from eval.run import BUNDLED_LETTERS, temporary_library

    settings = read_settings(os.environ, library=order.library)
    folder = order.letters
    if folder is None and order.gold is None and order.library is None:
        folder = BUNDLED_LETTERS
    if folder is not None:
        if not folder.exists():
            raise errors.NoSuchPath(path=folder)
        with temporary_library(folder, load_embedder(settings.embedder), on_file=_reporter(console)) as read:
            yield read
        return
    library = Library.from_settings(settings)
    with contextlib.closing(library):
        if not library.headers():
            raise errors.LibraryEmpty(path=settings.library)
        yield library


def _reporter(console: Console) -> Callable[[FileReport], None]:
    """Says of each file that gave no letter why."""
    from ingest.report import Outcome
    from ui.terminal import print_intake

    def report(one: FileReport) -> None:
        if one.outcome in {Outcome.FAILED, Outcome.SKIPPED}:
            print_intake(console, [one])

    return report


def _system(name: str, library: Library, letters: Letters) -> System:
    """The system under test that the user names.

    Raises:
        BadParameter: There is none of this name.
    """
    from assistant.pipeline import QuestionPipeline
    from eval.rivals import NaiveRecipe, PlainBm25
    from eval.systems import PipelineSystem, RunnableSystem

    match name:
        case "briefwijzer":
            return PipelineSystem(QuestionPipeline(library))
        case "naive":
            return NaiveRecipe(library)
        case "bm25":
            return PlainBm25(library)
    module, _, attribute = name.partition(":")
    if not attribute:
        raise typer.BadParameter(texts.EVAL_BAD_SYSTEM.format(name=name))
    sys.path.insert(0, str(Path.cwd()))  # the user's own module lies where the user is
    try:
        runnable = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as fault:
        raise typer.BadParameter(f"{texts.EVAL_BAD_SYSTEM.format(name=name)} ({fault})") from fault
    return RunnableSystem(runnable, letters, name=name)


def _floors(given: Sequence[str], *, bundled: bool, passages: bool, answers: bool) -> dict[str, float]:
    """The floors of the bundled gold set, as far as they are measured, and those that the user gives.

    Raises:
        BadParameter: One is not written as NAME=VALUE, or names no measure.
    """
    from eval.floors import BUNDLED_FLOORS, floor_of
    from eval.summary import MEASURES, SEARCH_MEASURES

    floors = {
        name: value
        for name, value in (BUNDLED_FLOORS if bundled else {}).items()
        if (passages if name in SEARCH_MEASURES else answers)
    }
    for text in given:
        name, _, value = text.partition("=")
        try:
            floors[name.strip()] = floor_of(name.strip(), value)
        except ValueError as fault:
            names = ", ".join(MEASURES)
            raise typer.BadParameter(texts.EVAL_BAD_FLOOR.format(text=text, names=names)) from fault
    return floors


def _write(
    report: Report, *, json_file: Path | None, junit: Path | None, html: Path | None, markdown: Path | None
) -> None:
    """Write the reports that were asked for.

    Raises:
        BadParameter: A file cannot be written.
    """
    from eval.report import report_json
    from ui.eval_junit import report_junit
    from ui.eval_markdown import report_markdown
    from ui.eval_page import report_page

    forms = ((json_file, report_json), (junit, report_junit), (html, report_page), (markdown, report_markdown))
    for file, form in forms:
        if file == _STDOUT:
            sys.stdout.write(form(report))
        elif file is not None:
            try:
                file.write_text(form(report), encoding="utf-8")
            except OSError as fault:
                raise typer.BadParameter(texts.EVAL_NOT_WRITTEN.format(file=file, detail=fault.strerror)) from fault
