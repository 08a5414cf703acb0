"""an official source -> the library, with a report of what became of each letter that its catalogue lists.

The catalogue is read page by page; a letter that is in the library already and that the source did not touch since is
passed over, any other is fetched and goes through the same steps as a file. Whether it changed is decided by its
content, for a source touches thousands of records at once without changing a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from assistant.errors import (
    BriefwijzerError,
    NotAtSource,
    SourceError,
    SourceGarbled,
    TooLargeAtSource,
    UnreadableFile,
)
from ingest.formats import MAX_BYTES, sniff
from ingest.intake import Intake
from ingest.parser_pool import ParserPool
from ingest.report import Outcome
from ingest.source_listing import LetterSource, Listed, Page, SourceFile, Wanted
from ingest.sync_journal import Done, SyncJournal
from ingest.sync_report import Synced, SyncOutcome, SyncReport

if TYPE_CHECKING:
    from assistant.library import Library
    from ingest.fetching import Fetcher

_LETTERS_PER_UPDATE = 200  # letters stored between two updates of the indexes: what readers lag behind at the most
_MOST_IN_A_ROW = 5  # letters that a source failed to send, one after the other, before it is left in peace
_CLOCK_MARGIN = timedelta(days=1)  # deletions are asked for from so much earlier: clocks differ, and records come late
_NO_MINISTRY = "-"  # in the journal, of a letter that names none


def sync(  # noqa: PLR0913 - a source, a library, what is wanted, and how
    library: Library,
    source: LetterSource,
    fetcher: Fetcher,
    wanted: Wanted,
    *,
    retry: bool = False,
    on_page: Callable[[Page], None] = lambda _page: None,
    on_letter: Callable[[Synced], None] = lambda _letter: None,
) -> SyncReport:
    """Bring the library up to what a source has.

    Args:
        library: Where to. Its folder also holds the journal by which an interrupted sync goes on.
        source: Where from.
        fetcher: Fetches from the source's machine.
        wanted: Which letters.
        retry: Fetch again what could not be read before.
        on_page: Told of each page of the catalogue before its letters are fetched.
        on_letter: Told of each letter as soon as it is done.

    Returns:
        The report; also where the source failed halfway, for what was stored is stored.

    Raises:
        LibraryBusy: Another process is writing.
        LibraryUnwritable: The disk is full, or may not be written.
    """
    started = datetime.now(UTC)
    report = SyncReport(source=source.name)
    with (
        library.writing(),
        SyncJournal(library.folder, source.name) as journal,
        ParserPool(workers=1) as pool,
    ):
        run = _Run(library, Intake(library, pool), fetcher, journal, wanted, retry, report, on_letter)
        if journal.deletions_seen is None:
            journal.note_deletions(started)
        try:
            for page in source.pages(fetcher, wanted):
                report.add_page(page)
                on_page(page)
                for listed in page.letters:
                    run.take(listed)
            for key in source.deleted(fetcher, journal.deletions_seen or started - _CLOCK_MARGIN):
                run.take_deleted(key)
            journal.note_deletions(started - _CLOCK_MARGIN)
        except SourceError as fault:
            report.stopped = fault
    return report


def plan(  # noqa: PLR0913
    library: Library | None,
    source: LetterSource,
    fetcher: Fetcher,
    wanted: Wanted,
    *,
    retry: bool = False,
    on_page: Callable[[Page], None] = lambda _page: None,
) -> SyncReport:
    """Say what a sync would fetch, and fetch nothing but the catalogue. A library that does not exist holds nothing.

    With a ministry wanted, a letter whose ministry the catalogue does not say is among what would be fetched.
    """
    report = SyncReport(source=source.name, dry_run=True)
    journal = SyncJournal(library.folder, source.name) if library else None
    try:
        for page in source.pages(fetcher, wanted):
            report.add_page(page)
            on_page(page)
            for listed in page.letters:
                done = journal.find(listed.key) if journal else None
                report.add(_decide(listed, done, wanted, library, retry=retry))
    except SourceError as fault:
        report.stopped = fault
    return report


def _decide(listed: Listed, done: Done | None, wanted: Wanted, library: Library | None, *, retry: bool) -> Synced:
    """What is to become of a listed letter; PLANNED where it has to be fetched."""
    told = listed.ministry is not None
    if listed.deleted or not wanted.has_date(listed.day) or (told and not wanted.has_ministry(listed.ministry)):
        return Synced.of(listed, SyncOutcome.LEFT_OUT)
    if not listed.files:
        return replace(Synced.of(listed, SyncOutcome.SKIPPED), reason="the source has no file of it")
    fetch = Synced.of(listed, SyncOutcome.PLANNED)
    if done is None or done.stamp != listed.stamp:
        return fetch
    if done.failed:
        return fetch if retry else replace(Synced.of(listed, SyncOutcome.SKIPPED), reason=done.failed)
    if done.ministry:
        return fetch if wanted.has_ministry(done.ministry) else Synced.of(listed, SyncOutcome.LEFT_OUT)
    letter_id = library.ledger.letter_of_path(done.name) if library else None
    return replace(Synced.of(listed, SyncOutcome.UNCHANGED), letter_id=letter_id) if letter_id else fetch


@dataclass(frozen=True, slots=True)
class _Run:
    """A sync under way."""

    library: Library
    intake: Intake
    fetcher: Fetcher
    journal: SyncJournal
    wanted: Wanted
    retry: bool
    report: SyncReport
    on_letter: Callable[[Synced], None]
    trouble: list[SourceError] = field(default_factory=list)  # that the source gave since it last sent a letter

    def take(self, listed: Listed) -> None:
        """See to a letter of the catalogue.

        Raises:
            SourceError: The source failed several times in a row.
        """
        if listed.deleted:
            self.take_deleted(listed.key)
            return
        done = self.journal.find(listed.key)
        decided = _decide(listed, done, self.wanted, self.library, retry=self.retry)
        self._note(self._fetch(listed) if decided.outcome is SyncOutcome.PLANNED else decided)
        if len(self.trouble) >= _MOST_IN_A_ROW:
            raise self.trouble[-1]

    def take_deleted(self, key: str) -> None:
        """Remove what the source deleted; a letter that also stands elsewhere only loses this source."""
        done = self.journal.find(key)
        if done is None:
            return
        ledger = self.library.ledger
        letter_id = ledger.letter_of_path(done.name) if done.name else None
        self.journal.forget(key)
        if letter_id is None:
            return
        alone = ledger.sources(letter_id) == [done.name]
        if alone:
            self.library.remove(letter_id)
        else:
            ledger.forget_source(done.name)
        outcome = SyncOutcome.REMOVED if alone else SyncOutcome.WITHDRAWN
        self._note(Synced(key=key, address=done.name, outcome=outcome, url=done.url or None, letter_id=letter_id))

    def _note(self, letter: Synced) -> None:
        self.report.add(letter)
        self.on_letter(letter)
        stored = self.report.counts[SyncOutcome.NEW] + self.report.counts[SyncOutcome.UPDATED]
        if letter.outcome in {SyncOutcome.NEW, SyncOutcome.UPDATED} and stored % _LETTERS_PER_UPDATE == 0:
            self.library.update_indexes()

    def _fetch(self, listed: Listed) -> Synced:
        """Fetch a letter and store it."""
        try:
            file, data = _fetch_best(self.fetcher, listed.files)
        except (NotAtSource, TooLargeAtSource) as fault:
            return self._failed(listed, fault)
        except UnreadableFile as fault:
            return self._unreadable(listed, str(fault), fault)
        except SourceError as fault:
            self.trouble.append(fault)
            return self._failed(listed, fault)
        self.trouble.clear()
        parsed = self.intake.parse(data, file.name, url=listed.url, fields=listed.fields)
        header = self.library.ledger.letter(parsed.known).header if parsed.known else None
        header = parsed.letter.header if parsed.letter else header
        if header and listed.ministry is None and not self.wanted.has_ministry(header.ministry):
            self.journal.add(Done(key=listed.key, stamp=listed.stamp, ministry=header.ministry or _NO_MINISTRY))
            return Synced.of(listed, SyncOutcome.LEFT_OUT)
        stored = self.intake.store(parsed)
        if stored.reason is not None:
            return self._unreadable(listed, stored.reason)
        self.journal.add(
            Done(key=listed.key, stamp=listed.stamp, name=file.name, url=listed.url or "", facts=dict(listed.fields))
        )
        same = stored.outcome is Outcome.MOVED  # from a file that is gone to an address
        outcome = SyncOutcome.SAME if same else SyncOutcome(stored.outcome.value)
        return replace(Synced.of(listed, outcome), address=file.name, letter_id=stored.letter_id)

    def _failed(self, listed: Listed, fault: SourceError) -> Synced:
        """A failure that the next sync may not meet."""
        return replace(Synced.of(listed, SyncOutcome.FAILED), reason=str(fault), fault=fault)

    def _unreadable(self, listed: Listed, reason: str, fault: BriefwijzerError | None = None) -> Synced:
        """A file that is what it is: it is not fetched again until the source changes it, or the user says so."""
        self.journal.add(Done(key=listed.key, stamp=listed.stamp, failed=reason, url=listed.url or ""))
        return replace(Synced.of(listed, SyncOutcome.FAILED), reason=reason, fault=fault)


def _fetch_best(fetcher: Fetcher, files: tuple[SourceFile, ...]) -> tuple[SourceFile, bytes]:
    """The best file of a letter that is there; at least one has to be listed.

    Raises:
        SourceError: None can be fetched.
        UnreadableFile: What came is no kind of letter file.
    """
    for file in files[:-1]:
        try:
            return file, _fetch_file(fetcher, file)
        except (NotAtSource, SourceGarbled):
            continue  # the next one is not as good, and still the letter
    return files[-1], _fetch_file(fetcher, files[-1])


def _fetch_file(fetcher: Fetcher, file: SourceFile) -> bytes:
    data = fetcher.fetch(file.address, limit=MAX_BYTES).data
    kind = sniff(data, file.name)
    if kind in file.refused:
        raise SourceGarbled(
            address=file.address, wanted="the file of a letter", detail=f"it is {kind}", setting=fetcher.setting
        )
    return data
