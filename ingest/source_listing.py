"""nothing -> what flows in a sync: what is wanted of a source, and the letters that its catalogue lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ingest.fetching import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which letters are wanted; None means all. Dates are inclusive."""

    since: date | None = None
    until: date | None = None
    ministry: str | None = None  # name or part of it, without "Ministerie van"; upper or lower case alike
    dossier: str | None = None  # as `dossier_number` gives it ("36600-XV")

    def has_date(self, day: date | None) -> bool:
        """Whether a letter of this date is wanted; one without a date always is."""
        return day is None or ((self.since or day) <= day <= (self.until or day))

    def has_ministry(self, ministry: str | None) -> bool:
        """Whether a letter of this ministry is wanted; with a ministry named, one without is not."""
        return self.ministry is None or (ministry is not None and self.ministry.casefold() in ministry.casefold())


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a listed letter."""

    name: str  # the lasting address under which the library remembers it
    address: str  # where it is fetched
    refused: frozenset[str] = frozenset()  # formats that mean that something else came, such as an error page


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter as a source's catalogue lists it; its text has not been fetched."""

    key: str  # the source's own lasting id
    stamp: str = ""  # another one means that the source touched the letter, or says more of it now
    files: tuple[SourceFile, ...] = ()  # best text first
    day: date | None = None
    subject: str | None = None
    ministry: str | None = None  # None: the catalogue does not say
    url: str | None = None  # the official page
    fields: Mapping[str, str] = field(default_factory=dict)  # as `Transcript.fields`
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a catalogue."""

    letters: tuple[Listed, ...]  # those among its entries that are letters
    entries: int  # how many entries it holds that no earlier page held, letters or not
    announced: int | None  # how many entries the source says there are on all pages


class LetterSource(Protocol):
    """Role: an official source of letters."""

    @property
    def name(self) -> str:
        """Short name, as the user types it."""
        ...

    @property
    def address(self) -> str:
        """Its base address: the only machine that is asked."""
        ...

    @property
    def setting(self) -> str:
        """Name of the setting that holds the address."""
        ...

    def pages(self, fetcher: Fetcher, wanted: Wanted) -> Iterator[Page]:
        """The pages of the catalogue with the letters wanted, as far as the source can tell; a few others may be in it.

        Raises:
            SourceError: It cannot be reached, or is not what it should be.
        """
        ...

    def deleted(self, fetcher: Fetcher, since: datetime) -> Iterator[str]:
        """Keys of what the source deleted since a moment, letters or not.

        Raises:
            SourceError: It cannot be reached, or is not what it should be.
        """
        ...
