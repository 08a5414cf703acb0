"""settings -> findings: whether library, indexes and model are sound, and what was mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from assistant import errors
from assistant.vocabulary import Filters
from ui import texts

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.settings import Settings
    from assistant.vocabulary import Embedder


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part of the program, in Dutch."""

    part: str
    sound: bool
    says: str


def examine(settings: Settings, *, deep: bool = False) -> list[Finding]:
    """Examine the parts that the settings name; indexes that do not agree with the ledger are rebuilt from it.

    Args:
        settings: What the user set.
        deep: Whether every passage, row and older text is looked at, too.
    """
    from assistant.embedders import load_embedder

    findings = [Finding("instellingen", True, texts.say_settings(settings))]
    try:
        embedder = load_embedder(settings.embedder)
    except errors.BriefwijzerError as fault:
        return [*findings, Finding("model", False, texts.say_error(fault))]
    findings.append(Finding("model", True, texts.say_model(embedder.name, embedder.dimensions)))
    findings += _examine_library(settings, embedder, deep=deep)
    return findings


def _examine_library(settings: Settings, embedder: Embedder, *, deep: bool) -> list[Finding]:
    from assistant.library import Library

    try:
        library = Library(settings.library, embedder, servers=settings.servers)
    except errors.BriefwijzerError as fault:
        return [Finding("bibliotheek", False, texts.say_error(fault))]
    try:
        findings = _examine_contents(library)
        return [*findings, _examine_deeply(library)] if deep and all(one.sound for one in findings) else findings
    except errors.BriefwijzerError as fault:  # a server that went away
        return [Finding("bibliotheek", False, texts.say_error(fault))]
    finally:
        library.close()


def _examine_deeply(library: Library) -> Finding:
    from assistant.deep_check import check_deeply

    faults = list(check_deeply(library))
    if not faults:
        return Finding("alles", True, texts.DEEPLY_SOUND)
    with library.writing():  # what can be made anew is
        library.derive_anew()
        library.rebuild_indexes()
    left = list(check_deeply(library))
    if left:
        return Finding("alles", False, "; ".join(left))
    return Finding("alles", True, texts.DERIVED_ANEW.format(faults="; ".join(faults)))


def _examine_contents(library: Library) -> list[Finding]:
    faults = library.check()
    mended = ""
    if faults:
        try:
            with library.writing():
                library.rebuild_indexes()
        except errors.LibraryBusy as fault:
            return [Finding("indexen", False, f"{'; '.join(faults)}. {texts.say_error(fault)}")]
        mended, faults = "; ".join(faults), library.check()
    searched = library.searched(Filters())
    passages = texts.say_count(library.count_passages(), "passage", "passages")
    says = f"{texts.say_searched(searched)} {passages}."
    if not searched.letters:
        return [Finding("bibliotheek", False, texts.say_error(errors.LibraryEmpty(path=library.folder)))]
    if faults:
        return [Finding("bibliotheek", False, "; ".join(faults))]
    note = texts.MENDED.format(faults=mended) if mended else texts.INDEXES_AGREE
    return [Finding("bibliotheek", True, says), Finding("indexen", True, note)]


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print a line for each finding."""
    for finding in findings:
        mark = "[green]goed[/green]" if finding.sound else "[red]fout[/red]"
        console.print(f"{mark}  [bold]{escape(finding.part)}[/bold]  {escape(finding.says)}")
