"""letters cut from text -> letter files in every format, for the part of a large library that is read as files are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eval.government_text import CutLetter
from eval.make_samples import WRITERS
from eval.sample_source import Element, ElementKind, SampleLetter, Signatory


def write_files(letters: Iterable[CutLetter], folder: Path) -> list[Path]:
    """Write each letter in one format, all formats in turn; each says that it is a sample."""
    folder.mkdir(parents=True, exist_ok=True)
    forms = sorted(WRITERS)
    made = []
    for number, cut in enumerate(letters):
        extension, write = WRITERS[forms[number % len(forms)]]
        path = folder / f"{cut.letter.header.id}.{extension}"
        path.write_bytes(write(as_sample(cut)))
        made.append(path)
    return made


def as_sample(cut: CutLetter) -> SampleLetter:
    """A cut letter in the form from which sample letters are written: its passages are its paragraphs."""
    header = cut.letter.header
    assert header.date is not None  # noqa: S101 - cut letters have one
    paragraphs = [Element(ElementKind.PARAGRAPH, one.text.replace("[^", "[")) for one in cut.passages]
    return SampleLetter(
        name=header.id,
        formats=(),
        ministry=header.ministry or "",
        postbus="Postbus 99999, 2500 ZZ Den Haag",
        date=header.date,
        subject=header.subject or "",
        reference=header.reference or "",
        signatories=(Signatory("De Minister", "V. Voorbeeld"),),
        extra={
            "dossier": header.dossier or "99999",
            "nummer": "1",
            "dossiertitel": header.subject or "",
            "vergaderjaar": f"{header.date.year}-{header.date.year + 1}",
        },
        elements=(Element(ElementKind.PARAGRAPH, "Geachte voorzitter,"), *paragraphs, Element(ElementKind.SIGNATURE)),
        notes={},
    )
