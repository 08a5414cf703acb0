"""Each row of the ablation searches the same letters; slices say how a question and its evidence differ in wording."""

from __future__ import annotations

import dataclasses

import pytest

from eval.ablation import DENSE, LEXICAL, ROWS, WHOLE, compare_slices, run_rows, slices_of
from eval.gold_set import Evidence, Line, load_questions
from eval.places import Letters
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS, temporary_library
from eval.wording import Wording, wordings
from ingest.abbreviations import Abbreviation

FEW = 12


@pytest.fixture(scope="module")
def questions():
    return load_questions(BUNDLED_GOLD)


@pytest.fixture(scope="module")
def library(embedder):
    with temporary_library(BUNDLED_LETTERS, embedder) as made:
        yield made


@pytest.fixture(scope="module")
def evaluations(library, questions):
    few = [one for one in questions if one.answerable and not one.filters.sample][:FEW]
    return dict(run_rows(list(ROWS), few, library))


def test_every_row_finds_evidence_among_the_same_questions(evaluations):
    assert list(evaluations) == list(ROWS)
    for evaluation in evaluations.values():
        assert len(evaluation.rows) == FEW
        assert not [row.error for row in evaluation.rows if row.error]
        assert evaluation.scores["hit@20"].value > 0


def test_slices_are_compared_question_by_question(evaluations, library, questions):
    ids = {row.question.id for row in evaluations[WHOLE].rows}
    slices = {
        name: held & ids
        for name, held in slices_of([one for one in questions if one.id in ids], library).items()
        if held & ids
    }
    for name in (LEXICAL, DENSE):
        for test in compare_slices(evaluations[WHOLE], evaluations[name], slices):
            assert round((test.whole - test.other) * test.n) == test.won - test.lost
    same = compare_slices(evaluations[WHOLE], evaluations[WHOLE], slices)
    assert {(one.won, one.lost, one.p_value) for one in same} == {(0, 0, 1.0)}


def test_at_least_sixty_questions_share_no_word_with_their_evidence(questions, library):
    slices = slices_of(questions, library)
    assert len(slices["wording: paraphrase"]) >= 60
    assert len(slices["wording: typo"]) >= 20
    assert len(slices["wording: compound"]) >= 20
    assert len(slices["wording: abbreviation"]) >= 20
    assert len(Letters(library)) > 0


def question(text, quote, **fields):
    one = load_questions(BUNDLED_GOLD)[0]
    return dataclasses.replace(
        one, question=text, evidence=(Evidence("a.txt", quote),), line=Line("x", 1), history=(), **fields
    )


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Wat kost de dijk?", "Het versterken vergt 3 miljoen.", {Wording.PARAPHRASE}),
        ("Wat kost de dijk?", "De dijk vergt 3 miljoen.", set()),
        ("Hoe oud zijn de schoolgebouwen?", "Het gebouw van een school is 40 jaar.", {Wording.COMPOUND}),
        ("Hoe oud is het gebouw van de school?", "Schoolgebouwen zijn 40 jaar.", {Wording.COMPOUND}),
        ("Wat telt de DKO?", "De Dienst Kust en Oever telt vogels.", {Wording.ABBREVIATION}),
        ("Wat telt de Dienst Kust en Oever?", "De DKO telt vogels.", {Wording.ABBREVIATION}),
    ],
)
def test_the_wording_of_a_question_is_told(text, quote, expected):
    known = frozenset({Abbreviation("DKO", "Dienst Kust en Oever")})
    assert wordings(question(text, quote, style=None), known) == expected


def test_a_typing_slip_is_one_that_the_gold_set_names():
    assert Wording.TYPO in wordings(question("Wat ksot de dijk?", "De dijk vergt 3 miljoen.", style="typo"))
