import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import figure_patterns
from assistant.figure_patterns import FIGURE, MONTHS
from assistant.figures import find_figures, is_open, same_value
from assistant.vocabulary import Unit
from eval.make_samples import SOURCES

EUR, PERCENT, POINT, COUNT, OTHER = Unit.EUR, Unit.PERCENT, Unit.PERCENT_POINT, Unit.COUNT, Unit.OTHER
YEAR, DATE = Unit.YEAR, Unit.DATE


def read(text):
    """What is read in a text: value, unit and, in a range, its end."""
    return [
        (figure.value, figure.unit) if figure.upper is None else (figure.value, figure.unit, figure.upper)
        for figure in find_figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 2,5 mln.", 2_500_000),
        ("€2,5 miljoen", 2_500_000),
        ("345.000 euro", 345_000),
        ("€ 345 000", 345_000),
        ("0,7 miljard euro", 700_000_000),
        ("€ 1,2 mld.", 1_200_000_000),
        ("EUR 12 mln", 12_000_000),
        ("anderhalf miljard euro", 1_500_000_000),
        ("een half miljoen euro", 500_000),
        ("tweeënhalf miljoen euro", 2_500_000),
        ("vijftienhonderd euro", 1_500),
        ("€ 1.234.567,89", Decimal("1234567.89")),
        ("€ 500,-", 500),
        ("€ 500,--", 500),
        ("€ ca. 2 mln.", 2_000_000),
        ("1.000 €", 1_000),
        ("50 eurocent", Decimal("0.5")),
        ("€ -2,5 miljoen", -2_500_000),
        ("–€ 3 mln.", -3_000_000),
    ],
)
def test_amounts_of_money_are_read_with_sign_and_scale(text, value):
    assert read(f"Dit kost {text} per jaar.") == [(value, EUR)]


def test_other_currencies_are_no_euros():
    assert read("$ 5 miljoen, 5 miljoen dollar en £ 3 mln.") == [
        (5_000_000, Unit.USD),
        (5_000_000, Unit.USD),
        (3_000_000, Unit.GBP),
    ]


def test_an_amount_that_is_to_be_filled_in_is_no_nought():
    open_amount, nothing = find_figures("De post staat op p.m. en de andere op € 0.")
    assert is_open(open_amount)
    assert not same_value(open_amount, nothing)


def test_p_m_after_an_amount_is_per_month():
    assert read("De huur is € 250 p.m.") == [(250, EUR)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12%", 12, PERCENT),
        ("12,5 procent", Decimal("12.5"), PERCENT),
        ("-3,2%", Decimal("-3.2"), PERCENT),
        ("3 procentpunt", 3, POINT),
        ("0,5%-punt", Decimal("0.5"), POINT),
        ("5‰", Decimal("0.5"), PERCENT),
        ("5 promille", Decimal("0.5"), PERCENT),
    ],
)
def test_percentages_and_percentage_points_are_kept_apart(text, value, unit):
    assert read(f"Dat is {text} lager.") == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("een kwart", 25),
        ("driekwart", 75),
        ("de helft", 50),
        ("1 op de 4", 25),
        ("één op de acht", Decimal("12.5")),
        ("vier van de vijf", 80),
        ("twee vijfde", 40),
        ("¼", 25),
    ],
)
def test_fractions_are_shares(text, value):
    assert read(f"Dat geldt voor {text}.") == [(value, PERCENT)]


def test_a_third_is_a_third():
    (third,) = find_figures("Dat is een derde van de boeren.")
    assert round(third.value, 4) == Decimal("33.3333")


@pytest.mark.parametrize("text", ["een kwart eeuw", "een derde partij", "de tweede helft van de week"])
def test_words_that_look_like_a_fraction_are_none(text):
    assert read(f"Dat duurde {text}.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("negen gemeenten", 9),
        ("ruim drie miljoen mensen", 3_000_000),
        ("honderdduizend mensen", 100_000),
        ("vijfennegentig scholen", 95),
        ("twaalfhonderd schepen", 1_200),
        ("1.000.000 bomen", 1_000_000),
        ("11 500 vlieguren", 11_500),
        ("één school", 1),
    ],
)
def test_counts_are_read_in_digits_and_in_words(text, value):
    assert read(f"Het gaat om {text}.") == [(value, COUNT)]


def test_a_year_before_a_comma_is_one_and_a_part_of_a_number_is_none():
    assert figure_patterns.YEAR.findall("In 2024, 2025 en 2026. Niet 2.024, 12025, 2024,5 of 2025.000.") == [
        "2024",
        "2025",
        "2026",
    ]


def test_passing_over_plain_words_loses_no_figure(monkeypatch):
    texts = [text for file in SOURCES.glob("*.brief") for text in file.read_text(encoding="utf-8").splitlines()]
    found = [find_figures(text) for text in texts]
    without = FIGURE.pattern.replace(f"(?!{figure_patterns._PLAIN_WORD})", "")
    assert without != FIGURE.pattern
    monkeypatch.setattr("assistant.figures.FIGURE", re.compile(without, FIGURE.flags))
    assert [find_figures(text) for text in texts] == found


@pytest.mark.parametrize(
    "text", ["Dossier 36 045 is gesloten.", "De begroting (36 410) is klaar.", "De begroting 36 600 XV is klaar."]
)
def test_a_dossier_is_no_figure_however_it_is_named(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("5 000 euro", 5_000), ("de 2 300 000 woningen", 2_300_000), ("Dat zijn er 6 730.", 6_730)]
)
def test_thousands_may_stand_apart_by_blanks(text, value):
    assert [found[0] for found in read(text)] == [value]


def test_the_article_before_a_word_that_begins_like_a_unit_is_no_number():
    assert read("Het is een percentage dat een kwartiermaker een miljoenste keer noemt.") == []


def test_vague_numbers_have_a_lower_and_an_upper_end():
    assert read("tientallen bedrijven en honderden miljoenen euro") == [
        (10, COUNT, 100),
        (100_000_000, EUR, 1_000_000_000),
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("zes weken", 6, "weken"),
        ("40 MW", 40, "mw"),
        ("12 hectare", 12, "hectare"),
        ("3 fte", 3, "fte"),
        ("10 kilometer", 10, "kilometer"),
        ("anderhalf jaar", Decimal("1.5"), "jaar"),
        ("2.000 m2", 2_000, "m2"),
        ("35 km/u", 35, "km/u"),
        ("min 3 graden", -3, "graden"),
    ],
)
def test_quantities_have_a_unit(text, value, unit):
    (figure,) = find_figures(f"Dat is {text} meer.")
    assert (figure.value, figure.unit, figure.unit_text) == (value, OTHER, unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€ 2,5 mln.", "2.500.000 euro"),
        ("anderhalf jaar", "18 maanden"),
        ("0,5 km", "500 meter"),
        ("driekwart", "75%"),
        ("9 gemeenten", "negen"),
        ("1 mei 2026", "1-5-2026"),
        ("Q3 2025", "het derde kwartaal van 2025"),
        ("0,1 GW", "100 MW"),
    ],
)
def test_one_value_in_two_notations_is_the_same(one, other):
    assert same_value(find_figures(one)[0], find_figures(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€ 2,5 mln.", "€ 2,5 mld."),
        ("3%", "3 procentpunt"),
        ("3 weken", "3 maanden"),
        ("3 dollar", "3 euro"),
        ("begin 2026", "eind 2026"),
        ("2024-2025", "2024"),
        ("2 à 3 procent", "2 procent"),
    ],
)
def test_another_unit_scale_part_or_range_is_not_the_same(one, other):
    assert not same_value(find_figures(one)[0], find_figures(other)[0])


def test_ranges_have_two_ends():
    assert read("tussen 2 en 3 miljard euro") == [(2_000_000_000, EUR, 3_000_000_000)]
    assert read("10 à 12 procent") == [(10, PERCENT, 12)]
    assert read("5 tot 10 jaar") == [(5, OTHER, 10)]


def test_years_and_periods():
    assert read("in 2024-2025 en de periode 2026-2028") == [(2024, YEAR, 2025), (2026, YEAR, 2028)]
    assert read("in het jaar 2030") == [(2030, YEAR)]


@pytest.mark.parametrize("text", ["ruim 2000 woningen", "2000 woningen"])
def test_a_number_that_counts_is_no_year(text):
    assert read(f"Er kwamen {text} bij.") == [(2000, COUNT)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19 november jl.", 1119),
        ("19 november 2025", 20251119),
        ("1-5-2026", 20260501),
        ("2026-05-01", 20260501),
        ("juli 2026", 20260700),
        ("medio mei", 500),
        ("5 april 20181", 20180405),  # with the mark of a footnote
        ("november 20222", 20221100),
    ],
)
def test_dates_are_read_with_what_they_leave_open(text, value):
    assert read(f"Dat was op {text}") == [(value, DATE)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("eind 2027", "eind"),
        ("medio 2027", "medio"),
        ("Q3 2027", "q3"),
        ("het derde kwartaal van 2027", "q3"),
        ("de tweede helft van 2027", "h2"),
        ("het najaar van 2027", "najaar"),
    ],
)
def test_parts_of_a_year_are_its_qualifier(text, part):
    (figure,) = find_figures(f"Gereed in {text}.")
    assert (figure.value, figure.unit, figure.qualifier) == (2027, YEAR, part)


@pytest.mark.parametrize("text", ["in Q3", "in het derde kwartaal"])
def test_a_quarter_without_a_year_leaves_the_year_open(text):
    (figure,) = find_figures(f"Dat volgt {text}.")
    assert (figure.value, figure.unit, figure.qualifier) == (0, DATE, "q3")


@pytest.mark.parametrize(
    "qualifier",
    ["circa", "ruim", "maximaal", "minder dan", "meer dan", "exclusief", "inclusief", "bijna", "ten minste", "zo'n"],
)
def test_the_word_that_qualifies_a_figure_goes_with_it(qualifier):
    (figure,) = find_figures(f"Dat kost {qualifier} 40 miljoen euro.")
    assert figure.qualifier == qualifier


def test_a_bare_number_takes_the_scale_of_the_one_it_is_joined_to():
    assert read("van 20 naar 30 miljoen euro") == [(20_000_000, EUR), (30_000_000, EUR)]
    assert read("op 14, 15 en 16 maart 2024") == [(20240314, DATE), (20240315, DATE), (20240316, DATE)]


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 36 600 XV, nr. 8",
        "Kamerstukken II 2024/25, 21501-20-1692",
        "kst-36600-XV-8",
        "33 240 IXB, nr. 2",
        "artikel 12, lid 3",
        "bel 070-1234567",
        "bel 0800-8051",
        "de F-16, de MQ-9 en de CV90",
        "zie voetnoot 12",
        "het noodnummer 112",
        "een zogenoemd ISAE 3402 assurance rapport",
        "door ontwikkelingen: 1. De afschaffing van het stelsel",
        "is niets veranderd. 2 ‘Monitoring verwerving’",
        "Tweede Kamer, vergaderjaar 2023–2024, 36 410 A, nr. 50",
        "Tweede Kamer, vergaderjaar 2011-2012, 33 173, an x",
        "Tweede Kamer, vergaderjaar 2013-20 14, 33 763, hr. 2",
        "indien zij dat nodig acht",
        "Boek 2 van het Burgerlijk Wetboek",
        "met kenmerken als 16002986 R",
        "Postbus 20018, 2500 EA Den Haag",
        "Verordening (EU) 2019/947",
        "ECLI:NL:HR:2020:123",
        "https://www.rijksoverheid.nl/brief-12",
        "in de jaren negentig",
        "ISO 9001",
        "bijlage 2 en tabel 3",
        "uw vraag 4",
        "vergaderjaar 2023-2024, nr. 5",
        "Kamerstuknummer 31 865",
        "begrotingsartikel 4 en beleidsartikelen 3 en 5",
        "Kamervraag 79",
        "SWD (2023), 819 final",
        "het pgb 2.0-systeem",
        "het 11 e forum",
        "het CBS 6 Deze cijfers",
        "1 https://example.org/brief",
        "in acht nemend dat",
        "wat acht u nodig",
        "acht te slaan op de brief",
        "dat is één-op-één",
        "Interest Groups, 6:199–214",
        "T 070 – 123 45 67 F 070 – 123 45 68 E post@voorbeeld.nl",
        "bel 14 030 of 14 0591",
        "Duinlaan 8 Postbus 20030 2500 AB Zandoord",
        "Grote Marktplein 17, Zandoord",
        "Kadestraat 4 2513 AA Zandoord",
        "antwoord op vragen 7, 8, en 9",
        "antwoord vragen 2,3,9,26",
        "de aanbevelingen 2 en 3",
        "vergaderjaar 2000-2001, 27 635, nrs 233 en 1",
        "het begrotingshoofdstuk 5",
        "het artikelonderdeel 32.2 van de begroting",
        "bedragen x € 1.000, of x 1 miljard €",  # in what a table counts
        "de 4 - en 5-jarigen en de 65-plussers",
        "Fiche 1 en factsheet 5",
        "groot onderhoud (jaar 6), vanaf jaar 11: vervanging",
        "is het selectief? 5. Leidt het tot steun? 6. Is er voordeel",
        "de krimp in het rapport 4 Bijlage bij het rapport",
        "de heffing 1 Stcrt. 2011, 23196",
        "de Landelijke Coördinatie COVID- 19 Bestrijding",
        "het stuk (20 15D09 109)",
        "Tweede Kamer, vergaderjaar 2011-2012, 33 173, ne@ 2) en verder",
        "Tweede Kamer 2011-2012, 33 173, nr.3",
        "Kamerstuk 31 839 mr. 216",
        "artikel 24(4) van het verdrag",
        "een afschrijving in de jaren 6 tot en met 10",
        "een kasschuif van jaar (t) op jaar (t+1)",
        "de ministeries van de zorg (IXB)3 hebben dat gezegd",
        "de raad en de bank.”6",
        "wat u het meest realistisch acht",
        "de raad acht het artikel van toepassing",
    ],
)
def test_numbers_that_are_names_are_no_figures(text):
    assert read(f"Dit staat er: {text}.") == []


def test_the_number_of_a_source_in_a_list_of_sources_is_none_of_a_thing_but_its_year_is():
    assert read("dat is zo. 3 Veen & De Waal (2020). Monitor") == [(2020, YEAR)]


def test_eight_that_opens_a_question_is_a_verb():
    assert read("Acht u het wenselijk?") == []


def test_eight_of_several_things_is_a_number_before_an_article_too():
    assert read("Van de acht het hoogste bedrag") == [(8, COUNT)]


def test_the_number_of_a_note_that_explains_is_none_of_a_thing():
    assert read("7 dat wil zeggen: vanuit de kern") == []


def test_a_mark_that_ends_a_text_marks_an_item():
    assert read("Dit is als volgt op te lossen: 1.") == []


def test_numbers_of_pages_before_the_years_of_a_letterhead_leave_the_years_standing():
    assert read("is niets veranderd. 2 1814-2014 Antwoorden") == [(1814, YEAR, 2014)]
    assert read("is niets veranderd. 2 ‘3 1814- 2014 Antwoorden") == [(1814, YEAR, 2014)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("de culturele basis BIS 2013-2016 loopt af", (2013, YEAR, 2016)),  # "bis" belongs to a number, "BIS" does not
        ("Dat stond in de Voorjaarsnota 2025.3 Door de ramingen", (2025, YEAR)),  # with the mark of a footnote
        ("sinds de oprichting in 1814, toen het nog klein was", (1814, YEAR)),
        ("Dat was op 29 Januari 2026", (20260129, DATE)),
        ("een toename van 0,8°k in dat jaar", (Decimal("0.8"), PERCENT)),  # a percent sign as a scanner reads it
        ("met 40°/s van het geheel", (40, PERCENT)),
        ("een tegenvaller van -/- € 348 miljoen", (-348_000_000, EUR)),
    ],
)
def test_figures_are_read_although_what_stands_around_them_looks_like_a_name(text, value):
    assert read(text) == [value]


def test_a_date_that_opens_a_text_is_no_number_of_an_item():
    assert read("29 Januari 2026") == [(20260129, DATE)]


def test_two_percentages_joined_by_a_hyphen_are_both_found():
    assert read("de 85%-15%-afspraak") == [(85, PERCENT), (15, PERCENT)]


def test_a_number_in_1814_that_counts_is_no_year():
    assert read("in 1814 woningen") == [(1814, COUNT)]


def test_times_of_day_are_no_hours():
    figures = find_figures("Om twaalf uur en tussen 8.30 en 17.00 uur duurde het twaalf uur.")
    assert [(figure.value, figure.unit_text) for figure in figures] == [
        (12, "klok"),
        (Decimal("8.5"), "klok"),
        (17, "klok"),
        (12, "uur"),
    ]


def test_a_number_after_what_is_no_share_is_not_lost():
    assert read("Dat is een van de vijf grootste steden.") == [(5, COUNT)]


def test_days_joined_by_a_night_are_both_dates():
    assert read("in de nacht van 14 op 15 juni 2023") == [(20230614, DATE), (20230615, DATE)]


@given(st.text(max_size=200))
def test_any_text_is_read_and_each_figure_stands_where_it_says(text):
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text


@given(st.text(alphabet="0123456789.,-€% xmiljoeneurotv/'’()\n", max_size=60))
def test_figures_are_in_order_and_do_not_overlap(text):
    figures = find_figures(text)
    assert all(one.end <= other.start for one, other in pairwise(figures))


def grouped(value: Decimal) -> str:
    """A number as Dutch writes it: points between thousands, a comma before decimals."""
    whole, _, rest = f"{value:f}".partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole) + (f",{rest}" if rest else "")


amounts = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda value: Decimal(f"{value.normalize():f}"))


@given(
    amounts,
    st.sampled_from(
        [
            ("€ {}", EUR, 1),
            ("{} euro", EUR, 1),
            ("€ {} miljoen", EUR, 10**6),
            ("{} miljard euro", EUR, 10**9),
            ("$ {} mln.", Unit.USD, 10**6),
            ("{}%", PERCENT, 1),
            ("{} procent", PERCENT, 1),
            ("{} procentpunt", POINT, 1),
            ("{} hectare", OTHER, 1),
            ("{} MW", OTHER, 1),
        ]
    ),
)
def test_what_is_written_is_read_back(value, form):
    written, unit, scale = form
    assert read(f"Het gaat om {written.format(grouped(value))} in totaal.") == [(value * scale, unit)]


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d} {name} {y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}", "{d:02}/{m:02}/{y}"]),
)
def test_dates_written_in_any_form_are_read_back(day, form):
    name = list(MONTHS)[day.month - 1]
    written = form.format(d=day.day, m=day.month, y=day.year, name=name)
    assert read(f"Dat was {written}.") == [(day.year * 10_000 + day.month * 100 + day.day, DATE)]


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_word_is_the_number_it_says(number):
    assert read(f"Er zijn {in_words(number)} bomen.") == [(number, COUNT)]


UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
TENS = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def in_words(number: int) -> str:
    """A number below a million in Dutch words."""
    if number == 1:
        return "één"
    if number < 20:
        return UNITS[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        joint = "ën" if UNITS[unit] in {"twee", "drie"} else "en"
        return f"{UNITS[unit]}{joint}{TENS[ten]}" if unit else TENS[ten]
    if number < 1_000:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else UNITS[hundreds]) + "honderd" + ("" if not rest else small_words(rest))
    thousands, rest = divmod(number, 1_000)
    return ("" if thousands == 1 else small_words(thousands)) + "duizend" + ("" if not rest else small_words(rest))


def small_words(number: int) -> str:
    return "een" if number == 1 else in_words(number)
