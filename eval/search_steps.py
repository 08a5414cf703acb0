"""a library -> searches that have some steps of the whole one, for the rows of `eval.ablation`; none of them answers."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from assistant.analyser import STOP_WORDS, fold, stem_of, terms_by_word, tokenize
from assistant.retrieval import PART_WEIGHT, POOL, retrieve, sought_terms
from assistant.spelling import repair_spelling
from assistant.understanding import understand
from assistant.vocabulary import Filters, Question
from eval.places import Place
from eval.response import Response
from eval.rivals import K1, B
from eval.systems import places_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.ledger import StoredPassage
    from assistant.library import Library

_MEANING_WEIGHT = 0.5  # of the cosine beside the share of the best BM25 score: neither half decides alone


class _Search(ABC):
    """A search over the passages of a library."""

    name = "search"

    def __init__(self, library: Library) -> None:
        self._library = library
        library.refresh()

    def ask(self, question: Question) -> Response:
        """The passages alone; there is no answer."""
        return Response(self.search(question, limit=POOL), None)

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...]:
        """The passages with the highest scores; ties by their order in the library."""
        scores = self._scores(question)
        keys = sorted(scores, key=lambda key: (-round(scores[key], 9), key))[:limit]
        return tuple(_place(stored) for stored in self._library.passages(keys))

    @abstractmethod
    def _scores(self, question: Question) -> Mapping[int, float]:
        """Passages by key with their scores; one that is left out is not found."""


def _place(stored: StoredPassage) -> Place:
    return Place(stored.passage.letter_id, stored.passage.start, stored.passage.end)


class StemmedBm25(_Search):
    """BM25 over the text of the passages by stems, with or without lemmas and the parts of compounds."""

    name = "bm25 over stems"

    def __init__(self, library: Library, *, lemmas: bool, parts: bool, understood: bool = False) -> None:
        """Count the terms of every passage.

        Args:
            library: The letters.
            lemmas: Stem the dictionary form, as the analyser does, not the word as written.
            parts: Also count the parts of compounds.
            understood: Read the question as the whole search does: slips put right, short forms spelled out.
        """
        super().__init__(library)
        self._lemmas, self._parts, self._understood = lemmas, parts, understood
        stored = library.passages(library.ledger.passages_within(Filters()))
        terms = {one.key: self._terms(one.passage.text) for one in stored}
        self._count = len(terms)
        mean = sum(map(len, terms.values())) / max(1, len(terms))
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for key, found in terms.items():
            for term, count in Counter(found).items():
                weight = count * (K1 + 1) / (count + K1 * (1 - B + B * len(found) / mean))
                self._postings.setdefault(term, []).append((key, weight))

    def _terms(self, text: str) -> list[str]:
        if not self._lemmas:
            words = (fold(token.text) for token in tokenize(text))
            return [stem_of(word) for word in words if word not in STOP_WORDS]
        return [term for terms in terms_by_word(text) for term in (terms if self._parts else terms[:1])]

    def _scores(self, question: Question) -> Mapping[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for term, wanted in self._sought(question).items():
            postings = self._postings.get(term, [])
            rarity = math.log(1 + (self._count - len(postings) + 0.5) / (len(postings) + 0.5))
            for key, weight in postings:
                scores[key] += wanted * rarity * weight
        return scores

    def _sought(self, question: Question) -> Mapping[str, float]:
        if self._understood:
            return sought_terms(repair_spelling(understand(question), self._library.document_frequencies))
        if not self._parts:
            return dict.fromkeys(self._terms(question.text), 1.0)
        sought: dict[str, float] = {}
        for terms in terms_by_word(question.text):
            for at, term in enumerate(terms):
                sought[term] = max(sought.get(term, 0.0), PART_WEIGHT if at else 1.0)
        return sought


class TermIndexAlone(_Search):
    """The lexical half of the search: the term index with its weighted fields."""

    name = "term index"

    def _scores(self, question: Question) -> Mapping[int, float]:
        query = repair_spelling(understand(question), self._library.document_frequencies)
        hits = self._library.search_terms(sought_terms(query), limit=POOL, filters=question.filters)
        return {hit.key: hit.score for hit in hits}


class MeaningAlone(_Search):
    """The dense half of the search: the passages nearest to the question."""

    name = "embedder"

    def _scores(self, question: Question) -> Mapping[int, float]:
        query = repair_spelling(understand(question), self._library.document_frequencies)
        vector = self._library.embedder.embed_query(query.text)
        hits = self._library.search_vectors(vector, limit=POOL, filters=question.filters)
        return {hit.key: hit.similarity for hit in hits}


class Sum(_Search):
    """Both halves, added up: the share of the best BM25 score and the cosine."""

    name = "weighted sum"

    def __init__(self, library: Library) -> None:
        """Search with both."""
        super().__init__(library)
        self._halves = TermIndexAlone(library), MeaningAlone(library)

    def _scores(self, question: Question) -> Mapping[int, float]:
        terms, meaning = (half._scores(question) for half in self._halves)
        best = max(terms.values(), default=1.0)
        return {key: terms.get(key, 0.0) / best + _MEANING_WEIGHT * meaning.get(key, 0.0) for key in {*terms, *meaning}}


class Ranked:
    """The pool of both halves, ranked by features of the passage, before its sentences are looked at."""

    name = "ranker"

    def __init__(self, library: Library) -> None:
        """Search this library."""
        self._library = library

    def ask(self, question: Question) -> Response:
        """The passages alone; there is no answer."""
        return Response(self.search(question, limit=POOL), None)

    def search(self, question: Question, *, limit: int) -> tuple[Place, ...]:
        """The passages with the highest scores."""
        found = retrieve(self._library, understand(question), question.filters, limit=limit)
        return places_of(found.passages)
