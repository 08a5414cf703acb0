"""conversations -> the Gradio page: question box, filters, conversation on the left and the letter on the right.

Gradio carries the events and the streaming; the conversation and the letter are this program's own HTML, escaped
where it is made.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant import errors
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, Question
from ui import texts
from ui.answer_forms import answer_form
from ui.cabinets import cabinets
from ui.chat_view import Turn, conversation_html
from ui.conversation import Conversations, broken_off
from ui.escaping import escape_text
from ui.gradio_import import gr
from ui.history import History
from ui.letter_choice import LETTERS_OFFERED, LetterChoice
from ui.page_frame import navigation
from ui.user_limits import UserLimits
from ui.users import name_of, user_of
from ui.watched_pipeline import Asked

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.library import Library

Turns: TypeAlias = tuple[Turn, ...]

_AT_ONCE = 8  # questions answered at the same time; the others wait for their turn
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif"]
# A click on an example, or on "ask again", is an event of the conversation with the question as its data.
_PICK_QUESTION = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-vraag]");
  if (button) trigger("select", {vraag: button.dataset.vraag});
});
"""
_HEAD = f'<h1 class="bw-naam">{texts.PROGRAM}</h1>{navigation("/")}'
# Where `tabs.js` shows the other tabs.
_TAB = f'<div class="bw-tabblad" tabindex="0" role="region" aria-label="{texts.TAB_REGION}" data-mislukt="{texts.TAB_FAILED}"></div>'
_FILTER_SWITCH = (  # on a narrow screen the filters fold away, and the count of letters stays
    f'<button type="button" data-toon-filters aria-expanded="false" aria-controls="bw-filterregel">'
    f"{texts.SHOW_FILTERS}</button>"
)
_CLEARED = ("", "", "", "", "")  # from, until, cabinet, dossier, sample letters
_PICK_LETTER = """
element.addEventListener("bw-kies-brief", (event) => trigger("select", {brief: event.detail}));
"""


def mount_chat(
    app: FastAPI, library: Library, pipeline: Asked | None = None, *, limits: UserLimits | None = None
) -> FastAPI:
    """Mount the chat at the root of an application; routes added before it come first.

    What is made once for all visitors is made by `app.state.warm_up`, or else when the first one comes.
    """
    page = _ChatPage(library, pipeline, limits or UserLimits(None))
    app.state.warm_up = page.warm_up
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # nothing leaves this machine
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        _lay_out(page),
        path="/",
        ssr_mode=False,
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        max_file_size=0,
        theme=gr.themes.Base(font=_FONTS, font_mono=["monospace"]),
    )
    return mounted


def _lay_out(page: _ChatPage) -> gr.Blocks:
    """The page with its components and events."""
    blocks: gr.Blocks
    with gr.Blocks(title=texts.CHAT_TITLE, analytics_enabled=False, fill_width=True, elem_id="bw") as blocks:
        page.lay_out()
        page.connect(blocks)
    blocks.queue(default_concurrency_limit=_AT_ONCE, api_open=False)
    return blocks


class _ChatPage:
    """The components of the page and what happens when they are used."""

    def __init__(self, library: Library, pipeline: Asked | None, limits: UserLimits) -> None:
        self._library = library
        self._limits = limits
        self._history = History(library.folder)
        self._pipeline: Asked = pipeline or QuestionPipeline(library)
        self._conversations = Conversations(library, self._pipeline)

    def warm_up(self) -> None:
        """Make what is made once, so that the first visitor doesn't wait for it."""
        with contextlib.suppress(errors.BriefwijzerError):  # who asks is told
            self._conversations.show(())

    def lay_out(self) -> None:
        """Place the components; call it within a `gr.Blocks`."""
        self.turns = gr.State((), time_to_live=4 * 3600)
        self.stored = gr.BrowserState([], storage_key="briefwijzer-gesprek", secret="briefwijzer")  # noqa: S106
        _html(f'<a class="bw-sla-over" href="#bw-vraag">{texts.SKIP_TO_QUESTION}</a>', elem_id="bw-sla-over")
        with gr.Row(elem_id="bw-kop"):
            _html(_HEAD, elem_id="bw-kop-tekst")
            self.new = gr.Button(texts.NEW_CHAT, elem_id="bw-nieuw", size="sm")
        with gr.Row(elem_id="bw-werkblad", equal_height=True):
            with gr.Column(elem_id="bw-links", scale=1, min_width=300):
                self._lay_out_filters()
                self.conversation = _html(elem_id="bw-gesprek", js_on_load=_PICK_QUESTION)
                self._lay_out_question()
                _html(_TAB, elem_id="bw-tabblad")
            with gr.Column(elem_id="bw-rechts", scale=1, min_width=300):
                self.letter_pane = _html(_letter_pane(), elem_id="bw-paneel", js_on_load=_PICK_LETTER)

    def _lay_out_filters(self) -> None:
        with gr.Column(elem_id="bw-filters"):
            with gr.Row(elem_id="bw-filterregel"):
                self.ministry = _list(texts.FILTER_MINISTRY, texts.ALL_MINISTRIES, scale=4)
                periods = [(texts.say_cabinet(one.name), one.name) for one in cabinets()]
                self.cabinet = _list(texts.FILTER_CABINET, texts.ALL_PERIODS, periods, scale=4)
                self.since = _line(texts.FILTER_SINCE, texts.FILTER_DATE_HINT)
                self.until = _line(texts.FILTER_UNTIL, texts.FILTER_DATE_HINT)
                self.letter = _list(texts.FILTER_LETTER, texts.ALL_LETTERS, scale=6)
                self.dossier = _line(texts.FILTER_DOSSIER, texts.FILTER_DOSSIER_HINT)
                samples = [(shown, value) for value, shown in texts.SAMPLES_CHOICES]
                self.samples = _list(texts.FILTER_SAMPLES, texts.SAMPLES_ALL, samples, scale=3)
            with gr.Row(elem_id="bw-omvang-rij"):
                self.scope = _html(elem_id="bw-omvang")
                _html(_FILTER_SWITCH, elem_id="bw-toon-filters")
                self.clear = gr.Button(texts.CLEAR_FILTERS, size="sm", elem_id="bw-wis-filters")

    def _lay_out_question(self) -> None:
        with gr.Row(elem_id="bw-vraagregel"):
            self.question = gr.Textbox(
                label=texts.QUESTION_LABEL,
                placeholder=texts.QUESTION_HINT,
                lines=1,
                max_lines=6,
                elem_id="bw-vraag",
                scale=1,
                autofocus=True,
            )
            self.stop = gr.Button(texts.STOP, elem_id="bw-stop", interactive=False, min_width=70, scale=0)
            self.send = gr.Button(texts.ASK, elem_id="bw-stel", variant="primary", min_width=90, scale=0)

    def connect(self, blocks: gr.Blocks) -> None:
        """Say what each event does."""
        choice = [self.ministry, self.since, self.until, self.letter, self.cabinet, self.dossier, self.samples]
        shown = [self.conversation, self.turns, self.stored, self.question, self.stop]
        quiet: dict[str, Any] = {"show_progress": "hidden", "queue": False, "api_visibility": "private"}
        streamed: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_id": "vraag"}
        asked = [
            gr.on(
                [self.question.submit, self.send.click],
                self._ask,
                [self.question, self.turns, *choice],
                shown,
                trigger_mode="always_last",  # what is asked while an answer is under way waits for its end
                **streamed,
            ),
            self.conversation.select(self._ask_offered, [self.turns, *choice], shown, **streamed),
        ]
        ended = [self.conversation, self.turns, self.stored, self.stop]
        for event in asked:
            event.failure(self._failed, [self.turns], ended, **quiet)
        self.stop.click(self._stopped, [self.turns], ended, cancels=asked, **quiet)
        self.new.click(self._start_anew, None, [*shown], cancels=asked, **quiet)
        lists = [self.ministry, self.letter, self.scope]
        cleared: list[Any] = [self.since, self.until, self.cabinet, self.dossier, self.samples]
        for filter_ in (self.ministry, *cleared):
            filter_.change(self._narrow, choice, [self.letter, self.scope], **quiet)
        self.letter.change(self._scope, choice, [self.scope], **quiet)
        self.clear.click(self._clear_filters, None, [*cleared, *lists], **quiet)
        self.letter_pane.select(self._pick_letter, None, [*cleared, *lists], **quiet)
        loaded = blocks.load(
            self._load, [self.turns, self.stored], [self.conversation, self.turns, self.samples, *lists], **quiet
        )
        gr.api(  # type: ignore[attr-defined]  # part of the package, without being listed
            self.answer_once, api_name="vraag", concurrency_id="vraag"
        )
        loaded.failure(lambda: conversation_html((), ()), None, [self.conversation], **quiet)

    def _ask(self, request: gr.Request, text: str, turns: Turns, *choice: str | None) -> Iterator[list[Any]]:
        """Put the question in the box; `choice` is the filters in the order of `LetterChoice`, as the page sends them."""
        started = False
        allow = functools.partial(self._limits.take, _name_of(request))
        for grown in self._conversations.ask(text or "", turns, _chosen(choice), allow=allow):
            box = gr.skip() if started else ""  # emptied once: the user may be typing the next question already
            started = True
            done = grown[-1].complete
            stored = self._history.store(grown, _user_of(request)) if done else gr.skip()
            yield [self._conversations.show(grown), grown, stored, box, gr.update(interactive=not done)]

    def _ask_offered(
        self, event: gr.EventData, request: gr.Request, turns: Turns, *choice: str | None
    ) -> Iterator[list[Any]]:
        """Put an example question, or an earlier one anew."""
        yield from self._ask(request, _sent(event, "vraag"), turns, *choice)

    def _stopped(self, request: gr.Request, turns: Turns) -> list[Any]:
        return self._break_off(request, turns, texts.STOPPED)

    def _failed(self, request: gr.Request, turns: Turns) -> list[Any]:
        return self._break_off(request, turns, texts.FAILED)

    def _break_off(self, request: gr.Request, turns: Turns, reason: str) -> list[Any]:
        ended = broken_off(turns, reason)
        stored = self._history.store(ended, _user_of(request))
        return [self._conversations.show(ended), ended, stored, gr.update(interactive=False)]

    def _start_anew(self) -> list[Any]:
        return [self._conversations.show(()), (), [], "", gr.update(interactive=False)]

    def _load(self, request: gr.Request, turns: Turns, stored: object) -> list[Any]:
        """Show the conversation that the browser kept, or a welcome."""
        kept = turns or self._history.restore(stored, _user_of(request))
        kinds = [self._library.searched(Filters(sample=sample)).letters for sample in (True, False)]
        return [self._conversations.show(kept), kept, gr.update(visible=all(kinds)), *self._lists(LetterChoice())]

    def answer_once(self, vraag: str, request: gr.Request) -> dict[str, Any]:
        """Answer one question, for programs that call the chat: the JSON of `briefwijzer ask --json`."""
        self._limits.take(_name_of(request))
        return answer_form(self._pipeline.answer(Question(vraag)))

    def _lists(self, choice: LetterChoice) -> list[Any]:
        """The lists to choose ministry and letter from, and the count of letters."""
        ministries = [(texts.ALL_MINISTRIES, ""), *((name, name) for name in self._library.ledger.ministries())]
        return [
            gr.update(choices=ministries, value=choice.ministry),
            self._letters_offered(choice),
            self._scope_of(choice),
        ]

    def _letters_offered(self, choice: LetterChoice) -> Any:  # noqa: ANN401 - Gradio's own update
        filters = choice.filters()
        within = dataclasses.replace(filters, letter_ids=None)  # the letter is chosen among those of the others
        offered = self._library.headers(within, limit=LETTERS_OFFERED)
        if choice.letter_id and choice.letter_id not in {header.id for header in offered}:
            offered += self._library.headers(filters)
        letters = [(texts.say_letter_short(header), header.id) for header in offered]
        kept = choice.letter_id if choice.letter_id in {header.id for header in offered} else ""
        return gr.update(choices=[(texts.ALL_LETTERS, ""), *letters], value=kept)

    def _narrow(self, *values: str | None) -> list[Any]:
        """Offer the letters of this ministry and period."""
        choice = _chosen(values)
        scope = self._scope_of(choice)
        try:
            return [self._letters_offered(choice), scope]
        except errors.UnreadableDay:
            return [gr.skip(), scope]  # the scope says what is wrong with the date

    def _scope(self, *values: str | None) -> str:
        return self._scope_of(_chosen(values))

    def _scope_of(self, choice: LetterChoice) -> str:
        return f'<p role="status">{escape_text(self._conversations.scope(choice))}</p>'

    def _clear_filters(self) -> list[Any]:
        return [*_CLEARED, *self._lists(LetterChoice())]

    def _pick_letter(self, event: gr.EventData) -> list[Any]:
        """Ask only the letter that is open."""
        return [*_CLEARED, *self._lists(LetterChoice(letter_id=_sent(event, "brief")))]


def _chosen(values: Sequence[str | None]) -> LetterChoice:
    """The filters in the order of `LetterChoice`; an emptied list is None."""
    return LetterChoice(*(value or "" for value in values))


def _user_of(request: gr.Request) -> str:
    return user_of(request.request).name if request.request else ""


def _name_of(request: gr.Request) -> str:
    return name_of(request.request) if request.request else ""


def _sent(event: gr.EventData, name: str) -> str:
    """A text that the page sent with an event; empty if it is none."""
    value = event._data.get(name) if isinstance(event._data, dict) else None
    return value if isinstance(value, str) else ""


def _list(label: str, none: str, options: Sequence[tuple[str, str]] = (), *, scale: int) -> gr.Dropdown:
    """A list to choose one value from; `options` holds what is shown and the value."""
    return gr.Dropdown([(none, ""), *options], value="", label=label, min_width=160, scale=scale)


def _line(label: str, hint: str) -> gr.Textbox:
    return gr.Textbox(label=label, placeholder=hint, max_lines=1, min_width=100, scale=2)


def _html(value: str = "", *, elem_id: str, js_on_load: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js_on_load)


def _letter_pane() -> str:
    """The frame of the letter: `behaviour.js` fetches the letter's page into it."""
    buttons = (
        f'<button type="button" data-stap="-1" disabled>{texts.PREVIOUS_SOURCE}</button>'
        f'<span class="bw-bron-van" data-woorden="{texts.SOURCE_OF}" aria-live="polite"></span>'
        f'<button type="button" data-stap="1" disabled>{texts.NEXT_SOURCE}</button>'
    )
    links = (
        f'<button type="button" data-kies-brief>{texts.ASK_THIS_LETTER}</button>'
        f'<a class="bw-venster" href="/" target="_blank" rel="noopener">{texts.OPEN_IN_WINDOW}</a>'
    )
    return (
        f'<div class="bw-paneel" data-laden="{texts.LETTER_LOADING}" '
        f'data-mislukt="{texts.LETTER_FAILED}" data-lijst="/brieven"><div class="bw-balk">'
        f'<button type="button" data-terug>{texts.BACK_TO_ANSWER}</button>'
        f'<div class="bw-balk-brief" hidden>{buttons}{links}</div></div>'
        f'<div class="bw-blad" tabindex="0" role="region" aria-label="{texts.LETTER_PANE}"><div class="bw-leeg">'
        f"<p>{texts.LETTER_PANE_EMPTY} {texts.LETTER_PANE_HINT}</p></div></div></div>"
    )
