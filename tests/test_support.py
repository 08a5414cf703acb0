"""A generated sentence stands only if its quotes carry it: words, names, figures, negations, direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figure_support import match_figures
from assistant.negation import turns_meaning
from assistant.sentence_form import is_dutch, is_plain
from assistant.support import Evidence, Fault, find_fault
from assistant.vocabulary import FigureMatch

QUOTE = "Van de negen vuurtorens zijn er vijf gerestaureerd, en de kosten stegen van € 180 miljoen naar € 195 miljoen."
KNOWN = "Ministerie van Duinbeheer\nOnderhoud vuurtorens\nJ. Duinstra"


def fault(text, *quotes, embedder):
    return find_fault(text, Evidence(quotes or (QUOTE,), KNOWN), embedder)


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        "De kosten stegen van € 180 miljoen naar € 195 miljoen.",
        "Volgens de minister zijn er vijf vuurtorens gerestaureerd.",
        "Duinbeheer schrijft dat de kosten van de vuurtorens stegen.",
    ],
)
def test_what_the_quote_says_stands(text, embedder):
    assert fault(text, embedder=embedder) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie https://duinbeheer.example voor de vuurtorens.", Fault.FORM),
        ("De vuurtorens ![x](y) zijn gerestaureerd.", Fault.FORM),
        ("De vuurtorens zijn **gerestaureerd**.", Fault.FORM),
        ("De vuurtorens zijn\u202e gerestaureerd.", Fault.FORM),
        ("The vuurtorens are gerestaureerd and the kosten stegen.", Fault.LANGUAGE),
        ("Uw vuurtorens zijn gerestaureerd.", Fault.PERSON),
        ("Ik heb de vuurtorens gerestaureerd.", Fault.PERSON),
        ("De minister noemt de vuurtorens “een groot succes voor de kust”.", Fault.QUOTATION),
        ("De kosten van de vuurtorens in Oosterhaak stegen.", Fault.NAME),
        ("Volgens Pieterburen zijn er vuurtorens gerestaureerd.", Fault.NAME),
        ("De kosten van de vuurtorens stegen jaarlijks.", Fault.FIGURE),
        ("De vuurtorens zijn niet gerestaureerd.", Fault.NEGATION),
        ("De kosten van de vuurtorens daalden.", Fault.NEGATION),
        ("De vuurtorens trekken toeristen met hun mooie uitzicht.", Fault.UNSUPPORTED),
    ],
)
def test_what_the_quote_does_not_say_does_not_stand(text, expected, embedder):
    assert fault(text, embedder=embedder) is expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("De brug is veilig.", "De brug is niet veilig."),
        ("De brug is niet veilig.", "De brug is veilig."),
        ("Waar dat kan, komen er stroken voor fietsers.", "Waar dat niet kan, komen er stroken voor fietsers."),
        ("Er komt een verbod op vuurwerk.", "Er komt geen verbod op vuurwerk."),
        ("Het rapport verschijnt in het voorjaar.", "Het rapport verschijnt in het najaar."),
        ("De uitgaven zijn hoger dan geraamd.", "De uitgaven zijn lager dan geraamd."),
        ("Het besluit is aangenomen.", "Het besluit is verworpen."),
    ],
)
def test_a_turned_meaning_is_seen(text, quote):
    assert turns_meaning(text, [quote])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("De sluis is open.", "De brug is niet veilig, maar de sluis is open."),
        ("Niet alleen de brug maar ook de sluis is open.", "De brug en de sluis zijn open."),
        ("De brug is niet veilig.", "De brug is niet veilig, maar de sluis is open."),
        ("Het kost niet meer dan 5 miljoen euro.", "Het kost hooguit 5 miljoen euro."),
    ],
)
def test_a_negation_of_something_else_turns_nothing(text, quote):
    assert not turns_meaning(text, [quote])


@pytest.mark.parametrize(
    "text",
    [
        "Van de vijf vuurtorens zijn er negen gerestaureerd.",
        "De kosten stegen van € 195 miljoen naar € 180 miljoen.",
        "De kosten stegen naar € 180 miljoen.",
        "Er zijn negen vuurtorens gerestaureerd, en de kosten stegen naar € 180 miljoen.",
        "De kosten stegen van € 180 miljoen naar -€ 195 miljoen.",
        "De kosten stegen van € 180 miljoen naar ten minste € 195 miljoen.",
        "De kosten van de F-35 stegen naar € 195 miljoen.",
        "De kosten stegen naar € 195 mld.",
        "De kosten stegen naar $ 195 miljoen.",
    ],
)
def test_a_figure_that_stands_there_for_something_else_is_another_figure(text):
    assert match_figures(text, [QUOTE]) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Het duurt 18 weken.", "Het duurt 18 maanden."),
        ("Het steeg met 4 procentpunt.", "Het steeg met 4 procent."),
        ("De wet gaat in na 1 juli 2024.", "De wet gaat in vóór 1 juli 2024."),
        ("De wet gaat in op 1 juli 2024.", "De wet gaat in juli 2024 in."),
        ("Er zijn hooguit 40 bruggen.", "Er zijn minstens 40 bruggen."),
        ("Er zijn 40 bruggen.", "Er zijn maximaal 40 bruggen."),
        ("Het gaat om de jaren 2022-2027.", "Het gaat om de jaren 2022-2026."),
    ],
)
def test_another_unit_bound_or_precision_is_another_figure(text, quote):
    assert match_figures(text, [quote]) is None


@pytest.mark.parametrize(
    ("text", "quote", "match"),
    [
        ("Het kost 48 mln. euro.", "Het kost €48 miljoen.", FigureMatch.EQUAL),
        ("Het duurt 2 weken.", "Het duurt twee weken.", FigureMatch.EQUAL),
        ("Het is 4 procent.", "Het is 4%.", FigureMatch.EQUAL),
        ("De wet gaat in juli 2024 in.", "De wet gaat op 1 juli 2024 in.", FigureMatch.EQUAL),
        ("Dat was in 2024.", "Dat was op 1 juli 2024.", FigureMatch.EQUAL),
        ("Er zijn 212 aanvragen.", "Er zijn ruim 212 aanvragen.", FigureMatch.LITERAL),
        ("Er zijn meer dan 212 aanvragen.", "Er zijn ruim 212 aanvragen.", FigureMatch.LITERAL),
    ],
)
def test_the_same_figure_in_other_words_is_found(text, quote, match):
    assert [found.match for found in match_figures(text, [quote])] == [match]


@given(st.text())
def test_no_text_breaks_the_checks(text):
    is_plain(text)
    is_dutch(text)
    turns_meaning(text, [QUOTE])
    match_figures(text, [QUOTE])
