"""The things of a claim: which words they are, and where a sentence speaks of another one."""

import pytest

from assistant.claim_parts import read_claim
from assistant.claim_things import find_strangers, things_of


def things(text: str) -> list[str]:
    return [thing.text for thing in things_of(read_claim(text))]


def strangers(text: str, sentence: str, *scopes: str) -> list[tuple[str, str | None]]:
    claim = read_claim(text)
    found = find_strangers(claim, things_of(claim), sentence, scopes)
    return [(stranger.word, stranger.instead) for stranger in found]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("De provincies dragen een derde van de kosten van de zeereep.", ["provincies", "zeereep"]),
        ("Een steiger zonder lift aanpassen kost drie miljoen euro.", ["steiger", "lift"]),
        ("Het aantal geregistreerde veerboten bedroeg 40.", ["geregistreerde", "veerboten"]),
        ("Gemeenten zijn verplicht om 12 loketten te openen.", ["Gemeenten", "loketten"]),
    ],
)
def test_things_are_nouns_and_what_says_which_not_verbs_or_words_that_carry_a_figure(claim, expected):
    assert [thing for thing in things(claim) if thing not in {"kosten", "verplicht"}] == expected


def test_a_thing_that_stands_nowhere_at_the_sentence_is_strange():
    said = "Elektrisch vaart op dit moment 58% van hen."
    assert strangers("58% van de bussen rijdt elektrisch.", said) == [("bussen", None)]


def test_a_thing_in_whose_place_the_sentence_has_another_is_strange_though_it_stands_beside_it():
    said = "Er doen nu 61 boeren mee met samen 840 hectare."
    beside = "Ook huishoudens kunnen zich melden."
    claim = "Er doen nu 61 huishoudens mee."
    assert strangers(claim, said, beside) == [("huishoudens", "boeren")]
    assert strangers("Er doen nu 61 boeren mee.", said, beside) == []


def test_what_stands_above_or_beside_the_sentence_accounts_for_a_thing():
    said = "Hiervan is in 2023 € 12,5 miljoen uitgegeven."
    assert strangers("Aan de zeereep is in 2023 € 12,5 miljoen uitgegeven.", said, "Het herstel van de zeereep") == []
    assert strangers("Aan de zeereep is in 2023 € 12,5 miljoen uitgegeven.", said) == [("zeereep", None)]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Slechts 8% noemde het loon.", "Slechts 8% noemde het salaris."),
        ("Er zijn 40 doorvaarroutes.", "Langs 40 doorvaarroute’s liggen steigers."),
        ("Voor 40 gebouwen met een asbestdak is plaats.", "Er is plaats voor 40 gebouwen met asbest in het dak."),
        ("Er zijn 300 douaniers geworven.", "De Douane heeft 300 mensen geworven."),
        ("Eén op de tien keer laden mislukt.", "Eén op de tien laadbeurten mislukt."),
        ("In 2023 zijn 40 hubs geopend.", "In 2023 zijn 40 mobiliteitshubs geopend."),
        ("De registratie van 40 boten kost € 3.", "Het registreren van 40 boten kost € 3."),
    ],
)
def test_another_word_form_root_or_compound_is_no_stranger(claim, sentence):
    assert strangers(claim, sentence) == []


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Bij de brand vielen twaalf slachtoffers.", "Bij de brand vielen twaalf doden."),
        ("Er zijn 41 steden met een lening.", "Er zijn 41 woonplaatsen met een lening."),
        ("In 27 lidstaten geldt dat.", "In 27 landen geldt dat."),
    ],
)
def test_what_is_only_like_another_thing_is_a_stranger(claim, sentence):
    assert strangers(claim, sentence)


def test_a_participle_is_of_the_root_of_its_noun():
    said = "Van de mensen die hinder ondervinden, noemt 52% het verkeer."
    assert strangers("Van de gehinderden noemt 52% het verkeer.", said) == []


def test_a_comparative_and_what_is_done_are_no_things():
    assert things("Het is 1,7 graad warmer geworden door het schrappen van 40 bomen.") == ["bomen"]


def test_a_name_that_is_part_of_the_name_in_its_place_is_another_name():
    said = "Het Duinfonds is op 1 januari 2021 ingesteld voor een periode van tien jaar."
    assert strangers("Het Zeefonds is op 1 januari 2021 ingesteld voor een periode van tien jaar.", said)


def test_words_in_another_order_are_no_strangers():
    said = "Voor werving, opleiding en behoud van chauffeurs is € 15 miljoen bestemd."
    assert strangers("Voor werving en opleiding van chauffeurs is € 15 miljoen bestemd.", said) == []
