"""HTTP requests -> the JSON forms of the command line; an error becomes problem details (RFC 9457) in Dutch."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse

from assistant import errors
from assistant.cited_letters import cited_by, resolve_references
from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, AnswerSentence, Filters, Question, dossier_number
from ui import texts
from ui.answer_forms import Json, answer_form, letter_form, search_form, whole_letter_form
from ui.answer_routes import Answers, answer_routes
from ui.api_forms import AskForm, CheckRequest, SearchForm
from ui.check_forms import check_form
from ui.figures_forms import figure_form, figures_csv
from ui.letter_routes import letter_routes
from ui.page_frame import page_document
from ui.problems import problem_form, tell_error, tell_invalid
from ui.references_forms import references_form
from ui.tab_routes import tab_routes
from ui.user_limits import UserLimits
from ui.users import name_of
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from assistant.library import Library

_FOLDER = Path(__file__).parent
# All that /ui serves.
_FILES = {
    "style.css": "text/css",
    "behaviour.js": "text/javascript",
    "tabs.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_STREAM = "text/event-stream"
_CSV = "text/csv"
_MOST_FIGURES = 10_000


def add_routes(
    app: FastAPI,
    library: Library,
    pipeline: Asked | None = None,
    *,
    limits: UserLimits | None = None,
    answers: Answers | None = None,
) -> None:
    """Add health, API, tabs, letter pages and the files of the web page to an application, and word its errors.

    Args:
        app: The application.
        library: The letters.
        pipeline: Who answers; None for the extractive pipeline.
        limits: What each user may ask; None for no limit.
        answers: Where answers are found again; None for the library's own folder.
    """
    pipeline = pipeline or QuestionPipeline(library)
    allowed = limits or UserLimits(None)

    def take(request: Request) -> None:
        allowed.take(name_of(request))

    limited = [Depends(take)]
    app.include_router(_asking(pipeline), prefix="/api/v1", dependencies=limited)
    app.include_router(_checking(library), prefix="/api/v1", dependencies=limited)
    app.include_router(_letters(library), prefix="/api/v1")
    app.include_router(letter_routes(library))
    app.include_router(tab_routes(library, pipeline, limits=allowed))
    app.include_router(answer_routes(library, answers or Answers.of(library)))
    app.include_router(_pages(library))
    app.add_exception_handler(errors.BriefwijzerError, tell_error)
    app.add_exception_handler(RequestValidationError, tell_invalid)


def version() -> str:
    """The program's version, or "0" when it runs from a folder that was never installed."""
    try:
        return importlib.metadata.version("briefwijzer")
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _asking(pipeline: Asked) -> APIRouter:
    router = APIRouter(tags=["vragen"])

    @router.post("/ask", responses={200: {"content": {_STREAM: {}}}})
    def ask(form: AskForm, request: Request) -> Response:
        """Answer a question: one JSON object, or server-sent events if that is what the client accepts."""
        question = form.as_question()
        if _STREAM in request.headers.get("accept", ""):
            return StreamingResponse(_events(pipeline, question), media_type=_STREAM)
        return JSONResponse(answer_form(pipeline.answer(question)))

    @router.post("/search")
    def search(form: SearchForm) -> Json:
        """The ranked passages for a question, best first."""
        question = form.as_question()
        return search_form(question, pipeline.search(question, limit=form.top))

    return router


def _checking(library: Library) -> APIRouter:
    router = APIRouter(tags=["controleren"])
    checker = ClaimChecker(library)

    @router.post("/check")
    def check(form: CheckRequest) -> Json:
        """Check each claim of a text: confirmed, contradicted or not found, with the quotes."""
        return check_form(checker.check(form.claim, form.filters.filters()), claim_id=form.id)

    @router.get("/figures", response_model=list[Json], responses={200: {"content": {_CSV: {}}}})
    def figures(
        request: Request,
        chosen: Annotated[Filters, Depends(_filters)],
        term: Annotated[str | None, Query(max_length=1_000)] = None,
        limit: Annotated[int, Query(ge=1, le=_MOST_FIGURES)] = _MOST_FIGURES,
    ) -> Response:
        """The figures that the letters give for a term, newest letter first; CSV if that is what the client accepts."""
        found = find_library_figures(library, term, chosen)[:limit]
        if _CSV in request.headers.get("accept", ""):
            return Response(figures_csv(found), media_type=_CSV)
        return JSONResponse([figure_form(one) for one in found])

    return router


def _filters(
    ministry: str | None = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    dossier: str | None = None,
    sample: bool | None = None,
) -> Filters:
    """Which letters, by the names of the command line."""
    return Filters(
        ministry=ministry or None,
        since=since,
        until=until,
        dossier=dossier_number(dossier) if dossier else None,
        sample=sample,
    )


def _letters(library: Library) -> APIRouter:
    router = APIRouter(tags=["brieven"])

    @router.get("/health")
    def health() -> Response:
        """Whether the server works, with the state of the library; or which part of it is away."""
        return _health(library)

    @router.get("/version")
    def tell_version() -> Json:
        """The program's version, and the embedder that the library was made with."""
        return {"name": texts.PROGRAM, "version": version(), "embedder": library.embedder.name}

    @router.get("/letters")
    def letters(
        chosen: Annotated[Filters, Depends(_filters)], limit: Annotated[int | None, Query(ge=1)] = None
    ) -> list[Json]:
        """The letters, newest first."""
        return [letter_form(header) for header in library.headers(chosen, limit=limit)]

    @router.get("/letters/{letter_id}")
    def letter(letter_id: str) -> Json:
        """One letter with its text."""
        return whole_letter_form(library.letter(letter_id))

    @router.get("/letters/{letter_id}/references")
    def references(letter_id: str) -> Json:
        """What a letter refers to, and what refers to it."""
        header, ledger = library.letter(letter_id).header, library.ledger
        return references_form(header, resolve_references(ledger, header), cited_by(ledger, header))

    return router


def _events(pipeline: Asked, question: Question) -> Iterator[str]:
    """The steps of an answer as server-sent events: "found", "sentence" (each), then "answer"; or "error"."""
    try:
        for step in pipeline.answer_in_steps(question):
            if isinstance(step, Answer):
                yield _event("answer", answer_form(step))
            elif isinstance(step, AnswerSentence):
                yield _event("sentence", {"text": step.text, "citations": list(step.markers)})
            else:
                yield _event("found", search_form(question, step))
    except errors.BriefwijzerError as fault:  # the answer's status line has gone out already
        yield _event("error", problem_form(fault))


def _event(name: str, form: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(form, ensure_ascii=False)}\n\n"


def _health(library: Library) -> Response:
    try:
        searched, ailing = library.searched(Filters()), library.ailing()
        state = {
            "status": "degraded" if ailing else "ok",
            **({"part": ailing} if ailing else {}),
            "letters": searched.letters,
            "passages": library.ledger.count_passages(),
            "revision": library.ledger.revision(),
        }
    except errors.LibraryError as fault:
        down = {"status": "down", "part": "ledger", "detail": texts.say_error(fault)}
        return JSONResponse(down, HTTPStatus.SERVICE_UNAVAILABLE)
    return JSONResponse(state)


def _pages(library: Library) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    def health() -> Response:
        """Whether the server works, with the state of the library; or which part of it is away."""
        return _health(library)

    @router.get("/ui/{name}")
    def file(name: str) -> Response:
        """A file of the web page."""
        if name not in _FILES:
            return HTMLResponse(page_document(texts.PAGE_NOT_FOUND, ""), HTTPStatus.NOT_FOUND)
        return FileResponse(_FOLDER / name, media_type=_FILES[name], headers={"Cache-Control": "no-cache"})

    return router
