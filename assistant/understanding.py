"""question -> query: what is asked for, in the terms of the index.

A follow-up ("En in 2024?") is first made into a question that stands alone; a question of several parts, or about
several years, also gives one query for each.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from assistant import errors
from assistant.analyser import Token, analyse, fold, tokenize
from assistant.english_questions import read_english
from assistant.figure_patterns import YEAR
from assistant.figures import find_figures
from assistant.follow_ups import make_standalone
from assistant.name_variants import name_variants
from assistant.named_kinds import goes_unsaid
from assistant.question_bounds import Bound, bound_question
from assistant.question_forms import AskedLetter, asked_letter, framing_words
from assistant.question_kinds import Asked, asked_for, counted_words, implied_units, kind_word
from assistant.vocabulary import Figure, Question, Unit

MAX_QUESTION = 2_000  # characters; a longer text is no question
# Words that carry the question and not its subject: they say which kind of answer is wanted, or frame the request.
_QUESTION_WORDS = frozenset(
    fold(word)
    for word in """
    bedrag bedragen bedraagt bedroeg mening standpunt denkt meent staatssecretaris ministers percentage percentages procent aantal aantallen datum hoeveelheid deel aandeel antwoord precies
    geven geef gegeven noem weet weten vertel uitleggen leg graag vind vindt vond volgens staat stand hoog groot lang
    vaak ver jaar per kost kosten kostte euro brief brieven minister kabinet regering gaat komt kwam gebeurt zegt
    schrijft schreef zei doet deed zullen klopt reden redenen oorzaak waarde geld hoger lager meer minder
    wat wie waar wanneer waarom welke hoe hoeveel hoeveelste
    """.split()
)
# Verbs that say little with the noun after "welke": "Welke maatregelen neemt …", "Welke eisen stelt …".
_LIGHT = frozenset("neemt nemen nam namen genomen stelt stellen stelde stelden gesteld".split())
# Two questions in one: "… en hoeveel …", "…, en wanneer …".
_SECOND_PART = re.compile(
    r"[,;]?\s+\b(?:en|of)\s+(?=(?:in |op |met |met hoe|voor |vanaf |tot |door |om )?(?:hoeveel|hoe|wat|wanneer"
    r"|welke?|wie|waar|waarom)\b)"
    r"|\?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_MOST_PARTS = 3


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
    counted: tuple[Token, ...] = ()  # what is to be counted: "weken" of "hoeveel weken"
    kind: str | None = None  # the noun after "welke": "landen" of "welke landen"
    implied: tuple[str, ...] = ()  # the units that "hoe lang" and its like ask for
    years: tuple[str, ...] = ()  # the years that the question states, but for that of a letter it names by its date
    letter: AskedLetter | None = None  # the letter that it names by its date
    background: frozenset[str] = frozenset()  # first terms of words that only an earlier question or another part says
    unsaid: frozenset[str] = frozenset()  # first terms of the noun after "welke" that an answer mostly leaves out
    piece: str = ""  # of a part of a question: the words that ask for it
    parts: tuple[Query, ...] = ()  # a query for each part of a question of several; none for a single question
    bound: Bound | None = None  # why it is no question that letters answer; None if they may
    aside: tuple[tuple[Bound, str], ...] = ()  # orders and insults that stood beside the question
    english: bool = False  # asked in English, and read word for word in Dutch

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
    bounded = bound_question(text)
    english = read_english(bounded.text)
    asked = english.text if english and english.text else bounded.text
    alone = make_standalone(asked, question.history)
    only_earlier = frozenset(analyse(alone.carried)) - frozenset(analyse(asked))
    query = replace(
        _read(alone.text, alone.asks),
        rewritten=alone.text != bounded.text,
        background=only_earlier,
        bound=bounded.bound or (Bound.LANGUAGE if english and not english.text else None),
        aside=bounded.aside,
        english=english is not None and english.text is not None,
    )
    return replace(query, parts=_parts_of(query, alone.asks))


def _read(text: str, asks: str) -> Query:
    tokens = tuple(tokenize(text))
    letter = asked_letter(text)
    asked, kind = asked_for(asks), kind_word(asks)
    framing = _QUESTION_WORDS | framing_words(text) | (letter.words if letter else frozenset())
    framing |= _LIGHT if asked is Asked.LIST and kind else frozenset()
    subject = {token.terms[0]: token for token in tokens if token.terms and fold(token.text) not in framing}
    counted = {token.terms[0] for token in counted_words(asks, tokenize(asks))}
    years = YEAR.findall(text)
    if letter is not None and str(letter.year) in years:
        years.remove(str(letter.year))
    return Query(
        text=text,
        asked=asked if asked is not Asked.OTHER else asked_for(text),
        tokens=tokens,
        subject=tuple(subject.values()),
        names=tuple(token for token in subject.values() if _is_name(token, first=token is tokens[0])),
        figures=tuple(figure for figure in find_figures(text) if figure.unit is not Unit.COUNT or figure.value > 1),
        rewritten=False,
        counted=tuple(token for token in tokens if token.terms and token.terms[0] in counted),
        kind=kind,
        unsaid=frozenset(analyse(kind)[:1]) if kind and goes_unsaid(kind) else frozenset(),
        implied=implied_units(asks),
        years=tuple(dict.fromkeys(years)),
        letter=letter,
    )


def _parts_of(query: Query, asks: str) -> tuple[Query, ...]:
    """A query for each part of a question: "… en hoeveel …", or the same of two years.

    A part keeps the words of the whole, for its subject is often said only once; those of the other parts weigh less.
    """
    if len(asks) == len(query.text):
        pieces = [piece for piece in _SECOND_PART.split(query.text) if len(piece.split()) > 1][:_MOST_PARTS]
        if len(pieces) > 1:
            return tuple(_part(query, piece) for piece in pieces)
    if len(query.years) == 2 and query.asked not in {Asked.REASON, Asked.DATE}:
        return tuple(
            replace(query, years=(year,), piece=year, background=query.background | (set(query.years) - {year}))
            for year in query.years
        )
    return ()


def _part(query: Query, piece: str) -> Query:
    own = _read(piece, piece)
    elsewhere = frozenset(query.terms) - frozenset(own.terms)
    years = own.years or query.years
    return replace(
        query,
        asked=own.asked,
        counted=own.counted,
        implied=own.implied,
        kind=own.kind,
        unsaid=own.unsaid,
        years=years,
        background=elsewhere,
        piece=piece.strip(" ?!.,;"),
    )


def variants_of(token: Token) -> tuple[tuple[str, ...], ...]:
    """The terms of other words for what a word names ("Oekraïense" of "Oekraïne"); each tuple is needed as a whole."""
    return _variants(token.text)


@functools.lru_cache(maxsize=10_000)
def _variants(word: str) -> tuple[tuple[str, ...], ...]:
    others = name_variants().get(fold(word), ())
    return tuple(tuple(term for one in words for term in analyse(one)[:1]) for words in others)


def _is_name(token: Token, *, first: bool) -> bool:
    """Whether a token names something: capitals or digits within it, or a capital that no sentence start explains."""
    letters = token.text
    if letters[0].isdigit():
        return False
    if any(char.isdigit() for char in letters) or sum(char.isupper() for char in letters) > 1:
        return True
    return not first and letters[0].isupper()
