"""headers.jsonl and letter files -> for each field of the letterhead how many are read as a careful reader fills them.

    python -m eval.header_scores --gold headers.jsonl --letters FOLDER

One object a line: {"file", "date", "ministry", "subject", "reference", "signatories", "kamerstuk"}; null where the
letter does not state it. White space, upper and lower case and a closing full stop do not count. A wrong date is worse
than none, so those are counted apart; the exit code is 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.vocabulary import LetterHeader
from ingest.formats import read_letter

FIELDS = ("date", "ministry", "subject", "reference", "signatories", "kamerstuk")


@dataclass(frozen=True, slots=True)
class FieldScore:
    """How often a field was read right, and what was read where it was not: file, wanted, found."""

    field: str
    right: int
    total: int
    wrong: tuple[tuple[str, str, str], ...]


def score_headers(gold: Iterable[Mapping[str, object]], headers: Mapping[str, LetterHeader]) -> list[FieldScore]:
    """Compare gold headers with those that were read.

    Args:
        gold: The gold headers.
        headers: By file name, what was read; a letter without one counts as wrong in every field.
    """
    wanted = list(gold)
    return [_score(field, wanted, headers) for field in FIELDS]


def _score(field: str, gold: Sequence[Mapping[str, object]], headers: Mapping[str, LetterHeader]) -> FieldScore:
    wrong = []
    for one in gold:
        file = str(one["file"])
        expected = plain(one[field])
        found = plain(getattr(headers[file], field)) if file in headers else "(not read)"
        if expected != found:
            wrong.append((file, expected, found))
    return FieldScore(field, len(gold) - len(wrong), len(gold), tuple(wrong))


def plain(value: object) -> str:
    """A field's value as it is compared; "" for none."""
    values = value if isinstance(value, (list, tuple)) else [value]
    texts = ["".join(str(one).split()).casefold().rstrip(".") for one in values if one is not None]
    return "; ".join(sorted(texts))


def wrong_dates(scores: Sequence[FieldScore]) -> list[tuple[str, str, str]]:
    """Dates that were read and are wrong; one that is missing is not among them."""
    return [one for score in scores if score.field == "date" for one in score.wrong if one[2] not in {"", "(not read)"}]


def read_headers(letters: Path, files: Sequence[str]) -> dict[str, LetterHeader]:
    """By file name, the header of each of these files that is somewhere in a folder."""
    paths = {path.name: path for path in sorted(letters.rglob("*")) if path.is_file()}
    return {file: read_letter(paths[file].read_bytes(), file).header for file in files if file in paths}


def report(gold: Path, letters: Path) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    wanted = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    scores = score_headers(wanted, read_headers(letters, [one["file"] for one in wanted]))
    for score in scores:
        yield f"{score.field:12} {score.right:4} of {score.total:4}  {score.right / max(1, score.total):7.1%}"
        yield from (f"    {file}: wanted {expected!r}, read {found!r}" for file, expected, found in score.wrong)
    yield f"wrong dates: {len(wrong_dates(scores))}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure how well the fields of letterheads are read.")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--letters", type=Path, required=True)
    asked = parser.parse_args()
    lines = list(report(asked.gold, asked.letters))
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(0 if lines[-1].endswith(" 0") else 1)


if __name__ == "__main__":
    main()
