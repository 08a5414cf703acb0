"""passages with their figures as a careful reader marked them -> precision and recall of the reading of figures.

    python -m eval.figure_list                 the list of the bundled letters
    python -m eval.figure_list --list FILE     a list of one's own

A figure is right if it stands in the same place with the same value, range and unit.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.figures import find_figures
from assistant.vocabulary import Figure

BUNDLED_LIST = Path(__file__).parent / "gold" / "figures.jsonl"
_DIGITS = 6  # to which the value of a third is written down


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure as marked: its place in the passage, and what it says."""

    start: int
    text: str
    value: Decimal
    upper: Decimal | None
    unit: str  # the unit as written for a measured quantity, else the name of the unit


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage with all figures in it, in order."""

    letter: str
    text: str
    figures: tuple[MarkedFigure, ...]


@dataclass(frozen=True, slots=True)
class FigureScores:
    """How many figures were marked, how many were found, and what went wrong."""

    marked: int
    found: int
    right: int
    lost: tuple[str, ...]  # in their surroundings
    invented: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the figures found that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the figures marked that were found."""
        return self.right / self.marked if self.marked else 1.0


def load_figure_list(path: Path) -> list[MarkedPassage]:
    """Read a list: a passage a line, with "letter", "text" and "figures" as [start, text, value, upper, unit].

    Raises:
        ValueError: A figure does not stand where the list says.
    """
    passages = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        figures = tuple(
            MarkedFigure(start, text, Decimal(value), None if upper is None else Decimal(upper), unit)
            for start, text, value, upper, unit in entry["figures"]
        )
        for one in figures:
            if not entry["text"].startswith(one.text, one.start):
                raise ValueError(f"'{one.text}' does not stand at {one.start} of a passage of {entry['letter']}")
        passages.append(MarkedPassage(entry["letter"], entry["text"], figures))
    return passages


def score_figures(passages: Sequence[MarkedPassage]) -> FigureScores:
    """Read the figures of every passage and compare them with those marked."""
    marked = found = right = 0
    lost: list[str] = []
    invented: list[str] = []
    for passage in passages:
        wanted = set(passage.figures)
        given = {as_marked(one) for one in find_figures(passage.text)}
        marked, found, right = marked + len(wanted), found + len(given), right + len(wanted & given)
        lost += [_around(passage.text, one) for one in sorted(wanted - given, key=lambda one: one.start)]
        invented += [_around(passage.text, one) for one in sorted(given - wanted, key=lambda one: one.start)]
    return FigureScores(marked, found, right, tuple(lost), tuple(invented))


def as_marked(figure: Figure) -> MarkedFigure:
    """A figure that was read, in the form of the list."""
    unit = figure.unit_text if figure.unit.value == "other" else figure.unit.value
    upper = None if figure.upper is None else round(figure.upper, _DIGITS).normalize()
    return MarkedFigure(figure.start, figure.text, round(figure.value, _DIGITS).normalize(), upper, unit)


def _around(text: str, one: MarkedFigure) -> str:
    stretch = " ".join(text[max(0, one.start - 25) : one.start + len(one.text) + 20].split())
    return f"{one.text} = {one.value:f} {one.unit}: … {stretch} …"


def report(path: Path) -> Iterator[str]:
    """Measure, and say what was measured line by line."""
    scores = score_figures(load_figure_list(path))
    yield f"figures marked {scores.marked}, found {scores.found}, right {scores.right}"
    yield f"precision {scores.precision:.1%}, recall {scores.recall:.1%}"
    yield from (f"  lost {one}" for one in scores.lost)
    yield from (f"  invented {one}" for one in scores.invented)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure the reading of figures.")
    parser.add_argument("--list", type=Path, default=BUNDLED_LIST)
    for line in report(parser.parse_args().list):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
