"""Conversations without a browser: how a turn grows, what is told when it can't, and what a follow-up leans on."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html as parser

from assistant import errors
from assistant.library import Library
from tests.web_letters import fill, make_letters
from ui.conversation import TURNS_KEPT, Conversations, broken_off
from ui.examples import EXAMPLES
from ui.letter_choice import LetterChoice, read_day

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def talk(web_library: Library) -> Conversations:
    return Conversations(web_library)


def words(html: str) -> str:
    return " ".join(parser.fromstring(html).text_content().split())


def test_a_turn_shows_first_what_is_searched_then_the_letters_found_then_sentences_then_the_whole(talk: Conversations):
    steps = [turns[-1] for turns in talk.ask(QUESTION, (), LetterChoice())]
    assert "zoeken in 4 brieven" in words(steps[0].html)
    assert "Gevonden:" in words(steps[1].html)
    assert "€ 48 miljoen" in words(steps[2].html)
    assert "<a data-open" in steps[2].html
    assert "Bezig met lezen" in words(steps[2].html)
    assert [step.complete for step in steps] == [False] * (len(steps) - 1) + [True]
    assert "Bezig" not in words(steps[-1].html)
    assert "letterlijk in de bron" in words(steps[-1].html)


def test_every_sentence_of_an_answer_has_a_link_to_the_span_it_quotes(talk: Conversations, web_library: Library):
    *_, turns = talk.ask(QUESTION, (), LetterChoice())
    link = parser.fromstring(turns[-1].html).xpath('//a[@class="bw-bron"]')[0].get("href")
    start, end = (int(part.split("=")[1]) for part in link.split("?")[1].split("#")[0].split("&"))
    assert web_library.letter("brug-2031").text[start:end] == "De kabelbrug bij Hoogkloof kost € 48 miljoen."


def test_a_follow_up_leans_on_answered_questions_only(talk: Conversations):
    *_, turns = talk.ask(QUESTION, (), LetterChoice())
    *_, turns = talk.ask("", turns, LetterChoice())
    assert not turns[-1].answered
    *_, turns = talk.ask("En wanneer gaat die open?", turns, LetterChoice())
    assert "kabelbrug" in words(turns[-1].html).split("Begrepen als")[1]
    assert [turn.number for turn in turns] == [1, 2, 3]


def test_a_fault_that_the_user_can_mend_is_told_in_the_turn(talk: Conversations):
    *_, turns = talk.ask(QUESTION, (), LetterChoice(since="morgen"))
    assert "'morgen' is geen datum" in words(turns[-1].html)
    *_, turns = talk.ask(QUESTION, turns, LetterChoice(letter_id="weg"))
    assert "geen brief" in words(turns[-1].html)


def test_the_filters_of_an_answer_are_told(talk: Conversations):
    *_, turns = talk.ask(QUESTION, (), LetterChoice(letter_id="brug-2029", until="2030"))
    shown = words(turns[-1].html)
    assert "€ 42 miljoen" in shown
    assert "Keuze: t/m 31 december 2030, alleen „Plannen voor de kabelbrug Hoogkloof”." in shown


def test_a_long_conversation_keeps_its_latest_turns(talk: Conversations):
    *_, turns = talk.ask(QUESTION, (), LetterChoice())
    for _ in range(TURNS_KEPT + 3):
        *_, turns = talk.ask("", turns, LetterChoice())
    assert len(turns) == TURNS_KEPT
    assert turns[-1].number == TURNS_KEPT + 4


def test_a_turn_that_is_broken_off_says_so_and_a_complete_one_stays(talk: Conversations):
    steps = list(talk.ask(QUESTION, (), LetterChoice()))
    assert "gestopt" in words(broken_off(steps[1], "U hebt het antwoord gestopt.")[-1].html)
    assert broken_off(steps[-1], "gestopt") == steps[-1]
    assert broken_off((), "gestopt") == ()


def test_a_hostile_question_is_text_wherever_it_is_shown(talk: Conversations):
    evil = "\"><script>alert(1)</script><img src=x onerror='alert(1)'> kabelbrug"
    *_, turns = talk.ask(evil, (), LetterChoice())
    page = parser.fromstring(talk.show(turns))
    assert not page.xpath("//script | //img")
    assert page.xpath("//button[@data-vraag]/@data-vraag") == [evil]


def test_an_empty_library_says_how_to_fill_it(web_library: Library, tmp_path):
    library = Library(tmp_path / "library", web_library.embedder, create=True)
    talk = Conversations(library)
    assert "briefwijzer ingest" in words(talk.show(()))
    *_, turns = talk.ask(QUESTION, (), LetterChoice())
    assert "nog geen brieven" in words(turns[-1].html)
    fill(library, make_letters())
    assert "Voorbeelden" in words(talk.show(()))
    library.close()


def test_example_questions_come_from_the_letters_and_are_answered(talk: Conversations):
    examples = parser.fromstring(talk.show(())).xpath("//button[@data-vraag]/@data-vraag")
    assert 0 < len(examples) <= EXAMPLES
    for question in examples:
        *_, turns = talk.ask(question, (), LetterChoice())
        assert turns[-1].answered
        assert "bw-zin" in turns[-1].html


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2-2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1-7-2024", date(2024, 7, 1), date(2024, 7, 1)),
        ("1 juli 2024", date(2024, 7, 1), date(2024, 7, 1)),
        (" 2024-07-01 ", date(2024, 7, 1), date(2024, 7, 1)),
        ("", None, None),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, first: date | None, last: date | None):
    assert read_day(written, last=False) == first
    assert read_day(written, last=True) == last


@pytest.mark.parametrize("written", ["morgen", "31-2-2024", "13-2024", "0000", "20244", "2024-2025", "1-7", "٢٠٢٤"])
def test_what_is_no_date_is_refused(written: str):
    with pytest.raises(errors.UnreadableDay):
        read_day(written, last=False)
