"""a question and what is known of its answer -> the HTML of one turn of the conversation.

Everything that comes from a user or a letter is escaped here; the markup is this module's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.vocabulary import Answer, AnswerSentence, Citation, NoteKind, ScoredPassage, Status
from ui import texts
from ui.answer_store import answer_id
from ui.escaping import escape_passage, escape_shown, escape_text
from ui.letter_page import citation_address, letter_address, letter_origin, sample_badge

_FOUND_SHOWN = 6  # letters named under "Gevonden"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer as shown: what a conversation is made of."""

    number: int  # 1-based place in the conversation
    question: str
    html: str
    complete: bool  # False: the answer is under way
    answered: bool  # False: stopped or failed, so that a follow-up can't lean on it
    answer: str = ""  # the id of its answer


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnProgress:
    """What is known of an answer so far; the later fields come as the work goes on."""

    number: int  # 1-based place in the conversation
    question: str
    scope: str  # the letters searched, in words ("12 brieven")
    filters: str = ""  # the filters in words
    library: str = ""  # the state of the whole library
    found: tuple[ScoredPassage, ...] | None = None
    sentences: tuple[AnswerSentence, ...] = ()
    answer: Answer | None = None
    fault: str | None = None  # why there is no answer, in Dutch


def conversation_html(turns: Sequence[Turn], examples: Sequence[str], empty: str | None = None) -> str:
    """The whole conversation; before the first question, a welcome with example questions.

    Args:
        turns: The turns, oldest first.
        examples: Questions to begin with.
        empty: What to say when there is no letter to ask about.
    """
    body = "".join(turn.html for turn in turns) + _take_all(turns) if turns else _welcome(examples, empty)
    return f'<div class="bw-gesprek" role="log" aria-label="{texts.CONVERSATION}" tabindex="0">{body}</div>'


def _welcome(examples: Sequence[str], empty: str | None) -> str:
    notice = f'<p class="bw-ai">{escape_text(texts.AI_NOTICE)}</p>'
    if empty is not None:
        return f'<div class="bw-welkom"><h2>{texts.PROGRAM}</h2><p>{escape_text(empty)}</p>{notice}</div>'
    buttons = "".join(
        f'<li><button type="button" data-vraag="{escape_text(one)}">{escape_shown(one)}</button></li>'
        for one in examples
    )
    offered = f'<h3>{texts.EXAMPLES}</h3><ul class="bw-voorbeelden">{buttons}</ul>' if buttons else ""
    stored = f'<p class="bw-doorzocht">{texts.HISTORY_NOTE}</p>'
    return f'<div class="bw-welkom"><h2>{texts.WELCOME}</h2><p>{texts.WELCOME_MORE}</p>{notice}{offered}{stored}</div>'


def turn_html(turn: TurnProgress) -> str:
    """One turn: the question, and the answer as far as it is known."""
    identity = f"beurt-{turn.number}"
    asked = escape_text(turn.question)
    state = "klaar" if turn.answer or turn.fault else "bezig"
    return (
        f'<article class="bw-beurt" id="{identity}" data-staat="{state}">'
        f'<h2 class="bw-vraag"><span class="bw-sr">{texts.YOUR_QUESTION} </span>{escape_shown(turn.question)}</h2>'
        f'<div class="bw-antwoord">{_reply(turn)}</div>{_actions(turn, asked)}</article>'
    )


def _reply(turn: TurnProgress) -> str:
    if turn.fault is not None:
        return f'<p class="bw-fout" role="alert">{escape_text(turn.fault)}</p>'
    if turn.answer is None:
        waiting = texts.READING_FOUND if turn.found is not None else texts.SEARCHING.format(letters=turn.scope)
        sentences = "".join(_sentence(one, {}) for one in turn.sentences)
        return f'{sentences}<p class="bw-bezig">{escape_text(waiting)}</p>{_found(turn.found, opened=True)}'
    return _answer(turn, turn.answer)


def _answer(turn: TurnProgress, answer: Answer) -> str:
    by_marker = {citation.marker: citation for citation in answer.citations}
    understood = [note for note in answer.notes if note.kind is NoteKind.STANDALONE_QUESTION]
    remarks = [note for note in answer.notes if note.kind is not NoteKind.STANDALONE_QUESTION]
    heading = texts.say_status(answer)
    return "".join(
        [
            *(f'<p class="bw-begrepen">{escape_text(texts.say_note(note))}</p>' for note in understood),
            f'<p class="bw-status">{escape_text(heading)}</p>' if heading else "",
            _short(answer, by_marker),
            *(
                _sentence(sentence, by_marker, lead)
                for lead, sentence in zip(texts.say_leads(answer), answer.sentences, strict=True)
            ),
            f'<p class="bw-bijgesteld">{escape_shown(texts.say_revision(answer))}</p>' if answer.revision else "",
            *(f'<p class="bw-let-op">{escape_text(texts.say_note(note))}</p>' for note in remarks),
            _sources(texts.SOURCES, answer.citations, quoted=False),
            _sources(texts.NEAREST, answer.nearest, quoted=True),
            _figures(answer),
            _found(turn.found, opened=False) if answer.status is not Status.NOT_FOUND else "",
            _searched(turn, answer),
        ]
    )


def _short(answer: Answer, citations: dict[int, Citation]) -> str:
    """The answer in a few words, above the sentence that they stand in."""
    if answer.short is None:
        return ""
    marker = _marker(citations[answer.short.marker])
    return f'<p class="bw-kort"><bdi>{escape_passage(texts.say_short(answer))}</bdi> <span class="bw-bronnen-in-zin">{marker}</span></p>'


def _sentence(sentence: AnswerSentence, citations: dict[int, Citation], lead: str = "") -> str:
    """A sentence with the answer proper in bold and its markers; links as soon as the citations are known."""
    text = sentence.text
    shown = escape_passage(text)
    if sentence.focus is not None:
        start, end = sentence.focus
        focus = f'<strong class="bw-kern">{escape_passage(text[start:end])}</strong>'
        shown = f"{escape_passage(text[:start])}{focus}{escape_passage(text[end:])}"
    markers = "".join(
        _marker(citations[marker]) if marker in citations else f'<span class="bw-bron">[{marker}]</span>'
        for marker in sentence.markers
    )
    said = f'<span class="bw-wie">{escape_shown(lead)}</span> ' if lead else ""
    return f'<p class="bw-zin">{said}<bdi>{shown}</bdi> <span class="bw-bronnen-in-zin">{markers}</span></p>'


def _marker(citation: Citation) -> str:
    title = escape_text(citation.header.title)
    label = texts.OPEN_SOURCE.format(marker=citation.marker, title=title)
    return (
        f'<a class="bw-bron" data-open data-nummer="{citation.marker}" href="{citation_address(citation)}" '
        f'aria-label="{label}" title="{title}">[{citation.marker}]</a>'
    )


def _sources(title: str, citations: Sequence[Citation], *, quoted: bool) -> str:
    if not citations:
        return ""
    items = "".join(_source(citation, quoted=quoted) for citation in citations)
    style = "bw-bronnen bw-nabij" if quoted else "bw-bronnen"
    return f'<h3 class="bw-tussenkop">{title}</h3><ol class="{style}">{items}</ol>'


def _source(citation: Citation, *, quoted: bool) -> str:
    quote = f'<q class="bw-citaat">{escape_passage(citation.quote)}</q>' if quoted else ""
    # A passage that is only "perhaps relevant" has no marker in the text: its link takes part in the walk through
    # the sources by its own number.
    number = f' data-nummer="{citation.marker}"' if quoted else ""
    return (
        f'<li><span class="bw-nummer" aria-hidden="true">{citation.marker}</span><div>'
        f'<a data-open{number} href="{citation_address(citation)}">{escape_shown(citation.header.title)}</a>'
        f"{sample_badge(citation.header)}"
        f'<span class="bw-herkomst">{letter_origin(citation.header)}</span>'
        f'<span class="bw-plaats">{escape_shown(texts.say_place(citation))}</span>{quote}</div></li>'
    )


def _figures(answer: Answer) -> str:
    """How each figure of the answer was checked."""
    if not answer.figures:
        return ""
    items = "".join(
        f"<li><strong>{escape_shown(checked.figure.text)}</strong> "
        f"{texts.FIGURE_MATCH[checked.match]} [{checked.marker}]</li>"
        for checked in answer.figures
    )
    return f'<details class="bw-meer"><summary>{texts.FIGURES_CHECKED}</summary><ul>{items}</ul></details>'


def _found(found: Sequence[ScoredPassage] | None, *, opened: bool) -> str:
    """The letters in which something was found, best first."""
    if not found:
        return ""
    best: dict[str, ScoredPassage] = {}
    for scored in found:
        best.setdefault(scored.header.id, scored)
    passages = texts.say_count(len(found), "passage", "passages")
    title = texts.FOUND.format(passages=passages, letters=texts.say_count(len(best), "brief", "brieven"))
    items = "".join(
        f'<li><a data-open href="{_passage_address(scored)}">{escape_shown(scored.header.title)}</a>'
        f'{sample_badge(scored.header)} <span class="bw-herkomst">{letter_origin(scored.header)}</span></li>'
        for scored in list(best.values())[:_FOUND_SHOWN]
    )
    return f'<details class="bw-meer"{" open" if opened else ""}><summary>{title}</summary><ul>{items}</ul></details>'


def _passage_address(scored: ScoredPassage) -> str:
    passage = scored.passage
    return letter_address(scored.header, (passage.start, passage.end), passage.paragraph)


def _searched(turn: TurnProgress, answer: Answer) -> str:
    parts = [texts.say_searched(answer.searched)]
    if turn.filters:
        parts.append(texts.ONLY.format(filters=turn.filters))
    if turn.library:
        parts.append(texts.LIBRARY_STATE.format(library=turn.library))
    return f'<p class="bw-doorzocht">{escape_text(" ".join(parts))}</p>'


def _actions(turn: TurnProgress, asked: str) -> str:
    """What can be done with a turn that is complete."""
    if turn.answer is None and turn.fault is None:
        return ""
    copy = share = opinion = ""
    if turn.answer is not None:
        answer = answer_id(turn.answer)
        plain = escape_text(texts.copied_answer(turn.answer))
        copy = (
            f'<button type="button" data-kopie="{plain}" data-gelukt="{texts.COPIED}" '
            f'data-mislukt="{texts.COPY_FAILED}">{texts.COPY_ANSWER}</button>'
        )
        share = (
            f'<form method="post" action="/antwoord" target="_blank"><input type="hidden" name="antwoord" value="{answer}">'
            f'<button type="submit" title="{texts.SHARE_NOTE}">{texts.SHARE_ANSWER}</button></form>'
        )
        opinion = _take_along(answer) + _opinion(answer)
    return (
        f'<div class="bw-handelingen">{copy if turn.answer and turn.answer.sentences else ""}'
        f'<button type="button" data-vraag="{asked}">{texts.ASK_AGAIN}</button>'
        f'<button type="button" data-pas-aan="{asked}">{texts.EDIT_QUESTION}</button>{share}</div>{opinion}'
    )


def _take_along(answer: str) -> str:
    """The forms in which an answer can be taken along with its footnotes."""
    return _forms(texts.TAKE_ALONG, "bw-meer bw-meenemen", f"/antwoord/{answer}/{{name}}")


def _take_all(turns: Sequence[Turn]) -> str:
    """The forms in which a conversation of several answers can be taken along."""
    answers = [turn.answer for turn in turns if turn.answer]
    if len(answers) < 2:
        return ""
    asked = "&amp;".join(f"antwoord={answer}" for answer in answers)
    return _forms(texts.TAKE_CONVERSATION, "bw-meer bw-meenemen bw-gesprek-mee", f"/gesprek/{{name}}?{asked}")


def _forms(label: str, style: str, address: str) -> str:
    links = "".join(
        f'<li><a href="{address.format(name=name)}" download>{words}</a></li>'
        for name, words in texts.EXPORT_NAMES.items()
    )
    return f'<details class="{style}"><summary>{label}</summary><ul>{links}</ul></details>'


def _opinion(answer: str) -> str:
    """The question whether an answer is right; what is said of it goes to `/mening`."""
    reasons = "".join(
        f'<label><input type="radio" name="reden" value="{value}"> {words}</label>'
        for value, words in texts.FEEDBACK_REASONS.items()
    )
    return (
        f'<form class="bw-mening" method="post" action="/mening" data-stil>'
        f'<input type="hidden" name="antwoord" value="{answer}"><span>{texts.FEEDBACK_ASK}</span>'
        f'<button type="submit" name="oordeel" value="klopt">{texts.FEEDBACK_RIGHT}</button>'
        f"<details><summary>{texts.FEEDBACK_WRONG}</summary><fieldset><legend>{texts.FEEDBACK_REASON}</legend>{reasons}"
        f'</fieldset><label class="bw-veld"><span>{texts.FEEDBACK_WORDS}</span><textarea name="tekst" rows="2" '
        f'maxlength="4000"></textarea></label><p>{texts.FEEDBACK_NOTE}</p>'
        f'<button type="submit" name="oordeel" value="klopt-niet">{texts.FEEDBACK_SEND}</button></details></form>'
    )
