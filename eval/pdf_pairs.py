"""docx and odt letters -> how much of them is read again from the PDF that LibreOffice makes of each.

    python -m eval.pdf_pairs FOLDER...            (default: the bundled letters; needs LibreOffice)
    python -m eval.pdf_pairs --pages FOLDER...    PDFs as they are: note marks and page lines left in their paragraphs

A pair is one letter twice, so what differs was lost or added on the way through the PDF: words, note marks glued to
them, lines of the page.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.vocabulary import BlockKind, Letter
from eval.header_scores import FIELDS, plain
from eval.independent_reading import words_of
from eval.run import BUNDLED_LETTERS
from eval.text_scores import Kept, words_kept, words_of_letter
from ingest.documents import find_documents
from ingest.format_office import convert, office_program
from ingest.formats import read_letter, sniff

_PAIRED = ("docx", "odt")
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TABLE_ROW})
_PAGE_LINE = re.compile(r"\b[Pp]agina \d+ (?:van|/) \d+|\bISSN \d|Tweede Kamer, vergaderjaar \d{4}.\d{4}, \d")
# A year with a digit too many, or a word that ends in one or two: each is looked at, for "CO2" and "A12" are words.
_GLUED = re.compile(r"\b(?:19|20)\d\d\d{1,2}\b(?![.,]\d)|\b[a-zà-ÿ]{3,}\d{1,2}\b")
_SECONDS = 120.0  # for one conversion


@dataclass(frozen=True, slots=True)
class Pair:
    """A letter, its words kept by the PDF, and the words of the PDF's body to which a note mark was glued."""

    name: str
    body: Kept
    notes: Kept
    glued: tuple[str, ...]
    fields: tuple[str, ...]  # of the header that were read differently


def compare_pair(letter: Letter, printed: Letter, name: str) -> Pair:
    """Compare a letter with the one read from its PDF."""
    words, found = _body_words(letter), _body_words(printed)
    labels = {block.label for block in letter.blocks if block.kind is BlockKind.FOOTNOTE and block.label}
    marked = {word + label for word in words for label in labels} - set(words)
    notes = words_kept(words_of_letter(letter, notes=True), words_of_letter(printed, notes=True))
    return Pair(
        name,
        words_kept(words, found),
        notes,
        tuple(word for word in found if word in marked),
        _differing(letter, printed),
    )


def _differing(letter: Letter, printed: Letter) -> tuple[str, ...]:
    headers = letter.header, printed.header
    return tuple(field for field in FIELDS if len({plain(getattr(header, field)) for header in headers}) > 1)


def _body_words(letter: Letter) -> list[str]:
    """The words of headings, paragraphs, lists and tables; a letterhead in frames has no order of its own."""
    blocks = [block for block in letter.blocks if block.kind in _BODY]
    return [word for block in blocks for word in words_of(letter.text[block.start : block.end])]


def make_pairs(folders: Sequence[Path]) -> Iterator[Pair]:
    """Convert each docx and odt letter to PDF and compare.

    Raises:
        OSError: LibreOffice cannot be started, or made no PDF.
    """
    for document in find_documents(folders):
        data = document.read() if document.could_be_letter else b""
        kind = sniff(data, document.source) if data else ""
        if kind not in _PAIRED:
            continue
        with tempfile.TemporaryDirectory(prefix="briefwijzer-pairs-") as folder:
            pdf = convert(data, kind, "pdf:writer_pdf_Export", folder=Path(folder), seconds=_SECONDS)
        name = Path(document.source).name
        yield compare_pair(read_letter(data, name), read_letter(pdf, f"{name}.pdf"), name)


def page_faults(letter: Letter) -> list[str]:
    """Stretches of a PDF's body that look like a line of the page, or like a word with a note mark glued to it."""
    found = []
    for block in letter.blocks:
        if block.kind in _BODY:
            text = letter.text[block.start : block.end]
            found += [match.group() for pattern in (_PAGE_LINE, _GLUED) for match in pattern.finditer(text)]
    return found


def report_pairs(folders: Sequence[Path]) -> Iterator[str]:
    """Measure pairs, and say what was measured line by line."""
    pairs = []
    for pair in make_pairs(folders):
        pairs.append(pair)
        if pair.body.missing or pair.notes.missing or pair.glued or pair.fields:
            shown = [stretch[:160] for stretch in (*pair.body.missing, *pair.notes.missing)][:5]
            yield f"{pair.name}: {pair.body.share:.2%}, missing {shown}, glued {list(pair.glued)}, other {pair.fields}"
    for part in ("body", "notes"):
        kept = sum(getattr(pair, part).kept for pair in pairs)
        total = sum(getattr(pair, part).total for pair in pairs)
        yield f"{part:6} {kept:7} of {total:7} words in order in {len(pairs)} pairs  {kept / max(1, total):8.3%}"
    yield f"glued note marks: {sum(len(pair.glued) for pair in pairs)}"
    yield f"header fields read differently: {sum(len(pair.fields) for pair in pairs)} of {len(FIELDS) * len(pairs)}"


def report_pages(folders: Sequence[Path]) -> Iterator[str]:
    """Look through PDFs as they are, and say what looks like a fault line by line."""
    pages = files = faults = 0
    for document in find_documents(folders):
        data = document.read() if document.could_be_letter else b""
        if not data or sniff(data, document.source) != "pdf":
            continue
        letter = read_letter(data, document.source)
        found = page_faults(letter)
        pages, files, faults = pages + (letter.page_count or 0), files + 1, faults + len(found)
        if found:
            yield f"{document.source}: {found}"
    yield f"{files} PDFs, {pages} pages: {faults} stretches that look like a page line or a glued note mark"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure what is lost between a letter and its PDF.")
    parser.add_argument("folders", type=Path, nargs="*", default=[BUNDLED_LETTERS])
    parser.add_argument("--pages", action="store_true", help="look through PDFs as they are")
    asked = parser.parse_args()
    if not asked.pages and office_program() is None:
        sys.exit("LibreOffice is not installed; without it no PDF can be made of a letter.")
    for line in (report_pages if asked.pages else report_pairs)(asked.folders):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
