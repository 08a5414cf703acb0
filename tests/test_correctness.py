import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.correctness import missing_alternatives, occurs


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("5 miljard", "er is 5 miljard uitgetrokken"),
        ("5 Miljard", "Er is 5\u00a0miljard uitgetrokken."),
        ("2025", "in 2025."),
        ("2025", "2025/2026"),
        ("3,5", "groei van 3,5%"),
        ("€ 23", "kost € 23."),
        ("evacue", "De bewoners worden geëvacueerd na het evacueren."),
        ("drie", "Er zijn drie, misschien vier."),
        ("twaalf weken", "de TWAALF  weken"),
    ],
)
def test_an_alternative_occurs(wanted, text):
    assert occurs(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("5 miljard", "25 miljard"),
        ("5 miljard", "2,5 miljard"),
        ("5 miljard", "1.5 miljard"),
        ("12", "12.500 woningen"),
        ("12", "120"),
        ("3,5", "3,58"),
        ("€ 23", "€ 23,50"),
        ("€ 23", "€ 230"),
        ("twee", "de tweede brug"),
        ("drie", "driehonderd"),
    ],
)
def test_a_number_is_never_found_inside_another(wanted, text):
    assert not occurs(wanted, text)


def test_every_list_needs_one_of_its_alternatives():
    must = [["25 miljoen", "25.000.000"], ["2026"], ["Zwanenbrug"]]
    assert missing_alternatives(must, "De Zwanenbrug kost 25.000.000 euro.") == (("2026",),)


def test_nothing_to_show_is_never_missing():
    assert missing_alternatives([], "") == ()


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_whole_numbers_occur_only_as_themselves(one, other):
    assert occurs(str(one), f"er zijn {other} huizen") == (one == other)
