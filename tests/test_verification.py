"""Nothing reaches an answer that does not stand, byte for byte and figure for figure, in a letter."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from assistant.pipeline import QuestionPipeline
from assistant.retrieval import retrieve
from assistant.understanding import understand
from assistant.verification import verify
from assistant.vocabulary import (
    DraftAnswer,
    DraftSentence,
    FigureMatch,
    Filters,
    Mode,
    NoteKind,
    Question,
    Quote,
    Searched,
    Status,
)

QUESTION = Question("Wat kost het herstel van de zeereep bij Westduin?")
COST = "Het herstel van de zeereep bij Westduin kost naar verwachting €48 miljoen."


@pytest.fixture
def source(shared_library):
    found = retrieve(shared_library, understand(QUESTION), Filters()).passages
    return next(scored for scored in found if COST in scored.passage.text)


def quote_of(source, words, *, shift=0):
    start = source.passage.start + source.passage.text.index(words) + shift
    return Quote(source, start, start + len(words))


def checked(library, source, mode, *sentences):
    draft = DraftAnswer(QUESTION, mode, tuple(DraftSentence(text, tuple(quotes)) for text, quotes in sentences))
    return verify(
        draft,
        letter=library.letter,
        passages=[source],
        searched=Searched(3, None, None),
        embedder=library.embedder,
    )


def test_a_verbatim_sentence_is_shown_with_its_citation(shared_library, source):
    answer = checked(shared_library, source, Mode.EXTRACTIVE, (COST, [quote_of(source, COST)]))
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote == COST
    assert answer.sentences[0].markers == (1,)


def test_a_citation_is_its_stretch_of_the_letter_byte_for_byte(shared_library, source):
    answer = checked(shared_library, source, Mode.EXTRACTIVE, (COST, [quote_of(source, COST)]))
    citation = answer.citations[0]
    letter = shared_library.letter(citation.header.id)
    assert letter.text[citation.start : citation.end].encode() == citation.quote.encode()


@pytest.mark.parametrize(
    "text",
    [
        COST.replace("48", "84"),
        COST.replace("miljoen", "miljard"),
        COST.replace("€48 miljoen", "48 miljoen hectare"),
        COST.replace("Westduin", "Oostduin"),
        COST + " ",
    ],
    ids=["other digits", "other scale", "other unit", "other name", "one space more"],
)
def test_an_extractive_sentence_that_is_not_its_quote_is_dropped(shared_library, source, text):
    answer = checked(shared_library, source, Mode.EXTRACTIVE, (text, [quote_of(source, COST)]))
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
    assert [note.kind for note in answer.notes] == [NoteKind.DROPPED_SENTENCES]


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_quote_that_is_one_character_off_is_another_text(shared_library, source, shift):
    answer = checked(shared_library, source, Mode.EXTRACTIVE, (COST, [quote_of(source, COST, shift=shift)]))
    assert answer.status is Status.NOT_FOUND


def test_a_quote_outside_its_passage_is_refused(shared_library, source):
    outside = Quote(source, source.passage.end, source.passage.end + 5)
    assert checked(shared_library, source, Mode.GENERATED, ("Dit is zo.", [outside])).status is Status.NOT_FOUND


def test_a_sentence_without_a_quote_is_refused(shared_library, source):
    assert checked(shared_library, source, Mode.GENERATED, ("Dit is zo.", [])).status is Status.NOT_FOUND


def test_a_passage_that_is_no_longer_in_the_letter_is_refused(shared_library, source):
    stale = dataclasses.replace(
        source, passage=dataclasses.replace(source.passage, text="x" * len(source.passage.text))
    )
    quote = Quote(stale, stale.passage.start, stale.passage.start + 5)
    assert checked(shared_library, stale, Mode.EXTRACTIVE, ("xxxxx", [quote])).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Het herstel kost €48 miljoen.", FigureMatch.LITERAL),
        ("Het herstel kost 48.000.000 euro.", FigureMatch.EQUAL),
        ("Het herstel kost 48 mln. euro.", FigureMatch.EQUAL),
    ],
)
def test_a_generated_figure_is_found_in_its_quote_in_any_notation(shared_library, source, text, match):
    answer = checked(shared_library, source, Mode.GENERATED, (text, [quote_of(source, COST)]))
    assert [figure.match for figure in answer.figures] == [match]
    assert answer.figures[0].figure.value == Decimal(48_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "Het herstel kost €84 miljoen.",
        "Het herstel kost €48 miljard.",
        "Het herstel kost 48 procent.",
        "Het herstel kost $48 miljoen.",
        "Het herstel kost €48 miljoen tot 2029.",
        "Het herstel kost €12,5 miljoen.",
    ],
)
def test_a_generated_figure_that_its_quote_does_not_hold_drops_the_sentence(shared_library, source, text):
    kept = ("Het herstel kost €48 miljoen.", [quote_of(source, COST)])
    answer = checked(shared_library, source, Mode.GENERATED, (text, [quote_of(source, COST)]), kept)
    assert answer.status is Status.PARTIAL
    assert [sentence.text for sentence in answer.sentences] == ["Het herstel kost €48 miljoen."]


def test_the_same_quote_keeps_its_marker_and_another_gets_the_next(shared_library, source):
    paid = "De provincie betaalt 20% van de kosten."
    answer = checked(
        shared_library,
        source,
        Mode.EXTRACTIVE,
        (COST, [quote_of(source, COST)]),
        (f"{COST} {paid}", [quote_of(source, COST), quote_of(source, paid)]),
    )
    assert [sentence.markers for sentence in answer.sentences] == [(1,), (1, 2)]
    assert [citation.marker for citation in answer.citations] == [1, 2]


def test_a_refusal_shows_the_nearest_passages_and_what_was_searched(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Hoeveel F-35's koopt Nederland?"))
    assert answer.status is Status.NOT_FOUND
    assert answer.searched.letters == 3
    for citation in answer.nearest:
        assert shared_library.letter(citation.header.id).text[citation.start : citation.end] == citation.quote


def test_the_paragraph_of_a_citation_is_counted_without_footnotes(shared_library):
    answer = QuestionPipeline(shared_library).answer(Question("Wanneer beginnen de werkzaamheden aan de zeereep?"))
    citation = answer.citations[0]
    letter = shared_library.letter(citation.header.id)
    numbered = [block for block in letter.blocks if block.kind in {"paragraph", "list_item", "table_row"}]
    holding = next(at for at, block in enumerate(numbered, start=1) if block.start <= citation.start < block.end)
    assert citation.paragraph == holding
