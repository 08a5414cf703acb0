"""gold questions and letters -> whether each evidence quote stands in a passage, or two adjacent ones, in the right voice.

    python -m eval.evidence_scores --gold questions.jsonl --letters FOLDER      (default: the bundled ones)

What no passage holds can't be found; what is taken for a Member's words can't be cited as the minister's.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from assistant.vocabulary import Letter, Passage, Voice
from eval.gold_set import find_quotes, load_questions
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS
from ingest.formats import read_letter
from ingest.passages import split_passages


class Held(StrEnum):
    """Where an evidence quote stands."""

    ONE = "in one passage"
    TWO = "in two adjacent passages"
    SCATTERED = "in no two adjacent passages"
    MEMBER = "in a Member's voice"
    ABSENT = "not in the text"


def where_held(quote: str, letter: Letter, passages: Sequence[Passage]) -> Held:
    """Where a quote stands in a letter's passages; of several places the best counts."""
    held = [_place_held(start, end, letter, passages) for start, end in find_quotes(quote, letter.text)]
    order = list(Held)
    return min(held, key=order.index, default=Held.ABSENT)


def _place_held(start: int, end: int, letter: Letter, passages: Sequence[Passage]) -> Held:
    if any(block.voice is Voice.MEMBER and block.start < end and start < block.end for block in letter.blocks):
        return Held.MEMBER
    if any(passage.start <= start and end <= passage.end for passage in passages):
        return Held.ONE
    for one, following in pairwise(passages):
        between = letter.text[one.end : following.start]
        if one.start <= start and end <= following.end and not between.strip():
            return Held.TWO
    return Held.SCATTERED


def report(gold: Path, folder: Path) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    paths = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()}
    letters: dict[str, tuple[Letter, list[Passage]]] = {}
    counts: Counter[Held] = Counter()
    for question in load_questions(gold):
        for one in question.evidence:
            if one.letter not in letters:
                letter = read_letter(paths[one.letter].read_bytes(), one.letter)
                letters[one.letter] = letter, split_passages(letter)
            held = where_held(one.quote, *letters[one.letter])
            counts[held] += 1
            if held not in {Held.ONE, Held.TWO}:
                yield f"{question.id} {held.value}: {one.letter}: {one.quote[:100]!r}"
    yield from (f"{held.value:28} {counts[held]:5} of {counts.total()}" for held in Held)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure whether each evidence quote stands in a passage.")
    parser.add_argument("--gold", type=Path, default=BUNDLED_GOLD)
    parser.add_argument("--letters", type=Path, default=BUNDLED_LETTERS)
    asked = parser.parse_args()
    for line in report(asked.gold, asked.letters):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
