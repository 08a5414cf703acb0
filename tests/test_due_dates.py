"""By when something is promised is read from the words, and resolved from the letter's date to a last day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.due_dates import find_due, first_friday_from

OF_MARCH = date(2025, 3, 27)


@pytest.mark.parametrize(
    ("text", "words", "last_day"),
    [
        ("U ontvangt het uiterlijk op 1 oktober 2025.", "uiterlijk op 1 oktober 2025", date(2025, 10, 1)),
        ("Ik informeer u vóór 1 december 2025.", "vóór 1 december 2025", date(2025, 11, 30)),
        ("Ik bericht u voor 11 mei.", "voor 11 mei", date(2025, 5, 10)),
        ("Ik bericht u uiterlijk vrijdag 4 april.", "uiterlijk vrijdag 4 april", date(2025, 4, 4)),
        ("De brief volgt per 1 mei a.s.", "per 1 mei a.s.", date(2025, 5, 1)),
        ("De rapportage ontvangt u in juni 2026.", "in juni 2026", date(2026, 6, 30)),
        ("Ik informeer u in februari.", "in februari", date(2026, 2, 28)),
        ("Ik stuur het eind april.", "eind april", date(2025, 4, 30)),
        ("Ik stuur het begin mei.", "begin mei", date(2025, 5, 10)),
        ("In de brief van mei 2026 kom ik terug.", "van mei 2026", date(2026, 5, 31)),
        ("In de brief van 2026 ga ik hierop in.", "brief van 2026", date(2026, 12, 31)),
        ("Voor de zomer ontvangt u de brief.", "Voor de zomer", date(2025, 7, 4)),
        ("Voor de zomer van 2024 ontvangt u de brief.", None, None),
        ("Ik stuur het voor het zomerreces.", "voor het zomerreces", date(2025, 7, 4)),
        ("Ik kom na de zomer terug.", "na de zomer", date(2025, 10, 31)),
        ("Ik deel het voor het kerstreces van 2025.", "voor het kerstreces van 2025", date(2025, 12, 19)),
        ("In het voorjaar van 2026 ontvangt u het.", "In het voorjaar van 2026", date(2026, 6, 20)),
        ("Dit najaar kom ik terug.", "Dit najaar", date(2025, 12, 20)),
        ("In het eerste kwartaal van 2026 stuur ik het.", "In het eerste kwartaal van 2026", date(2026, 3, 31)),
        ("In Q3 2025 stuur ik het.", "In Q3 2025", date(2025, 9, 30)),
        ("In de eerste helft van 2026 volgt het.", "In de eerste helft van 2026", date(2026, 6, 30)),
        ("Ik informeer u eind dit jaar.", "eind dit jaar", date(2025, 12, 31)),
        ("Ik informeer u begin volgend jaar.", "begin volgend jaar", date(2026, 3, 31)),
        ("Ik informeer u nog dit jaar.", "nog dit jaar", date(2025, 12, 31)),
        ("Ik informeer u volgend jaar.", "volgend jaar", date(2026, 12, 31)),
        ("Ik informeer u medio 2026.", "medio 2026", date(2026, 7, 31)),
        ("Ik informeer u binnen zes weken.", "binnen zes weken", date(2025, 5, 8)),
        ("Bij de begroting voor 2027 kom ik terug.", "Bij de begroting voor 2027", date(2026, 9, 15)),
        ("Met Prinsjesdag volgt meer.", "Met Prinsjesdag", date(2025, 9, 16)),
        ("Bij de Voorjaarsnota kom ik terug.", "Bij de Voorjaarsnota", date(2025, 6, 1)),
        ("Mocht het wijzigen, dan meld ik het binnen twee weken.", "binnen twee weken", None),
        ("Ik informeer u zo spoedig mogelijk.", "zo spoedig mogelijk", None),
        ("Op korte termijn stuur ik een brief.", "Op korte termijn", None),
        ("Ik reageer op de motie van 3 maart jl.", None, None),
        ("In de brief van 11 mei 2023 staat het.", None, None),
        ("Dit gaat over 2025 en de periode 2025-2028.", None, None),
        ("Ik stuur dit voor 31 juni 2026.", "voor 31 juni 2026", None),
    ],
)
def test_a_due_time_is_found_with_its_last_day(text, words, last_day):
    due = find_due(text, OF_MARCH)
    assert (due.text if due else None, due.last_day if due else None) == (words, last_day)


def test_the_first_time_of_what_recurs_is_the_year_that_is_named():
    due = find_due("Ik stuur jaarlijks vóór 1 oktober een brief, voor het eerst in 2027.", OF_MARCH)
    assert due is not None
    assert due.last_day == date(2027, 9, 30)


def test_a_time_at_which_something_else_is_expected_is_no_due_time_if_there_is_another():
    due = find_due("In de brief van 2026 ga ik in op het rapport, dat naar verwachting in oktober 2025 komt.", OF_MARCH)
    assert due is not None
    assert due.text == "brief van 2026"


def test_without_the_letter_s_date_only_a_full_date_is_resolved():
    full, half = find_due("uiterlijk op 1 oktober 2025", None), find_due("voor de zomer", None)
    assert full is not None
    assert full.last_day == date(2025, 10, 1)
    assert half is not None
    assert half.last_day is None


@pytest.mark.parametrize(("year", "day"), [(2021, 9), (2022, 8), (2023, 7), (2024, 5), (2025, 4)])
def test_the_summer_recess_begins_on_the_first_friday_from_the_fourth_of_july(year, day):
    assert first_friday_from(year, 7, 4) == date(year, 7, day)


@given(
    some.text(alphabet="0123456789 voorinjkwatledbugsmzf.", max_size=60), some.dates(date(2000, 1, 1), date(2060, 1, 1))
)
def test_no_text_breaks_it_and_a_due_time_is_never_past(text, written):
    due = find_due(f"voor {text} 2026 binnen {text}", written)
    assert due is None or due.last_day is None or due.last_day >= written
