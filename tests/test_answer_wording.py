"""Wherever an answer is shown, the short answer stands first, then who says each sentence, then what was revised."""

from __future__ import annotations

import dataclasses
import io
from datetime import date

import pytest
from rich.console import Console

from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Mode, Question, Revision, Role, Speaker
from ui.answer_forms import answer_form
from ui.answer_page import answer_document
from ui.chat_view import TurnProgress, turn_html
from ui.takeaway import library_state, take_answer
from ui.terminal import print_answer
from ui.texts import copied_answer, say_leads, say_revision

QUESTION = "Wat kost het herstel van de zeereep bij Westduin?"


@pytest.fixture(scope="module")
def answer(shared_library):
    return QuestionPipeline(shared_library).answer(Question(QUESTION))


def _terminal(answer):
    written = io.StringIO()
    print_answer(Console(file=written, width=200), answer)
    return written.getvalue()


def _chat(answer):
    return turn_html(TurnProgress(number=1, question=QUESTION, scope="3 brieven", answer=answer))


def _kept(answer):
    return answer_document({"answer": answer_form(answer), "given": "2026-01-02"})


@pytest.mark.parametrize("show", [_terminal, _chat, _kept, copied_answer], ids=["terminal", "chat", "kept", "copied"])
def test_the_short_answer_stands_before_who_says_it_and_that_before_the_sentence(answer, show):
    shown = show(answer)
    places = [
        shown.index("€48 miljoen"),
        shown.index("De minister schrijft:"),
        shown.index("Het herstel van de zeereep"),
    ]
    assert places == sorted(places)


def test_what_is_taken_along_says_the_same(answer, shared_library):
    taken = take_answer(answer, library_state(shared_library), date(2026, 1, 2))
    first, second, *_ = [paragraph.text for paragraph in taken.paragraphs]
    assert first == "€48 miljoen."
    assert second.startswith("De minister schrijft: Het herstel")


def test_a_speaker_is_named_where_he_changes(answer):
    sentence = answer.sentences[0]
    said = [Speaker(Role.MINISTER), Speaker(Role.MINISTER), Speaker(Role.MOTION)]
    three = tuple(dataclasses.replace(sentence, speaker=one) for one in said)
    assert say_leads(dataclasses.replace(answer, sentences=three)) == [
        "De minister schrijft:",
        "",
        "In de motie staat:",
    ]


def test_a_written_sentence_names_its_speaker_itself_but_a_members_question_is_told(answer):
    sentence = answer.sentences[0]
    two = tuple(dataclasses.replace(sentence, speaker=Speaker(role)) for role in (Role.MINISTER, Role.MEMBER))
    generated = dataclasses.replace(answer, mode=Mode.GENERATED, sentences=two)
    assert say_leads(generated) == ["", "Het lid vraagt:"]


def test_the_page_of_a_kept_answer_names_speakers_where_the_chat_does(answer):
    written = dataclasses.replace(answer, mode=Mode.GENERATED)
    assert "bw-wie" in _kept(answer)
    assert "bw-wie" not in _kept(written)
    assert [one["lead"] for one in answer_form(answer)["sentences"]] == say_leads(answer)


def test_a_revision_names_both_values_with_their_dates_and_sources(answer):
    short = answer.short
    revised = dataclasses.replace(answer, revision=Revision(short, dataclasses.replace(short, text="€61 miljoen")))
    assert say_revision(revised) == (
        "Bijgesteld van €48 miljoen (brief van 12 maart 2024) [1] naar €61 miljoen (brief van 12 maart 2024) [1]."
    )
    for show in (_terminal, _chat, _kept, copied_answer):
        assert "Bijgesteld van" in show(revised)
    unsaid = dataclasses.replace(revised, revision=dataclasses.replace(revised.revision, stated=False))
    assert say_revision(unsaid).startswith("Twee brieven noemen elk iets anders: €48 miljoen")
