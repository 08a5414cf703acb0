"""HTTP requests for a letter -> its page, details, page pictures and removal."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant import errors
from assistant.cited_letters import cited_by, resolve_references
from ingest.page_picture import PagePicture, draw_page
from ui import texts
from ui.escaping import escape_text
from ui.letter_details import details_html, picture_html, removal_html
from ui.letter_page import OldVersion, Span, letter_address, letter_document
from ui.page_frame import page_document, tab_page
from ui.permalinks import open_link
from ui.users import user_of

if TYPE_CHECKING:
    from assistant.library import Library

_PICTURES_KEPT = 32  # drawn pages in memory, about a quarter of a megabyte each


def letter_routes(library: Library) -> APIRouter:
    """The routes under /brief."""
    router = APIRouter(include_in_schema=False)
    pages = _LetterPages(library)

    @router.get("/brief/{letter_id}")
    def letter_page(letter_id: str, van: int = 0, tot: int = 0, versie: str = "") -> HTMLResponse:
        """The page of a letter, or of an earlier version of it; the span from `van` to `tot` is marked."""
        return _told_in_a_page(lambda: pages.letter(letter_id, (van, tot), versie))

    @router.get("/brief/{letter_id}/gegevens")
    def details(request: Request, letter_id: str) -> HTMLResponse:
        """What a letter refers to, its files and versions."""
        return _told_in_a_page(lambda: pages.details(letter_id, may_write=user_of(request).editor))

    @router.get("/brief/{letter_id}/blad/{page}.png")
    def picture(letter_id: str, page: int) -> Response:
        """A page of a PDF as a picture."""
        try:
            drawn = pages.pictures.page(letter_id, page)
        except (errors.UnknownLetter, errors.UnreadableFile):
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return Response(drawn.png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    @router.get("/brief/{letter_id}/blad/{page}")
    def picture_page(letter_id: str, page: int, van: int = 0, tot: int = 0) -> HTMLResponse:
        """A page of a PDF with the lines of the span from `van` to `tot` marked."""
        return _told_in_a_page(lambda: pages.picture(letter_id, page, (van, tot)))

    @router.get("/brief/{letter_id}/verwijder")
    def ask_removal(request: Request, letter_id: str) -> HTMLResponse:
        """The question whether a letter is really to be removed."""
        return _told_in_a_page(lambda: pages.removal(letter_id, may_write=user_of(request).editor))

    @router.post("/brief/{letter_id}/verwijder")
    def remove(request: Request, letter_id: str) -> Response:
        """Remove a letter, and go back to the list."""
        return _told_in_a_page(lambda: pages.remove(letter_id, may_write=user_of(request).editor))

    return router


Made = TypeVar("Made", bound=Response)


def _told_in_a_page(make: Callable[[], Made]) -> Made | HTMLResponse:
    """What `make` gives, or a page that says why there is none."""
    try:
        return make()
    except errors.UnknownLetter as fault:
        return _told(texts.say_error(fault), HTTPStatus.NOT_FOUND)
    except errors.LibraryError as fault:
        return _told(texts.say_error(fault), HTTPStatus.SERVICE_UNAVAILABLE)


class _LetterPages:
    """Makes the pages of the letters of one library; each raises UnknownLetter where there is none."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.pictures = _Pictures(library)

    def letter(self, letter_id: str, span: Span, version: str) -> HTMLResponse:
        if not version:
            return HTMLResponse(letter_document(self._library.letter(letter_id), [span]))
        place = open_link(self._library.ledger, letter_id, version, span)
        if place.current:
            return HTMLResponse(letter_document(place.letter, [span]))
        now = ""
        if place.present is not None and place.present_span is not None:
            now = letter_address(place.present.header, place.present_span)
        return HTMLResponse(letter_document(place.letter, [span], version=OldVersion(now)))

    def details(self, letter_id: str, *, may_write: bool) -> HTMLResponse:
        header = self._library.letter(letter_id).header
        ledger = self._library.ledger
        body = details_html(
            header,
            resolve_references(ledger, header),
            cited_by(ledger, header),
            ledger.known_sources(header.id),
            ledger.versions(header.id),
            may_write=may_write,
        )
        return HTMLResponse(page_document(header.title, f'<main class="bw-tab" id="inhoud">{body}</main>'))

    def picture(self, letter_id: str, page: int, span: Span) -> HTMLResponse:
        letter = self._library.letter(letter_id)
        try:
            body = picture_html(letter, self.pictures.page(letter_id, page), page, span)
        except errors.UnreadableFile:
            body = f'<p class="bw-let-op">{texts.PAGE_PICTURE_GONE}</p>'
        return HTMLResponse(page_document(letter.header.title, f'<main class="bw-tab" id="inhoud">{body}</main>'))

    def removal(self, letter_id: str, *, may_write: bool) -> HTMLResponse:
        if not may_write:
            return _told(texts.NOT_ALLOWED, HTTPStatus.FORBIDDEN)
        header = self._library.letter(letter_id).header
        return HTMLResponse(tab_page(texts.REMOVE_LETTER, removal_html(header), here="/brieven"))

    def remove(self, letter_id: str, *, may_write: bool) -> Response:
        if not may_write:
            return _told(texts.NOT_ALLOWED, HTTPStatus.FORBIDDEN)
        with self._library.writing():
            self._library.remove(letter_id)
        return RedirectResponse("/brieven", HTTPStatus.SEE_OTHER)


class _Pictures:
    """Draws pages, and keeps the latest."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[tuple[str, int], PagePicture] = OrderedDict()
        self._lock = Lock()

    def page(self, letter_id: str, page: int) -> PagePicture:
        """Draw a page of the PDF that a letter was read from.

        Raises:
            UnknownLetter: There is no such letter.
            UnreadableFile: It was read from no PDF, or that is gone.
        """
        header = self._library.letter(letter_id).header
        sources = [one for one in self._library.ledger.known_sources(header.id) if one.format == "pdf"]
        source = next((one for one in sources if one.path == header.source), sources[0] if sources else None)
        if source is None:
            raise errors.UnreadableFile(file=letter_id, reason="it was read from no PDF", remedy="")
        key = (source.file_hash, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = draw_page(source, page)
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > _PICTURES_KEPT:
                self._kept.popitem(last=False)
        return drawn


def _told(words: str, status: HTTPStatus) -> HTMLResponse:
    body = f'<main class="bw-tab" id="inhoud"><p class="bw-fout" role="alert">{escape_text(words)}</p></main>'
    return HTMLResponse(page_document(texts.PAGE_NOT_FOUND, body), status)
