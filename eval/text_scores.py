"""letter files -> the share of their words that stand in the text we read, in order, against an independent reading.

    python -m eval.text_scores FOLDER...        (default: the bundled letters)

Docx, odt, html and XML are compared with `eval.independent_reading`. What the letter has and the text has not is shown.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from assistant.vocabulary import BlockKind, Letter
from eval.independent_reading import read_independently, words_of
from eval.run import BUNDLED_LETTERS
from ingest.documents import find_documents
from ingest.formats import read_letter, sniff

_COMPARED = ("docx", "odt", "html", "xml")
_SHOWN = 4  # stretches of missing words shown of a letter


@dataclass(frozen=True, slots=True)
class Kept:
    """How many words of a reading stand in another one in the same order, and the stretches that do not."""

    kept: int
    total: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """Between 0 and 1; 1 where there was nothing to keep."""
        return self.kept / self.total if self.total else 1.0


def words_kept(wanted: Sequence[str], found: Sequence[str], letter: Letter | None = None) -> Kept:
    """The words of one reading that stand in another in the same order, by the longest runs that both have (difflib).

    Args:
        wanted: The words that should be there.
        found: The words that are.
        letter: The letter of the words found. What another reading takes for body and this one for notes, typed below
            the signature with their marks in the text, is then not missed: marks, and runs that stand in a footnote.
    """
    if list(wanted) == list(found):
        return Kept(len(wanted), len(wanted), ())
    missing = []
    for kind, begin, end, first, last in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        moved = letter is not None and _is_of_notes(wanted[begin:end], found[first:last], letter)
        if kind in {"replace", "delete"} and not moved:
            missing.append(wanted[begin:end])
    return Kept(len(wanted) - sum(map(len, missing)), len(wanted), tuple(map(" ".join, missing)))


def _is_of_notes(missing: Sequence[str], instead: Sequence[str], letter: Letter) -> bool:
    labels = {anchor.label for block in letter.blocks for anchor in block.anchors}
    unmarked = [_unmarked(word, labels) for word in missing if word not in labels]
    if unmarked == list(instead):
        return True
    notes = f" {' '.join(words_of_letter(letter, notes=True))} "
    return f" {' '.join(word for word in missing if word not in labels)} " in notes


def _unmarked(word: str, labels: Set[str]) -> str:
    """A word without the note mark that is glued to it ("ton1")."""
    return next((word.removesuffix(label) for label in sorted(labels) if word.endswith(label)), word)


def words_of_letter(letter: Letter, *, notes: bool) -> list[str]:
    """The words of a letter's footnotes, or of all else."""
    blocks = [block for block in letter.blocks if (block.kind is BlockKind.FOOTNOTE) == notes]
    return [word for block in blocks for word in words_of(letter.text[block.start : block.end])]


def score_file(data: bytes, name: str, kind: str) -> tuple[Kept, Kept]:
    """Words kept of the body and of the notes of a letter file."""
    letter, reading = read_letter(data, name), read_independently(data, kind)
    return (
        words_kept(reading.body, words_of_letter(letter, notes=False), letter),
        words_kept(reading.notes, words_of_letter(letter, notes=True)),
    )


def report(folders: Sequence[Path]) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    totals: dict[str, list[int]] = {}
    for document in find_documents(folders):
        data = document.read() if document.could_be_letter else b""
        kind = sniff(data, document.source) if data else ""
        if kind not in _COMPARED:
            continue
        for part, kept in zip(("body", "notes"), score_file(data, document.source, kind), strict=True):
            sums = totals.setdefault(f"{kind} {part}", [0, 0, 0])
            sums[0] += kept.kept
            sums[1] += kept.total
            sums[2] += 1
            if kept.missing:
                yield f"{document.source} ({part}): {kept.kept} of {kept.total} words, without:"
                yield from (f"    {stretch[:200]!r}" for stretch in kept.missing[:_SHOWN])
    for name, (kept_words, total, files) in sorted(totals.items()):
        yield f"{name:12} {kept_words:7} of {total:7} words in order in {files} files  {kept_words / max(1, total):8.3%}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure whether every word of letters is read, in order.")
    parser.add_argument("folders", type=Path, nargs="*", default=[BUNDLED_LETTERS])
    for line in report(parser.parse_args().folders):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
