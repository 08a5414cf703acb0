"""JSON of a request -> what the program takes: questions, claims and filters by the names of the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.vocabulary import Filters, Question, dossier_number

_LONGEST = 100_000  # characters of any text in a request; the pipeline says what a question may have


class FilterForm(BaseModel):
    """Which letters a question is about; the names are those of the command line."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    ministry: str | None = Field(default=None, max_length=_LONGEST)
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    dossier: str | None = Field(default=None, max_length=_LONGEST)
    letter: str | None = Field(default=None, max_length=_LONGEST)
    sample: bool | None = None

    def filters(self) -> Filters:
        """The filters as the pipeline takes them."""
        return Filters(
            ministry=self.ministry or None,
            since=self.since,
            until=self.until,
            dossier=dossier_number(self.dossier) if self.dossier else None,
            letter_ids=(self.letter,) if self.letter else None,
            sample=self.sample,
        )


class AskForm(BaseModel):
    """A question, as in a line of `ask --batch`."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=_LONGEST)
    id: str | None = Field(default=None, max_length=_LONGEST)
    history: list[Annotated[str, Field(max_length=_LONGEST)]] = Field(default_factory=list, max_length=100)
    filters: FilterForm = Field(default_factory=FilterForm)

    def as_question(self) -> Question:
        """The question as the pipeline takes it."""
        return Question(self.question, history=tuple(self.history), filters=self.filters.filters(), id=self.id)


class SearchForm(AskForm):
    """A question to find passages for."""

    top: int = Field(default=10, ge=1, le=100)


class CheckRequest(BaseModel):
    """A text to check, as in a line of `check --batch`."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(max_length=_LONGEST)
    id: str | None = Field(default=None, max_length=_LONGEST)
    filters: FilterForm = Field(default_factory=FilterForm)
