"""nothing -> a library of the bundled sample letters, ready to be served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eval.run import BUNDLED_LETTERS
from ingest.intake import ingest_paths

if TYPE_CHECKING:
    from assistant.library import Library


def demo_library() -> Path:
    """Where the demo keeps its library: apart from the user's own."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("briefwijzer", appauthor=False)) / "demo"


def ingest_samples(library: Library) -> None:
    """Bring the bundled letters into the library; what is there already stays."""
    ingest_paths(library, [BUNDLED_LETTERS], on_file=lambda _report: None)
