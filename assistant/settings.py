"""environment -> settings: read once, at a face, and passed down as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BUNDLED_EMBEDDER = "bundled"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set.

    Variables: BRIEFWIJZER_LIBRARY (folder), BRIEFWIJZER_EMBEDDER ("bundled", or the name or folder of a
    sentence-transformers model), BRIEFWIJZER_CHROMA_URL (address of a Chroma server).
    """

    library: Path
    embedder: str = BUNDLED_EMBEDDER
    chroma_url: str | None = None


def read_settings(environment: Mapping[str, str], *, library: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: Variables by name, as `os.environ`.
        library: The folder named on the command line, which goes before the variable.
    """
    named = library or (Path(found) if (found := environment.get("BRIEFWIJZER_LIBRARY")) else None)
    return Settings(
        library=(named or _default_library()).expanduser(),
        embedder=environment.get("BRIEFWIJZER_EMBEDDER") or BUNDLED_EMBEDDER,
        chroma_url=environment.get("BRIEFWIJZER_CHROMA_URL") or None,
    )


def _default_library() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("briefwijzer", appauthor=False)) / "library"
