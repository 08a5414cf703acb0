"""figures of the letters -> HTML of the tab "Cijfers": a table, newest letter first, each figure a link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from assistant.figure_index import FoundFigure
from ui import texts
from ui.escaping import escape_passage, escape_shown, escape_text
from ui.figure_series import chart_series, series_table
from ui.filter_form import choice_fields, text_field
from ui.letter_choice import LetterChoice
from ui.letter_page import letter_address, sample_badge
from ui.page_frame import TabFrame

SHOWN = 50  # figures on a page
BROWSED = 500  # letters up to which all figures are shown when no word is given


def figures_tab(
    term: str, choice: LetterChoice, found: Sequence[FoundFigure] | None, frame: TabFrame, *, page: int = 1
) -> str:
    """The tab: the form, the chart of a series, and the table.

    Args:
        term: The words that the figures are about.
        choice: The filters.
        found: The figures; None before there was a search.
        frame: What stands around them.
        page: Which page of the table, from 1.
    """
    result = frame.alert or f"<p>{texts.FIGURES_TOO_MANY}</p>" if found is None else _result(term, choice, found, page)
    return (
        f"<h2>{texts.FIGURES_TITLE}</h2><p>{texts.FIGURES_LEAD}</p>"
        f'<form class="bw-formulier" method="get" action="/cijfers"><div class="bw-zoekregel">'
        f"{text_field('term', texts.FIGURES_TERM, term, texts.FIGURES_TERM_HINT, wide=True)}"
        f'<button class="bw-knop" type="submit">{texts.SEARCH}</button></div>'
        f'<details class="bw-meer"{_opened(choice)}><summary>{texts.SHOW_FILTERS}</summary>'
        f'<div class="bw-velden">{frame.fields}</div></details></form>'
        f'<div class="bw-uitkomst" aria-live="polite">{result}</div>{frame.state}'
    )


def _opened(choice: LetterChoice) -> str:
    return " open" if choice_fields(choice) else ""


def _result(term: str, choice: LetterChoice, found: Sequence[FoundFigure], page: int) -> str:
    if not found:
        return f"<p>{texts.NO_FIGURES}</p>"
    begin = (page - 1) * SHOWN
    shown = found[begin : begin + SHOWN]
    rows = "".join(_row(one) for one in shown)
    heads = "".join(f'<th scope="col">{name}</th>' for name in texts.FIGURES_TAB_COLUMNS)
    count = texts.say_count(len(found), "cijfer", "cijfers")
    letters = texts.say_count(len({one.header.id for one in found}), "brief", "brieven")
    query = {"term": term} | choice_fields(choice)
    return (
        f'<p class="bw-status">{texts.FOUND.format(passages=count, letters=letters)}</p>'
        f"{downloads('/cijfers', query)}{_chart(term, query, found)}"
        f'<div class="bw-tabel bw-stapel bw-bronnenrij" id="cijfers" tabindex="0" role="region" aria-label="{texts.FIGURES_TITLE}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{pages('/cijfers', query, page, -(-len(found) // SHOWN))}"
    )


def downloads(path: str, query: dict[str, str]) -> str:
    """Links to the whole table as a file."""
    links = "".join(
        f'<a class="bw-knop-licht" download href="{path}/uitvoer/{name}?{_query(query)}">{words}</a>'
        for name, words in (("csv", texts.FIGURES_CSV), ("xlsx", texts.FIGURES_XLSX))
    )
    return f'<p class="bw-handelingen">{links}</p>'


def _chart(term: str, query: dict[str, str], found: Sequence[FoundFigure]) -> str:
    """The series of one unit through time, as a picture and as a table; nothing where there is no series."""
    series = chart_series(found) if term.strip() else []
    if not series:
        return ""
    address = f"/cijfers/grafiek.svg?{_query(query)}"
    return (
        f'<figure class="bw-grafiek"><a href="{address}" target="_blank"><img src="{address}" '
        f'alt="{escape_text(texts.CHART_TITLE.format(term=term))}. {texts.OPEN_CHART}"></a>'
        f'<details class="bw-meer"><summary>{texts.CHART_NUMBERS}</summary><div class="bw-tabel" tabindex="0" role="group" '
        f'aria-label="{texts.CHART_NUMBERS}">{series_table(series)}</div></details></figure>'
    )


def _row(one: FoundFigure) -> str:
    indexed, header = one.indexed, one.header
    figure = indexed.figure
    address = letter_address(header, (figure.start, figure.end), indexed.paragraph)
    label = texts.OPEN_FIGURE.format(figure=escape_text(figure.text), title=escape_text(header.title))
    mark = f'<span class="bw-plaats bw-merkje">{texts.FIGURE_MARKS[one.mark.value]}</span>' if one.mark else ""
    written = texts.say_date(header.date) if header.date else texts.NO_DATE
    place = f", p. {indexed.page}" if indexed.page else ""
    return (
        f'<tr><td><a class="bw-cijfer" data-open data-nummer="{figure.start}-{escape_text(header.id)}" href="{address}" '
        f'aria-label="{label}">{escape_shown(figure.text)}</a>{mark}</td>'
        f'<td>{escape_shown(indexed.measure)}<q class="bw-citaat bw-plaats">{escape_passage(one.quote)}</q></td>'
        f"<td>{escape_shown(indexed.period or texts.CHECK_NOTHING)}</td>"
        f"<td>{escape_shown(header.title)}{sample_badge(header)}"
        f'<span class="bw-herkomst">{written}{place}</span></td></tr>'
    )


def pages(path: str, query: dict[str, str], page: int, count: int) -> str:
    """Links to the page before and after this one; nothing if there is only one."""
    if count <= 1:
        return ""
    links = [
        f'<a href="{path}?{_query(query | {"pagina": str(to)})}" data-tab="{path}">{name}</a>'
        for to, name in ((page - 1, texts.PAGE_BEFORE), (page + 1, texts.PAGE_AFTER))
        if 1 <= to <= count
    ]
    here = texts.PAGE_OF.format(page=page, count=count)
    return f'<nav class="bw-bladeren" aria-label="{texts.PAGES}"><span>{here}</span>{"".join(links)}</nav>'


def _query(fields: dict[str, str]) -> str:
    return escape_text(urlencode(fields))
