import io
import zipfile

import pytest

from assistant.errors import UnreadableFile
from ingest import archive as limits
from ingest.archive import open_archive


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_a_member_is_read_and_a_missing_one_is_none():
    archive = open_archive(zipped({"a.xml": b"<a/>"}), "brief.docx")

    assert archive.read("a.xml") == b"<a/>"
    assert archive.read("b.xml") is None


def test_a_zip_bomb_is_refused_before_it_unpacks():
    bomb = zipped({"word/document.xml": b"0" * (30 * 2**20)})

    with pytest.raises(UnreadableFile, match="zip bomb"):
        open_archive(bomb, "bom.docx")


def test_too_many_entries_are_refused():
    many = zipped({f"{number}.xml": b"" for number in range(limits.MAX_ENTRIES + 1)})

    with pytest.raises(UnreadableFile, match="more than a letter has"):
        open_archive(many, "veel.docx")


def test_a_part_that_lies_about_its_size_is_cut_off(monkeypatch):
    monkeypatch.setattr(limits, "MAX_MEMBER_BYTES", 10)
    archive = open_archive(zipped({"a.xml": b"0123456789abc"}), "brief.docx")

    with pytest.raises(UnreadableFile, match=r"a\.xml unpacks to more than"):
        archive.read("a.xml")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_archive_is_a_clear_error(share):
    whole = zipped({"a.xml": b"<a>" + bytes(range(256)) * 40 + b"</a>"})

    with pytest.raises(UnreadableFile, match="damaged or cut off"):
        open_archive(whole[: int(len(whole) * share)], "half.docx")
