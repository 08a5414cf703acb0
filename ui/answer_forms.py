"""answers, passages and letters -> the JSON forms that the command line and the HTTP API promise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from assistant.retrieval import explain
from assistant.vocabulary import (
    Answer,
    AnswerSentence,
    Citation,
    Filters,
    Letter,
    LetterHeader,
    Question,
    ScoredPassage,
    Searched,
    ShortAnswer,
    Status,
)
from ui.permalinks import permalink
from ui.texts import FEATURES, NOT_FOUND, say_leads, say_note, say_revision, say_speaker, say_status, say_whole

Json: TypeAlias = dict[str, Any]


def answer_form(answer: Answer) -> Json:
    """An answer: `ask --json`, a line of `ask --batch`, and what the API's /ask gives."""
    return {
        "id": answer.question.id,
        "question": answer.question.text,
        "status": answer.status.value,
        "mode": answer.mode.value,
        "answer": answer_text(answer),
        "short_answer": span_form(answer.short) if answer.short else None,
        "sentences": [_sentence_form(one, lead) for one, lead in zip(answer.sentences, say_leads(answer), strict=True)],
        "citations": [citation_form(citation) for citation in answer.citations],
        "figures": [
            {
                "text": checked.figure.text,
                "value": _number(checked.figure.value),
                "unit": checked.figure.unit_text or checked.figure.unit.value,
                "citation": checked.marker,
                "check": checked.match.value,
            }
            for checked in answer.figures
        ],
        "revision": _revision_form(answer),
        "notes": [say_note(note) for note in answer.notes],
        "searched": searched_form(answer.searched),
        "nearest": [citation_form(citation) for citation in answer.nearest],
    }


def span_form(span: ShortAnswer) -> Json:
    """A few words of a letter, and the citation that they stand in."""
    return {"text": span.text, "citation": span.marker, "start": span.start, "end": span.end}


def _sentence_form(sentence: AnswerSentence, lead: str) -> Json:
    """A sentence with its citations; `lead` is what is said before it, empty where that does not change."""
    form: Json = {"text": sentence.text, "citations": list(sentence.markers), "lead": lead}
    if sentence.speaker is not None:
        form["speaker"] = {
            "role": sentence.speaker.role.value,
            "name": sentence.speaker.name,
            "quoted": sentence.speaker.quoted,
            "said": say_speaker(sentence.speaker),
        }
    return form


def _revision_form(answer: Answer) -> Json | None:
    if answer.revision is None:
        return None
    before, after = answer.revision.before, answer.revision.after
    return {
        "before": span_form(before),
        "after": span_form(after),
        "stated": answer.revision.stated,
        "said": say_revision(answer),
    }


def answer_text(answer: Answer) -> str:
    """The answer in one text with its markers: "€750 miljoen. [1] De minister schrijft: … toegezegd. [1]"."""
    if answer.status is Status.NOT_FOUND:
        return say_status(answer) or NOT_FOUND
    return say_whole(answer)


def search_form(question: Question, passages: Sequence[ScoredPassage]) -> Json:
    """The ranked passages: `search --json` and a line of `search --batch`."""
    return {
        "id": question.id,
        "query": question.text,
        "passages": [_passage_form(rank, scored) for rank, scored in enumerate(passages, start=1)],
    }


def letter_form(header: LetterHeader) -> Json:
    """A letter as it is named in a citation."""
    return {
        "id": header.id,
        "file": header.source,
        "title": header.title,
        "date": header.date.isoformat() if header.date else None,
        "ministry": header.ministry,
        "reference": header.reference,
        "kamerstuk": header.kamerstuk,
        "url": header.url,
        "sample": header.sample,
    }


def whole_letter_form(letter: Letter) -> Json:
    """A letter with all header fields and its text: `letters show ID --json`."""
    header = letter.header
    return letter_form(header) | {
        "subject": header.subject,
        "dossier": header.dossier,
        "signatories": list(header.signatories),
        "addressee": header.addressee,
        "attachments": list(header.attachments),
        "pages": letter.page_count,
        "pages_estimated": letter.pages_estimated,
        "content_hash": header.content_hash,
        "text": letter.text,
    }


def searched_form(searched: Searched) -> Json:
    """What was searched."""
    return {
        "letters": searched.letters,
        "from": searched.since.isoformat() if searched.since else None,
        "to": searched.until.isoformat() if searched.until else None,
    }


def filters_form(filters: Filters) -> Json:
    """The filters of a question, by the names of the command line; what is not set is left out."""
    form = {
        "ministry": filters.ministry,
        "from": filters.since.isoformat() if filters.since else None,
        "to": filters.until.isoformat() if filters.until else None,
        "dossier": filters.dossier,
        "letter": filters.letter_ids[0] if filters.letter_ids else None,
        "sample": filters.sample,
    }
    return {name: value for name, value in form.items() if value is not None}


def citation_form(citation: Citation) -> Json:
    """A citation as every JSON form gives it."""
    return {
        "marker": citation.marker,
        "letter": letter_form(citation.header),
        "section": " › ".join(citation.passage.section) or None,
        "page": citation.page,
        "page_estimated": citation.page_estimated,
        "paragraph": citation.paragraph,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "permalink": permalink(citation),
    }


def _passage_form(rank: int, scored: ScoredPassage) -> Json:
    passage = scored.passage
    return {
        "rank": rank,
        "letter": letter_form(scored.header),
        "section": " › ".join(passage.section) or None,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(scored.score, 6),
        "why": {FEATURES[name]: round(added, 4) for name, added in explain(scored)},
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
