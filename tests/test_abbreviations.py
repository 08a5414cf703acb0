"""What a letter abbreviates is found by the short form and by the long one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Question
from ingest.abbreviations import Abbreviation, find_abbreviations, long_form, other_forms
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Ik heb de Dienst Kust en Oever (DKO) gevraagd", "DKO", "Dienst Kust en Oever"),
        ("via de Uitvoeringsdienst Vakmanschap (hierna: UVM).", "UVM", "Uitvoeringsdienst Vakmanschap"),
        ("een bijdrage aan de Shared Dune Repair List (SDRL)", "SDRL", "Shared Dune Repair List"),
        ("het burgerservicenummer (BSN) van de aanvrager", "BSN", "burgerservicenummer"),
        ("de MKBA (maatschappelijke kosten-batenanalyse) van", "MKBA", "maatschappelijke kosten-batenanalyse"),
        ("een algemene maatregel van bestuur (AMvB) die", "AMvB", "algemene maatregel van bestuur"),
    ],
)
def test_a_definition_is_read(text, short, long):
    assert find_abbreviations(text) == (Abbreviation(short, long),)


@pytest.mark.parametrize(
    "text",
    [
        "de vragen van het lid Van der Voort (VDV) over de kust",  # a party
        "de begroting van Dijken en Duinen (XII)",  # a chapter
        "in 2023 (zie bijlage) en ook (ABC) elders",
        "de kosten (EUR) zijn hoog",
    ],
)
def test_what_defines_nothing_gives_nothing(text):
    assert find_abbreviations(text) == ()


@given(st.text(max_size=120), st.text(alphabet="ABCDEF", min_size=2, max_size=5))
def test_a_long_form_ends_the_text_and_holds_the_letters_in_order(before, short):
    long = long_form(short, before)
    if long is not None:
        rest = iter(long.casefold())
        assert all(letter in rest for letter in short.casefold())
        assert long in before


def test_only_the_form_that_is_missing_is_added():
    known = (Abbreviation("DKO", "Dienst Kust en Oever"),)
    assert other_forms("De DKO telt vogels.", known) == "DKO (Dienst Kust en Oever)"
    assert other_forms("De Dienst Kust en Oever telt vogels.", known) == "DKO (Dienst Kust en Oever)"
    assert other_forms("De Dienst Kust en Oever (DKO) telt vogels.", known) is None
    assert other_forms("De DKOX telt vogels.", known) is None


def test_a_passage_is_found_by_the_form_that_it_does_not_hold(tmp_path, embedder):
    body = """Dit jaar begon de Shared Dune Repair List (SDRL) voor het herstel van duinen in arme landen.

Uitgaven
Aan de SDRL is vorig jaar 12 miljoen euro toegezegd, waarvan de helft is overgemaakt aan de deelnemende landen.

Overig
Aan de overige posten van de begroting voor het buitenland is 90 miljoen euro toegezegd en overgemaakt dit jaar."""
    letter = dump_letter(subject="Buitenland", day="1 juli 2024", reference="DB-7", body=body)
    (tmp_path / "brief.txt").write_text(letter, encoding="utf-8")
    library = Library(tmp_path / "library", embedder, create=True)
    ingest_paths(library, [tmp_path / "brief.txt"], on_file=lambda _report: None)
    asked = Question("Hoeveel is er toegezegd aan de Shared Dune Repair List?")
    found = [scored.passage for scored in QuestionPipeline(library).search(asked)]
    short, other = (next(one for one in found if amount in one.text) for amount in ("12 miljoen", "90 miljoen"))
    assert found.index(short) < found.index(other)
    assert "Shared Dune Repair List" not in short.text
    assert "SDRL (Shared Dune Repair List)" in short.context
    library.close()
