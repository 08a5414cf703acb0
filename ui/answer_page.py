"""an answer that was kept -> a page of it that can be read, printed and linked to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui import texts
from ui.answer_forms import Json
from ui.escaping import escape_passage, escape_shown, escape_text
from ui.page_frame import page_document


def answer_document(kept: Json, *, changed: Sequence[int] = ()) -> str:
    """The page of an answer.

    Args:
        kept: The answer, as `ui.answer_store.kept_answer` gives it.
        changed: Markers of the citations whose letter was changed or removed since.
    """
    body = _body(kept["answer"], kept["given"], changed)
    return page_document(kept["answer"]["question"], f'<main class="bw-tab bw-antwoordblad" id="inhoud">{body}</main>')


def _body(form: Json, given: str, changed: Sequence[int]) -> str:
    sentences = _said(form)
    if not sentences:
        sentences = f'<p class="bw-status">{escape_text(form["answer"])}</p>'
    notes = "".join(f'<p class="bw-let-op">{escape_text(note)}</p>' for note in form["notes"])
    day = texts.say_date(date.fromisoformat(given))
    searched = form["searched"]
    count = texts.say_count(searched["letters"], "brief", "brieven")
    return (
        f'<p class="bw-ai">{texts.AI_NOTICE}</p><h2>{escape_shown(form["question"])}</h2>{sentences}{notes}'
        f"{_sources(texts.SOURCES, form['citations'], changed)}{_sources(texts.NEAREST, form['nearest'], changed)}"
        f'<p class="bw-doorzocht">{texts.ANSWER_KEPT.format(day=day, letters=count)}</p>'
    )


def _said(form: Json) -> str:
    """The short answer, the sentences with who says them, and what was revised, as far as the answer has them."""
    short, revision = form.get("short_answer"), form.get("revision")
    parts = [f'<p class="bw-kort">{escape_passage(short["text"])} {_marker(short["citation"])}</p>'] if short else []
    for one in form["sentences"]:
        said = one.get("lead")  # answers that were kept before have none
        lead = f'<span class="bw-wie">{escape_shown(said)}</span> ' if said else ""
        markers = "".join(map(_marker, one["citations"]))
        parts.append(f'<p class="bw-zin">{lead}{escape_passage(one["text"])} {markers}</p>')
    if revision:
        parts.append(f'<p class="bw-bijgesteld">{escape_shown(revision["said"])}</p>')
    return "".join(parts)


def _marker(marker: int) -> str:
    return (
        f'<a class="bw-bron" href="#bron-{marker}" aria-label="{texts.TO_SOURCE.format(marker=marker)}">[{marker}]</a>'
    )


def _sources(title: str, citations: Sequence[Json], changed: Sequence[int]) -> str:
    items = "".join(_source(one, is_changed=one["marker"] in changed) for one in citations)
    return f'<h3>{title}</h3><ol class="bw-bronnen">{items}</ol>' if items else ""


def _source(one: Json, *, is_changed: bool) -> str:
    letter = one["letter"]
    written = texts.say_date(date.fromisoformat(letter["date"])) if letter["date"] else texts.NO_DATE
    origin = " · ".join(escape_shown(part) for part in (letter["ministry"], written, letter["reference"]) if part)
    badge = f' <span class="bw-voorbeeld">{texts.SAMPLE_BADGE}</span>' if letter["sample"] else ""
    place = [f"§ {one['section']}"] if one["section"] else []
    place += [f"p. {one['page']}"] if one["page"] else []
    place.append(f"alinea {one['paragraph']}")
    warned = f'<p class="bw-let-op">{texts.LETTER_CHANGED}</p>' if is_changed else ""
    return (
        f'<li id="bron-{one["marker"]}"><span class="bw-nummer">{one["marker"]}</span><div>'
        f'<a href="{escape_text(one["permalink"])}">{escape_shown(letter["title"])}</a>{badge}'
        f'<span class="bw-herkomst">{origin}</span><span class="bw-plaats">{escape_shown(", ".join(place))}</span>'
        f'<q class="bw-citaat">{escape_passage(one["quote"])}</q>{warned}</div></li>'
    )
