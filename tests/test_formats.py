import io
import zipfile

import pytest

from assistant.errors import UnreadableFile
from ingest import formats
from ingest.formats import read_letter, sniff


def zip_with(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (zip_with("word/document.xml"), "docx"),
        (zip_with("content.xml", "mimetype"), "odt"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><officiele-publicatie/>", "xml"),
        (b"<officiele-publicatie/>", "xml"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'></html>", "html"),
        (b"<div><p>Tekst</p></div>", "html"),
        ("Geachte voorzitter,".encode("utf-16"), "txt"),
        (b"3 < 4 en 5 > 4", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "doc"),
        (b"{\\rtf1 tekst}", "rtf"),
    ],
)
def test_the_content_tells_the_format_whatever_the_name(data, expected):
    assert sniff(data, "brief.doc") == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (zip_with("foto.jpg"), "a zip file without a document"),
        (zip_with("xl/workbook.xml"), "a spreadsheet"),
        (b"PK\x03\x04" + bytes(40), "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "it is encrypted"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "compressed"),
    ],
)
def test_what_is_no_letter_is_refused_with_reason_and_remedy(data, reason):
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_letter(data, "brief\n😀.docx")

    assert caught.value.values["file"] == "brief\n😀.docx"
    assert str(caught.value.values["remedy"]).strip()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(formats, "MAX_TEXT_BYTES", 1000)

    with pytest.raises(UnreadableFile, match="at most 0 MB are read"):
        read_letter(b"tekst " * 1000, "groot.txt")


def test_every_format_in_the_table_has_a_reader():
    for kind in formats._READERS:
        assert callable(formats.reader_of(kind))


def test_a_letter_is_read_from_bytes_alone():
    letter = read_letter(b"Datum\n3 mei 2024\nBetreft\nBruggen\n\nGeachte voorzitter,\nTekst van de brief.\n", "a.txt")

    assert letter.header.subject == "Bruggen"
    assert letter.header.source == "a.txt"
