"""A part of the bundled gold set on the bundled letters: how good the program is, and the floor under it.

A tenth of the answerable questions and a quarter of the others, so that the tests stay quick and both kinds are enough
to see a fault in; `briefwijzer eval` asks them all.
"""

import pytest
from rich.console import Console

from assistant.embedders import load_embedder
from assistant.pipeline import QuestionPipeline
from eval.floors import BUNDLED_FLOORS, find_breaches
from eval.gold_set import load_questions
from eval.places import Letters
from eval.provenance import trace
from eval.report import Report, report_form
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, Scope, evaluate, temporary_library
from eval.summary import NEVERS
from eval.systems import PipelineSystem
from ui.eval_terminal import print_report

EVERY_ANSWERABLE, EVERY_OTHER = 10, 4


@pytest.fixture(scope="module")
def library():
    with temporary_library(BUNDLED_LETTERS, load_embedder()) as opened:
        yield opened


@pytest.fixture(scope="module")
def questions():
    everything = load_questions(BUNDLED_GOLD)
    answerable = [question for question in everything if question.answerable][::EVERY_ANSWERABLE]
    return answerable + [question for question in everything if not question.answerable][::EVERY_OTHER]


@pytest.fixture(scope="module")
def report(library, questions):
    evaluation = evaluate(questions, Letters(library), PipelineSystem(QuestionPipeline(library)))
    breaches = tuple(find_breaches(evaluation.scores, evaluation.rows, BUNDLED_FLOORS))
    return Report(evaluation, trace(BUNDLED_GOLD, library), BUNDLED_FLOORS, breaches)


def test_the_bundled_gold_reaches_its_floors(report, capsys):
    with capsys.disabled():
        console = Console(width=110)
        console.print()
        print_report(console, report)
    assert report.breaches == ()


def test_what_must_never_happen_does_not(report):
    assert {name: report.evaluation.scores[name].value for name in NEVERS} == dict.fromkeys(NEVERS, 0)


def test_every_question_is_a_row_and_the_gold_fits_its_letters(report, questions):
    assert [row.question for row in report.evaluation.rows] == questions
    assert report.gold_faults == ()
    assert "error" not in report.evaluation.statuses


def test_asked_again_every_question_gives_the_same_row(report, library, questions):
    some = questions[::9]
    again = evaluate(some, Letters(library), PipelineSystem(QuestionPipeline(library)), scope=Scope(twice=True))
    assert again.scores["same_when_asked_twice"].value == 1
    form = report_form(Report(again, report.provenance, {}, ()))
    first = {row["id"]: row for row in report_form(report)["questions"]}
    for row in form["questions"]:
        row["scores"]["same_when_asked_twice"] = None
        assert row == first[row["id"]]


def test_a_search_alone_finds_what_the_answers_were_read_from(report, library, questions):
    some = questions[::5]
    searched = evaluate(some, Letters(library), PipelineSystem(QuestionPipeline(library)), scope=Scope(answers=False))
    assert searched.scores["correct"].value is None
    assert {row.status for row in searched.rows} == {"searched"}
    ranks = {row.question.id: row.ranks for row in report.evaluation.rows}
    assert all(row.ranks == ranks[row.question.id] for row in searched.rows)
