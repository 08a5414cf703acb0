"""nothing -> `Part`, a block on its way from the file to the letter: kind and voice decided, offsets not yet known."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.vocabulary import BlockKind, Voice
from ingest.transcript import RawBlock

FRAMING = (BlockKind.LETTERHEAD, BlockKind.SIGNATURE, BlockKind.BOILERPLATE)  # what stands around the letter's text


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its kind, its voice and its place among questions and answers.

    `asks` is the ordinal of the question that the block belongs to, `answers` those of the questions it answers.
    """

    raw: RawBlock
    kind: BlockKind | None = None
    voice: Voice = Voice.AUTHOR
    level: int = 0
    label: str | None = None
    asks: int | None = None
    answers: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The block's clean text."""
        return self.raw.text
