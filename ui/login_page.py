"""nothing -> the page on which a user says who he is."""

from __future__ import annotations

from ui import texts
from ui.escaping import escape_text
from ui.page_frame import bare_page


def login_page(*, fault: str = "") -> str:
    """The login page; `fault` says why the last attempt failed."""
    said = f'<p class="bw-fout" role="alert">{escape_text(fault)}</p>' if fault else ""
    body = (
        f'<main class="bw-tab bw-aanmelden" id="inhoud"><h2>{texts.LOGIN_TITLE}</h2><p class="bw-ai">{texts.AI_NOTICE}</p>'
        f'{said}<form class="bw-formulier" method="post" action="/aanmelden">'
        f'<label class="bw-veld"><span>{texts.LOGIN_NAME}</span>'
        f'<input type="text" name="naam" autocomplete="username" required></label>'
        f'<label class="bw-veld"><span>{texts.LOGIN_PHRASE}</span>'
        f'<input type="password" name="wachtwoord" autocomplete="current-password" required></label>'
        f'<p><button class="bw-knop" type="submit">{texts.LOGIN_BUTTON}</button></p></form></main>'
    )
    return bare_page(texts.LOGIN_TITLE, body)
