"""Answers that are kept, what users say of them, what a browser keeps, and the gold rows that come of it."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant import errors
from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, Filters, Question
from eval.gold_set import check_against_letters, load_questions
from ui.answer_forms import answer_form
from ui.answer_page import answer_document
from ui.answer_store import answer_id, forget_answers, keep_answer, kept_answer
from ui.chat_view import Turn
from ui.feedback_command import gold_rows, wrong_rows
from ui.feedback_store import Feedback, FeedbackStore, judged_form
from ui.history import History
from ui.recent_answers import RecentAnswers
from ui.takeaway import library_state

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def answer(web_library: Library) -> Answer:
    return QuestionPipeline(web_library).answer(Question(QUESTION, filters=Filters(ministry="bergen")))


def test_the_latest_answers_are_remembered_and_nothing_is_written(answer: Answer):
    recent = RecentAnswers()
    with pytest.raises(errors.UnknownAnswer):
        recent.answer(answer_id(answer))
    recent.remember(answer)
    assert recent.answer(answer_id(answer)) is answer
    for number in range(400):
        recent.remember(dataclasses.replace(answer, question=Question(f"Vraag {number}")))
    with pytest.raises(errors.UnknownAnswer):
        recent.answer(answer_id(answer))


def test_what_was_said_is_kept_with_the_whole_answer_until_it_is_old(answer: Answer, tmp_path: Path):
    store = FeedbackStore(tmp_path)
    assert store.all() == []
    assert list(tmp_path.iterdir()) == []
    said = Feedback(right=False, reason="bron", words="x", user="anna")
    store.say(answer, said)
    (given,) = FeedbackStore(tmp_path).all()
    assert (given.feedback, given.form) == (said, judged_form(answer))
    store.forget_before(30)
    assert len(store.all()) == 1
    with sqlite3.connect(tmp_path / "feedback.sqlite") as rows:
        rows.execute("UPDATE feedback SET at = '2020-01-01'")
    store.forget_before(30)
    assert store.all() == []


def test_shared_answers_are_forgotten_after_a_day(answer: Answer, web_library: Library, tmp_path: Path):
    key = keep_answer(tmp_path, answer, library_state(web_library), date(2026, 11, 26))
    os.utime(tmp_path / f"{key}.json", (0, 0))
    forget_answers(tmp_path, date(1970, 1, 1))
    assert kept_answer(tmp_path, key)["given"] == "2026-11-26"
    forget_answers(tmp_path, date(1970, 1, 3))
    with pytest.raises(errors.UnknownAnswer):
        kept_answer(tmp_path, key)
    forget_answers(tmp_path / "is er niet", date(2026, 1, 1))


def test_a_folder_that_cannot_be_written_is_told(answer: Answer, tmp_path: Path):
    with pytest.raises(errors.LibraryUnwritable):
        FeedbackStore(tmp_path / "is er niet").say(answer, Feedback(right=True))


def test_what_was_found_right_becomes_gold_that_an_evaluation_loads(
    answer: Answer, web_library: Library, tmp_path: Path
):
    refusal = QuestionPipeline(web_library).answer(Question("Hoeveel duikboten heeft Atlantis?"))
    wrong = QuestionPipeline(web_library).answer(Question("Wanneer gaat de kabelbrug open?"))
    store = FeedbackStore(tmp_path)
    for one, right in ((answer, True), (refusal, True), (wrong, True), (wrong, False), (answer, True)):
        store.say(one, Feedback(right=right, reason="" if right else "verouderd"))
    rows = gold_rows(store.all())
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    loaded = load_questions(path)
    assert [one.question for one in loaded] == [QUESTION, "Hoeveel duikboten heeft Atlantis?"]
    assert [one.answerable for one in loaded] == [True, False]
    assert loaded[0].filters.ministry == "bergen"
    assert ("€ 48 miljoen",) in loaded[0].must
    texts = {f"{header.id}.txt": web_library.letter(header.id).text for header in web_library.headers()}
    check_against_letters(loaded, texts)
    assert [row["reason"] for row in wrong_rows(store.all())] == ["verouderd"]


def test_the_command_writes_gold_and_what_was_found_wrong_beside_it(answer: Answer, tmp_path: Path):
    store = FeedbackStore(tmp_path)
    other = dataclasses.replace(answer, question=Question("Een andere vraag?"))
    store.say(answer, Feedback(right=True))
    store.say(other, Feedback(right=False, reason="bron"))
    command = [sys.executable, "-m", "ui.command_line", "feedback", "export", "--library", str(tmp_path)]
    run = subprocess.run(
        [*command, "--out", str(tmp_path / "gold.jsonl")], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "1 goedgekeurde en 1 afgekeurde" in run.stderr
    assert [one.question for one in load_questions(tmp_path / "gold.jsonl")] == [QUESTION]
    (wrong,) = (tmp_path / "gold.afgekeurd.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(wrong)["answer"]["question"] == "Een andere vraag?"


def kept(answer: Answer, **changed: object) -> dict[str, object]:
    return {"id": "x", "given": "2026-11-26", "answer": answer_form(answer) | changed}


def test_the_page_of_an_answer_warns_where_a_letter_was_changed_since(answer: Answer):
    page = answer_document(kept(answer), changed=[1])
    assert "26 november 2026" in page
    assert page.count("sindsdien gewijzigd") == 1


def test_a_hostile_answer_is_text_on_its_page(web_library: Library):
    answer = QuestionPipeline(web_library).answer(Question("Hoeveel krijgt het ravijnfonds?"))
    page = answer_document(kept(answer, question='"><script>alert(1)</script>'))
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
