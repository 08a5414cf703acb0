"""question -> what its wording asks of an answer beside the kind: the present state, a change, a definition, a letter."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from assistant.analyser import STOP_WORDS, Token, fold, lemma_of
from assistant.figure_patterns import MONTHS
from assistant.question_kinds import is_finite_verb

_PRESENT = re.compile(
    r"\b(?:nu|inmiddels|tegenwoordig|momenteel|huidige?|laatste|recent\w*|actue\w+|nog|thans|vandaag|op dit moment"
    r"|nieuwe?)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:toen|destijds|eerste?|oorspronkelijk\w*|aanvankelijk\w*|vroeger|eerder\w*|vorige?|oude?|voorheen|ooit)\b",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(
    r"\bhoeveel (?:\w+ )?(?:meer|minder|beter|eerder|later|slechter|(?:hog|lag|duurd|goedkop|koel|warm|grot|klein|lang"
    r"|kort|snell?|vak|zwaard|schon|bred|diep)er)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:ge)?(?:steeg|stegen|stijgt|stijgen|stijging|daalde|daald|daalt|daling|verlaag\w*|verhoog\w*"
    r"|toegenomen|afgenomen|neemt? (?:toe|af)|nam(?:en)? (?:toe|af)|groeid|groei\w*|scheelt|bespaart?|\w+er dan|meer"
    r"|minder|hoger|lager|duurder|goedkoper|extra)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^\W*wat (?:is|zijn|betekent|houdt)\b(?: (?:een|de|het))?\s+([\w’'-]+(?: [\w’'-]+){0,2}?)(?: precies| eigenlijk| in)*\s*\??\s*$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her|\w{2,4}ge)\w+(?:en|d|t)")
# "volgens de brief van mei 2024", "in de antwoorden van 3 februari 2025": a letter, and no year that the answer is about.
_LETTER = re.compile(
    r"\b(?:\w*brie(?:f|ven)|antwoorden|\w*rapportages?|\w*programma)\b(?: \w+){0,2}? (?:van|uit)(?: \d{1,2})?"
    rf"(?: ({'|'.join(MONTHS)}))? ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_GOVERNMENT = re.compile(
    r"\b(?:ministers?|staatssecretaris(?:sen)?|kabinet|regering|bewinds(?:persoon|lieden|man|vrouw))\b", re.IGNORECASE
)
_ASKED_OF_IT = re.compile(r"\bmoties?\b|\bverzo[ce]\w+\b|\bgevraagd\b|\boproep\w*|\bopgeroepen\b", re.IGNORECASE)
_RANKED = re.compile(r"\b(eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste) (\w{3,})", re.IGNORECASE)
_IDIOM = re.compile(
    r"\ber (?:\w+ )?(mis|fout|aan de hand)\b|\b(?:gaat|ging|loopt|liep) (mis|fout)\b|\bzit (?:het )?(fout|in elkaar)\b",
    re.IGNORECASE,
)
# "Vanaf welke datum", "uit welk budget": the answer is likely to stand behind the same word.
_ASKED_BEHIND = re.compile(
    r"(?:^|[ ,])(tot en met|tot|vanaf|sinds|per|voor|vóór|tegen|op|in|uit|bij|aan|met|door|over|naar|van|onder|binnen"
    r"|volgens|namens)(?: hoe)? (?:welke?|wie|hoeveel|wanneer|wat voor|hoe lang)\b",
    re.IGNORECASE,
)
_SAME_SENSE = {
    "tot": "tot|tot en met|uiterlijk",
    "tot en met": "tot|tot en met",
    "tegen": "tegen|op|uiterlijk|vóór|voor",
    "voor": "voor|vóór|uiterlijk",
    "vóór": "voor|vóór|uiterlijk",
    "per": "per|vanaf|op|met ingang van",
    "vanaf": "vanaf|per|met ingang van|sinds",
    "sinds": "sinds|vanaf|al",
}


@dataclass(frozen=True, slots=True)
class AskedLetter:
    """A letter that a question names by its date: "de brief van mei 2024"."""

    year: int
    month: int | None
    words: frozenset[str]  # that name it, in lower case: they are not what the answer is about

    def is_of(self, day: date | None) -> bool:
        """Whether a letter of this day can be the one."""
        return day is not None and day.year == self.year and self.month in {None, day.month}


def asks_present(text: str) -> bool:
    """Whether a question asks for how it is now ("nu", "inmiddels", "het laatste cijfer")."""
    return _PRESENT.search(text) is not None


def asks_former(text: str) -> bool:
    """Whether a question asks for how it once was ("eerst", "oorspronkelijk", "de eerste raming")."""
    return _FORMER.search(text) is not None


def asks_change(text: str) -> bool:
    """Whether a question asks how much more or less something became ("hoeveel duurder")."""
    return _MORE_OR_LESS.search(text) is not None


def tells_change(text: str) -> bool:
    """Whether a sentence says that something became more or less."""
    return _CHANGE.search(text) is not None


def asks_government(text: str) -> bool:
    """Whether a question is after what the government says or does, and not what a motion asks of it."""
    return _GOVERNMENT.search(text) is not None and _ASKED_OF_IT.search(text) is None


def is_of_other_rank(question: str, text: str) -> bool:
    """Whether a text speaks of another one in a row than the question: of the second round, and not of the first."""
    asked, said = _ranks(question), _ranks(text)
    return any(thing in said and not ranks & said[thing] for thing, ranks in asked.items())


def _ranks(text: str) -> dict[str, set[str]]:
    """By the thing ranked, in its one form: its ranks in a text."""
    ranks: dict[str, set[str]] = {}
    for rank, thing in _RANKED.findall(text):
        ranks.setdefault(lemma_of(fold(thing)), set()).add(rank.casefold())
    return ranks


def framing_words(text: str) -> frozenset[str]:
    """The words, folded, of an idiom that carries a question and not its subject: "mis" of "wat is er mis met …"."""
    return frozenset(fold(word) for found in _IDIOM.finditer(text) for word in found[found.lastindex or 0].split())


def asked_letter(text: str) -> AskedLetter | None:
    """The letter that a question names by its date, if it names one."""
    found = _LETTER.search(text)
    if found is None:
        return None
    month = MONTHS[found.group(1).lower()] if found.group(1) else None
    return AskedLetter(int(found.group(2)), month, frozenset(fold(found.group()).split()))


def answer_phrase(text: str) -> re.Pattern[str] | None:
    """What an answer holds to a question with a preposition ("vanaf wanneer"): a name or number behind the same one."""
    found = _ASKED_BEHIND.search(text)
    return _phrase_behind(found.group(1).lower()) if found else None


@functools.lru_cache(maxsize=64)
def _phrase_behind(preposition: str) -> re.Pattern[str]:
    alike = _SAME_SENSE.get(preposition, preposition)
    return re.compile(
        rf"\b(?i:{alike})(?: (?:de|het|een|circa|ongeveer|ruim|minder dan|meer dan|eerste|tweede|begin|medio|eind|{'|'.join(MONTHS)}))*"
        r" [A-ZÀ-Ý\d€$]"
    )


def defined_word(text: str) -> str | None:
    """What a question wants defined: "Basisloket" of "Wat is een Basisloket?"; None for any other question."""
    found = _DEFINITION.match(text)
    words = [word for word in found.group(1).split() if fold(word) not in STOP_WORDS] if found else []
    return words[-1] if words else None


def defines(sentence: str, word: str) -> bool:
    """Whether a sentence says what something is ("Een Basisloket is een …", "… (NZR): een stelsel van …")."""
    return _definition_of(word).search(sentence) is not None


@functools.lru_cache(maxsize=256)
def _definition_of(word: str) -> re.Pattern[str]:
    named = re.escape(word)
    return re.compile(
        rf"\b{named}\w*\b[^.;]{{0,40}}?\b(?:is|zijn) (?:een|de|het|bedoeld)\b|\({named}\)|\b{named}\w*, (?:een|de|het)\b"
        rf"|\b{named}\w*\)?: ",
        re.IGNORECASE,
    )


def is_verb(token: Token) -> bool:
    """Whether a word of a question is likely a verb in a form other than its infinitive: "kreeg", "aangevraagd"."""
    return bool(token.terms) and (is_finite_verb(token.text) or _PARTICIPLE.fullmatch(fold(token.text)) is not None)
