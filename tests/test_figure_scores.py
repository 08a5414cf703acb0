import pytest

from eval.figure_scores import figure_precision, figure_recall, period_error, unit_error, unsupported_figures

QUOTE = "In 2025 is € 2,5 miljoen uitgegeven aan 12 bruggen (Kamerstuk 31 305, nr. 12)."


@pytest.mark.parametrize(
    "sentence",
    [
        QUOTE,
        "Er is 2.500.000 euro uitgegeven.",
        "In 2025 ging het om 12 bruggen.",
        "Dit staat in Kamerstuk 31 305, nr. 12.",
        "Er is niets uitgegeven.",
    ],
)
def test_figures_that_stand_in_a_quote_are_supported(sentence):
    assert unsupported_figures(sentence, [QUOTE]) == []


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("In 2024 is € 2,5 miljoen uitgegeven.", ["2024"]),
        ("Er is € 2,6 miljoen uitgegeven.", ["€ 2,6 miljoen"]),
        ("Er is € 2,5 miljard uitgegeven.", ["€ 2,5 miljard"]),
        ("Er is 2,5 procent uitgegeven.", ["2,5 procent"]),
        ("Aan 21 bruggen.", ["21"]),
        ("Dit staat in Kamerstuk 31 306, nr. 12.", ["306"]),
    ],
)
def test_a_shifted_figure_unit_scale_or_number_is_caught(sentence, lost):
    assert unsupported_figures(sentence, [QUOTE]) == lost


def test_without_a_quote_no_figure_is_supported():
    assert unsupported_figures("Er zijn 12 bruggen.", []) == ["12"]


def test_precision_counts_the_figures_that_stand_in_the_evidence():
    assert figure_precision("In 2025 € 2,5 miljoen en in 2026 € 3 miljoen.", [QUOTE]) == 2 / 4
    assert figure_precision("Geen getallen.", [QUOTE]) is None


def test_recall_counts_the_figures_asked_for():
    must = [["2,5 miljoen", "2.500.000"], ["12"], ["bruggen"]]
    assert figure_recall(must, "Het gaat om 2.500.000 euro.") == 1 / 2
    assert figure_recall([["bruggen"]], "bruggen") is None


def test_the_right_number_in_another_unit_is_a_unit_error():
    must = [["2,5 miljoen"]]
    assert unit_error(must, "Het kost 2,5 miljard euro.") == 1
    assert unit_error(must, "Het kost 3,5 miljard euro.") == 0
    assert unit_error(must, "Het kost 2,5 miljoen euro.") == 0
    assert unit_error([["bruggen"]], "2,5 miljard") is None


def test_another_year_than_the_one_asked_for_is_a_period_error():
    assert period_error([["2026"]], "De brug is in 2027 klaar.") == 1
    assert period_error([["2026"]], "De brug is in oktober 2026 klaar.") == 0
    assert period_error([["2026"]], "De brug is nooit klaar.") == 0
    assert period_error([["2,5 miljoen"]], "in 2027") is None
