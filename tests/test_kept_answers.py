"""Answers that are kept, what users say of them, what a browser keeps, and the gold rows that come of it."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from pathlib import Path

import pytest

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, Filters, Question
from eval.gold_set import check_against_letters, load_questions
from ui.answer_page import answer_document
from ui.chat_view import Turn
from ui.feedback_command import gold_rows, wrong_rows
from ui.history import History
from ui.kept_answers import Feedback, KeptAnswers, answer_id, kept_form

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def answer(web_library: Library) -> Answer:
    return QuestionPipeline(web_library).answer(Question(QUESTION, filters=Filters(ministry="bergen")))


def test_an_answer_is_written_only_when_somebody_keeps_it(answer: Answer, tmp_path: Path):
    kept = KeptAnswers(tmp_path)
    kept.remember(answer)
    name = answer_id(kept_form(answer))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(errors.AnswerForgotten):
        kept.form(name)
    kept.keep(name)
    assert KeptAnswers(tmp_path).form(name) == kept_form(answer)
    kept.keep(name)
    KeptAnswers(tmp_path).keep(name)


def test_an_answer_that_nobody_remembers_cannot_be_kept_or_judged(tmp_path: Path):
    kept = KeptAnswers(tmp_path)
    with pytest.raises(errors.AnswerForgotten):
        kept.keep("verzonnen")
    with pytest.raises(errors.AnswerForgotten):
        kept.say("verzonnen", Feedback(right=True))
    assert kept.feedback() == []


def test_what_is_old_is_forgotten(answer: Answer, tmp_path: Path):
    kept = KeptAnswers(tmp_path)
    kept.remember(answer)
    name = answer_id(kept_form(answer))
    kept.say(name, Feedback(right=False, reason="bron", words="x"))
    kept.forget_before(30)
    assert len(kept.feedback()) == 1
    with sqlite3.connect(tmp_path / "answers.sqlite") as rows:
        rows.execute("UPDATE feedback SET at = '2020-01-01'")
        rows.execute("UPDATE answers SET at = '2020-01-01'")
    kept.forget_before(30)
    assert kept.feedback() == []
    with pytest.raises(errors.AnswerForgotten):
        kept.form(name)


def test_a_folder_that_cannot_be_written_is_told(answer: Answer, tmp_path: Path):
    kept = KeptAnswers(tmp_path / "is er niet")
    kept.remember(answer)
    with pytest.raises(errors.LibraryUnwritable):
        kept.keep(answer_id(kept_form(answer)))


def test_what_was_found_right_becomes_gold_that_an_evaluation_loads(
    answer: Answer, web_library: Library, tmp_path: Path
):
    refusal = QuestionPipeline(web_library).answer(Question("Hoeveel duikboten heeft Atlantis?"))
    wrong = QuestionPipeline(web_library).answer(Question("Wanneer gaat de kabelbrug open?"))
    kept = KeptAnswers(tmp_path)
    for one, right in ((answer, True), (refusal, True), (wrong, True), (wrong, False), (answer, True)):
        kept.remember(one)
        kept.say(answer_id(kept_form(one)), Feedback(right=right, reason="" if right else "verouderd"))
    rows = gold_rows(kept.feedback())
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    loaded = load_questions(path)
    assert [one.question for one in loaded] == [QUESTION, "Hoeveel duikboten heeft Atlantis?"]
    assert [one.answerable for one in loaded] == [True, False]
    assert loaded[0].filters.ministry == "bergen"
    assert ("€ 48 miljoen",) in loaded[0].must
    texts = {f"{header.id}.txt": web_library.letter(header.id).text for header in web_library.headers()}
    check_against_letters(loaded, texts)
    assert [row["reason"] for row in wrong_rows(kept.feedback())] == ["verouderd"]


def test_the_page_of_an_answer_warns_where_a_letter_was_changed_since(answer: Answer):
    page = answer_document(kept_form(answer), kept_at="2026-11-26", changed=[1])
    assert "26 november 2026" in page
    assert page.count("sindsdien gewijzigd") == 1


def test_a_hostile_answer_is_text_on_its_page(web_library: Library):
    form = kept_form(QuestionPipeline(web_library).answer(Question("Hoeveel krijgt het ravijnfonds?")))
    page = answer_document(form | {"question": '"><script>alert(1)</script>'}, kept_at="")
    assert "<script" not in page
    assert "<img" not in page


TURN = Turn(1, QUESTION, "<article>…</article>", complete=True, answered=True)


def test_a_browser_gives_back_what_it_was_given_and_nothing_else(tmp_path: Path):
    history = History(tmp_path)
    stored = json.loads(json.dumps(history.store([TURN], "anna")))
    assert History(tmp_path).restore(stored, "anna") == (TURN,)
    assert history.restore(stored, "bert") == ()
    assert history.restore([stored[0] | {"html": "<script>"}], "anna") == ()
    for nonsense in (None, {}, "x", [1], [{}], [stored[0] | {"seal": "é"}], [stored[0] | {"number": "1"}]):
        assert history.restore(nonsense, "anna") == ()
    assert history.store([dataclasses.replace(TURN, complete=False)], "anna") == []
    assert (tmp_path / "history.key").stat().st_mode & 0o077 == 0


def test_a_library_that_cannot_be_written_has_a_key_that_lasts_as_long_as_the_server(tmp_path: Path):
    history = History(tmp_path / "is er niet")
    assert history.restore(history.store([TURN], ""), "") == (TURN,)
    assert History(tmp_path / "is er niet").restore(history.store([TURN], ""), "") == ()
