"""The chat as a person uses it: in a real Chromium, by mouse, by keyboard and on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web_letters import HOSTILE_SUBJECT
from tests.web_pages import NARROW, WIDE, ask, close, last, open_chat

pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e '.[dev]')")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all pages, so that Gradio's own files are fetched once."""
    context = browser.new_context(viewport=WIDE, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, web_address: str) -> Iterator[Page]:
    page = open_chat(context, web_address)
    yield page
    close(page)


def test_an_answer_cites_the_letter_and_the_citation_opens_it_at_the_marked_passage(page: Page):
    ask(page, QUESTION)
    expect(last(page, ".bw-zin").first).to_contain_text("€ 48 miljoen")
    expect(last(page, ".bw-kern").first).to_have_text("€ 48 miljoen")
    last(page, "a.bw-bron").first.click()
    mark = page.locator(".bw-blad mark")
    expect(mark.first).to_contain_text("De kabelbrug bij Hoogkloof kost € 48 miljoen.")
    expect(mark.first).to_be_in_viewport()
    expect(mark.first).to_be_focused()
    expect(page.locator(".bw-titel")).to_contain_text("Voortgang kabelbrug Hoogkloof")
    expect(page.locator(".bw-titel")).to_contain_text("VOORBEELD (fictief)")
    expect(last(page, "a.bw-bron").first).to_have_attribute("aria-current", "true")
    expect(last(page, ".bw-doorzocht")).to_contain_text("Doorzocht: 4 brieven")


def test_the_page_says_in_dutch_that_it_is_an_ai_system_and_offers_questions_that_are_answered(page: Page):
    assert page.evaluate("document.documentElement.lang") == "nl"
    expect(page.locator(".bw-ai")).to_contain_text("geautomatiseerde assistent")
    expect(page.locator("#bw-omvang")).to_contain_text("4 brieven")
    page.locator(".bw-voorbeelden button").first.click()
    expect(page.locator('.bw-beurt[data-staat="klaar"]')).to_have_count(1)
    expect(last(page, ".bw-zin").first).to_be_visible()


def test_the_first_source_of_an_answer_opens_by_itself_and_leaves_the_focus_where_it_was(page: Page):
    ask(page, QUESTION)
    expect(page.locator(".bw-blad mark").first).to_be_in_viewport()
    expect(page.locator(".bw-bron-van")).to_contain_text("Bron 1 van")
    expect(page.get_by_label("Uw vraag")).to_be_focused()


def test_buttons_and_keys_walk_through_the_sources(page: Page):
    ask(page, "Hoeveel duikboten heeft de gemeente Bergdorp?")
    sources = last(page, ".bw-nabij > li").count()
    assert sources > 1
    last(page, ".bw-nabij a").first.click()
    count = page.locator(".bw-bron-van")
    expect(count).to_have_text(f"Bron 1 van {sources}")
    expect(page.get_by_role("button", name="Vorige")).to_be_disabled()
    page.get_by_role("button", name="Volgende").click()
    expect(count).to_have_text(f"Bron 2 van {sources}")
    expect(page.locator(".bw-blad mark").first).to_be_focused()
    page.keyboard.press("p")
    expect(count).to_have_text(f"Bron 1 van {sources}")


def test_a_question_without_an_answer_is_refused_with_what_was_searched_and_the_nearest_passages(page: Page):
    ask(page, "Hoeveel duikboten heeft Atlantis?")
    expect(last(page, ".bw-status")).to_have_text("De brieven geven hier geen antwoord op.")
    expect(last(page, ".bw-doorzocht")).to_contain_text("4 brieven")
    expect(last(page, ".bw-zin")).to_have_count(0)


def test_a_follow_up_leans_on_the_question_before_and_says_how_it_was_understood(page: Page):
    ask(page, QUESTION)
    ask(page, "En wanneer gaat die open?")
    expect(last(page, ".bw-begrepen")).to_contain_text("Begrepen als")
    expect(last(page, ".bw-antwoord")).to_contain_text("12 mei 2032")
    page.get_by_role("button", name="Nieuw gesprek").click()
    expect(page.locator(".bw-welkom")).to_be_visible()
    expect(page.locator(".bw-beurt")).to_have_count(0)


def test_filters_say_how_many_letters_are_left_and_hold_for_the_answer(page: Page):
    page.get_by_label("Tot en met").fill("2029")
    expect(page.locator("#bw-omvang")).to_have_text("1 brief, 1 juni 2029")
    ask(page, QUESTION)
    expect(last(page, ".bw-zin").first).to_contain_text("€ 42 miljoen")
    expect(last(page, ".bw-doorzocht")).to_contain_text("Doorzocht: 1 brief")
    expect(last(page, ".bw-doorzocht")).to_contain_text("In de bibliotheek: 4 brieven")
    page.get_by_role("button", name="Wis filters").click()
    expect(page.locator("#bw-omvang")).to_contain_text("4 brieven")
    page.get_by_label("Vanaf").fill("morgen")
    expect(page.locator("#bw-omvang")).to_contain_text("'morgen' is geen datum")


def test_the_ministry_is_chosen_from_a_list_and_one_letter_from_its_own_page(page: Page):
    page.get_by_label("Ministerie").click()
    page.get_by_role("option", name="Ministerie van Molens en Sluizen").click()
    expect(page.locator("#bw-omvang")).to_contain_text("1 brief")
    page.get_by_role("button", name="Wis filters").click()
    expect(page.locator("#bw-omvang")).to_contain_text("4 brieven")
    page.locator(".bw-brieven a", has_text="Plannen voor de kabelbrug").click()
    page.get_by_role("button", name="Vraag alleen deze brief").click()
    expect(page.locator("#bw-omvang")).to_have_text("1 brief, 1 juni 2029")
    ask(page, QUESTION)
    expect(last(page, ".bw-zin").first).to_contain_text("€ 42 miljoen")


def test_a_question_that_cannot_be_used_says_why(page: Page):
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(last(page, ".bw-fout")).to_contain_text("De vraag is leeg")
    ask(page, "kabelbrug " * 1000)
    expect(last(page, ".bw-fout")).to_contain_text("tekens")
    ask(page, QUESTION)
    expect(last(page, ".bw-zin").first).to_contain_text("€ 48 miljoen")


def test_a_hostile_letter_and_a_hostile_question_are_shown_as_text(page: Page):
    evil = (
        "Hoeveel krijgt het ravijnfonds? <img src=x onerror=\"document.title='KAPOT'\"> $$x$$ [a](javascript:alert(1))"
    )
    ask(page, evil)
    expect(last(page, ".bw-vraag")).to_contain_text(evil)
    expect(last(page, ".bw-antwoord")).to_contain_text(
        "[klik hier](javascript:alert(1)) ![](http://elders.example/a.png)"
    )
    expect(last(page, ".bw-antwoord")).to_contain_text("$$x^2$$ ${document.title='KAPOT'} {{constructor}} **vet**")
    last(page, "a.bw-bron").first.click()
    expect(page.locator(".bw-blad mark").first).to_contain_text('<script>document.title="KAPOT"</script>')
    expect(page.locator(".bw-titel h2")).to_contain_text(HOSTILE_SUBJECT)
    page.get_by_label("Brief", exact=True).click()
    expect(page.get_by_role("option").filter(has_text="<img src=x")).to_have_count(1)
    page.keyboard.press("Escape")
    for inside in (".bw-gesprek", ".bw-blad", "ul[role=listbox]"):
        assert page.locator(f"{inside} :is(img, script, b, iframe, .katex)").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert "KAPOT" not in page.title()


def test_the_whole_flow_works_by_keyboard(page: Page):
    page.get_by_label("Uw vraag").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator('.bw-beurt[data-staat="klaar"]')).to_have_count(1)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('a.bw-bron')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".bw-blad mark").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(last(page, 'a[aria-current="true"]').first).to_be_focused()


def test_on_a_narrow_screen_the_letter_covers_the_conversation_and_back_uncovers_it(
    context: BrowserContext, web_address: str
):
    page = open_chat(context, web_address, size=NARROW, dark=True)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator(".bw-blad")).not_to_be_visible()
    last(page, "a.bw-bron").first.click()
    expect(page.locator(".bw-blad mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Terug naar het antwoord").click()
    expect(page.locator(".bw-blad")).not_to_be_visible()
    expect(last(page, "a.bw-bron").first).to_be_focused()
    last(page, "a.bw-bron").first.click()
    expect(page.locator(".bw-blad mark").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".bw-zin").first).to_be_visible()
    page.get_by_role("button", name="Kies brieven").click()
    page.get_by_label("Vanaf").fill("2031")
    expect(page.locator("#bw-omvang")).to_contain_text("2 brieven")
    close(page)


def test_two_people_at_once_each_keep_their_own_conversation(context: BrowserContext, web_address: str):
    first, second = open_chat(context, web_address), open_chat(context, web_address)
    first.get_by_label("Uw vraag").fill(QUESTION)
    second.get_by_label("Uw vraag").fill("Hoe lang duurt het onderhoud van de watermolens?")
    first.get_by_label("Uw vraag").press("Enter")
    second.get_by_label("Uw vraag").press("Enter")
    for page, words in ((first, "€ 48 miljoen"), (second, "14 maanden")):
        expect(page.locator('.bw-beurt[data-staat="klaar"]')).to_have_count(1)
        expect(last(page, ".bw-zin").first).to_contain_text(words)
    expect(second.locator(".bw-beurt")).to_have_count(1)
    expect(first.locator(".bw-beurt")).to_have_count(1)
    for page in (first, second):
        close(page)


def test_an_answer_can_be_copied_with_its_sources_and_a_question_changed(page: Page):
    ask(page, QUESTION)
    copied = last(page, "button[data-kopie]").get_attribute("data-kopie") or ""
    assert re.search(r"€ 48 miljoen.*\[1\].*\[1\] Voortgang kabelbrug Hoogkloof", copied, re.DOTALL)
    last(page, "button[data-pas-aan]").click()
    expect(page.get_by_label("Uw vraag")).to_have_value(QUESTION)
    page.get_by_label("Uw vraag").fill("Wanneer gaat de kabelbrug open?")
    page.keyboard.press("Enter")
    expect(page.locator('.bw-beurt[data-staat="klaar"]')).to_have_count(2)
    expect(last(page, ".bw-zin").first).to_contain_text("12 mei 2032")


def test_a_lost_connection_is_told_in_dutch_and_nothing_keeps_turning(context: BrowserContext, web_address: str):
    page = open_chat(context, web_address)
    context.set_offline(True)
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("De verbinding met de server is verbroken")
    expect(page.locator(".toast-wrap")).not_to_be_visible()
    context.set_offline(False)
    page.close()


def test_a_letter_page_of_its_own_works_without_a_script(browser: Browser, web_address: str):
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto(f"{web_address}/brief/brug-2031#a30")
    expect(page.locator("#a30")).to_be_in_viewport()
    page.get_by_role("link", name="Controleer").click()
    page.get_by_label("Bewering of alinea").fill("De kabelbrug bij Hoogkloof kost € 48 miljoen.")
    page.get_by_role("button", name="Controleer").click()
    expect(page.locator(".bw-oordeel")).to_contain_text("Bevestigd")
    context.close()
