"""answers of one conversation as they are taken along -> the whole conversation as one, its notes numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ui import texts
from ui.takeaway import Takeaway, TakenParagraph, TakenSource, TakenTable


def take_conversation(answers: Sequence[Takeaway], *, lost: int = 0) -> Takeaway:
    """Take a conversation along: each question as a heading, its answer and remarks below it.

    Args:
        answers: Its answers, oldest first; at least one. They are of one server on one day.
        lost: How many more it had that the server no longer holds; the remarks say so.
    """
    paragraphs: list[TakenParagraph] = []
    tables: list[TakenTable] = []
    sources: list[TakenSource] = []
    for answer in answers:
        shift = len(sources)
        paragraphs.append(TakenParagraph(answer.title, heading=True))
        paragraphs += [replace(one, markers=_shifted(one.markers, shift)) for one in answer.paragraphs]
        paragraphs += [TakenParagraph(remark) for remark in answer.remarks]
        tables += [_shifted_table(table, shift, answer.title) for table in answer.tables]
        sources += [replace(one, marker=at) for at, one in enumerate(answer.sources, start=shift + 1)]
    latest = answers[-1]
    return replace(
        latest,
        title=texts.TAKEN_CONVERSATION,
        paragraphs=tuple(paragraphs),
        tables=tuple(tables),
        sources=tuple(sources),
        remarks=(texts.say_lost_answers(lost),) if lost else (),
        form={"answers": [answer.form for answer in answers]},
    )


def _shifted(markers: Sequence[int], shift: int) -> tuple[int, ...]:
    return tuple(marker + shift for marker in markers)


def _shifted_table(table: TakenTable, shift: int, question: str) -> TakenTable:
    markers = tuple(marker + shift if marker else None for marker in table.markers)
    return replace(table, title=f"{table.title}: {question}", markers=markers)
