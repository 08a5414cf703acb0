"""Claims about a few letters: each verdict with its reason, and what no letter says is never confirmed."""

import pytest

from assistant import errors
from assistant.claims import ClaimChecker, Ground, Match, Verdict
from assistant.library import Library
from assistant.vocabulary import Filters
from ingest.intake import ingest_paths
from tests.fictional_letters import dump_letter

LETTERS = {
    "zeereep": (
        "12 maart 2024",
        """Het herstel van de zeereep bij Westduin kost naar verwachting € 48 miljoen. Hiervan is in 2023 reeds \
€ 12,5 miljoen uitgegeven. De provincie betaalt 20% van de kosten. De werkzaamheden duren achttien maanden.

In 2023 steeg het aantal bezoekers van het duingebied van 229 duizend naar 311 duizend.""",
    ),
    "veerdienst": (
        "3 juni 2024",
        """Een enkele reis naar Noorderzand kost vanaf 1 juli 2024 € 14,75 per volwassene. Kinderen tot twaalf jaar \
reizen gratis. De veerdienst naar Noorderzand is in 2023 met 4 procent gegroeid.

Het nieuwe tarief wordt betaald door Rederij Helm. Van de veerboten zijn er vijf elektrisch.""",
    ),
    "raming": (
        "10 februari 2025",
        """De raming voor de nieuwe vuurtoren van Oosterhaak was € 30 miljoen. De vuurtoren van Oosterhaak kost volgens \
de nieuwe raming € 36 miljoen.""",
    ),
    "oude-norm": ("5 mei 2022", "De norm voor geluid van helikopters boven Zuiderzand is 55 decibel."),
    "inkoop": (
        "4 juni 2024",
        """Over 2023 is het totale bedrag aan onrechtmatige inkopen van de vuurtorendienst € 79,9 miljoen.

Van het totale bedrag aan onrechtmatige inkopen van de vuurtorendienst van € 79,9 miljoen is € 55,8 miljoen ontstaan \
bij een ander departement. De dienst heeft in 2022 van de uitgavenstaat van december 2021 26 projecten gecontroleerd.""",
    ),
    "kustwacht": ("5 maart 2024", "De adviesraad Maritieme Vraagstukken rekent op 12 wachters in het ODA-team."),
    "onderwijs": (
        "30 mei 2024",
        """Op 1 februari was het tekort aan loodsen in het basisonderwijs 9.120 banen. Over het voortgezet onderwijs volgt een brief.

Wie loods wil worden, ontvangt een beurs. De Loodsbeurs gaat omhoog naar € 9.000 per jaar voor wie op een eiland werkt. In andere \
gevallen blijft de Loodsbeurs € 7.500.

Uit een enquête onder 3.200 loodsen blijkt dat 38% wel eens een drone gebruikt. Dat mag niet.

Wie een reis boekt, mag dat weten. Een reiziger moet altijd weten wie een drone bestuurt.

Eind 2023 hadden 241 van de 342 eilanden een steiger. De bouw van de steigers heeft uiteindelijk € 101,3 miljoen gekost, tegen \
€ 96 miljoen begroot.

Van de € 5 miljard aan extra geld voor havens is € 1 miljard doorgeschoven.

Bij 6 haventjes is geklaagd. In die periode werd bij 4.105 geweldszaken en 5.771 loodszaken hoger beroep ingesteld, in 761 zaken \
betrof het beide. Er waren 767 rechters.

Van de vuurtorens zijn er 12 van de 34 gerestaureerd.""",
    ),
    "algemene": ("1 februari 2023", "De sluiting van KMS Weert betreft 20 lokalen."),
    "voorraad": (
        "20 juni 2024",
        """Het Rijk houdt voorraden aan voor eilanden. Aan het einde van 2023 waren er 74.500 reddingsvesten beschikbaar.

Gemeenten wijzen zelf havens aan. Ik stel voor de bouw van de havens in totaal € 55 miljoen beschikbaar.""",
    ),
    "nieuwe-norm": ("7 mei 2025", "De norm voor geluid van helikopters boven Zuiderzand is 50 decibel."),
}


@pytest.fixture(scope="module")
def checker(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("claims")
    for name, (day, body) in LETTERS.items():
        text = dump_letter(subject=f"Brief over {name}", day=day, reference=f"DB-{name}", body=body)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    library = Library(folder / "library", embedder, create=True)
    ingest_paths(library, [folder], on_file=lambda _report: None)
    yield ClaimChecker(library)
    library.close()


def check(checker, text, **filters):
    (only,) = checker.check(text, Filters(**filters)).checks
    return only


@pytest.mark.parametrize(
    "claim",
    [
        "Het herstel van de zeereep bij Westduin kost 48 miljoen euro.",
        "Het herstel van de zeereep bij Westduin kost 0,048 miljard euro.",
        "De werkzaamheden aan de zeereep duren anderhalf jaar.",
        "Van de kosten van het herstel van de zeereep betaalt de provincie een vijfde.",
        "Een enkele reis naar Noorderzand kost 14,75 euro.",
        "Kinderen tot twaalf jaar reizen gratis naar Noorderzand.",
        "Het aantal bezoekers van het duingebied steeg in 2023 naar 311.000.",
        "In 241 eilanden was eind 2023 een steiger.",
        "Van de vuurtorens zijn er twaalf van de 34 gerestaureerd.",  # the whole is one in words, too
        "De bouw van de steigers kostte 101,3 miljoen euro.",
        "De Loodsbeurs voor wie op een eiland werkt is 9.000 euro per jaar.",
    ],
)
def test_what_a_letter_says_in_other_words_or_notation_is_confirmed(checker, claim):
    found = check(checker, claim)
    assert (found.verdict, found.ground) == (Verdict.CONFIRMED, Ground.SAME)
    assert found.citations


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ("Het herstel van de zeereep bij Westduin kost 84 miljoen euro.", "€ 48 miljoen"),
        ("Het herstel van de zeereep bij Westduin kost 48 miljard euro.", "€ 48 miljoen"),
        ("Een enkele reis naar Noorderzand kost vanaf 1 juli 2024 17,45 euro per volwassene.", "€ 14,75"),
        ("De provincie betaalt 30% van de kosten van het herstel van de zeereep.", "20%"),
    ],
)
def test_another_value_for_the_same_thing_contradicts_and_is_shown(checker, claim, shown):
    found = check(checker, claim)
    assert found.verdict is Verdict.CONTRADICTED
    assert shown in [part.found for part in found.parts]


@pytest.mark.parametrize(
    "claim",
    [
        "Het herstel van de zeereep bij Oosterhaak kost 48 miljoen euro.",  # another place
        "De politie betaalt 20% van de kosten van het herstel van de zeereep.",  # another payer
        "In 2021 is € 12,5 miljoen uitgegeven aan het herstel van de zeereep.",  # another year
        "De veerdienst naar Noorderzand is in 2023 met 4 procentpunt gegroeid.",  # another unit
        "De veerdienst naar Noorderzand is in 2023 met 4 procent gekrompen.",  # the other way
        "Het aantal bezoekers van het duingebied daalde in 2023 van 311 duizend naar 229 duizend.",
        "Kinderen tot twaalf jaar reizen niet gratis naar Noorderzand.",
        "Het herstel van de zeereep bij Westduin kost 48 miljoen dollar.",
        "De nieuwe tunnel bij Westduin kost 48 miljoen euro.",  # another thing
        "Het loodsentekort in het voortgezet onderwijs is 9.120 banen.",  # another kind of a thing
        "De Loodsbeurs bedraagt 7.500 euro per maand.",  # per another time than the letter ever says
        "38% van de reizigers gebruikt wel eens een drone.",  # of whom only other sentences speak
        "De gemeenten hadden eind 2023 74.500 reddingsvesten.",  # who is spoken of elsewhere
        "De bouw van de havens kostte 55 miljoen euro.",  # what it was to cost
        # "hoger beroep" is no difference of two other numbers
        "In die periode werd bij 4.105 geweldszaken en 761 loodszaken hoger beroep ingesteld, in 761 zaken betrof het beide.",
        "Van de € 4 miljard aan extra geld voor havens is € 1 miljard doorgeschoven.",  # "extra" compares nothing here
        "De sluiting van KMS Algemene betreft 20 lokalen.",  # a name that looks like a verb stands in its place
        "In 342 eilanden was eind 2023 een steiger.",  # of how many, not how many
        # the letter's own year, where the letter says it of another one
        "Over 2024 is het totale bedrag aan onrechtmatige inkopen van de vuurtorendienst € 79,9 miljoen.",
        # a year of the sentence, but not this one's
        "De dienst heeft in 2022 van de uitgavenstaat van december 2022 26 projecten gecontroleerd.",
        # a name of the letter in another one's place, beside one with a hyphen
        "De adviesraad Maritieme Kustwacht rekent op 12 wachters in het ODA-team.",
    ],
)
def test_a_near_miss_is_never_confirmed(checker, claim):
    assert check(checker, claim).verdict is not Verdict.CONFIRMED


@pytest.mark.parametrize(
    ("claim", "word", "instead"),
    [
        ("De werkzaamheden bij Westduin duren achttien maanden voor de haven.", "haven", None),
        ("De buslijn naar Noorderzand is in 2023 met 4 procent gegroeid.", "buslijn", "veerdienst"),
        (
            "In 2023 steeg het aantal bewoners van het duingebied van 229 duizend naar 311 duizend.",
            "bewoners",
            "bezoekers",
        ),
    ],
)
def test_what_a_letter_says_of_something_else_is_not_found_and_says_which_word_is_not_there(
    checker, claim, word, instead
):
    found = check(checker, claim)
    assert (found.verdict, found.ground) == (Verdict.NOT_FOUND, Ground.OTHER_THING)
    assert (word, instead) in [(part.claimed, part.found) for part in found.parts]
    assert found.citations


@pytest.mark.parametrize(
    "claim",
    ["De zorgpremie stijgt in 2026 met 10 euro.", "Het wetsvoorstel kernenergie kost 9 miljard euro."],
)
def test_another_topic_is_not_found(checker, claim):
    found = check(checker, claim)
    assert (found.verdict, found.ground) == (Verdict.NOT_FOUND, Ground.NOT_SAID)
    assert found.citations == ()


def test_the_quote_is_the_letter_byte_for_byte(checker):
    for citation in check(checker, "Het herstel van de zeereep bij Westduin kost 84 miljoen euro.").citations:
        letter = checker._library.letter(citation.header.id)
        assert letter.text[citation.start : citation.end] == citation.quote


def test_what_a_newer_letter_changed_is_outdated_and_both_letters_are_shown(checker):
    found = check(checker, "De norm voor geluid van helikopters boven Zuiderzand is 55 decibel.")
    assert (found.verdict, found.ground) == (Verdict.CONFIRMED, Ground.OUTDATED)
    assert [citation.header.date.year for citation in found.citations] == [2022, 2025]


def test_what_an_older_letter_says_otherwise_is_said_too(checker):
    found = check(checker, "De norm voor geluid van helikopters boven Zuiderzand is 50 decibel.")
    assert (found.verdict, found.ground) == (Verdict.CONFIRMED, Ground.LETTERS_DISAGREE)
    assert len(found.citations) == 2


def test_the_match_says_how_a_figure_was_found(checker):
    literal = check(checker, "Het herstel van de zeereep bij Westduin kost € 48 miljoen.")
    equal = check(checker, "Het herstel van de zeereep bij Westduin kost 48.000.000 euro.")
    rounded = check(checker, "Het herstel van de zeereep bij Westduin kost bijna 50 miljoen euro.")
    assert literal.parts[0].match is Match.LITERAL
    assert equal.parts[0].match is Match.EQUAL
    assert rounded.parts[0].match is Match.ROUNDED


def test_a_figure_that_stands_beside_its_rival_is_not_contradicted_by_it(checker):
    assert (
        check(checker, "Ruim 300 duizend bezoekers telde het duingebied in 2023.").verdict is not Verdict.CONTRADICTED
    )


def test_several_claims_are_judged_one_by_one_and_one_wrong_one_decides(checker):
    text = "Het herstel van de zeereep bij Westduin kost 48 miljoen euro. De provincie betaalt 30% van de kosten ervan."
    found = checker.check(text)
    first, _second = found.checks
    assert first.verdict is Verdict.CONFIRMED
    assert found.verdict is not Verdict.CONFIRMED


def test_filters_choose_the_letters(checker):
    claim = "De norm voor geluid van helikopters boven Zuiderzand is 50 decibel."
    found = check(checker, claim, until=checker._library.headers()[-1].date)
    assert found.verdict is Verdict.CONTRADICTED


def test_a_claim_of_a_letter_of_a_year_looks_at_letters_of_that_year_alone(checker):
    of_2022 = "De norm voor geluid van helikopters boven Zuiderzand is 55 decibel, schreef de minister in 2022."
    of_2025 = "De norm voor geluid van helikopters boven Zuiderzand is 55 decibel, schreef de minister in 2025."
    assert check(checker, of_2022).verdict is Verdict.CONFIRMED
    assert check(checker, of_2025).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "ground"),
    [
        ("Dat is niet waar.", Ground.NOTHING_TO_CHECK),
        ("Ik vind het herstel van de zeereep te duur.", Ground.OPINION),
        ("Hopelijk kost het herstel van de zeereep 48 miljoen euro.", Ground.OPINION),
    ],
)
def test_without_anything_to_check_or_with_an_opinion_there_is_no_verdict(checker, claim, ground):
    found = check(checker, claim)
    assert (found.verdict, found.ground) == (Verdict.NOT_FOUND, ground)


@pytest.mark.parametrize(
    "claim",
    [
        "Het herstel van de zeereep bij Westduin kost 99999999999999999999999999999999999 euro.",
        "Het herstel van de zeereep bij Westduin kost -48 miljoen euro.",
        "Het herstel van de zeereep bij Westduin kost 0 euro.",
        "Het herstel van de zeereep bij Westduin kost 48 miljoen yen.",
        "In 2090 kost het herstel van de zeereep bij Westduin 70 miljoen euro.",
        "<script>alert(1)</script> Westduin kost 49 euro.",
        "Het herstel\x00 van de zeereep bij Westduin kost 84\x00 miljoen euro.",
        "48 " * 300,
        "?",
        "€ € €",
    ],
)
def test_absurd_claims_are_judged_and_never_confirmed(checker, claim):
    assert checker.check(claim).verdict is not Verdict.CONFIRMED


@pytest.mark.parametrize("claim", ["", "  \n ", "\x00"])
def test_an_empty_claim_is_refused(checker, claim):
    with pytest.raises(errors.EmptyQuestion):
        checker.check(claim)


def test_a_claim_that_is_too_long_is_refused(checker):
    with pytest.raises(errors.UsageError):
        checker.check("Het kost 3 euro. " * 5_000)
