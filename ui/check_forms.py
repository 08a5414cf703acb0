"""checked claims -> the JSON form that the command line and the HTTP API promise."""

from __future__ import annotations

from typing import Any, TypeAlias

from assistant.claims import ClaimCheck, TextCheck
from ui import texts
from ui.answer_forms import citation_form, searched_form

Json: TypeAlias = dict[str, Any]


def check_form(check: TextCheck, *, claim_id: str | None = None) -> Json:
    """A checked text: `check --json` and a line of `check --batch`.

    Where the text holds several claims, "claims" has one object for each, and the citations are numbered through.
    """
    citations = [citation for one in check.checks for citation in one.citations]
    form: Json = {
        "id": claim_id,
        "claim": check.text,
        "verdict": check.verdict.value,
        "explanation": " ".join(explain(one) for one in check.checks),
        "figures": [part for one in check.checks for part in _parts(one)],
        "citations": [citation_form(citation) | {"marker": at} for at, citation in enumerate(citations, start=1)],
        "searched": searched_form(check.searched),
    }
    if len(check.checks) > 1:
        form["claims"] = [
            {"claim": one.claim, "verdict": one.verdict.value, "explanation": explain(one), "figures": _parts(one)}
            for one in check.checks
        ]
    return form


def explain(check: ClaimCheck) -> str:
    """The verdict in a sentence."""
    parts = [(part.claimed, part.found, part.match.value) for part in check.parts]
    verdict = texts.CHECK_VERDICTS[check.verdict.value]
    days = [citation.header.date for citation in check.citations]
    return f"{verdict}. {texts.say_ground(check.ground.value, parts, days)}"


def _parts(check: ClaimCheck) -> list[Json]:
    return [{"claimed": part.claimed, "found": part.found, "match": part.match.value} for part in check.parts]
