"""annotated references of parliamentary debates -> how many are found, how many of the found ones are right.

    python -m eval.reference_scores FOLDER

FOLDER holds the annotations of Bos, Van Opijnen and Marx, "Linking References to Documents in Parliamentary Debates":
`annotated-dataset.csv`, `annotator-a.csv` and `annotator-b.csv`. Scored are the explicit references, those that name a
dossier or a document by its number; the others ("dit amendement") name none, and finding what they mean is another task.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.references import ReferenceKind, find_references
from eval.statistics import wilson_interval

FILES = ("annotated-dataset.csv", "annotator-a.csv", "annotator-b.csv")
_EXPLICIT = ("explicit-parl-doc", "explicit-dossier")
_NUMBER = re.compile(r"\d+")
_COUNTED = frozenset({ReferenceKind.KAMERSTUK, ReferenceKind.DOSSIER, ReferenceKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Annotation:
    """A reference as annotators saw it: the passage it stands in, its words, and the document meant."""

    debate: str
    passage: str
    words: str
    identifier: str  # "kst-31226-12", or a dossier's number


@dataclass(frozen=True, slots=True)
class ReferenceScores:
    """What was found of the annotated references, and what was found beside them."""

    found: tuple[Annotation, ...]
    missed: tuple[Annotation, ...]
    contradictory: tuple[Annotation, ...]  # the identifier is of another number than the words: a slip; not scored
    unannotated: tuple[tuple[str, str], ...]  # (words, identifier) that no annotator marked, to be read by hand
    checked: int  # references found in all passages

    @property
    def recall(self) -> float | None:
        """Share of the annotated references that are found with the right identifier."""
        total = len(self.found) + len(self.missed)
        return len(self.found) / total if total else None

    @property
    def precision(self) -> float | None:
        """Share of the references found that an annotator marked; those that annotators overlooked count as wrong."""
        return 1 - len(self.unannotated) / self.checked if self.checked else None


def read_annotations(folder: Path) -> list[Annotation]:
    """The explicit references of all annotators, each passage, place in its words and document once.

    Raises:
        OSError: A file is missing.
    """
    rows = [
        row for name in FILES for row in csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines(True))
    ]
    found = []
    for row in rows:
        identifier = _identifier(row)
        if row["reference_type"] in _EXPLICIT and identifier and _NUMBER.search(row["text"]):
            words = " ".join(row["text"].split()).strip("()")
            found.append(Annotation(row["minute_id"], _passage(row, words), words, identifier))
    return list(dict.fromkeys(found))


def _passage(row: dict[str, str], words: str) -> str:
    """The annotated passage; one that was cut short where the reference begins ("Zij krijgt nr. ") is made whole."""
    for part in ("paragraph", "sentence"):
        passage = " ".join(row[part].split())
        if words in passage:
            return passage
        if passage.endswith("("):
            return f"{passage}{words})"
        if passage.endswith("nr.") and words.startswith("nr."):
            return f"{passage.removesuffix('nr.')}{' '.join(row['text'].split())}"
    return " ".join(row["text"].split())


def _identifier(row: dict[str, str]) -> str | None:
    """The document's identifier as this program writes it; None where the annotator left it unfinished ("kst-")."""
    written = row["external_identifier"].replace(" ", "").rpartition("/")[2].removesuffix(".html")
    if not _NUMBER.search(written):
        return None
    bare = written.removeprefix("kst-")
    if re.fullmatch(r"\d{4}[DZ]\d{5}", bare):
        return bare
    return bare if row["reference_type"] == "explicit-dossier" else f"kst-{bare}"


def score_references(annotations: Sequence[Annotation]) -> ReferenceScores:
    """Find the references of every annotated passage and compare them with the annotations."""
    dossiers = _dossiers(annotations)
    found: list[Annotation] = []
    missed: list[Annotation] = []
    contradictory: list[Annotation] = []
    beside: list[tuple[str, str]] = []
    checked = 0
    for debate, passage in dict.fromkeys((one.debate, one.passage) for one in annotations):
        marked = [one for one in annotations if (one.debate, one.passage) == (debate, passage)]
        references = [one for one in find_references(passage, dossier=dossiers.get(debate)) if one.kind in _COUNTED]
        named = {one.identifier for one in references}
        for one in marked:
            slip = one.identifier.rpartition("-")[2] not in _NUMBER.findall(one.words) and one.identifier not in named
            slip = slip and one.identifier[4:5] not in {"D", "Z"}
            (contradictory if slip else found if one.identifier in named else missed).append(one)
        checked += len(references)
        meant = {one.identifier for one in marked} | {number for one in marked for number in _NUMBER.findall(one.words)}
        beside += [
            (one.text, one.identifier or "")
            for one in references
            if one.identifier not in meant and (one.identifier or "").rpartition("-")[2] not in meant
        ]
    return ReferenceScores(tuple(found), tuple(missed), tuple(contradictory), tuple(beside), checked)


def _dossiers(annotations: Iterable[Annotation]) -> dict[str, str]:
    """The dossier under discussion in each debate: the one that most of its references belong to."""
    counts: dict[str, dict[str, int]] = {}
    for one in annotations:
        if one.identifier.startswith("kst-"):
            dossier = one.identifier.removeprefix("kst-").rpartition("-")[0]
            of_debate = counts.setdefault(one.debate, {})
            of_debate[dossier] = of_debate.get(dossier, 0) + 1
    return {debate: max(sorted(some), key=lambda name: some[name]) for debate, some in counts.items()}


def main(arguments: Sequence[str]) -> int:
    """Score a folder of annotations and print the outcome with every difference."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m eval.reference_scores FOLDER\n")
        return 2
    scores = score_references(read_annotations(Path(arguments[0])))
    _say("recall", len(scores.found), len(scores.found) + len(scores.missed))
    _say("precision", scores.checked - len(scores.unannotated), scores.checked)
    for name, some in (("missed", scores.missed), ("annotation contradicts its own words", scores.contradictory)):
        for one in some:
            sys.stdout.write(f"{name}: {one.words!r} = {one.identifier} in {one.passage[:120]!r}\n")
    for words, identifier in scores.unannotated:
        sys.stdout.write(f"found beside: {words!r} = {identifier}\n")
    return 0


def _say(measure: str, right: int, total: int) -> None:
    """Print a share with its 95 % interval."""
    if total == 0:
        sys.stdout.write(f"{measure:10} not measured\n")
        return
    low, high = wilson_interval(right, total)
    sys.stdout.write(f"{measure:10} {right}/{total} = {right / total:.3f} ({low:.3f}-{high:.3f})\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
