"""a generated sentence, its quotes and what is known of their letters -> why it may not be shown, or nothing.

In order: it is plain Dutch prose; what stands between quotation marks is literal; each figure is that of the quote;
each name is known; no negation and no direction is turned; and the rest is carried by the quotes' words and meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from assistant.analyser import STOP_WORDS, Token, analyse, fold, tokenize
from assistant.compounds import word_counts
from assistant.evidence import held_share
from assistant.figures import find_figures
from assistant.negation import turns_meaning
from assistant.sentence_form import is_dutch, is_plain

if TYPE_CHECKING:
    from assistant.understanding import Query
    from assistant.vocabulary import Answer, Embedder, LetterHeader, Passage

# Measured with sentences of the bundled letters: of those that say in other notation what the quotes say 0.0 % have
# less, of other sentences of the same letter 98.7 %, of claims that no letter supports 73 %.
MIN_SUPPORT = 0.7
# Each word for itself: with this bound 80 % of sentences with one word exchanged at random are refused and no true one;
# but also 73 % of claims that say it freely in their own words. A false refusal costs fluency, a false word trust.
MIN_WORD = 0.05
_NEAR_WORD = 0.5  # similarity of two words from which the one begins to carry the other
_MEANING_SHARE = 0.3  # of the similarity of sentence and quotes in the support; the rest is the words'
# Words by which a sentence says who speaks and where; they need no support.
_FRAME = frozenset(
    """
    minister staatssecretaris kabinet regering brief kamerbrief kamer schrijft schrijven meldt melden aldus volgens
    noemt noemen stelt stellen geeft geven zegt zeggen laat weten staat bewindspersoon
    """.split()
)
# Words that join what the quotes say, and say nothing themselves.
_NEUTRAL = frozenset(
    """
    bedraagt bedragen bedroeg bedroegen betreft betreffen gaat ging gingen totaal totale samen namelijk daarnaast verder
    daarbij hiermee daarmee hiervan daarvan bovendien eveneens vindt plaats vinden komt neer zogeheten genoemde bepaalde
    aantal hoogte sprake
    """.split()
)
_BEFORE_SPEAKER = frozenset("de het uw onze een deze dit tweede eerste".split())
_PERSONS = frozenset("ik mij mijn wij we ons onze u uw je jij jou jouw jullie".split())
# Words for quantities and times that are no figures: they have to stand in a quote as they are.
_EXACT = frozenset(
    """
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag voorjaar najaar zomer winter herfst lente helft kwart driekwart tweederde derde
    vierde vijfde zesde zevende achtste negende tiende dubbel dubbele verdubbeld verdubbelde verdubbeling verdubbelt
    gehalveerd halvering halveert halveerde verdrievoudigd tientallen honderden duizenden tienduizenden miljoenen
    miljarden half halve
    """.split()
)
_PERIODS = {
    "jaar": "jaar", "jaarlijks": "jaar", "jaarlijkse": "jaar", "maand": "maand", "maandelijks": "maand",
    "maandelijkse": "maand", "week": "week", "wekelijks": "week", "wekelijkse": "week", "dag": "dag",
    "dagelijks": "dag", "dagelijkse": "dag", "uur": "uur", "kwartaal": "kwartaal",
}  # fmt: skip
_PERIOD = re.compile(r"\b(?:per|elke?|ieder|iedere)\s+(jaar|maand|week|dag|uur|kwartaal)\b|\b(\w+lijkse?)\b")
_QUOTED = re.compile("[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|[‘']([^‘’']+ [^‘’']+)[’']")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COMMON = 20  # times that a word is seen in Dutch government text before a capital makes no name of it


class Fault(StrEnum):
    """Why a sentence is not shown."""

    FORM = "form"  # a link, an image, markup, hidden characters, no sentence
    LANGUAGE = "language"
    PERSON = "person"  # it speaks to the reader or of itself, where the letter doesn't
    QUOTATION = "quotation"  # between quotation marks, but not literal
    FIGURE = "figure"
    NAME = "name"
    NEGATION = "negation"  # a negation or a direction is turned
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence leans on: its quotes, and what is known of the letters that they stand in."""

    quotes: tuple[str, ...]
    known: str

    @property
    def text(self) -> str:
        """All quotes."""
        return "\n".join(self.quotes)


@dataclass(frozen=True, slots=True)
class Support:
    """How far quotes carry a sentence, 0 to 1: as a whole, and its weakest word."""

    whole: float
    weakest: float

    @property
    def enough(self) -> bool:
        """Whether the sentence may be shown."""
        return self.whole >= MIN_SUPPORT and self.weakest >= MIN_WORD


def known_of(header: LetterHeader, passage: Passage) -> str:
    """What is known of a letter and the place of a passage in it: names in it need not stand in the quote."""
    fields = [header.subject, header.ministry, header.kamerstuk, header.reference, *header.signatories, passage.context]
    return "\n".join(field for field in fields if field)


def find_form_fault(text: str) -> Fault | None:
    """What is wrong with the form of a sentence, whatever it says."""
    if not is_plain(text):
        return Fault.FORM
    return None if is_dutch(text) else Fault.LANGUAGE


def find_fault(text: str, evidence: Evidence, embedder: Embedder) -> Fault | None:
    """Why a sentence may not be shown, its figures aside (`assistant.figure_support`); None if it may."""
    fault = find_form_fault(text)
    if fault is not None:
        return fault
    tokens = tokenize(text)
    spoken = {fold(token.text) for token in tokenize(evidence.text)}
    if any(fold(token.text) in _PERSONS - spoken for token in tokens):
        return Fault.PERSON
    if not _quotations(text) <= _literal(evidence.quotes, _quotations(text)):
        return Fault.QUOTATION
    return _find_other_sense(text, tokens, evidence) or (
        None if measure_support(text, evidence, embedder).enough else Fault.UNSUPPORTED
    )


def _find_other_sense(text: str, tokens: Sequence[Token], evidence: Evidence) -> Fault | None:
    """A name, a quantity in words, a negation or a direction that isn't that of the quotes."""
    present = frozenset(analyse(evidence.text))
    around = present | frozenset(analyse(evidence.known))
    if any(held_share(name, around) < 1 for name in _names(tokens, present)):
        return Fault.NAME
    if not _exact_words(text) <= _exact_words(evidence.text):
        return Fault.FIGURE
    return Fault.NEGATION if turns_meaning(text, evidence.quotes) else None


def speaks_of_what_was_asked(query: Query, answer: Answer) -> bool:
    """Whether the names and the years of a question stand in what an answer cites, or in what is known of it.

    A true sentence about another country or year is no answer.
    """
    cited = "\n".join(f"{one.quote}\n{known_of(one.header, one.passage)}" for one in answer.citations)
    present = frozenset(analyse(cited))
    years = set(_YEAR.findall(cited)) | {dict(note.values).get("means", "")[:4] for note in answer.notes}
    return all(held_share(name, present) == 1 for name in query.names) and years.issuperset(query.years)


def measure_support(text: str, evidence: Evidence, embedder: Embedder) -> Support:
    """How far the quotes carry a sentence: the share of its words that they say, and how near the two are in meaning.

    A word that stands in no quote counts as far as the nearest word of the quotes comes to its meaning.
    """
    present = frozenset(analyse(evidence.text))
    figures = find_figures(text)
    tokens = [
        token
        for token in tokenize(text)
        if token.terms
        and fold(token.text) not in _FRAME | _NEUTRAL
        and not any(one.start < token.end and token.start < one.end for one in figures)
    ]
    vectors = embedder.embed_passages([text, evidence.text])
    meaning = max(0.0, float(vectors[0] @ vectors[1]))
    around = present | frozenset(analyse(evidence.known))  # for names: they need not stand in the quote
    shares = [held_share(token, around if token.text[0].isupper() else present) for token in tokens]
    missing = [token.text for token, share in zip(tokens, shares, strict=True) if share < 1]
    if missing:
        near = iter(_nearness(missing, evidence.text, embedder))
        shares = [share if share >= 1 else max(share, next(near)) for share in shares]
    words = sum(shares) / len(shares) if shares else 0.0  # a bare figure says nothing
    whole = (1 - _MEANING_SHARE) * words + _MEANING_SHARE * meaning
    return Support(whole, min(shares, default=0.0))


def _nearness(words: Sequence[str], text: str, embedder: Embedder) -> list[float]:
    """For each word how near the nearest word of a text comes: 0 from `_NEAR_WORD` down, 1 for the same."""
    others = list(dict.fromkeys(token.text for token in tokenize(text) if token.terms))
    if not others:
        return [0.0] * len(words)
    vectors = embedder.embed_passages([*words, *others])
    nearest = np.max(vectors[: len(words)] @ vectors[len(words) :].T, axis=1)
    return [max(0.0, (float(value) - _NEAR_WORD) / (1 - _NEAR_WORD)) for value in nearest]


def _names(tokens: Sequence[Token], present: frozenset[str]) -> Iterable[Token]:
    """The words that name something: capitals or digits within, a capital in mid-sentence, or a rare first word."""
    for at, token in enumerate(tokens):
        word = token.text
        speaker = fold(word) in _FRAME and (at == 0 or fold(tokens[at - 1].text) in _BEFORE_SPEAKER)
        if not token.terms or word[0].isdigit() or speaker:
            continue
        inner = any(char.isdigit() for char in word) or any(char.isupper() for char in word[1:])
        if inner or (word[0].isupper() and (at > 0 or not _is_common(word)) and not present.issuperset(token.terms)):
            yield token


def _is_common(word: str) -> bool:
    folded = fold(word)
    return folded in STOP_WORDS or word_counts().get(folded, 0) >= _COMMON


def _exact_words(text: str) -> set[str]:
    """The words of a text that say how much, when or how often without a figure; those inside figures left out."""
    for figure in reversed(find_figures(text)):
        text = text[: figure.start] + " # " + text[figure.end :]
    folded = fold(text)
    words = {word for word in re.findall(r"[^\W\d_]+", folded) if word in _EXACT}
    return words | {_PERIODS.get(match[1] or match[2], "") for match in _PERIOD.finditer(folded)} - {""}


def _quotations(text: str) -> set[str]:
    return {_plain(match[1] or match[2]) for match in _QUOTED.finditer(text)}


def _literal(quotes: Sequence[str], quotations: Iterable[str]) -> set[str]:
    plain = [_plain(quote) for quote in quotes]
    return {one for one in quotations if any(one in quote for quote in plain)}


def _plain(text: str) -> str:
    """Text with one kind of white space and apostrophe, without the mark that ends a sentence."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(" .,;")
