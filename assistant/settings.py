"""environment -> settings: read once, at a face, and passed down as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingError

BUNDLED_EMBEDDER = "bundled"
_MODEL_TIMEOUT = 60.0  # seconds for a whole reply; a small model on an ordinary machine writes 5-10 words a second
_LARGEST = 1_000_000
_MODEL_TOKENS = 800  # about 400 Dutch words with the JSON around them


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set.

    Variables: BRIEFWIJZER_LIBRARY (folder), BRIEFWIJZER_EMBEDDER ("bundled", or the name or folder of a
    sentence-transformers model), BRIEFWIJZER_CHROMA_URL (address of a Chroma server).

    A language model is used only if BRIEFWIJZER_MODEL names one ("ollama:qwen3", "openai:gpt-5-mini");
    BRIEFWIJZER_MODEL_URL is the address of its server where that is not the provider's own, BRIEFWIJZER_MODEL_TIMEOUT
    the seconds and BRIEFWIJZER_MODEL_TOKENS the tokens that a reply may take. A key is never a setting: it stands in
    the provider's own variable (OPENAI_API_KEY), which only the provider's library reads.
    """

    library: Path
    embedder: str = BUNDLED_EMBEDDER
    chroma_url: str | None = None
    model: str | None = None
    model_url: str | None = None
    model_timeout: float = _MODEL_TIMEOUT
    model_tokens: int = _MODEL_TOKENS


def read_settings(environment: Mapping[str, str], *, library: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: Variables by name, as `os.environ`.
        library: The folder named on the command line, which goes before the variable.

    Raises:
        SettingError: A number is no number, or not above zero.
    """
    named = library or (Path(found) if (found := environment.get("BRIEFWIJZER_LIBRARY")) else None)
    return Settings(
        library=(named or _default_library()).expanduser(),
        embedder=environment.get("BRIEFWIJZER_EMBEDDER") or BUNDLED_EMBEDDER,
        chroma_url=environment.get("BRIEFWIJZER_CHROMA_URL") or None,
        model=environment.get("BRIEFWIJZER_MODEL", "").strip() or None,
        model_url=environment.get("BRIEFWIJZER_MODEL_URL", "").strip() or None,
        model_timeout=_read_number(environment, "BRIEFWIJZER_MODEL_TIMEOUT", _MODEL_TIMEOUT),
        model_tokens=max(1, int(_read_number(environment, "BRIEFWIJZER_MODEL_TOKENS", _MODEL_TOKENS))),
    )


def _read_number(environment: Mapping[str, str], name: str, default: float) -> float:
    written = environment.get(name, "").strip()
    try:
        value = float(written or default)
    except ValueError:
        value = 0.0
    if not 0 < value <= _LARGEST:
        raise SettingError(name=name, value=written, detail=f"give a number above 0, for example {default:g}")
    return value


def _default_library() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("briefwijzer", appauthor=False)) / "library"
