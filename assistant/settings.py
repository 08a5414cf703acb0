"""environment -> settings: read once, at a face, and passed down as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import SettingError

BUNDLED_EMBEDDER = "bundled"
_MODEL_TIMEOUT = 60.0  # seconds for a whole reply; a small model on an ordinary machine writes 5-10 words a second
_LARGEST = 1_000_000
_MODEL_TOKENS = 800  # about 400 Dutch words with the JSON around them


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers that hold a part of the library, for organisations with several machines; none by default.

    Variables: BRIEFWIJZER_LEDGER_URL ("postgresql://user@host/database?sslmode=verify-full"; a password is best left to
    PGPASSWORD or ~/.pgpass, which only the driver reads), BRIEFWIJZER_CHROMA_URL ("https://host:port"),
    BRIEFWIJZER_CHROMA_TOKEN (sent as a bearer token), BRIEFWIJZER_CHROMA_CA (file with the certificate of who signed
    the server's). What may hold a secret is left out of the printed form.
    """

    ledger_url: str | None = field(default=None, repr=False)
    chroma_url: str | None = field(default=None, repr=False)
    chroma_token: str | None = field(default=None, repr=False)
    chroma_ca: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set.

    Variables: BRIEFWIJZER_LIBRARY (folder), BRIEFWIJZER_EMBEDDER ("bundled", or the name or folder of a
    sentence-transformers model), and those of `Servers`.

    A language model is used only if BRIEFWIJZER_MODEL names one ("ollama:qwen3", "openai:gpt-5-mini");
    BRIEFWIJZER_MODEL_URL is the address of its server where that is not the provider's own, BRIEFWIJZER_MODEL_TIMEOUT
    the seconds and BRIEFWIJZER_MODEL_TOKENS the tokens that a reply may take. A key is never a setting: it stands in
    the provider's own variable (OPENAI_API_KEY), which only the provider's library reads.
    """

    library: Path
    embedder: str = BUNDLED_EMBEDDER
    servers: Servers = Servers()
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
        servers=Servers(
            ledger_url=environment.get("BRIEFWIJZER_LEDGER_URL", "").strip() or None,
            chroma_url=environment.get("BRIEFWIJZER_CHROMA_URL", "").strip() or None,
            chroma_token=environment.get("BRIEFWIJZER_CHROMA_TOKEN", "").strip() or None,
            chroma_ca=environment.get("BRIEFWIJZER_CHROMA_CA", "").strip() or None,
        ),
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
