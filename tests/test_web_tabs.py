"""The tabs beside the chat, as a person uses them in a real Chromium; each flow leaves a picture in `artefacts/`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.library import Library
from tests.web_letters import HOSTILE_SUBJECT, fill, make_letters, serving
from ui.feedback_store import FeedbackStore
from ui.passwords import password_line

pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e '.[dev]')")
from playwright.sync_api import expect

from tests.web_pages import NARROW, WIDE, ask, close, keep_picture, last, open_chat, open_tab

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ("tests.web_fixtures",)

QUESTION = "Hoeveel kost de kabelbrug bij Hoogkloof?"
LETTER = """Ministerie van Bergen en Dalen

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 3 mei 2031
Betreft Stand van de tandradbaan
Ons kenmerk BD-2031-77

Geachte voorzitter,

De tandradbaan naar Topdorp is 4.310 meter lang en vervoert per dag 900 reizigers.

De Minister van Bergen en Dalen,
P. Bergman
"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, web_address: str) -> Iterator[Page]:
    page = open_chat(context, web_address)
    yield page
    close(page)


@pytest.fixture(scope="module")
def own_library(web_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that the tests may change."""
    library = Library(tmp_path_factory.mktemp("eigen") / "library", web_library.embedder, create=True)
    fill(library, make_letters())
    yield library
    library.close()


@pytest.fixture(scope="module")
def own_address(own_library: Library) -> Iterator[str]:
    with serving(own_library.folder) as (address, _):
        yield address


def test_a_paragraph_is_judged_claim_by_claim_and_each_quote_opens_the_letter(page: Page):
    open_tab(page, "Controleer", "textarea")
    page.get_by_label("Bewering of alinea").fill(
        "De kabelbrug bij Hoogkloof kost € 48 miljoen. De kabelbrug gaat open op 12 juni 2032. Dat is mooi."
    )
    page.get_by_role("button", name="Controleer", exact=True).click()
    verdicts = page.locator(".bw-oordeel")
    expect(verdicts.nth(0)).to_contain_text("Bevestigd")
    expect(verdicts.nth(1)).to_contain_text("Weersproken")
    expect(page.locator(".bw-bewering").nth(1).locator("td", has_text="12 mei 2032")).to_be_visible()
    expect(page.locator(".bw-blad mark").first).to_contain_text("€ 48 miljoen")
    page.locator(".bw-bewering").nth(1).locator("a[data-open]").first.click()
    expect(page.locator(".bw-blad mark").first).to_contain_text("12 mei 2032")
    expect(page.locator(".bw-blad mark").first).to_be_in_viewport()
    keep_picture(page, "controleer")


def test_a_text_that_cannot_be_checked_says_why(page: Page):
    open_tab(page, "Controleer", "textarea")
    page.locator(".bw-tabblad textarea").evaluate("box => { box.required = false; }")
    page.get_by_role("button", name="Controleer", exact=True).click()
    expect(page.locator(".bw-tabblad .bw-fout")).to_contain_text("leeg")
    page.faults.clear()  # the browser notes the answer 422


def test_figures_are_found_filtered_opened_and_downloaded(page: Page):
    open_tab(page, "Cijfers", "#cijfers")
    page.get_by_label("Waarover").fill("kabelbrug")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("#cijfers")).to_contain_text("€ 48 miljoen")
    expect(page.locator("#cijfers")).not_to_contain_text("14 maanden")
    page.locator("#cijfers a", has_text="€ 42 miljoen").click()
    expect(page.locator(".bw-blad mark").first).to_have_text("€ 42 miljoen")
    keep_picture(page, "cijfers")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als CSV").click()
    assert "€ 42 miljoen" in download.value.path().read_text(encoding="utf-8-sig")


def test_promises_say_by_when(page: Page):
    open_tab(page, "Toezeggingen", "h2")
    expect(page.locator(".bw-tabblad h2")).to_contain_text("Toezeggingen")


def test_letters_are_searched_and_filtered_and_the_address_can_be_kept(page: Page, web_address: str):
    open_tab(page, "Brieven", ".bw-brieven a")
    page.get_by_label("Zoek in de brieven").fill("watermolens")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator(".bw-tabblad .bw-brieven a").first).to_have_text("Onderhoud van watermolens")
    page.locator(".bw-tabblad summary", has_text="Kies brieven").click()
    page.get_by_label("Tot en met").last.fill("2029")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator(".bw-tabblad .bw-brieven a")).to_have_text(["Plannen voor de kabelbrug Hoogkloof"])
    assert "tot=2029" in page.url
    page.reload()
    expect(page.locator(".bw-tabblad .bw-brieven a")).to_have_text(["Plannen voor de kabelbrug Hoogkloof"])
    page.go_back()
    expect(page.locator(".bw-tabblad .bw-brieven a").first).to_have_text("Onderhoud van watermolens")
    page.get_by_role("link", name="Vraag", exact=True).click()
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    assert page.url.rstrip("/") == web_address


def test_a_letter_shows_its_references_files_and_versions_when_asked(page: Page):
    open_tab(page, "Brieven", ".bw-brieven a")
    page.locator(".bw-tabblad .bw-brieven a", has_text="Voortgang kabelbrug").click()
    page.locator(".bw-blad summary", has_text="Verwijzingen").click()
    expect(page.locator(".bw-gegevens")).to_contain_text("brug-2031.txt (txt)")
    expect(page.locator(".bw-gegevens")).to_contain_text("geen eerdere versies")
    keep_picture(page, "brief")


def test_letters_are_added_by_choosing_and_by_dropping_with_reasons_for_what_is_no_letter(
    context: BrowserContext, own_address: str, tmp_path: Path
):
    page = open_chat(context, own_address)
    open_tab(page, "Brieven", ".bw-brieven a")
    (tmp_path / "tandradbaan.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "leeg.pdf").write_bytes(b"")
    page.locator(".bw-tabblad input[type=file]").set_input_files(
        [tmp_path / "tandradbaan.txt", tmp_path / "foto.png", tmp_path / "leeg.pdf"]
    )
    report = page.locator(".bw-tabblad .bw-rapport li")
    expect(report).to_have_count(3)
    expect(report.nth(0)).to_contain_text("tandradbaan.txt: nieuw")
    expect(report.nth(1)).to_contain_text("Dit soort bestand is geen brief")
    expect(report.nth(2)).to_contain_text("Het bestand is leeg")
    keep_picture(page, "toevoegen")
    page.evaluate(
        """text => {
          const files = new DataTransfer();
          files.items.add(new File([text], "gesleept.txt", {type: "text/plain"}));
          const zone = document.querySelector(".bw-sleepvak");
          for (const kind of ["dragover", "drop"])
            zone.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));
        }""",
        LETTER.replace("tandradbaan", "stoeltjeslift").replace("BD-2031-77", "BD-2031-78"),
    )
    expect(page.locator(".bw-tabblad .bw-rapport li")).to_have_text(["gesleept.txt: nieuw"])
    page.get_by_role("link", name="Vraag", exact=True).click()
    ask(page, "Hoe lang is de tandradbaan naar Topdorp?")
    expect(last(page, ".bw-zin").first).to_contain_text("4.310 meter")
    close(page)


def test_a_letter_is_removed_only_after_it_is_confirmed_and_one_that_is_open_says_so(
    context: BrowserContext, own_address: str, own_library: Library
):
    page, other = open_chat(context, own_address), open_chat(context, own_address)
    ask(other, "Hoe lang duurt het onderhoud van de watermolens?")
    open_tab(page, "Brieven", ".bw-brieven a")
    page.locator(".bw-tabblad .bw-brieven a", has_text="watermolens").click()
    page.locator(".bw-blad summary", has_text="Verwijzingen").click()
    page.get_by_role("link", name="Verwijder deze brief").click()
    expect(page.locator(".bw-tabblad")).to_contain_text("Weet u het zeker?")
    keep_picture(page, "verwijderen")
    page.get_by_role("button", name="Ja, verwijder").click()
    expect(page.locator(".bw-tabblad .bw-brieven a").first).to_be_visible()
    expect(page.locator(".bw-tabblad .bw-brieven a", has_text="watermolens")).to_have_count(0)
    last(other, "a.bw-bron").first.click()
    expect(other.locator(".bw-blad")).to_contain_text("Misschien is hij intussen verwijderd")
    other.faults.clear()  # the browser notes the answer 404
    close(page)
    close(other)
    own_library.refresh()


def test_an_answer_is_judged_and_the_judgement_is_kept_with_the_whole_answer(
    context: BrowserContext, own_address: str, own_library: Library
):
    page = open_chat(context, own_address)
    ask(page, QUESTION)
    last(page, ".bw-mening summary").click()
    page.get_by_label("Het is verouderd").check()
    page.get_by_label("Toelichting").fill("Zie de brief van mei <b>")
    keep_picture(page, "oordeel")
    page.get_by_role("button", name="Verstuur").click()
    expect(last(page, ".bw-dank")).to_contain_text("bewaard")
    given = FeedbackStore(own_library.folder).all()[-1]
    assert (given.feedback.reason, given.feedback.words) == ("verouderd", "Zie de brief van mei <b>")
    assert given.form["question"] == QUESTION
    assert given.form["citations"]
    close(page)


def test_an_answer_that_is_shared_has_an_address_of_its_own(context: BrowserContext, own_address: str):
    page = open_chat(context, own_address)
    ask(page, QUESTION)
    with context.expect_page() as opened:
        page.get_by_role("button", name="Bewaar en deel").click()
    shared = opened.value
    shared.wait_for_load_state()
    assert "/antwoord/" in shared.url
    expect(shared.locator(".bw-zin").first).to_contain_text("€ 48 miljoen")
    shared.emulate_media(media="print")
    expect(shared.locator(".bw-kop")).not_to_be_visible()
    expect(shared.locator(".bw-citaat").first).to_be_visible()
    keep_picture(shared, "antwoord-afdruk")
    shared.emulate_media(media="screen")
    shared.locator(".bw-bronnen a").first.click()
    expect(shared.locator("mark").first).to_be_in_viewport()
    shared.close()
    close(page)


def test_an_answer_is_taken_along_with_its_footnotes(page: Page):
    ask(page, QUESTION)
    last(page, ".bw-meenemen summary").click()
    link = last(page, ".bw-meenemen").get_by_role("link", name="Markdown")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".md")
    assert "€ 48 miljoen" in download.value.path().read_text(encoding="utf-8")


def test_a_conversation_is_taken_along_whole(page: Page):
    ask(page, QUESTION)
    expect(page.locator(".bw-gesprek-mee")).to_have_count(0)
    ask(page, "En wanneer gaat die open?")
    page.locator(".bw-gesprek-mee summary").click()
    with page.expect_download() as download:
        page.locator(".bw-gesprek-mee").get_by_role("link", name="Markdown").click()
    assert download.value.suggested_filename == "gesprek.md"
    written = download.value.path().read_text(encoding="utf-8")
    assert written.count("\n## ") >= 2
    assert "€ 48 miljoen" in written
    assert "En wanneer gaat die open" in written


def test_the_conversation_is_there_again_after_a_reload_and_gone_after_it_is_cleared(page: Page):
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".bw-zin").first).to_contain_text("€ 48 miljoen")
    ask(page, "En wanneer gaat die open?")
    expect(last(page, ".bw-begrepen")).to_contain_text("kabelbrug")
    page.get_by_role("button", name="Nieuw gesprek").click()
    expect(page.locator(".bw-welkom")).to_be_visible()
    page.reload()
    expect(page.locator(".bw-welkom")).to_be_visible()


def test_the_page_about_the_assistant_names_the_model_and_what_happens_to_questions(page: Page):
    open_tab(page, "Over deze assistent", ".bw-register")
    panel = page.locator(".bw-tabblad")
    for words in ("AI-systeem", "geen taalmodel", "WCAG 2.2", "Algoritmeregister", "plaatst geen cookies"):
        expect(panel).to_contain_text(words)
    keep_picture(page, "over")
    assert page.context.cookies() == []


def test_the_filters_know_cabinets_and_dossiers(page: Page):
    page.get_by_label("Kabinet").click()
    page.get_by_role("option", name="Kabinet-Rutte IV").click()
    expect(page.locator("#bw-omvang")).to_have_text("Geen enkele brief voldoet aan deze keuze.")
    page.get_by_role("button", name="Wis filters").click()
    expect(page.locator("#bw-omvang")).to_contain_text("4 brieven")
    page.get_by_label("Dossier").first.fill("99 999")
    expect(page.locator("#bw-omvang")).to_have_text("Geen enkele brief voldoet aan deze keuze.")


def test_the_tabs_work_by_keyboard_alone(page: Page):
    page.locator(".bw-tabs a", has_text="Controleer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bw-tabblad textarea")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("De kabelbrug bij Hoogkloof kost € 48 miljoen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bw-oordeel")).to_contain_text("Bevestigd")
    page.locator(".bw-bewering a[data-open]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bw-blad mark").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".bw-bewering a[data-open]").first).to_be_focused()


@pytest.mark.parametrize("size", [NARROW, {"width": 320, "height": 640}, {"width": 640, "height": 400}], ids=str)
def test_nothing_is_wider_than_a_narrow_screen_or_one_at_twice_its_size(
    context: BrowserContext, web_address: str, size: dict[str, int]
):
    """A page of 1280 by 800 at 200 % is one of 640 by 400."""
    page = open_chat(context, web_address, size=size, dark=True)
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    ask(page, QUESTION)
    assert page.evaluate(fits)
    keep_picture(page, f"smal-{size['width']}-vraag")
    for name, selector in (
        ("Controleer", "textarea"),
        ("Cijfers", "#cijfers"),
        ("Brieven", ".bw-brieven"),
        ("Over", "dl"),
    ):
        open_tab(page, name, selector)
        assert page.evaluate(fits), name
        assert page.evaluate("document.querySelector('.bw-tabblad').scrollWidth <= window.innerWidth"), name
    keep_picture(page, f"smal-{size['width']}-over")
    close(page)


def test_two_windows_of_one_person_are_two_conversations(context: BrowserContext, web_address: str):
    first, second = open_chat(context, web_address), open_chat(context, web_address)
    ask(first, QUESTION)
    ask(second, "Hoe lang duurt het onderhoud van de watermolens?")
    ask(first, "Wanneer gaat de kabelbrug open?")
    expect(first.locator(".bw-beurt")).to_have_count(2)
    expect(second.locator(".bw-beurt")).to_have_count(1)
    for page in (first, second):
        close(page)


def test_an_empty_library_says_how_to_fill_it_and_can_be_filled_there(
    context: BrowserContext, web_library: Library, tmp_path: Path
):
    Library(tmp_path / "leeg", web_library.embedder, create=True).close()
    with serving(tmp_path / "leeg") as (address, _):
        page = open_chat(context, address)
        expect(page.locator(".bw-welkom")).to_contain_text("briefwijzer ingest")
        ask(page, QUESTION)
        expect(last(page, ".bw-fout")).to_contain_text("nog geen brieven")
        open_tab(page, "Brieven", ".bw-invoer")
        upload = {"name": "brief.txt", "mimeType": "text/plain", "buffer": LETTER.encode()}
        page.locator(".bw-tabblad input[type=file]").set_input_files(upload)
        expect(page.locator(".bw-tabblad .bw-rapport")).to_contain_text("nieuw")
        page.get_by_role("link", name="Vraag", exact=True).click()
        ask(page, "Hoeveel reizigers vervoert de tandradbaan naar Topdorp?")
        expect(last(page, ".bw-zin").first).to_contain_text("900 reizigers")
        close(page)


def test_a_session_that_has_ended_is_told_and_the_conversation_is_there_after_logging_in(
    browser: Browser, web_library: Library, tmp_path: Path
):
    passwords = tmp_path / "wachtwoorden"
    passwords.write_text(password_line("anna", "een lange zin", editor=False) + "\n", encoding="utf-8")
    with serving(web_library.folder, {"BRIEFWIJZER_PASSWORDS": str(passwords)}) as (address, _):
        context = browser.new_context(viewport=WIDE, locale="nl-NL")
        page = context.new_page()
        page.goto(address)
        page.get_by_label("Naam").fill("anna")
        page.get_by_label("Wachtwoord").fill("een lange zin")
        keep_picture(page, "aanmelden")
        page.get_by_role("button", name="Meld aan").click()
        ask(page, QUESTION)
        open_tab(page, "Brieven", ".bw-brieven a")
        expect(page.locator(".bw-invoer")).to_have_count(0)
        page.get_by_role("link", name="Vraag", exact=True).click()
        cookies = context.cookies()
        assert [one["name"] for one in cookies] == ["briefwijzer"]
        context.clear_cookies()
        page.get_by_label("Uw vraag").fill("Wanneer gaat de kabelbrug open?")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("niet (meer) aangemeld")
        page.get_by_role("alert").get_by_role("link", name="Aanmelden").click()
        page.get_by_label("Naam").fill("anna")
        page.get_by_label("Wachtwoord").fill("een lange zin")
        page.get_by_role("button", name="Meld aan").click()
        expect(page.locator(".bw-zin").first).to_contain_text("€ 48 miljoen")
        context.close()


def test_a_hostile_letter_and_a_hostile_claim_are_text_in_every_tab(page: Page):
    open_tab(page, "Controleer", "textarea")
    evil = "Het ravijnfonds krijgt 12 miljoen euro <img src=x onerror=\"document.title='KAPOT'\"> <b>dik</b>."
    page.get_by_label("Bewering of alinea").fill(evil)
    page.get_by_role("button", name="Controleer", exact=True).click()
    expect(page.locator(".bw-tekst-bewering").first).to_contain_text("<img src=x")
    open_tab(page, "Cijfers", "#cijfers")
    page.get_by_label("Waarover").fill("ravijnfonds")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("#cijfers tbody tr")).to_have_count(1)
    page.locator("#cijfers a", has_text="12 miljoen euro").click()
    expect(page.locator(".bw-blad mark").first).to_have_text("12 miljoen euro")
    open_tab(page, "Brieven", ".bw-brieven a")
    expect(page.locator(".bw-tabblad .bw-brieven")).to_contain_text(HOSTILE_SUBJECT)
    for inside in (".bw-tabblad", ".bw-blad"):
        assert page.locator(f"{inside} :is(img:not(.bw-grafiek img), script, b, iframe)").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert "KAPOT" not in page.title()


def test_a_zip_is_opened_and_each_file_in_it_has_its_own_outcome(context: BrowserContext, own_address: str):
    page = open_chat(context, own_address)
    open_tab(page, "Brieven", ".bw-brieven a")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/kabelgoot.txt", LETTER.replace("tandradbaan", "kabelgoot").replace("77", "79"))
        archive.writestr("../../buiten.exe", b"MZ\x90\x00")
    upload = {"name": "../../etc/brieven.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}
    page.locator(".bw-tabblad input[type=file]").set_input_files(upload)
    report = page.locator(".bw-tabblad .bw-rapport li")
    expect(report).to_have_count(2)
    expect(page.locator(".bw-tabblad .bw-rapport")).to_contain_text("kabelgoot.txt: nieuw")
    expect(page.locator(".bw-tabblad .bw-rapport")).to_contain_text("Dit soort bestand is geen brief")
    close(page)
