"""HTTP requests about an answer -> its page, its export, and what users say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant import errors
from ui import texts
from ui.answer_forms import Json
from ui.answer_page import answer_document
from ui.answer_store import keep_answer, kept_answer
from ui.conversation import TURNS_KEPT
from ui.escaping import escape_text
from ui.exports import FORMATS, export_bytes
from ui.feedback_store import Feedback, FeedbackStore
from ui.page_frame import page_document
from ui.recent_answers import RecentAnswers
from ui.takeaway import Takeaway, library_state, take_answer
from ui.taken_conversation import take_conversation
from ui.users import user_of

if TYPE_CHECKING:
    from assistant.library import Library

_LONGEST = 4_000  # characters of what a user writes about an answer


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the answers of a server are found: the latest in memory, those that were shared in a folder, and opinions."""

    recent: RecentAnswers
    shared: Path
    feedback: FeedbackStore

    @classmethod
    def of(cls, library: Library) -> Answers:
        """Those of a library."""
        return cls(RecentAnswers(), library.folder / "answers", FeedbackStore(library.folder))


def answer_routes(library: Library, answers: Answers) -> APIRouter:
    """The routes /antwoord and /mening."""
    router = APIRouter(include_in_schema=False)

    @router.get("/antwoord/{key}")
    def page(key: str) -> HTMLResponse:
        """The page of an answer that was shared."""
        kept = kept_answer(answers.shared, key)
        changed = [one["marker"] for one in kept["answer"]["citations"] if not _stands(library, one)]
        return HTMLResponse(answer_document(kept, changed=changed))

    @router.get("/antwoord/{key}/{name}")
    def export(request: Request, key: str, name: str) -> Response:
        """An answer with its footnotes, as a file to take along."""
        answer = answers.recent.answer(key)
        taken = take_answer(answer, library_state(library), _today(), site=_site(request))
        return _download(taken, name, f"antwoord-{key[:8]}")

    @router.get("/gesprek/{name}")
    def export_all(
        request: Request, name: str, antwoord: Annotated[list[str], Query(max_length=TURNS_KEPT)]
    ) -> Response:
        """A conversation with its footnotes, as a file to take along; answers that are no longer held are left out."""
        state, day, site = library_state(library), _today(), _site(request)
        held = [answer for key in antwoord if (answer := answers.recent.find(key)) is not None]
        if not held:
            raise errors.UnknownAnswer(key=antwoord[0][:40])
        taken = take_conversation(
            [take_answer(answer, state, day, site=site) for answer in held], lost=len(antwoord) - len(held)
        )
        return _download(taken, name, "gesprek")

    @router.post("/antwoord")
    async def share(request: Request) -> Response:
        """Keep an answer, and lead to its page."""
        sent = await _fields(request)
        answer = answers.recent.answer(sent.get("antwoord", ""))
        state = await run_in_threadpool(library_state, library)
        key = await run_in_threadpool(keep_answer, answers.shared, answer, state, _today())
        return RedirectResponse(f"/antwoord/{key}", HTTPStatus.SEE_OTHER)

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
        answer = answers.recent.answer(sent.get("antwoord", ""))
        await run_in_threadpool(answers.feedback.say, answer, feedback)
        body = f'<main class="bw-tab" id="inhoud"><p class="bw-dank">{escape_text(texts.FEEDBACK_THANKS)}</p></main>'
        return HTMLResponse(page_document(texts.PROGRAM, body))

    return router


def _download(taken: Takeaway, name: str, file: str) -> Response:
    if name not in FORMATS:
        raise errors.UnknownFormat(file=name, known=", ".join(FORMATS))
    chosen = FORMATS[name]
    headers = {"Content-Disposition": f'attachment; filename="{file}{chosen.ending}"'}
    return Response(export_bytes(taken, name), media_type=chosen.media_type, headers=headers)


def _site(request: Request) -> str:
    """The address of this server as the browser knows it, also behind a proxy that ends TLS."""
    base = str(request.base_url)
    secure = request.headers.get("x-forwarded-proto") == "https"
    return base.replace("http://", "https://", 1) if secure else base


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


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own calendar
