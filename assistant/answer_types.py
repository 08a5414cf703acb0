"""sentence and query -> the part of it that is the kind of thing asked for: a figure, date, name or reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analyser import Token, tokenize
from assistant.dated_events import date_fits
from assistant.evidence import WordWeights
from assistant.figure_patterns import TIMES, unit_form
from assistant.figures import find_figures, same_value
from assistant.named_kinds import LAW, asks_for_law
from assistant.question_kinds import Asked, asks_time, counts_beings, unit_of
from assistant.understanding import Query
from assistant.vocabulary import Figure, Unit

_MONEY = frozenset({Unit.EUR, Unit.USD, Unit.GBP})
_RATIO = frozenset({Unit.PERCENT, Unit.PERCENT_POINT})
_NUMBERS = frozenset({Unit.COUNT, Unit.OTHER})
_DATES = frozenset({Unit.DATE, Unit.YEAR})
# How well a figure of each unit fits each kind of question; a unit that is not named does not fit at all.
_FITS: dict[Asked, dict[frozenset[Unit], float]] = {
    Asked.AMOUNT: {_MONEY: 1.0},
    Asked.PERCENTAGE: {_RATIO: 1.0},
    Asked.QUANTITY: {_MONEY: 0.6, _RATIO: 0.6, _NUMBERS: 0.6},
    Asked.DATE: {_DATES: 1.0},
    Asked.VALUE: {_MONEY: 1.0, _RATIO: 0.9, _NUMBERS: 0.8, _DATES: 0.5},
}
MUST_HAVE_FOCUS = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE})  # only a figure answers these
_LARGE = (
    100  # "twee miljard" in the question and "€ 2 miljard" in the letter are one figure; a small number may be chance
)
_FOLLOWING = 4  # words after a figure among which the thing counted stands: "11 zware, moderne vrachtwagens"
_CELL = "\t"
_REASON = re.compile(
    r"\b(?:omdat|doordat|aangezien|vanwege|wegens|dankzij|want|oorzaak|oorzaken|reden|redenen|redengevend"
    r"|komt door|kwam door"
    r"|als gevolg van|ten gevolge van|gevolg van|te maken met|te wijten aan|te danken aan|veroorzaakt"
    r"|verklaar\w+|aanleiding"
    r"|gelet op|gezien de|met het oog op|door het|door de|door een)\b",
    re.IGNORECASE,
)
_WEAK_REASON = re.compile(
    r"\b(?:namelijk|immers|om te|teneinde|zodat|zou\w* (?:leiden|ertoe)|blijkt|gebleken|door)\b", re.IGNORECASE
)
_WEAK = 0.5
_LOOSE_DATE = re.compile(
    r"\b(?:(?:begin|medio|eind|halverwege|(?:het )?voorjaar|(?:het )?najaar|(?:de )?zomer|(?:de )?winter"
    r"|(?:het )?(?:eerste|tweede|derde|vierde) kwartaal)(?: van)?(?: \w+)? (?:19|20)\d\d"
    r"|(?:eerste|tweede) helft van (?:19|20)\d\d|(?:eerste|tweede) helft (?:19|20)\d\d|Q[1-4] (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEARLESS_DATE = re.compile(
    rf"\b(?:begin|medio|eind|halverwege|komende|afgelopen|vóór|voor) (?:{_MONTHS})\b(?! \d)"
    r"|\b(?:dit|komend|volgend|afgelopen|vorig|na het|voor het) (?:jaar|voorjaar|najaar|zomerreces|reces"
    r"|kerstreces|kwartaal|schooljaar)\b"
    r"|\b(?:na|voor|deze|komende|afgelopen) (?:de )?(?:zomer|winter|herfst|lente|week|maand)\b|\b(?:binnenkort"
    r"|vandaag|per direct)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:dagelijks\w*|wekelijks\w*|maandelijks\w*|jaarlijks\w*|tweejaarlijks\w*|halfjaarlijks\w*|(?:een|één"
    r"|eens|twee|drie|vier|\d+)"
    r" ?(?:keer|maal)? (?:per|in de) (?:\w+ )?(?:dag|week|maand|jaar|kwartaal)|elke? (?:\w+ )?(?:dag|week|maand"
    r"|jaar)|\w+ (?:keer|maal))\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:gratis|kosteloos|kosteloze|niets)\b", re.IGNORECASE)  # an amount, too
_SPAN = re.compile(
    r"\b(?:(?:een|één|drie) )?(?:kwartier|half ?uur|halve (?:dag|minuut)|dagdeel|etmaal)\b", re.IGNORECASE
)
_NAME = re.compile(
    r"(?<=[\w,;:)] )[A-ZÀ-Ý][\w’'&-]+(?: (?:[A-ZÀ-Ý][\w’'&-]*|van|de|der|den|voor|en)(?= [A-ZÀ-Ý])| [A-ZÀ-Ý][\w’'&-]*)*"
)
_ROLE = re.compile(
    r"\b\w*(?:minister|staatssecretaris|commissie|inspectie|dienst|autoriteit|stichting|gemeenten?|provincies?"
    r"|raad|bureau"
    r"|kabinet|rechter|rechtbank|officier|burgemeester|bedrijf|bedrijven|politie|waterschap\w*|ministerie"
    r"|instituut|rijk|overheid|fabrikant\w*|aannemer\w*|universiteit)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|te|bij|op|naar|uit|langs|rond|nabij|vanuit|van) (?:de |het )?([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*)"
)
_LOOSE_PLACE = re.compile(r"\b(?:in|bij|op|langs|achter|naast) (?:de|het|een) [\w-]+", re.IGNORECASE)
_POLAR = re.compile(r"^(?:ja|nee|neen|dat klopt|klopt|onjuist|juist)\b", re.IGNORECASE)
_DECISION = re.compile(
    r"\b(?:wijs (?:ik|wij)\b.{0,80}\baf|(?:zie|ziet) (?:ik|wij|het kabinet|de minister|daar)\b.{0,60}\bvan af|ik zie daar\w* van af"
    r"|voer (?:ik|wij)?\b.{0,60}\b(?:niet )?uit|(?:ben|is|zijn) (?:ik|wij|het kabinet)? ?(?:daar )?(?:geen|een|voor|tegen)? ?(?:voor|tegen)stander"
    r"|(?:ik|wij|kabinet|minister|staatssecretaris|nederland)\b.{0,50}\b(?:positief|negatief|terughoudend|kritisch|welwillend|bereid"
    r"|onwenselijk|wenselijk|niet nodig|noodzakelijk|ontra\w+|ontraad|oordeel kamer)"
    r"|(?:ben|is) (?:ik )?niet (?:bereid|van plan|voornemens)|(?:niet|wel) aan de orde"
    r"|^dat (?:doe|vind|kan|mag|wil|is|zie|acht|verzoek|gebeurt|klopt)\b.{0,80}\b(?:niet|geen|wel|onjuist|mogelijk|nodig|af)\b"
    r"|(?:overweeg|verbied|verhoog|verlaag|steun|deel|wil|zal|ga|vind|acht) ik\b.{0,60}\b(?:niet|geen)\b|komt er\b.{0,50}\bniet\b)",
    re.IGNORECASE,
)
_STANCE = re.compile(
    r"\b(?:niet|geen|nooit|wel|onwenselijk|wenselijk|nodig|noodzakelijk|voorstander|zie ik|vind ik|acht ik"
    r"|ben ik|deel ik"
    r"|zal ik|wil ik|kies ik|steun|voornemens|van plan|verplicht\w*|toegestaan|mogelijk|mogen|mag|verbied\w*"
    r"|blijf\w*)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"[^,;:]+, [^,;]+(?:, | en | of )[^,;]+|:\s*$|\w+ en \w+", re.IGNORECASE)
_YEARLESS = 0.8  # fit of a date whose year is not said
_IN_WORDS = {Asked.DATE: ((_YEARLESS_DATE, _YEARLESS),), Asked.AMOUNT: ((_FREE, 1.0),)}  # where there is no figure
_FORMS = {
    Asked.REASON: ((_REASON, 1.0), (_WEAK_REASON, _WEAK)),
    Asked.POLAR: ((_POLAR, 1.0), (_DECISION, 1.0), (_STANCE, _WEAK)),
    Asked.LIST: ((_ENUMERATION, 1.0),),
}
_AGENT = re.compile(  # who does what the sentence says in the passive: "opgelegd door de rechter"
    rf"\b[Dd]oor (?:de |het |een |mijn |onze )?([A-ZÀ-Ý][\w’'&-]+(?: [A-ZÀ-Ý][\w’'&-]*)*|(?i:{_ROLE.pattern}))"
)
_NAMES = {
    Asked.PERSON: ((_AGENT, 1.0), (_NAME, 0.8), (_ROLE, _WEAK)),
    Asked.PLACE: ((_PLACE, 1.0), (_LOOSE_PLACE, _WEAK)),
}
_MARGIN = 0.2  # share of the question that a figure's clause says beyond another's before it stands out
_OF_SOMETHING = 0.7  # fit of a year that says which ("het rapport uit 2022"), and not when
_WHEN = re.compile(  # ends in what makes a year a time: "eind", "vanaf", "in de zomer van"
    r"\b(?:in|op|vanaf|per|tot|tot en met|sinds|eind|begin|medio|vóór|voor|uiterlijk|rond|na|halverwege|sedert)"
    r"(?: (?:de|het|heel|maand|begin|eind|medio|eerste|tweede|derde|vierde|laatste|kwartaal|helft|van|voorjaar|najaar|zomer"
    r"|winter|loop|jaren|jaar))*\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]\s|\b(?:en|terwijl|tegen|maar|waarvan|gevolgd door|tegenover|versus)\b", re.IGNORECASE)
_OLD_VALUE = re.compile(r"\bvan\s+(?:(?:ruim|circa|ongeveer|gemiddeld|naar schatting)\s+)?$", re.IGNORECASE)
_NEW_VALUE = re.compile(
    r"^[^,;.]{0,40}\b(?:naar|tot|op)\s+(?:(?:ruim|circa|ongeveer|gemiddeld)\s+)?[€\d]", re.IGNORECASE
)
_IN_PLACE_OF = re.compile(
    r"\b(?:in plaats van|en niet|niet de|oorspronkelijk|daarvoor|was dat)\s+(?:de\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What in a sentence is asked for: its span in the sentence, how well it fits, and what speaks for it."""

    start: int
    end: int
    fit: float  # of the kind asked for, 0 to 1
    unit: float = 0.0  # 1: it counts what the question wants counted
    clause: float = 0.0  # share of the question's words, by rarity, in its clause


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of the table that a row stands in: the cells above its own, and whether it counts money."""

    header: tuple[str, ...]
    money: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with its words, and the date of its letter where that counts."""

    text: str
    tokens: Sequence[Token]
    written: date | None = None


def find_focus(
    sentence: str, query: Query, weights: WordWeights, row: Row | None = None, *, written: date | None = None
) -> Focus | None:
    """Find what a sentence answers to the kind of question asked.

    Of several figures the one is taken that counts what is asked and whose clause says most of the question; never one
    that the question states itself.

    Args:
        sentence: A sentence, list item or table row.
        query: The question.
        weights: Of the question's words.
        row: For a table row: its table.
        written: The date of the letter, if it has one.

    Returns:
        What was found, or None if the sentence holds nothing of the kind (or any sentence could).
    """
    if asks_for_law(query.kind):
        return _first_of(((LAW, 1.0),), sentence)
    if query.asked in _FITS:
        return _find_value(sentence, query, weights, row, written)
    if query.asked in _FORMS:
        return _first_of(_FORMS[query.asked], sentence)
    return _find_name(sentence, query, _NAMES[query.asked]) if query.asked in _NAMES else None


def decides(text: str) -> bool:
    """Whether a text answers with yes or no, or says what somebody will or won't do ("niet aan de orde")."""
    return any(pattern.search(text) for pattern in (_POLAR, _DECISION))


def gives_reason(text: str) -> bool:
    """Whether a text gives a reason in so many words ("omdat", "vanwege")."""
    return _REASON.search(text) is not None


def _find_value(
    sentence: str, query: Query, weights: WordWeights, row: Row | None, written: date | None
) -> Focus | None:
    if "keer" in query.implied and (often := _first_of(((_OFTEN, 1.0),), sentence)):
        return often
    if "uur" in query.implied and (span := _first_of(((_SPAN, 1.0),), sentence)):
        return span
    if _CELL in sentence:
        return _find_cell(sentence, query, weights, row or Row(()))
    found = _find_figure(sentence, query, weights, written)
    return found or (_first_of(_IN_WORDS[query.asked], sentence) if query.asked in _IN_WORDS else None)


def _first_of(patterns: Sequence[tuple[re.Pattern[str], float]], sentence: str) -> Focus | None:
    for pattern, fit in patterns:
        found = pattern.search(sentence)
        if found:
            return Focus(found.start(), found.end(), fit)
    return None


def _find_name(sentence: str, query: Query, patterns: Sequence[tuple[re.Pattern[str], float]]) -> Focus | None:
    """The first name, of the kind that fits best, that the question does not state itself."""
    for pattern, fit in patterns:
        for found in pattern.finditer(sentence):
            group = 1 if found.re.groups else 0
            if found.group(group).casefold() not in query.text.casefold():
                return Focus(found.start(group), found.end(group), fit)
    return None


def standing_out(sentence: str, query: Query, weights: WordWeights, row: Row | None = None) -> Focus | None:
    """The figure of a sentence that answers, where no other of it could: none fits as well in a clause that says as much.

    Args:
        sentence: A sentence, list item or table row.
        query: A question for a figure or date.
        weights: Of the question's words.
        row: For a table row: its table. A cell has to say its unit itself.
    """
    if _CELL in sentence:
        cells = sorted(_rated_cells(sentence, query, weights, row or Row(())), key=lambda one: one[0])
        best = cells[-1][1] if cells and (len(cells) == 1 or cells[-1][0] > cells[-2][0]) else None
        says_unit = best is not None and re.search(r"[€$£%]|[a-z]{4,}", sentence[best.start : best.end])
        return best if says_unit or (best and query.asked is Asked.QUANTITY and best.unit) else None
    figures = _figures(sentence, query)
    said = _Said(sentence, tokenize(sentence) if figures else [])
    rated = [(figure, one[0]) for figure in figures if (one := _rate(figure, said, query, weights))]
    best = _find_figure(sentence, query, weights)
    if best is None or (query.asked is Asked.QUANTITY and (query.counted or query.implied) and not best.unit):
        return None
    rivals = [
        other
        for figure, other in rated
        if other.start != best.start
        and other.fit >= best.fit
        and other.unit >= best.unit
        and not _is_old_value(figure, sentence)
    ]
    mine = next(figure for figure, one in rated if one.start == best.start)
    if _is_old_value(mine, sentence) or len(rivals) > 1:
        return None  # of three values of one kind each stands for another thing
    if any(other.clause + _MARGIN > best.clause for other in rivals):
        return None
    return best


def _find_figure(sentence: str, query: Query, weights: WordWeights, written: date | None = None) -> Focus | None:
    figures = _figures(sentence, query)
    said = _Said(sentence, tokenize(sentence) if figures else [], written)
    candidates = [_rate(figure, said, query, weights) for figure in figures]
    rated = [one for one in candidates if one is not None]
    return max(rated, key=lambda one: (one[1], -one[0].start))[0] if rated else None


def _figures(sentence: str, query: Query) -> list[Figure]:
    """The figures that the question does not state itself; for a date also those without a day."""
    figures = [figure for figure in _all_figures(sentence) if not _is_stated(figure, query)]
    if query.asked is Asked.DATE:
        for loose in _LOOSE_DATE.finditer(sentence):
            figures = [figure for figure in figures if figure.end <= loose.start() or figure.start >= loose.end()]
            year = Figure(
                loose.group(), loose.start(), loose.end(), find_figures(loose.group()[-4:])[0].value, Unit.YEAR
            )
            if not _is_stated(year, query):
                figures.append(year)
    return figures


@functools.lru_cache(maxsize=16_384)
def _all_figures(sentence: str) -> tuple[Figure, ...]:
    return tuple(find_figures(sentence))


def _is_stated(figure: Figure, query: Query) -> bool:
    return any(
        same_value(figure, stated)
        or (figure.value == stated.value and figure.value > _LARGE and figure.unit not in _DATES)
        for stated in query.figures
    )


def _rate(figure: Figure, said: _Said, query: Query, weights: WordWeights) -> tuple[Focus, float] | None:
    fit = next((fit for units, fit in _FITS[query.asked].items() if figure.unit in units), 0.0)
    if not fit or _measures_otherwise(figure, query):
        return None
    sentence, tokens = said.text, said.tokens
    following = [token for token in tokens if token.start >= figure.end][:_FOLLOWING]
    unit = _unit_match(following, query)
    if query.asked is Asked.QUANTITY:
        fit = 1.0 if unit else _fit_of_other_unit(figure, query)
    if query.asked is Asked.DATE and figure.text.isdigit() and not _WHEN.search(sentence[: figure.start]):
        fit = _OF_SOMETHING
    if query.asked is Asked.DATE:
        fit *= date_fits(query.text, sentence, figure, said.written)
    begin, end = _clause_around(sentence, figure)
    held = {term for token in tokens if begin <= token.start < end for term in token.terms}
    clause = weights.covered(query.subject, held)
    asked = set(query.terms)
    places = [token.start for token in tokens if not asked.isdisjoint(token.terms)]
    far = sum(abs(place - figure.start) for place in places) / len(places) / len(sentence) if places else 0.5
    old = _is_old_value(figure, sentence)
    return Focus(figure.start, figure.end, fit, unit, clause), 2 * fit + clause - 0.3 * far - 0.5 * old


def _measures_otherwise(figure: Figure, query: Query) -> bool:
    """Whether a figure cannot count what is to be counted: "15-64 jaar" counts no women, and "€ 345.000" neither."""
    if figure.unit in _MONEY:
        return counts_beings(query.counted)
    is_time = figure.unit is Unit.OTHER and unit_form(figure.unit_text) in TIMES
    return is_time and bool(query.counted) and not asks_time(query.counted)


def _unit_match(following: Sequence[Token], query: Query) -> float:
    named = {unit_of(token.text) for token in following[:2]}
    if query.implied:
        return float(bool(named & set(query.implied)))
    wanted = {term for token in query.counted for term in token.terms}
    return float(
        any(wanted & set(token.terms) for token in following)
        or bool(named & {unit_of(token.text) for token in query.counted})
    )


def _fit_of_other_unit(figure: Figure, query: Query) -> float:
    """Of "hoeveel" without its unit behind the figure: money where nothing is named, any number where something is."""
    if query.implied:
        return 0.5 if figure.unit is Unit.COUNT and not figure.unit_text else 0.2
    if query.counted:
        return {Unit.COUNT: 0.6, Unit.OTHER: 0.3}.get(figure.unit, 0.4)
    return 1.0 if figure.unit in _MONEY else 0.7


def _clause_around(sentence: str, figure: Figure) -> tuple[int, int]:
    begin = max((match.end() for match in _CLAUSE.finditer(sentence, 0, figure.start)), default=0)
    after = _CLAUSE.search(sentence, figure.end)
    return begin, after.start() if after else len(sentence)


def _is_old_value(figure: Figure, sentence: str) -> bool:
    before, after = sentence[: figure.start], sentence[figure.end :]
    return bool((_OLD_VALUE.search(before) and _NEW_VALUE.match(after)) or _IN_PLACE_OF.search(before))


def _find_cell(sentence: str, query: Query, weights: WordWeights, row: Row) -> Focus | None:
    """The cell of a table row whose column the question names; the last one that holds a figure if it names none."""
    best: tuple[float, Focus] | None = None
    for rated in _rated_cells(sentence, query, weights, row):
        if best is None or rated[0] >= best[0]:
            best = rated
    return best[1] if best else None


def _rated_cells(sentence: str, query: Query, weights: WordWeights, row: Row) -> list[tuple[float, Focus]]:
    """The first fitting figure of each cell of a table row but its label, in order, each with its rating."""
    rated: list[tuple[float, Focus]] = []
    place = 0
    for column, cell in enumerate(sentence.split(_CELL)):
        figures = _figures(cell, query) if column else []
        if figures:
            head = row.header[column] if column < len(row.header) else ""
            named = weights.covered(query.subject, {term for token in tokenize(head) for term in token.terms})
            unit = next((fit for units, fit in _FITS[query.asked].items() if figures[0].unit in units), 0.0)
            if figures[0].unit is Unit.COUNT and (row.money or query.asked is not Asked.AMOUNT):
                unit = max(unit, 0.9 if query.asked is not Asked.DATE else 0.0)
            counts = _unit_match(tokenize(head), query)
            found = Focus(place + figures[0].start, place + figures[0].end, unit, counts, named)
            if unit:
                rated.append((named + unit, found))
        place += len(cell) + 1
    return rated
