import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from ui.command_line import app

LETTER = """Geachte voorzitter,

De bouw van de Zwanenbrug kost € 25 miljoen. De brug is naar verwachting klaar in oktober 2026.
"""
GOLD = {
    "id": "q1",
    "category": "amount",
    "question": "Hoeveel kost de bouw van de Zwanenbrug?",
    "answerable": True,
    "evidence": [{"letter": "brug.txt", "quote": "De bouw van de Zwanenbrug kost € 25 miljoen."}],
    "must": [["25 miljoen"]],
}


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "brug.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def run(gold, *options):
    arguments = ["eval", str(gold / "gold.jsonl"), "--letters", str(gold / "brieven"), *map(str, options)]
    return CliRunner().invoke(app, arguments)


def test_a_ministry_evaluates_its_own_questions_on_its_own_letters(gold):
    files = {name: gold / f"verslag.{name}" for name in ("json", "junit", "html", "markdown")}
    done = run(gold, *[part for name, file in files.items() for part in (f"--{name}", file)])
    assert done.exit_code == 0, done.output
    assert "In orde." in done.output
    assert json.loads(files["json"].read_text())["scores"]["correct"]["value"] == 1
    assert all(file.stat().st_size for file in files.values())


def test_json_on_standard_output_stands_alone(gold):
    done = run(gold, "--json", "-")
    assert json.loads(done.stdout)["questions_asked"] == 1


def test_under_a_floor_the_exit_code_is_1(gold):
    assert run(gold, "--floor", "correct=1").exit_code == 0
    (gold / "gold.jsonl").write_text(json.dumps(GOLD | {"must": [["26 miljoen"]]}), encoding="utf-8")
    done = run(gold, "--floor", "correct=1")
    assert done.exit_code == 1
    assert "de grens is 100,0 %" in done.output


def test_a_quote_that_is_not_in_the_letter_is_shown_with_the_nearest_match_and_fails(gold):
    wrong = {"letter": "brug.txt", "quote": "De bouw van de Zwanenbrug kost € 26 miljoen."}
    (gold / "gold.jsonl").write_text(json.dumps(GOLD | {"evidence": [wrong]}), encoding="utf-8")
    done = run(gold)
    assert done.exit_code == 1
    assert "Nearest match" in done.output


def test_a_baseline_is_compared_question_by_question(gold):
    assert run(gold, "--json", gold / "eerst.json").exit_code == 0
    done = run(gold, "--baseline", gold / "eerst.json")
    assert done.exit_code == 0
    assert "Vergeleken met" in done.output


@pytest.mark.parametrize("system", ["naive", "bm25"])
def test_a_rival_is_measured_on_the_same_gold(gold, system):
    done = run(gold, "--system", system, "--json", gold / "rivaal.json")
    assert done.exit_code == 0, done.output
    assert json.loads((gold / "rivaal.json").read_text())["system"] == system


def test_a_runnable_is_named_by_module_and_attribute(gold, monkeypatch):
    (gold / "mijn_keten.py").write_text(
        "from langchain_core.runnables import RunnableLambda\nketen = RunnableLambda(lambda vraag: '')\n"
    )
    monkeypatch.chdir(gold)
    monkeypatch.setattr(sys, "path", [*sys.path])
    done = run(gold, "--system", "mijn_keten:keten")
    assert done.exit_code == 0, done.output
    assert "onterecht geweigerd" in done.output


def test_a_library_that_is_there_already_can_be_evaluated(gold):
    library = gold / "bibliotheek"
    assert CliRunner().invoke(app, ["ingest", str(gold / "brieven"), "--library", str(library)]).exit_code == 0
    done = CliRunner().invoke(app, ["eval", str(gold / "gold.jsonl"), "--library", str(library)])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    "options",
    [
        ("--floor", "corect=0.8"),
        ("--floor", "correct"),
        ("--retrieval", "--answers"),
        ("--library", "x"),
        ("--system", "onbekend"),
        ("--system", "geen_module:keten"),
        ("--json", "/nergens/verslag.json"),
    ],
)
def test_wrong_usage_is_exit_code_2(gold, options):
    assert run(gold, *options).exit_code == 2


@pytest.mark.parametrize(
    ("content", "part"), [('{"id": ', "broken JSON"), ("", "nothing in this file"), ('{"id": "a"}\n', "answerable")]
)
def test_a_broken_gold_set_is_one_line_with_its_place(gold, content, part):
    (gold / "gold.jsonl").write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "ui.command_line", "eval", str(gold / "gold.jsonl"), "--letters", str(gold)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert part in done.stderr
    assert "gold.jsonl, regel 1" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_that_is_not_there_is_said(gold):
    done = CliRunner().invoke(app, ["eval", str(gold / "gold.jsonl"), "--letters", str(gold / "weg")])
    assert done.exit_code == 1
    assert type(done.exception).__name__ == "NoSuchPath"
