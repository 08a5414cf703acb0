"""Claims in the evaluation: judged, reported, and a wrongly confirmed one fails the run."""

import json
import random
import xml.etree.ElementTree as Xml

import pytest

from assistant.claim_limits import LIMITS
from assistant.claim_parts import read_claim
from assistant.claims import Verdict as Given
from assistant.embedders import load_embedder
from assistant.figures import find_figures
from assistant.pipeline import QuestionPipeline
from eval.claim_mutations import TrueClaim, mutate, names_by_letter, reformat
from eval.claim_notations import notations, reads_the_same
from eval.claims import BUNDLED_CLAIMS, ClaimScores, JudgedClaim, judge_claims
from eval.fit_claims import Example, fit, middle_of_best, worth_of
from eval.floors import find_breaches, find_claim_breaches
from eval.gold_set import GoldClaim, Line, Verdict, load_claims, load_questions
from eval.places import Letters
from eval.provenance import trace
from eval.report import Report, report_form
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, evaluate, temporary_library
from eval.split import Part, split_claims, split_questions
from eval.systems import PipelineSystem
from ui.eval_junit import report_junit
from ui.eval_markdown import report_markdown
from ui.eval_page import report_page

MOST_WRONG = 0.10  # of the verdicts
FEWEST_SHOWN = 0.90  # of the right values of contradicted claims


@pytest.fixture(scope="module")
def bundled():
    with temporary_library(BUNDLED_LETTERS, load_embedder()) as library:
        yield judge_claims(library, load_claims(BUNDLED_CLAIMS))


def test_no_bundled_claim_is_wrongly_confirmed(bundled):
    assert len(bundled.rows) >= 100
    assert [row.gold.id for row in bundled.wrongly_confirmed] == []


def test_the_verdicts_on_the_bundled_claims_reach_their_floor(bundled):
    wrong = [f"{row.gold.id} {row.given.value}" for row in bundled.rows if not row.right]
    assert bundled.accuracy >= 1 - MOST_WRONG, wrong
    assert bundled.shown >= FEWEST_SHOWN, wrong


def claim(at, verdict, text="Het kost 3 euro.", show=None):
    return GoldClaim(f"c{at}", text, verdict, None, show, Line("claims.jsonl", at))


RIGHT = JudgedClaim(claim(1, Verdict.CONFIRMED), Given.CONFIRMED, shown=False)
SHOWN = JudgedClaim(claim(2, Verdict.CONTRADICTED, show="4"), Given.CONTRADICTED, shown=True)
LOST = JudgedClaim(claim(3, Verdict.CONTRADICTED, show="4"), Given.NOT_FOUND, shown=False)
WORST = JudgedClaim(claim(4, Verdict.NOT_FOUND, "<b>Het kost 5 euro.</b>"), Given.CONFIRMED, shown=False)


def test_scores_count_what_is_right_and_what_is_shown():
    scores = ClaimScores((RIGHT, SHOWN, LOST))
    assert scores.accuracy == pytest.approx(2 / 3)
    assert scores.shown == 0.5
    assert (scores.right.n, scores.right_value_shown.n) == (3, 2)


def test_a_wrongly_confirmed_claim_is_a_breach_and_no_other_fault_is():
    assert find_claim_breaches(ClaimScores((RIGHT, SHOWN, LOST))) == []
    (breach,) = find_claim_breaches(ClaimScores((RIGHT, WORST)))
    assert breach.questions == ("c4",)


@pytest.fixture(scope="module")
def report(shared_library, tmp_path_factory):
    gold = tmp_path_factory.mktemp("gold") / "questions.jsonl"
    gold.write_text(
        '{"id": "q1", "category": "unanswerable", "question": "Wie?", "answerable": false}\n', encoding="utf-8"
    )
    system = PipelineSystem(QuestionPipeline(shared_library))
    evaluation = evaluate(load_questions(gold), Letters(shared_library), system)
    provenance = trace(gold, shared_library)

    def build(*rows):
        claims = ClaimScores(rows) if rows else None
        breaches = find_breaches(evaluation.scores, evaluation.rows, {})
        breaches += find_claim_breaches(claims) if claims else []
        return Report(evaluation, provenance, {}, tuple(breaches), claims=claims)

    return build


def test_a_report_without_claims_says_so(report):
    assert report_form(report())["claims"] is None
    assert report().passed


def test_the_json_report_holds_every_claim(report):
    form = report_form(report(RIGHT, SHOWN, LOST))["claims"]
    assert form["claims_checked"] == 3
    assert form["right"]["value"] == pytest.approx(2 / 3, abs=1e-6)
    assert [row["given"] for row in form["claims"]] == ["confirmed", "contradicted", "not_found"]
    assert json.dumps(form)


def test_a_wrongly_confirmed_claim_fails_the_run_in_every_form(report):
    failed = report(RIGHT, WORST)
    assert not failed.passed
    assert "c4" in report_markdown(failed)
    assert "&lt;b&gt;Het kost 5 euro." in report_page(failed)
    assert "<b>Het kost" not in report_page(failed)
    junit = Xml.fromstring(report_junit(failed))
    assert junit.find("testsuite[@name='requirements']").get("failures") == "1"
    assert junit.find("testsuite[@name='claims']").get("failures") == "1"


def test_claims_belong_to_the_part_of_their_letter():
    questions = load_questions(BUNDLED_GOLD)
    of_letters = {
        evidence.letter: split_questions(questions)[question.id]
        for question in questions
        for evidence in question.evidence
    }
    claims = load_claims(BUNDLED_CLAIMS)
    parts = split_claims(claims, questions)
    assert all(parts[one.id] is of_letters[one.letter] for one in claims if one.letter in of_letters)
    assert set(parts.values()) == {Part.DEV, Part.TEST}


TEXT = "In 2023 steeg het aantal reizigers van Noorderzand van 4.100 naar 4.450, een toename van 8,5% in zes weken."
TRUE = TrueClaim(TEXT, tuple(find_figures(TEXT)), "brief-1")
OTHER = TrueClaim(
    "In 2023 telde Zuiderzand 12 bussen.", tuple(find_figures("In 2023 telde Zuiderzand 12 bussen.")), "brief-2"
)


def test_each_kind_of_alteration_changes_what_is_claimed():
    altered = mutate(TRUE, random.Random(1), names_by_letter([TRUE, OTHER]))
    kinds = {one.kind: one.text for one in altered}
    assert set(kinds) == {"digit", "factor", "unit", "year", "sign", "neighbour", "name", "subject"}
    assert TEXT not in kinds.values()
    assert "Zuiderzand" in kinds["name"]
    assert "reizigers" not in kinds["subject"]


def test_another_notation_is_read_as_the_same_values():
    values = [figure.value for figure in find_figures(TEXT)]
    for seed in range(20):
        text = reformat(TRUE, random.Random(seed))
        assert text != TEXT
        assert [figure.value for figure in find_figures(text)] == values


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("€ 2,5 miljard", {"2,5 mld euro", "€ 2.500 mln", "2.500.000.000 euro", "€2.500.000.000"}),
        ("345.000 woningen", {"345 duizend", "345000"}),
        ("10% van de boeren", {"tien procent", "10 procent", "een tiende"}),
        ("3 maart 2025", {"03-03-2025", "3-3-2025"}),
        ("2024-2026", {"2024 tot en met 2026"}),
        ("anderhalf jaar", set()),
        ("1,5 jaar", {"anderhalf"}),
    ],
)
def test_a_figure_has_the_notations_that_a_journalist_uses(text, others):
    figure = find_figures(text)[0]
    assert others <= {one for one in notations(figure, text[figure.end :]) if reads_the_same(figure, one)}


def test_the_middle_of_the_longest_row_of_best_values_is_taken():
    assert middle_of_best({0.1: 1, 0.2: 3, 0.3: 3, 0.4: 3, 0.5: 1, 0.6: 3}) == 0.3


def test_limits_that_no_example_needs_stay_as_they_are():
    nothing = Example(read_claim("Dat is 3 euro."), (), Given.NOT_FOUND, None, 1.0)
    assert worth_of([nothing], LIMITS) == 1.0
    assert fit([nothing], LIMITS) == LIMITS
