"""HTTP requests -> the tabs beside the chat: checking claims, figures, letters and their upload."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeAlias

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assistant import errors
from assistant.analyser import analyse, tokenize
from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.promise_status import TrackedPromise, track_promises
from assistant.vocabulary import Filters, LetterHeader, Question
from ingest.unreadable import read_unreadable
from ingest.uploads import Upload, ingest_uploads
from ui import texts
from ui.chart import draw_chart
from ui.chart_svg import write_svg
from ui.check_tab import check_tab
from ui.escaping import escape_text
from ui.exports import FORMATS, export_bytes
from ui.figure_series import chart_series
from ui.figures_tab import BROWSED, figures_tab
from ui.filter_form import filter_fields, read_choice
from ui.letter_choice import LetterChoice
from ui.letters_tab import SHOWN, Listed, letters_tab
from ui.page_frame import TabFrame, tab_page
from ui.promises_tab import PromiseSearch, promises_tab
from ui.takeaway import Takeaway, library_state, take_figures, take_promises
from ui.user_limits import UserLimits
from ui.users import name_of, user_of
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from assistant.library import Library

_SEARCHED = 100  # passages whose letters a search of the list shows
_LARGEST_UPLOAD = 200 * 2**20  # bytes of all files of one request
_MOST_FILES = 200
_PageNumber: TypeAlias = Annotated[int, Query(ge=1, le=10_000)]


def tab_routes(library: Library, pipeline: Asked, *, limits: UserLimits) -> APIRouter:
    """The routes of the tabs."""
    router = APIRouter(include_in_schema=False)
    pages = _Tabs(library, pipeline)

    @router.get("/controleer")
    def check_form(request: Request) -> HTMLResponse:
        """The form to check a claim."""
        return pages.check("", read_choice(request.query_params))

    @router.post("/controleer")
    async def check(request: Request) -> HTMLResponse:
        """The verdicts on a text."""
        async with request.form(max_files=0) as sent:
            fields = {name: value for name, value in sent.items() if isinstance(value, str)}
        choice = read_choice(fields)
        try:
            limits.take(name_of(request))
        except errors.TooManyRequests as fault:
            return await run_in_threadpool(pages.check, fields.get("tekst", ""), choice, fault=texts.say_error(fault))
        return await run_in_threadpool(pages.check, fields.get("tekst", ""), choice, asked=True)

    @router.get("/cijfers")
    def figures(request: Request, term: str = "", pagina: _PageNumber = 1) -> HTMLResponse:
        """The figures of the letters."""
        return pages.figures(term[:200], read_choice(request.query_params), pagina)

    @router.get("/cijfers/uitvoer/{name}")
    def figures_file(request: Request, name: str, term: str = "") -> Response:
        """The same figures as a file."""
        return pages.figures_file(name, term[:200], read_choice(request.query_params))

    @router.get("/cijfers/grafiek.svg")
    def chart(request: Request, term: str = "") -> Response:
        """The series of the figures through time, as a picture."""
        return pages.chart(term[:200], read_choice(request.query_params))

    _add_promises(router, pages)

    @router.get("/brieven")
    def letters(request: Request, zoek: str = "", pagina: _PageNumber = 1) -> HTMLResponse:
        """The list of letters."""
        may_write = user_of(request).editor
        return pages.letters(zoek[:200], read_choice(request.query_params), pagina, may_write=may_write)

    _add_upload(router, pages)
    return router


def _add_promises(router: APIRouter, pages: _Tabs) -> None:
    @router.get("/toezeggingen")
    def promises(request: Request, term: str = "", stand: str = "", pagina: _PageNumber = 1) -> HTMLResponse:
        """The promises in the letters."""
        return pages.promises(term[:200], stand, read_choice(request.query_params), pagina)

    @router.get("/toezeggingen/uitvoer/{name}")
    def promises_file(request: Request, name: str, term: str = "", stand: str = "") -> Response:
        """The same promises as a file."""
        return pages.promises_file(name, term[:200], stand, read_choice(request.query_params))


def _add_upload(router: APIRouter, pages: _Tabs) -> None:
    @router.post("/brieven/invoer")
    async def upload(request: Request) -> HTMLResponse:
        """Take uploaded files in, and say what became of each."""
        if not user_of(request).editor:
            return pages.told(texts.NOT_ALLOWED, HTTPStatus.FORBIDDEN)
        size = request.headers.get("content-length", "")
        if not size.isdigit() or int(size) > _LARGEST_UPLOAD:
            words = texts.UPLOAD_TOO_LARGE.format(limit=_LARGEST_UPLOAD // 2**20)
            return pages.told(words, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        async with request.form(max_files=_MOST_FILES) as sent:
            files = [one for one in sent.getlist("bestanden") if isinstance(one, UploadFile) and one.filename]
            uploads = [Upload(one.filename or "", await one.read()) for one in files]
        return await run_in_threadpool(pages.upload, uploads)


class _Tabs:
    """Makes the tabs of one library."""

    def __init__(self, library: Library, pipeline: Asked) -> None:
        self._library = library
        self._pipeline = pipeline
        self._checker = ClaimChecker(library)
        self._promises: tuple[int, date, list[TrackedPromise]] | None = None  # of a revision of the library, on a day

    def check(self, text: str, choice: LetterChoice, *, asked: bool = False, fault: str = "") -> HTMLResponse:
        """The tab "Controleer"."""
        done = None
        if asked:
            try:
                done = self._checker.check(text, choice.filters())
            except errors.UsageError as refused:
                fault = texts.say_error(refused)
        return _page(texts.TAB_CHECK, check_tab(text, done, self._frame(choice, fault)), "/controleer", fault)

    def figures(self, term: str, choice: LetterChoice, page: int) -> HTMLResponse:
        """The tab "Cijfers"."""
        found, fault = None, ""
        try:
            filters = choice.filters()
            if term.strip() or self._library.searched(filters).letters <= BROWSED:
                found = find_library_figures(self._library, term or None, filters)
        except errors.UsageError as refused:
            fault = texts.say_error(refused)
        content = figures_tab(term, choice, found, self._frame(choice, fault), page=page)
        return _page(texts.TAB_FIGURES, content, "/cijfers", fault)

    def figures_file(self, name: str, term: str, choice: LetterChoice) -> Response:
        """Figures as a file."""
        found = find_library_figures(self._library, term or None, choice.filters())
        return _file(take_figures(found, term or None, library_state(self._library), _today()), name, "cijfers")

    def chart(self, term: str, choice: LetterChoice) -> Response:
        """The series of figures through time, as a picture."""
        series = chart_series(find_library_figures(self._library, term or None, choice.filters()))
        if not series:
            raise errors.NoSeries(term=term)
        drawn = draw_chart(series, texts.CHART_TITLE.format(term=term))
        return Response(write_svg(drawn), media_type="image/svg+xml")

    def promises(self, term: str, status: str, choice: LetterChoice, page: int) -> HTMLResponse:
        """The tab "Toezeggingen"."""
        found: list[TrackedPromise] = []
        fault = ""
        try:
            found = self._promised(term, status, choice)
        except errors.UsageError as refused:
            fault = texts.say_error(refused)
        search = PromiseSearch(term=term, status=status, choice=choice, found=found, page=page)
        return _page(texts.TAB_PROMISES, promises_tab(search, self._frame(choice, fault)), "/toezeggingen", fault)

    def promises_file(self, name: str, term: str, status: str, choice: LetterChoice) -> Response:
        """Promises as a file."""
        found = self._promised(term, status, choice)
        return _file(take_promises(found, library_state(self._library), _today()), name, "toezeggingen")

    def _promised(self, term: str, status: str, choice: LetterChoice) -> list[TrackedPromise]:
        filters = choice.filters()
        within = None if filters.empty else {header.id for header in self._library.headers(filters)}
        words = {word for token in tokenize(term) for word in token.terms}
        return [
            one
            for one in self._tracked()
            if (within is None or one.found.header.id in within)
            and (not status or one.status.value == status)
            and words <= set(analyse(f"{one.found.promise.text} {one.found.header.title}") if words else ())
        ]

    def _tracked(self) -> list[TrackedPromise]:
        """All promises with their status today; a later letter of any ministry can keep one, so none is left out."""
        revision, today = self._library.ledger.revision(), _today()
        if self._promises is None or self._promises[:2] != (revision, today):
            self._promises = (revision, today, track_promises(self._library.ledger.promises(), today))
        return self._promises[2]

    def letters(self, search: str, choice: LetterChoice, page: int, *, may_write: bool) -> HTMLResponse:
        """The tab "Brieven"."""
        headers: Sequence[LetterHeader] = ()
        count, fault = 0, ""
        try:
            headers, count = self._listed(search, choice.filters(), page)
        except errors.UsageError as refused:
            fault = texts.say_error(refused)
        listed = Listed(search=search, choice=choice, headers=headers, count=count, page=page)
        content = letters_tab(listed, self._frame(choice, fault), may_write=may_write)
        return _page(texts.TAB_LETTERS, content, "/brieven", fault)

    def _listed(self, search: str, filters: Filters, page: int) -> tuple[Sequence[LetterHeader], int]:
        """The letters of a page of the list, and how many there are."""
        begin, end = (page - 1) * SHOWN, page * SHOWN
        if not search.strip():
            return self._library.headers(filters, limit=end)[begin:], self._library.searched(filters).letters
        ids = self._library.ledger.letters_numbered(search)
        found = {header.id: header for header in self._library.headers(filters) if header.id in ids} if ids else {}
        for scored in self._pipeline.search(Question(search, filters=filters), limit=_SEARCHED):
            found.setdefault(scored.header.id, scored.header)
        return list(found.values())[begin:end], len(found)

    def upload(self, uploads: Sequence[Upload]) -> HTMLResponse:
        """The tab "Brieven" after files were added."""
        try:
            reports = ingest_uploads(self._library, uploads)
        except errors.LibraryError as refused:
            return self.told(texts.say_error(refused), HTTPStatus.SERVICE_UNAVAILABLE)
        if not uploads:
            return self.told(texts.UPLOAD_NOTHING, HTTPStatus.UNPROCESSABLE_ENTITY)
        headers, count = self._listed("", Filters(), 1)
        listed = Listed(search="", choice=LetterChoice(), headers=headers, count=count)
        content = letters_tab(listed, self._frame(listed.choice), may_write=True, reports=reports)
        return _page(texts.TAB_LETTERS, content, "/brieven")

    def told(self, words: str, status: HTTPStatus) -> HTMLResponse:
        """The tab "Brieven" with a fault, and nothing else."""
        frame = self._frame(LetterChoice(), words)
        content = f'<div class="bw-uitkomst">{frame.alert}</div>{frame.state}'
        return HTMLResponse(tab_page(texts.TAB_LETTERS, content, here="/brieven"), status)

    def _frame(self, choice: LetterChoice, fault: str = "") -> TabFrame:
        everything = self._library.searched(Filters())
        counts = [self._library.searched(Filters(sample=sample)).letters for sample in (True, False)]
        fields = filter_fields(choice, self._library.ledger.ministries(), samples=all(counts))
        words = texts.say_library_state(everything, len(read_unreadable(self._library.folder)))
        state = f'<p class="bw-doorzocht">{texts.LIBRARY_STATE.format(library=escape_text(words))}</p>'
        return TabFrame(fields=fields, state=state, fault=fault)


def _file(taken: Takeaway, name: str, stem: str) -> Response:
    if name not in FORMATS:
        raise errors.UnknownFormat(file=name, known=", ".join(FORMATS))
    chosen = FORMATS[name]
    headers = {"Content-Disposition": f'attachment; filename="{stem}{chosen.ending}"'}
    return Response(export_bytes(taken, name), media_type=chosen.media_type, headers=headers)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own calendar


def _page(title: str, content: str, here: str, fault: str = "") -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return HTMLResponse(tab_page(title, content, here=here), status)
