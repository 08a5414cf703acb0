"""gold evidence -> the places in the letters where it stands, and whether a passage or quote covers them.

Everything is compared by place: a letter and character offsets into its canonical text. Texts that are merely alike
do not count, so that a sentence of last year's letter is not taken for the one of this year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.gold_set import Evidence, GoldQuestion, check_against_letters, find_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library

FOUND_SHARE = 0.6  # of an evidence quote's characters: as much has to lie in a passage for it to count as found


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a letter's text, end exclusive."""

    letter_id: str
    start: int
    end: int

    def shared(self, other: Place) -> int:
        """How many characters two places have in common."""
        if self.letter_id != other.letter_id:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Target:
    """A gold evidence with every place where its quote stands; none: the letter's text does not hold it."""

    evidence: Evidence
    places: tuple[Place, ...]

    def found_in(self, passage: Place) -> bool:
        """Whether a passage holds the quote, or at least `FOUND_SHARE` of its characters."""
        return any(passage.shared(place) >= FOUND_SHARE * (place.end - place.start) for place in self.places)

    def touched_by(self, quote: Place) -> bool:
        """Whether a cited quote overlaps the evidence."""
        return any(quote.shared(place) > 0 for place in self.places)


class Letters:
    """The letters of a library by file name: the name under which gold evidence knows them."""

    def __init__(self, library: Library) -> None:
        """Note which file gave which letter; texts are read when they are asked for."""
        self._library = library
        self._texts: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}
        for header in sorted(library.headers(), key=lambda header: header.id):
            self._names[header.id] = file_name(header.source)
            sources = [header.source, *library.ledger.sources(header.id)]
            for name in dict.fromkeys(file_name(source) for source in sources):
                self._ids.setdefault(name, []).append(header.id)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, letter_id: object) -> bool:
        return letter_id in self._names

    def ids(self, file: str) -> Sequence[str]:
        """The letters that were read from a file of this name: one, or more where folders hold files of one name."""
        return self._ids.get(file_name(file), ())

    def name(self, letter_id: str) -> str:
        """The file name of a letter; the id itself if there is no such letter."""
        return self._names.get(letter_id, letter_id)

    def text(self, letter_id: str) -> str:
        """The canonical text of a letter.

        Raises:
            UnknownLetter: There is none with this id.
        """
        if letter_id not in self._texts:
            self._texts[letter_id] = self._library.letter(letter_id).text
        return self._texts[letter_id]

    def locate(self, quote: str, file: str) -> tuple[Place, ...]:
        """Every place where a quote stands in the letters read from a file, differences in white space apart."""
        return tuple(
            Place(letter_id, start, end)
            for letter_id in self.ids(file)
            for start, end in find_quotes(quote, self.text(letter_id))
        )

    def texts_by_name(self, files: Sequence[str]) -> dict[str, str]:
        """The texts of the letters read from these files, by the name given; files that gave none are left out."""
        return {file: "\n".join(self.text(one) for one in self.ids(file)) for file in files if self.ids(file)}


def file_name(source: str) -> str:
    """The last part of a path or address."""
    return re.split(r"[/\\]", source)[-1]


def find_targets(question: GoldQuestion, letters: Letters) -> tuple[Target, ...]:
    """The evidence of a question with its places, in the order of the gold set."""
    return tuple(Target(one, letters.locate(one.quote, one.letter)) for one in question.evidence)


def check_fit(questions: Sequence[GoldQuestion], letters: Letters) -> dict[str, str]:
    """Where a gold set does not fit its letters.

    Returns:
        By the id of the question: what is wrong with it (an unknown letter, a quote that does not occur, with the
        nearest match), as `check_against_letters` words it.
    """
    from assistant.errors import GoldError

    faults: dict[str, str] = {}
    for question in questions:
        try:
            check_against_letters([question], letters.texts_by_name([one.letter for one in question.evidence]))
        except GoldError as fault:
            faults[question.id] = str(fault)
    return faults
