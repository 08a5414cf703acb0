"""promises of the library with their status -> JSON, table cells, CSV, and text for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, TypeAlias

from assistant.promise_status import TrackedPromise
from assistant.promises import FoundPromise
from ui import texts
from ui.answer_forms import letter_form
from ui.permalinks import place_link
from ui.spreadsheet_cells import harmless

Json: TypeAlias = dict[str, Any]


def promise_form(tracked: TrackedPromise) -> Json:
    """A promise: an element of `promises --json`."""
    promise = tracked.found.promise
    return {
        "text": promise.text,
        "status": tracked.status.value,
        "due": promise.due,
        "due_text": promise.due_text,
        "recurs": promise.recurs,
        **_place_form(tracked.found),
        "kept_by": [{"text": one.promise.text, **_place_form(one)} for one in tracked.kept_by],
    }


def _place_form(found: FoundPromise) -> Json:
    promise = found.promise
    return {
        "letter": letter_form(found.header),
        "page": promise.page,
        "paragraph": promise.paragraph,
        "start": promise.start,
        "end": promise.end,
        "permalink": place_link(found.header, (promise.start, promise.end), promise.paragraph),
    }


def promise_cells(tracked: TrackedPromise) -> list[str]:
    """A promise in the columns of the table."""
    promise, header = tracked.found.promise, tracked.found.header
    kept = "; ".join(f"{_day(one)}: {one.promise.text}" for one in tracked.kept_by)
    cells = [
        texts.PROMISE_STATUSES[tracked.status.value],
        promise.due or "",
        promise.due_text or promise.recurs or "",
        promise.text,
        header.title,
        _day(tracked.found),
        header.ministry or "",
        str(promise.page or ""),
        kept,
    ]
    return [" ".join(cell.split()) for cell in cells]


def promises_csv(promises: Sequence[TrackedPromise]) -> str:
    """The promises as CSV with a line of headings; cells that a spreadsheet would compute are made harmless."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(texts.PROMISE_COLUMNS)
    for tracked in promises:
        writer.writerow([harmless(cell) for cell in promise_cells(tracked)])
    return buffer.getvalue()


def _day(found: FoundPromise) -> str:
    return found.header.date.isoformat() if found.header.date else ""
