"""errors -> problem details (RFC 9457) in Dutch."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response

from assistant import errors
from ui import texts
from ui.answer_forms import Json
from ui.escaping import escape_text
from ui.page_frame import page_document

_PROBLEM = "application/problem+json"
# The status of an error: that of its nearest class here.
_STATUS: dict[type[errors.BriefwijzerError], HTTPStatus] = {
    errors.UnknownLetter: HTTPStatus.NOT_FOUND,
    errors.QuestionTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    errors.UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.LibraryError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.BriefwijzerError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def problem_form(fault: errors.BriefwijzerError) -> Json:
    """An error as problem details."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "-", type(fault).__name__).lower()
    status = next(_STATUS[one] for one in type(fault).__mro__ if one in _STATUS)
    return {
        "type": f"urn:briefwijzer:problem:{kind}",
        "title": status.phrase,
        "status": status.value,
        "detail": texts.say_error(fault),
    }


def tell_error(request: Request, fault: Exception) -> Response:
    """Answer a request with the error that it met."""
    assert isinstance(fault, errors.BriefwijzerError)  # noqa: S101 - registered for this class
    form = problem_form(fault)
    if not request.url.path.startswith("/api/"):  # a person reads it
        body = (
            f'<main class="bw-tab" id="inhoud"><p class="bw-fout" role="alert">{escape_text(form["detail"])}</p></main>'
        )
        return HTMLResponse(page_document(texts.PROGRAM, body), form["status"])
    return JSONResponse(form, status_code=form["status"], media_type=_PROBLEM)


def tell_invalid(_request: Request, fault: Exception) -> Response:
    """Answer a request that is not of the form the API describes."""
    assert isinstance(fault, RequestValidationError)  # noqa: S101 - registered for this class
    wrong: list[dict[str, Any]] = [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "detail": one["msg"]} for one in fault.errors()
    ]
    words = "; ".join(texts.PROBLEM_FIELD.format(**one) if one["field"] else one["detail"] for one in wrong)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    form = {
        "type": "urn:briefwijzer:problem:invalid-request",
        "title": status.phrase,
        "status": status.value,
        "detail": texts.PROBLEM_REQUEST.format(detail=words),
        "errors": wrong,
    }
    return JSONResponse(form, status_code=status.value, media_type=_PROBLEM)
