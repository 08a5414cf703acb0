"""bytes of a PDF -> characters with places -> transcript; and a page of it -> a picture.

The only module that knows pypdfium2. PDF 1.7 is ISO 32000-1; pdfium reads damaged files as well as it can.
"""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from assistant.errors import UnreadableFile
from ingest.pdf_characters import CHARACTERS
from ingest.pdf_frame import Frame, rule_between
from ingest.pdf_layout import read_layout
from ingest.pdf_lines import Glyph, Page, Rule, Run, join_glyphs
from ingest.text_recognition import ScannedPdf
from ingest.transcript import Transcript

_PDFIUM = threading.Lock()  # pdfium is not thread-safe

MAX_PAGES = 2000
TRAILER = 8192  # bytes; the end of a whole PDF stands in the last of them (ISO 32000-1, 7.5.5), with some junk behind
MAX_PIXELS = 40_000_000  # of a page picture; a page of A4 at scale 8 has 32 million
MIN_SIZE = 2.0  # points; smaller text is not meant to be read
WHITE = 250  # of 255; text as light as this is seen only on something dark
PICTURE = 0.8  # of the page's width and height; a larger image is the paper itself
INVISIBLE_MODES = (3, 7)  # text render modes (ISO 32000-1, table 106): no ink; clip only
FILL_AND_STROKE = 2  # how word processors fake a bold type
BOLD_WEIGHT = 600
ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123
THIN = 2.0  # points; a rectangle as thin as this is a ruling line
MAX_OBJECTS = 20_000  # a page with more drawing objects is a map or a chart, not a table
MAX_SEGMENTS = 400
_BOLD_NAMES = ("bold", "black", "heavy", "demi")


def read_pdf(data: bytes, name: str) -> Transcript:
    """Read a PDF: blocks in reading order with their boxes, and the letterhead's fields.

    Raises:
        ScannedPdf: It holds pictures and no text.
        UnreadableFile: The file is empty, damaged, encrypted, longer than `MAX_PAGES` pages, or holds nothing.
    """
    with _open(data, name) as document:
        count = len(document)
        if not 0 < count <= MAX_PAGES:
            raise UnreadableFile(
                file=name,
                reason=f"the PDF has {count} pages; at most {MAX_PAGES} are read" if count else "the PDF has no pages",
                remedy="Split it into letters" if count else "Save it anew from the program that made it",
            )
        pages = [_read_page(document, index, name) for index in range(count)]
        if not any(page.spans for page in pages):
            if _holds_picture(document):
                raise ScannedPdf(name, count)
            raise UnreadableFile(
                file=name, reason="there is no text in the PDF", remedy="Check that this is the letter itself"
            )
    return read_layout(pages)


def _holds_picture(document: pdfium.PdfDocument) -> bool:
    pictures = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)  # a form may hold pictures
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) in pictures
        for page in document
        for index in range(raw.FPDFPage_CountObjects(page))
    )


def render_page(data: bytes, page: int, scale: float) -> bytes:
    """Draw a page as PNG.

    Args:
        data: The PDF.
        page: 1-based.
        scale: Pixels per point; a box of the transcript times `scale` is its place in the picture.

    Raises:
        UnreadableFile: The PDF cannot be read, or has no such page.
    """
    name = f"page {page}"
    with _open(data, name) as document:
        if not 1 <= page <= len(document):
            raise UnreadableFile(file=name, reason=f"the PDF has {len(document)} pages", remedy="Ask for one of these")
        shown = _load_page(document, page - 1, name)
        width, height = shown.get_size()
        limit = (MAX_PIXELS / max(width * height, 1.0)) ** 0.5
        bitmap = shown.render(scale=min(scale, limit))
        output = io.BytesIO()
        bitmap.to_pil().save(output, format="PNG")
        bitmap.close()
    return output.getvalue()


@contextmanager
def _open(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """Open the document for this thread alone, and close it with all its pages."""
    if not data.strip():
        raise UnreadableFile(file=name, reason="the file is empty", remedy="Fetch or export the letter again")
    if not any(mark in data[-TRAILER:] for mark in (b"startxref", b"%%EOF")):  # pdfium would read half a letter
        raise UnreadableFile(
            file=name, reason="the PDF is damaged or cut short", remedy="Fetch or export the letter again"
        )
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise UnreadableFile(
                    file=name, reason="the PDF is encrypted", remedy="Remove the password and save it anew"
                ) from error
            raise UnreadableFile(
                file=name, reason="the PDF is damaged or cut short", remedy="Fetch or export the letter again"
            ) from error
        try:
            yield document
        finally:
            document.close()


def _load_page(document: pdfium.PdfDocument, index: int, name: str) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise UnreadableFile(
            file=name, reason=f"page {index + 1} of the PDF is damaged", remedy="Fetch or export the letter again"
        ) from error


def _frame(page: pdfium.PdfPage) -> Frame:
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, box):
        width, height = page.get_size()
        return Frame(0.0, 0.0, width, height, 0)
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)


def _read_page(document: pdfium.PdfDocument, index: int, name: str) -> Page:
    page = _load_page(document, index, name)
    frame = _frame(page)
    width, height = frame.size
    try:
        text = page.get_textpage()
    except pdfium.PdfiumError:  # a page without readable content
        return Page(index + 1, width, height, ())
    rules, dark = _drawings(page, frame)
    glyphs = _Characters(text.raw, frame, dark).read()
    text.close()
    page.close()
    return Page(index + 1, width, height, join_glyphs(glyphs), tuple(rules))


class _Characters:
    """Reads the characters of one page; the style is read once for each text object, for speed."""

    def __init__(self, page: raw.FPDF_TEXTPAGE, frame: Frame, dark: list[Rule]) -> None:
        self._page = page
        self._frame = frame
        self._dark = dark
        self._runs: dict[int, tuple[Run, bool] | None] = {}

    def read(self) -> list[Glyph]:
        """The visible characters in the file's order; those without ink only if the page has no others (a scan).

        The letters of a ligature ("fi" drawn as one) all have its place, and are one glyph.
        """
        page = self._page
        count = max(raw.FPDFText_CountChars(page), 0)
        codes, generated = self._codes(count), raw.FPDFText_IsGenerated
        visible: list[Glyph] = []
        inkless: list[Glyph] = []
        last_object, style = None, None
        last_place: tuple[int, float, float] | None = None
        for index, (left, right, inside) in enumerate(self._places(count)):
            text_object = _text_object(page, index)
            if not text_object or not inside:  # a line end or space that pdfium adds: the gaps say it better
                continue
            if text_object != last_object:
                last_object, style = text_object, self._style(index)
            char = CHARACTERS[codes[index]]
            if char and style is not None and not (char == " " and generated(page, index)):
                read, place = visible if style[1] else inkless, (text_object, left, right)
                if place == last_place and left < right:
                    read[-1] = read[-1]._replace(char=read[-1].char + char)
                else:
                    read.append(Glyph(char, left, right, style[0]))
                last_place = place
        return visible or inkless

    def _codes(self, count: int) -> list[int]:
        """The code of each character; read at once where the file's characters allow it, for speed."""
        units = (ctypes.c_ushort * (count + 1))()
        if raw.FPDFText_GetText(self._page, 0, count, units) == count + 1:
            codes = list(units)[:count]
            if not any(0xD800 <= code <= 0xDFFF for code in set(codes)):
                return codes
        return [raw.FPDFText_GetUnicode(self._page, index) for index in range(count)]

    def _places(self, count: int) -> Iterator[tuple[float, float, bool]]:
        """Left and right end of each character, and whether it lies on the page."""
        boxes = (raw.FS_RECTF * count)()
        box_of, page = raw.FPDFText_GetLooseCharBox, self._page
        for index in range(count):
            box_of(page, index, boxes[index])
        edges = np.frombuffer(boxes, dtype=np.float32).reshape(count, 4).astype(float)  # left, top, right, bottom
        x0, y0 = self._frame.place(edges[:, 0], edges[:, 3])
        x1, y1 = self._frame.place(edges[:, 2], edges[:, 1])
        left, right, middle = np.minimum(x0, x1), np.maximum(x0, x1), (y0 + y1) / 2
        width, height = self._frame.size
        inside = (left < width) & (right > 0) & (middle > 0) & (middle < height)
        return zip(left.round(2).tolist(), right.round(2).tolist(), inside.tolist(), strict=True)

    def _style(self, index: int) -> tuple[Run, bool] | None:
        """Style of the text object at this character and whether it has ink; None if nobody can read it."""
        matrix = raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        size = raw.FPDFText_GetFontSize(self._page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        across, down = self._frame.turn(matrix.a, matrix.b)
        if size < MIN_SIZE or across <= 0 or abs(down) > 0.1 * across:
            return None
        place_x, baseline = self._frame.place(x.value, y.value)
        if self._unseen(index, place_x, baseline - size / 3):
            return None
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(self._page, index))
        bold, italic = self._font(index)
        run = Run(round(baseline, 2), round(size, 2), bold or mode == FILL_AND_STROKE, italic)
        return run, mode not in INVISIBLE_MODES

    def _font(self, index: int) -> tuple[bool, bool]:
        """Whether the font is bold, and whether it is italic."""
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self._page, index, buffer, 128, flags)
        name = buffer.value.decode("utf-8", "replace").lower()
        bold = any(mark in name for mark in _BOLD_NAMES)
        italic = bool(flags.value & ITALIC_FLAG) or "italic" in name or "oblique" in name
        return bold or raw.FPDFText_GetFontWeight(self._page, index) >= BOLD_WEIGHT, italic

    def _unseen(self, index: int, x: float, y: float) -> bool:
        """True for text without colour: transparent, or white with nothing dark behind it."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self._page, index, red, green, blue, alpha):
            return False
        if alpha.value == 0:
            return True
        if min(red.value, green.value, blue.value) < WHITE:
            return False
        return not any(area.left <= x <= area.right and area.top <= y <= area.bottom for area in self._dark)


# FPDFText_GetTextObject as a plain address: the binding's typed pointer costs more than all the rest of a character
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, raw.FPDF_TEXTPAGE, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def _drawings(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The ruling lines of a page, and the areas that are filled with a colour or a picture."""
    rules: list[Rule] = []
    dark: list[Rule] = []
    count = raw.FPDFPage_CountObjects(page)
    for index in range(count if count <= MAX_OBJECTS else 0):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            area = _bounds(item, frame)
            if area.right - area.left < PICTURE * frame.size[0] or area.bottom - area.top < PICTURE * frame.size[1]:
                dark.append(area)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            area = _bounds(item, frame)
            if area.right - area.left <= THIN or area.bottom - area.top <= THIN:
                rules.append(area)
                continue
            filled, stroked = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(item, filled, stroked)
            if filled.value and _has_colour(item):
                dark.append(area)
            if stroked.value:
                rules += _segments(item, frame)
    return rules, dark


def _bounds(item: raw.FPDF_PAGEOBJECT, frame: Frame) -> Rule:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return rule_between(frame.place(left, bottom), frame.place(right, top))


def _has_colour(item: raw.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return alpha.value > 0 and min(red.value, green.value, blue.value) < WHITE


def _segments(item: raw.FPDF_PAGEOBJECT, frame: Frame) -> list[Rule]:
    """The straight level and upright parts of a stroked path."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[Rule] = []
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item), MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            found.append(rule_between(last, point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            found.append(rule_between(last, start))
            last = start
    return [rule for rule in found if min(rule.right - rule.left, rule.bottom - rule.top) <= THIN]
