"""The command line keeps its promises: JSON alone on stdout, one clear line for what can be mended, exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ui.terminal import print_letters

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(tmp_path):
    def run_program(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "ui.command_line", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "BRIEFWIJZER_LIBRARY": str(tmp_path / "library"), **environment},
        )

    return run_program


@pytest.fixture(scope="module")
def asked(shared_library):
    def ask_program(*arguments):
        run = subprocess.run(
            [sys.executable, "-m", "ui.command_line", *map(str, arguments), "--library", str(shared_library.folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in run.stderr
        return run

    return ask_program


def test_ingest_then_ask_answers_with_a_citation(run, letters_folder):
    assert run("ingest", letters_folder).returncode == 0
    answer = run("ask", "Wat kost het herstel van de zeereep bij Westduin?")
    assert answer.returncode == 0
    assert "€48 miljoen" in answer.stdout
    assert "12 maart 2024" in answer.stdout
    assert "VOORBEELD (fictief)" in answer.stdout


def test_ask_json_has_the_form_that_is_promised(asked, shared_library):
    form = json.loads(asked("ask", "Wat kost het herstel van de zeereep bij Westduin?", "--json").stdout)
    assert set(form) == {
        "id", "question", "status", "mode", "answer", "sentences", "citations", "figures", "notes", "searched", "nearest",
        "short_answer", "revision",
    }  # fmt: skip
    assert form["status"] == "answered"
    assert form["mode"] == "extractive"
    assert "[1]" in form["answer"]
    citation = form["citations"][0]
    assert set(citation["letter"]) >= {"id", "file", "title", "date", "ministry", "reference", "url"}
    text = shared_library.letter(citation["letter"]["id"]).text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert {"text": "€48 miljoen", "value": 48_000_000, "unit": "EUR", "citation": 1, "check": "literal"} in form[
        "figures"
    ]
    assert form["searched"] == {"letters": 3, "from": "2023-11-20", "to": "2024-06-03"}


def test_a_refusal_is_a_result_and_no_error(asked):
    run = asked("ask", "Hoeveel F-35's koopt Nederland?", "--json")
    form = json.loads(run.stdout)
    assert run.returncode == 0
    assert form["status"] == "not_found"
    assert form["citations"] == []
    assert form["nearest"]


def test_letters_show_text_is_the_text_that_citations_count_in(asked, shared_library):
    header = shared_library.headers()[0]
    assert asked("letters", "show", header.id, "--text").stdout == shared_library.letter(header.id).text


def test_letters_json_lists_every_letter_newest_first(asked):
    dates = [letter["date"] for letter in json.loads(asked("letters", "--json").stdout)]
    assert dates == ["2024-06-03", "2024-03-12", "2023-11-20"]


def test_the_list_of_letters_names_each_by_its_whole_id_however_long_its_subject(asked, shared_library):
    lines = asked("letters").stdout.splitlines()
    for header in shared_library.headers():
        assert [line for line in lines if line.rstrip().endswith(f" {header.id}")]
    headers = [replace(shared_library.headers()[0], id=f"2024-06-03-{'lang' * 12}", subject="Veerdiensten " * 20)]
    narrow = Console(width=60, file=io.StringIO())
    print_letters(narrow, headers)
    assert headers[0].id in narrow.file.getvalue().replace("\n", "").replace(" ", "")


def test_search_json_gives_ranked_passages(asked):
    form = json.loads(asked("search", "restauratie vuurtoren", "--top", "2", "--json").stdout)
    assert [passage["rank"] for passage in form["passages"]] == [1, 2]
    assert form["passages"][0]["letter"]["title"] == "Onderhoud vuurtorens"


def test_filters_narrow_what_is_searched(asked):
    run = asked("ask", "Wat kost het herstel van de zeereep?", "--from", "2024-06-01", "--json")
    assert json.loads(run.stdout)["searched"]["letters"] == 1


def test_a_batch_gives_a_line_for_each_question_in_order(asked, tmp_path):
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        'Wat kost het herstel van de zeereep?\n\n{"id": "b", "question": "En in Zuiderzand?", "history": ["Wat kost een'
        ' reis naar Noorderzand?"], "filters": {"from": "2024-01-01"}}\n{"question": "   "}\n',
        encoding="utf-8",
    )
    forms = [json.loads(line) for line in asked("ask", "--batch", batch, "--json").stdout.splitlines()]
    assert [form["id"] for form in forms] == ["1", "b", "4"]
    assert forms[1]["searched"]["letters"] == 2
    assert "leeg" in forms[2]["error"]


@pytest.mark.parametrize(
    "line", ['{"question": 3}', '{"id": "a"}', '{"question": "x", "filters": {"color": "red"}}', "{"]
)
def test_a_broken_line_of_a_batch_is_named(asked, tmp_path, line):
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f"Wat kost het?\n{line}\n", encoding="utf-8")
    run = asked("ask", "--batch", batch, "--json")
    assert run.returncode == 1
    assert "regel 2" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", ""), "De vraag is leeg"),
        (("ask", "a" * 10_000), "10000 tekens"),
        (("letters", "show", "geen-brief"), "geen-brief"),
        (("letters", "remove", "geen-brief"), "geen-brief"),
        (("ask", "--batch", "/no/such/file"), "bestaat niet"),
    ],
)
def test_what_can_be_mended_is_one_line_and_exit_code_1(asked, arguments, says):
    run = asked(*arguments)
    assert run.returncode == 1
    assert says in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert run.stdout == ""


def test_asking_without_a_library_says_how_to_make_one(run):
    asked = run("ask", "Wat kost het?")
    assert asked.returncode == 1
    assert "briefwijzer ingest" in asked.stderr


def test_wrong_usage_is_exit_code_2(run):
    assert run("ask", "--nonsense").returncode == 2
    assert run("ask", "x", "--from", "yesterday").returncode == 2


def test_an_unknown_embedder_says_what_to_do(run, letters_folder):
    asked = run("ingest", letters_folder, BRIEFWIJZER_EMBEDDER="no/such-model")
    assert asked.returncode == 1
    assert "no/such-model" in asked.stderr
    assert "Traceback" not in asked.stderr


def test_bad_files_are_reported_and_the_rest_is_read(run, letters_folder):
    (letters_folder / "leeg.txt").write_bytes(b"")
    (letters_folder / "geen.pdf").write_bytes(b"%PDF-1.7\nno pages here")
    with zipfile.ZipFile(letters_folder / "archief.docx", "w") as archive:
        archive.writestr("foto.jpg", b"\xff\xd8")
    (letters_folder / "nieuwe\nregel.txt").write_text("x", encoding="utf-8")
    (letters_folder / "notitie.png").write_bytes(b"\x89PNG")
    report = run("ingest", letters_folder, "--json")
    assert report.returncode == 1
    assert "Traceback" not in report.stderr
    outcomes = {Path(one["path"]).name: one["outcome"] for one in json.loads(report.stdout)["files"]}
    assert [outcomes[name] for name in ("zeereep.txt", "veerdiensten.txt", "vuurtorens.txt")] == ["new"] * 3
    assert [outcomes[name] for name in ("leeg.txt", "geen.pdf", "archief.docx")] == ["failed"] * 3
    assert outcomes["notitie.png"] == "skipped"
    assert "€48 miljoen" in run("ask", "Wat kost het herstel van de zeereep bij Westduin?").stdout


def test_ingesting_again_changes_nothing(run, letters_folder):
    run("ingest", letters_folder)
    report = run("ingest", letters_folder, "--json")
    assert {one["outcome"] for one in json.loads(report.stdout)["files"]} == {"unchanged"}


def test_a_changed_file_replaces_its_letter(run, letters_folder):
    run("ingest", letters_folder)
    file = letters_folder / "zeereep.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("€48 miljoen", "€53 miljoen"), encoding="utf-8")
    outcomes = {
        Path(one["path"]).name: one["outcome"]
        for one in json.loads(run("ingest", letters_folder, "--json").stdout)["files"]
    }
    assert outcomes["zeereep.txt"] == "updated"
    answer = run("ask", "Wat kost het herstel van de zeereep bij Westduin?").stdout
    assert "€53 miljoen" in answer
    assert "€48 miljoen" not in answer


def test_a_folder_without_letters_says_so(run, tmp_path):
    (tmp_path / "empty").mkdir()
    report = run("ingest", tmp_path / "empty")
    assert report.returncode == 1
    assert "staat geen brief" in report.stderr


def test_a_path_that_does_not_exist_says_so(run, tmp_path):
    report = run("ingest", tmp_path / "nowhere")
    assert report.returncode == 1
    assert "bestaat niet" in report.stderr


def test_doctor_finds_a_sound_library_and_mends_a_broken_index(run, letters_folder, tmp_path):
    run("ingest", letters_folder)
    assert run("doctor").returncode == 0
    (tmp_path / "library" / "terms" / "state.json").unlink()
    mended = run("doctor")
    assert mended.returncode == 0
    assert "Hersteld" in mended.stdout or "kloppen" in mended.stdout
    assert "€48 miljoen" in run("ask", "Wat kost het herstel van de zeereep bij Westduin?").stdout


def test_doctor_without_a_library_says_what_to_do(run):
    report = run("doctor")
    assert report.returncode == 1
    assert "briefwijzer ingest" in report.stdout
