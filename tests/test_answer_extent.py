"""An answer is whole: the list of an item, what a sentence announces, and why something was decided."""

from __future__ import annotations

import pytest

from assistant.answer_extent import extent_of
from assistant.evidence import weigh_words
from assistant.rated_sentences import rate_sentences
from assistant.retrieval import Candidates
from assistant.understanding import understand
from assistant.vocabulary import BlockKind, Question, ScoredPassage
from ingest.anatomy import compose_letter
from ingest.passages import split_passages
from ingest.transcript import RawBlock, Transcript
from tests.made_passages import make_passage


@pytest.fixture
def shown(embedder):
    """What is shown of a passage for the sentence that begins so."""

    def find(question, passage, begins):
        query = understand(Question(question))
        candidates = Candidates(query, (passage,), weigh_words(query, {}, 100))
        one = next(one for one in rate_sentences(candidates, embedder) if one.sentence.text.startswith(begins))
        start, end = extent_of(one)
        return passage.passage.text[start - passage.passage.start : end - passage.passage.start]

    return find


def _listed():
    blocks = (
        RawBlock("De provincie stelt drie eisen:", BlockKind.PARAGRAPH),
        RawBlock("– het hek is laag;", BlockKind.LIST_ITEM),
        RawBlock("– het pad blijft open;", BlockKind.LIST_ITEM),
        RawBlock("– het duin wordt geteld.", BlockKind.LIST_ITEM),
        RawBlock("De kosten zijn laag.", BlockKind.PARAGRAPH),
    )
    letter = compose_letter(Transcript(blocks, {"datum": "12 maart 2024", "kenmerk": "eisen.txt"}), source="eisen.txt")
    return ScoredPassage(split_passages(letter)[0], letter.header, 1.0, {})


def test_of_an_item_the_whole_list_is_shown_where_several_things_are_asked_for(shown):
    text = shown("Welke eisen stelt de provincie?", _listed(), "– het pad")
    assert text.startswith("De provincie stelt drie eisen:")
    assert text.endswith("geteld.")
    assert shown("Blijft het pad open?", _listed(), "– het pad") == "– het pad blijft open;"


def test_sentences_that_are_numbered_are_shown_up_to_the_last(shown):
    passage = make_passage(
        "Ik verander de regeling voor het duin op drie punten. Het hek wordt hoger. Op andere plaatsen blijft het hek laag. "
        "Ten tweede wordt het pad verlegd. Ten derde komt er een teller. De kosten zijn laag."
    )
    text = shown("Op welke punten verandert de regeling voor het duin?", passage, "Ik verander")
    assert text.endswith("Ten derde komt er een teller.")


def test_a_bare_decision_is_shown_with_its_reasons(shown):
    passage = make_passage(
        "De raad heeft gevraagd het hek ook in de winter te plaatsen. Dat doe ik niet. De kosten daarvan zijn € 46 miljoen. "
        "Wel komt er een bord."
    )
    text = shown("Waarom staat het hek er niet in de winter?", passage, "De raad heeft")
    assert text.endswith("zijn € 46 miljoen.")


def test_a_request_is_shown_with_what_is_decided_on_it(shown):
    passage = make_passage(
        "De raad heeft gevraagd het hek ook in de winter te plaatsen. Dat doe ik niet. Het bord blijft staan."
    )
    text = shown("Staat het hek er ook in de winter?", passage, "De raad heeft")
    assert text.endswith("Dat doe ik niet.")


def test_a_sentence_that_gives_its_reason_itself_is_shown_alone(shown):
    passage = make_passage("Het hek komt er niet, omdat het duin te smal is. Het bord blijft staan.")
    text = shown("Waarom komt het hek er niet?", passage, "Het hek")
    assert text == "Het hek komt er niet, omdat het duin te smal is."
