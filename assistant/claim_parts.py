"""text -> the claims in it, each with what can be checked: figures, periods, names, and the words it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.analyser import Token, fold, lemma_of, tokenize
from assistant.compounds import split_compound, word_counts
from assistant.figure_match import DATES
from assistant.figure_patterns import MEASURES, SCALES
from assistant.figures import find_figures
from assistant.name_variants import TOWNS, name_variants
from assistant.sentences import split_sentences
from assistant.separable_verbs import PARTICLES
from assistant.vocabulary import Figure, Unit

# Words that frame a claim ("volgens de minister") or only carry a figure; they are about nothing.
_FRAME = frozenset(
    """
    volgens minister ministers staatssecretaris kabinet regering brief schreef schrijft zegt zei stelt meldt aldus
    ruim circa ongeveer bijna meer minder dan slechts maar al nog pas reeds ook wel zo'n rond maximaal minimaal minstens
    hoogstens hooguit totaal samen ongeveer naar schatting precies gemiddeld gemiddelde percentage procent percent euro
    rijk staat nederland nederlandse dollar bedrag aantal bedraagt bedroeg bedragen bedroegen jaar jaren jaarlijks jaarlijkse
    """.split()
)
_OF_LETTER = re.compile(
    r"\b(?:,?\s*(?:volgens|in) (?:de|een|zijn|haar) (?:kamer)?brief (?:van|uit) (?P<letter>(?:19|20)\d\d)"
    r"|,?\s*(?:schreef|meldde|zei|stelde) de (?:minister|staatssecretaris) in (?P<wrote>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:ik (?:vind|denk|geloof|hoop)|vind ik|wij vinden|naar mijn mening|hopelijk|zou(?:den)? moeten)\b",
    re.IGNORECASE,
)
# Words of judgement; beside a figure they are no more than colour.
_JUDGEMENT = re.compile(
    r"\b(?:schandalige?|schande|mooie?|prachtige?|belachelijke?|slechte?|goede?|te (?:weinig|veel|duur))\b",
    re.IGNORECASE,
)
# Written with a capital, but no name that tells one thing from another; all letters are about the Netherlands.
_TITLES = frozenset(
    "Rijk Kamer Staat Koninkrijk Kabinet Eerste Tweede Kamers Ministerie Kamerbrief Vaste Commissie Nederland Nederlandse".split()
)
# What one of these does or gets, another does not: a sentence has to speak of the very same one.
_BODIES = frozenset(
    """
    politie brandweer douane marechaussee krijgsmacht defensie belastingdienst rechtspraak gemeente gemeenten provincie
    provincies waterschap waterschappen universiteit universiteiten hogescholen ziekenhuis ziekenhuizen vakbonden
    verzekeraars banken
    """.split()
)
_FREE = re.compile(
    r"\b(?P<free>gratis|kosteloos)\b|\bkost(?:en|te|ten)?\b(?: \w+){0,4}? (?P<nothing>niets)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim (bewering) with what can be checked of it; offsets into its text."""

    text: str
    values: tuple[Figure, ...]  # what it states: amounts, numbers, shares; dates where it states nothing else
    periods: tuple[Figure, ...]  # years and dates that say when, beside a value
    names: tuple[Token, ...]
    bodies: tuple[Token, ...]  # those of public life that it is about, by a word that is no name: "de politie"
    words: tuple[Token, ...]  # what it is about: content words, names among them, without figures and their units
    letter_year: int | None = None  # "volgens de brief van 2024"
    opinion: bool = False

    @property
    def checkable(self) -> bool:
        """Whether there is a figure, date or name in it at all."""
        return bool(self.values or self.names) and not self.opinion


def split_claims(text: str) -> list[Claim]:
    """Read the claims of a text: one for each sentence."""
    clean = " ".join(text.replace("\x00", " ").split())
    return [read_claim(clean[start:end]) for start, end in split_sentences(clean)]


def read_claim(text: str) -> Claim:
    """Read one claim."""
    of_letter = _OF_LETTER.search(text)
    year = int(of_letter["letter"] or of_letter["wrote"]) if of_letter else None
    figures = [
        one for one in find_figures(text) if not (of_letter and of_letter.start() <= one.start < of_letter.end())
    ]
    figures += free_of_charge(text) if not figures else []
    stated = [one for one in figures if one.unit not in DATES]
    tokens = [token for token in tokenize(text) if token.terms]
    outside = [token for token in tokens if not any(one.start < token.end and token.start < one.end for one in figures)]
    if of_letter:
        outside = [token for token in outside if not of_letter.start() <= token.start < of_letter.end()]
    names = tuple(token for token in outside if is_name(token, text))
    words = tuple(token for token in outside if token in names or not is_frame(fold(token.text)))
    return Claim(
        text=text,
        values=tuple(stated or figures),
        periods=tuple(one for one in figures if stated and one.unit in DATES),
        names=names,
        bodies=tuple(token for token in words if fold(token.text) in _BODIES),
        words=words,
        letter_year=year,
        opinion=_OPINION.search(text) is not None or (not figures and _JUDGEMENT.search(text) is not None),
    )


def free_of_charge(text: str) -> list[Figure]:
    """The words of a text that say that something costs nothing, as amounts of 0 euro."""
    found = []
    for match in _FREE.finditer(text):
        name = "free" if match["free"] else "nothing"
        found.append(Figure(match[name], match.start(name), match.end(name), Decimal(0), Unit.EUR))
    return found


def is_name(token: Token, text: str) -> bool:
    """Whether a word of a text names something: by its capitals, or at a sentence's start by what is known of it."""
    word = token.text
    if word[0].isdigit():
        return False
    if any(char.isdigit() for char in word) or sum(char.isupper() for char in word) > 1:
        return True
    if not word[0].isupper() or word in _TITLES:
        return False
    before = text[: token.start].rstrip(" \"'“‘(")
    if before and before[-1] not in ".!?:\n\t":
        return True
    folded = fold(word)
    if folded in name_variants() or folded in TOWNS:
        return not folded.endswith("se")
    return folded not in word_counts() and lemma_of(folded) not in word_counts() and not split_compound(folded)


def is_frame(folded: str) -> bool:
    """Whether a word frames a claim or only carries its figure: it is about nothing."""
    folded = folded.replace("’", "'")
    return folded in _FRAME or folded in PARTICLES or folded in SCALES or (folded in MEASURES and len(folded) < 4)
