"""claims and their checks -> HTML of the tab "Controleer": each figure, date and name judged, each quote a link."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claim_names import PartCheck
from assistant.claims import ClaimCheck, TextCheck, Verdict
from assistant.vocabulary import Citation
from ui import texts
from ui.check_forms import explain
from ui.escaping import escape_passage, escape_shown, escape_text
from ui.letter_page import citation_address, letter_origin, sample_badge
from ui.page_frame import TabFrame

LONGEST = 6_000  # characters of a text to check, as many as its box takes
_MARKS = {Verdict.CONFIRMED: "✓", Verdict.CONTRADICTED: "✗", Verdict.NOT_FOUND: "?"}
_STYLES = {Verdict.CONFIRMED: "bw-klopt", Verdict.CONTRADICTED: "bw-klopt-niet", Verdict.NOT_FOUND: "bw-onbekend"}


def check_tab(text: str, check: TextCheck | None, frame: TabFrame) -> str:
    """The tab: the form, and below it what became of each claim.

    Args:
        text: What was pasted.
        check: Its verdicts; None before there are any.
        frame: What stands around them.
    """
    result = frame.alert if check is None else _result(check)
    return (
        f"<h2>{texts.CHECK_TITLE}</h2><p>{texts.CHECK_LEAD}</p>"
        f'<form class="bw-formulier" method="post" action="/controleer">'
        f'<label class="bw-veld bw-breed"><span>{texts.CHECK_LABEL}</span>'
        f'<textarea name="tekst" rows="5" maxlength="{LONGEST}" required placeholder="{escape_text(texts.CHECK_HINT)}">'
        f"{escape_text(text)}</textarea></label>"
        f'<details class="bw-meer"><summary>{texts.SHOW_FILTERS}</summary><div class="bw-velden">{frame.fields}</div></details>'
        f'<p><button class="bw-knop" type="submit">{texts.CHECK_BUTTON}</button></p></form>'
        f'<div class="bw-uitkomst" aria-live="polite">{result}</div>{frame.state}'
    )


def _result(check: TextCheck) -> str:
    claims = "".join(_claim(number, one) for number, one in enumerate(check.checks, start=1))
    summary = texts.say_check_summary([one.verdict.value for one in check.checks])
    searched = escape_text(texts.say_searched(check.searched))
    return (
        f'<p class="bw-status">{escape_text(summary)}</p><ol class="bw-beweringen bw-bronnenrij" id="controle">{claims}'
        f'</ol><p class="bw-doorzocht">{searched} {texts.CHECK_MEANS}</p>'
    )


def _claim(number: int, check: ClaimCheck) -> str:
    verdict = texts.CHECK_VERDICTS[check.verdict.value]
    why = explain(check).partition(". ")[2]
    parts = f"<table>{_head()}<tbody>{''.join(map(_part, check.parts))}</tbody></table>" if check.parts else ""
    return (
        f'<li class="bw-bewering {_STYLES[check.verdict]}"><p class="bw-oordeel"><span aria-hidden="true">'
        f'{_MARKS[check.verdict]}</span> {verdict}</p><p class="bw-tekst-bewering">{escape_shown(check.claim)}</p>'
        f"<p>{escape_text(why)}</p>{_table(parts)}{_quotes(number, check.citations)}</li>"
    )


def _table(parts: str) -> str:
    return (
        f'<div class="bw-tabel" tabindex="0" role="group" aria-label="{texts.CHECK_PARTS}">{parts}</div>'
        if parts
        else ""
    )


def _head() -> str:
    return "<thead><tr>" + "".join(f'<th scope="col">{name}</th>' for name in texts.CHECK_COLUMNS) + "</tr></thead>"


def _part(part: PartCheck) -> str:
    found = escape_shown(part.found) if part.found else texts.CHECK_NOTHING
    match = texts.CHECK_MATCHES[part.match.value]
    return (
        f'<tr class="bw-{part.match.value}"><td>{escape_shown(part.claimed)}</td><td>{found}</td><td>{match}</td></tr>'
    )


def _quotes(number: int, citations: Sequence[Citation]) -> str:
    items = "".join(
        f'<li><a data-open data-nummer="{number}.{one.marker}" href="{citation_address(one)}">'
        f"{escape_shown(one.header.title)}</a>{sample_badge(one.header)}"
        f'<span class="bw-herkomst">{letter_origin(one.header)}</span>'
        f'<span class="bw-plaats">{escape_shown(texts.say_place(one))}</span>'
        f'<q class="bw-citaat">{escape_passage(one.quote)}</q></li>'
        for one in citations
    )
    return f'<ul class="bw-bronnen">{items}</ul>' if items else ""
