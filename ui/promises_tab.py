"""promises of the letters -> HTML of the tab "Toezeggingen": what was promised, by when, and which letter kept it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.promise_status import PromiseStatus, TrackedPromise
from assistant.promises import FoundPromise
from ui import texts
from ui.escaping import escape_passage, escape_shown, escape_text
from ui.figures_tab import downloads, pages
from ui.filter_form import choice_fields, select, text_field
from ui.letter_choice import LetterChoice
from ui.letter_page import letter_address, sample_badge
from ui.page_frame import TabFrame

SHOWN = 50  # promises on a page
_STYLES = {PromiseStatus.OPEN: "", PromiseStatus.KEPT: "bw-nagekomen", PromiseStatus.OVERDUE: "bw-te-laat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSearch:
    """Which promises were asked for, and those found."""

    term: str
    status: str  # a `PromiseStatus`; empty for all
    choice: LetterChoice
    found: Sequence[TrackedPromise]
    page: int = 1


def promises_tab(search: PromiseSearch, frame: TabFrame) -> str:
    """The tab: the form, and the promises, newest letter first."""
    choice = search.choice
    statuses = [(value, words.capitalize()) for value, words in texts.PROMISE_STATUSES.items()]
    return (
        f"<h2>{texts.PROMISES_TITLE}</h2><p>{texts.PROMISES_LEAD}</p>"
        f'<form class="bw-formulier" method="get" action="/toezeggingen"><div class="bw-zoekregel">'
        f"{text_field('term', texts.FIGURES_TERM, search.term, texts.PROMISES_HINT, wide=True)}"
        f"{select('stand', texts.PROMISE_STATUS, search.status, texts.PROMISES_ALL, statuses)}"
        f'<button class="bw-knop" type="submit">{texts.SEARCH}</button></div>'
        f'<details class="bw-meer"{" open" if choice_fields(choice) else ""}><summary>{texts.SHOW_FILTERS}</summary>'
        f'<div class="bw-velden">{frame.fields}</div></details></form>'
        f'<div class="bw-uitkomst" aria-live="polite">{frame.alert or _result(search)}</div>{frame.state}'
    )


def _result(search: PromiseSearch) -> str:
    if not search.found:
        return f"<p>{texts.NO_PROMISES}</p>"
    shown = search.found[(search.page - 1) * SHOWN : search.page * SHOWN]
    heads = "".join(f'<th scope="col">{name}</th>' for name in texts.PROMISES_COLUMNS)
    count = texts.say_count(len(search.found), "toezegging", "toezeggingen")
    letters = texts.say_count(len({one.found.header.id for one in search.found}), "brief", "brieven")
    query = {"term": search.term, "stand": search.status} | choice_fields(search.choice)
    return (
        f'<p class="bw-status">{texts.FOUND.format(passages=count, letters=letters)}</p>{downloads("/toezeggingen", query)}'
        f'<div class="bw-tabel bw-stapel bw-bronnenrij" id="toezeggingen" tabindex="0" role="region" '
        f'aria-label="{texts.PROMISES_TITLE}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(map(_row, shown))}</tbody></table></div><p>{texts.PROMISES_MEAN}</p>"
        f"{pages('/toezeggingen', query, search.page, -(-len(search.found) // SHOWN))}"
    )


def _row(one: TrackedPromise) -> str:
    promise, header = one.found.promise, one.found.header
    due = texts.say_date(date.fromisoformat(promise.due)) if promise.due else ""
    said = escape_shown(promise.due_text or promise.recurs or texts.CHECK_NOTHING)
    day = f'<span class="bw-plaats">{due}</span>' if due and due != promise.due_text else ""
    kept = "".join(f'<span class="bw-plaats">{_kept(other)}</span>' for other in one.kept_by)
    written = texts.say_date(header.date) if header.date else texts.NO_DATE
    return (
        f"<tr><td>{_link(one.found, escape_passage(promise.text))}</td><td>{said}{day}</td>"
        f'<td><span class="bw-stand {_STYLES[one.status]}">{texts.PROMISE_STATUSES[one.status.value].capitalize()}</span>{kept}</td>'
        f'<td>{escape_shown(header.title)}{sample_badge(header)}<span class="bw-herkomst">{written}</span></td></tr>'
    )


def _kept(other: FoundPromise) -> str:
    day = texts.say_date(other.header.date) if other.header.date else texts.NO_DATE
    return _link(other, escape_text(texts.PROMISE_KEPT_ON.format(day=day)))


def _link(one: FoundPromise, shown: str) -> str:
    promise = one.promise
    address = letter_address(one.header, (promise.start, promise.end), promise.paragraph)
    return f'<a data-open data-nummer="{promise.start}-{escape_text(one.header.id)}" href="{address}">{shown}</a>'
