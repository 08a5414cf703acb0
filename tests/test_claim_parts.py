import pytest

from assistant.claim_parts import read_claim, split_claims


def texts(parts):
    return [part.text for part in parts]


def test_each_sentence_is_a_claim():
    claims = split_claims("De dijk kost 3 miljoen euro. In 2025 is hij klaar.")
    assert texts(claims) == ["De dijk kost 3 miljoen euro.", "In 2025 is hij klaar."]


def test_a_year_beside_a_value_is_its_period():
    claim = read_claim("In 2025 kost de dijk 3 miljoen euro.")
    assert texts(claim.values) == ["3 miljoen euro"]
    assert texts(claim.periods) == ["2025"]


def test_a_date_alone_is_what_is_claimed():
    claim = read_claim("De dijk is op 1 mei 2026 klaar.")
    assert texts(claim.values) == ["1 mei 2026"]
    assert claim.periods == ()


def test_what_costs_nothing_costs_nought():
    (value,) = read_claim("Een registratie is gratis.").values
    assert value.value == 0


@pytest.mark.parametrize("text", ["De boot vaart naar Noorderzand.", "Rotterdam telt 400 scholen.", "De DKO meet dit."])
def test_names_are_known_by_their_capitals_or_as_towns(text):
    assert read_claim(text).names


@pytest.mark.parametrize(
    "text", ["Ouders betalen 3 euro.", "Nederland telt 400 scholen.", "Het Rijk betaalt de helft."]
)
def test_the_first_word_of_a_sentence_and_the_country_itself_are_no_names(text):
    assert read_claim(text).names == ()


def test_public_bodies_are_bodies_though_they_are_no_names():
    assert texts(read_claim("De politie heeft 450 honden.").bodies) == ["politie"]


def test_the_letter_that_a_claim_names_is_no_part_of_what_it_says():
    claim = read_claim("Volgens de brief van 2024 kost de dijk 3 miljoen euro.")
    assert claim.letter_year == 2024
    assert claim.periods == ()


@pytest.mark.parametrize(
    "text", ["Ik vind 3 miljoen euro te weinig.", "De dijk is prachtig.", "Het kabinet zou meer moeten doen."]
)
def test_an_opinion_cannot_be_checked(text):
    claim = read_claim(text)
    assert claim.opinion or not claim.checkable


def test_a_word_of_judgement_beside_a_figure_does_not_make_an_opinion():
    assert read_claim("Van de mooie duinen is 40% te laag.").checkable


@pytest.mark.parametrize("text", ["", "   ", "\x00", "Dat klopt."])
def test_nothing_to_check_gives_no_checkable_claim(text):
    assert not any(claim.checkable for claim in split_claims(text))
