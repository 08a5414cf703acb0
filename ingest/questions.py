"""parts in order -> the same parts, with Members' questions (Kamervragen) and the answers to them paired.

A question is announced by "Vraag 3", an answer by "Antwoord op vraag 3", "Antwoord 7, 8, 9 en 10" or a bare
"Antwoord"; some letters announce only the questions, and then the question ends where it stops asking. A bare number
that announces one has been given its label before (`numbered_questions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.sentences import split_sentences
from assistant.vocabulary import BlockKind, Voice
from ingest.parts import Part
from ingest.transcript import NoteMark, RawBlock

_NUMBER = r"\d{1,3}[a-z]?"
_NUMBERS = rf"{_NUMBER}(?:(?:\s*,\s*(?:en\s+)?|\s+(?:en|t/m|tot en met|tot|t\.e\.m\.)\s+|\s?[-–&/]\s?){_NUMBER})*"
_QUESTION = re.compile(
    rf"^(?:vraag|vragen)\s+(?P<numbers>{_NUMBERS})(?:\s*\([^()]{{1,80}}\))?\s*[.:]?(?=\s|$)", re.IGNORECASE
)
_ANSWER = re.compile(
    rf"^(?:antwoord(?:en)?|beantwoording|reactie|mededeling)"
    rf"(?:\s+(?:op\s+)?(?:de\s+)?(?:(?:vraag|vragen)\s+)?(?P<numbers>{_NUMBERS}))?\s*[.:]?(?=\s|$)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:t/m|tot en met|t\.e\.m\.|–|-)\s*({_NUMBER})")
_TALK = re.compile(r"^[a-zà-ÿ(]|^(?:luidt|is|op|van|aan)\b")
_ASKS = re.compile(r"\?[\"'”’»)\]]*(?:\s*\[?\d{1,2}[\])])*\s*$")
_ASKING_WORDS = re.compile(
    r"^(?:graag|zo ja|zo nee|indien|en zo|kunt u|wilt u|bent u|deelt u|gaarne|ook graag)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Run:
    """A label and the parts below it, up to the next label."""

    label: Part | None
    numbers: tuple[str, ...]
    answer: bool
    parts: list[Part] = field(default_factory=list)


def split_labels(blocks: list[RawBlock]) -> list[RawBlock]:
    """Give each "Vraag 3" and "Antwoord 3" that opens a paragraph a block of its own."""
    return [piece for block in blocks for piece in _split_label(block)]


def pair_questions(parts: list[Part]) -> list[Part]:
    """Set voice, questions and answers of the body's parts; letters without questions come back as they are."""
    runs = list(_runs(parts))
    if not any(run.label and not run.answer for run in runs):
        return parts
    paired: list[Part] = []
    pending: list[int] = []  # questions that no answer was seen for
    by_number: dict[str, int] = {}
    for ordinal, run in enumerate(runs):
        if run.label is None:
            paired += run.parts
        elif run.answer:
            answered = _answered(run, by_number, pending)
            pending = [] if not run.numbers else [asked for asked in pending if asked not in answered]
            paired += _as_answer([run.label, *run.parts], answered)
        else:
            by_number |= dict.fromkeys(run.numbers, ordinal)
            pending.append(ordinal)
            asking, answering = _divide(run, followed_by_answer=_answer_follows(runs, ordinal))
            paired += [_as_question(part, ordinal) for part in asking]
            if answering:
                paired += _as_answer(answering, tuple(pending))
                pending = []
    return paired


def is_label(text: str) -> bool:
    """Return whether a block is "Vraag 3" or "Antwoord op vraag 3" and nothing more."""
    return any(
        (found := pattern.match(text)) is not None and found.end() == len(text) for pattern in (_QUESTION, _ANSWER)
    )


def spoken_label(text: str, label: str | None) -> str:
    """What a block announces: by its text, or by the label that a bare number was given."""
    return label if label is not None and is_label(label) else text


def answered_numbers(label: str) -> tuple[str, ...]:
    """Return the question numbers that an answer's label names: "Antwoord 7, 8 en 10" -> 7, 8, 10."""
    found = _ANSWER.match(label)
    return _numbers(found["numbers"]) if found and found["numbers"] else ()


def asked_numbers(label: str) -> tuple[str, ...]:
    """Return the numbers of a question's label: "Vraag 2 en 3" -> 2, 3."""
    found = _QUESTION.match(label)
    return _numbers(found["numbers"]) if found else ()


def _numbers(written: str) -> tuple[str, ...]:
    numbers: list[str] = []
    for piece in re.split(r"\s*,\s*(?:en\s+)?|\s+en\s+|\s?[&/]\s?(?!m)", written):
        if span := _RANGE.fullmatch(piece.strip()):
            first, last = (int(re.sub(r"\D", "", bound)) for bound in span.groups())
            numbers += [str(number) for number in range(first, min(last, first + 200) + 1)]
        elif piece.strip():
            numbers.append(piece.strip().lower())
    return tuple(dict.fromkeys(numbers))


def _split_label(block: RawBlock) -> list[RawBlock]:
    """Split a block that opens with a label and goes on with text."""
    if block.kind not in (None, BlockKind.HEADING, BlockKind.LIST_ITEM):
        return [block]
    found = _QUESTION.match(block.text) or _ANSWER.match(block.text)
    if found is None or found.end() == len(block.text):
        return [block]
    rest = block.text[found.end() :].lstrip()
    colon = found.group(0).rstrip().endswith((":", "."))
    numbered = found.groupdict().get("numbers") is not None
    if _TALK.match(rest) or not (numbered or colon):  # "Antwoord op vraag 3 is ...", "Vraag 2 betreft": running text
        return [block]
    cut = len(block.text) - len(rest)
    marks = tuple(NoteMark(mark.offset - cut, mark.label) for mark in block.marks if mark.offset >= cut)
    label = replace(block, text=found.group(0).strip(), kind=None, marks=(), label=None)
    return [label, replace(block, text=rest, kind=None, marks=marks, label=None, level=0)]


def _runs(parts: list[Part]) -> Iterator[_Run]:
    """Cut the parts into runs that begin at a label; frame parts end a run."""
    run = _Run(None, (), answer=False)
    for position, part in enumerate(parts):
        framing = part.kind in (BlockKind.LETTERHEAD, BlockKind.SIGNATURE)
        said = spoken_label(part.text, part.label)
        labelled = not framing and part.kind is not BlockKind.FOOTNOTE and is_label(said)
        asked = not run.answer and (not run.parts or _ASKS.search(part.text) is not None)  # of a question, its text
        theme = part.kind is BlockKind.HEADING and not labelled and not asked and _label_follows(parts, position)
        if labelled:
            yield run
            answer = _QUESTION.match(said) is None
            numbers = answered_numbers(said) if answer else asked_numbers(said)
            run = _Run(replace(part, kind=BlockKind.HEADING, label=_label(said, answer=answer)), numbers, answer)
        elif (framing or theme) and run.label is not None:
            yield run
            run = _Run(None, (), answer=False, parts=[part])
        else:
            run.parts.append(part)
    yield run


def _label(text: str, *, answer: bool) -> str:
    numbers = answered_numbers(text) if answer else asked_numbers(text)
    return f"{'Antwoord' if answer else 'Vraag'} {', '.join(numbers)}".strip()


def _label_follows(parts: list[Part], position: int) -> bool:
    following = next((part for part in parts[position + 1 :] if part.kind is not BlockKind.FOOTNOTE), None)
    return following is not None and is_label(spoken_label(following.text, following.label))


def _answered(run: _Run, by_number: dict[str, int], pending: list[int]) -> tuple[int, ...]:
    if not run.numbers:
        return tuple(pending)
    return tuple(sorted({by_number[number] for number in run.numbers if number in by_number}))


def _as_question(part: Part, ordinal: int) -> Part:
    """Give a Member's words their voice; a short question that was taken for a heading is none."""
    heads = part.kind is not BlockKind.HEADING or is_label(spoken_label(part.text, part.label))
    return replace(part, voice=Voice.MEMBER, asks=ordinal, kind=part.kind if heads else None)


def _as_answer(parts: list[Part], answered: tuple[int, ...]) -> list[Part]:
    return [replace(part, answers=answered) for part in parts]


def _answer_follows(runs: list[_Run], ordinal: int) -> bool:
    """Return whether the next announced answer is this question's: it names it, or names none."""
    numbers = set(runs[ordinal].numbers)
    for run in runs[ordinal + 1 :]:
        if run.label is None:
            return False
        if run.answer:
            return not run.numbers or bool(numbers & set(run.numbers))
    return False


def _divide(run: _Run, *, followed_by_answer: bool) -> tuple[list[Part], list[Part]]:
    """Divide what stands below "Vraag 3" into the question and, where no label announces it, the answer."""
    label = [run.label] if run.label else []
    named_elsewhere = followed_by_answer
    weights = [part.raw.bold for part in run.parts]
    if any(weights) and not all(weights) and weights[0]:
        cut = weights.index(False)
        if not named_elsewhere or cut == 0:
            return label + run.parts[:cut], run.parts[cut:]
    if named_elsewhere:
        return label + run.parts, []
    return _divide_by_asking(label, run.parts)


def _divide_by_asking(label: list[Part], parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """Divide where the asking stops: after the first blocks that end in a question mark."""
    asking: list[Part] = []
    for position, part in enumerate(parts):
        if part.kind is BlockKind.FOOTNOTE:
            asking.append(part)
            continue
        if _ASKS.search(part.text) or _ASKING_WORDS.match(part.text):
            asking.append(part)
            continue
        if not any(_ASKS.search(seen.text) for seen in asking) and any(
            _ASKS.search(later.text) for later in parts[position + 1 : position + 3]
        ):
            asking.append(part)  # a question may open with a statement
            continue
        head, tail = _split_asking(part) if not any(_ASKS.search(seen.text) for seen in asking) else (None, part)
        return [*label, *asking, *([head] if head else [])], ([tail] if tail else []) + parts[position + 1 :]
    return label + asking, []


def _split_asking(part: Part) -> tuple[Part | None, Part | None]:
    """Split a block in which the answer follows its question without a border."""
    spans = split_sentences(part.text)
    asking = [part.text[start:end].rstrip(" \"'”’»)").endswith("?") for start, end in spans]
    if True not in asking:
        return (part, None)
    last = asking.index(True)
    while last + 1 < len(spans) and (asking[last + 1] or _ASKING_WORDS.match(part.text[slice(*spans[last + 1])])):
        last += 1
    if last + 1 == len(spans):
        return (part, None)
    cut = spans[last + 1][0]
    return cut_part(part, cut)


def cut_part(part: Part, cut: int) -> tuple[Part, Part]:
    """Cut a part in two at an offset; blanks at the cut go."""
    raw = part.raw
    before = raw.text[:cut].rstrip()
    head = replace(raw, text=before, marks=tuple(mark for mark in raw.marks if mark.offset <= len(before)))
    tail = replace(
        raw,
        text=raw.text[cut:],
        marks=tuple(NoteMark(mark.offset - cut, mark.label) for mark in raw.marks if mark.offset > len(before)),
    )
    return replace(part, raw=head), replace(part, raw=tail)
