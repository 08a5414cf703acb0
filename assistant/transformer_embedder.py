"""texts -> vectors, by any sentence-transformers model that the settings name.

Nothing is fetched unless the user asked for it: a name is looked up among the models already on this machine, and no
code that a model brings along is run.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sentence_transformers import SentenceTransformer

    from assistant.vocabulary import Vectors

BATCH_SIZE: Final = 32  # passages at once: more costs memory and gains nothing on a CPU

# The E5 models were trained with these words before each text (Wang et al. 2022, "Text Embeddings by
# Weakly-Supervised Contrastive Pre-training"); without them their ranking is clearly worse.
E5_NAME: Final = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)
E5_QUERY: Final = "query: "
E5_PASSAGE: Final = "passage: "


@dataclass(frozen=True, slots=True, eq=False)
class TransformerEmbedder:
    """A sentence-transformers model; an `Embedder`. Made by `load_transformer_embedder`."""

    name: str
    dimensions: int
    model: SentenceTransformer
    query_prompt: str
    passage_prompt: str

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: (n, d) float32, unit length, in the order given."""
        return self._embed(texts, self.passage_prompt)

    def embed_query(self, text: str) -> Vectors:
        """Embed one question: (d,) float32, unit length."""
        vector: Vectors = self._embed([text], self.query_prompt)[0]
        return vector

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self.model.encode(
            [text.encode("utf-8", "replace").decode("utf-8") for text in texts],  # tokenizers refuse half surrogates
            prompt=prompt,  # an empty prompt, too, is said: else the model's own default would be taken
            batch_size=BATCH_SIZE,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.asarray(vectors, dtype=np.float32)


def load_transformer_embedder(name: str, *, download: bool = False) -> TransformerEmbedder:
    """Load a sentence-transformers model by its name on the Hugging Face hub, or from a folder.

    Args:
        name: "clips/e5-small-trm-nl", or the path of a folder.
        download: Fetch the model if it is not on this machine. Without it, no connection is made.

    Raises:
        ModelUnavailable: The model is not on this machine, is incomplete, or needs code of its own; with what to do.
    """
    from sentence_transformers import SentenceTransformer

    try:
        with _hub(offline=not download):
            model = SentenceTransformer(name, local_files_only=not download, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        raise ModelUnavailable(name="embedder", value=name, detail=_advice(name, error, download=download)) from error
    query_prompt, passage_prompt = _prompts(name, model.prompts)
    return TransformerEmbedder(
        name=name,
        dimensions=model.get_embedding_dimension() or len(model.encode("a")),
        model=model,
        query_prompt=query_prompt,
        passage_prompt=passage_prompt,
    )


@contextmanager
def _hub(*, offline: bool) -> Iterator[None]:
    """Hold the hub's library off the network while a model loads: it reports usage even with local_files_only."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE, constants.HF_HUB_DISABLE_TELEMETRY
    constants.HF_HUB_OFFLINE = before[0] or offline
    constants.HF_HUB_DISABLE_TELEMETRY = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, constants.HF_HUB_DISABLE_TELEMETRY = before


def _prompts(name: str, own: Mapping[str, str | None]) -> tuple[str, str]:
    """The words before a question and before a passage: the model's own if it states them, else E5's by its name."""
    query = own.get("query") or ""
    passage = own.get("passage") or own.get("document") or ""
    if not query and not passage and E5_NAME.search(Path(name).name):
        return E5_QUERY, E5_PASSAGE
    return query, passage


def _advice(name: str, error: Exception, *, download: bool) -> str:
    """What is wrong and what to do; the libraries speak of a failed connection where none was wanted."""
    reason = str(error).strip().split("\n", maxsplit=1)[0].rstrip(".") or type(error).__name__
    other = "or set the embedder to 'bundled'"
    if Path(name).is_dir():
        return f"{reason}. The folder must hold a model as sentence-transformers saves it; mend that, {other}"
    if Path(name).is_absolute() or name.startswith("."):
        return f"there is no such folder. Correct the path, {other}"
    if download or not isinstance(error, OSError):
        return f"{reason}. Check the name and the connection, {other}"
    return (
        "it is not on this machine, and nothing is fetched unasked. "
        f"Fetch it once on a connected machine (hf download {name}), give the path of its folder, {other}"
    )
