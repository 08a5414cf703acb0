"""Dutch text -> the terms by which it is indexed and found.

One analyser serves letters and questions alike, so that what is indexed one way is sought the same way. Its name
stands in the library; a library made with another one is refused (see `assistant.library`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compounds import split_compound
from assistant.separable_verbs import PARTICLES, find_separated

if TYPE_CHECKING:
    import Stemmer

ANALYSER_NAME = "nl-3"  # raise the number with every change that alters a term

# A number is one token with its separators; "36 600" (a dossier) is one; words keep inner hyphens and apostrophes.
_TOKEN = re.compile(
    r"""
    (?P<dossier> (?<![\d.,]) \d{2}[ ]\d{3} (?![\d.,]\d | [ ]\d{3}) )
    | (?P<number> \d+ (?: [.,:]\d+ )* )
    | (?P<word> [^\W\d_]+\d* (?: [-’'&/][^\W_]+ )* )
    """,
    re.VERBOSE,
)
# A word or number, and what stands between it and the next: the same as above without names, for `findall`.
_WORD = re.compile(
    rf"({_TOKEN.pattern.replace('?P<dossier>', '?:').replace('?P<number>', '?:').replace('?P<word>', '?:')})([\W_]*)",
    re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.:;!?()\n\t]")
_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_DOUBLED = re.compile(r"(?<=\w\w)([bdfgklmnprst])\1$")  # spelling doubles a consonant: aanschaf, aanschaffen
_DIAERESIS = re.compile(r"(?<=[ie]e)en$")  # strategieën, ideeën: without the diaeresis no dictionary knows them
_PLURAL_IES = re.compile(r"(?<=\wie)s$")  # garanties; of advies too, which is "advie" in all its forms
_VOICED = {"v": "f", "z": "s"}  # no Dutch word ends in v or z: brieven, brief; prijzen, prijs
_OWN_S = re.compile(r"(\w+[nrt]s)(?:en)?")  # of wens, wensen, grens the stemmer takes the s for a plural's
_PARTICIPLE = re.compile(r"^(?:be|er|her|ont|ver|(?:\w{2,5})?ge)\w+[dt]$|\w(?:en|aan|ien|oen)d$")
_FEMALE = ("ster", "in", "trice")
_LONGEST_GROWTH = 3  # letters that a lemma may have more than its word
_POSSESSIVE = re.compile(r"[’'](?:s|er|ers|tje|tjes)$|[’']$")

# Words that say nothing of a letter's content. Negations ("niet", "geen", "nooit", "zonder") are kept on purpose.
STOP_WORDS = frozenset(
    """
    aan al alle alles als altijd andere anders ben bij bijvoorbeeld binnen boven daar daaraan daarbij daarin daarmee
    daarna daarom daarop daarvan daarvoor dan dat de deze die dit doen doet door dus echter een eens eerst elk elke
    en enkele er erbij erop ervan ervoor gaan gaat haar had hadden hare heb hebben hebt heeft hem hen het hier
    hierbij hierdoor hierin hiermee hierop hiertoe hiervan hiervoor hij hoe hoeveel hun iemand iets ik in indien is
    ja je jij jouw kan kon konden kunnen kunt maar me mede met mij mijn mocht moet moeten mogen na naar nadat namens
    net nog nu of om omdat ons onze ook op over per reeds samen sinds te ten ter terwijl toch toen tot tussen u uit
    uw van vanaf vanuit vanwege veel via voor vooral waar waaraan waarbij waarin waarmee waarom waarop waarvan
    waarvoor wanneer want waren was wat we weer wel welk welke werd werden wie wij wil willen word worden wordt zal
    ze zei zeker zelf zich zij zijn zijne zo zoals zou zouden zowel zullen zult
    """.split()
)
# Words whose stem Snowball shares with a stranger (minister/mini, gemeente/menen), with the stem they keep instead.
_STEM_EXCEPTIONS = {
    "minister": "minister",
    "ministers": "minister",
    "ministerie": "ministerie",
    "ministeries": "ministerie",
    "gemeente": "gemeent",
    "gemeenten": "gemeent",
    "gemeentes": "gemeent",
    "gemeentelijk": "gemeent",
    "gemeentelijke": "gemeent",
    "universiteit": "universiteit",
    "universiteiten": "universiteit",
    "universitair": "universiteit",
    "universitaire": "universiteit",
    "europa": "europ",
    "europese": "europ",
    "europees": "europ",
    "raming": "raming",
    "ramingen": "raming",
    "geraamd": "raming",
    "geraamde": "raming",
    "ramen": "raming",
    "begroting": "begrot",
    "begrotingen": "begrot",
    "begroot": "begrot",
    "begrote": "begrot",
    "training": "training",
    "trainingen": "training",
    "gevallen": "geval",  # cases, far more often than fallen
    "namen": "nam",
    "gevaren": "gevar",
    "velden": "veld",
    "gedragen": "gedrag",
    "teelt": "teelt",
    "kiezer": "kiezer",
    "belgische": "belgisch",
    "franse": "frans",
    "frans": "frans",
    "verslagen": "verslag",
    "trein": "trein",
    "treinen": "trein",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text with the terms it is indexed by; offsets into the text."""

    text: str
    start: int
    end: int
    terms: tuple[str, ...]  # the whole first, then its parts ("EU-lening" -> eulen, eu, len); none for a stop word


def tokenize(text: str) -> list[Token]:
    """Split text into words and numbers with their terms; stop words have none.

    Of a separable verb in two halves the verb has the term of the whole, and the particle none.
    """
    terms = zip(_TOKEN.finditer(text), terms_by_word(text), strict=True)
    return [Token(match.group(), match.start(), match.end(), own) for match, own in terms]


def analyse(text: str) -> list[str]:
    """Terms of a text in order, with repeats; what both the term index and the reader count."""
    return [term for terms in terms_by_word(text) for term in terms]


def terms_by_word(text: str) -> list[tuple[str, ...]]:
    """The terms of each word and number of a text, in order: what `tokenize` gives, without the places."""
    return [terms for _, terms in read_words(text)]


def read_words(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words and numbers of a text in order, each with its terms: what `tokenize` gives, without the places."""
    read = _WORD.findall(text)
    terms = [_terms_of(word) for word, _ in read]
    words = [_fold_word(word) for word, _ in read]
    if not PARTICLES.isdisjoint(words):
        ends = {at for at, (_, gap) in enumerate(read) if gap != " " and _CLAUSE_END.search(gap)}
        for verb in find_separated(words, ends, lemma_of, _is_known):
            terms[verb.particle], terms[verb.verb] = (), (_stem(verb.infinitive),)
    return [(word, own) for (word, _), own in zip(read, terms, strict=True)]


def fold(text: str) -> str:
    """Lower case without diacritics ("Één" -> "een")."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.casefold()  # again: decomposing gives capitals for the letters of mathematics


@functools.lru_cache(maxsize=200_000)
def _terms_of(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (_number_term(word),)
    bare = _POSSESSIVE.sub("", word)
    folded = fold(bare).replace("’", "'")
    if folded in STOP_WORDS and not _is_abbreviation(bare):
        return ()
    parts = _PART.findall(folded)
    whole = _stem("".join(parts))  # "EU-lening" and "EUlening" alike
    if len(parts) < 2:
        parts = list(split_compound(folded))
    inner = [_stem(part) for part in parts if part not in STOP_WORDS and _stands_alone(part)]
    return tuple(dict.fromkeys([whole, *inner]))


def _stands_alone(part: str) -> bool:
    return (
        len(part) >= 4 if part.isdigit() else len(part) > 1
    )  # the 35 of F-35 means nothing by itself, the 2024 of WIA-2024 does


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()  # "WIL", "ZE": a name in capitals is no stop word


def _number_term(word: str) -> str:
    """A number as one term, without thousands separators ("345.000" and "345000" alike)."""
    word = word.replace(" ", "")
    return word.replace(".", "") if _THOUSANDS.match(word) else word.rstrip(".,:")


@functools.lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """Stem of the word's lemma, of a compound that of its head; a word of two letters or with a digit stays as it is."""
    kept = _STEM_EXCEPTIONS.get(word)
    if kept is not None:
        return kept
    if len(word) < 3 or any(char.isdigit() for char in word):
        return word
    word = _DIAERESIS.sub("", word)
    head = "" if _is_known(word) else next(reversed(split_compound(word)), "")
    if head and word.endswith(head):
        return word.removesuffix(head) + _stem(head)
    lemma = _lemma_of_inflected(word)
    own_s = _OWN_S.fullmatch(lemma) if _is_known(lemma) else None
    stemmed = own_s[1] if own_s else stem_of(_STEM_EXCEPTIONS.get(lemma, lemma))
    stemmed = stemmed[:-1] + _VOICED.get(stemmed[-1], stemmed[-1])
    return _DOUBLED.sub(r"\1", _PLURAL_IES.sub("", stemmed))


def stem_of(word: str) -> str:
    """Snowball's stem of a word as it is written: no lemma, no exceptions."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _lemma_of_inflected(word: str) -> str:
    """The lemma of a word; of an inflected participle that of the bare one, "gewenste" as "gewenst"."""
    if word.endswith("es") and not _is_known(word) and _is_known(word[:-1]):
        return lemma_of(word[:-1])
    for lemma in (word, lemma_of(word)):  # verdachten, verdachte, verdacht
        bare = lemma[:-2] if lemma.endswith(("tte", "dde")) else lemma[:-1]
        if lemma.endswith("e") and _PARTICIPLE.search(bare) and _is_known(bare):
            return lemma_of(bare)
    return lemma


@functools.lru_cache(maxsize=50_000)
def lemma_of(word: str) -> str:
    """Dictionary form; separable verbs without their mark ("uitgegeven" -> "uitgeven").

    The dictionary's slips are left out: a man's word as a woman's (werknemer, "werkneemster"), a word as one that it
    is part of (vers, "verversen").
    """
    import simplemma

    lemma = simplemma.lemmatize(word, lang="nl").replace("_", "").casefold() if word else ""
    grown = len(lemma) - len(word)
    is_slip = grown > 0 and (lemma.endswith((*_FEMALE, word)) or grown > _LONGEST_GROWTH)
    return word if is_slip else lemma


@functools.lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    """Whether a word is in the dictionary."""
    import simplemma

    return simplemma.is_known(word, lang="nl")


@functools.lru_cache(maxsize=200_000)
def _fold_word(word: str) -> str:
    return fold(word)


@functools.cache
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer("dutch_porter")
