"""Fictional letters for the tests of the web face, a library of them, and a server over a library."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx

from assistant.ledger import Source
from assistant.library import Library
from assistant.vocabulary import Block, BlockKind, Letter, LetterHeader, NoteAnchor, Voice
from ingest.passages import split_passages

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[1]

HOSTILE = (
    'Het ravijnfonds krijgt <script>document.title="KAPOT"</script> 12 miljoen euro <img src=x onerror="'
    "document.title='KAPOT'\"> en [klik hier](javascript:alert(1)) ![](http://elders.example/a.png) $$x^2$$ "
    "${document.title='KAPOT'} {{constructor}} **vet** \u202edraai\u202c \"'><b>dik</b>."
)
HOSTILE_SUBJECT = '</script><script>document.title="KAPOT"</script> Ravijnfonds "\'><img src=x onerror=alert(1)>'


def make_letter(
    letter_id: str,
    subject: str | None,
    blocks: list[tuple[BlockKind, str]],
    *,
    day: date | None = date(2031, 3, 4),
    ministry: str | None = "Ministerie van Bergen en Dalen",
    sample: bool = True,
    url: str | None = None,
) -> Letter:
    """A letter of these blocks; each footnote's mark stands at the end of the block before it."""
    text, placed = "", []
    for number, (kind, words) in enumerate(blocks):
        start = len(text)
        text += words
        followed = number + 1 < len(blocks) and blocks[number + 1][0] is BlockKind.FOOTNOTE
        placed.append(
            Block(
                kind, start, len(text),
                page=1 + number // 6,
                level=1 if kind is BlockKind.HEADING else 0,
                label="1" if kind is BlockKind.FOOTNOTE else "•" if kind is BlockKind.LIST_ITEM else None,
                anchors=(NoteAnchor(len(text), "1"),) if followed else (),
                voice=Voice.MEMBER if words.startswith("Kunt u") else Voice.AUTHOR,
            )
        )  # fmt: skip
        text += "\n"
    header = LetterHeader(
        id=letter_id, date=day, subject=subject, ministry=ministry, reference=f"BD-{letter_id}",
        signatories=("P. Bergman",), addressee="De Voorzitter", kamerstuk=None, dossier=None, attachments=(),
        source=f"map/{letter_id}.txt", url=url, content_hash=letter_id * 4, sample=sample,
    )  # fmt: skip
    return Letter(header, text, tuple(placed), page_count=1 + len(blocks) // 6)


P, H = BlockKind.PARAGRAPH, BlockKind.HEADING


def make_letters() -> list[Letter]:
    """Four fictional letters: two on one subject, one with footnote, table and list, and a hostile one."""
    return [
        make_letter(
            "brug-2031",
            "Voortgang kabelbrug Hoogkloof",
            [
                (BlockKind.LETTERHEAD, "Ministerie van Bergen en Dalen, Postbus 1"),
                (P, "Met deze brief meld ik u hoe het staat met de kabelbrug bij Hoogkloof en met de kabelbanen."),
                (H, "Kosten van de kabelbrug"),
                (P, "De kabelbrug bij Hoogkloof kost € 48 miljoen. Dat is € 6 miljoen meer dan in 2029 geraamd."),
                (BlockKind.FOOTNOTE, "Prijspeil 2030, zonder btw."),
                (H, "Planning van de kabelbrug"),
                (P, "De kabelbrug gaat open op 12 mei 2032. Voetgangers kunnen er vanaf die dag gratis over."),
                (BlockKind.LIST_ITEM, "de pijlers zijn in september 2031 gereed;"),
                (BlockKind.LIST_ITEM, "de kabels hangen in januari 2032."),
                (H, "Vraag van het lid Dalstra"),
                (P, "Kunt u toezeggen dat de brug ook voor fietsers opengaat?"),
                (P, "Voor fietsers komt er een lift van 30 meter. Die lift kost € 2,5 miljoen en is in 2033 klaar."),
                (BlockKind.TABLE_ROW, "Onderdeel\tKosten\tJaar"),
                (BlockKind.TABLE_ROW, "Pijlers\t€ 20 miljoen\t2031"),
                (BlockKind.TABLE_ROW, "Kabels\t€ 28 miljoen\t2032"),
                *[(P, f"Ook in gemeente Bergdorp-{n} wordt gewerkt aan paden langs de helling.") for n in range(30)],
                (BlockKind.SIGNATURE, "De Minister van Bergen en Dalen, P. Bergman"),
            ],
        ),
        make_letter(
            "brug-2029",
            "Plannen voor de kabelbrug Hoogkloof",
            [
                (H, "Raming van de kabelbrug"),
                (P, "De kabelbrug bij Hoogkloof is geraamd op € 42 miljoen. De aanbesteding begint in 2030."),
            ],
            day=date(2029, 6, 1),
        ),
        make_letter(
            "molens",
            "Onderhoud van watermolens",
            [(P, "Het onderhoud van de 61 watermolens in Laagveen duurt 14 maanden en gebeurt door vrijwilligers.")],
            day=date(2030, 2, 2),
            ministry="Ministerie van Molens en Sluizen",
            url="https://brieven.example/molens",
        ),
        make_letter("hostiel", HOSTILE_SUBJECT, [(P, HOSTILE)], ministry="Ministerie van <b>Ravijnen</b>"),
    ]  # fmt: skip


def fill(library: Library, letters: list[Letter]) -> None:
    """Store letters as an ingest does."""
    with library.writing():
        for letter in letters:
            name = letter.header.source
            library.store(letter, split_passages(letter), source=Source(name, letter.header.content_hash, "txt"))


_RUN = """
import os
import sys
from pathlib import Path
from assistant.embedders import load_embedder
from assistant.ledger import Source
from assistant.library import Library
from assistant.settings import Settings
from ui.server import run_server
from ui.server_settings import read_server_settings
folder = Path(sys.argv[1])
library = Library(folder, load_embedder("bundled"))
server = read_server_settings(os.environ)
run_server(library, Settings(folder), host="127.0.0.1", port=int(sys.argv[2]), server=server)
library.close()
"""


@contextmanager
def serving(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a library from a child process on a free port; gives the address, when it answers, and the process."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(folder), str(port)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(settings or {}),
    )  # fmt: skip
    assert server.stderr is not None
    address = f"http://{HOST}:{port}"
    try:
        line = server.stderr.readline()
        assert address in line, line + server.stderr.read()
        while httpx.get(f"{address}/health").status_code != 200:
            time.sleep(0.05)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stderr.close()
