"""the name of an embedder -> the embedder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import BUNDLED_EMBEDDER

if TYPE_CHECKING:
    from assistant.vocabulary import Embedder


def load_embedder(name: str = BUNDLED_EMBEDDER, *, download: bool = False) -> Embedder:
    """Load the embedder that the settings name.

    Args:
        name: "bundled" for the static Dutch model that comes with Briefwijzer; else the name of a
            sentence-transformers model ("clips/e5-small-trm-nl") or the path of its folder.
        download: Fetch a named model that is not on this machine. Without it, no connection is made.

    Raises:
        ModelUnavailable: The model cannot be loaded; with what to do.
    """
    if name.strip().lower() == BUNDLED_EMBEDDER:
        from assistant.static_embedder import load_static_embedder

        return load_static_embedder()
    from assistant.transformer_embedder import load_transformer_embedder

    return load_transformer_embedder(name.strip(), download=download)
