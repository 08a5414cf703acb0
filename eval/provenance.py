"""library, gold file and code -> what a result has to name so that it can be traced and made again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.analyser import ANALYSER_NAME
from assistant.vocabulary import Filters

if TYPE_CHECKING:
    from assistant.library import Library

_CODE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was measured, on what, with what. `commit` None: the code is not in a repository."""

    commit: str | None
    uncommitted: bool | None  # whether tracked files differ from the commit
    gold_file: str
    gold_hash: str
    letters: int
    passages: int
    library_fingerprint: str
    embedder: str
    analyser: str


def trace(gold: Path, library: Library) -> Provenance:
    """Note code, gold set and library."""
    commit, uncommitted = commit_of(_CODE)
    return Provenance(
        commit=commit,
        uncommitted=uncommitted,
        gold_file=gold.name,
        gold_hash=hashlib.sha256(gold.read_bytes()).hexdigest(),
        letters=len(library.headers()),
        passages=library.count_passages(),
        library_fingerprint=fingerprint(library),
        embedder=library.embedder.name,
        analyser=ANALYSER_NAME,
    )


def fingerprint(library: Library) -> str:
    """A hash of what can be found: every letter's id and text, how each is split, embedder and analyser.

    Independent of the order in which the letters were read, and of where their files lie.
    """
    letters = sorted((header.id, header.content_hash) for header in library.headers())
    stored = library.passages(library.ledger.passages_within(Filters()))
    passages = sorted((one.passage.letter_id, one.passage.start, one.passage.end) for one in stored)
    whole = [library.embedder.name, ANALYSER_NAME, letters, passages]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def commit_of(folder: Path) -> tuple[str | None, bool | None]:
    """The commit that the code in a folder is at, and whether tracked files differ from it.

    (None, None) without git, outside a repository, before the first commit, and where the repository around the
    folder does not track it, as for a package installed in somebody's project.
    """
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD") and _git(folder, "log", "-1", "--format=%H")
    if not commit or not _git(folder, "ls-files", "--", "."):
        return None, None
    return commit, bool(_git(folder, "status", "--porcelain", "--untracked-files=no"))


def _git(folder: Path, *arguments: str) -> str:
    """What git says; empty where it is missing or says no."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        [git, "-C", str(folder), *arguments], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
