"""candidates -> rated sentences: each sentence of the best passages, with the features that speak for it.

Every feature is between 0 and 1 and can be said in words. Their weights stand in `reader_weights.json`, fitted by
`eval.fit_reader`.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from assistant.analyser import STOP_WORDS, Token, fold, tokenize
from assistant.answer_types import Focus, find_focus
from assistant.evidence import WordWeights, held_share
from assistant.placed_sentences import PlacedSentence, place_sentences
from assistant.relative_dates import resolve_dates
from assistant.retrieval import Candidates
from assistant.understanding import Asked, Query
from assistant.vocabulary import BlockKind, ScoredPassage, Sentence, Voice
from assistant.word_sense import word_sense

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

READ = 12  # passages read
WEIGHTS_FILE = "reader_weights.json"
FEATURES = (
    "own",  # share of the question's words, by rarity, in the sentence itself
    "lead",  # the same, with what stands before it in its paragraph, or introduces its list or table
    "near",  # the same, with the sentence before and the one after
    "heads",  # the same, with its paragraph and the headings, the letter's subject and the Member's question
    "whole",  # the same, with the whole passage
    "question",  # share of the question's words in the Member's question that the passage answers
    "sense",  # share of the question's words that come near in meaning to a word of the sentence
    "sense_lead",  # the same, with its lead
    "names_own",  # share of the question's names in the sentence
    "names",  # share of the question's names in its paragraph, headings or letter
    "codes",  # 0 if a name with capitals or digits within it ("PURL", "F-35") stands nowhere near, else 1
    "years_own",  # share of the question's years in the sentence
    "years",  # share of the question's years in its paragraph or headings, or in its letter's date
    "other_year",  # the sentence states another year, and none that the question asks about
    "counted",  # what the question wants counted stands in the sentence
    "figure",  # it holds the kind of figure or date that the question asks for
    "no_figure",  # the question asks for a figure or date, and the sentence holds none
    "unit",  # its figure counts what the question wants counted
    "clause",  # share of the question's words in the clause of its figure
    "value",  # the question may want a figure, and the sentence holds one
    "name",  # the question asks for a person or place, and the sentence holds a name
    "list",  # the question asks for a list, and the sentence enumerates
    "reason",  # the question asks for a reason, and the sentence gives one in so many words
    "polar",  # the question asks for yes or no, and the sentence says so or takes a stand
    "fresh",  # how many words it holds that the question does not: an answer says something new
    "meaning",  # cosine similarity of sentence and question
    "meaning_near",  # the same, of the sentence with the one before it
    "passage",  # the rank score of its passage, as a share of the best
    "rank",  # 1 for the first passage, then a half, a third, …
    "recent",  # 1 for the newest letter among those read, 0 for the oldest; 0.5 where the question names a year
    "corrects",  # it corrects or revises a value
    "opens",  # it is the first sentence of an answer to a Member's question
    "row",  # it is a table row
    "heads_table",  # it is the header row of a table
    "note",  # it is a footnote
    "motion",  # it is the text of a motion
    "shred",  # it is shorter than a sentence
)
_SHRED = 5  # words
_MANY_FRESH = 6  # words
_SURE_SENSE = 0.75  # cosine from which two words count as one
_NO_SENSE = 0.25  # and below which they have nothing in common
_CORRECTS = re.compile(
    r"\bjuiste (?:cijfer|aantal|bedrag|percentage|getal|stand)|\bgecorrigeerd|\bbijgesteld|\bherzien|\bper abuis|\babusievelijk"
    r"|\bin plaats van\b|\bverhoogd van\b|\bvan [^.]{0,40} naar [^.]{0,30}\b|\binmiddels\b|\bnu\b|\bwerkelijke\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_HARD = frozenset({Asked.AMOUNT, Asked.PERCENTAGE, Asked.QUANTITY, Asked.DATE})


@dataclass(frozen=True, slots=True)
class RatedSentence:
    """A sentence with the evidence that it answers the question."""

    sentence: Sentence
    source: ScoredPassage
    before: Sentence | None  # the sentence before it in the same block
    own: frozenset[str]  # its terms
    focus: tuple[int, int] | None  # the figure, date, name or reason in it; offsets into the letter
    evidence: Mapping[str, float]
    score: float
    after: Sentence | None = None


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Weights by feature, for the order of sentences and for whether the best one answers at all."""

    order: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float

    def score(self, evidence: Mapping[str, float]) -> float:
        """The rank score of a sentence; only its order means something."""
        return sum(weight * evidence[name] for name, weight in self.order.items())

    def probability(self, evidence: Mapping[str, float]) -> float:
        """How likely it is that a sentence with this evidence answers its question, 0 to 1."""
        return 1 / (1 + math.exp(-self.bias - sum(weight * evidence[name] for name, weight in self.answer.items())))


@functools.cache
def load_weights() -> ReaderWeights:
    """The bundled weights."""
    values = json.loads((files("assistant") / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return ReaderWeights(values["order"], values["answer"], values["bias"])


def rate_sentences(candidates: Candidates, embedder: Embedder, part: Query | None = None) -> list[RatedSentence]:
    """Rate the sentences of the best passages, best first; ties go to the newer letter, then by id and place.

    Args:
        candidates: The passages.
        embedder: Who embeds the sentences.
        part: The part of the question that is looked at; None for the whole.
    """
    read = candidates.passages[:READ]
    found = [(rank, placed) for rank, scored in enumerate(read) for placed in place_sentences(scored)]
    if not found:
        return []
    query = part or candidates.query
    reading = _Reading(query, candidates.weights.fading(query.background), _dates(read))
    texts = [placed.sentence.text for _, placed in found]
    texts += [f"{placed.before.text if placed.before else placed.intro} {placed.sentence.text}" for _, placed in found]
    meaning = np.maximum(embedder.embed_passages(texts) @ embedder.embed_query(query.text), 0).tolist()
    sense = _senses([placed for _, placed in found], reading)
    best = max(scored.score for scored in read)
    rated = []
    for at, (rank, placed) in enumerate(found):
        given = {
            "meaning": meaning[at],
            "meaning_near": meaning[at + len(found)],
            "sense": sense[at][0],
            "sense_lead": sense[at][1],
            "passage": placed.source.score / best if best > 0 else 0.0,
            "rank": 1 / (rank + 1),
        }
        rated.append(_rate(placed, given, reading))
    return sorted(rated, key=_rank)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is the same for all sentences of a question."""

    query: Query
    weights: WordWeights
    dates: tuple[int, int]  # of the oldest and the newest letter read


def _dates(read: Sequence[ScoredPassage]) -> tuple[int, int]:
    days = [scored.header.date.toordinal() for scored in read if scored.header.date]
    return (min(days), max(days)) if days else (0, 0)


def _rate(placed: PlacedSentence, given: Mapping[str, float], reading: _Reading) -> RatedSentence:
    query, weights, sentence = reading.query, reading.weights, placed.sentence
    own = _terms(sentence.text)
    focus = find_focus(sentence.text, query, weights, placed.row)
    evidence = {
        **given,
        **_coverage(placed, own, reading),
        **_answer_type(focus, own, query),
        "recent": _recency(placed.source, reading),
        "fresh": min(_MANY_FRESH, len(own - frozenset(query.terms))) / _MANY_FRESH,
        "corrects": float(_CORRECTS.search(sentence.text) is not None),
        "opens": float(placed.opens and placed.source.passage.question is not None),
        "row": float(placed.row is not None),
        "heads_table": float(placed.heads_table),
        "note": float(sentence.kind is BlockKind.FOOTNOTE),
        "motion": float(sentence.voice is Voice.MOTION),
        "shred": float(len(sentence.text.split()) < _SHRED and placed.row is None),
    }
    score = load_weights().score(evidence) - float(sentence.voice is Voice.MEMBER)
    at = (sentence.start + focus.start, sentence.start + focus.end) if focus else None
    return RatedSentence(sentence, placed.source, placed.before, own, at, evidence, score, placed.after)


def _coverage(placed: PlacedSentence, own: frozenset[str], reading: _Reading) -> dict[str, float]:
    """How much of the question stands in the sentence and, step by step, in what is around it."""
    query, weights, passage = reading.query, reading.weights, placed.source.passage
    column = " ".join(placed.row.header) if placed.row else ""
    lead = own | _terms(placed.lead) | _terms(f"{placed.intro} {column}")
    near = own.union(*(_terms(other.text) for other in (placed.before, placed.after) if other))
    heads = _terms(passage.context)
    around = lead | near | _terms(placed.block) | heads
    letter = _letter_terms(placed.source)
    named = query.names
    codes = [name for name in named if is_code(name)]
    years_own = _years_in(placed, placed.sentence.text)
    years = years_own | _years_in(placed, f"{placed.block} {placed.intro} {column} {' '.join(passage.section)}")
    wanted = frozenset(query.years)
    dated = years | ({str(placed.source.header.date.year)} if placed.source.header.date else set())
    return {
        "own": weights.covered(query.subject, own),
        "lead": weights.covered(query.subject, lead),
        "near": weights.covered(query.subject, near),
        "heads": weights.covered(query.subject, around),
        "whole": weights.covered(query.subject, around | _terms(passage.text)),
        "question": weights.covered(query.subject, _terms(passage.question)) if passage.question else 0.0,
        "names_own": _share(named, own),
        "names": _share(named, around | letter),
        "codes": float(all(held_share(name, around | letter | _terms(passage.text)) > 0 for name in codes)),
        "years_own": len(wanted & years_own) / len(wanted) if wanted else 0.0,
        "years": len(wanted & dated) / len(wanted) if wanted else 1.0,
        "other_year": float(bool(wanted and years_own and not wanted & years_own)),
        "counted": float(any(held_share(word, own) for word in query.counted)),
    }


def _answer_type(focus: Focus | None, own: frozenset[str], query: Query) -> dict[str, float]:
    """Whether the sentence holds the kind of thing asked for; each kind of question has its own feature."""
    fit = focus.fit if focus else 0.0
    hard = query.asked in _HARD
    return {
        "figure": fit if hard else 0.0,
        "no_figure": float(hard and focus is None),
        "unit": focus.unit if focus and hard else 0.0,
        "clause": focus.clause if focus and (hard or query.asked is Asked.VALUE) else 0.0,
        "value": fit if query.asked is Asked.VALUE else 0.0,
        "name": fit if query.asked in {Asked.PERSON, Asked.PLACE} else 0.0,
        "list": fit if query.asked is Asked.LIST else 0.0,
        "reason": fit if query.asked is Asked.REASON else 0.0,
        "polar": fit if query.asked is Asked.POLAR else 0.0,
    }


def _recency(scored: ScoredPassage, reading: _Reading) -> float:
    oldest, newest = reading.dates
    if reading.query.years or newest == oldest or scored.header.date is None:
        return 0.5
    return (scored.header.date.toordinal() - oldest) / (newest - oldest)


def _senses(found: Sequence[PlacedSentence], reading: _Reading) -> list[tuple[float, float]]:
    """For each sentence the share of the question's words that it, and it with its lead, comes near in meaning."""
    subject, weights = reading.query.subject, reading.weights
    total = weights.of(subject)
    if not total:
        return [(0.0, 0.0)] * len(found)
    owns = [_plain_words(placed.sentence.text) for placed in found]
    leads = [_plain_words(f"{placed.lead} {placed.intro}") for placed in found]
    index = {word: at for at, word in enumerate(dict.fromkeys(word for words in owns + leads for word in words))}
    nearness = word_sense().nearness([fold(word.text) for word in subject], list(index))
    likeness = np.clip((nearness - _NO_SENSE) / (_SURE_SENSE - _NO_SENSE), 0, 1)
    likeness *= np.array([[weights.weight(word) / total] for word in subject], dtype=np.float32)
    shares = []
    for own, lead in zip(owns, leads, strict=True):
        best = likeness[:, [index[word] for word in own]].max(axis=1, initial=0)
        wider = np.maximum(best, likeness[:, [index[word] for word in lead]].max(axis=1, initial=0))
        shares.append((float(best.sum()), float(wider.sum())))
    return shares


@functools.lru_cache(maxsize=8_192)
def _plain_words(text: str) -> tuple[str, ...]:
    folded = (fold(token.text) for token in tokenize(text) if token.terms)
    return tuple(dict.fromkeys(word for word in folded if word not in STOP_WORDS))


def is_code(word: Token) -> bool:
    """Whether a name is written with capitals or digits within it ("PURL", "F-35"): nobody spells it another way."""
    return any(char.isdigit() for char in word.text) or sum(char.isupper() for char in word.text) > 1


def _share(words: Sequence[Token], present: frozenset[str]) -> float:
    """Share of words that are there; 1 if there are none to look for."""
    return sum(held_share(word, present) for word in words) / len(words) if words else 1.0


def _years_in(placed: PlacedSentence, text: str) -> frozenset[str]:
    """The years that a text states, also in relation to its letter's date ("afgelopen jaar")."""
    stated = _YEAR.findall(text)
    resolved = [date.means[:4] for date in resolve_dates(text, placed.source.header.date)]
    return frozenset(stated) | frozenset(resolved)


@functools.lru_cache(maxsize=16_384)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for token in tokenize(text) for term in token.terms)


def _letter_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of what is known of a passage's letter."""
    header = scored.header
    return _terms(" ".join([header.subject or "", header.ministry or "", *header.signatories]))


def _rank(rated: RatedSentence) -> tuple[float, int, str, int]:
    written = rated.source.header.date.toordinal() if rated.source.header.date else 0
    return (-round(rated.score, 9), -written, rated.source.header.id, rated.sentence.start)
