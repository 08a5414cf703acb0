"""HTTP requests about an answer -> its page, and what users say of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant import errors
from ui import texts
from ui.answer_forms import Json
from ui.answer_page import answer_document
from ui.escaping import escape_text
from ui.kept_answers import Feedback, KeptAnswers
from ui.page_frame import page_document
from ui.users import user_of

if TYPE_CHECKING:
    from assistant.library import Library

_LONGEST = 4_000  # characters of what a user writes about an answer


def answer_routes(library: Library, kept: KeptAnswers) -> APIRouter:
    """The routes /antwoord and /mening."""
    router = APIRouter(include_in_schema=False)

    @router.get("/antwoord/{answer}")
    def page(answer: str) -> HTMLResponse:
        """The page of an answer that was kept."""
        try:
            form = kept.form(answer)
        except errors.AnswerForgotten as fault:
            return _told(texts.say_error(fault), HTTPStatus.NOT_FOUND)
        changed = [one["marker"] for one in form["citations"] if not _stands(library, one)]
        return HTMLResponse(answer_document(form, kept_at=kept.kept_at(answer), changed=changed))

    @router.post("/antwoord")
    async def keep(request: Request) -> Response:
        """Keep an answer, and lead to its page."""
        sent = await _fields(request)
        try:
            await run_in_threadpool(kept.keep, sent.get("antwoord", ""))
        except (errors.AnswerForgotten, errors.LibraryUnwritable) as fault:
            return _told(texts.say_error(fault), HTTPStatus.NOT_FOUND)
        return RedirectResponse(f"/antwoord/{sent['antwoord']}", HTTPStatus.SEE_OTHER)

    @router.post("/mening")
    async def say(request: Request) -> HTMLResponse:
        """Keep what a user says of an answer."""
        sent = await _fields(request)
        reason = sent.get("reden", "")
        feedback = Feedback(
            right=sent.get("oordeel") == "klopt",
            reason=reason if reason in texts.FEEDBACK_REASONS else "",
            words=sent.get("tekst", "").strip()[:_LONGEST],
            user=user_of(request).name,
        )
        try:
            await run_in_threadpool(kept.say, sent.get("antwoord", ""), feedback)
        except (errors.AnswerForgotten, errors.LibraryUnwritable) as fault:
            return _told(texts.say_error(fault), HTTPStatus.NOT_FOUND)
        return _told(texts.FEEDBACK_THANKS, HTTPStatus.OK, style="bw-dank")

    return router


async def _fields(request: Request) -> dict[str, str]:
    async with request.form(max_files=0) as sent:
        return {name: value for name, value in sent.items() if isinstance(value, str)}


def _stands(library: Library, citation: Json) -> bool:
    """Whether the quote still stands at its place in the letter."""
    try:
        text = library.letter(citation["letter"]["id"]).text
    except errors.UnknownLetter:
        return False
    return bool(text[citation["start"] : citation["end"]] == citation["quote"])


def _told(words: str, status: HTTPStatus, *, style: str = "bw-fout") -> HTMLResponse:
    body = f'<main class="bw-tab" id="inhoud"><p class="{style}" role="status">{escape_text(words)}</p></main>'
    return HTMLResponse(page_document(texts.PROGRAM, body), status)
