"""The scores in the README are of the questions and the embedder that are in the repository now.

Whether they are of the present code only the whole evaluation can tell: CI runs `make scores` and fails if that changes
the file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from eval.run import BUNDLED_GOLD
from ui.eval_markdown import plain
from ui.eval_readme import BEGIN, END

REMEDY = "The scores in README.md are out of date: run `make scores` and commit what it writes"


def scores():
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    return readme.split(BEGIN)[1].split(END)[0]


def test_the_readme_names_the_present_questions():
    assert hashlib.sha256(BUNDLED_GOLD.read_bytes()).hexdigest()[:12] in scores(), REMEDY


def test_the_readme_names_the_present_embedder(embedder):
    assert plain(embedder.name) in scores(), REMEDY


def test_ci_writes_the_scores_anew_and_fails_if_that_changes_them():
    commands = (Path(__file__).parent.parent / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert commands[-2:] == ["make scores", "git diff --exit-code -- README.md"]
