"""settings -> a language model that writes text piece by piece; the only file that knows of LangChain's chat models.

Nothing is imported before a model is asked for. A key comes from the provider's own variable (OPENAI_API_KEY) and is
read by the provider's own library: it is no setting of ours, and no message of ours tells what a server said.
"""

from __future__ import annotations

import contextvars
import os
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import ModelUnavailable
from assistant.prompts import REPLY_SCHEMA

if TYPE_CHECKING:
    from langchain.chat_models import BaseChatModel

    from assistant.settings import Settings

MAX_REPLY: Final = 20_000  # characters; a server that keeps no limit of tokens is cut off here
SETTING: Final = "BRIEFWIJZER_MODEL"
_EXTRA = "briefwijzer[llm]"
_IN_EXTRA = ("openai", "ollama")
_NO_KEY = "none"  # a server of one's own wants some text in place of a key
_WAITING = 64  # pieces that may wait to be read


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A chat model with its limits. Made by `load_language_model`."""

    name: str
    forms: tuple[Any, ...]  # runnables, the one to try first: with a JSON schema, then without
    timeout: float  # seconds for a whole reply

    def write(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Write a reply to messages of (role, text).

        Yields:
            The reply piece by piece, `MAX_REPLY` characters at the most.

        Raises:
            ModelUnavailable: The model does not answer, answers with an error, or not in time.
        """
        deadline = time.monotonic() + self.timeout
        length = 0
        for at, form in enumerate(self.forms):
            try:
                for piece in _stream(form, messages, deadline, self.name):
                    length += len(piece)
                    yield piece
                    if length >= MAX_REPLY:
                        return
            except ModelUnavailable:
                last = at + 1 == len(self.forms)
                if length or last or time.monotonic() >= deadline:
                    raise
            else:
                return


def load_language_model(settings: Settings, environment: Mapping[str, str] | None = None) -> LanguageModel:
    """Load the model that the settings name, for example "ollama:qwen3" or "openai:gpt-5-mini".

    Args:
        settings: Model, address, timeout and token limit.
        environment: Where the provider's library finds its key; `os.environ` if not given.

    Raises:
        ModelUnavailable: The provider's library is not installed, or does not take these settings.
    """
    named = (settings.model or "").strip()
    provider, _, model = named.partition(":")
    if not provider or not model:
        raise _unavailable(named, "write provider and model, for example ollama:qwen3 or openai:gpt-5-mini")
    known = os.environ if environment is None else environment
    try:
        from langchain.chat_models import init_chat_model

        options = _options(provider, settings, known)
        chat = init_chat_model(model, model_provider=provider, **options)
        plain = init_chat_model(model, model_provider=provider, **options | {"temperature": None})
    except ImportError as error:
        package = _EXTRA if provider in _IN_EXTRA else f"langchain-{provider.replace('_', '-')}"
        detail = f"what '{provider}' needs is not installed; install it with: pip install '{package}'"
        raise _unavailable(named, detail) from error
    except Exception as error:  # each provider raises what it likes
        raise _unavailable(
            named, f"{type(error).__name__}; check the name, its key and BRIEFWIJZER_MODEL_URL"
        ) from error
    return LanguageModel(named, (_with_schema(chat, provider), plain), settings.model_timeout)


def _options(provider: str, settings: Settings, environment: Mapping[str, str]) -> dict[str, Any]:
    """What each provider is told: one attempt, a limit of time and of tokens, and always the same choice of words."""
    options: dict[str, Any] = {"temperature": 0}
    if settings.model_url:
        options["base_url"] = settings.model_url
    if provider == "ollama":
        return options | {
            "num_predict": settings.model_tokens,
            "seed": 1,
            "client_kwargs": {"timeout": settings.model_timeout},
        }
    options |= {"max_tokens": settings.model_tokens, "timeout": settings.model_timeout, "max_retries": 0}
    if provider == "openai":
        options |= {"use_responses_api": False, "stream_usage": False}
        if settings.model_url and not environment.get("OPENAI_API_KEY"):
            options["api_key"] = _NO_KEY
        if settings.model_url:
            options["extra_body"] = {"max_tokens": settings.model_tokens}  # the older name of the same limit
    return options


def _with_schema(chat: BaseChatModel, provider: str) -> Any:  # noqa: ANN401 - a runnable over messages
    """The model held to the form of a reply, where its provider has a way to do so."""
    if provider == "openai":
        schema = {"type": "json_schema", "json_schema": {"name": "antwoord", "strict": True, "schema": REPLY_SCHEMA}}
        body = dict(getattr(chat, "extra_body", None) or {})
        return chat.bind(extra_body=body | {"response_format": schema})
    if provider == "ollama":
        return chat.bind(format=dict(REPLY_SCHEMA))
    return chat


def _stream(form: Any, messages: Sequence[tuple[str, str]], deadline: float, name: str) -> Iterator[str]:  # noqa: ANN401
    """The pieces of a reply, until the deadline at the latest.

    The model is heard in a thread of its own: a server that sends nothing, or nothing whole, can't keep the reader
    waiting. The thread ends with the connection, or with the first piece that nobody wants any more.
    """
    pieces: queue.Queue[str | Exception | None] = queue.Queue(_WAITING)
    left = threading.Event()

    def hear() -> None:
        try:
            for chunk in form.stream(list(messages)):
                if not _put(pieces, _text_of(chunk), left):
                    return
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader hears of it
            _put(pieces, error, left)
        else:
            _put(pieces, None, left)

    threading.Thread(target=contextvars.copy_context().run, args=(hear,), name="language-model", daemon=True).start()
    try:
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise _unavailable(name, "no whole reply in time; BRIEFWIJZER_MODEL_TIMEOUT allows more") from None
            if isinstance(piece, Exception):
                raise _unavailable(name, f"{type(piece).__name__}") from piece
            if piece is None:
                return
            yield piece
    finally:
        left.set()


def _put(pieces: queue.Queue[str | Exception | None], piece: str | Exception | None, left: threading.Event) -> bool:
    """Hand over a piece; False if nobody waits for it."""
    while not left.is_set():
        try:
            pieces.put(piece, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False


def _text_of(chunk: Any) -> str:  # noqa: ANN401 - a message chunk, whose content is text or a list of blocks
    content = chunk.content
    if isinstance(content, str):
        return content
    return "".join(block if isinstance(block, str) else str(block.get("text", "")) for block in content)


def _unavailable(value: str, detail: str) -> ModelUnavailable:
    return ModelUnavailable(name=SETTING, value=value, detail=detail)
