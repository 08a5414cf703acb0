"""question for a date and a date in a sentence -> how surely that is the date of what is asked.

Most dates of a letter are those of other papers and meetings ("in mijn brief van 4 mei", "in het debat van 3 oktober"),
or of another end of the same thing: it began in May and is to be ready in July.
"""

from __future__ import annotations

import functools
import re
from datetime import date

from assistant.analyser import fold, lemma_of, tokenize
from assistant.vocabulary import Figure, Unit

_OF_A_PAPER = 0.3  # a date that says which letter or debate is meant
_OTHER_END = 0.6  # of a sentence that tells of the beginning, where the end is asked for, or the other way round
_GONE = 0.6  # a day before the letter, where the question asks for what is still to come
_NO_YEAR = 10_000  # a date below it has no year
_LAST_DAY = 31
_PAPER = (
    r"brief|brieven|kamerbrief|voortgangsbrief|debat|commissiedebat|tweeminutendebat|vragenuur|overleg|motie|amendement|rapport|rapportage"
    r"|antwoorden|antwoord|vragen|uitspraak|arrest|mededeling|verordening|richtlijn|kabinetsreactie|nota|kamerstuk|advies"
)
# Ends in what a date belongs to: "in mijn brief aan uw Kamer van", "Tijdens het debat met de commissie op".
_BEHIND_PAPER = re.compile(
    rf"\b(?P<paper>(?:[a-z]+-)?(?:{_PAPER}))(?: (?:aan|met|over|in|bij|door|tijdens)(?: [\w-]+){{1,4}})? (?:van|d\.d\.|uit|op)\s+$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\bwanneer (?:moet|moeten|zal|zullen|gaat|gaan|komt|komen|wordt|worden|opent|openen|sluit|sluiten|begint|beginnen|start|starten"
    r"|treedt|treden|eindigt|eindigen|stopt|stoppen|verschijnt|verschijnen|krijgt|krijgen|vervalt|vervallen|volgt|volgen|verwacht\w*)\b"
    r"|\bwanneer (?:is|zijn)\b.*\b(?:klaar|gereed)\b|\btot (?:en met )?(?:wanneer|welke \w+) (?:kan|kunnen|mag|mogen|loopt|lopen|blijft|blijven)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:vanaf|sinds|per) (?:wanneer|welke|hoe ?lang)\b", re.IGNORECASE)
_BEGIN = re.compile(
    r"\b(?:begin(?:t|nen)?|begon(?:nen)?|(?:op)?start(?:t|en|te|ten)?|(?:op)?gestart|van start|opent|opende|openen|geopend|open"
    r"|ingaat|gaat in|gaan in|ging in|ingaan|ingegaan|ingevoerd|invoer\w*|ingang|in werking|van kracht|opengesteld)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:klaar|gereed|opgeleverd|oplevering|opleveren|oplever\w*|afgerond|afronding|afronden|voltooid|voltooiing|eindig\w*|einde|einddatum"
    r"|eindrapport\w*|afgelopen zijn|loopt\b.{0,40}\baf|afloopt|afgelopen|loopt\b.{0,20}\btot|tot en met|verval\w*|sluit\w*|gesloten"
    r"|stop(?:t|pen|te|ten)?|gestopt|beëindig\w*|bereikt?|bereiken|verlengd?)\b",
    re.IGNORECASE,
)


def date_fits(question: str, sentence: str, found: Figure, written: date | None) -> float:
    """How surely a date is the one asked for, 0 to 1; 1 where nothing speaks against it.

    Args:
        question: A question for a date.
        sentence: What holds the date.
        found: The date, with its place in the sentence.
        written: The date of the letter.
    """
    paper = _BEHIND_PAPER.search(sentence[: found.start])
    if paper is not None and lemma_of(fold(paper["paper"])) not in _words(question):
        return _OF_A_PAPER
    fit = 1.0
    if _asks_end(question) is not None and _tells_end(sentence) is not None:
        fit = 1.0 if _asks_end(question) == _tells_end(sentence) else _OTHER_END
    gone = written is not None and _COMING.search(question) is not None and not _SINCE.search(question)
    return fit * _GONE if gone and written is not None and _is_before(found, sentence, written) else fit


@functools.lru_cache(maxsize=256)
def _words(question: str) -> frozenset[str]:
    return frozenset(lemma_of(fold(token.text)) for token in tokenize(question))


@functools.lru_cache(maxsize=256)
def _asks_end(question: str) -> bool | None:
    """Whether a question asks when something ends or is ready; False: when it begins; None: neither, or both."""
    return _one_of(bool(_END.search(question)), bool(_BEGIN.search(question)))


def _tells_end(sentence: str) -> bool | None:
    return _one_of(bool(_END.search(sentence)), bool(_BEGIN.search(sentence)))


def _one_of(end: bool, begin: bool) -> bool | None:
    return None if end == begin else end


def _is_before(found: Figure, sentence: str, written: date) -> bool:
    """Whether a date lies before the day on which the letter was written."""
    if re.match(r"\s+(?:jl\.|jongstleden)", sentence[found.end :]):
        return True
    value = int(found.value)
    if found.unit is Unit.YEAR:
        return value < written.year
    if found.unit is not Unit.DATE or value < _NO_YEAR:
        return False
    last = value if value % 100 else value + _LAST_DAY  # a month without a day is over when its last day is
    return last < written.year * 10_000 + written.month * 100 + written.day
