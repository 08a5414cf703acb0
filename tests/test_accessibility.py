"""axe-core finds nothing to mend on any tab in any state, light and dark (WCAG 2.0 to 2.2, A and AA, best practices)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e '.[dev]')")
pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-core is not installed (pip install axe-playwright-python)"
)
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web_pages import NARROW, WIDE, ask, close, keep_picture, last, open_chat, open_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

pytest_plugins = ("tests.web_fixtures",)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = [(WIDE, False, "licht"), (WIDE, True, "donker"), (NARROW, True, "smal-donker")]


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE, locale="nl-NL")
    yield context
    context.close()


def found_on(page: Page) -> list[str]:
    report = Axe().run(page, options={"runOnly": RULES}).response
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in report["violations"]]


@pytest.mark.parametrize(("size", "dark", "name"), MODES, ids=[name for _, _, name in MODES])
def test_nothing_is_to_be_mended_in_the_chat_and_its_tabs(
    context: BrowserContext, web_address: str, size: ViewportSize, dark: bool, name: str
):
    page = open_chat(context, web_address, size=size, dark=dark)
    faults = {"welkom": found_on(page)}
    ask(page, "Hoeveel kost de kabelbrug bij Hoogkloof?")
    last(page, ".bw-mening summary").click()
    keep_picture(page, f"antwoord-{name}")
    faults["antwoord"] = found_on(page)
    last(page, "a.bw-bron").first.click()
    page.locator(".bw-blad summary", has_text="Verwijzingen").click()
    expect(page.locator(".bw-gegevens")).to_be_visible()
    faults["brief"] = found_on(page)
    if size is NARROW:
        page.get_by_role("button", name="Terug naar het antwoord").click()
    ask(page, "Hoeveel duikboten heeft Atlantis?")
    faults["weigering"] = found_on(page)
    open_tab(page, "Controleer", "textarea")
    page.get_by_label("Bewering of alinea").fill(
        "De kabelbrug bij Hoogkloof kost € 48 miljoen. De kabelbrug gaat open op 12 juni 2032. Dat is mooi."
    )
    page.get_by_role("button", name="Controleer", exact=True).click()
    expect(page.locator(".bw-bewering")).to_have_count(3)
    faults["controleer"] = found_on(page)
    for tab, selector in (("Cijfers", "#cijfers"), ("Toezeggingen", "h2"), ("Brieven", ".bw-invoer"), ("Over", "dl")):
        open_tab(page, tab, selector)
        faults[tab] = found_on(page)
    assert {where: found for where, found in faults.items() if found} == {}
    close(page)


@pytest.mark.parametrize("dark", [False, True], ids=["licht", "donker"])
@pytest.mark.parametrize(
    "path",
    ["controleer", "cijfers?term=kabelbrug", "toezeggingen", "brieven", "over", "brief/brug-2031", "brief/hostiel",
     "brief/brug-2031/gegevens", "brief/brug-2031/verwijder", "brief/geen", "antwoord/geen"],
)  # fmt: skip
def test_nothing_is_to_be_mended_on_a_page_of_its_own(context: BrowserContext, web_address: str, path: str, dark: bool):
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(f"{web_address}/{path}")
    assert found_on(page) == []
    page.close()
