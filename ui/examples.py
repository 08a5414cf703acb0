"""library -> a few questions to begin with, that its letters answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import eval as evaluation
from assistant.vocabulary import BlockKind, Letter, LetterHeader, Question, Status, Voice
from ui import texts

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.pipeline import QuestionPipeline

EXAMPLES = 4
_LETTERS_LOOKED_AT = 100  # newest letters that a question is sought for
_LETTERS_READ = 8  # newest letters that are looked through for headings to ask about
_TRIED = 16  # questions put to the library before it is left at those found
_PLAIN_QUESTION = re.compile(r"[A-Z][^?\n]{20,110}\?")
_HEADING = re.compile(r"[A-Z][^\d\n:?]{8,60}")
# Headings that every letter has, and that say nothing of its subject.
_FORMAL = re.compile(
    r"(?:inleiding|aanleiding|achtergrond|tot slot|ten slotte|slot|conclusie|samenvatting|vervolg|bijlage|tabel|vraag|"
    r"antwoord|agenda|overig|algemeen|planning|proces|antwoorden)\b",
    re.IGNORECASE,
)


def example_questions(library: Library, pipeline: QuestionPipeline) -> tuple[str, ...]:
    """Questions that these letters answer, each about another letter where possible.

    For the bundled sample letters they come from the gold set; for others they are made of the letters' headings.
    """
    headers = library.headers(limit=_LETTERS_LOOKED_AT)
    chosen: list[str] = []
    for tried, question in enumerate([*_gold_questions(headers), *_heading_questions(library, headers)]):
        if len(chosen) == EXAMPLES or tried == _TRIED:
            break
        if pipeline.answer(Question(question)).status is Status.ANSWERED:
            chosen.append(question)
    return tuple(chosen)


def _gold_questions(headers: Sequence[LetterHeader]) -> list[str]:
    """A question of the gold set for each sample letter that is here, newest letter first."""
    path = Path(evaluation.__path__[0]) / "gold" / "questions.jsonl"
    samples = [PurePath(header.source).name for header in headers if header.sample]
    if not samples or not path.is_file():
        return []
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_letter: dict[str, str] = {}
    for entry in entries:
        if _is_plain(entry):
            by_letter.setdefault(entry["evidence"][0]["letter"], entry["question"])
    return [by_letter[name] for name in samples if name in by_letter]


def _is_plain(entry: dict[str, Any]) -> bool:
    """Answered by one place, asked without a conversation or filters before it, in a whole and tidy sentence."""
    alone = not (entry.get("history") or entry.get("filters") or entry.get("style"))
    return alone and bool(entry["answerable"]) and len(entry["evidence"]) == 1 and _fits(entry["question"])


def _fits(question: str) -> bool:
    return _PLAIN_QUESTION.fullmatch(question) is not None


def _heading_questions(library: Library, headers: Sequence[LetterHeader]) -> list[str]:
    """Questions about the headings of the newest letters, the first of each letter before the second of any."""
    letters = [library.letter(header.id) for header in headers[:_LETTERS_READ]]
    rows = [list(_headings(letter)) for letter in letters]
    ranked = [(place, number, title) for number, row in enumerate(rows) for place, title in enumerate(row)]
    titles = dict.fromkeys(title for _, _, title in sorted(ranked))
    return [texts.EXAMPLE_QUESTION.format(subject=title) for title in titles]


def _headings(letter: Letter) -> Iterator[str]:
    for block in letter.blocks:
        if block.kind is BlockKind.HEADING and block.voice is Voice.AUTHOR:
            title = letter.text[block.start : block.end].strip(" .")
            if _HEADING.fullmatch(title) and not _FORMAL.match(title) and " " in title:
                yield title
