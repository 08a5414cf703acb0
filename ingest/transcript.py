"""nothing -> what a format reader gives: blocks of text in reading order, before the letter is composed.

letter file -> format reader -> `Transcript` -> `compose_letter` (ingest.anatomy) -> `Letter`
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from assistant.vocabulary import BlockKind, Box

# Between the cells of a table row: white space, so that a row read aloud or searched for is its words and nothing else.
CELL_BORDER = "\t"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark that stood in a block's text directly before `text[offset]`, and was taken out of it."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A unit of text as the file shows it. `text` is clean: no note marks, page marks or line-break hyphens."""

    text: str
    kind: BlockKind | None = None  # None: the format does not say; the anatomy decides
    page: int | None = None
    level: int = 0  # heading or list depth, from 1, where the format says it
    label: str | None = None  # of a footnote: its number; of a list item: its mark
    bold: bool = False  # the whole block is set in bold or underlined: a hint for headings
    marks: tuple[NoteMark, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """The blocks of one file in reading order, and what the format itself says of the letter.

    `fields` holds letterhead fields that the format names, in Dutch lower case as keys: "datum", "betreft",
    "kenmerk", "afzender", "ondertekenaar", "dossier", "ondernummer", "vergaderjaar", "titel", "url". Footnotes stand
    as blocks of kind FOOTNOTE with their label; the anatomy moves them after the paragraph that refers to them.
    """

    blocks: tuple[RawBlock, ...]
    fields: dict[str, str] = field(default_factory=dict)
    page_count: int | None = None


class FormatReader(Protocol):
    """Role: the bytes of a file -> its transcript."""

    def __call__(self, data: bytes, name: str) -> Transcript:
        """Read one file.

        Raises:
            UnreadableFile: The file is damaged, encrypted, hostile, or holds no text; with what to do.
        """
        ...
