from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figure_index import FoundFigure, Mark, index_figures
from assistant.figure_series import group_series
from assistant.vocabulary import Unit
from ingest.formats import read_letter
from tests.fictional_letters import dump_letter

BODY = """Met deze brief informeer ik uw Kamer over het fonds.

Uitgaven
In 2023 is circa € 12,5 mln. uitgegeven aan het herstel van de zeereep. De wachttijd is zeven weken. Hiervan zijn twee \
van de 43 aanvragen afgewezen.

Tabel 1. Uitgaven (x € 1 mln.)
Onderdeel\t2022\t2023
Herstel\t8,0\t12,5
Onderzoek\t1,5\t2,0
"""


def letter_of(body=BODY, day="12 maart 2024", reference="DB-1"):
    text = dump_letter(subject="Voortgang fonds", day=day, reference=reference, body=body)
    return read_letter(text.encode(), "fonds.txt")


@pytest.fixture(scope="module")
def indexed():
    letter = letter_of()
    return letter, index_figures(letter)


def test_each_figure_stands_where_it_says(indexed):
    letter, figures = indexed
    for one in figures:
        assert letter.text[one.figure.start : one.figure.end] == one.figure.text
        assert one.sentence[0] <= one.figure.start < one.figure.end <= one.sentence[1]


def test_dates_are_periods_and_no_figures(indexed):
    _, figures = indexed
    assert not {Unit.DATE, Unit.YEAR} & {one.figure.unit for one in figures}
    assert figures[0].period == "2023"


def test_a_measure_is_its_clause_with_a_gap_for_the_figure(indexed):
    _, figures = indexed
    assert figures[0].measure == "In 2023 is … uitgegeven aan het herstel van de zeereep"
    assert figures[1].measure == "De wachttijd is … weken"


def test_a_cell_has_its_row_for_a_measure_its_column_for_a_period_and_the_scale_of_its_table(indexed):
    _, figures = indexed
    cells = [one for one in figures if one.measure.startswith(("Herstel", "Onderzoek"))]
    assert [(one.measure, one.period, one.figure.value, one.figure.unit) for one in cells] == [
        ("Herstel", "2022", 8_000_000, Unit.EUR),
        ("Herstel", "2023", 12_500_000, Unit.EUR),
        ("Onderzoek", "2022", 1_500_000, Unit.EUR),
        ("Onderzoek", "2023", 2_000_000, Unit.EUR),
    ]


def test_last_year_is_resolved_by_the_date_of_the_letter():
    figures = index_figures(letter_of("Afgelopen jaar is € 3 miljoen uitgegeven aan onderzoek."))
    assert [one.period for one in figures] == ["2023"]


def test_a_year_earlier_is_the_year_before():
    body = "In 2023 had 55% van de huishoudens een noodpakket, tegen 47% een jaar eerder."
    assert [one.period for one in index_figures(letter_of(body))] == ["2023", "2022"]


def found(body, day, reference):
    letter = letter_of(body, day, reference)
    return [
        FoundFigure(one, letter.header, letter.text[slice(*one.sentence)], 0, None) for one in index_figures(letter)
    ]


OLD = found("In 2024 kost het fonds naar verwachting € 50 miljoen.", "12 maart 2023", "DB-1")
NEW = found("In 2024 kost het fonds naar verwachting € 60 miljoen.", "12 maart 2024", "DB-2")
SAME_DAY = found("In 2024 kost het fonds naar verwachting € 70 miljoen.", "12 maart 2024", "DB-3")
OTHER = found("De wachttijd bij het loket is zeven weken.", "12 maart 2024", "DB-4")


def test_one_measure_through_time_is_a_series():
    grouped = group_series([*NEW, *OLD, *OTHER])
    assert [one.series for one in grouped] == [1, 1, 0]


def test_a_value_that_a_later_letter_changes_is_revised():
    grouped = group_series([*NEW, *OLD])
    assert [one.mark for one in grouped] == [None, Mark.REVISED]


def test_letters_of_one_day_with_two_values_contradict_each_other():
    grouped = group_series([*NEW, *SAME_DAY])
    assert [one.mark for one in grouped] == [Mark.CONTRADICTED, Mark.CONTRADICTED]


def test_another_period_is_no_revision():
    later = [replace(one, indexed=replace(one.indexed, period="2025")) for one in NEW]
    assert [one.mark for one in group_series([*later, *OLD])] == [None, None]


def test_another_unit_is_another_series():
    percent = found("In 2024 kost het fonds naar verwachting 50% meer.", "12 maart 2023", "DB-5")
    assert [one.series for one in group_series([*NEW, *percent])] == [0, 0]


def test_a_letter_without_a_date_is_grouped_but_not_marked():
    undated = [replace(one, header=replace(one.header, date=None)) for one in OLD]
    grouped = group_series([*NEW, *undated])
    assert [one.series for one in grouped] == [1, 1]
    assert [one.mark for one in grouped] == [None, None]


def test_figures_of_a_members_question_are_not_the_ministers():
    body = """Vraag 1
Klopt het dat het fonds € 99 miljoen kost?

Antwoord 1
Nee, het fonds kost € 50 miljoen."""
    assert [one.figure.text for one in index_figures(letter_of(body))] == ["€ 50 miljoen"]


def test_the_date_of_the_letter_is_read():
    assert letter_of().header.date == date(2024, 3, 12)


def test_two_values_that_one_letter_gives_for_one_time_are_no_series():
    twice = found(
        "Het fonds kost € 50 miljoen aan onderhoud. Het fonds kost € 20 miljoen aan onderhoud.", "3 mei 2024", "DB-6"
    )
    assert [one.series for one in group_series(twice)] == [0, 0]


def test_what_says_hardly_anything_is_one_measure_only_in_letters_about_the_same():
    here = found("Hiervoor is € 5 miljoen beschikbaar.", "3 mei 2023", "DB-7")
    there = found("Hiervoor is € 9 miljoen beschikbaar.", "3 mei 2024", "DB-8")
    apart = [replace(one, header=replace(one.header, subject="De nieuwe veerdienst")) for one in there]
    assert [one.series for one in group_series([*here, *there])] == [1, 1]
    assert [one.series for one in group_series([*here, *apart])] == [0, 0]


def test_a_level_and_a_difference_are_two_measures():
    level = found("In 2023 verdronken 200 zwemmers in rivieren.", "3 mei 2024", "DB-9")
    gap = found("In 2022 verdronken 20 minder zwemmers in rivieren.", "3 mei 2023", "DB-10")
    assert [one.series for one in group_series([*level, *gap])] == [0, 0]


def test_a_row_of_a_table_that_lost_its_columns_has_its_label_for_a_measure_and_says_which_number():
    body = "Herstel duinen 757 1.586 1.050 Herstel dijken 1.122 1.912 1.763"
    assert [one.measure for one in index_figures(letter_of(body))] == [
        "Herstel duinen (1/3)",
        "Herstel duinen (2/3)",
        "Herstel duinen (3/3)",
        "Herstel dijken (1/3)",
        "Herstel dijken (2/3)",
        "Herstel dijken (3/3)",
    ]


def test_a_number_that_takes_one_out_of_several_is_no_figure():
    assert index_figures(letter_of("Het vastgoed is één van de aspecten die tellen.")) == []


WORDS = ["zeereep", "loket", "dijk", "veerpont", "molen", "haven", "boot"]  # none of them a compound


@given(measures=st.lists(st.frozensets(st.sampled_from(WORDS), min_size=1), max_size=12))
def test_a_figure_joins_the_first_series_with_more_than_half_of_the_words_in_common(measures: list[frozenset[str]]):
    figures = [replace(NEW[0], indexed=replace(NEW[0].indexed, measure=" ".join(sorted(words)))) for words in measures]
    firsts: list[frozenset[str]] = []
    expected = []
    for words in measures:
        like = [at for at, first in enumerate(firsts) if len(first & words) > len(first | words) / 2]
        firsts += [] if like else [words]
        expected.append(like[0] if like else len(firsts) - 1)
    alone = {number for number in expected if expected.count(number) == 1}
    numbers = {number: at for at, number in enumerate(sorted(set(expected) - alone), start=1)}
    assert [one.series for one in group_series(figures)] == [numbers.get(number, 0) for number in expected]
