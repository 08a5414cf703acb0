import pytest

from assistant.directions import clause_of, denies, direction, direction_at, opposed_directions


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Het verzuim is gestegen.", "Het verzuim is gedaald."),
        ("Het tarief wordt verhoogd.", "Het tarief wordt verlaagd."),
        ("Het verzuim nam toe.", "Het verzuim nam vorig jaar af."),
        ("De dijk wordt hoger.", "De dijk wordt lager."),
        ("De proef gaat niet door.", "De proef gaat door."),
    ],
)
def test_opposites_are_opposed(claim, sentence):
    assert opposed_directions(claim, sentence, sentence)
    assert not opposed_directions(claim, claim, claim)


def test_a_denial_of_something_else_is_no_opposition():
    sentence = "De proef kost 3 miljoen euro, maar vertraging is er niet."
    assert not opposed_directions("De proef kost 3 miljoen euro.", sentence, "De proef kost 3 miljoen euro")


def test_not_yet_a_fifth_is_a_number_and_no_denial():
    assert not denies("Nog geen vijfde deed mee.")
    assert denies("Geen school deed mee.")
    assert denies("Dat is onvoldoende.")


def test_the_direction_at_a_figure_is_that_of_the_nearest_word():
    text = "De prijs steeg met 3% en het gebruik daalde met 5%."
    assert direction_at(text, text.index("3%"), text.index("3%") + 2) == 1
    assert direction_at(text, text.index("5%"), text.index("5%") + 2) == -1
    assert direction("Er staat niets in.") == frozenset()


def test_a_clause_ends_at_a_comma_or_a_conjunction():
    text = "In 2023 was het 3%, terwijl het in 2022 nog 5% was."
    at = text.index("5%")
    assert clause_of(text, at, at + 2) == "terwijl het in 2022 nog 5% was."
