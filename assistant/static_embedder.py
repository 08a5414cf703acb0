"""texts -> vectors, by the bundled Dutch embedder: a table of word pieces and their mean, no neural network to run.

The folder that `assistant.embedder_training` writes holds a tokenizer, a table of one vector a word piece, and a
config. A text's vector is the sum of its pieces' vectors, brought to unit length; how much a piece counts (its
informativeness) was learned as the length of its vector. Reading the folder takes about 0.1 s and no torch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load
from tokenizers import Tokenizer

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assistant.vocabulary import Vectors

BUNDLED_FOLDER: Final = Path(__file__).parent / "static_nl"
CONFIG_FILE: Final = "config.json"
TOKENIZER_FILE: Final = "tokenizer.json"
WEIGHTS_FILE: Final = "model.safetensors"
BATCH_SIZE: Final = 512  # texts given to the tokenizer at once: enough for its threads, little memory


@dataclass(frozen=True, slots=True, eq=False)
class StaticEmbedder:
    """The bundled embedder; an `Embedder`. Made by `load_static_embedder`."""

    name: str
    tokenizer: Tokenizer
    table: Vectors  # (word pieces, d) float32; the row of the unknown piece is all zeros

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self.table.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages.

        Returns:
            (n, d) float32, unit length, in the order given; a row of zeros for a text without a known word piece.
            The same text gives the same bytes, whatever it is embedded with.
        """
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for first in range(0, len(texts), BATCH_SIZE):
            batch = [_encodable(text) for text in texts[first : first + BATCH_SIZE]]
            encodings = self.tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encodings, start=first):
                pieces = np.asarray(encoding.ids, dtype=np.intp)
                self.table.take(pieces, axis=0).sum(axis=0, out=vectors[row])
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        vectors /= np.where(lengths > 0, lengths, 1)[:, np.newaxis]
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Embed one question, by the same table as the passages.

        Returns:
            (d,) float32, unit length; all zeros if no word piece of it is known.
        """
        vector: Vectors = self.embed_passages([text])[0]
        return vector


def load_static_embedder(folder: Path = BUNDLED_FOLDER) -> StaticEmbedder:
    """Load an embedder that `assistant.embedder_training` wrote.

    Raises:
        ModelUnavailable: A file of the folder is missing or cannot be read.
    """
    try:
        config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        name = f"{config['name']}@{config['version']}"
        weights = load((folder / WEIGHTS_FILE).read_bytes())
        table = weights["rows"].astype(np.float32) * weights["scales"][:, np.newaxis]
        definition = (folder / TOKENIZER_FILE).read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise _unavailable(folder, str(error)) from error
    try:
        tokenizer = Tokenizer.from_str(definition)
    except Exception as error:  # tokenizers raises nothing narrower
        raise _unavailable(folder, str(error)) from error
    if tokenizer.get_vocab_size() != len(table):
        raise _unavailable(folder, f"{tokenizer.get_vocab_size()} word pieces, but {len(table)} vectors")
    return StaticEmbedder(name=name, tokenizer=tokenizer, table=table)


def quantise(table: Vectors) -> dict[str, NDArray[np.int8] | Vectors]:
    """Store a table in a quarter of its size: each row as int8 with its own scale, so short rows keep their detail.

    Args:
        table: (word pieces, d) float32.

    Returns:
        "rows" (word pieces, d) int8 and "scales" (word pieces,) float32, with rows * scales close to the table.
    """
    scales = np.abs(table).max(axis=1) / np.float32(127)
    rows = np.rint(table / np.where(scales > 0, scales, 1)[:, np.newaxis]).astype(np.int8)
    return {"rows": rows, "scales": scales.astype(np.float32)}


def _encodable(text: str) -> str:
    """Half of a surrogate pair (broken input) is no text in UTF-8, and the tokenizer would refuse it."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unavailable(folder: Path, detail: str) -> ModelUnavailable:
    advice = "Install Briefwijzer again, or make the embedder with: python -m assistant.embedder_training --help"
    return ModelUnavailable(name="embedder", value=str(folder), detail=f"{detail}. {advice}")
