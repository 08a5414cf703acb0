"""question and passages -> a draft without an answer that says why, for what letters don't answer; or nothing.

An opinion or a forecast is nobody's but the letters'. What a question says of the future has to be said in the letters:
"over tien jaar" in these words, "Zal de minister aftreden?" by a word for what would happen, or by a decision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.analyser import analyse, fold, tokenize
from assistant.answer_types import decides
from assistant.evidence import held_share
from assistant.letter_questions import asks_for_letter, name_letters
from assistant.number_words import NUMBER_WORD_PATTERN
from assistant.question_bounds import Bound
from assistant.vocabulary import DraftAnswer, Mode, Note, NoteKind

if TYPE_CHECKING:
    from assistant.analyser import Token
    from assistant.retrieval import Candidates
    from assistant.vocabulary import Question

_HORIZON = re.compile(
    rf"\bover (?:\d+|{NUMBER_WORD_PATTERN}|een paar|enkele) (?:jaar|jaren|decennia|eeuwen|maanden)\b", re.IGNORECASE
)
_FUTURE = re.compile(r"^(?:en |maar )?(?:zal|zullen|gaat|gaan)\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"(?:en|aan|oen|ien)$")
_LIGHT = frozenset("worden zijn hebben gaan komen doen blijven".split())  # what happens is said by the word before
_WRITTEN_QUESTION = 0.7  # share of a question's words in a Member's question from which it is that one
_LEAST_WORDS = 4  # words of meaning; fewer stand in many questions


def refuse(question: Question, candidates: Candidates) -> DraftAnswer | None:
    """A draft that refuses a question which is none to letters, or names letters; None if the letters are to be read."""
    letters = name_letters(candidates) if asks_for_letter(candidates.query.text) else ()
    if letters:
        return DraftAnswer(question, Mode.EXTRACTIVE, (), letters)
    bound = candidates.query.bound
    if bound is None or (bound in {Bound.OPINION, Bound.FORECAST} and _is_written_question(candidates)):
        return None
    return DraftAnswer(question, Mode.EXTRACTIVE, (), (out_of_bounds(bound),))


def out_of_bounds(bound: Bound) -> Note:
    """Why the letters are not asked."""
    return Note(NoteKind.OUT_OF_BOUNDS, (("reason", bound.value),))


def foretells(question: str, said: str) -> bool:
    """Whether a question is answered by what is said only if that spoke of a future that it does not speak of.

    Args:
        question: The question.
        said: The sentence that would answer it, with what stands around it.
    """
    horizon = _HORIZON.search(question)
    if horizon is not None and fold(horizon.group()) not in fold(said):
        return True
    deed = _deed(question)
    return deed is not None and held_share(deed, frozenset(analyse(said))) == 0 and not decides(said)


def _deed(question: str) -> Token | None:
    """What would happen, of a question whether it will ("Zal de minister aftreden?"); None for any other question."""
    if not _FUTURE.match(question):
        return None
    words = [token for token in tokenize(question) if token.text[0].isalpha()]
    while words and fold(words[-1].text) in _LIGHT:
        words.pop()
    last = words[-1] if len(words) > 1 else None
    if last is None or not last.terms:
        return None
    is_verb = _INFINITIVE.search(last.text) or len(words) < len(tokenize(question))
    return last if is_verb else None


def _is_written_question(candidates: Candidates) -> bool:
    """Whether what is asked is asked, nearly word for word, in a Member's question that a letter answers."""
    wanted = [token for token in candidates.query.tokens if token.terms]
    for scored in candidates.passages if len(wanted) >= _LEAST_WORDS else ():
        if scored.passage.question:
            asked = frozenset(analyse(scored.passage.question))
            if sum(held_share(token, asked) for token in wanted) >= _WRITTEN_QUESTION * len(wanted):
                return True
    return False
