"""letters and the filters in use -> HTML of the tab "Brieven": the list, its form, and what became of an upload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.vocabulary import LetterHeader
from ingest.report import FileReport, Outcome
from ui import texts
from ui.escaping import escape_shown, escape_text
from ui.figures_tab import pages
from ui.filter_form import choice_fields, text_field
from ui.letter_choice import LetterChoice
from ui.letter_page import letter_address, letter_origin, sample_badge
from ui.page_frame import TabFrame

SHOWN = 25  # letters on a page
ACCEPTED = ".docx,.pdf,.odt,.txt,.html,.htm,.xml,.doc,.rtf,.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of the list of letters."""

    search: str  # words that the letters are about
    choice: LetterChoice
    headers: Sequence[LetterHeader]  # of this page, best or newest first
    count: int  # of all that were found
    page: int = 1


def letters_tab(listed: Listed, frame: TabFrame, *, may_write: bool, reports: Sequence[FileReport] = ()) -> str:
    """The tab: the form, the letters, and where to add some.

    Args:
        listed: The letters.
        frame: What stands around them.
        may_write: Whether this user may add letters.
        reports: What became of the files that were added just now.
    """
    choice = listed.choice
    return (
        f"<h2>{texts.LETTERS_TITLE}</h2>"
        f'<form class="bw-formulier" method="get" action="/brieven"><div class="bw-zoekregel">'
        f"{text_field('zoek', texts.LETTERS_SEARCH, listed.search, texts.LETTERS_SEARCH_HINT, wide=True)}"
        f'<button class="bw-knop" type="submit">{texts.SEARCH}</button></div>'
        f'<details class="bw-meer"{" open" if choice_fields(choice) else ""}><summary>{texts.SHOW_FILTERS}</summary>'
        f'<div class="bw-velden">{frame.fields}</div></details></form>'
        f'<div class="bw-uitkomst" aria-live="polite">{frame.alert}{upload_result(reports)}'
        f"{_list(listed)}</div>{frame.state}{_upload() if may_write else ''}"
    )


def _list(listed: Listed) -> str:
    search, choice, count = listed.search, listed.choice, listed.count
    if not listed.headers:
        return f"<p>{texts.NO_LETTERS_FOUND if search or choice_fields(choice) else texts.LIBRARY_IS_EMPTY_WEB}</p>"
    items = "".join(
        f'<li><a data-open href="{letter_address(header)}">{escape_shown(header.title)}</a>{sample_badge(header)}'
        f'<span class="bw-herkomst">{letter_origin(header)}</span></li>'
        for header in listed.headers
    )
    query = ({"zoek": search} if search else {}) | choice_fields(choice)
    order = texts.LETTERS_BEST if search else texts.LETTERS_NEWEST_FIRST
    title = f"{texts.say_count(count, 'brief', 'brieven')}, {order}"
    return (
        f'<section class="bw-brieven"><p class="bw-status">{title}</p><ul>{items}</ul></section>'
        f"{pages('/brieven', query, listed.page, -(-count // SHOWN))}"
    )


def _upload() -> str:
    """The form to add letters; with a script it takes files that are dropped on it, and shows how far it is."""
    return (
        f'<section class="bw-invoer"><h3>{texts.UPLOAD_TITLE}</h3>'
        f'<form method="post" action="/brieven/invoer" enctype="multipart/form-data" data-invoer '
        f'data-bezig="{texts.UPLOAD_SENDING}" data-lezen="{texts.UPLOAD_READING}" data-mislukt="{texts.UPLOAD_FAILED}">'
        f'<label class="bw-sleepvak"><span>{texts.UPLOAD_LABEL}</span>'
        f'<span class="bw-knop-licht bw-kies-bestand" aria-hidden="true">{texts.UPLOAD_CHOOSE}</span>'
        f'<input type="file" name="bestanden" multiple accept="{ACCEPTED}"></label>'
        f'<p class="bw-zonder-script"><button class="bw-knop" type="submit">{texts.UPLOAD_BUTTON}</button></p>'
        f'<div class="bw-voortgang" hidden><progress max="100" value="0" aria-label="{texts.UPLOAD_PROGRESS}"></progress>'
        f'<p role="status"></p></div></form></section>'
    )


def upload_result(reports: Sequence[FileReport]) -> str:
    """What became of each file that was added."""
    if not reports:
        return ""
    items = "".join(_report(one) for one in reports)
    return f'<section class="bw-verslag" role="status"><h3>{texts.UPLOAD_DONE}</h3><ul class="bw-rapport">{items}</ul></section>'


def _report(one: FileReport) -> str:
    outcome = texts.OUTCOMES[one.outcome]
    name = escape_shown(one.path)
    if one.letter_id is not None:
        name = f'<a data-open href="/brief/{escape_text(one.letter_id)}">{name}</a>'
    reason = f'<span class="bw-plaats">{escape_text(texts.say_reason(one.reason))}</span>' if one.reason else ""
    style = "bw-mislukt" if one.outcome in {Outcome.FAILED, Outcome.SKIPPED} else "bw-gelukt"
    return f'<li class="{style}">{name}: <strong>{outcome}</strong>{reason}</li>'
