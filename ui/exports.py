"""what is taken along and a format -> the bytes of a file; a file's name -> its format.

The web chat and the command line write the same bytes: every writer is a pure function.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant import errors
from ui.takeaway import Takeaway


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which something is taken along."""

    ending: str  # of a file's name, with its dot
    media_type: str
    write: Callable[[Takeaway], bytes]


def _markdown(taken: Takeaway) -> bytes:
    from ui.export_markdown import write_markdown

    return write_markdown(taken)


def _docx(taken: Takeaway) -> bytes:
    from ui.export_docx import write_docx

    return write_docx(taken)


def _csv(taken: Takeaway) -> bytes:
    from ui.export_tables import write_csv

    return write_csv(taken)


def _xlsx(taken: Takeaway) -> bytes:
    from ui.export_tables import write_xlsx

    return write_xlsx(taken)


def _bibtex(taken: Takeaway) -> bytes:
    from ui.export_bibliography import write_bibtex

    return write_bibtex(taken)


def _csl(taken: Takeaway) -> bytes:
    from ui.export_bibliography import write_csl

    return write_csl(taken)


def _json(taken: Takeaway) -> bytes:
    """The JSON form with what it takes to cite and to ask again."""
    state = taken.library
    form = taken.form | {
        "sources": [
            {
                "marker": source.marker,
                "footnote": source.note,
                "letter": source.header.id,
                "page": source.page,
                "paragraph": source.paragraph,
                "quote": source.quote,
                "address": taken.address(source),
                "permalink": source.link,
                "content_hash": source.header.content_hash,
            }
            for source in taken.sources
        ],
        "library": {
            "revision": state.revision,
            "letters": state.letters,
            "to": state.until.isoformat() if state.until else None,
        },
        "accessed": taken.accessed.isoformat(),
    }
    return (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The longer endings first: ".csl.json" is not ".json".
FORMATS: Mapping[str, ExportFormat] = {
    "csl": ExportFormat(".csl.json", "application/vnd.citationstyles.csl+json", _csl),
    "md": ExportFormat(".md", "text/markdown; charset=utf-8", _markdown),
    "docx": ExportFormat(".docx", _WORD, _docx),
    "csv": ExportFormat(".csv", "text/csv; charset=utf-8", _csv),
    "xlsx": ExportFormat(".xlsx", _SHEET, _xlsx),
    "json": ExportFormat(".json", "application/json", _json),
    "bib": ExportFormat(".bib", "application/x-bibtex; charset=utf-8", _bibtex),
}


def format_of(file: Path) -> ExportFormat:
    """The format that a file's name ends in.

    Raises:
        UnknownFormat: It ends in none.
    """
    name = file.name.lower()
    for one in FORMATS.values():
        if name.endswith(one.ending) and name != one.ending:
            return one
    raise errors.UnknownFormat(file=file.name, known=", ".join(one.ending for one in FORMATS.values()))


def export_bytes(taken: Takeaway, name: str) -> bytes:
    """The bytes of what is taken along in a format of `FORMATS`, by its name ("docx")."""
    return FORMATS[name].write(taken)


def write_export(taken: Takeaway, file: Path) -> None:
    """Write what is taken along to a file, in the format that its name ends in.

    Raises:
        UnknownFormat: The name ends in none.
        NotWritten: The file cannot be written.
    """
    write_file(file, format_of(file).write(taken))


def write_file(file: Path, content: bytes) -> None:
    """Write a file that the user asked for.

    Raises:
        NotWritten: It cannot be written.
    """
    try:
        file.write_bytes(content)
    except OSError as fault:
        raise errors.NotWritten(file=file, detail=fault.strerror or fault) from fault
