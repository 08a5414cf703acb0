"""nothing -> what became of a sync, and of each letter in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.errors import BriefwijzerError, SourceError
from ingest.source_listing import Listed, Page


class SyncOutcome(StrEnum):
    """What became of a letter that a source lists."""

    NEW = "new"
    UPDATED = "updated"  # its text replaced an earlier one
    UNCHANGED = "unchanged"
    SAME = "same"  # the letter was there already, from another source or file
    PLANNED = "planned"  # would be fetched, were this no dry run
    REMOVED = "removed"  # the source deleted it, and so it went from the library
    WITHDRAWN = "withdrawn"  # the source deleted it, and the letter stays from another source
    LEFT_OUT = "left_out"  # listed, and not among the letters wanted
    SKIPPED = "skipped"  # the source has no file of it, or one that could not be read before
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What became of one letter."""

    key: str
    address: str | None
    outcome: SyncOutcome
    date: date | None = None
    ministry: str | None = None
    subject: str | None = None
    url: str | None = None
    letter_id: str | None = None
    reason: str | None = None
    fault: BriefwijzerError | None = None  # the same as the reason, for an interface that words it

    @classmethod
    def of(cls, listed: Listed, outcome: SyncOutcome) -> Synced:
        """What became of a listed letter, with what its catalogue says of it."""
        return cls(
            key=listed.key,
            address=listed.files[0].name if listed.files else None,
            outcome=outcome,
            date=listed.day,
            ministry=listed.ministry,
            subject=listed.subject,
            url=listed.url,
        )


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """What became of a sync. `counts` has every letter; `letters` those that are not unchanged or left out."""

    source: str
    dry_run: bool = False
    announced: int | None = None  # entries of the catalogue, as the source says
    listed: int = 0  # entries that it showed, letters or not
    counts: Counter[SyncOutcome] = field(default_factory=Counter)
    letters: list[Synced] = field(default_factory=list)
    stopped: SourceError | None = None  # why it ended before it was done

    def add_page(self, page: Page) -> None:
        """Count the entries of a page."""
        self.announced = page.announced
        self.listed += page.entries

    def add(self, letter: Synced) -> None:
        """Note what became of a letter."""
        self.counts[letter.outcome] += 1
        if letter.outcome not in {SyncOutcome.UNCHANGED, SyncOutcome.LEFT_OUT}:
            self.letters.append(letter)

    @property
    def disagrees(self) -> bool:
        """Whether the source showed another number of entries than it announced."""
        return self.stopped is None and self.announced is not None and self.announced != self.listed

    @property
    def sound(self) -> bool:
        """Whether nothing failed and nothing that was announced is missing."""
        missing = self.announced is not None and self.listed < self.announced
        return self.stopped is None and not missing and not self.counts[SyncOutcome.FAILED]
