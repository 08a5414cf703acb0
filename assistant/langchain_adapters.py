"""our retrieval and embedder <-> LangChain's `BaseRetriever` and `Embeddings`, for use in somebody's own chain.

`HybridRetriever(library=library).invoke("Hoeveel is er toegezegd?")` gives documents, best first.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.library import Library
from assistant.passage_order import order_passages
from assistant.retrieval import retrieve
from assistant.understanding import understand
from assistant.vocabulary import Embedder, Filters, Question, ScoredPassage


class HybridRetriever(BaseRetriever):
    """The hybrid search as a LangChain retriever: a document is a passage, its metadata where it stands."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    filters: Filters = Field(default_factory=Filters)
    limit: int = 20

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager  # the search has no inner runs to report
        candidates = retrieve(self.library, understand(Question(query)), self.filters, limit=self.limit)
        found = order_passages(candidates, self.library.embedder)
        return [_document_of(scored) for scored in found.passages]


def _document_of(scored: ScoredPassage) -> Document:
    passage, header = scored.passage, scored.header
    place: dict[str, Any] = {
        "letter": header.id,
        "start": passage.start,
        "end": passage.end,
        "title": header.title,
        "date": header.date.isoformat() if header.date else None,
        "ministry": header.ministry,
        "reference": header.reference,
        "section": list(passage.section),
        "page": passage.page,
        "score": scored.score,
    }
    return Document(page_content=passage.text, metadata=place, id=f"{header.id}:{passage.start}-{passage.end}")


class DutchEmbeddings(Embeddings):
    """An embedder of ours as LangChain embeddings."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap an embedder."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages: a vector of unit length for each, in the order given."""
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a question: a vector of unit length."""
        vector: list[float] = self._embedder.embed_query(text).tolist()
        return vector
