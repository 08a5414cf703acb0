"""Lies made by program from the bundled letters are caught, and what is true is not refused."""

from __future__ import annotations

import pytest

from assistant.figures import find_figures
from eval.figure_mutations import mutate_figures, say_otherwise
from eval.mutations import figures_caught, measure, report_lines
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library

TRUTH = "In 2023 is € 12,5 miljoen uitgegeven, 4% meer dan de 3 weken ervoor."


def test_every_kind_of_lie_is_made_and_none_is_true():
    lies = mutate_figures(TRUTH, find_figures("Het kost € 7 miljoen."))
    assert {lie.kind for lie in lies} == {"digit", "scale", "unit", "year", "sign", "neighbour"}
    assert TRUTH not in {lie.text for lie in lies}
    assert len({lie.text for lie in lies}) == len(lies)


def test_what_is_said_otherwise_has_the_same_figures():
    values = {figure.value for figure in find_figures(TRUTH)}
    for text in say_otherwise(TRUTH):
        assert {figure.value for figure in find_figures(text)} <= values


@pytest.fixture(scope="module")
def tallies(embedder, tmp_path_factory):
    gold = tmp_path_factory.mktemp("gold") / "questions.jsonl"
    gold.write_text("\n".join(BUNDLED_GOLD.read_text(encoding="utf-8").splitlines()[:40]), encoding="utf-8")
    with temporary_library(BUNDLED_LETTERS, embedder) as library:
        return measure(library, gold, count=400)


def test_altered_figures_are_caught(tallies):
    caught, tried = figures_caught(tallies)
    assert tried == 400
    assert caught >= 0.999 * tried


def test_few_true_sentences_are_refused(tallies):
    assert tallies["true"].refused <= 0.02 * tallies["true"].tried


def test_the_report_has_a_line_for_each_kind(tallies):
    assert len(list(report_lines(tallies))) == len(tallies) + 1
