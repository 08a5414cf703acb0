"""a folder of Dutch texts -> the word counts by which compounds are split.

    python -m assistant.word_counts FOLDER [FOLDER ...]

Every .txt, .jsonl, .csv and .tsv file in the folders is counted, packed with gzip or not. The bundled counts come from
Dutch laws and circulars (BWB, CC0), motions and subjects of letters (the Kamer's open data, CC0), and parliamentary
questions with their answers. They are counts of single words: no text can be read back from them.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.analyser import fold
from assistant.compounds import WORDS_FILE

_WORD = re.compile(r"[^\W\d_]{4,30}")
_RAREST = 5  # times; a word seen less is a slip or a name
_KINDS = {".txt", ".jsonl", ".csv", ".tsv"}


def count_words(texts: Iterator[str]) -> Counter[str]:
    """Count the words of texts, folded to lower case without diacritics."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(fold(text)))
    return counts


def read_lines(folder: Path) -> Iterator[str]:
    """The lines of all text files below a folder, file by file in order of their paths."""
    for path in sorted(folder.rglob("*")):
        packed = path.suffix == ".gz"
        kind = Path(path.stem).suffix if packed else path.suffix
        if kind in _KINDS:
            with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
                yield from lines


def main(folders: list[str]) -> None:
    """Count the words of these folders and write the bundled file."""
    counts: Counter[str] = Counter()
    for folder in folders:
        counts += count_words(read_lines(Path(folder)))
    kept = sorted(word for word, count in counts.items() if count >= _RAREST)
    lines = "\n".join(f"{word}\t{counts[word]}" for word in kept)
    packed = gzip.compress(lines.encode("utf-8"), 9, mtime=0)
    (Path(__file__).parent / WORDS_FILE).write_bytes(packed)


if __name__ == "__main__":
    main(sys.argv[1:])
