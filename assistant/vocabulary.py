"""nothing -> the words of this program: what flows from letter to answer, and the roles that move it.

This module imports nothing of ours. Offsets are always character offsets, end exclusive, into `Letter.text`,
the one canonical text of a letter: `letter.text[start:end] == quote`, byte for byte.

    LetterHeader + Block* -> Letter -> Section*, Passage* -> ScoredPassage* -> DraftAnswer -> Answer
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]

SAMPLE_MARK = "VOORBEELD (fictief)"  # stands in every fictional letter of the bundled corpus


class BlockKind(StrEnum):
    """What a stretch of a letter's text is."""

    LETTERHEAD = "letterhead"  # briefhoofd: addresses, date, subject, reference; never in a passage
    HEADING = "heading"  # kop
    PARAGRAPH = "paragraph"  # alinea
    LIST_ITEM = "list_item"  # opsommingsonderdeel
    TABLE_ROW = "table_row"  # tabelregel, cells separated by tabs
    FOOTNOTE = "footnote"  # voetnoot or eindnoot, placed after the paragraph that refers to it
    SIGNATURE = "signature"  # slotformule and ondertekening; never in a passage
    BOILERPLATE = "boilerplate"  # other text that no question is about (e.g. a distribution list)


# The blocks that count as paragraphs (alinea's) when one is cited by its number.
NUMBERED_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


class Voice(StrEnum):
    """Who speaks in a block."""

    AUTHOR = "author"  # the minister (or whoever signed the letter)
    MEMBER = "member"  # a Member of the Kamer, in a written question (Kamervraag)
    MOTION = "motion"  # the text of a motion (motie)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    page: int  # 1-based
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The place in the text that refers to a footnote (voetnootverwijzing); its mark itself is not in the text."""

    offset: int  # the mark stood directly before letter.text[offset]
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row, footnote or other unit of a letter's text."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None  # 1-based page on which the block starts; None when the file has no pages
    level: int = 0  # depth of a heading or list item, from 1; 0 for all else
    label: str | None = None  # footnote number, list mark ("a.", "•"), question number ("Vraag 3")
    voice: Voice = Voice.AUTHOR
    anchors: tuple[NoteAnchor, ...] = ()
    boxes: tuple[Box, ...] = ()
    answers: tuple[int, int] | None = None  # span of the Member's question that this block answers


@dataclass(frozen=True, slots=True)
class LetterHeader:
    """What identifies a letter: the fields of its letterhead and where it came from.

    `kamerstuk` is dossier and number as written ("28 844, nr. 269"); `dossier` the bare number ("28844", "36600-XV").
    """

    id: str  # stable, readable, safe in a URL and a file name
    date: date | None  # datum
    subject: str | None  # betreft, onderwerp
    ministry: str | None  # afzender, "Ministerie van Defensie"
    reference: str | None  # ons kenmerk
    signatories: tuple[str, ...]  # ondertekenaars
    addressee: str | None  # geadresseerde
    kamerstuk: str | None
    dossier: str | None
    attachments: tuple[str, ...]  # bijlagen, as named in the letter
    source: str  # the file as ingested, or the address it was fetched from
    url: str | None  # the letter's official page
    content_hash: str  # SHA-256 of the canonical text, hexadecimal
    sample: bool = False  # a fictional letter of the bundled corpus ("VOORBEELD (fictief)")

    @property
    def title(self) -> str:
        """The subject, or else the Kamerstuk number, the reference or the id."""
        return self.subject or self.kamerstuk or self.reference or self.id


@dataclass(frozen=True, slots=True)
class Letter:
    """A Kamerbrief: header, canonical text, and blocks that cover the text in order without overlap."""

    header: LetterHeader
    text: str
    blocks: tuple[Block, ...]
    page_count: int | None = None
    pages_estimated: bool = False  # page numbers follow from the page count and the text's length, not from page breaks


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading (paragraaf), by offsets; `path` is the headings from the outermost inwards."""

    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval (a "chunk"): consecutive blocks of one section, about 60-200 words.

    `text == letter.text[start:end]`. `context` is the line of ministry, date, subject, headings and question by which
    the passage is also found; it is indexed with the passage and never quoted.
    """

    letter_id: str
    ordinal: int  # 0-based place in the letter
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    page: int | None
    paragraph: int  # 1-based number of its first paragraph in the letter
    voice: Voice
    context: str
    question: str | None  # the Member's question that it answers (Kamervraag)
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which letters a question is about; None means all. Dates are inclusive."""

    ministry: str | None = None  # name or part of it, upper or lower case alike
    since: date | None = None
    until: date | None = None
    dossier: str | None = None
    letter_ids: tuple[str, ...] | None = None
    sample: bool | None = None  # True: only the bundled sample letters; False: none of them

    @property
    def empty(self) -> bool:
        """True if every letter passes."""
        return self == Filters()


class Length(StrEnum):
    """How long an answer may be; the names are those of the command line."""

    SHORT = "kort"  # one to three sentences
    LONG = "lang"  # up to six


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked (vraag), with the earlier questions of the conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    id: str | None = None
    length: Length = Length.SHORT


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its rank score (higher is better) and the evidence for it, by name of the feature."""

    passage: Passage
    header: LetterHeader
    score: float
    evidence: Mapping[str, float]


def dossier_number(written: str) -> str:
    """A dossier number without its spaces ("36 600 XV" -> "36600-XV", "21 501-20" -> "21501-20")."""
    parts = written.replace("-", " ").upper().split()
    if not parts:
        return ""
    digits = "".join(part for part in parts[:2] if part.isdigit()) if len(parts[0]) < 5 else parts[0]
    rest = parts[2:] if len(parts[0]) < 5 else parts[1:]
    return "-".join([digits, *rest])


class Unit(StrEnum):
    """What a figure counts in."""

    EUR = "EUR"
    USD = "USD"
    GBP = "GBP"
    PERCENT = "%"
    PERCENT_POINT = "procentpunt"
    DATE = "date"
    YEAR = "year"
    COUNT = "count"
    OTHER = "other"  # a measured quantity; its unit as written is in `Figure.unit_text`


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, amount, percentage, date or year in Dutch text, with offsets into the text that was read.

    `value` is in units of `unit` with the scale applied ("€ 2,5 mln." -> 2500000 EUR). A date's value is
    yyyymmdd, with 00 for what is not said ("juli 2026" -> 20260700). `upper` is the end of a range, else None.
    """

    text: str
    start: int
    end: int
    value: Decimal
    unit: Unit
    unit_text: str = ""  # "weken", "MW", "hectare"
    upper: Decimal | None = None
    qualifier: str | None = None  # "circa", "ruim", "maximaal", "minder dan"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a letter: `quote == letter.text[start:end]`."""

    marker: int  # 1-based, as in "[1]"
    passage: Passage
    header: LetterHeader
    quote: str
    start: int
    end: int
    page: int | None
    paragraph: int
    page_estimated: bool = False


class FigureMatch(StrEnum):
    """How a figure that is shown was found in the cited text."""

    LITERAL = "literal"  # the same characters
    EQUAL = "equal"  # the same value in another notation
    COMPUTED = "computed"  # from figures that are all cited


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of an answer together with the citation in which it was found."""

    figure: Figure  # offsets into the sentence's text
    marker: int
    match: FigureMatch


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter, by offsets into the letter's text."""

    start: int
    end: int
    text: str
    kind: BlockKind
    voice: Voice


@dataclass(frozen=True, slots=True)
class Quote:
    """What a reader proposes to show: a span of a passage, and the part of it that is the answer itself."""

    source: ScoredPassage
    start: int
    end: int
    focus: tuple[int, int] | None = None  # the figure, date or name asked for; offsets into the letter


class NoteKind(StrEnum):
    """A remark beside an answer; the interface words it."""

    RELATIVE_DATE = "relative_date"  # "afgelopen jaar" resolved from the letter's date
    STANDALONE_QUESTION = "standalone_question"  # how a follow-up was understood
    NOTHING_TO_SEARCH = "nothing_to_search"  # the question has no word that could be searched for
    MISSING_TERMS = "missing_terms"  # words of the question that no letter found contains
    DROPPED_SENTENCES = "dropped_sentences"  # generated sentences that verification refused
    FALLBACK_EXTRACTIVE = "fallback_extractive"  # the language model gave nothing usable
    HALF_SEARCH = "half_search"  # one of the two indexes could not be searched: "terms" or "vectors"
    OTHER_VALUE = "other_value"  # another letter gives another value for the same thing
    OUT_OF_BOUNDS = "out_of_bounds"  # no question that letters answer: an opinion, a forecast, an order ("reason")
    SET_ASIDE = "set_aside"  # words beside the question that were not followed ("reason", "text")
    READ_AS_ENGLISH = "read_as_english"  # asked in English, read word for word in Dutch
    FALSE_PREMISE = "false_premise"  # the question takes something for granted that the letters deny
    PART_WITHOUT_SOURCE = "part_without_source"  # a part of the question that no letter answers
    ABOUT_LETTER = "about_letter"  # a letter that a question about letters themselves comes nearest to
    COMPUTED_DIFFERENCE = "computed_difference"  # of two figures that are shown; no letter states it


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with the values it speaks of, as (name, value) pairs."""

    kind: NoteKind
    values: tuple[tuple[str, str], ...] = ()


class Mode(StrEnum):
    """Which reader wrote the answer."""

    EXTRACTIVE = "extractive"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence that a reader proposes. An extractive one is its quote; a generated one leans on its quotes."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DraftRevision:
    """An earlier letter's value and a later one's that a reader proposes: the focus of each quote."""

    before: Quote
    after: Quote
    stated: bool = True  # the later letter says itself that it replaces the earlier value


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """What a reader proposes; nothing of it is shown before verification. No sentences: it found no answer."""

    question: Question
    mode: Mode
    sentences: tuple[DraftSentence, ...]
    notes: tuple[Note, ...] = ()
    complete: bool = True  # False: a part of the question has no source
    short: Quote | None = None  # the answer in a few words, within a quote of the sentences
    revision: DraftRevision | None = None


class Status(StrEnum):
    """Whether the letters answer the question."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class Role(StrEnum):
    """Who speaks in a cited sentence."""

    MINISTER = "minister"
    STATE_SECRETARY = "state_secretary"  # staatssecretaris
    MINISTERS = "ministers"  # several who sign together
    BODY = "body"  # a body that writes letters of its own (Algemene Rekenkamer)
    LETTER = "letter"  # nothing says who signed
    MEMBER = "member"  # a Member, in a written question
    MOTION = "motion"  # the text of a motion


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a cited sentence, and whom the sentence itself quotes.

    `name` is the portfolio of a minister ("Defensie"), the name of a body, or None; `quoted` the third party whose
    words or view the sentence gives, as the letter names it ("De Raad van State"), or None.
    """

    role: Role
    name: str | None = None
    quoted: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A verified sentence with the markers of the citations that carry it, and the span of the answer proper."""

    text: str
    markers: tuple[int, ...]
    focus: tuple[int, int] | None = None  # offsets into `text`
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The answer in a few words (figure, date, name, "Nee"): `letter.text[start:end] == text`, within a citation."""

    text: str
    marker: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Revision:
    """Two letters that give a different value for the same thing, the earlier and the later; both are cited."""

    before: ShortAnswer
    after: ShortAnswer
    stated: bool = True  # the later letter says itself that it replaces the earlier value


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: how many letters, the earliest and latest date among them."""

    letters: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be shown. Only `assistant.verification` makes one; a test holds the code to that."""

    question: Question
    status: Status
    mode: Mode
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    figures: tuple[CheckedFigure, ...]
    notes: tuple[Note, ...]
    searched: Searched
    nearest: tuple[Citation, ...]  # when not found: the passages that come closest
    short: ShortAnswer | None = None
    revision: Revision | None = None


class Embedder(Protocol):
    """Role: texts -> vectors."""

    @property
    def name(self) -> str:
        """Name and version; a library made by one embedder is refused by another."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: (n, d) float32, unit length, in the order given."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Embed one question: (d,) float32, unit length; all zeros if no word of it is known."""
        ...
