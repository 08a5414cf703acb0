"""title and HTML -> a whole page of this program: head, navigation, content. It needs no script."""

from __future__ import annotations

from dataclasses import dataclass

from ui import texts
from ui.escaping import escape_text

# The pages beside the chat, each with its address and name; "/" is the chat itself.
TABS = (
    ("/", texts.TAB_ASK),
    ("/controleer", texts.TAB_CHECK),
    ("/cijfers", texts.TAB_FIGURES),
    ("/toezeggingen", texts.TAB_PROMISES),
    ("/brieven", texts.TAB_LETTERS),
)
ABOUT = "/over"


def page_document(title: str, body: str, *, here: str = "") -> str:
    """A page around some HTML.

    Args:
        title: Of the page.
        body: Its content, with a `<main id="inhoud">`.
        here: The address of the tab that it is, if it is one.
    """
    return _document(title, navigation(here), body)


def bare_page(title: str, body: str) -> str:
    """A page without the tabs, for who may not see them (yet)."""
    return _document(title, "", body)


def _document(title: str, tabs: str, body: str) -> str:
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape_text(title)} – {texts.PROGRAM}</title>"
        '<link rel="icon" type="image/svg+xml" href="/ui/icon.svg">'
        '<link rel="stylesheet" href="/ui/style.css"></head><body class="bw-pagina">'
        f'<a class="bw-sla-over" href="#inhoud">{texts.SKIP_TO_CONTENT}</a>'
        f'<header class="bw-kop"><h1 class="bw-naam">{texts.PROGRAM}</h1>{tabs}</header>'
        f"{body}</body></html>"
    )


def navigation(here: str) -> str:
    """The links to the tabs; `here` is the address of the one that is open."""
    items = "".join(_tab(address, name, here) for address, name in TABS)
    return (
        f'<nav class="bw-tabs" aria-label="{texts.NAVIGATION}"><ul>{items}</ul>'
        f"<ul>{_tab(ABOUT, texts.TAB_ABOUT, here)}</ul></nav>"
    )


def _tab(address: str, name: str, here: str) -> str:
    current = ' aria-current="page"' if address == here else ""
    short, _, rest = name.partition(" ")
    shown = (
        f'{short}<span class="bw-rest"> {rest}</span>' if rest else name
    )  # on a narrow screen the first word is seen
    return f'<li><a href="{address}" data-tab="{address}"{current}>{shown}</a></li>'


def tab_page(title: str, content: str, *, here: str) -> str:
    """The page of a tab; in the chat's page its `<main>` takes the place of the conversation."""
    return page_document(title, f'<main class="bw-tab" id="inhoud">{content}</main>', here=here)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabFrame:
    """What every tab shows around its own content, as HTML but for the fault."""

    fields: str  # the filters, as the fields of a form
    state: str  # the state of the library
    fault: str = ""  # why nothing could be done, in Dutch

    @property
    def alert(self) -> str:
        """The fault, as HTML; nothing if there is none."""
        return f'<p class="bw-fout" role="alert">{escape_text(self.fault)}</p>' if self.fault else ""
