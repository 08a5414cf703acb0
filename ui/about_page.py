"""settings -> the page about the assistant: what it does, its limits, sources, data, accessibility, register text."""

from __future__ import annotations

from assistant.settings import Settings
from ui import texts
from ui.escaping import escape_shown, escape_text
from ui.page_frame import ABOUT, tab_page
from ui.server_settings import ServerSettings


def about_page(settings: Settings, server: ServerSettings, *, embedder: str, user: str) -> str:
    """The page.

    Args:
        settings: Whether a language model is used, and which.
        server: How long what is kept, and whether questions are logged.
        embedder: The search model by which the library was made.
        user: The name of who is logged in; empty where nobody has to.
    """
    model = texts.ABOUT_MODEL.format(model=settings.model) if settings.model else texts.ABOUT_MODEL_NONE
    log = texts.ABOUT_LOG if server.log_questions and server.log else texts.ABOUT_NO_LOG
    parts = "".join(
        f"<section><h3>{title}</h3>{''.join(_paragraph(words, days=server.keep_days, log=log) for words in paragraphs)}</section>"
        for title, paragraphs in texts.ABOUT
    )
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{escape_text(value.format(model=model))}</dd></div>" for name, value in texts.REGISTER
    )
    content = (
        f'<h2>{texts.TAB_ABOUT}</h2><p>{texts.ABOUT_LEAD}</p>{_logged_in(user)}<p class="bw-ai">{texts.AI_NOTICE} {escape_text(model)} '
        f"{escape_text(texts.ABOUT_EMBEDDER.format(embedder=embedder))}</p>{parts}"
        f"<section><h3>{texts.REGISTER_TITLE}</h3><p>{texts.REGISTER_LEAD}</p>"
        f'<dl class="bw-register">{rows}</dl></section>'
    )
    return tab_page(texts.TAB_ABOUT, content, here=ABOUT)


def _logged_in(user: str) -> str:
    if not user:
        return ""
    return (
        f'<form method="post" action="/afmelden"><p>{texts.LOGGED_IN.format(name=escape_shown(user))} '
        f'<button class="bw-knop-licht" type="submit">{texts.LOGOUT}</button></p></form>'
    )


def _paragraph(words: str, *, days: int, log: str) -> str:
    return f"<p>{escape_text(words.format(days=days, log=log))}</p>"
