"""question and the sentence that answers it -> the answer in a few of its words, or nothing.

Only where the kind of thing asked for is clear and exactly one thing of that kind stands out in the clause that speaks
of the question; two candidates, a denial, a part of a total or a number whose unit stands elsewhere give nothing. The
words are taken as they stand: with "ruim" before and "per jaar" behind, for without these they would say something else.
"""

from __future__ import annotations

import re

from assistant.analyser import Token, analyse, tokenize
from assistant.answer_types import standing_out
from assistant.claim_words import figures_of
from assistant.directions import clause_of, denies
from assistant.evidence import WordWeights, held_share
from assistant.figure_patterns import QUALIFIER_PATTERN, YEAR
from assistant.figures import end_of_unit
from assistant.placed_sentences import place_sentences
from assistant.question_kinds import Asked
from assistant.rated_sentences import RatedSentence
from assistant.relative_dates import resolve_dates
from assistant.sentences import split_sentences
from assistant.understanding import Query
from assistant.vocabulary import Unit, Voice

_FIGURES = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.VALUE, Asked.DATE})
# Chosen on the development part of the bundled questions, where 86 % of the short answers above these are right.
_SURE = 0.7  # how likely the sentence is the right one among all that were read
_MOST_MISSING = 0.3  # weight of the heaviest word of the question that is said nowhere near the sentence
_LONGEST = 60  # characters; what is longer is no short answer
_COUNTED_WITHIN = 4  # words after a number among which the thing counted stands
_BEFORE = re.compile(
    rf"(?:\b(?:{QUALIFIER_PATTERN}|tussen(?: de)?|niet)\s+)+$", re.IGNORECASE
)  # fmt: skip
_BEFORE_DATE = re.compile(
    r"\b(?:uiterlijk|vanaf|per|voor|vóór|na|sinds|tot|tot en met|t/m|begin|medio|eind|rond|omstreeks|niet (?:eerder|later) dan|in de loop van)"
    r"\s+(?:op\s+|het\s+|de\s+)?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s+(?:per\s+(?:(?:vierkante|kubieke)\s+)?[\w-]+|op jaarbasis|jaarlijks|(?:euro )?per persoon)\b", re.IGNORECASE
)
_LATELY = re.compile(r"\s+(?:jl\.|jongstleden|aanstaande|a\.s\.)")
# "zes van de elf": the total, not the part; "drie meer dan": a difference.
_OF_TOTAL = re.compile(
    r"\b(?:(?:van|op|uit|onder|in|bij)\s+(?:de|het|alle|onze|die|deze|in totaal|een totaal van)|onder|bij)\s+(?:(?:ruim|circa|ongeveer|bijna)\s+)?$",
    re.IGNORECASE,
)
_RANK = re.compile(r"\b(?:eerste|tweede|derde|vierde|vijfde|zesde|laatste)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"^(?:\s[\w-]+){0,1}\s(?:meer|minder|hoger|lager|extra|later|eerder|langer|korter|duurder|goedkoper)\b",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"\b(?:meer|minder|hoger|lager|extra|later|eerder|langer|korter|duurder|goedkoper|verschil)\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:[Dd]e |[Hh]et )?(?:minister(?:-president)?|staatssecretaris|premier|burgemeester|commissaris|voorzitter|directeur(?:-generaal)?|rector"
    r"|president|gezant|heer|mevrouw|generaal|inspecteur-generaal|secretaris-generaal|kwartiermaker|informateur|rechter|Kamerlid)"
    r"(?: \([\w &]+\)| van [A-Z]\w+(?:,? \w+ en [A-Z]\w+)?,?)? (?:[A-Z]\.)*\s?[A-ZÀ-Ý][\w’'-]+(?:[ -](?:van|de|der|den|ten|ter|[A-ZÀ-Ý][\w’'-]+))*(?<! van)(?<! de)(?<! der)"
)
_WHO = re.compile(r"\bwie\b", re.IGNORECASE)
_YES_OR_NO = re.compile(r"^(?P<said>Ja|Nee|Neen)(?=[,.;:]| )")
_POLAR_QUESTION = re.compile(
    r"^(?:en |of )?(?:klopt|is|zijn|was|waren|wordt|worden|bent|ben|heeft|hebben|hebt|kan|kunnen|kunt|mag|mogen|moet|moeten|zal|zullen|wil|wilt|willen"
    r"|gaat|gaan|komt|komen|krijgt|krijgen|deelt|erkent|onderschrijft|vindt|acht|ziet|bestaat|bestaan|geldt|gelden|zou|zouden|blijft|blijven)\b",
    re.IGNORECASE,
)
_SAME_QUESTION = 0.75  # share of the question's words in the Member's question that "Ja" or "Nee" answers


def short_answer(query: Query, one: RatedSentence, weights: WordWeights) -> tuple[int, int] | None:
    """The span of the answer proper in the letter, None where none stands out.

    Args:
        query: The question, or the part of it that the sentence answers.
        one: The sentence.
        weights: Of the question's words.
    """
    if query.asked is Asked.POLAR:
        return _yes_or_no(query, one)
    if one.evidence["share"] < _SURE or one.evidence["sense_missing"] > _MOST_MISSING:
        return None  # another sentence may as well be the answer, or this one lacks what the question is about
    span = None
    if query.asked in _FIGURES:
        span = _figure(query, one, weights)
    elif query.asked is Asked.PERSON and _WHO.search(query.text):
        span = _person(query, one)
    if span is None or span[1] - span[0] > _LONGEST:
        return None
    return one.sentence.start + span[0], one.sentence.start + span[1]


def _figure(query: Query, one: RatedSentence, weights: WordWeights) -> tuple[int, int] | None:
    """The figure or date that stands out, with what is said of it right before and behind."""
    text, start = one.sentence.text, one.sentence.start
    row = next((placed.row for placed in place_sentences(one.source) if placed.sentence.start == start), None)
    focus = standing_out(text, query, weights, row)
    if focus is None or one.focus is None or one.focus[0] != start + focus.start:
        return None
    begin, end = focus.start, focus.end
    other = _is_of_other_year(query, one) or _gives_other_rank(query.text, text)
    if other or _OF_TOTAL.search(text[:begin]) or denies(clause_of(text, begin, end)):
        return None
    figure = next((found for found in figures_of(text) if begin <= found.start < found.end <= end), None)
    counts = query.counted or query.implied or "\t" in text
    if figure is not None and figure.unit is Unit.COUNT and not counts:
        return None  # "Hoe hoog is de bonus?" is not answered by how many there were of something
    if _DIFFERENCE.match(text[end:]) and not _ASKS_MORE.search(query.text):
        return None
    if query.asked is Asked.DATE:
        before = _BEFORE_DATE.search(text[:begin])
        behind = _LATELY.match(text, end)
        return before.start() if before else begin, behind.end() if behind else end
    before = _BEFORE.search(text[:begin])
    end = max(_end_of_counted(text, end, query), end_of_unit(text, figure) if figure else end)
    behind = _RATE.match(text, end)
    return before.start() if before else begin, behind.end() if behind else end


def _is_of_other_year(query: Query, one: RatedSentence) -> bool:
    """Whether the question is about a year, and neither the sentence, the one before nor the letter's date is of it."""
    written = one.source.header.date
    text = f"{one.before.text if one.before else ''} {one.sentence.text}"
    said = set(YEAR.findall(text)) | {found.means[:4] for found in resolve_dates(text, written)}
    said = said or ({str(written.year)} if written else set())
    return bool(query.years) and not said.intersection(query.years)


def _gives_other_rank(question: str, text: str) -> bool:
    """Whether the sentence gives any rank, and none that the question gives: what is shown alone has to be surer than it."""
    asked = {found.lower() for found in _RANK.findall(question)}
    said = {found.lower() for found in _RANK.findall(text)}
    return bool(asked) and bool(said) and not asked & said


def _end_of_counted(text: str, end: int, query: Query) -> int:
    """Where the thing counted ends that follows a number, with words of its own between: "46.000 jonge leerlingen"."""
    wanted = {term for token in query.counted for term in token.terms}
    last = end
    following: list[Token] = [token for token in tokenize(text) if token.start >= end][:_COUNTED_WITHIN]
    for token in following:
        if not token.terms or re.search(r"[^\w\s'’-]", text[last : token.start]):
            break
        last = token.end
        if wanted & set(token.terms):
            return token.end
    return end


def _person(query: Query, one: RatedSentence) -> tuple[int, int] | None:
    """The one person whom the sentence names by office and name, and the question doesn't."""
    named = [found for found in _TITLED.finditer(one.sentence.text) if found.group().split()[-1] not in query.text]
    return named[0].span() if len(named) == 1 else None


def _yes_or_no(query: Query, one: RatedSentence) -> tuple[int, int] | None:
    """The "Ja" or "Nee" with which the answer to a Member's question opens, if the user asks the same."""
    asked = one.source.passage.question
    for sentence in (one.before, one.sentence):
        said = _YES_OR_NO.match(sentence.text) if sentence else None
        if sentence is None or said is None or asked is None or sentence.voice is not Voice.AUTHOR:
            continue
        wanted = [token for token in query.tokens if token.terms]
        first = next((asked[a:b] for a, b in split_sentences(asked) if asked[a:b].endswith("?")), "")
        held = sum(held_share(token, frozenset(analyse(first))) for token in wanted)
        same = bool(wanted) and held >= _SAME_QUESTION * len(wanted) and denies(first) == denies(query.text)
        if same and _POLAR_QUESTION.match(_bare(first)) and _POLAR_QUESTION.match(query.text):
            return sentence.start + said.start("said"), sentence.start + said.end("said")
    return None


def _bare(question: str) -> str:
    """A Member's question without its number or mark: "3. Klopt het dat …"."""
    return re.sub(r"^(?:vraag\s+)?\d*[a-z]?[.):]?\s+", "", question.strip(), flags=re.IGNORECASE)
