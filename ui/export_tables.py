"""what is taken along -> CSV, or a workbook (XLSX); no cell of a letter's text is ever computed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence, Set
from datetime import datetime
from itertools import count

from ui import texts
from ui.escaping import one_line
from ui.spreadsheet_cells import harmless
from ui.takeaway import Takeaway, TakenSource, TakenTable, closing_lines, library_line

_LONGEST_NAME = 31  # characters in the name of a sheet
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 32_000  # characters in a cell; a workbook holds 32,767
_WIDTHS = {1: 14, 2: 24}  # a column's width by how long its cells are, in tens of characters; else the widest
_WIDEST = 60


def write_csv(taken: Takeaway) -> bytes:
    """Write one table: a row for each row that has a source, else for each source of each sentence.

    UTF-8 with a byte order mark, by which spreadsheets know that it is.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in _flat(taken):
        writer.writerow([harmless(one_line(cell)[:_LONGEST]) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def write_xlsx(taken: Takeaway) -> bytes:
    """Write a workbook: the text, its tables, its sources, and how it was made, a sheet each."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    accessed = taken.accessed
    book.set_properties(
        {
            "title": one_line(taken.title)[:250],
            "author": texts.PROGRAM,
            # in place of the clock, so that the same answer gives the same bytes
            "created": datetime(accessed.year, accessed.month, accessed.day),  # noqa: DTZ001 - the format knows no zone
        }
    )
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    names: set[str] = set()
    for title, rows in _sheets(taken):
        name = _sheet_name(title, names)
        names.add(name.lower())
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, harmless(one_line(cell)[:_LONGEST]), bold if at == 0 else wrapped)
        for column in range(len(rows[0])):
            longest = max(len(row[column]) for row in rows)
            sheet.set_column(column, column, _WIDTHS.get(1 + longest // 10, min(longest, _WIDEST)))
        sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _sheet_name(title: str, others: Set[str]) -> str:
    """A title as a workbook can have it for a sheet: 31 characters, without marks that formulas use, unlike the others."""
    bare = " ".join(_NO_NAME.sub(" ", one_line(title)).split()).strip("'") or texts.TAKEN_TEXT
    name = bare[:_LONGEST_NAME].rstrip()
    numbers = count(2)
    while name.lower() in others:
        mark = f" {next(numbers)}"
        name = bare[: _LONGEST_NAME - len(mark)].rstrip() + mark
    return name


def _flat(taken: Takeaway) -> list[list[str]]:
    sources = {source.marker: source for source in taken.sources}
    main = next((table for table in taken.tables if len(table.markers) == len(taken.sources) > 0), None)
    tail = [taken.accessed.isoformat(), library_line(taken)]
    if main is not None and not taken.paragraphs:
        rows = [[*main.columns, *texts.TAKEN_SOURCE_COLUMNS, *texts.TAKEN_MADE_COLUMNS]]
        for row, marker in zip(main.rows, main.markers, strict=True):
            rows.append([*row, *_source_cells(taken, sources[marker] if marker else None), *tail])
        return rows
    rows = [[texts.TAKEN_TEXT_COLUMNS[0], *texts.TAKEN_SOURCE_COLUMNS, *texts.TAKEN_MADE_COLUMNS]]
    told: set[int] = set()
    for paragraph in taken.paragraphs:
        for marker in paragraph.markers or (0,):
            told.add(marker)
            rows.append([paragraph.text, *_source_cells(taken, sources.get(marker)), *tail])
    rows += [["", *_source_cells(taken, one), *tail] for one in taken.sources if one.marker not in told]
    return rows


def _source_cells(taken: Takeaway, source: TakenSource | None) -> list[str]:
    if source is None:
        return [""] * len(texts.TAKEN_SOURCE_COLUMNS)
    header = source.header
    return [
        str(source.marker),
        source.note,
        header.title,
        header.date.isoformat() if header.date else "",
        header.ministry or "",
        header.reference or "",
        str(source.page or ""),
        str(source.paragraph or ""),
        source.quote,
        taken.address(source) or "",
    ]


def _sheets(taken: Takeaway) -> list[tuple[str, Sequence[Sequence[str]]]]:
    sheets: list[tuple[str, Sequence[Sequence[str]]]] = []
    if taken.paragraphs:
        text = [[one.text, " ".join(str(marker) for marker in one.markers)] for one in taken.paragraphs]
        sheets.append((texts.TAKEN_TEXT, [texts.TAKEN_TEXT_COLUMNS, *text]))
    sheets += [(table.title, _with_notes(table)) for table in taken.tables]
    cells = [_source_cells(taken, source) for source in taken.sources]
    sheets.append((texts.TAKEN_SOURCES, [texts.TAKEN_SOURCE_COLUMNS, *cells]))
    sheets.append((texts.TAKEN_REMARKS, [[taken.title], *([line] for line in closing_lines(taken))]))
    return sheets


def _with_notes(table: TakenTable) -> list[list[str]]:
    if not table.markers:
        return [list(table.columns), *(list(row) for row in table.rows)]
    rows = [[*row, str(marker or "")] for row, marker in zip(table.rows, table.markers, strict=True)]
    return [[*table.columns, texts.TAKEN_NOTE_COLUMN], *rows]
