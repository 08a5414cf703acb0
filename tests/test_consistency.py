from assistant.vocabulary import Status
from eval.consistency import paraphrase_agreement, same_response
from eval.places import Place
from eval.response import GivenAnswer, GivenQuote, GivenSentence, Response


def response(text, start=0):
    place = Place("a", start, start + len(text))
    return Response((place,), GivenAnswer(Status.ANSWERED, (GivenSentence(text, (GivenQuote(text, place),)),)))


def test_the_same_words_at_the_same_place_are_the_same_answer():
    assert same_response(response("ja"), response("ja")) == 1


def test_one_other_character_or_place_is_another_answer():
    assert same_response(response("ja"), response("nee")) == 0
    assert same_response(response("ja"), response("ja", start=1)) == 0


def test_pairs_of_paraphrases_that_agree_are_counted():
    assert paraphrase_agreement([("a", True), ("a", True), ("a", False), ("b", False)]) == (1, 3)


def test_questions_without_a_paraphrase_make_no_pair():
    assert paraphrase_agreement([("a", True), ("b", False)]) == (0, 0)
