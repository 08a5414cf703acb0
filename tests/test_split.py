from hypothesis import given
from hypothesis import strategies as st

from assistant.vocabulary import Filters
from eval.gold_set import Evidence, GoldQuestion, Line
from eval.split import Part, split_questions


def question(number, letters):
    evidence = tuple(Evidence(letter, "x") for letter in letters)
    return GoldQuestion(
        f"q{number}", "fact", "?", bool(letters), evidence, (), (), Filters(), None, None, Line("gold", number)
    )


letter_names = st.sampled_from([f"brief-{number}.txt" for number in range(12)])
gold_sets = st.lists(st.lists(letter_names, max_size=3), min_size=1, max_size=20).map(
    lambda many: [question(number, letters) for number, letters in enumerate(many)]
)


@given(gold_sets)
def test_no_letter_is_in_both_parts(questions):
    parts = split_questions(questions)
    seen = {}
    for asked in questions:
        for evidence in asked.evidence:
            assert seen.setdefault(evidence.letter, parts[asked.id]) is parts[asked.id]


@given(gold_sets, st.randoms())
def test_the_order_of_the_questions_does_not_matter(questions, chance):
    shuffled = list(questions)
    chance.shuffle(shuffled)
    assert split_questions(shuffled) == split_questions(questions)


@given(gold_sets, letter_names)
def test_a_new_question_about_one_letter_moves_no_other(questions, letter):
    before = split_questions(questions)
    after = split_questions([*questions, question(99, [letter])])
    assert {key: after[key] for key in before} == before


def test_both_parts_get_a_fair_share():
    parts = split_questions([question(number, [f"brief-{number}.txt"]) for number in range(500)])
    tested = sum(part is Part.TEST for part in parts.values())
    assert 150 < tested < 250
