"""letters -> two simple systems to compare with, on the same gold: the naive recipe, and plain BM25.

Neither refuses, unless no word of the question is known, and neither knows filters or the conversation: that is what
the recipes are. Both answer with one sentence, for a language model that would write the answer is not part of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from assistant.sentences import split_sentences
from assistant.vocabulary import Filters, Question, Status
from eval.places import Place
from eval.response import GivenAnswer, GivenQuote, GivenSentence, Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.library import Library

CHUNK, STEP = 1_000, 800  # characters of a chunk, and from one to the next: the recipe's usual overlap of a fifth
NAIVE_TOP = 5
BM25_TOP = 20
K1, B = 1.2, 0.75  # of BM25, as Lucene and Tantivy have them

_WORD = re.compile(r"\w+")
_REFUSAL = GivenAnswer(Status.NOT_FOUND, ())


class NaiveRecipe:
    """Chunks of 1,000 characters, the bundled embedder, the five nearest; of those the sentence that is nearest."""

    name = "naive"

    def __init__(self, library: Library) -> None:
        """Cut and embed every letter."""
        self._embedder = library.embedder
        self._texts = {header.id: library.letter(header.id).text for header in library.headers()}
        self._chunks = [chunk for letter_id in sorted(self._texts) for chunk in _cut(letter_id, self._texts[letter_id])]
        self._vectors = self._embedder.embed_passages([self._text(chunk) for chunk in self._chunks])

    def ask(self, question: Question) -> Response:
        """The nearest chunks, and the sentence in them that is nearest to the question."""
        chunks = self.search(question, limit=NAIVE_TOP)
        sentences = [
            Place(chunk.letter_id, start, end)
            for chunk in chunks
            for start, end in split_sentences(self._text(chunk), chunk.start)
        ]
        if not sentences:
            return Response(chunks, _REFUSAL)
        vectors = self._embedder.embed_passages([self._text(place) for place in sentences])
        best = sentences[int(np.argmax(vectors @ self._embedder.embed_query(question.text)))]
        return Response(chunks, _one_sentence(self._text(best), best))

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...]:
        """The nearest chunks, nearest first; none if no word of the question is known."""
        vector = self._embedder.embed_query(question.text)
        if not vector.any():
            return ()
        nearest = np.argsort(-(self._vectors @ vector), kind="stable")[:limit]
        return tuple(self._chunks[at] for at in nearest)

    def _text(self, place: Place) -> str:
        return self._texts[place.letter_id][place.start : place.end]


class PlainBm25:
    """BM25 over our own passages with words as they are written, and the first sentence of the best passage."""

    name = "bm25"

    def __init__(self, library: Library) -> None:
        """Count the words of every passage."""
        stored = library.passages(library.ledger.passages_within(Filters()))
        self._texts = [one.passage.text for one in stored]
        self._places = [Place(one.passage.letter_id, one.passage.start, one.passage.end) for one in stored]
        words = [_WORD.findall(text.lower()) for text in self._texts]
        mean = sum(map(len, words)) / max(1, len(words))
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for at, found in enumerate(words):
            for word, count in Counter(found).items():
                weight = count * (K1 + 1) / (count + K1 * (1 - B + B * len(found) / mean))
                self._postings.setdefault(word, []).append((at, weight))

    def ask(self, question: Question) -> Response:
        """The best passages, and the first sentence of the best."""
        ranked = self._rank(question)
        passages = tuple(self._places[at] for at in ranked[:BM25_TOP])
        if not ranked:
            return Response(passages, _REFUSAL)
        place, text = self._places[ranked[0]], self._texts[ranked[0]]
        start, end = next(iter(split_sentences(text, place.start)), (place.start, place.end))
        return Response(
            passages, _one_sentence(text[start - place.start : end - place.start], Place(place.letter_id, start, end))
        )

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...]:
        """The passages with the most and rarest words of the question, best first."""
        return tuple(self._places[at] for at in self._rank(question)[:limit])

    def _rank(self, question: Question) -> Sequence[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(set(_WORD.findall(question.text.lower()))):
            postings = self._postings.get(word, [])
            rarity = math.log(1 + (len(self._places) - len(postings) + 0.5) / (len(postings) + 0.5))
            for at, weight in postings:
                scores[at] += rarity * weight
        return sorted(scores, key=lambda at: (-scores[at], at))


def _cut(letter_id: str, text: str) -> Iterator[Place]:
    for start in range(0, max(1, len(text) - (CHUNK - STEP)), STEP):
        yield Place(letter_id, start, min(len(text), start + CHUNK))


def _one_sentence(text: str, place: Place) -> GivenAnswer:
    return GivenAnswer(Status.ANSWERED, (GivenSentence(text, (GivenQuote(text, place),)),))
