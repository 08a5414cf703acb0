from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dutch_dates import dutch_date, find_date, is_date_alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29 Januari 2026", date(2026, 1, 29)),
        ("Den Haag, 7 juli 2023", date(2023, 7, 7)),
        ("1 mrt. 2020", date(2020, 3, 1)),
        ("05-06-2021", date(2021, 6, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("31 februari 2024", None),
        ("30 van 2024", None),
        ("artikel 12 lid 3 2024", None),
        ("12 mei 1204", None),
    ],
)
def test_a_date_is_read_as_written_or_not_at_all(text, expected):
    assert find_date(text) == expected


def test_the_first_of_several_dates_is_taken():
    assert find_date("van 3 mei 2024 tot 2024-01-01") == date(2024, 5, 3)


def test_a_line_with_more_than_a_date_is_no_date_alone():
    assert is_date_alone("3 mei 2024")
    assert not is_date_alone("uw brief van 3 mei 2024")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_written_in_dutch_is_read_back(day):
    assert find_date(dutch_date(day)) == day
    assert is_date_alone(dutch_date(day))
