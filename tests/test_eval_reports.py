"""The forms of a report, on an evaluation small enough to know by heart, with hostile text in it."""

import dataclasses
import json
import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.embedders import load_embedder
from assistant.errors import GoldError
from assistant.vocabulary import Status
from eval.comparison import compare, load_baseline
from eval.floors import find_breaches
from eval.gold_set import load_questions
from eval.places import Letters
from eval.provenance import commit_of, fingerprint, trace
from eval.report import Report, report_form, report_json
from eval.response import GivenAnswer, GivenQuote, GivenSentence, Response
from eval.run import evaluate, temporary_library
from eval.stages import Stage
from eval.summary import score_rows, slice_rows
from ui.eval_junit import report_junit
from ui.eval_markdown import report_markdown
from ui.eval_page import report_page
from ui.eval_readme import update_scores

HOSTILE = "<script>alert('x')</script> | **vet** [x](https://x.nl) & \u202e \x07"
FACTS = [f"In gebied {at} staan {at + 3} molens." for at in range(12)]
LETTER = "Geachte voorzitter,\n\n" + "\n\n".join(FACTS) + "\n"


def gold_line(at, **changes):
    entry = {
        "id": f"q{at:02}",
        "category": "even" if at % 2 == 0 else "odd",
        "question": f"Hoeveel molens staan er in gebied {at}? {HOSTILE}",
        "answerable": True,
        "evidence": [{"letter": "molens.txt", "quote": FACTS[at]}],
        "must": [[f"{at + 3} molens"]],
    }
    return json.dumps(entry | changes, ensure_ascii=False)


class Scripted:
    """Cites the right place, except for the questions that it is told to get wrong."""

    name = "scripted"

    def __init__(self, letters, questions, wrong=()):
        self.letters, self.wrong = letters, wrong
        self.gold = {question.id: question for question in questions}

    def ask(self, question):
        if question.id in self.wrong:
            return Response(self.search(question, limit=20), GivenAnswer(Status.NOT_FOUND, ()))
        quotes = self.search(question, limit=1)
        if not quotes:
            return Response((), GivenAnswer(Status.NOT_FOUND, ()))
        text = self.letters.text(quotes[0].letter_id)[quotes[0].start : quotes[0].end]
        sentence = GivenSentence(text, (GivenQuote(text, quotes[0]),))
        return Response(quotes, GivenAnswer(Status.ANSWERED, (sentence,)))

    def search(self, question, *, limit):
        places = (self.letters.locate(one.quote, one.letter) for one in self.gold[question.id].evidence)
        return tuple(one[0] for one in places if one)[:limit]


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    folder = tmp_path_factory.mktemp("molens")
    (folder / "molens.txt").write_text(LETTER, encoding="utf-8")
    gold = folder.parent / "gold.jsonl"
    lines = [gold_line(at) for at in range(len(FACTS))]
    lines.append(
        '{"id": "u01", "category": "unanswerable", "question": "Wie?", "answerable": false, "kind": "near_miss"}'
    )
    gold.write_text("\n".join(lines), encoding="utf-8")
    with temporary_library(folder, load_embedder()) as library:
        yield gold, library


@pytest.fixture
def make(stage):
    gold, library = stage
    letters, questions = Letters(library), load_questions(gold)

    def build(wrong=(), floors=None, baseline=None):
        evaluation = evaluate(questions, letters, Scripted(letters, questions, wrong))
        provenance = trace(gold, library)
        breaches = tuple(find_breaches(evaluation.scores, evaluation.rows, floors or {}))
        comparison = compare(evaluation.rows, baseline, provenance) if baseline else None
        return Report(evaluation, provenance, floors or {}, breaches, comparison)

    return build


def without_times(text):
    form = json.loads(text)
    del form["times"]
    return json.dumps(form, ensure_ascii=False)


def test_the_same_run_gives_the_same_bytes_apart_from_the_times(make):
    assert without_times(report_json(make(wrong={"q01"}))) == without_times(report_json(make(wrong={"q01"})))


def test_the_json_names_code_library_and_gold(make):
    provenance = report_form(make())["provenance"]
    assert set(provenance) >= {"commit", "gold_hash", "library_fingerprint", "embedder", "analyser"}
    assert re.fullmatch(r"[0-9a-f]{64}", provenance["gold_hash"])


def test_every_question_has_a_row_and_what_was_not_measured_is_null(make):
    form = report_form(make())
    assert len(form["questions"]) == len(FACTS) + 1
    last = form["questions"][-1]
    assert last["ranks"] is None
    assert last["scores"]["hit@5"] is None
    assert last["scores"]["refused"] == 1
    assert form["scores"]["same_when_asked_twice"] == {
        "value": None, "n": 0, "wilson": None, "bootstrap": None, "at_most": None
    }  # fmt: skip


def test_scores_are_kept_by_slice(make):
    report = make(wrong={"q00", "q02"})
    sizes = {name: size for name, size in report.evaluation.sizes.items() if not name.startswith("split:")}
    assert sizes == {"category:even": 6, "category:odd": 6, "category:unanswerable": 1, "kind:near_miss": 1}
    assert report.evaluation.slices["category:even"]["correct"].value == pytest.approx(4 / 6)
    assert report.evaluation.slices["category:odd"]["correct"].value == 1


def test_slices_of_rows_hold_each_row_once_a_field(make):
    rows = make().evaluation.rows
    slices = slice_rows(rows)
    assert sum(len(part) for name, part in slices.items() if name.startswith("category:")) == len(rows)
    assert score_rows([])["correct"].value is None


def test_a_missed_floor_fails_the_report(make):
    report = make(wrong={"q00"}, floors={"correct": 0.95, "wrongly_refused": 0.5})
    assert [one.name for one in report.breaches] == ["correct"]
    assert not report.passed
    assert make(floors={"correct": 0.95}).passed


def test_less_is_better_for_wrong_refusals(make):
    report = make(wrong={"q00"}, floors={"wrongly_refused": 0.05})
    assert [one.name for one in report.breaches] == ["wrongly_refused"]


def test_a_floor_under_what_was_not_measured_is_missed(make):
    assert [one.found for one in make(floors={"same_when_asked_twice": 1.0}).breaches] == [None]


def test_a_significant_drop_against_the_baseline_fails(make):
    before = report_form(make())
    report = make(wrong={f"q{at:02}" for at in range(8)}, baseline=before)
    assert "correct" in report.comparison.drops
    assert report.comparison.worse == tuple(f"q{at:02}" for at in range(8))
    assert not report.passed


def test_a_drop_that_may_be_chance_is_shown_and_passes(make):
    report = make(wrong={"q00", "q01"}, baseline=report_form(make()))
    assert report.comparison.worse == ("q00", "q01")
    assert report.comparison.drops == ()
    assert report.passed


def test_a_gain_is_no_drop(make):
    wrong = {f"q{at:02}" for at in range(8)}
    report = make(baseline=report_form(make(wrong=wrong)))
    assert report.comparison.better == tuple(sorted(wrong))
    assert report.comparison.drops == ()
    assert report.comparison.same_library


def test_a_report_is_its_own_baseline_without_any_change(make):
    comparison = make(baseline=report_form(make())).comparison
    assert {change.p_value for change in comparison.changes} == {1.0}
    assert comparison.better == comparison.worse == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "cannot be read"),
        ("[]", "no report of an evaluation"),
        ('{"format": 1}', "no report of an evaluation"),
        ('{"format": 9, "provenance": {"gold_hash": "x"}, "questions": []}', "format 9"),
        ('{"format": 1, "provenance": {"gold_hash": "x"}, "questions": []}', "another version of the gold set"),
    ],
)
def test_a_baseline_that_cannot_be_compared_is_refused(stage, tmp_path, text, part):
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=part):
        load_baseline(file, trace(*stage))


def test_a_baseline_that_is_missing_is_refused(stage, tmp_path):
    with pytest.raises(GoldError, match="cannot be read"):
        load_baseline(tmp_path / "weg.json", trace(*stage))


def test_a_gold_set_that_does_not_fit_is_measured_and_fails(stage, tmp_path):
    _, library = stage
    gold = tmp_path / "gold.jsonl"
    wrong = [{"letter": "molens.txt", "quote": "In gebied 1 staan 5 molens."}]
    unknown = [{"letter": "weg.txt", "quote": "Iets."}]
    gold.write_text("\n".join([gold_line(0), gold_line(1, evidence=wrong), gold_line(2, evidence=unknown)]))
    letters, questions = Letters(library), load_questions(gold)
    report = Report(evaluate(questions, letters, Scripted(letters, questions)), trace(gold, library), {}, ())
    assert len(report.evaluation.failures[Stage.NOT_IN_TEXT]) == 2
    assert "Nearest match" in report.gold_faults[0]
    assert "no letter 'weg.txt'" in report.gold_faults[1]
    assert not report.passed


def test_junit_has_a_case_for_every_question_floor_and_never(make):
    root = Xml.fromstring(report_junit(make(wrong={"q00"}, floors={"correct": 0.95})))
    requirements, questions = root.findall("testsuite")
    assert [case.get("name") for case in requirements.findall("testcase")] == [
        "quotes_not_in_letter", "figures_not_cited", "correct", "gold"
    ]  # fmt: skip
    assert requirements.get("failures") == questions.get("failures") == "1"
    (failed,) = [case for case in questions.findall("testcase") if case.find("failure") is not None]
    assert failed.find("failure").get("type") == "wrongly_refused"
    assert "<script>" in failed.get("name")


def test_the_page_shows_hostile_text_as_text(make):
    page = report_page(make(wrong={"q00"}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert page.count("<script>") == 1
    assert "\u202e" not in page
    assert page.count("<details id=") == len(FACTS) + 1


def test_the_page_loads_nothing(make):
    page = report_page(make(wrong={"q00"}, baseline=report_form(make())))
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_markdown_shows_hostile_text_as_text(make):
    markdown = report_markdown(make(wrong={"q00"}, floors={"correct": 0.95}, baseline=report_form(make())))
    assert "Niet in orde" in markdown
    assert "`q00`" in markdown
    for line in markdown.splitlines():
        if line.startswith("| "):
            assert not re.search(r"<(?!/?sub)", line.replace("\\<", ""))


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_answer_whatever_breaks_a_report(text):
    report = REPORT[0]
    row = dataclasses.replace(report.evaluation.rows[0], answer=text, error=text, stage=Stage.ERROR)
    broken = dataclasses.replace(report, evaluation=dataclasses.replace(report.evaluation, rows=(row,)))
    assert json.loads(report_json(broken))["questions"][0]["answer"] == text
    Xml.fromstring(report_junit(broken))
    assert report_page(broken).count("<script>") == 1


REPORT = []


@pytest.fixture(autouse=True)
def keep_report(make):
    if not REPORT:
        REPORT.append(make())


def test_the_scores_in_a_readme_change_only_when_the_scores_do(make, tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("Voor\n<!-- scores -->\noud\n<!-- /scores -->\nNa\n", encoding="utf-8")
    assert update_scores(readme, make())
    written = readme.read_text(encoding="utf-8")
    assert written.startswith("Voor\n")
    assert written.endswith("\nNa\n")
    assert "| juist beantwoord | 100,0 % | 12 |" in written
    assert not update_scores(readme, make())
    assert readme.read_text(encoding="utf-8") == written
    assert update_scores(readme, make(wrong={"q00"}))


def test_a_readme_without_a_place_for_scores_is_refused(make, tmp_path):
    (tmp_path / "README.md").write_text("Niets", encoding="utf-8")
    with pytest.raises(GoldError, match="not there once each"):
        update_scores(tmp_path / "README.md", make())


def test_a_fingerprint_depends_on_texts_and_not_on_folders(stage, tmp_path):
    _, library = stage
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "anders.txt").write_text(LETTER, encoding="utf-8")
    with temporary_library(tmp_path, load_embedder()) as same:
        assert fingerprint(same) == fingerprint(library)
    (tmp_path / "sub" / "anders.txt").write_text(LETTER.replace("3 molens", "9 molens"), encoding="utf-8")
    with temporary_library(tmp_path, load_embedder()) as other:
        assert fingerprint(other) != fingerprint(library)


def test_code_outside_a_repository_has_no_commit(tmp_path):
    assert commit_of(tmp_path) == (None, None)
