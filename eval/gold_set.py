"""questions.jsonl and claims.jsonl -> gold questions and claims, checked for form and against the letters."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from assistant.errors import GoldError
from assistant.vocabulary import Filters, Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

QUESTION_FIELDS = frozenset(
    {"id", "category", "question", "answerable", "evidence", "must", "history", "filters", "kind", "style", "note"}
)
CLAIM_FIELDS = frozenset({"id", "claim", "verdict", "letter", "should_show", "note"})
FILTER_FIELDS = frozenset({"ministry", "from", "to", "dossier"})
# Between two words of a quote: white space, and the bar between the cells of a table row.
BETWEEN_WORDS = r"[\s|]+"
SHOWN_WORDS_AROUND = 3  # words of the letter shown before and after the nearest match

JsonObject: TypeAlias = "Mapping[str, object]"


class Verdict(StrEnum):
    """What checking a claim against the letters should give."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Line:
    """Where a gold entry stands, so that a message can name it."""

    file: str
    number: int  # 1-based


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote (white space apart) in the letter with this file name."""

    letter: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer shows.

    `must`: of each inner tuple one alternative has to occur in the answer, upper and lower case alike. `kind` says
    more of an unanswerable question ("near_miss", "off_topic"); `style` how it is put ("keywords", "typo").
    """

    id: str
    category: str
    question: str
    answerable: bool
    evidence: tuple[Evidence, ...]
    must: tuple[tuple[str, ...], ...]
    history: tuple[str, ...]
    filters: Filters
    kind: str | None
    style: str | None
    line: Line = field(compare=False)

    def as_asked(self) -> Question:
        """The question as the pipeline takes it."""
        return Question(self.question, history=self.history, filters=self.filters, id=self.id)


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim (bewering) with its verdict; `should_show` is the right value where the claim has a wrong one."""

    id: str
    claim: str
    verdict: Verdict
    letter: str | None
    should_show: str | None
    line: Line = field(compare=False)


def load_questions(path: Path) -> list[GoldQuestion]:
    """Read a question file, one JSON object a line, empty lines apart.

    Returns:
        The questions in file order, at least one.

    Raises:
        GoldError: Broken JSON, a field missing, unknown or of the wrong type, an id used twice, an answerable
            question without evidence, an unanswerable one with evidence, or no question at all.
    """
    questions = [_question(entry) for entry in _entries(path, QUESTION_FIELDS)]
    _refuse_empty_or_double(path, questions)
    return questions


def load_claims(path: Path) -> list[GoldClaim]:
    """Read a claims file, one JSON object a line, empty lines apart.

    Returns:
        The claims in file order, at least one.

    Raises:
        GoldError: As for questions; also a contradicted claim that does not say what should be shown.
    """
    claims = [_claim(entry) for entry in _entries(path, CLAIM_FIELDS)]
    _refuse_empty_or_double(path, claims)
    return claims


def check_against_letters(
    questions: Sequence[GoldQuestion], letters: Mapping[str, str], claims: Sequence[GoldClaim] = ()
) -> None:
    """Refuse a gold set that does not fit its letters.

    Args:
        questions: The questions whose evidence is checked.
        letters: The canonical text of each letter by its file name.
        claims: The claims whose letters are checked.

    Raises:
        GoldError: An entry names an unknown letter, or a quote does not occur in its letter (with the nearest match).
    """
    for question in questions:
        for evidence in question.evidence:
            text = _letter_text(evidence.letter, letters, question.line)
            if find_quote(evidence.quote, text) is None:
                detail = f"'{evidence.quote}' does not occur in {evidence.letter}. "
                raise _error(question.line, detail + f"Nearest match: '{nearest_match(evidence.quote, text)}'")
    for claim in claims:
        if claim.letter is not None:
            _letter_text(claim.letter, letters, claim.line)


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """The offsets of the first occurrence of a quote in a letter's text, differences in white space apart.

    The bar between table cells counts as white space, so that a row can be quoted as a reader sees it.
    """
    return next(find_quotes(quote, text), None)


def find_quotes(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """The offsets of every occurrence of a quote in a letter's text, as `find_quote` matches it."""
    words = [re.escape(word) for word in re.split(BETWEEN_WORDS, quote) if word]
    if not words:
        return
    # A quote that begins or ends with a letter or digit must not cut a word or figure of the letter in two.
    pattern = rf"(?<!\w){BETWEEN_WORDS.join(words)}(?!\w)"
    for match in re.finditer(pattern, text):
        yield match.span()


def nearest_match(quote: str, text: str) -> str:
    """The stretch of a letter that is most like a quote that does not occur in it; empty if nothing is alike."""
    wanted, there = quote.split(), text.split()
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    best = max(blocks, key=lambda block: block.size)
    if best.size == 0:
        return ""
    start = max(0, best.b - best.a - SHOWN_WORDS_AROUND)
    end = best.b - best.a + len(wanted) + SHOWN_WORDS_AROUND
    return " ".join(there[start:end])


@dataclass(frozen=True, slots=True)
class _Entry:
    """One JSON object of a gold file and where it stands."""

    line: Line
    values: JsonObject

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise _error(self.line, f"'{name}' must be a text that is not empty, but is {value!r}")
        return value

    def text_or_none(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.text(name)

    def boolean(self, name: str) -> bool:
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise _error(self.line, f"'{name}' must be true or false, but is {value!r}")
        return value

    def objects(self, name: str) -> list[_Entry]:
        return [_Entry(self.line, _object(item, self.line, name)) for item in self._list(name)]

    def texts(self, name: str) -> tuple[str, ...]:
        return _texts(self._list(name), self.line, name)

    def text_lists(self, name: str) -> tuple[tuple[str, ...], ...]:
        groups = tuple(_texts(group, self.line, name) for group in self._list(name))
        if not all(groups):
            raise _error(self.line, f"'{name}' holds an empty list of alternatives")
        return groups

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise _error(self.line, f"'{name}' must be a list, but is {value!r}")
        return value


def _entries(path: Path, known: frozenset[str]) -> Iterator[_Entry]:
    file = str(path)
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(file=file, line=1, detail=f"the file cannot be read: {error}") from error
    # Not splitlines(): a quote may hold a line separator such as U+2028, which JSON allows inside a string.
    for number, row in enumerate(content.split("\n"), start=1):
        if not row.strip():
            continue
        line = Line(file, number)
        try:
            values = _object(json.loads(row), line, "the line")
        except json.JSONDecodeError as error:
            detail = f"broken JSON at column {error.colno}: {error.msg}"
            raise _error(line, detail) from error
        unknown = sorted(set(values) - known)
        if unknown:
            raise _error(line, f"unknown field '{unknown[0]}'. Known are: {', '.join(sorted(known))}")
        yield _Entry(line, values)


def _question(entry: _Entry) -> GoldQuestion:
    answerable = entry.boolean("answerable")
    evidence = tuple(Evidence(item.text("letter"), item.text("quote")) for item in entry.objects("evidence"))
    if answerable and not evidence:
        raise _error(entry.line, "an answerable question needs evidence: a letter and a verbatim quote")
    if evidence and not answerable:
        raise _error(entry.line, "a question with evidence is answerable; take the evidence out or set 'answerable'")
    return GoldQuestion(
        id=entry.text("id"),
        category=entry.text("category"),
        question=entry.text("question"),
        answerable=answerable,
        evidence=evidence,
        must=entry.text_lists("must"),
        history=entry.texts("history"),
        filters=_filters(entry),
        kind=entry.text_or_none("kind"),
        style=entry.text_or_none("style"),
        line=entry.line,
    )


def _claim(entry: _Entry) -> GoldClaim:
    name = entry.text("verdict")
    if name not in set(Verdict):
        raise _error(entry.line, f"'verdict' is '{name}'; it must be one of {', '.join(Verdict)}")
    verdict, letter, should_show = Verdict(name), entry.text_or_none("letter"), entry.text_or_none("should_show")
    if verdict is not Verdict.NOT_FOUND and letter is None:
        raise _error(entry.line, f"a claim that is {verdict} needs the letter that says so")
    if verdict is Verdict.CONTRADICTED and should_show is None:
        raise _error(entry.line, "a contradicted claim needs 'should_show': the right value")
    return GoldClaim(entry.text("id"), entry.text("claim"), verdict, letter, should_show, entry.line)


def _filters(entry: _Entry) -> Filters:
    if entry.values.get("filters") is None:
        return Filters()
    values = _Entry(entry.line, _object(entry.values["filters"], entry.line, "filters"))
    unknown = sorted(set(values.values) - FILTER_FIELDS)
    if unknown:
        raise _error(entry.line, f"unknown filter '{unknown[0]}'. Known are: {', '.join(sorted(FILTER_FIELDS))}")
    return Filters(
        ministry=values.text_or_none("ministry"),
        since=_date_or_none(values, "from"),
        until=_date_or_none(values, "to"),
        dossier=values.text_or_none("dossier"),
    )


def _date_or_none(entry: _Entry, name: str) -> date | None:
    written = entry.text_or_none(name)
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError as error:
        raise _error(entry.line, f"'{name}' is '{written}'; write a date as 2024-05-31") from error


def _object(value: object, line: Line, name: str) -> JsonObject:
    if not isinstance(value, dict):
        raise _error(line, f"{name} must be a JSON object, but is {value!r}")
    return value


def _texts(value: object, line: Line, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise _error(line, f"'{name}' must be a list of texts, but is {value!r}")
    return tuple(value)


def _refuse_empty_or_double(path: Path, entries: Sequence[GoldQuestion] | Sequence[GoldClaim]) -> None:
    if not entries:
        raise GoldError(file=str(path), line=1, detail="there is nothing in this file")
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.id in seen:
            raise _error(entry.line, f"the id '{entry.id}' is already used in line {seen[entry.id]}")
        seen[entry.id] = entry.line.number


def _letter_text(name: str, letters: Mapping[str, str], line: Line) -> str:
    if name not in letters:
        raise _error(line, f"there is no letter '{name}' among the {len(letters)} letters")
    return letters[name]


def _error(line: Line, detail: str) -> GoldError:
    return GoldError(file=line.file, line=line.number, detail=detail)
