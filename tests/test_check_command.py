"""`briefwijzer check`: verdicts in words, the JSON form that is promised, batches, and exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from assistant.claims import ClaimChecker, Ground
from ui import texts
from ui.check_forms import check_form, explain
from ui.check_terminal import print_check

ROOT = Path(__file__).parent.parent
TRUE = "Het herstel van de zeereep bij Westduin kost 48 miljoen euro."
WRONG = "Het herstel van de zeereep bij Westduin kost 84 miljoen euro."
UNKNOWN = "De zorgpremie stijgt in 2026 met 10 euro."


@pytest.fixture(scope="module")
def checker(shared_library):
    return ClaimChecker(shared_library)


@pytest.fixture(scope="module")
def run(shared_library):
    def run_program(*arguments, library=shared_library.folder):
        run = subprocess.run(
            [sys.executable, "-m", "ui.command_line", "check", *map(str, arguments), "--library", str(library)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COLUMNS": "200"},
        )
        assert "Traceback" not in run.stderr
        return run

    return run_program


def test_json_has_the_form_that_is_promised(run):
    form = json.loads(run(WRONG, "--json").stdout)
    assert {"claim", "verdict", "explanation", "figures", "citations"} <= set(form)
    assert (form["claim"], form["verdict"]) == (WRONG, "contradicted")
    assert {"claimed": "84 miljoen euro", "found": "€48 miljoen", "match": "different"} in form["figures"]
    assert "€48 miljoen" in form["citations"][0]["quote"]
    assert {"marker", "letter", "page", "paragraph", "start", "end", "quote"} <= set(form["citations"][0])


def test_the_terminal_says_the_verdict_in_words_with_the_quote(run):
    shown = run(TRUE)
    assert shown.returncode == 0
    assert "Bevestigd" in shown.stdout
    assert "€48 miljoen" in shown.stdout
    assert "12 maart 2024" in shown.stdout


def test_a_batch_takes_plain_lines_and_json_lines_and_goes_on_after_a_bad_claim(run, tmp_path):
    file = tmp_path / "beweringen.txt"
    lines = [TRUE, json.dumps({"id": "b2", "claim": WRONG}), "", json.dumps({"id": "b3", "claim": "  "}), UNKNOWN]
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("--batch", file, "--json")
    forms = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [(form["id"], form.get("verdict")) for form in forms] == [
        ("1", "confirmed"),
        ("b2", "contradicted"),
        ("b3", None),
        ("5", "not_found"),
    ]
    assert forms[2]["error"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 1), (("",), 1), (("--batch", "/nergens/bestand.txt"), 1), ((TRUE, "--from", "gisteren"), 2)],
)
def test_what_the_user_can_mend_is_one_line_and_wrong_usage_is_2(run, arguments, code):
    failed = run(*arguments)
    assert failed.returncode == code
    assert failed.stdout == ""
    if code == 1:
        assert len(failed.stderr.strip().splitlines()) == 1


def test_without_a_library_it_says_what_to_do(run, tmp_path):
    failed = run(TRUE, library=tmp_path / "geen")
    assert failed.returncode == 1
    assert "briefwijzer ingest" in failed.stderr


def test_several_claims_are_listed_and_their_citations_numbered_through(checker):
    form = check_form(checker.check(f"{WRONG} De provincie betaalt 20% van de kosten van het herstel van de zeereep."))
    assert [one["verdict"] for one in form["claims"]] == ["contradicted", "confirmed"]
    assert [citation["marker"] for citation in form["citations"]] == list(range(1, len(form["citations"]) + 1))
    assert form["verdict"] == "contradicted"


def test_every_ground_is_put_into_words():
    for ground in Ground:
        said = texts.say_ground(ground.value, [("3 euro", "€ 4", "different"), ("boeren", None, "missing")])
        assert said.endswith(".")
        assert "{" not in said


def test_the_explanation_names_what_was_claimed_and_what_was_found(checker):
    (one,) = checker.check(WRONG).checks
    assert explain(one).startswith("Weersproken")
    assert "€48 miljoen" in explain(one)
    assert "84 miljoen euro" in explain(one)


def test_markup_in_a_claim_is_shown_as_text(checker):
    shown = io.StringIO()
    hostile = "[bold red]Het herstel[/bold red] van de zeereep bij Westduin kost 84 [link=http://x]miljoen[/link] euro."
    print_check(Console(file=shown, width=200), checker.check(hostile))
    assert "[bold red]Het herstel[/bold red]" in shown.getvalue()
    assert "\x1b[31m" not in shown.getvalue()
