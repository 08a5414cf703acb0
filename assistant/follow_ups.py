"""follow-up and the questions before it -> a question that stands alone.

Without a language model: what the follow-up says anew takes the place of what it answers to in the earlier question,
a year that of a year, "bij Zandoord" that of "bij Duinrecht", a name that of a name. A follow-up with a question of its
own is put behind the earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question_kinds import is_finite_verb

_SHORT = 10  # words; a longer question that points back ("dat", "er") points within itself
_PREPOSITIONS = (
    "aan|bij|boven|binnen|buiten|door|in|langs|met|na|naar|om|onder|op|over|per|sinds|te|tegen|tijdens|tot|tussen|uit"
    "|van|vanaf|vanuit|voor|volgens|zonder"
)
_POINTS_BACK = re.compile(
    r"\b(?:dat|die|dit|deze|hij|zij|ze|het|daar\w*|er\w{2,}|hier\w*|toen|nog meer|verder|anders)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"het \w", re.IGNORECASE)  # "in het onderwijs"; "zonder het" points back
_OPENING = re.compile(r"^(?:en|maar|of|dus|ook|oké|ok)\b[ ,]*", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"\b(?:wat|wie|waar\w*|wanneer|welke?|hoe\w*|waarom|klopt)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhoeveel\b\s*", re.IGNORECASE)
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEAR = r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?"
_TIME = re.compile(
    rf"(?:\b(?:in|sinds|vanaf|per|over|voor|tot|op|eind|begin|medio|van|het jaar|de (?:zomer|winter|lente|herfst)"
    rf"|het (?:voorjaar|najaar|schooljaar)|(?:het )?(?:eerste|tweede|derde|vierde) (?:kwartaal|helft))\s+)*"
    rf"(?:\d{{1,2}}\s+)?(?:(?:{_MONTH})\s+)?\b{_YEAR}\b",
    re.IGNORECASE,
)
_NEXT_YEAR = re.compile(r"\b(?:(?:het|een) )?(?:jaar|jaartje) (?:erna|daarna|later|erop|daarop)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:(?:het|een) )?(?:jaar|jaartje) (?:ervoor|daarvoor|eerder)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Ý][\w’'-]*(?: (?:[A-ZÀ-Ý][\w’'-]*|van|de|der|den))*(?<! van)(?<! de)(?<! der)")
_PHRASE_ENDS = frozenset(f"{_PREPOSITIONS}|en|of|er|te|het|als".split("|")) | frozenset(("eind", "begin", "medio"))
_PARTICIPLE = re.compile(r"\w*ge\w+(?:en|d|t)|ver\w+d|ont\w+en")
_OPPOSITES = ("met", "zonder", "inclusief", "exclusief")
_PLACES = ("in", "bij", "op", "te", "van", "uit", "langs", "rond")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone; `asks` is the part of it that asks, `carried` what only an earlier one said."""

    text: str
    asks: str
    carried: str = ""


def make_standalone(text: str, history: tuple[str, ...]) -> Standalone:
    """Make a follow-up stand alone; any other question stays as it is.

    A follow-up opens with "en", "maar" or "of", or is short and points back ("dat", "daarvan").

    Args:
        text: The question, its white space single.
        history: The earlier questions, oldest first; each may be a follow-up itself.
    """
    if not history or not _is_follow_up(text):
        return Standalone(text, text)
    before = make_standalone(" ".join(history[-1].split()), history[:-1]).text.rstrip("?!. ")
    rest = _OPENING.sub("", text).rstrip("?!. ")
    rest = (
        _HOW_MANY.sub("", rest) if re.match(rf"hoeveel (?:{_PREPOSITIONS}|eind|begin)\b", rest, re.IGNORECASE) else rest
    )
    if not before or not rest:
        return Standalone(text, text)
    replaced = _replace(before, rest)
    if replaced is not None:
        return Standalone(f"{replaced}?", f"{replaced}?")
    joined = f"{before}: {rest}?"
    return Standalone(joined, rest if _QUESTION_WORD.search(rest) else joined, before)


def _is_follow_up(text: str) -> bool:
    words = len(text.split())
    points_back = words <= _SHORT and _POINTS_BACK.search(text) is not None
    return bool(_OPENING.match(text)) or points_back or words <= 2


def _replace(before: str, rest: str) -> str | None:
    """The earlier question with what is said anew in the place of what it answers to; None if nothing does."""
    before, rest = _replace_time(before, rest)
    if not rest:
        return before
    noun_phrase = re.sub(r"^hoeveel (?=\S+(?: \S+)?$)", "", rest, flags=re.IGNORECASE)
    if _QUESTION_WORD.search(noun_phrase):
        return None
    if re.match(rf"(?:{_PREPOSITIONS}|{'|'.join(_OPPOSITES)})\b", rest, re.IGNORECASE):
        return _replace_phrase(before, rest)
    if _POINTS_BACK.search(rest) or len(noun_phrase.split()) > 3:
        return None
    if re.sub(r"^(?:de|het) ", "", noun_phrase)[0].isupper():
        return _replace_name(before, rest) or _replace_counted(before, noun_phrase)
    return _replace_counted(before, noun_phrase)


def _replace_time(before: str, rest: str) -> tuple[str, str]:
    """Put the follow-up's year or date in the place of the earlier one; what is left of the follow-up."""
    earlier = list(_TIME.finditer(before))
    for pattern, step in ((_NEXT_YEAR, 1), (_LAST_YEAR, -1)):
        if earlier and pattern.search(rest):
            year = int(re.findall(r"(?:19|20)\d\d", earlier[-1].group())[-1]) + step
            rest = pattern.sub(f"in {year}", rest)
    anew = _TIME.search(rest)
    if anew is None or not earlier or _QUESTION_WORD.search(rest):
        return before, rest
    old, written = earlier[-1], anew.group()
    left = f"{rest[: anew.start()]} {rest[anew.end() :]}".strip(" ,")
    if re.search(r"\b(?:van|tot|het|de)$", rest[: anew.start()].rstrip()) or written.lower().startswith("van "):
        written, left = rest, ""  # "in de eerste negen maanden van 2022" is one phrase
    elif re.fullmatch(_YEAR, written):
        bare = re.sub(rf"(?:\d{{1,2}} )?(?:{_MONTH}) ", "", old.group(), flags=re.IGNORECASE)
        written = re.sub(_YEAR, lambda _: anew.group(), bare, count=1)
    return before[: old.start()] + written + before[old.end() :], left


def _replace_phrase(before: str, rest: str) -> str:
    """Put "bij Zandoord" for "bij Duinrecht"; behind the question if it has no such phrase."""
    preposition, _, what = rest.partition(" ")
    same = _OPPOSITES if preposition in _OPPOSITES else (preposition,)
    times = [match.span() for match in _TIME.finditer(before)]
    starts = [
        match
        for match in re.finditer(rf"\b(?:{'|'.join(same)})\b ", before, re.IGNORECASE)
        if not any(start <= match.start() < end for start, end in times)
    ]
    names_place = preposition in _PLACES and what[:1].isupper()
    if names_place and (not starts or not before[starts[-1].end()].isupper()):
        places = re.compile(rf"\b(?:{'|'.join(_PLACES)}) (?=[A-ZÀ-Ý])")
        starts = list(places.finditer(before)) or starts
    if not starts:
        return f"{before} {rest}"
    if _POINTS_BACK.match(what) and not _ARTICLE.match(what):  # "zonder die steun": the earlier phrase with this one
        return before[: starts[-1].start()] + preposition + before[starts[-1].end() - 1 :]
    end = _phrase_end(before, starts[-1].end())
    return before[: starts[-1].start()] + rest + before[end:]


def _replace_name(before: str, rest: str) -> str | None:
    """A name for a name; of several the last that is as long, with an article or without one."""
    names = list(_NAME.finditer(before))
    if not names:
        return None
    article = rest.startswith(("de ", "het "))
    alike = [
        name
        for name in names
        if len(name.group().split()) == len(rest.split()) - article
        and before[: name.start()].endswith(("de ", "het ")) == article
    ]
    chosen = (alike or names)[-1]
    start = chosen.start() - (len(rest.partition(" ")[0]) + 1 if article and alike else 0)
    return before[:start] + rest + before[chosen.end() :]


def _replace_counted(before: str, what: str) -> str | None:
    counted = _HOW_MANY.search(before)
    if counted is None:
        return None
    return before[: counted.end()] + what + before[_phrase_end(before, counted.end()) :]


def _phrase_end(text: str, start: int) -> int:
    """Where the phrase that begins at `start` ends: at a preposition, a mark, or the verb behind its noun."""
    for at, word in enumerate(re.finditer(r"\S+", text[start:])):
        bare = word.group().strip(",;:?!.()").lower()
        ends = bare in _PHRASE_ENDS or _PARTICIPLE.fullmatch(bare) or is_finite_verb(bare)
        if at and ends and not (bare == "het" and at == 1):
            return start + word.start() - 1
        if word.group()[-1] in ",;:?!":
            return start + word.end() - 1
    return len(text)
