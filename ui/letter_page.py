"""letter and spans -> HTML of its card and its text, with the spans marked and an anchor at each paragraph.

The anchors: `#a14` paragraph 14 (counted as citations count), `#p2` page 2, `#k3` heading 3, `#aangehaald` the first
marked span. All text of the letter is escaped; no character of it is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from urllib.parse import quote

from assistant.vocabulary import NUMBERED_BLOCKS, Block, BlockKind, Citation, Letter, LetterHeader, Voice
from ui import texts
from ui.escaping import escape_shown, escape_text
from ui.page_frame import page_document

Span = tuple[int, int]

_CELL = "\t"  # between the cells of a table row
_LEAST_HEADINGS = 3  # a letter with fewer headings needs no table of contents
_DEEPEST = 3  # heading levels that differ on the page


def letter_address(header: LetterHeader, span: Span | None = None, paragraph: int | None = None) -> str:
    """The path of a letter's page, opened at a span that is marked there."""
    query = f"?van={span[0]}&tot={span[1]}" if span else ""
    anchor = f"#a{paragraph}" if paragraph else ""
    return f"/brief/{quote(header.id, safe='')}{query}{anchor}"


def citation_address(citation: Citation) -> str:
    """The path of the page that opens the letter with the cited words marked."""
    return letter_address(citation.header, (citation.start, citation.end), citation.paragraph)


@dataclass(frozen=True, slots=True)
class OldVersion:
    """That the text shown is not the present one, and the path of the same place in that; empty if it is gone."""

    now: str


def letter_document(letter: Letter, marks: Sequence[Span] = (), *, version: OldVersion | None = None) -> str:
    """A whole page with the letter, that needs no script; for `version` see `letter_article`."""
    article = letter_article(letter, marks, version=version)
    return page_document(letter.header.title, f'<main class="bw-leespagina" id="inhoud">{article}</main>')


def letter_origin(header: LetterHeader) -> str:
    """Who wrote a letter, when, and under which reference, as HTML."""
    parts = [header.ministry, texts.say_date(header.date) if header.date else texts.NO_DATE, header.reference]
    return " · ".join(escape_shown(part) for part in parts if part)


def sample_badge(header: LetterHeader) -> str:
    """The badge of a fictional letter, or nothing."""
    return f' <span class="bw-voorbeeld">{texts.SAMPLE_BADGE}</span>' if header.sample else ""


def letter_article(letter: Letter, marks: Sequence[Span] = (), *, version: OldVersion | None = None) -> str:
    """The letter as one `<article>`: card, contents, and text with the spans marked.

    Args:
        letter: The letter.
        marks: Spans of its text; what reaches outside the text is cut off.
        version: Where the text is not the letter's present one.
    """
    page = _Page(letter, marks)
    header = letter.header
    body = "".join(page.render())
    said = _version(version) if version else ""
    more = "" if version else _more(letter, marks)
    return (
        f'<article class="bw-brief" data-brief="{escape_text(header.id)}" lang="nl">'
        f'{_title(header)}{said}{_card(header)}{more}{_contents(letter)}<div class="bw-tekst">{body}</div></article>'
    )


def _version(version: OldVersion) -> str:
    link = f'<a href="{escape_text(version.now)}">{texts.VERSION_NOW}</a>' if version.now else texts.VERSION_GONE
    return f'<p class="bw-let-op">{texts.VERSION_SHOWN} {link}</p>'


def _more(letter: Letter, marks: Sequence[Span]) -> str:
    """What is fetched when it is opened: the page's picture, and the letter's references, files and versions."""
    address = letter_address(letter.header)
    folds = [(texts.LETTER_DETAILS, f"{address}/gegevens")]
    blocks = [block for block in letter.blocks if block.boxes]
    marked = next(((start, end) for start, end in marks if start < end), None)
    start, end = marked or (0, 1)
    block = next((one for one in blocks if one.start < end and start < one.end), blocks[0] if blocks else None)
    if block is not None:
        query = f"?van={start}&tot={end}" if marked else ""
        folds.insert(0, (texts.PAGE_PICTURE, f"{address}/blad/{block.boxes[0].page}{query}"))
    return "".join(
        f'<details class="bw-uitklap" data-haal="{path}"><summary>{title}</summary>'
        f'<p><a href="{path}">{texts.SHOW}</a></p></details>'
        for title, path in folds
    )


def _title(header: LetterHeader) -> str:
    """Which letter this is: it stays in view."""
    signed = "".join(f" · {escape_shown(name)}" for name in header.signatories)
    return (
        f'<header class="bw-titel"><h2 class="bw-betreft" tabindex="-1">{escape_shown(header.title)}'
        f'{sample_badge(header)}</h2><span class="bw-herkomst">{letter_origin(header)}{signed}</span></header>'
    )


def _card(header: LetterHeader) -> str:
    """What else identifies the letter."""
    shown_above = {"", "Betreft", "Datum", "Afzender", "Kenmerk", "Ondertekend door", "Pagina", "Bestand"}
    rows = [(name, value) for name, value in texts.letter_fields(header) if name not in shown_above]
    rows.append(("Bestand", PurePath(header.source.replace("\\", "/")).name))
    fields = "".join(f"<div><dt>{name}</dt><dd>{escape_shown(value)}</dd></div>" for name, value in rows if value)
    link = ""
    if header.url and header.url.startswith(("https://", "http://")):
        link = (
            f'<p><a href="{escape_text(header.url)}" target="_blank" rel="noopener noreferrer">'
            f"{texts.OFFICIAL_PAGE}</a></p>"
        )
    return f'<div class="bw-kaart"><dl>{fields}</dl>{link}</div>'


def _contents(letter: Letter) -> str:
    """The headings as a list of links, folded in."""
    headings = [block for block in letter.blocks if block.kind is BlockKind.HEADING]
    if len(headings) < _LEAST_HEADINGS:
        return ""
    items = "".join(
        f'<li class="bw-diepte-{_depth(block)}"><a href="#k{number}">'
        f"{escape_shown(letter.text[block.start : block.end])}</a></li>"
        for number, block in enumerate(headings, start=1)
    )
    return f'<details class="bw-inhoud"><summary>{texts.CONTENTS}</summary><ol>{items}</ol></details>'


def _depth(block: Block) -> int:
    return min(max(block.level, 1), _DEEPEST)


class _Page:
    """Renders the blocks of one letter in order; it counts paragraphs, headings and pages as it goes."""

    def __init__(self, letter: Letter, marks: Sequence[Span]) -> None:
        size = len(letter.text)
        cut = [(max(start, 0), min(end, size)) for start, end in marks]
        self._letter = letter
        self._marks = sorted((start, end) for start, end in cut if start < end)
        self._marked = False  # the first mark carries the anchor
        self._paragraph = 0
        self._heading = 0
        self._page: int | None = None
        self._voice = Voice.AUTHOR

    def render(self) -> Iterator[str]:
        """The HTML of all blocks; those that belong together in one element."""
        for (kind, _, _), group in groupby(self._letter.blocks, key=lambda one: (one.kind, one.page, one.voice)):
            blocks = list(group)
            yield self._page_mark(blocks[0])
            yield self._voice_mark(blocks[0])
            match kind:
                case BlockKind.LETTERHEAD:
                    yield self._letterhead(blocks)
                case BlockKind.TABLE_ROW:
                    yield self._table(blocks)
                case BlockKind.LIST_ITEM:
                    yield self._list(blocks)
                case BlockKind.HEADING:
                    yield "".join(self._heading_line(block) for block in blocks)
                case BlockKind.FOOTNOTE:
                    yield "".join(self._footnote(block) for block in blocks)
                case _:
                    yield "".join(self._prose(block) for block in blocks)

    def _page_mark(self, block: Block) -> str:
        if block.page is None or block.page == self._page:
            return ""
        self._page = block.page
        words = texts.PAGE_MARK_ESTIMATED if self._letter.pages_estimated else texts.PAGE_MARK
        return f'<p class="bw-bladzijde" id="p{block.page}">{words.format(page=block.page)}</p>'

    def _voice_mark(self, block: Block) -> str:
        """Say whose words follow, where a Member's question or the text of a motion begins."""
        if block.kind is BlockKind.HEADING:
            return ""  # it is said below the heading
        before, self._voice = self._voice, block.voice
        if block.voice in {before, Voice.AUTHOR}:
            return ""
        words = texts.MEMBER_VOICE if block.voice is Voice.MEMBER else texts.MOTION_VOICE
        return f'<p class="bw-stem">{words}</p>'

    def _letterhead(self, blocks: Sequence[Block]) -> str:
        lines = "".join(f"<div>{self._words(block.start, block.end)}</div>" for block in blocks)
        opened = " open" if self._any_marked(blocks) else ""
        return f'<details class="bw-briefhoofd"{opened}><summary>{texts.LETTERHEAD}</summary>{lines}</details>'

    def _heading_line(self, block: Block) -> str:
        self._heading += 1
        tag = f"h{_depth(block) + 2}"
        return f'<{tag} id="k{self._heading}">{self._words(block.start, block.end, block)}</{tag}>'

    def _prose(self, block: Block) -> str:
        style = {BlockKind.SIGNATURE: "bw-slot", BlockKind.BOILERPLATE: "bw-bijzaak"}.get(block.kind, "")
        if block.voice is not Voice.AUTHOR:
            style = f"{style} bw-ander"
        classes = f' class="{style.strip()}"' if style else ""
        return f"<p{self._anchor(block)}{classes}>{self._words(block.start, block.end, block)}</p>"

    def _list(self, blocks: Sequence[Block]) -> str:
        items = "".join(
            f'<li{self._anchor(block)} class="bw-diepte-{_depth(block)}">'
            f"{self._item_mark(block)}<span>{self._words(block.start, block.end, block)}</span></li>"
            for block in blocks
        )
        return f'<ul class="bw-lijst">{items}</ul>'

    def _item_mark(self, block: Block) -> str:
        if block.label and self._letter.text.startswith(block.label, block.start):
            return ""  # the mark is part of the text
        return f'<span class="bw-teken">{escape_text(block.label or "•")}</span>'

    def _table(self, blocks: Sequence[Block]) -> str:
        rows = "".join(f"<tr{self._anchor(block)}>{''.join(self._cells(block))}</tr>" for block in blocks)
        return f'<div class="bw-tabel" tabindex="0" role="group"><table><tbody>{rows}</tbody></table></div>'

    def _cells(self, block: Block) -> Iterator[str]:
        place = block.start
        for cell in self._letter.text[block.start : block.end].split(_CELL):
            yield f"<td>{self._words(place, place + len(cell), block)}</td>"
            place += len(cell) + len(_CELL)

    def _footnote(self, block: Block) -> str:
        label = escape_text(block.label or "*")
        return (
            f'<p class="bw-noot" id="noot-{block.start}"><span class="bw-nootnummer">'
            f"{texts.NOTE_MARK.format(label=label)}</span> {self._words(block.start, block.end, block)}</p>"
        )

    def _anchor(self, block: Block) -> str:
        """The id of a block that citations count; paragraphs are numbered through the letter from 1."""
        if block.kind not in NUMBERED_BLOCKS:
            return ""
        self._paragraph += 1
        return f' id="a{self._paragraph}"'

    def _any_marked(self, blocks: Sequence[Block]) -> bool:
        return any(start < blocks[-1].end and blocks[0].start < end for start, end in self._marks)

    def _words(self, start: int, end: int, block: Block | None = None) -> str:
        """The escaped text of a span, with marks and footnote references in it."""
        anchors = [anchor for anchor in (block.anchors if block else ()) if start <= anchor.offset <= end]
        if block and end < block.end:  # a reference at the border of two cells belongs to the first one only
            anchors = [anchor for anchor in anchors if anchor.offset < end or start == end]
        cuts = {start, end, *(anchor.offset for anchor in anchors)}
        cuts |= {edge for mark in self._marks for edge in mark if start < edge < end}
        places = sorted(cuts)
        parts = []
        for place, following in zip(places, [*places[1:], None], strict=True):
            parts += [self._reference(anchor.label, place) for anchor in anchors if anchor.offset == place]
            if following is not None:
                parts.append(self._piece(place, following))
        return "".join(parts)

    def _piece(self, start: int, end: int) -> str:
        shown = escape_text(self._letter.text[start:end])
        if not any(first <= start and end <= last for first, last in self._marks):
            return shown
        anchor = "" if self._marked else ' id="aangehaald" tabindex="-1"'
        self._marked = True
        return f"<mark{anchor}>{shown}</mark>"

    def _reference(self, label: str, place: int) -> str:
        """A footnote's number where the text refers to it, as a link to the first note after it of that number."""
        notes = [b.start for b in self._letter.blocks if b.kind is BlockKind.FOOTNOTE and b.label == label]
        target = next((start for start in notes if start >= place), notes[0] if notes else None)
        shown = escape_text(label)
        if target is None:
            return f"<sup>{shown}</sup>"
        title = texts.NOTE_REFERENCE.format(label=shown)
        return f'<sup><a href="#noot-{target}" aria-label="{title}">{shown}</a></sup>'
