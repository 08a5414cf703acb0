"""paragraphs -> a passage of a made-up letter, for tests of the reader."""

from __future__ import annotations

from assistant.vocabulary import BlockKind, ScoredPassage
from ingest.anatomy import compose_letter
from ingest.passages import split_passages
from ingest.transcript import RawBlock, Transcript


def make_passage(*paragraphs: str, day: str = "12 maart 2024", name: str = "zeereep.txt") -> ScoredPassage:
    """The first passage of a letter with these paragraphs."""
    blocks = tuple(RawBlock(text, BlockKind.PARAGRAPH) for text in paragraphs)
    letter = compose_letter(Transcript(blocks, {"datum": day, "kenmerk": name}), source=name)
    return ScoredPassage(split_passages(letter)[0], letter.header, 1.0, {})
