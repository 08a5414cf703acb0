"""Rows of a table in a text file are rows, whatever stands between their cells."""

from __future__ import annotations

import pytest

from assistant.vocabulary import BlockKind
from ingest.formats import read_letter
from ingest.text_tables import find_rows

TABLE = [["Kwaliteit", "Aantal"], ["Goed", "151"], ["Slecht, maar niet gesloten", "25"]]
LETTER = """Den Haag, 3 mei 2024
Betreft: Bruggen

Geachte voorzitter,

De kwaliteit van het zwemwater staat in deze tabel, die elk jaar in mei verschijnt.

{table}

De Minister van Bruggen,
A.B. Boog
"""


@pytest.mark.parametrize("border", ["\t", " | ", "|", "\t\t"])
def test_cells_between_tabs_or_strokes_are_rows(border):
    text = LETTER.format(table="\n".join(border.join(row) for row in TABLE))
    letter = read_letter(text.encode(), "brief.txt")
    rows = [letter.text[block.start : block.end] for block in letter.blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == ["\t".join(row) for row in TABLE]


def test_a_table_with_strokes_around_it_and_a_line_of_dashes_is_one():
    lines = ["| Jaar | Kosten |", "|------|--------|", "| 2024 | 1,5 |", "+------+--------+"]
    found = find_rows(lines)
    assert sorted(found) == [0, 1, 2, 3]
    assert [index for index, row in found.items() if row is None] == [1, 3]


@pytest.mark.parametrize(
    "lines",
    [
        ["1.\tEen punt van de lijst", "2.\tNog een punt"],
        ["•\teen punt", "•\tnog een punt"],
        ["een\trij"],
        ["een\trij", "", "nog een\trij"],
        ["geen cellen", "ook hier niet"],
        ["een\ttwee", "een\ttwee\tdrie"],
    ],
)
def test_list_items_and_lone_lines_are_no_table(lines):
    assert find_rows(lines) == {}


def test_a_letterhead_with_tabs_is_no_table():
    text = "Datum\t3 mei 2024\nBetreft\tBruggen en sluizen\n\nGeachte voorzitter,\n\nDe tekst van de brief.\n"
    letter = read_letter(text.encode(), "brief.txt")
    assert letter.header.subject == "Bruggen en sluizen"
    assert letter.header.date.isoformat() == "2024-05-03"
