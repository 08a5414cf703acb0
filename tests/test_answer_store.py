"""An answer is kept under an id of what it says, and is shown as it was given."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import errors
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, Question
from ui.answer_forms import answer_form
from ui.answer_store import answer_id, keep_answer, kept_answer
from ui.takeaway import library_state

GIVEN = date(2026, 2, 3)


@pytest.fixture(scope="module")
def ask(shared_library):
    pipeline = QuestionPipeline(shared_library)
    return lambda text, **filters: pipeline.answer(Question(text, filters=Filters(**filters)))


def test_the_same_answer_has_the_same_id_and_another_has_another(ask):
    one = ask("Wat kost het herstel van de zeereep?")
    assert answer_id(one) == answer_id(ask("Wat kost het herstel van de zeereep?"))
    others = [
        ask("Wat kost een enkele reis naar Noorderzand?"),
        ask("Wat kost het herstel van de zeereep?", ministry="Duinbeheer"),
        ask("Wie is de koning van Frankrijk?"),
    ]
    assert len({answer_id(other) for other in (one, *others)}) == 4


def test_an_answer_is_shown_as_it_was_given(ask, shared_library, tmp_path):
    answer = ask("Wat kost het herstel van de zeereep?")
    key = keep_answer(tmp_path / "answers", answer, library_state(shared_library), GIVEN)
    kept = kept_answer(tmp_path / "answers", key)
    assert kept["answer"] == answer_form(answer)
    assert kept["given"] == "2026-02-03"
    assert kept["library"]["letters"] == 3


def test_an_answer_that_is_kept_already_stays_as_it_was(ask, shared_library, tmp_path):
    answer, state = ask("Wat kost het herstel van de zeereep?"), library_state(shared_library)
    key = keep_answer(tmp_path, answer, state, GIVEN)
    assert keep_answer(tmp_path, answer, state, date(2027, 1, 1)) == key
    assert kept_answer(tmp_path, key)["given"] == "2026-02-03"
    assert [file.name for file in tmp_path.iterdir()] == [f"{key}.json"]


@pytest.mark.parametrize("key", ["", "0" * 20, "../../etc/passwd", "0" * 19, "G" * 20, "a" * 1000])
def test_an_id_under_which_nothing_is_kept_is_refused(tmp_path, key):
    with pytest.raises(errors.UnknownAnswer):
        kept_answer(tmp_path, key)


def test_a_folder_that_cannot_be_made_is_told(ask, shared_library, tmp_path):
    (tmp_path / "answers").write_text("a file")
    with pytest.raises(errors.NotWritten):
        keep_answer(tmp_path / "answers", ask("Wat kost het herstel?"), library_state(shared_library), GIVEN)
