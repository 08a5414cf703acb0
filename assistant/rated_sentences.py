"""candidates -> rated sentences: each sentence of the best passages, with the features that speak for it.

Every feature is between 0 and 1 and can be said in words. Their weights stand in `reader_weights.json`, fitted by
`eval.fit_reader`.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from assistant.analyser import Token, tokenize
from assistant.answer_types import HAS_FOCUS, find_focus
from assistant.evidence import held_share
from assistant.retrieval import Candidates
from assistant.sentences import split_sentences
from assistant.understanding import Query
from assistant.vocabulary import BlockKind, ScoredPassage, Sentence, Voice

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder

READ = 10  # passages read
WEIGHTS_FILE = "reader_weights.json"
FEATURES = (
    "own",  # share of the question's words, by rarity, in the sentence itself
    "near",  # the same, with the sentence before and the one after
    "whole",  # the same, with the passage and what is known of it (headings, subject, Member's question, date)
    "names",  # share of the question's names that stand in the passage or are known of it
    "codes",  # 0 if a name with capitals or digits within it ("PURL", "F-35") stands nowhere near, else 1
    "years",  # share of the years and dates that the question states
    "asked",  # it holds the kind of thing asked for: an amount, a date, a reason
    "meaning",  # cosine similarity of sentence and question
    "passage",  # the rank score of its passage, as a share of the best
    "length",  # 1 for a full sentence, less for a shred
    "rank",  # 1 for the first passage, then a half, a third, …
)
_FULL_LENGTH = 12  # words


@dataclass(frozen=True, slots=True)
class RatedSentence:
    """A sentence with the evidence that it answers the question."""

    sentence: Sentence
    source: ScoredPassage
    before: Sentence | None  # the sentence before it in the same block
    own: frozenset[str]  # its terms
    focus: tuple[int, int] | None  # the figure, date or reason in it; offsets into the letter
    evidence: Mapping[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Weights by feature, for the order of sentences and for whether the best one answers at all."""

    order: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float

    def score(self, evidence: Mapping[str, float]) -> float:
        """The rank score of a sentence; only its order means something."""
        return sum(self.order[name] * evidence[name] for name in FEATURES)

    def probability(self, evidence: Mapping[str, float]) -> float:
        """How likely it is that a sentence with this evidence answers its question, 0 to 1."""
        return 1 / (1 + math.exp(-self.bias - sum(self.answer[name] * evidence[name] for name in FEATURES)))


@functools.cache
def load_weights() -> ReaderWeights:
    """The bundled weights."""
    values = json.loads((files("assistant") / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return ReaderWeights(values["order"], values["answer"], values["bias"])


def rate_sentences(candidates: Candidates, embedder: Embedder) -> list[RatedSentence]:
    """Rate the sentences of the best passages, best first; ties go to the newer letter, then by id and place."""
    read = candidates.passages[:READ]
    found = [(rank, placed) for rank, scored in enumerate(read) for placed in _sentences_of(scored)]
    if not found:
        return []
    vectors = embedder.embed_passages([placed.sentence.text for _, placed in found])
    meaning = vectors @ embedder.embed_query(candidates.query.text)
    best = max(scored.score for scored in read)
    rated = []
    for (rank, placed), like in zip(found, meaning, strict=True):
        given = {
            "meaning": max(0.0, float(like)),
            "passage": placed.source.score / best if best > 0 else 0.0,
            "rank": 1 / (rank + 1),
        }
        rated.append(_rate(candidates, placed, given))
    return sorted(rated, key=_rank)


@dataclass(frozen=True, slots=True)
class _Placed:
    source: ScoredPassage
    sentence: Sentence
    before: Sentence | None
    after: Sentence | None


def _sentences_of(scored: ScoredPassage) -> list[_Placed]:
    """The sentences of a passage that could be shown, with their neighbours in the same block."""
    passage = scored.passage
    placed: list[_Placed] = []
    for block in passage.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        start, end = max(block.start, passage.start), min(block.end, passage.end)
        text = passage.text[start - passage.start : end - passage.start]
        sentences = [
            Sentence(first, last, passage.text[first - passage.start : last - passage.start], block.kind, block.voice)
            for first, last in split_sentences(text, start)
        ]
        befores = [None, *sentences[:-1]]
        afters = [*sentences[1:], None]
        placed += [_Placed(scored, *three) for three in zip(sentences, befores, afters, strict=True)]
    return placed


def _rate(candidates: Candidates, placed: _Placed, given: Mapping[str, float]) -> RatedSentence:
    query, weights, sentence = candidates.query, candidates.weights, placed.sentence
    own = _terms(sentence.text)
    near = own.union(*(_terms(other.text) for other in (placed.before, placed.after) if other))
    whole = near | _passage_terms(placed.source)
    focus = find_focus(sentence.text, query)
    evidence = {
        **given,
        "own": weights.covered(query.subject, own),
        "near": weights.covered(query.subject, near),
        "whole": weights.covered(query.subject, whole),
        "names": _share(query.names, whole),
        "codes": float(all(held_share(name, whole) > 0 for name in query.names if is_code(name))),
        "years": _share(_stated_times(query), whole),
        "asked": float(focus is not None) if query.asked in HAS_FOCUS else 0.5,
        "length": min(1.0, len(sentence.text.split()) / _FULL_LENGTH),
    }
    score = load_weights().score(evidence) - float(sentence.voice is Voice.MEMBER)
    at = (sentence.start + focus[0], sentence.start + focus[1]) if focus else None
    return RatedSentence(sentence, placed.source, placed.before, own, at, evidence, score)


def is_code(word: Token) -> bool:
    """Whether a name is written with capitals or digits within it ("PURL", "F-35"): nobody spells it another way."""
    return any(char.isdigit() for char in word.text) or sum(char.isupper() for char in word.text) > 1


def _share(words: Sequence[Token], present: frozenset[str]) -> float:
    """Share of words that are there; 1 if there are none to look for."""
    return sum(held_share(word, present) for word in words) / len(words) if words else 1.0


def _stated_times(query: Query) -> tuple[Token, ...]:
    """The years and months that the question states."""
    return tuple(word for word in query.subject if word.terms[0].isdigit() and len(word.terms[0]) == 4)


@functools.lru_cache(maxsize=4_096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for token in tokenize(text) for term in token.terms)


def _passage_terms(scored: ScoredPassage) -> frozenset[str]:
    """Terms of a passage and of what is known of it."""
    header = scored.header
    known = [scored.passage.context, header.ministry or "", *header.signatories]
    year = {str(header.date.year)} if header.date else set()
    return _terms(scored.passage.text) | _terms(" ".join(known)) | year


def _rank(rated: RatedSentence) -> tuple[float, int, str, int]:
    written = rated.source.header.date.toordinal() if rated.source.header.date else 0
    return (-round(rated.score, 9), -written, rated.source.header.id, rated.sentence.start)
