"""answer -> a file under an id that is made of what it says; that id -> the answer as it was given.

The same answer to the same question on the same letters has the same id, so a link to it can be made without asking
anyone. An answer is kept as it was given: letters may be read anew, or newer ones come, and the link still shows
what was said, with the day and the state of the library.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

from assistant import errors
from assistant.vocabulary import Answer
from ui.answer_forms import answer_form
from ui.takeaway import LibraryState

Json: TypeAlias = dict[str, Any]

_ID_LENGTH = 20  # hexadecimal digits: by chance no two answers of a lifetime share them
_ID = re.compile(rf"[0-9a-f]{{{_ID_LENGTH}}}")
_LARGEST = 4_000_000  # bytes of a stored answer that are read


def answer_id(answer: Answer) -> str:
    """The id of an answer: a hash over the question, its history and filters, and what is said with which sources."""
    question = answer.question
    filters = question.filters
    said = {
        "question": question.text,
        "history": list(question.history),
        "filters": [
            filters.ministry,
            filters.since.isoformat() if filters.since else None,
            filters.until.isoformat() if filters.until else None,
            filters.dossier,
            list(filters.letter_ids) if filters.letter_ids is not None else None,
            filters.sample,
        ],
        "status": answer.status.value,
        "mode": answer.mode.value,
        "short": [answer.short.start, answer.short.end] if answer.short else None,
        "sentences": [[one.text, list(one.markers)] for one in answer.sentences],
        "places": [
            [one.header.id, one.header.content_hash, one.start, one.end] for one in (*answer.citations, *answer.nearest)
        ],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def keep_answer(folder: Path, answer: Answer, library: LibraryState, given: date) -> str:
    """Keep an answer; one that is kept already stays as it was, with the day on which it was first kept.

    Args:
        folder: Where answers are kept, made if it is not there: a folder of the library.
        answer: The answer.
        library: The state of the library that gave it.
        given: The day on which it was given.

    Returns:
        Its id.

    Raises:
        NotWritten: It cannot be written there.
    """
    key = answer_id(answer)
    file = folder / f"{key}.json"
    if file.is_file():
        return key
    form: Json = {
        "id": key,
        "given": given.isoformat(),
        "library": {
            "revision": library.revision,
            "letters": library.letters,
            "to": library.until.isoformat() if library.until else None,
        },
        "answer": answer_form(answer),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, suffix=".part", delete=False) as written:
            json.dump(form, written, ensure_ascii=False)
        os.replace(written.name, file)  # noqa: PTH105 - a reader finds it whole or not at all
    except OSError as fault:
        raise errors.NotWritten(file=file, detail=fault.strerror or fault) from fault
    return key


def kept_answer(folder: Path, key: str) -> Json:
    """An answer as it was given: its id, day, library and JSON form.

    Raises:
        UnknownAnswer: None is kept under this id.
    """
    file = folder / f"{key}.json"
    if not _ID.fullmatch(key) or not file.is_file() or file.stat().st_size > _LARGEST:
        raise errors.UnknownAnswer(key=key[:_ID_LENGTH])
    form: Json = json.loads(file.read_text(encoding="utf-8"))
    return form


def forget_answers(folder: Path, before: date) -> None:
    """Delete the answers that were kept before a day; by the time of their files, so that none has to be read."""
    limit = datetime.combine(before, time.min).timestamp()
    for file in folder.glob("*.json") if folder.is_dir() else ():
        with contextlib.suppress(OSError):  # a file that cannot be deleted stays
            if file.stat().st_mtime < limit:
                file.unlink()
