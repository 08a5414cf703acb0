"""Whatever lies in a folder, its letters are taken in; the report names each file that gave none, with the reason."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.library import Library
from eval.run import BUNDLED_LETTERS
from ingest.formats import MAX_BYTES
from ingest.intake import ingest_paths
from ingest.report import Outcome
from tests.fictional_letters import DUNES, FERRIES

DOCX = (BUNDLED_LETTERS / "avm-2022-leerwerkplekken.docx").read_bytes()
PDF = (BUNDLED_LETTERS / "avm-2021-leerwerkplekken.pdf").read_bytes()
ENGLISH = "Dear Sir or Madam,\n\nWe write to you about the bridge, which is to be closed for repairs in May.\n"


def zipped(members, kind=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def docx_with(changes):
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | changes)


def pdf_of_pages(count):
    """A PDF of empty pages, written by hand: a library takes a minute for ten thousand."""
    pages = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" % (at + 3) for at in range(count))
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(count))
    tree = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count %d/Kids[%b]>>endobj\n" % (
        count,
        kids,
    )
    return b"%PDF-1.4\n" + tree + pages + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def encrypted_pdf():
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, encrypt="geheim")
    canvas.drawString(72, 720, "Geheime brief")
    canvas.save()
    return held.getvalue()


REFUSED = {
    "afgekapt.pdf": (PDF[: len(PDF) // 2], "damaged or cut short"),
    "versleuteld.pdf": (encrypted_pdf(), "encrypted"),
    "lang.pdf": (pdf_of_pages(10_000), "10000 pages"),
    "bom.docx": (zipped({"word/document.xml": b"0" * (60 * 2**20)}), "zip bomb"),
    "nest.zip": (zipped({"binnen.zip": zipped({"word/document.xml": b"0" * (60 * 2**20)})}), "zip bomb"),
    "entiteit.xml": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "boe">]><a><al>&x;</al></a>', "document type"),
    "buiten.xml": (b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "document type"),
    "buiten.docx": (docx_with({"word/document.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "document type"),
    "afgekapt.docx": (DOCX[:-500], "damaged or cut off"),
    "leeg.txt": (b"", "empty"),
    "wit.docx": (b" \n", "empty"),
    "foto.pdf": (b"\xff\xd8\xff\xe0" + bytes(200), "picture"),
    "programma.txt": (b"MZ\x90" + bytes(200), "program"),
}
READ = {
    "gewone brief.txt": DUNES.encode(),
    "verkeerd.pdf": DOCX,  # a wrong extension
    "verkeerd.docx": PDF,
    "verkeerd.doc": FERRIES.encode("utf-16"),
    "relaties.docx": docx_with({"word/_rels/document.xml.rels": b"<Relationships><Relationship Id='rId1'/>"}),
    "engels.txt": ENGLISH.encode(),
    "brief\nmet regel.txt": DUNES.replace("DB-2024-0312", "DB-1").replace("48 miljoen", "49 miljoen").encode(),
    "brief 🦆.txt": DUNES.replace("DB-2024-0312", "DB-2").replace("48 miljoen", "51 miljoen").encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("map")
    for name, data in READ.items():
        (folder / name).write_bytes(data)
    for name, (data, _) in REFUSED.items():
        (folder / name).write_bytes(data)
    with (folder / "groot.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"tekst " * (2**20 // 6))
        assert file.tell() > MAX_BYTES
    library = Library(tmp_path_factory.mktemp("library"), embedder, create=True)
    found = ingest_paths(library, [folder], on_file=lambda _report: None, workers=2)
    assert library.check() == []
    library.close()
    return {report.path.removeprefix(f"{folder}/").partition("!")[0]: report for report in found}


@pytest.mark.parametrize("name", READ)
def test_what_holds_a_letter_is_read(reports, name):
    assert reports[name].outcome in (Outcome.NEW, Outcome.SAME), reports[name].reason


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_none_is_named_with_the_reason(reports, name):
    assert reports[name].outcome is Outcome.FAILED
    assert name in reports[name].reason
    assert REFUSED[name][1] in reports[name].reason


def test_two_hundred_megabytes_of_text_are_not_read(reports):
    assert reports["groot.txt"].outcome is Outcome.FAILED
    assert "199 MB; at most 100 MB are read" in reports["groot.txt"].reason


def test_a_file_that_vanishes_while_others_are_read_fails_by_name(tmp_path, embedder):
    folder = tmp_path / "map"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(DUNES.replace("DB-2024-0312", f"DB-{number}"), encoding="utf-8")
    last = folder / "11.txt"
    library = Library(tmp_path / "library", embedder, create=True)
    found = ingest_paths(library, [folder], on_file=lambda _report: last.unlink(missing_ok=True), workers=1)
    library.close()
    assert [report.outcome for report in found if report.outcome is Outcome.FAILED] == [Outcome.FAILED]
    assert found[-1].path == str(last)
    assert "cannot be opened" in found[-1].reason
