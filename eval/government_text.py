"""a folder of Dutch government text -> letters of any number, cut from it: a library for measuring speed at size.

The text is real (laws, circulars, motions), the letters are not: header fields are drawn by a fixed rule or, where the
Kamer's own list of letters is given, are those of its records; and where the text is used up, it is used again with its
sentences exchanged, so that no two passages are alike.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from assistant.sentences import split_sentences
from assistant.vocabulary import Block, BlockKind, Letter, LetterHeader, Passage, Voice
from eval.letter_records import LetterRecord

WORDS = 100  # of a passage
PASSAGES = 25  # of a letter
MINISTRIES = tuple(f"Ministerie van {name}" for name in (
    "Zaken", "Dijken", "Scholen", "Zorg", "Wegen", "Landbouw", "Financiën", "Justitie", "Energie", "Wonen", "Cultuur",
    "Defensie",
))  # fmt: skip
_FIRST_DAY, _DAYS = date(2008, 1, 1), 6_500
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class CutLetter:
    """A letter with its passages, each of them one paragraph."""

    letter: Letter
    passages: tuple[Passage, ...]


def cut_letters(folder: Path, passages: int, records: Sequence[LetterRecord] = ()) -> Iterator[CutLetter]:
    """Letters with so many passages in all, the same ones each time.

    Args:
        folder: Text, as *.txt.gz and *.jsonl.gz.
        passages: How many.
        records: What the letters' headers say: a letter for each, with about as many passages as any other, as far as
            there is one for it. None: letters of `PASSAGES`, with headers drawn by a rule.
    """
    texts = _passage_texts(folder)
    if not records:
        for number in range(-(-passages // PASSAGES)):
            wanted = min(PASSAGES, passages - number * PASSAGES)
            yield _letter(_drawn_header(number), [next(texts) for _ in range(wanted)])
    for number, record in enumerate(records):
        wanted = passages * (number + 1) // len(records) - passages * number // len(records)
        if wanted:
            yield _letter(_recorded_header(number, record), [next(texts) for _ in range(wanted)])


def _passage_texts(folder: Path) -> Iterator[str]:
    """Stretches of about `WORDS` words, without end."""
    first = list(_cut(_texts(folder)))
    yield from first
    sentences = [one for text in first for one in _sentences(text)]
    shuffled = random.Random(7)  # noqa: S311 - not for secrets
    while True:
        shuffled.shuffle(sentences)
        yield from _cut(iter(sentences))


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (" ".join(line.split()) for line in lines)
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (" ".join(json.loads(line)["text"].split()) for line in lines)


def _cut(texts: Iterator[str]) -> Iterator[str]:
    gathered: list[str] = []
    for text in texts:
        gathered += text.split()
        while len(gathered) >= WORDS:
            yield " ".join(gathered[:WORDS])
            del gathered[:WORDS]


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0)]


def _drawn_header(number: int) -> LetterHeader:
    day = _FIRST_DAY + timedelta(days=number * 7_919 % _DAYS)
    return _header(f"{number}", day, "", MINISTRIES[number % len(MINISTRIES)], f"{20_000 + number % 500}")


def _recorded_header(number: int, record: LetterRecord) -> LetterHeader:
    """A record's header; of the ministry the list says nothing."""
    return _header(record.number, record.date, record.subject, MINISTRIES[number % len(MINISTRIES)], record.dossier)


def _header(reference: str, day: date, subject: str, ministry: str, dossier: str | None) -> LetterHeader:
    return LetterHeader(
        id=f"{day.isoformat()}-{reference.lower()}",
        date=day,
        subject=subject,
        ministry=ministry,
        reference=reference,
        signatories=(),
        addressee=None,
        kamerstuk=None,
        dossier=dossier,
        attachments=(),
        source=f"{reference}.txt",
        url=None,
        content_hash="",
    )


def _letter(header: LetterHeader, texts: list[str]) -> CutLetter:
    """A letter of these paragraphs; without a subject of its own it has the first words of its text."""
    whole = _GAP.join(texts)
    header = replace(
        header,
        subject=header.subject or " ".join(texts[0].split()[:8]),
        content_hash=hashlib.sha256(whole.encode()).hexdigest(),
    )
    blocks, passages, start = [], [], 0
    context = f"{header.ministry} · {header.date} · {header.subject}"
    for ordinal, text in enumerate(texts):
        block = Block(BlockKind.PARAGRAPH, start, start + len(text))
        blocks.append(block)
        passages.append(
            Passage(
                letter_id=header.id,
                ordinal=ordinal,
                start=start,
                end=block.end,
                text=text,
                section=(),
                page=None,
                paragraph=ordinal + 1,
                voice=Voice.AUTHOR,
                context=context,
                question=None,
                blocks=(block,),
            )
        )
        start = block.end + len(_GAP)
    return CutLetter(Letter(header, whole, tuple(blocks)), tuple(passages))
