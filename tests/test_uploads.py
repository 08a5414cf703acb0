"""What comes over the network is a letter or is refused, and lands under the library whatever its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import errors
from assistant.ledger import Source
from assistant.library import Library
from eval.run import BUNDLED_LETTERS
from ingest.page_picture import draw_page
from ingest.report import Outcome
from ingest.unreadable import note_unreadable, read_unreadable
from ingest.uploads import Upload, ingest_uploads, safe_name
from tests.test_web_tabs import LETTER
from ui.letter_details import marked_lines
from ui.letter_page import letter_article
from ui.texts import say_reason

pytest_plugins = ("tests.web_fixtures",)


@pytest.fixture
def library(web_library: Library, tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library", web_library.embedder, create=True)
    yield library
    library.close()


def test_a_letter_is_taken_in_and_its_file_kept_under_the_library(library: Library):
    (report,) = ingest_uploads(library, [Upload("../../../tmp/brief é.txt", LETTER.encode())])
    assert (report.path, report.outcome) == ("brief é.txt", Outcome.NEW)
    (source,) = library.ledger.known_sources(report.letter_id or "")
    assert Path(source.path).resolve().is_relative_to(library.folder.resolve() / "uploads")
    (again,) = ingest_uploads(library, [Upload("brief é.txt", LETTER.encode())])
    assert again.outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("programma.exe", b"MZ\x90\x00", "geen brief"),
        ("plaatje.pdf", b"\x89PNG\r\n\x1a\n....", "afbeelding"),
        ("programma.docx", b"\x7fELF....", "programma"),
        ("lijstje.txt", b"melk en brood", "lijkt geen brief"),
        ("leeg.txt", b"  \n", "leeg"),
        ("kapot.zip", b"PK\x03\x04kapot", "beschadigd"),
        ("pagina", b"<html></html>", "geen brief"),
        (".htaccess", b"Deny from all", "geen brief"),
    ],
)
def test_what_is_no_letter_is_refused_with_a_reason_and_not_kept(library: Library, name: str, data: bytes, words: str):
    reports = ingest_uploads(library, [Upload(name, data)])
    assert [report.letter_id for report in reports] == [None]
    assert words in say_reason(reports[0].reason or "")
    assert not [path for path in (library.folder / "uploads").rglob("*") if path.is_file()]
    assert library.headers() == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\brieven\\a.docx", "a.docx"),
        ("a\x00b<c>.pdf", "a_b_c_.pdf"),
        ("...", "bestand"),
        ("", "bestand"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_only_ever_the_last_part_of_a_path(name: str, safe: str):
    assert safe_name(name) == safe


def test_files_that_gave_no_letter_are_listed_until_they_do(library: Library, tmp_path: Path):
    from ingest.intake import ingest_paths

    path = tmp_path / "brief.txt"
    path.write_bytes(b"")
    ingest_paths(library, [path], on_file=lambda _report: None)
    assert list(read_unreadable(library.folder)) == [str(path)]
    path.write_text(LETTER, encoding="utf-8")
    ingest_paths(library, [path], on_file=lambda _report: None)
    assert read_unreadable(library.folder) == {}
    (library.folder / "unreadable.json").write_text("[kapot", encoding="utf-8")
    assert read_unreadable(library.folder) == {}
    note_unreadable(tmp_path / "is er niet", [])


def pdf_letter(library: Library) -> tuple[str, Source]:
    path = sorted(BUNDLED_LETTERS.rglob("*.pdf"))[0]
    (report,) = ingest_uploads(library, [Upload(path.name, path.read_bytes())])
    return report.letter_id or "", library.ledger.known_sources(report.letter_id or "")[0]


def test_a_page_is_drawn_with_the_lines_of_a_quote_marked(library: Library):
    letter_id, source = pdf_letter(library)
    letter = library.letter(letter_id)
    picture = draw_page(source, 1)
    assert picture.png.startswith(b"\x89PNG")
    block = next(one for one in letter.blocks if len(one.boxes) >= 3)
    whole = marked_lines(letter, block.boxes[0].page, (block.start, block.end))
    assert whole == [box for box in block.boxes if box.page == block.boxes[0].page]
    first = marked_lines(letter, block.boxes[0].page, (block.start, block.start + 5))
    assert first == [block.boxes[0]]
    assert all(box.right <= picture.width + 1 and box.bottom <= picture.height + 1 for box in whole)


def test_the_letters_page_offers_the_page_of_the_quote_and_marks_nothing_without_one(library: Library):
    letter_id, _ = pdf_letter(library)
    letter = library.letter(letter_id)
    block = [one for one in letter.blocks if one.boxes][-1]
    marked = letter_article(letter, [(block.start, block.end)])
    assert f"/blad/{block.boxes[0].page}?van={block.start}&tot={block.end}" in marked
    assert '/blad/1"' in letter_article(letter, [(0, 0)])


def test_a_file_that_is_gone_or_was_changed_is_not_drawn(library: Library):
    _, source = pdf_letter(library)
    with pytest.raises(errors.UnreadableFile):
        draw_page(source, 10_000)
    Path(source.path).write_bytes(b"%PDF-1.7 iets anders %%EOF")
    assert hashlib.sha256(Path(source.path).read_bytes()).hexdigest() != source.file_hash
    with pytest.raises(errors.UnreadableFile, match="changed"):
        draw_page(source, 1)
    Path(source.path).unlink()
    with pytest.raises(errors.UnreadableFile):
        draw_page(source, 1)
