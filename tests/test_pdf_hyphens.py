"""Whether a hyphen at a line's end stays is decided from spelling and from the rest of the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf_hyphens import Hyphens

HYPHENATED = ["De gemeente neemt maatre-", "gelen voor fietsers en voetgan-", "gers in het centrum."]
PLAIN = ["De gemeente neemt maatregelen voor fietsers en voetgangers in het centrum."] * 90


@pytest.mark.parametrize(
    ("text", "line", "joined"),
    [
        ("een WIA-", "uitkering", "een WIA-uitkering"),
        ("de jaren 2022-", "2028", "de jaren 2022-2028"),
        ("de mvo-", "standaarden", "de mvo-standaarden"),
        ("de lhbti-", "gemeenschap", "de lhbti-gemeenschap"),
        ("voor drone-", "exploitanten", "voor drone-exploitanten"),
        ("de wet-", "en regelgeving", "de wet- en regelgeving"),
        ("maatre\x02", "gelen", "maatregelen"),
        ("de ge-", "informeerde Kamer", "de geinformeerde Kamer"),
        ("stap-", "voor-stap", "stap-voor-stap"),
        ("kost € 20,-", "per jaar", "kost € 20,- per jaar"),
        ("de zin -", "zoals hier -", "de zin - zoals hier -"),
        ("en/", "of", "en/of"),
        ("Groningen–", "Assen", "Groningen–Assen"),
        ("zie https://", "www.voorbeeld.nl/brief", "zie https://www.voorbeeld.nl/brief"),
        ("zie www.voorbeeld.nl/fiets-", "paden", "zie www.voorbeeld.nl/fiets-paden"),
        ("zie www.voorbeeld.nl/", "paden/2031", "zie www.voorbeeld.nl/paden/2031"),
        ("zie www.voorbeeld.nl/a.pdf", "en de brief", "zie www.voorbeeld.nl/a.pdf en de brief"),
        ("twee", "regels", "twee regels"),
    ],
)
def test_lines_are_joined_as_the_word_is_spelt(text: str, line: str, joined: str) -> None:
    assert Hyphens(HYPHENATED).join(text, line)[0] == joined


def test_the_document_shows_how_it_writes_a_word() -> None:
    assert Hyphens([*HYPHENATED, "het zorg-akkoord is af"]).join("het zorg-", "akkoord")[0] == "het zorg-akkoord"
    assert Hyphens([*PLAIN, "het zorgakkoord is af"]).join("het zorg-", "akkoord")[0] == "het zorgakkoord"


def test_a_document_that_does_not_hyphenate_keeps_its_hyphens() -> None:
    assert (
        Hyphens([*PLAIN, "over kosten-", "batenanalyses"]).join("kosten-", "batenanalyses")[0] == "kosten-batenanalyses"
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_second_line_stands_whole_at_the_offset_given(text: str, line: str) -> None:
    joined, offset = Hyphens([text, line]).join(text, line)
    assert joined[offset:] == line
    assert joined.startswith(text[:-1])
