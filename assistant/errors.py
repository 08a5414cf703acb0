"""nothing -> every error that a user can meet, in one tree.

BriefwijzerError
├── UsageError                the question or option cannot be used as it is
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   ├── UnknownLetter
│   ├── NoSuchPath
│   ├── NoLetters
│   ├── BrokenBatch
│   ├── TooManyRequests
│   ├── UnreadableDay
│   ├── UnknownFormat
│   ├── NotWritten
│   ├── UnknownAnswer
│   └── NoSeries
├── LibraryError              the library of letters cannot be used as it is
│   ├── LibraryMissing
│   │   └── LedgerUnmade
│   ├── LibraryEmpty
│   ├── LibraryThere
│   ├── LedgerInServer
│   ├── LibraryBusy
│   ├── LibraryDamaged
│   ├── LibraryTooNew
│   ├── LibraryUnwritable
│   ├── LedgerUnreachable
│   ├── VectorsUnreachable
│   └── ModelMismatch
├── SettingError              a setting has a value that cannot be used
│   └── ModelUnavailable
├── GoldError                 the gold set is broken
├── ServerError               the server cannot start
│   ├── PortInUse
│   └── AddressRefused
├── SourceError               an official source of letters cannot be used as it is
│   ├── SourceUnreachable
│   ├── SourceRefused
│   │   └── NotAtSource
│   ├── SourceGarbled
│   ├── SourceSchemaChanged
│   ├── SourceElsewhere
│   └── TooLargeAtSource
└── UnreadableFile            one letter file cannot be read; the other files are

A message says what happened, with the value, and then what to do. Errors are raised deep and caught at the faces,
which print one line and exit with 1. `values` holds the same facts by name, so that the Dutch interface can word them.
"""

from __future__ import annotations

from typing import ClassVar


class BriefwijzerError(Exception):
    """Something that the user can mend; the message says how."""

    message: ClassVar[str] = "{detail}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message.format(**values))


class UsageError(BriefwijzerError):
    """The question or option cannot be used as it is."""


class EmptyQuestion(UsageError):
    """Nothing was asked."""

    message = "The question is empty. Ask something, for example: briefwijzer ask 'Hoeveel is er toegezegd?'"


class QuestionTooLong(UsageError):
    """The question is longer than any question is."""

    message = "The question has {length} characters; at most {limit} are read. Shorten it to the question itself."


class UnknownLetter(UsageError):
    """No letter has this id."""

    message = "No letter with the id '{letter_id}' is in the library. 'briefwijzer letters' lists the ids."


class NoSuchPath(UsageError):
    """A file or folder that was named does not exist."""

    message = "{path} does not exist. Name a file or folder with letters (docx, pdf, xml, txt)."


class NoLetters(UsageError):
    """Nothing in the folders named is a letter."""

    message = "There is no letter in {paths}. Name a file or folder with letters (docx, pdf, xml, txt)."


class BrokenBatch(UsageError):
    """A line of a batch file is no question."""

    message = '{file}, line {line}: {detail}. Give a question a line, plain or as a JSON object with a "question".'


class TooManyRequests(UsageError):
    """Somebody asks more than the server was set to answer."""

    message = "More than {limit} questions in a minute. Wait {seconds} seconds, then ask again."


class UnreadableDay(UsageError):
    """What was given as a date is none."""

    message = "'{value}' is no date. Write a year (2024) or a day (1-7-2024)."


class UnknownFormat(UsageError):
    """A file is named in which nothing can be taken along, by its ending."""

    message = "{file} ends in no format that can be written. Choose a name that ends in {known}."


class NotWritten(UsageError):
    """A file that was asked for cannot be written."""

    message = "{file} cannot be written: {detail}. Choose another folder or make room."


class UnknownAnswer(UsageError):
    """A link leads to an answer that is not kept."""

    message = "No answer is kept under '{key}'. Ask the question again."


class NoSeries(UsageError):
    """There is no figure through time to draw."""

    message = "No series of figures was found for '{term}'. Choose other words."


class LibraryError(BriefwijzerError):
    """The library of letters cannot be used as it is."""


class LibraryMissing(LibraryError):
    """There is no library at this place."""

    message = "There is no library of letters in {path}. Make one with: briefwijzer ingest FOLDER --library {path}"


class LedgerUnmade(LibraryMissing):
    """The database that is to hold the ledger holds none yet."""

    message = "There is no library of letters in the database {path}. Make one with: briefwijzer ingest FOLDER"


class LibraryEmpty(LibraryError):
    """The library holds no letters."""

    message = "The library in {path} holds no letters. Fill it with: briefwijzer ingest FOLDER --library {path}"


class LibraryThere(LibraryError):
    """There is a library already where one is to be made."""

    message = (
        "In {path} there is a library already, with {letters} letters; it was left as it is. "
        "Name another place, or replace it with --replace."
    )


class LedgerInServer(LibraryError):
    """The ledger is in a database server, which has its own tools for this."""

    message = "The ledger is in {place}, which is kept with the database's own tools: {command}"


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""

    message = "Another process is writing to the library in {path}. Wait until it is done, then try again."


class LibraryDamaged(LibraryError):
    """The ledger itself cannot be read."""

    message = (
        "The ledger {path} cannot be read: {detail}. Restore it from a backup, or ingest the letters anew elsewhere."
    )


class LibraryTooNew(LibraryError):
    """The library was written by a newer program."""

    message = "The library in {path} has schema {found}; this program knows {known}. Install the newer Briefwijzer."


class LibraryUnwritable(LibraryError):
    """The system does not let the library be written: a full disk, or missing rights."""

    message = (
        "The library in {path} cannot be written: {detail}. What it held is unharmed. "
        "Make room or mend the rights, then try again."
    )


class LedgerUnreachable(LibraryError):
    """The database server that holds the ledger does not answer."""

    message = (
        "The ledger {place} cannot be reached: {detail}. "
        "Start the database server, or check the address in BRIEFWIJZER_LEDGER_URL."
    )


class VectorsUnreachable(LibraryError):
    """The Chroma server that holds the vectors does not answer, or too slowly."""

    message = (
        "The vectors in {place} cannot be reached: {detail}. Start the Chroma server, or check the address in "
        "BRIEFWIJZER_CHROMA_URL. The letters are safe in the ledger; 'briefwijzer doctor' brings the vectors up to it."
    )


class ModelMismatch(LibraryError):
    """The library was made with another embedder or analyser."""

    message = (
        "The library in {path} was made with {part} '{found}', but '{wanted}' is in use. "
        "Re-index it with: briefwijzer reindex --library {path}"
    )


class SettingError(BriefwijzerError):
    """A setting has a value that cannot be used."""

    message = "{name} is '{value}': {detail}"


class ModelUnavailable(SettingError):
    """A model that the settings name cannot be loaded."""

    message = "The model '{value}' cannot be loaded: {detail}"


class GoldError(BriefwijzerError):
    """The gold set is broken."""

    message = "{file}, line {line}: {detail}"


class ServerError(BriefwijzerError):
    """The server cannot start."""


class PortInUse(ServerError):
    """Another program listens there."""

    message = "Port {port} on {host} is in use. Choose another with: briefwijzer serve --port {other}"


class AddressRefused(ServerError):
    """The system does not let the program listen there."""

    message = "Cannot listen on {host}, port {port}: {detail}. Choose another address with --host and --port."


class SourceError(BriefwijzerError):
    """An official source of letters (Tweede Kamer, KOOP) cannot be used as it is."""


class SourceUnreachable(SourceError):
    """The source is down, too slow or too busy, also when asked again."""

    message = "{address} cannot be reached ({detail}). Run the same sync later: it goes on where it stopped."


class SourceRefused(SourceError):
    """The source answers with an error."""

    message = "{address} answers with an error: {detail}. Check the address and the filters of the sync."


class NotAtSource(SourceRefused):
    """What was asked for is not there (any more)."""

    message = "{address} is not there ({detail}). If it is the source's own address, check the setting {setting}."


class SourceGarbled(SourceError):
    """The source sends something else than what was asked for."""

    message = "{address} does not give {wanted}: {detail}. Check the address in {setting}, or try again later."


class SourceSchemaChanged(SourceError):
    """The source's description of itself lacks what the program asks for."""

    message = (
        "{address} does not know: {missing}. The source has other names for them now; say which in {setting}, "
        "for example {setting}='{example}', with nothing after '=' for what it no longer has."
    )


class SourceElsewhere(SourceError):
    """The source points to another machine than the one that the user named."""

    message = "{address} points to {target}, which is not on {host}. It was not followed; check the setting {setting}."


class TooLargeAtSource(SourceError):
    """A file at the source is larger than any letter."""

    message = "{address} is larger than {limit} MB. A letter is far smaller; it was not fetched."


class UnreadableFile(BriefwijzerError):
    """One letter file cannot be read.

    Values: `file` (the name), `reason` (what is wrong with it), `remedy` (what to do).
    """

    message = "{file}: {reason}. {remedy}"
