"""How well a text covers a question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.analyser import analyse
from assistant.evidence import held_share, smallest_window, weigh_words
from assistant.understanding import understand
from assistant.vocabulary import Question


def test_rare_words_weigh_more():
    query = understand(Question("zand bij Westduin"))
    weights = weigh_words(query, {"zand": 50, query.subject[1].terms[0]: 2}, 100)
    assert weights.weight(query.subject[1]) > weights.weight(query.subject[0])


def test_a_word_of_the_background_weighs_less():
    query = understand(Question("zand in duinen"))
    weights = weigh_words(query, {}, 100)
    faded = weights.fading(frozenset({query.subject[0].terms[0]}))
    assert faded.weight(query.subject[0]) < weights.weight(query.subject[0])
    assert faded.weight(query.subject[1]) == weights.weight(query.subject[1])


def test_an_abbreviation_is_held_by_the_words_it_stands_for():
    (word,) = understand(Question("over VWS")).names
    assert held_share(word, frozenset(analyse("Ministerie van Volksgezondheid, Welzijn en Sport"))) == 1
    assert held_share(word, frozenset(analyse("Ministerie van Duinbeheer"))) == 0


def test_the_smallest_window_holds_each_term_once():
    assert smallest_window([(0, "a"), (5, "b"), (6, "a")]) == 2
    assert smallest_window([(0, "a"), (1, "a")]) is None


@given(st.text(max_size=80), st.text(max_size=200))
def test_coverage_is_a_share_and_grows_with_the_text(question, text):
    if not question.replace("\x00", "").split():
        return
    query = understand(Question(question))
    weights = weigh_words(query, {}, 10)
    some = weights.covered(query.subject, frozenset(analyse(text)))
    more = weights.covered(query.subject, frozenset(analyse(text)) | frozenset(query.terms))
    assert 0 <= some <= more <= 1.000001
