"""HTTP requests -> the JSON forms of the command line; an error becomes problem details (RFC 9457) in Dutch."""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant import errors
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Answer, AnswerSentence, Filters, Question, dossier_number
from ui import texts
from ui.answer_forms import Json, answer_form, letter_form, search_form, whole_letter_form
from ui.letter_routes import letter_routes
from ui.page_frame import page_document
from ui.tab_routes import tab_routes

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
_PROBLEM = "application/problem+json"
# The status of an error: that of its nearest class here.
_STATUS: dict[type[errors.BriefwijzerError], HTTPStatus] = {
    errors.UnknownLetter: HTTPStatus.NOT_FOUND,
    errors.QuestionTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.LibraryError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.BriefwijzerError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
_LONGEST = 100_000  # characters of any text in a request; the pipeline says what a question may have


class FilterForm(BaseModel):
    """Which letters a question is about; the names are those of the command line."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    ministry: str | None = Field(default=None, max_length=_LONGEST)
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    dossier: str | None = Field(default=None, max_length=_LONGEST)
    letter: str | None = Field(default=None, max_length=_LONGEST)
    sample: bool | None = None

    def filters(self) -> Filters:
        """The filters as the pipeline takes them."""
        return Filters(
            ministry=self.ministry or None,
            since=self.since,
            until=self.until,
            dossier=dossier_number(self.dossier) if self.dossier else None,
            letter_ids=(self.letter,) if self.letter else None,
            sample=self.sample,
        )


class AskForm(BaseModel):
    """A question, as in a line of `ask --batch`."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=_LONGEST)
    id: str | None = Field(default=None, max_length=_LONGEST)
    history: list[Annotated[str, Field(max_length=_LONGEST)]] = Field(default_factory=list, max_length=100)
    filters: FilterForm = Field(default_factory=FilterForm)

    def as_question(self) -> Question:
        """The question as the pipeline takes it."""
        return Question(self.question, history=tuple(self.history), filters=self.filters.filters(), id=self.id)


class SearchForm(AskForm):
    """A question to find passages for."""

    top: int = Field(default=10, ge=1, le=100)


def add_routes(app: FastAPI, library: Library, pipeline: QuestionPipeline | None = None) -> None:
    """Add health, API, letter pages and the files of the web page to an application, and word its errors."""
    pipeline = pipeline or QuestionPipeline(library)
    app.include_router(_api(library, pipeline), prefix="/api/v1")
    app.include_router(letter_routes(library))
    app.include_router(tab_routes(library, pipeline))
    app.include_router(_pages(library))
    app.add_exception_handler(errors.BriefwijzerError, _tell_error)
    app.add_exception_handler(RequestValidationError, _tell_invalid)


def version() -> str:
    """The program's version, or "0" when it runs from a folder that was never installed."""
    try:
        return importlib.metadata.version("briefwijzer")
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _api(library: Library, pipeline: QuestionPipeline) -> APIRouter:
    router = APIRouter(tags=["api"])

    @router.get("/version")
    def tell_version() -> Json:
        """The program's version, and the embedder that the library was made with."""
        return {"name": texts.PROGRAM, "version": version(), "embedder": library.embedder.name}

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

    @router.get("/letters")
    def letters(
        ministry: str | None = None,
        since: Annotated[date | None, Query(alias="from")] = None,
        until: Annotated[date | None, Query(alias="to")] = None,
        limit: Annotated[int | None, Query(ge=1)] = None,
    ) -> list[Json]:
        """The letters, newest first."""
        filters = Filters(ministry=ministry, since=since, until=until)
        return [letter_form(header) for header in library.headers(filters, limit=limit)]

    @router.get("/letters/{letter_id}")
    def letter(letter_id: str) -> Json:
        """One letter with its text."""
        return whole_letter_form(library.letter(letter_id))

    return router


def _events(pipeline: QuestionPipeline, question: Question) -> Iterator[str]:
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
        yield _event("error", _problem(fault))


def _event(name: str, form: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(form, ensure_ascii=False)}\n\n"


def _pages(library: Library) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    def health() -> Json:
        """Whether the server works, with the state of the library."""
        searched = library.searched(Filters())
        return {
            "status": "ok",
            "letters": searched.letters,
            "passages": library.ledger.count_passages(),
            "revision": library.ledger.revision(),
        }

    @router.get("/ui/{name}")
    def file(name: str) -> Response:
        """A file of the web page."""
        if name not in _FILES:
            return HTMLResponse(page_document(texts.PAGE_NOT_FOUND, ""), HTTPStatus.NOT_FOUND)
        return FileResponse(_FOLDER / name, media_type=_FILES[name], headers={"Cache-Control": "no-cache"})

    return router


def _problem(fault: errors.BriefwijzerError) -> Json:
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(fault).__name__).lower()
    status = next(_STATUS[one] for one in type(fault).__mro__ if one in _STATUS)
    return {
        "type": f"urn:briefwijzer:problem:{kind}",
        "title": status.phrase,
        "status": status.value,
        "detail": texts.say_error(fault),
    }


def _tell_error(_request: Request, fault: Exception) -> Response:
    assert isinstance(fault, errors.BriefwijzerError)  # noqa: S101 - registered for this class
    form = _problem(fault)
    return JSONResponse(form, status_code=form["status"], media_type=_PROBLEM)


def _tell_invalid(_request: Request, fault: Exception) -> Response:
    """A request that is not of the form the API describes."""
    assert isinstance(fault, RequestValidationError)  # noqa: S101 - registered for this class
    wrong: list[dict[str, Any]] = [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "detail": one["msg"]} for one in fault.errors()
    ]
    words = "; ".join(texts.PROBLEM_FIELD.format(**one) if one["field"] else one["detail"] for one in wrong)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    form = {
        "type": "urn:briefwijzer:problem:invalid-request",
        "title": status.phrase,
        "status": status.value,
        "detail": texts.PROBLEM_REQUEST.format(detail=words),
        "errors": wrong,
    }
    return JSONResponse(form, status_code=status.value, media_type=_PROBLEM)
