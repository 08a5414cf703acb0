"""sample letter -> html, the form of a publication page with menus around the letter."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from eval.sample_source import ADDRESSEE, CLOSING_MARK, MARK, ElementKind, question_label, split_at_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.sample_source import Element, SampleLetter


def write_html(letter: SampleLetter) -> bytes:
    """Write a letter as a web page; notes stand at the end and their marks link to them."""
    title = f"{letter.subject} | {MARK}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="nl">',
        '<head><meta charset="utf-8">',
        f"<title>{escape(title)}</title>",
        f'<meta name="DCTERMS.issued" content="{letter.date.isoformat()}">',
        f'<meta name="DCTERMS.creator" content={quoteattr(letter.ministry)}>',
        "</head>",
        "<body>",
        f"<header><p>{MARK}</p></header>",
        '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/zoeken">Zoeken</a></li></ul></nav>',
        '<div id="broodtekst">',
        f"<p>{MARK}</p>",
        f"<p>{escape(letter.ministry)}</p>",
        f"<p>&gt; Retouradres {escape(letter.postbus)}</p>",
        f"<p>{'<br>'.join(ADDRESSEE)}</p>",
        f"<p>Datum {letter.date_in_words}</p>",
        f"<p>Betreft {escape(letter.subject)}</p>",
        f"<p>Ons kenmerk {escape(letter.reference)}</p>",
        *_body(letter),
        *(_note(label, text) for label, text in letter.notes.items()),
        f"<p>{CLOSING_MARK}</p>",
        "</div>",
        "<footer><p>Over deze site</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _body(letter: SampleLetter) -> Iterator[str]:
    for mark, group in groupby(letter.elements, key=_list_tag):
        if mark:
            yield f"<{mark}>"
            yield from (f"<li>{_inline(item.text)}</li>" for item in group)
            yield f"</{mark}>"
        else:
            for element in group:
                yield from _element(element, letter)


def _list_tag(element: Element) -> str:
    if element.kind is not ElementKind.LIST_ITEM:
        return ""
    return "ul" if element.mark == "-" else "ol"


def _element(element: Element, letter: SampleLetter) -> Iterator[str]:
    text = _inline(element.text)
    if element.kind in (ElementKind.HEADING, ElementKind.ANNEX):
        level = 1 + max(1, element.level)
        yield f"<h{level}>{text}</h{level}>"
    elif element.kind is ElementKind.SIGNATURE:
        yield "<p>Hoogachtend,</p>"
        for signatory in letter.signatories:
            yield f"<p>{escape(signatory.function)},</p><p>{escape(signatory.name)}</p>"
    elif element.kind is ElementKind.TABLE:
        yield from _table(element)
    elif element.kind is ElementKind.QUESTION:
        yield f"<p><strong>{question_label(element)}</strong></p>"
        yield f"<p><em>{text}</em></p>"
    elif element.kind is ElementKind.ANSWER:
        yield f"<p><strong>{question_label(element)}</strong></p>"
        yield f"<p>{text}</p>"
    else:
        yield f"<p>{text}</p>"


def _table(element: Element) -> Iterator[str]:
    yield "<table>"
    if element.text:
        yield f"<caption>{_inline(element.text)}</caption>"
    for number, row in enumerate(element.rows):
        tag = "th" if number == 0 else "td"
        yield "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>"
    yield "</table>"


def _inline(text: str) -> str:
    parts: list[str] = []
    for before, label in split_at_marks(text):
        parts.append(escape(before))
        if label is not None:
            parts.append(f'<sup><a id="v{label}" href="#n{label}">{label}</a></sup>')
    return "".join(parts)


def _note(label: str, text: str) -> str:
    return f'<div class="noot"><p id="n{label}"><sup><a href="#v{label}">{label}</a></sup> {escape(text)}</p></div>'
