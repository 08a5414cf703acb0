"""What the term index keeps of a passage's terms is what analysing it gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from assistant.analysed_passage import analyse_passage, load_words
from assistant.analyser import analyse, terms_by_word
from assistant.vocabulary import Passage, Voice

TEXTS = some.text(max_size=300) | some.lists(
    some.sampled_from(
        ["De", "stikstofbeleid", "36 600", "€ 2,5", "EU-lening", "zegde", "toe", "MQ-9's", ".", "\n", "+", "|"]
    )
).map(" ".join)


def made_passage(text, context):
    return Passage(
        letter_id="brief", ordinal=0, start=0, end=len(text), text=text, section=(), page=None, paragraph=1,
        voice=Voice.AUTHOR, context=context, question=None, blocks=(),
    )  # fmt: skip


@given(TEXTS, TEXTS)
def test_what_is_kept_of_a_passage_is_what_analysing_it_gives(text, context):
    passage = made_passage(text, context)
    analysed = analyse_passage(passage)
    assert load_words(analysed.dump()) == analysed
    words = terms_by_word(text)
    assert analysed.present() == {term for terms in words for term in terms}
    assert analysed.around() == set(analyse(context))
    every = [(at, term) for at, terms in enumerate(words) for term in terms]
    assert analysed.places(analysed.present()) == every
    assert analysed.places({"stikstof"}) == [place for place in every if place[1] == "stikstof"]


def test_a_compound_and_its_parts_stand_at_the_place_of_one_word():
    analysed = analyse_passage(made_passage("Het stikstofbeleid blijft.", context="Ministerie van Natuur"))
    places = {term: at for at, term in analysed.places(analysed.present())}
    assert places["stikstof"] == places["stikstofbeleid"] == 1
    assert analysed.around()


def test_the_index_holds_the_words_of_every_passage(shared_library):
    stored = shared_library.passages(shared_library.term_keys())
    assert stored
    assert shared_library._terms.analysed([one.key for one in stored]) == {
        one.key: analyse_passage(one.passage) for one in stored
    }


def test_passages_that_the_index_does_not_hold_are_analysed(shared_library, monkeypatch):
    stored = shared_library.passages(shared_library.term_keys())[:2]
    monkeypatch.setattr(shared_library._terms, "_index", None)
    assert shared_library.analysed(stored) == [analyse_passage(one.passage) for one in stored]
