"""nothing -> what the browser tests do with a page: open it, ask, keep a picture of it, close it when nothing went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, ViewportSize

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
ARTEFACTS = Path(__file__).parents[1] / "artefacts"
_PATIENCE = 30_000  # milliseconds; how fast a page is, is not what these tests are about
# A new visitor has no conversation of another's; but a reload of the same page has its own.
_FORGET = "if (!sessionStorage.nieuw) { localStorage.clear(); sessionStorage.nieuw = 'ja'; }"
expect.set_options(timeout=_PATIENCE)


def open_chat(context: BrowserContext, address: str, *, size: ViewportSize = WIDE, dark: bool = False) -> Page:
    """A new visitor's page; what it asks of other hosts and what goes wrong in it is noted."""
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.foreign, page.faults = [], []
    page.on("request", lambda request: page.foreign.append(request.url) if not is_own(request.url, address) else None)
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
    page.add_init_script(_FORGET)
    page.goto(address)
    expect(page.locator(".bw-welkom")).to_be_visible()
    return page


def close(page: Page) -> None:
    """Close a page on which nothing went wrong, and which asked nothing of any other host."""
    assert page.foreign == [], page.foreign
    assert page.faults == [], page.faults
    page.close()


def is_own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def ask(page: Page, question: str) -> None:
    """Type a question, and wait for the whole answer."""
    before = page.locator(".bw-beurt").count()
    page.get_by_label("Uw vraag").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator('.bw-beurt[data-staat="klaar"]')).to_have_count(before + 1)


def last(page: Page, selector: str):
    return page.locator(".bw-beurt").last.locator(selector)


def open_tab(page: Page, name: str, selector: str) -> None:
    """Choose a tab, and wait for what it shows."""
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link", name=name).click()
    expect(page.locator(f".bw-tabblad:not([aria-busy]) {selector}").first).to_be_visible()


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page among the artefacts, for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", animations="disabled")
