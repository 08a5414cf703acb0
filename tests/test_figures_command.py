"""`briefwijzer figures`: a table, CSV that no spreadsheet computes, JSON, and exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.found_figures import find_library_figures
from ui.figures_forms import figure_form, figures_csv, harmless, say_figure, say_value

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def run(shared_library):
    def run_program(*arguments, library=shared_library.folder):
        run = subprocess.run(
            [sys.executable, "-m", "ui.command_line", "figures", *map(str, arguments), "--library", str(library)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "COLUMNS": "200"},
        )
        assert "Traceback" not in run.stderr
        return run

    return run_program


@pytest.fixture
def found(shared_library):
    return find_library_figures(shared_library, "zeereep")


def test_the_table_shows_measure_figure_period_letter_and_date(run):
    shown = run("zeereep")
    assert shown.returncode == 0
    assert "€48 miljoen" in shown.stdout
    assert "2024-03-12" in shown.stdout


def test_json_names_letter_place_and_value_of_each_figure(run, shared_library):
    forms = json.loads(run("zeereep", "--json").stdout)
    (form,) = [form for form in forms if form["text"] == "€48 miljoen"]
    assert (form["value"], form["unit"]) == (48_000_000, "EUR")
    letter = shared_library.letter(form["letter"]["id"])
    assert letter.text[form["start"] : form["end"]] == form["text"]


def test_csv_has_a_line_of_headings_and_a_line_for_each_figure(run, found):
    rows = list(csv.reader(io.StringIO(run("zeereep", "--csv").stdout)))
    assert rows[0][0] == "wat"
    assert len(rows) == len(found) + 1
    assert all(len(row) == len(rows[0]) for row in rows)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SOM(A1)", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_compute_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["3 euro", "", "a=b"])
def test_any_other_cell_is_left_as_it_is(cell):
    assert harmless(cell) == cell


def test_no_cell_of_the_csv_begins_with_a_formula(found):
    hostile = [
        replace(one, quote="=cmd|'/c calc'!A0", indexed=replace(one.indexed, measure="@SOM(1)")) for one in found
    ]
    for row in csv.reader(io.StringIO(figures_csv(hostile))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_markup_in_a_measure_is_shown_as_text(found):
    from rich.console import Console

    from ui.figures_command import figures_table

    shown = io.StringIO()
    hostile = [replace(one, indexed=replace(one.indexed, measure="[red]duin[/red]")) for one in found]
    Console(file=shown, width=200).print(figures_table(hostile))
    assert "[red]duin[/red]" in shown.getvalue()


def test_a_figure_is_shown_with_the_unit_that_follows_it(shared_library):
    said = {say_figure(one) for one in find_library_figures(shared_library, None)}
    assert {"achttien maanden", "612.000 reizigers", "€14,75"} <= said


def test_a_value_is_said_in_plain_digits_with_a_comma(found):
    values = {one.indexed.figure.text: say_value(one.indexed.figure) for one in found}
    assert values["€48 miljoen"] == "48000000"


def test_an_open_amount_has_no_value(found):
    open_amount = replace(found[0].indexed.figure, text="p.m.", qualifier="p.m.")
    form = figure_form(replace(found[0], indexed=replace(found[0].indexed, figure=open_amount)))
    assert form["value"] is None
    assert say_value(open_amount) == ""


def test_nothing_found_is_no_error(run):
    shown = run("kernfusie")
    assert (shown.returncode, shown.stdout.strip()) == (0, "Geen cijfers gevonden.")
    assert json.loads(run("kernfusie", "--json").stdout) == []


def test_csv_and_json_together_are_wrong_usage(run):
    assert run("zeereep", "--csv", "--json").returncode == 2


def test_without_a_library_it_says_what_to_do(run, tmp_path):
    failed = run("zeereep", library=tmp_path / "geen")
    assert failed.returncode == 1
    assert len(failed.stderr.strip().splitlines()) == 1
