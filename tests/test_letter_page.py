"""The letter's HTML: all of its text, in order, as text; marks and anchors where citations point."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from assistant.vocabulary import BlockKind, Letter
from ingest.passages import split_passages
from tests.web_letters import HOSTILE, HOSTILE_SUBJECT, P, make_letter, make_letters
from ui.escaping import escape_text
from ui.letter_choice import LetterChoice
from ui.letter_page import OldVersion, letter_address, letter_article, letter_document
from ui.letters_tab import Listed, letters_tab
from ui.page_frame import TabFrame

BRIDGE, PLANS, MILLS, HOSTILE_LETTER = make_letters()


def parsed(letter: Letter, *marks: tuple[int, int]):
    return parser.fromstring(letter_article(letter, marks))


def listing(headers, count):
    listed = Listed(search="", choice=LetterChoice(), headers=headers, count=count)
    return letters_tab(listed, TabFrame(fields="", state=""), may_write=False)


def span_of(letter: Letter, words: str) -> tuple[int, int]:
    start = letter.text.index(words)
    return start, start + len(words)


def test_the_marked_words_are_exactly_the_span():
    words = "De kabelbrug bij Hoogkloof kost € 48 miljoen."
    page = parsed(BRIDGE, span_of(BRIDGE, words))
    assert [mark.text_content() for mark in page.iter("mark")] == [words]
    assert page.get_element_by_id("aangehaald").text_content() == words


def test_a_mark_over_two_blocks_is_one_anchor_and_two_marks():
    start, _ = span_of(BRIDGE, "Voetgangers kunnen")
    _, end = span_of(BRIDGE, "de pijlers")
    marks = list(parsed(BRIDGE, (start, end)).iter("mark"))
    assert len(marks) == 2
    assert [mark.get("id") for mark in marks] == ["aangehaald", None]


def test_paragraphs_are_numbered_as_passages_number_them():
    page = parsed(BRIDGE)
    for passage in split_passages(BRIDGE):
        first = BRIDGE.text[passage.start : passage.blocks[0].end]
        shown = page.get_element_by_id(f"a{passage.paragraph}").text_content()
        assert first.split("\t")[0][:40] in shown


def test_a_footnote_is_a_note_and_its_number_a_link_to_it():
    page = parsed(BRIDGE)
    link = page.xpath('//sup/a[text()="1"]')[0]
    note = page.get_element_by_id(link.get("href")[1:])
    assert note.text_content() == "Noot 1 Prijspeil 2030, zonder btw."


def test_the_rows_of_a_table_are_rows_and_their_cells_cells():
    rows = parsed(BRIDGE).xpath("//tr")
    assert [[cell.text_content() for cell in row] for row in rows][1] == ["Pijlers", "€ 20 miljoen", "2031"]


def test_pages_letterhead_and_the_voice_of_a_member_are_shown():
    words = parsed(BRIDGE).text_content()
    assert "pagina 1" in words
    assert "pagina 2" in words
    assert "Vraag van een Kamerlid" in words
    assert "Postbus 1" in parsed(BRIDGE).xpath('//details[@class="bw-briefhoofd"]')[0].text_content()


def test_the_card_names_subject_ministry_date_reference_signatory_and_says_that_it_is_an_example():
    words = parsed(BRIDGE).text_content()
    for part in ("Voortgang kabelbrug Hoogkloof", "Ministerie van Bergen en Dalen", "4 maart 2031", "BD-brug-2031"):
        assert part in words
    assert "P. Bergman" in words
    assert "VOORBEELD (fictief)" in words
    assert "map/" not in words  # where the file stands on the server is nobody's business


def test_only_a_web_address_becomes_a_link_to_the_official_page():
    assert parsed(MILLS).xpath('//a[@href="https://brieven.example/molens"]')
    evil = make_letter("x", "x", [(P, "x")], url="javascript:alert(1)")
    assert "javascript:" not in letter_article(evil)


def test_a_hostile_letter_gives_no_element_of_its_own():
    page = parsed(HOSTILE_LETTER)
    assert not page.xpath("//script | //img | //b | //iframe | //*[@onerror]")
    assert not page.xpath('//a[starts-with(@href, "javascript")]')
    assert HOSTILE_SUBJECT in page.text_content()
    assert "[U+202E]draai[U+202C]" in page.text_content()


def test_a_hostile_title_stays_text_in_the_head_of_the_page_and_in_the_list():
    page = parser.fromstring(letter_document(HOSTILE_LETTER))
    listed = parser.fromstring(listing([HOSTILE_LETTER.header], 1))
    assert page.xpath("string(//title)").startswith(HOSTILE_SUBJECT)
    assert not page.xpath("//script")
    assert not listed.xpath("//script | //img")


def test_an_address_is_safe_for_any_id():
    header = make_letter("a/../b?c#d\"'<", "x", [(P, "x")]).header
    assert letter_address(header, (1, 2), 3) == "/brief/a%2F..%2Fb%3Fc%23d%22%27%3C?van=1&tot=2#a3"


@pytest.mark.parametrize("marks", [(-5, 3), (3, -5), (0, 10**9), (10**8, 10**9), (7, 7)])
def test_a_span_outside_the_text_does_no_harm(marks: tuple[int, int]):
    assert "Hoogkloof" in letter_article(BRIDGE, [marks])


def test_a_long_list_shows_a_page_and_counts_the_rest():
    headers = [make_letter(f"b{n}", f"Brief {n}", [(P, "x")], day=date(2030, 1, 1)).header for n in range(25)]
    listed = parser.fromstring(listing(headers, 1053))
    assert len(listed.xpath("//section//li")) == 25
    assert "1.053 brieven" in listed.text_content()
    assert "Bladzijde 1 van 43" in listed.text_content()


def test_a_paragraph_of_a_megabyte_is_shown_whole():
    words = "woord <b>&amp; " * 70_000
    page = parser.fromstring(letter_article(make_letter("groot", "x", [(P, words)])))
    assert words.strip() in page.text_content()


def test_an_old_version_says_so_and_leads_to_the_same_place_in_the_present_one():
    page = parser.fromstring(letter_article(BRIDGE, version=OldVersion("/brief/brug-2031?van=1&tot=2")))
    assert "eerdere versie" in page.text_content()
    assert page.xpath('//a[@href="/brief/brug-2031?van=1&tot=2"]')
    gone = parser.fromstring(letter_article(BRIDGE, version=OldVersion("")))
    assert "sindsdien verwijderd" in gone.text_content()


KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE_ROW])
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


BLOCKS = st.lists(st.tuples(KINDS, WORDS), min_size=1, max_size=12)
MARKS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4)


@given(BLOCKS, MARKS)
def test_every_character_of_a_letter_is_shown_in_order_whatever_is_marked(blocks, marks):
    letter = make_letter("x", "x", blocks)
    page = letter_article(letter, marks)
    shown = html.unescape(re.sub(r"<[^<>]*>", "", page))
    place = 0
    for block in letter.blocks:
        words = html.unescape(escape_text(letter.text[block.start : block.end]))
        place = shown.index(words, place) + len(words)


@given(WORDS | st.just(HOSTILE))
def test_escaped_text_holds_no_markup_and_gives_the_text_back(text: str):
    escaped = escape_text(text)
    assert not set("<>\"'") & set(escaped)
    hidden = re.sub(r"\[U\+([0-9A-F]{4})\]", lambda found: chr(int(found[1], 16)), html.unescape(escaped))
    assert hidden == re.sub(r"\[U\+([0-9A-F]{4})\]", lambda found: chr(int(found[1], 16)), text)
