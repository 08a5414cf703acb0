"""claim and sentence -> the things that the claim is about and that nothing at the sentence accounts for.

A figure is said of a thing. Of whom or what a claim says its figure has to stand at the sentence that says it too:
in the sentence itself, beside it, above it, or in the letter's opening. A thing that stands only beside the sentence
is not meant where the sentence has another thing in its very place: "61 boeren" of a letter confirms nothing of
"61 huishoudens", however often the letter speaks of households. Verbs may be said in any other way.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.analyser import STOP_WORDS, Token, fold, lemma_of
from assistant.claim_parts import Claim, is_frame
from assistant.claim_words import figures_of, plain_words, tokens_of
from assistant.clause_terms import terms_of
from assistant.compounds import split_compound, word_counts
from assistant.evidence import held_share
from assistant.figure_match import DATES
from assistant.figure_patterns import MEASURES
from assistant.name_variants import name_variants
from assistant.question_kinds import is_finite_verb
from assistant.synonyms import synonyms_of
from assistant.vocabulary import Figure, Unit

_HALF = 0.5  # of a compound's parts; to ask for its last one cost true claims
_SHORTEST = 3  # letters of a part of a compound
_PREFIX = 5  # letters that two words of one root share at the least
_ENDING = 0.6  # share of the longer one that these have to be
_WORD, _EDGE, _BETWEEN = 1.0, 0.25, 0.5  # for the same word beside two words, the same end, and the same between
_SAME_PLACE = 1.5  # from which two words stand in one place: one side is the same
_BOTH_SIDES = 2.5  # the same, for a word that the sentence holds elsewhere, or that the claim holds elsewhere
_START, _END, _WHEN = "^", "$", "#when"
# Nouns and adjectives that narrow nothing down, or only carry a figure, a time or a reason.
_VAGUE = frozenset(
    """
    aantal aandeel deel gedeelte keer maal geval gevolg oorzaak reden manier wijze vorm soort mens persoon paar stuk groep
    totaal geheel hele gemiddeld periode tijd moment situatie sprake hoogte omvang niveau cijfer uur minuut seconde dag
    week maand kwartaal jaar decennium eeuw begin eind einde helft meerderheid werk zaak ding kader basis onderdeel
    verschil staat maatregel praktijk vraag antwoord resultaat uitkomst doel gebruik feit jaartal datum termijn mogelijk beschikbaar
    eerste tweede derde laatste vorige volgende nieuw groot klein hoog laag lang kort veel weinig extra elk ieder ander
    eigen zelfde verschillend landelijk nationaal huidig afgelopen komend recent volledig precies vaak structureel
    overig resterend celsius procentpunt klaar gereed bekend nodig open dicht saldo onrechte slotte aanzien name bijna incidenteel jaarlijks maandelijks onder boven tegen zonder ten minste tijdens rond inclusief exclusief inzake per
    meestal vooral soms altijd inmiddels intussen uiteindelijk voortaan voorlopig opnieuw telkens steeds
    ook alleen enig slechts alsnog verder later eerder ooit nooit niet geen wel reeds alweer samen zo'n
    """.split()
)


# Between one of these and the noun that follows stands no verb.
_DETERMINERS = frozenset("de het een geen zonder van voor met per elke iedere hun haar ons onze deze die".split())
_PREPOSITIONS = frozenset("aan op in bij uit door over naar tot onder om tegen".split())  # and particles of verbs too
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*")  # before a plural, but for a year
_PARTICIPLE = re.compile(r"\w*ge\w{2,}(?:d|t|de|te|en)")  # "voortgezet" onderwijs
_OF = re.compile(r"\s+van\s+(?:(?:de|het|alle|die|deze|hun|onze)\s+)?")
_OPEN_SYLLABLE = re.compile(r"([^aeiou])([aeou])([bdfgklmnprstvz])en$")
_GE = re.compile(r"ge\w{3,}(?:d|t|de|te|den|ten)")  # a participle: "gehinderden"
_CLOSING = {"v": "f", "z": "s"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of a text with what stands on each side of it: the nearest word that says something, and what is between."""

    word: str
    key: str  # the same for the same word in all its forms
    before: tuple[str, str]
    after: tuple[str, str]
    verb_after: bool


def things_of(claim: Claim) -> tuple[Token, ...]:
    """The words of a claim for what it is about: its names and nouns, and the adjectives that say which."""
    return tuple(
        word
        for word in claim.words
        if word in claim.names or not (_says_little(fold(word.text)) or _is_verb(word, claim.text))
    )


@dataclass(frozen=True, slots=True)
class Stranger:
    """A thing of a claim that a sentence does not speak of."""

    word: str  # as the claim writes it
    instead: str | None = None  # the word that the sentence has in its place
    head: bool = True  # False for a name, in whose place another may be the claim's very error, and for an adjective


def wholes_of(claim: Claim) -> frozenset[int]:
    """Where the words begin that say of whom or what a claim states a share: "38% van de burgers"."""
    found = set()
    for figure in claim.values:
        of = _OF.match(claim.text, figure.end)
        if of is not None and figure.unit is Unit.PERCENT:
            found.add(next((word.start for word in claim.words if word.start >= of.end()), -1))
    return frozenset(found)


def find_strangers(
    claim: Claim, things: Sequence[Token], sentence: str, beside: Sequence[str], scopes: Sequence[str] = ()
) -> tuple[Stranger, ...]:
    """Find the things of a claim that a sentence does not speak of.

    Args:
        claim: The claim.
        things: Its things (see `things_of`).
        sentence: The sentence that holds its figures.
        beside: The texts beside and above it, in which that must stand of which the claim states a share.
        scopes: The other texts that say of what it speaks: its passage, the letter's opening.
    """
    found = []
    wholes = wholes_of(claim)
    for thing in things:
        named = thing in claim.names
        instead = _in_place_of(thing, claim, sentence) or _other_kind_of(thing, claim, sentence)
        texts = (sentence, *beside) if thing.start in wholes else (sentence, *beside, *scopes)
        if instead or not (named or any(_accounts_for(thing, text) for text in texts)):
            found.append(Stranger(thing.text, instead, head=not (named or _is_adjective(thing, claim.text))))
    return tuple(found)


def _is_adjective(word: Token, text: str) -> bool:
    return word.text.endswith("e") and re.match(r" \w", text[word.end :]) is not None


def _other_kind_of(thing: Token, claim: Claim, sentence: str) -> str | None:
    """The compound by which a sentence names another kind of a thing: "basisonderwijs" of "voortgezet onderwijs"."""
    words, noun = _words_of(sentence), lemma_of(fold(thing.text))
    before = claim.text[: thing.start].split()
    kind = fold(before[-1]) if before else ""
    if len(kind) <= _SHORTEST or not kind.isalpha() or _says_little(kind) or kind in _PREPOSITIONS:
        return None
    if is_finite_verb(kind) and not _PARTICIPLE.fullmatch(kind):
        return None
    if any(lemma_of(word) == noun for word in words) or _in_other_form(kind, words):
        return None
    ours = {fold(word.text) for word in claim.words}
    kinds = (word for word in sorted(words) if lemma_of(word).endswith(noun) and len(word) >= len(noun) + _SHORTEST)
    return next((word for word in kinds if not _in_other_form(word.removesuffix(noun), frozenset(ours))), None)


def _accounts_for(thing: Token, text: str) -> bool:
    """Whether a text holds a word, another form of it, a word of its root, its parts, or another word for it."""
    terms = terms_of(text)
    if held_share(thing, terms) >= _HALF or not synonyms_of(thing).isdisjoint(terms):
        return True
    return _in_other_form(fold(thing.text), _words_of(text))


@functools.lru_cache(maxsize=16_384)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(plain_words(text))


@functools.lru_cache(maxsize=65_536)
def _in_other_form(word: str, words: frozenset[str]) -> bool:
    if any(_one_root(word, other) for other in words):
        return True
    return any(_holds(head, words, last=True) and _holds(rest, words) for rest, head in _cuts(word))


@functools.lru_cache(maxsize=262_144)
def _one_root(one: str, other: str) -> bool:
    """Whether a word and one of a text are of one root: route and routes, registratie and registreren."""
    for mine, theirs in ((one, other), (lemma_of(one), lemma_of(other))):
        shorter, longer = sorted((mine, theirs), key=len)
        needed = max(_PREFIX, math.ceil(_ENDING * len(longer)))
        if len(shorter) >= needed and longer.startswith(shorter[:needed]):
            return True
        if len(shorter) > _SHORTEST and (longer.endswith(shorter) or theirs.startswith(mine)):
            return True  # its head, or a compound with it: a "treinkaartje" is a "kaartje", and no "trein"
    if any(_GE.fullmatch(word) and _one_root(word[2:], rest) for word, rest in ((one, other), (other, one))):
        return True
    roots = ((_closed(one), other), (_closed(other), one))
    return any(len(root) > _SHORTEST and word.startswith(root) for root, word in roots)


@functools.lru_cache(maxsize=65_536)
def _closed(word: str) -> str:
    """The root of a verb as it is spelled in a closed syllable: "laden" is "laad"; empty for other words."""
    match = _OPEN_SYLLABLE.search(word)
    if match is None:
        return ""
    return word[: match.start()] + match[1] + match[2] * 2 + _CLOSING.get(match[3], match[3])


@functools.lru_cache(maxsize=4_096)
def _cuts(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to cut a compound into two known words."""
    counts = word_counts()
    cuts = []
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        if word[at:] not in counts:
            continue
        cuts += [
            (word[: at - len(link)], word[at:])
            for link in ("", "s", "en", "e", "-")
            if word[:at].endswith(link) and word[: at - len(link)] in counts and at - len(link) >= _SHORTEST
        ]
    return tuple(cuts)


def _holds(part: str, words: Iterable[str], *, last: bool = False) -> bool:
    """Whether one of these words is a part of a compound, or ends with it, or begins with it if it is not its last."""
    stem = lemma_of(part)
    if len(part) <= _SHORTEST:
        return any(other == part or lemma_of(other) == stem or part in split_compound(other) for other in words)
    return any(
        other.endswith((part, stem)) or (not last and other.startswith(stem)) or lemma_of(other) == stem
        for other in words
    )


def _in_place_of(thing: Token, claim: Claim, sentence: str) -> str | None:
    """The word that a sentence has in the very place that a word has in the claim; None if it has none there."""
    ours = next((one for one in _places(claim.text) if one.word == thing.text), None)
    if ours is None or "\t" in sentence:
        return None
    named = thing in claim.names
    rivals: list[tuple[float, str]] = []
    needed = _SAME_PLACE
    for place in _places(sentence):
        fit = _side_fit(ours.before, place.before) + _side_fit(ours.after, place.after, verb=ours.verb_after)
        if _names_the_same(thing, place, named=named):
            needed = max(needed, _BOTH_SIDES, fit + _BETWEEN)  # it is outdone only where another fits better
        elif fit >= _SAME_PLACE and _is_thing(place):
            rivals.append((fit if not _is_claimed(place, claim) else fit - _BOTH_SIDES + _SAME_PLACE, place.word))
    fit, word = max(rivals, default=(0.0, ""))
    return word if fit >= needed else None


def _is_claimed(place: _Place, claim: Claim) -> bool:
    """Whether the claim has this word too, in whatever place."""
    return any(place.key in {word.terms[0], *synonyms_of(word)} for word in claim.words)


def _names_the_same(thing: Token, other: _Place, *, named: bool) -> bool:
    """Whether two words name one thing; of a name its parts do not ("Kust", "Kustfonds")."""
    if other.key == thing.terms[0] or other.key in synonyms_of(thing):
        return True
    ours, theirs = fold(thing.text), fold(other.word)
    if named:
        parts = set(ours.split("-")) & set(theirs.split("-"))  # "DCB-enquête" and "enquête"
        return (theirs,) in name_variants().get(ours, ()) or bool(parts)
    return _in_other_form(ours, frozenset({theirs})) or (len(theirs) >= _SHORTEST and ours.endswith(theirs))


def _side_fit(one: tuple[str, str], other: tuple[str, str], *, verb: bool = False) -> float:
    """How far two words have the same on one side of them; a verb follows whatever its subject ends with."""
    if one[0] != other[0]:
        return 0.0
    edge = verb or one[0] in {_START, _END, _WHEN}
    return (_EDGE if edge else _WORD) + (_BETWEEN if one[1] == other[1] else 0.0)


def _is_thing(place: _Place) -> bool:
    named = place.word[:1].isupper() and place.before[0] != _START  # "KMS Weert" names a town
    return place.key[0] != "#" and (named or not _is_verb_form(place.word)) and not _says_little(fold(place.word))


@functools.lru_cache(maxsize=4_096)
def _places(text: str) -> tuple[_Place, ...]:
    """The words of a text that say something, in order; a figure is one word, by its value."""
    figures = figures_of(text)
    found: list[tuple[str, str]] = [("", _START)]
    between: list[str] = [""]
    inside: Figure | None = None
    for token in tokens_of(text):
        figure = next((one for one in figures if one.start < token.end and token.start < one.end), None)
        if figure is not None and figure is inside:
            continue
        inside = figure
        if figure is None and not token.terms:
            between[-1] = f"{between[-1]} {fold(token.text)}".strip()
            continue
        found.append((token.text, _key_of(figure) if figure else token.terms[0]))
        between.append("")
    found.append(("", _END))
    return tuple(
        _Place(
            word,
            key,
            (found[at - 1][1], between[at - 1]),
            (found[at + 1][1], between[at]),
            _is_verb_form(found[at + 1][0]),
        )
        for at, (word, key) in enumerate(found)
        if word
    )


def _key_of(figure: Figure) -> str:
    return _WHEN if figure.unit in DATES else f"#{figure.value.normalize()}"


def _says_little(folded: str) -> bool:
    lemma = lemma_of(folded)
    compared = folded.endswith("er") and len(lemma) < len(folded)  # "warmer"
    return (
        is_frame(folded)
        or folded in MEASURES
        or lemma in MEASURES
        or compared
        or folded in _VAGUE
        or lemma in _VAGUE
        or folded in STOP_WORDS
    )


@functools.lru_cache(maxsize=65_536)
def _is_verb_form(word: str) -> bool:
    """Whether a word is a verb that is not in its dictionary form."""
    return is_finite_verb(word)


def _is_verb(word: Token, text: str) -> bool:
    """Whether a word is a verb: by its form, unless the word before it makes it a noun ("een lift")."""
    folded = fold(word.text)
    before = text[: word.start].split()
    last = fold(before[-1]) if before else ""
    if last == "te" or folded.endswith(("staan", "gaan", "slaan", "doen", "zien", "zijn")):
        return True
    infinitive = lemma_of(folded) == folded and folded.endswith("en")
    if last == "het" and infinitive and f"{folded}s" not in word_counts():
        return True  # "het schrappen": done, and no thing as "het inkomen" is, of which there are several
    if last in _DETERMINERS or (_NUMBER.fullmatch(last) and folded.endswith(("en", "s"))):
        return False
    nominal = not last or last in _PREPOSITIONS or last.endswith("e")
    return _is_verb_form(word.text) or (infinitive and not nominal)
