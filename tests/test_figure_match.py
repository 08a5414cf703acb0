import pytest

from assistant.figure_match import Match, as_fine, difference_of, match_figure, opposed, same_kind, share_of
from assistant.figure_roles import same_rate
from assistant.figures import find_figures


def figure(text):
    (only,) = find_figures(text)
    return only


@pytest.mark.parametrize(
    ("claimed", "found", "match"),
    [
        ("€ 2,5 miljoen", "€ 2,5 miljoen", Match.LITERAL),
        ("2.500.000 euro", "€ 2,5 mln.", Match.EQUAL),
        ("negen gemeenten", "9 gemeenten", Match.EQUAL),
        ("anderhalf jaar", "18 maanden", Match.EQUAL),
        ("2 miljoen", "€ 2 miljoen", Match.EQUAL),  # a large bare number beside money is money
        ("1 mei 2026", "1-5-2026", Match.EQUAL),
        ("in 2026", "1 mei 2026", Match.EQUAL),  # the finer date says it too
        ("begin augustus 2022", "8 augustus 2022", Match.ROUNDED),
        ("eind 2025", "1 december 2025", Match.ROUNDED),
        ("het voorjaar van 2025", "april 2025", Match.ROUNDED),
        ("ruim 40%", "43%", Match.ROUNDED),
        ("bijna € 0,6 miljard", "€ 590 miljoen", Match.ROUNDED),
        ("een derde", "33%", Match.ROUNDED),
        ("tussen 2 en 3 miljard euro", "€ 2,4 miljard", Match.ROUNDED),
        ("circa 500 woningen", "512 woningen", Match.ROUNDED),
        ("tientallen scholen", "43 scholen", Match.ROUNDED),
        ("meer dan 700 euro", "ruim 700 euro", Match.LITERAL),
        ("minder dan 700 euro", "bijna 700 euro", Match.LITERAL),
        ("meer dan 700 euro", "712 euro", Match.ROUNDED),
    ],
)
def test_figures_that_agree(claimed, found, match):
    assert match_figure(figure(claimed), figure(found)) is match


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("35%", "36%"),
        ("een derde", "36%"),
        ("ruim 40%", "39%"),
        ("ruim 40%", "60%"),
        ("bijna 40%", "41%"),
        ("maximaal 40 euro", "minimaal 40 euro"),
        ("bijna 40 euro", "ruim 40 euro"),
        ("3%", "3 procentpunt"),
        ("3 dollar", "3 euro"),
        ("3 weken", "3 maanden"),
        ("2 miljoen euro", "2 miljard euro"),
        ("€ 0", "p.m."),
        ("1 mei 2026", "in 2026"),  # a year does not say the day
        ("begin augustus 2022", "18 augustus 2022"),
        ("eind 2025", "1 mei 2025"),
        ("2024-2025", "in 2024"),
        ("om twaalf uur", "twaalf uur"),
        ("tientallen scholen", "430 scholen"),
        ("meer dan 700 euro", "700 euro"),
        ("meer dan 700 euro", "minstens 700 euro"),
        ("minder dan 700 euro", "700 euro"),
        ("nog geen 700 euro", "maximaal 700 euro"),
    ],
)
def test_figures_that_do_not_agree(claimed, found):
    assert match_figure(figure(claimed), figure(found)) is None


def test_an_exact_claim_has_no_tolerance_even_where_the_letter_is_vague():
    assert match_figure(figure("40%"), figure("ruim 43%")) is None


def test_units_of_one_dimension_are_of_one_kind():
    assert same_kind(figure("3 weken"), figure("21 dagen"))
    assert not same_kind(figure("3 weken"), figure("3 hectare"))
    assert not same_kind(figure("3 euro"), figure("3%"))


def test_words_that_exclude_each_other_are_opposed():
    assert opposed(figure("maximaal 3"), figure("minimaal 3"))
    assert not opposed(figure("ruim 3"), figure("meer dan 3"))


def test_a_date_is_as_fine_as_the_one_claimed():
    assert as_fine(figure("1 mei 2026"), figure("3 juni 2024"))
    assert not as_fine(figure("1 mei 2026"), figure("in 2024"))


def test_a_difference_is_computed_from_two_figures():
    found = find_figures("Het waren er 229 en nu 207.")
    assert [one.value for one in difference_of(figure("22 minder"), found)] == [229, 207]
    assert difference_of(figure("23 minder"), found) is None


def test_the_difference_of_percentages_is_in_percentage_points():
    found = find_figures("Van 16% naar 19%.")
    assert difference_of(figure("3 procentpunt"), found)
    assert difference_of(figure("3%"), found) is None


def test_a_share_is_computed_from_a_part_of_a_whole():
    text = "Naar schatting 23.000 van de 61.000 mensen kregen het niet."
    assert share_of(figure("ruim een derde"), find_figures(text), text)
    assert share_of(figure("ruim de helft"), find_figures(text), text) is None


@pytest.mark.parametrize(
    ("claim", "text", "same"),
    [
        ("1.244 uur per maand per medewerker", "1.244 uur per jaar per medewerker", False),
        ("1.244 uur per jaar per medewerker", "1.244 uur per jaar per medewerker", True),
        ("1.244 uur per jaar", "1.244 uur per jaar per medewerker", True),
        ("1.244 uur per jaar per kind", "1.244 uur per jaar per medewerker", False),
        ("1.244 uur", "1.244 uur per jaar per medewerker", True),
        ("jaarlijks 1.244 uur", "1.244 uur per medewerker", True),
    ],
)
def test_a_rate_is_the_same_in_time_and_in_thing(claim, text, same):
    assert same_rate(claim, figure(claim), text, figure(text)) is same
