"""Where a later letter replaces a value, the later one is said first, and both with their letters."""

from __future__ import annotations

import pytest

from assistant.evidence import weigh_words
from assistant.extractive_reader import ExtractiveReader
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import Question
from tests.made_passages import make_passage

OLD = "Voor het herstel van de zeereep is € 48 miljoen gereserveerd."


@pytest.fixture
def draft(embedder):
    def read(question, *passages):
        query = understand(Question(question))
        candidates = Candidates(query, passages, weigh_words(query, {}, 100))
        return ExtractiveReader(embedder).read(Question(question), candidates)

    return read


def _values(draft):
    if draft.revision is None:
        return None
    return tuple(
        quote.source.passage.text[
            quote.focus[0] - quote.source.passage.start : quote.focus[1] - quote.source.passage.start
        ]
        for quote in (draft.revision.before, draft.revision.after)
    )


@pytest.mark.parametrize(
    "later",
    [
        "De reservering voor het herstel van de zeereep gaat van € 48 miljoen naar € 61 miljoen.",
        "Voor het herstel van de zeereep is € 61 miljoen nodig in plaats van € 48 miljoen.",
        "In mijn brief van 1 maart 2022 stond dat voor het herstel € 48 miljoen is gereserveerd. Het juiste bedrag is € 61 miljoen.",
        "De gereserveerde € 48 miljoen voor het herstel blijkt te weinig. Ik verhoog de reservering naar € 61 miljoen.",
        "De kosten van het herstel van € 48 miljoen, die ik in 2022 noemde, zijn opgelopen tot € 61 miljoen.",
    ],
)
def test_the_later_value_is_said_first(draft, later):
    given = draft(
        "Hoeveel is er gereserveerd voor het herstel van de zeereep?",
        make_passage(OLD, day="1 maart 2022", name="oud.txt"),
        make_passage(later, day="12 maart 2024", name="nieuw.txt"),
    )
    assert _values(given) == ("€ 48 miljoen", "€ 61 miljoen")
    assert "€ 61 miljoen" in given.sentences[0].text


def test_what_was_said_at_first_is_given_where_it_is_asked_for(draft):
    given = draft(
        "Hoeveel was er oorspronkelijk gereserveerd voor het herstel van de zeereep?",
        make_passage(OLD, day="1 maart 2022", name="oud.txt"),
        make_passage(
            "De reservering voor het herstel van de zeereep gaat van € 48 miljoen naar € 61 miljoen.",
            day="12 maart 2024",
            name="nieuw.txt",
        ),
    )
    assert "€ 48 miljoen" in given.sentences[0].text


def test_another_value_of_something_else_replaces_nothing(draft):
    given = draft(
        "Hoeveel is er gereserveerd voor het herstel van de zeereep?",
        make_passage(OLD, day="1 maart 2022", name="oud.txt"),
        make_passage("De veerboten vervoerden 61 duizend reizigers.", day="12 maart 2024", name="nieuw.txt"),
    )
    assert given.revision is None


def test_letters_that_only_differ_are_both_given_without_saying_that_one_replaces_the_other(draft):
    given = draft(
        "Wat kost het herstel van de zeereep?",
        make_passage("Het herstel van de zeereep kost €42 miljoen.", day="1 maart 2022", name="oud.txt"),
        make_passage("Het herstel van de zeereep kost €48 miljoen.", day="12 maart 2024", name="nieuw.txt"),
    )
    assert _values(given) == ("€42 miljoen", "€48 miljoen")
    assert not given.revision.stated
