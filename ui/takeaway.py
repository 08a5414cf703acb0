"""answers, checks, figures and promises -> what is taken along of them: text with markers, notes and tables, with their sources.

The writers (`ui.export_*`) know no answer and no promise, only this. Nothing here asks the time or the network: the
day of access is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.vocabulary import Answer, Citation, Filters, LetterHeader, Status
from ui import texts
from ui.answer_forms import answer_form, answer_text
from ui.check_forms import check_form, explain
from ui.figures_forms import figure_cells, figure_form
from ui.footnotes import footnote, official_link
from ui.permalinks import permalink, place_link
from ui.promises_forms import promise_cells, promise_form

if TYPE_CHECKING:
    from assistant.claims import TextCheck
    from assistant.figure_index import FoundFigure
    from assistant.library import Library
    from assistant.promise_status import TrackedPromise

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Which library was asked, in which state: what a reader needs to ask it again."""

    revision: int
    letters: int
    until: date | None


@dataclass(frozen=True, slots=True)
class TakenSource:
    """A place in a letter, as a footnote cites it."""

    marker: int
    header: LetterHeader
    page: int | None
    page_estimated: bool
    paragraph: int | None
    section: tuple[str, ...]
    quote: str
    link: str  # the path of its place in this program's letter page

    @property
    def note(self) -> str:
        """The footnote in the official form, with the page, or the paragraph in a letter without pages."""
        name = footnote(self.header, self.page, estimated=self.page_estimated)
        if self.page is not None or self.paragraph is None:
            return name
        return f"{name}, {texts.PARAGRAPH_SHORT} {self.paragraph}"


@dataclass(frozen=True, slots=True)
class TakenParagraph:
    """A paragraph of text and the sources that carry it, by their markers; or a heading above the next ones."""

    text: str
    markers: tuple[int, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TakenTable:
    """A table: headings, and rows of as many cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    markers: tuple[int | None, ...] = ()  # the source of each row; empty: none has one


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What is taken along: the same for every format."""

    title: str
    paragraphs: tuple[TakenParagraph, ...]
    tables: tuple[TakenTable, ...]
    sources: tuple[TakenSource, ...]
    remarks: tuple[str, ...]
    form: Json  # the JSON form of the answer, check, figures or promises
    library: LibraryState
    accessed: date
    site: str | None = None  # address of the server that shows the letters ("https://brieven.example"), if there is one

    def address(self, source: TakenSource) -> str | None:
        """Where a source is read: its place on the server if there is one, else its official page."""
        return f"{self.site.rstrip('/')}{source.link}" if self.site else official_link(source.header)


def library_state(library: Library) -> LibraryState:
    """The state of a library."""
    searched = library.searched(Filters())
    return LibraryState(library.ledger.revision(), searched.letters, searched.until)


def take_answer(answer: Answer, library: LibraryState, accessed: date, *, site: str | None = None) -> Takeaway:
    """Take an answer along: its sentences, each with its footnotes, and its figures as a table."""
    form = answer_form(answer)
    if answer.status is Status.NOT_FOUND:
        paragraphs: tuple[TakenParagraph, ...] = (TakenParagraph(answer_text(answer)),)
        citations = answer.nearest
    else:
        paragraphs = _said(answer)
        citations = answer.citations
    figures = TakenTable(
        texts.TAKEN_FIGURES,
        texts.TAKEN_FIGURE_COLUMNS,
        tuple(
            (
                one["text"],
                str(one["value"]).replace(".", ","),
                texts.TAKEN_UNITS.get(one["unit"], one["unit"]),
                texts.FIGURE_MATCH[checked.match],
            )
            for one, checked in zip(form["figures"], answer.figures, strict=True)
        ),
        tuple(checked.marker for checked in answer.figures),
    )
    status = texts.say_status(answer)
    remarks = [status] if status and answer.status is not Status.NOT_FOUND else []
    remarks += form["notes"]
    return Takeaway(
        title=answer.question.text,
        paragraphs=paragraphs,
        tables=(figures,) if figures.rows else (),
        sources=tuple(_source(citation, citation.marker) for citation in citations),
        remarks=(*remarks, texts.say_searched(answer.searched)),
        form=form,
        library=library,
        accessed=accessed,
        site=site,
    )


def _said(answer: Answer) -> tuple[TakenParagraph, ...]:
    """The short answer, the sentences with who says them, and what was revised."""
    paragraphs = [TakenParagraph(texts.say_short(answer), (answer.short.marker,))] if answer.short else []
    for lead, one in zip(texts.say_leads(answer), answer.sentences, strict=True):
        paragraphs.append(TakenParagraph(f"{lead} {one.text}".strip(), one.markers))
    if answer.revision:
        markers = (answer.revision.before.marker, answer.revision.after.marker)
        paragraphs.append(TakenParagraph(texts.say_revision(answer, marked=False), markers))
    return tuple(paragraphs)


def take_check(check: TextCheck, library: LibraryState, accessed: date, *, site: str | None = None) -> Takeaway:
    """Take a checked text along: each claim with its verdict, its parts as a table, the quotes as footnotes."""
    paragraphs: list[TakenParagraph] = []
    sources: list[TakenSource] = []
    rows: list[tuple[str, ...]] = []
    for one in check.checks:
        first = len(sources) + 1
        sources += [_source(citation, at) for at, citation in enumerate(one.citations, start=first)]
        markers = tuple(range(first, len(sources) + 1))
        paragraphs.append(TakenParagraph(f"„{one.claim}” {explain(one)}", markers))
        rows += [
            (one.claim, part.claimed, part.found or texts.CHECK_NOTHING, texts.CHECK_MATCHES[part.match.value])
            for part in one.parts
        ]
    table = TakenTable(texts.TAKEN_CHECK, texts.TAKEN_CHECK_COLUMNS, tuple(rows))
    return Takeaway(
        title=texts.TAKEN_CHECK_TITLE.format(text=check.text),
        paragraphs=tuple(paragraphs),
        tables=(table,) if rows else (),
        sources=tuple(sources),
        remarks=(texts.say_searched(check.searched),),
        form=check_form(check),
        library=library,
        accessed=accessed,
        site=site,
    )


def take_figures(
    figures: Sequence[FoundFigure],
    term: str | None,
    library: LibraryState,
    accessed: date,
    *,
    site: str | None = None,
) -> Takeaway:
    """Take figures along: a table with a row and a footnote for each."""
    sources = tuple(
        TakenSource(
            marker=at,
            header=one.header,
            page=one.indexed.page,
            page_estimated=False,
            paragraph=one.indexed.paragraph,
            section=(),
            quote=one.quote,
            link=place_link(one.header, one.indexed.sentence, one.indexed.paragraph),
        )
        for at, one in enumerate(figures, start=1)
    )
    table = TakenTable(
        texts.TAKEN_FIGURES,
        texts.FIGURE_COLUMNS,
        tuple(tuple(figure_cells(one)) for one in figures),
        tuple(source.marker for source in sources),
    )
    return Takeaway(
        title=texts.TAKEN_FIGURES_TITLE.format(term=term) if term else texts.TAKEN_FIGURES,
        paragraphs=() if figures else (TakenParagraph(texts.NO_FIGURES),),
        tables=(table,) if figures else (),
        sources=sources,
        remarks=(),
        form={"figures": [figure_form(one) for one in figures]},
        library=library,
        accessed=accessed,
        site=site,
    )


def take_promises(
    promises: Sequence[TrackedPromise], library: LibraryState, accessed: date, *, site: str | None = None
) -> Takeaway:
    """Take promises along: a table with a row and a footnote for each."""
    sources = tuple(
        TakenSource(
            marker=at,
            header=one.found.header,
            page=one.found.promise.page,
            page_estimated=False,
            paragraph=one.found.promise.paragraph,
            section=(),
            quote=one.found.promise.text,
            link=place_link(
                one.found.header, (one.found.promise.start, one.found.promise.end), one.found.promise.paragraph
            ),
        )
        for at, one in enumerate(promises, start=1)
    )
    table = TakenTable(
        texts.TAKEN_PROMISES,
        texts.PROMISE_COLUMNS,
        tuple(tuple(promise_cells(one)) for one in promises),
        tuple(source.marker for source in sources),
    )
    return Takeaway(
        title=texts.TAKEN_PROMISES,
        paragraphs=() if promises else (TakenParagraph(texts.NO_PROMISES),),
        tables=(table,) if promises else (),
        sources=sources,
        remarks=(),
        form={"promises": [promise_form(one) for one in promises]},
        library=library,
        accessed=accessed,
        site=site,
    )


def _source(citation: Citation, marker: int) -> TakenSource:
    return TakenSource(
        marker=marker,
        header=citation.header,
        page=citation.page,
        page_estimated=citation.page_estimated,
        paragraph=citation.paragraph,
        section=citation.passage.section,
        quote=citation.quote,
        link=permalink(replace(citation, marker=marker)),
    )


def library_line(taken: Takeaway) -> str:
    """Which library was asked, in which state."""
    state = taken.library
    letters = texts.say_count(state.letters, "brief", "brieven")
    until = f", t/m {texts.say_date(state.until)}" if state.until else ""
    return texts.TAKEN_LIBRARY.format(revision=state.revision, letters=letters, until=until)


def closing_lines(taken: Takeaway) -> list[str]:
    """What stands below everything taken along: remarks, library version and day of access."""
    accessed = texts.TAKEN_ACCESSED.format(day=texts.say_date(taken.accessed))
    return [*taken.remarks, library_line(taken), accessed, texts.AI_NOTICE]
