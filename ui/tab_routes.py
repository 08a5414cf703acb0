"""HTTP requests -> the tabs beside the chat: checking claims, figures, letters and their upload."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assistant import errors
from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.vocabulary import Filters, LetterHeader, Question
from ingest.unreadable import read_unreadable
from ingest.uploads import Upload, ingest_uploads
from ui import texts
from ui.check_tab import check_tab
from ui.escaping import escape_text
from ui.figures_forms import figures_csv
from ui.figures_tab import BROWSED, figures_tab
from ui.filter_form import filter_fields, read_choice
from ui.letter_choice import LetterChoice
from ui.letters_tab import SHOWN, Listed, letters_tab
from ui.page_frame import TabFrame, tab_page
from ui.user_limits import UserLimits
from ui.users import name_of, user_of
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from assistant.library import Library

_SEARCHED = 100  # passages whose letters a search of the list shows
_LARGEST_UPLOAD = 200 * 2**20  # bytes of all files of one request
_MOST_FILES = 200
_LAST_PAGE = 10_000


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
    def figures(
        request: Request, term: str = "", pagina: Annotated[int, Query(ge=1, le=_LAST_PAGE)] = 1
    ) -> HTMLResponse:
        """The figures of the letters."""
        return pages.figures(term[:200], read_choice(request.query_params), pagina)

    @router.get("/cijfers.csv")
    def figures_file(request: Request, term: str = "") -> Response:
        """The same figures as CSV."""
        found = find_library_figures(library, term[:200] or None, read_choice(request.query_params).filters())
        headers = {"Content-Disposition": 'attachment; filename="cijfers.csv"'}
        return Response("\ufeff" + figures_csv(found), media_type="text/csv; charset=utf-8", headers=headers)

    @router.get("/brieven")
    def letters(
        request: Request, zoek: str = "", pagina: Annotated[int, Query(ge=1, le=_LAST_PAGE)] = 1
    ) -> HTMLResponse:
        """The list of letters."""
        may_write = user_of(request).editor
        return pages.letters(zoek[:200], read_choice(request.query_params), pagina, may_write=may_write)

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

    return router


class _Tabs:
    """Makes the tabs of one library."""

    def __init__(self, library: Library, pipeline: Asked) -> None:
        self._library = library
        self._pipeline = pipeline
        self._checker = ClaimChecker(library)

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


def _page(title: str, content: str, here: str, fault: str = "") -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return HTMLResponse(tab_page(title, content, here=here), status)
