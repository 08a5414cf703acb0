"""a letter's references, files, versions and page pictures -> the HTML that is shown when the reader asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from assistant.cited_letters import CitedLetter, CitingLetter
from assistant.ledger import Source
from assistant.vocabulary import Block, Box, Letter, LetterHeader
from ingest.page_picture import PagePicture
from ui import texts
from ui.escaping import escape_shown, escape_text
from ui.letter_page import Span, letter_address, letter_origin, sample_badge

_MARGIN = 2.0  # points around the marked lines


def details_html(  # noqa: PLR0913 - all that is known of a letter beside its text
    header: LetterHeader,
    cited: Sequence[CitedLetter],
    citing: Sequence[CitingLetter],
    sources: Sequence[Source],
    versions: Sequence[LetterHeader],
    *,
    may_write: bool,
) -> str:
    """What a letter refers to, what refers to it, the files that it was read from, its earlier texts; and its removal."""
    outward = "".join(_cited(one) for one in cited)
    inward = "".join(f"<li>{_letter(one.header)} {_quoted(one.reference.text)}</li>" for one in citing)
    files = "".join(
        f"<li>{escape_shown(PurePath(one.path.replace(chr(92), '/')).name)} ({escape_text(one.format)})</li>"
        for one in sources
    )
    address = letter_address(header)
    older = "".join(
        f'<li><a href="{address}?versie={escape_text(one.content_hash)}" target="_blank" rel="noopener">'
        f"{texts.VERSION_LINK.format(number=len(versions) - at)}</a>, {escape_shown(one.title)}</li>"
        for at, one in enumerate(versions)
    )
    remove = f'<p><a class="bw-knop-licht" href="{address}/verwijder" data-tab="/brieven">{texts.REMOVE_LETTER}</a></p>'
    return (
        f'<section class="bw-gegevens"><h2 class="bw-alleen-los">{escape_shown(header.title)}</h2><h3>{texts.REFERENCES_OUT}</h3>{_listed(outward, texts.NO_REFERENCES)}'
        f"<h3>{texts.REFERENCES_IN}</h3>{_listed(inward, texts.NO_REFERENCES_IN)}"
        f"<h3>{texts.FILES}</h3>{_listed(files, texts.CHECK_NOTHING)}"
        f"<h3>{texts.VERSIONS}</h3>{_listed(older, texts.NO_VERSIONS)}{remove if may_write else ''}</section>"
    )


def _listed(items: str, none: str) -> str:
    return f"<ul>{items}</ul>" if items else f"<p>{none}</p>"


def _cited(one: CitedLetter) -> str:
    """A reference as written, with the letters that it stands for, or else its official page."""
    reference = one.reference
    here = "".join(f" → {_letter(header)}" for header in one.letters)
    official = ""
    if reference.url and not one.letters:
        official = (
            f' <a href="{escape_text(reference.url)}" target="_blank" rel="noopener noreferrer">'
            f"{escape_shown(reference.official)}</a>"
        )
    return f"<li>{_quoted(reference.text)}{here}{official}</li>"


def _quoted(text: str) -> str:
    return f"„{escape_shown(' '.join(text.split()))}”"


def _letter(header: LetterHeader) -> str:
    return (
        f'<a data-open href="{letter_address(header)}">{escape_shown(header.title)}</a>{sample_badge(header)}'
        f' <span class="bw-herkomst">{letter_origin(header)}</span>'
    )


def removal_html(header: LetterHeader) -> str:
    """The question whether a letter is really to be removed."""
    address = letter_address(header)
    return (
        f"<h2>{texts.REMOVE_LETTER}</h2><p><strong>{escape_shown(header.title)}</strong>{sample_badge(header)}"
        f'<span class="bw-herkomst">{letter_origin(header)}</span></p><p>{texts.REMOVE_SURE}</p>'
        f'<form method="post" action="{address}/verwijder"><p class="bw-handelingen">'
        f'<button class="bw-knop" type="submit">{texts.REMOVE_YES}</button>'
        f'<a class="bw-knop-licht" href="/brieven" data-tab="/brieven">{texts.CANCEL}</a></p></form>'
    )


def picture_html(letter: Letter, picture: PagePicture, page: int, span: Span) -> str:
    """A page's picture with the lines of a span marked on it."""
    address = f"{letter_address(letter.header)}/blad/{page}.png"
    width, height = f"{picture.width:.1f}", f"{picture.height:.1f}"
    marks = "".join(
        f'<rect x="{box.left - _MARGIN:.1f}" y="{box.top - _MARGIN:.1f}" '
        f'width="{box.right - box.left + 2 * _MARGIN:.1f}" height="{box.bottom - box.top + 2 * _MARGIN:.1f}"/>'
        for box in marked_lines(letter, page, span)
    )
    return (
        f'<figure class="bw-blad-pdf"><svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{texts.PAGE_PICTURE_ALT.format(page=page)}">'
        f'<image href="{address}" width="{width}" height="{height}"/><g class="bw-markering">{marks}</g></svg></figure>'
    )


def marked_lines(letter: Letter, page: int, span: Span) -> list[Box]:
    """The lines on a page in which a span of the text stands.

    A block knows where its lines are, not where each character is: the span's share of the block's text is taken for
    its share of the lines' length.
    """
    start, end = span
    return [
        box
        for block in letter.blocks
        if block.start < end and start < block.end
        for box in _lines(block, max(start, block.start), min(end, block.end))
        if box.page == page
    ]


def _lines(block: Block, start: int, end: int) -> list[Box]:
    length = sum(box.right - box.left for box in block.boxes)
    size = max(block.end - block.start, 1)
    first, last = (start - block.start) / size * length, (end - block.start) / size * length
    found, place = [], 0.0
    for box in block.boxes:
        following = place + box.right - box.left
        if place < last and first < following:
            found.append(box)
        place = following
    return found
