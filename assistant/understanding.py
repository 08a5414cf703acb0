"""question -> query: what is asked for, in the terms of the index.

A follow-up ("En in 2024?") is first made into a question that stands alone, from the earlier questions of the
conversation and without a language model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant import errors
from assistant.analyser import Token, fold, tokenize
from assistant.figures import find_figures
from assistant.vocabulary import Figure, Question, Unit

MAX_QUESTION = 2_000  # characters; a longer text is no question
# Words that carry the question and not its subject: they say which kind of answer is wanted, or frame the request.
_QUESTION_WORDS = frozenset(
    fold(word)
    for word in """
    bedrag bedragen percentage percentages procent aantal aantallen datum hoeveelheid deel antwoord precies totaal
    geven geef gegeven noem weet weten vertel uitleggen leg graag vind vindt volgens staat stand hoog groot lang vaak
    ver jaar per kost kosten euro brief brieven minister kabinet regering gaat komt gebeurt zegt schrijft
    wat wie waar wanneer waarom welke hoe hoeveel hoeveelste
    """.split()
)
_FOLLOW_UP = re.compile(
    r"^(?:en|maar|of|dus|ook)\b|\b(?:dat|die|dit|deze|hij|zij|ze|het|daar\w*|er|hier\w*|toen)\b", re.IGNORECASE
)
_CLEAR_FOLLOW_UP = re.compile(r"^(?:en|maar|of)\b", re.IGNORECASE)
_LEADING = re.compile(r"^(?:en|maar|of|dus)\s+", re.IGNORECASE)


class Asked(StrEnum):
    """The kind of answer that a question asks for."""

    AMOUNT = "amount"  # hoeveel geld, wat kost
    PERCENTAGE = "percentage"
    QUANTITY = "quantity"  # hoeveel, of whatever is counted: an amount, a number or a percentage
    DATE = "date"  # wanneer, tot welke datum
    PERSON = "person"  # wie
    PLACE = "place"  # waar
    REASON = "reason"  # waarom, hoe komt het
    LIST = "list"  # welke (meervoud)
    OTHER = "other"


# The first that matches decides; a question word anywhere in the question counts, for people type "PURL hoeveel?".
_ASKED = (
    (Asked.REASON, r"\bwaarom\b|\bhoe komt het\b|\bwaardoor\b|\bwat is de (?:reden|oorzaak)\b|\boorzaak\b|\bom welke reden\b"),
    (Asked.PERCENTAGE, r"\bpercentage\b|\bprocent\b|\bwelk (?:deel|aandeel)\b|\bhoeveel %|\bpercentages\b"),
    (Asked.DATE, r"\bwanneer\b|\bwelke datum\b|\bwelke dag\b|\b(?:in|vanaf|tot|sinds) welk jaar\b|\bhoe laat\b|\btot hoe lang\b"),
    (
        Asked.AMOUNT,
        r"\bbedrag\w*\b|\bwat (?:gaat|gaan|kost|kosten|kostte\w*|zal|zullen)\b.*\bkost|\bwat kost\w*\b|\bhoeveel (?:geld|euro)\b"
        r"|\bhoeveel\b.*\b(?:kost\w*|betaal\w*|uit\w*ge(?:ge)?ven|uitgaven|budget|subsidie|toegezegd|schuld\w*|miljoen|miljard)\b",
    ),
    (Asked.QUANTITY, r"\bhoeveel\w*\b|\bhoe (?:hoog|groot|lang|vaak|ver|veel)\b|\bwelk (?:aantal|tarief)\b|\baantal\b"),
    (Asked.PERSON, r"\bwie\b|\bdoor welke (?:minister|organisatie|partij)\b"),
    (Asked.PLACE, r"\bwaar\b(?!\w)|\bwelke (?:stad|plaats|gemeente)\b"),
    (Asked.LIST, r"\bwelke\b.*\w(?:en|s)\b"),
)  # fmt: skip
_ASKED_PATTERNS = tuple((asked, re.compile(pattern, re.IGNORECASE)) for asked, pattern in _ASKED)


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands alone, with what it asks for."""

    text: str
    asked: Asked
    tokens: tuple[Token, ...]
    subject: tuple[Token, ...]  # the words that an answer has to be about, each once; question words are not among them
    names: tuple[Token, ...]  # those of them that name something: "PURL", "F-35", "Roemenië"
    figures: tuple[Figure, ...]  # years, amounts and dates that the question itself states
    rewritten: bool  # True: made from a follow-up

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms of the question, each once, in its order: wholes and parts of compounds."""
        return tuple(dict.fromkeys(term for token in self.tokens for term in token.terms))


def understand(question: Question) -> Query:
    """Make a query of a question.

    Raises:
        EmptyQuestion: Nothing but white space was asked.
        QuestionTooLong: It has more characters than `MAX_QUESTION`.
    """
    text = " ".join(question.text.replace("\x00", " ").split())
    if not text:
        raise errors.EmptyQuestion
    if len(text) > MAX_QUESTION:
        raise errors.QuestionTooLong(length=len(text), limit=MAX_QUESTION)
    alone = make_standalone(text, question.history)
    tokens = tuple(tokenize(alone))
    subject = {token.terms[0]: token for token in tokens if token.terms and fold(token.text) not in _QUESTION_WORDS}
    return Query(
        text=alone,
        asked=asked_for(text if asked_for(text) is not Asked.OTHER else alone),
        tokens=tokens,
        subject=tuple(subject.values()),
        names=tuple(token for token in subject.values() if _is_name(token, first=token is tokens[0])),
        figures=tuple(figure for figure in find_figures(alone) if figure.unit is not Unit.COUNT or figure.value > 1),
        rewritten=alone != text,
    )


def asked_for(text: str) -> Asked:
    """The kind of answer that the question's words ask for."""
    for asked, pattern in _ASKED_PATTERNS:
        if pattern.search(text):
            return asked
    return Asked.OTHER


def make_standalone(text: str, history: tuple[str, ...]) -> str:
    """A follow-up joined with the question before it; any other question as it is.

    A follow-up opens with "en", "maar" or "of", or is short and points back ("dat", "daarvan", "er").
    """
    if not history:
        return text
    words = text.split()
    points_back = len(words) <= 8 and _FOLLOW_UP.search(text) is not None
    if not (_CLEAR_FOLLOW_UP.match(text) or points_back or len(words) <= 3):
        return text
    before = " ".join(history[-1].split()).rstrip("?!. ")
    return f"{before}: {_LEADING.sub('', text)}"


def _is_name(token: Token, *, first: bool) -> bool:
    """Whether a token names something: capitals or digits within it, or a capital that no sentence start explains."""
    letters = token.text
    if letters[0].isdigit():
        return False
    if any(char.isdigit() for char in letters) or sum(char.isupper() for char in letters) > 1:
        return True
    return not first and letters[0].isupper()
