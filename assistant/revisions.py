"""the sentences that answer -> a value that a later letter gives in place of an earlier one's, if there is one.

Most surely where the later letter says so itself: it repeats the earlier value as the old one ("van € 180 miljoen naar
€ 195 miljoen", "in plaats van 870", "in mijn brief van 19 mei stond 84") and gives the new one beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.claim_words import figures_of
from assistant.claims import is_telling
from assistant.figure_match import DATES
from assistant.figure_patterns import MONTHS, QUALIFIER_PATTERN, SCALES
from assistant.figures import end_of_unit, same_value
from assistant.rated_sentences import RatedSentence
from assistant.vocabulary import Figure, Unit

_NEXT = 2  # sentences behind in which the new value may stand
_MOST_STEPS = 3  # revisions of revisions
_SURE = 0.5  # share of the question that a sentence, with what stands before it, has to hold to speak of the same thing
_LIKELY = 0.15  # the same, where it repeats a value that few sentences hold
_QUALIFIER = rf"(?:(?:{QUALIFIER_PATTERN}|de|het)\s+)*"
_FROM = re.compile(rf"\bvan\s+{_QUALIFIER}$", re.IGNORECASE)
_TO = re.compile(rf"^[^,;.]{{0,40}}?\b(?:naar|tot|op)\s+{_QUALIFIER}$", re.IGNORECASE)
_INSTEAD = re.compile(
    rf"\b(?:in plaats van|anders dan|(?:en )?niet(?: langer| meer)?(?: op| in| per| van)?|tegen eerder|in afwijking van)\s+{_QUALIFIER}$",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"\b(?:in mijn (?:vorige |eerdere |laatste )?(?:brief|rapportage|antwoord\w*)|in de (?:vorige |eerdere )?brief van|vorig jaar|vorige (?:brief|rapportage|raming)"
    r"|eerder|eerdere|destijds|aanvankelijk\w*|oorspronkelijk\w*|(?:schreef|meldde|noemde|ging) ik|ik [\w ]{0,20}(?:noemde|meldde|schreef)"
    r"|(?:was|waren|werd) (?:gepland|begroot|geraamd|voorzien|beoogd)|vorige raming|stond dat)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:opgelopen|verhoogd|verlaagd|gestegen|gedaald|bijgesteld|herzien|gecorrigeerd|juiste|werkelijke|nu|inmiddels|wordt|worden|bedraagt|bedragen|uitgesteld|verschoven"
    r"|vertraagd|verschuift|is dat|zijn dat|later|komt|komen|blijkt|blijken|daarmee|nieuwe)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\bmaar\b", re.IGNORECASE)  # "niet in april 2024, maar in april 2025"
_NOT_ENOUGH = re.compile(
    r"\b(?:te (?:laag|weinig|hoog|krap|veel|kort|lang|ambitieus|optimistisch)|onvoldoende|ontoereikend|niet (?:meer )?(?:haalbaar|genoeg|voldoende|juist)|onjuist)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:juiste?|werkelijke?|gecorrigeerde?|herziene?|nieuwe|inmiddels|daarmee|in plaats daarvan)\b", re.IGNORECASE
)
_CHANGES_TO = re.compile(
    r"\b(?:verhoog\w*|verlaag\w*|verruim\w*|stel\w* .*bij|bijgesteld|pas\w* .*aan|aangepast|breng\w*|verschuif\w*|verschoven|uitgesteld|wordt|worden|komt|komen|gaat|gaan)"
    rf"\b.*\b(?:naar|tot|op|in|per)\s+{_QUALIFIER}$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"^\s(?:meer|minder|hoger|lager|extra|later|eerder|langer|korter)\b", re.IGNORECASE)
_ASKS_OLD = re.compile(
    rf"\b(?:oorspronkelijk\w*|aanvankelijk\w*|destijds|eerder|eerdere|vroeger|toen|eerste raming)\b|\b(?:brief|brieven|rapportage|antwoord\w*) (?:van|uit) (?:\d|{'|'.join(MONTHS)})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ValueIn:
    """A figure in a sentence; offsets of the figure into the sentence."""

    one: RatedSentence
    figure: Figure

    @property
    def focused(self) -> RatedSentence:
        """The sentence with this figure, and the unit that it is measured in, as what it answers."""
        start, end = self.one.sentence.start, end_of_unit(self.one.sentence.text, self.figure)
        return replace(self.one, focus=(start + self.figure.start, start + end))


@dataclass(frozen=True, slots=True)
class RevisedValue:
    """An earlier letter's value and a later letter's."""

    before: ValueIn
    after: ValueIn


def asks_for_old(question: str) -> bool:
    """Whether a question wants an earlier value itself ("oorspronkelijk", "destijds")."""
    return _ASKS_OLD.search(question) is not None


def find_revision(rated: Sequence[RatedSentence], shown: ValueIn) -> RevisedValue | None:
    """What became of a value: the latest letter that replaces it, or the earlier one that it replaces.

    Args:
        rated: The sentences read for the question, best first.
        shown: The value that answers it.
    """
    itself = _replacement(rated, shown.one, shown.figure)
    if itself is not None and itself.one is shown.one:  # the sentence gives the old value first
        return _replaced_by(rated, itself) or RevisedValue(itself, itself)
    last = shown
    for _ in range(_MOST_STEPS):
        new = _replaced(rated, last)
        if new is None:
            break
        last = new
    return RevisedValue(shown, last) if last is not shown else _replaced_by(rated, shown)


def _replaced(rated: Sequence[RatedSentence], shown: ValueIn) -> ValueIn | None:
    """The value that a later letter gives in the place of this one, by the latest that does."""
    found = [
        new
        for one in rated
        if _day(one) > _day(shown.one) > 0
        if (new := _replacement(rated, one, shown.figure)) is not None
        and any(_same_thing(said, shown.figure, shown.one.own) for said in (one, new.one))
    ]
    return max(found, key=lambda new: _day(new.one), default=None)


def _replaced_by(rated: Sequence[RatedSentence], shown: ValueIn) -> RevisedValue | None:
    """The earlier letter's value that the shown sentence, or the one before it, gives as the old one."""
    for one in rated:
        if not 0 < _day(one) < _day(shown.one):
            continue
        for figure in figures_of(one.sentence.text):
            if (
                _alike(figure, shown.figure)
                and not same_value(figure, shown.figure)
                and _same_thing(one, figure, shown.one.own)
            ):
                new = _replacement(rated, shown.one, figure)
                if new is not None and new.one is shown.one and same_value(new.figure, shown.figure):
                    return RevisedValue(ValueIn(one, figure), shown)
    return None


def _day(one: RatedSentence) -> int:
    written = one.source.header.date
    return written.toordinal() if written else 0


def _same_thing(one: RatedSentence, figure: Figure, words: frozenset[str]) -> bool:
    """Whether a sentence speaks of what is asked: a figure that few sentences hold needs little else to show it."""
    lead = one.evidence["lead"]
    if figure.unit in DATES or not is_telling(figure):
        return lead >= _SURE
    return lead >= _LIKELY or any(word.isalpha() and word not in SCALES for word in one.own & words)


def _replacement(rated: Sequence[RatedSentence], one: RatedSentence, old: Figure) -> ValueIn | None:
    """The value that a sentence, or one right after it, gives in place of an old one that it repeats."""
    text = one.sentence.text
    figures = [figure for figure in figures_of(text) if _alike(figure, old)]
    repeated = next((figure for figure in figures if same_value(figure, old)), None)
    if repeated is None:
        return None
    before = text[: repeated.start]
    behind = [figure for figure in figures if figure.start >= repeated.end and not same_value(figure, old)]
    ahead = [figure for figure in figures if figure.end <= repeated.start and not same_value(figure, old)]
    if _FROM.search(before) and behind and _TO.match(text[repeated.end : behind[0].start]):
        return ValueIn(one, behind[0])
    if _INSTEAD.search(before):
        later = [figure for figure in behind if _BUT.search(text[repeated.end : figure.start])]
        return ValueIn(one, ahead[-1]) if ahead else ValueIn(one, later[0]) if later else None
    said, enough = _SAID_BEFORE.search(text), _NOT_ENOUGH.search(text)
    others = [figure for figure in behind + ahead if not _DIFFERENCE.match(text[figure.end :])]
    if said and len(others) == 1 and _NOW.search(text):
        return ValueIn(one, others[0])
    return _in_next(rated, one, old) if enough or (said and not others) else None


def _in_next(rated: Sequence[RatedSentence], one: RatedSentence, old: Figure) -> ValueIn | None:
    """The one value of its kind in a sentence close behind: "… stond 84. Het juiste aantal was 75."."""
    following = sorted(
        (
            other
            for other in rated
            if other.source.passage == one.source.passage and other.sentence.start >= one.sentence.end
        ),
        key=lambda other: other.sentence.start,
    )
    for other in following[:_NEXT]:
        text = other.sentence.text
        found = [
            figure
            for figure in figures_of(text)
            if _alike(figure, old) and not same_value(figure, old) and not _DIFFERENCE.match(text[figure.end :])
        ]
        if found and (_CORRECTS.search(text) or _CHANGES_TO.search(text[: found[0].start])):
            return ValueIn(other, found[0]) if len(found) == 1 else None
    return None


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count in the same: money, shares, dates; a bare number counts like any other number."""
    if one.unit in DATES or other.unit in DATES:
        return one.unit in DATES and other.unit in DATES
    counts = {Unit.COUNT, Unit.OTHER}
    if one.unit in counts and other.unit in counts:
        return Unit.COUNT in {one.unit, other.unit} or one.unit_text == other.unit_text
    return one.unit is other.unit
