"""Old Word files, rich text and scans are read where the tools for them are installed; else what to install is said."""

from __future__ import annotations

import http.server
import io
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from eval.run import BUNDLED_LETTERS
from ingest import format_office, text_recognition
from ingest.format_office import office_program
from ingest.format_pdf import render_page
from ingest.formats import read_letter
from ingest.outside_tool import run_tool
from ingest.parser_pool import ParserPool
from ingest.text_recognition import recogniser

needs_office = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
needs_recogniser = pytest.mark.skipif(recogniser() is None, reason="ocrmypdf with Tesseract's Dutch is not installed")
RTF = r"""{\rtf1\ansi Datum: 3 mei 2024\par Betreft: Bruggen\par Geachte voorzitter,\par
De brug kost twaalf miljoen euro en gaat in 2025 open.\par}"""
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)


@pytest.fixture
def scan():
    from PIL import Image

    source = (BUNDLED_LETTERS / "avm-2021-leerwerkplekken.pdf").read_bytes()
    picture = Image.open(io.BytesIO(render_page(source, 1, 2.5))).convert("L")
    held = io.BytesIO()
    picture.save(held, format="PDF", resolution=180)
    return held.getvalue()


@pytest.mark.parametrize(("data", "what"), [(RTF.encode(), "rich text"), (OLD_WORD, "an old Word file")])
def test_without_libreoffice_the_message_says_what_to_install(monkeypatch, data, what):
    monkeypatch.setattr(format_office, "office_program", lambda: None)
    with pytest.raises(UnreadableFile, match=rf"{what}.*Install LibreOffice"):
        read_letter(data, "brief.doc")


def test_without_a_recogniser_a_scan_says_what_to_install(monkeypatch, scan):
    monkeypatch.setattr(text_recognition, "recogniser", lambda: None)
    with pytest.raises(UnreadableFile, match=r"it is a scan.*Install ocrmypdf.*nld"):
        read_letter(scan, "scan.pdf")


@needs_office
def test_rich_text_is_read():
    letter = read_letter(RTF.encode(), "brief.rtf")
    assert letter.header.subject == "Bruggen"
    assert letter.text.endswith("De brug kost twaalf miljoen euro en gaat in 2025 open.")


@needs_office
def test_an_old_word_file_is_read_in_the_parser_process(tmp_path):
    source = BUNDLED_LETTERS / "avm-2022-leerwerkplekken.docx"
    profile = (tmp_path / "profile").as_uri()
    command = [office_program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", str(source)]
    subprocess.run([*command, "--outdir", str(tmp_path)], check=True, capture_output=True, timeout=120)
    data = (tmp_path / "avm-2022-leerwerkplekken.doc").read_bytes()
    with ParserPool(workers=1) as pool:
        reply = pool.parse(data, "brief.doc")
    assert reply["format"] == "doc"
    assert "Eerste voortgangsbrief Actieprogramma Leerwerkplekken" in reply["letter"]["header"]


@needs_office
def test_what_libreoffice_cannot_read_is_refused():
    with pytest.raises(UnreadableFile, match="LibreOffice cannot read it"):
        read_letter(OLD_WORD, "brief.doc")


@needs_office
def test_nothing_is_fetched_that_the_file_links_to():
    asked = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the library's names

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Ear) as ear:
        threading.Thread(target=ear.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{ear.server_port}"
        field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/a.png" \\d}}{{\fldrslt x}}}}'
        read_letter((r"{\rtf1\ansi Tekst van de brief. " + field + "}").encode(), "brief.rtf")
        ear.shutdown()
    assert asked == []


@needs_recogniser
def test_a_scan_is_read_in_the_parser_process(scan):
    with ParserPool(workers=1) as pool:
        reply = pool.parse(scan, "scan.pdf")
    assert "VOORBEELD" in reply["letter"]["text"]
    assert "Kamer" in reply["letter"]["text"]


def test_a_tool_that_never_ends_is_ended_with_all_that_it_started(tmp_path):
    child = "import time; time.sleep(600)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); {child}"
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        run_tool([sys.executable, "-c", code], folder=tmp_path, seconds=1.5)
    assert time.monotonic() - begun < 30
    time.sleep(0.2)
    assert not _running(child)


def test_a_tool_ends_when_the_process_that_waits_for_it_is_killed(tmp_path):
    child = "import time; time.sleep(601)"
    code = (
        "import sys; from pathlib import Path; from ingest.outside_tool import run_tool;"
        f"run_tool([sys.executable, '-c', {child!r}], folder=Path({str(tmp_path)!r}), seconds=600)"
    )
    waiting = subprocess.Popen([sys.executable, "-c", code])
    assert _within(20, lambda: _running(child))
    waiting.kill()
    waiting.wait()
    assert _within(20, lambda: not _running(child))


def _within(seconds, happened):
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.05)
    return happened()


def _running(code):
    """Processes with this code as an argument of their own."""
    return [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if code.encode() in _read(path).split(b"\0")
    ]  # fmt: skip


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_parser_that_asks_for_patience_gets_it(monkeypatch):
    with ParserPool(workers=1, time_limit=0.5) as pool:
        monkeypatch.setattr("ingest.parser_pool._WORKER", ["-c", _SLOW_WORKER])
        assert pool.parse(b"x", "traag.doc") == {"reason": "gelezen", "remedy": ""}


_SLOW_WORKER = """
import sys, time
sys.stdin.buffer.readline()
print('{"patience": 20}', flush=True)
time.sleep(1.2)
print('{"reason": "gelezen", "remedy": ""}', flush=True)
time.sleep(5)
"""
