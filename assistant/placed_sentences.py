"""passage -> its sentences, each with what stands around it: what it leans on, introduces it, or heads its column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer_types import Row
from assistant.sentences import split_sentences
from assistant.vocabulary import Block, BlockKind, ScoredPassage, Sentence

_CELL = "\t"
_CONTEXT_CELL = " | "  # between the cells of a header row in a passage's context line
_CONTEXT_PART = " · "
_MONEY = re.compile(r"€|\beuro|\bmiljoen|\bmiljard|\bmln|\bmld|\bbedrag|\bkosten|\buitgaven|\bbegroot", re.IGNORECASE)
_LEANING = re.compile(
    r"\b(?:hier(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit|naast)?"
    r"|daar(?:van|voor|mee|bij|door|toe|in|op|aan|over|uit|om)"
    r"|dit|deze|dat is|die|zij|hij|het betreft|beide|laatstgenoemde|voornoemde?)\b"
    r"|^(?:dat|hun|haar|ja|nee|neen|wel|ook|daar|voorbeelden)\b",
    re.IGNORECASE,
)
_LEANING_WITHIN = 6  # a pointing word among the first words leans on the sentence before
# "Motie-Perronius, Kamerstuk 98 240, nr. 34.": where something stands, and not what it says.
_REFERENCE = re.compile(
    r"^(?=.*(?:\bnrs?\b|\d\d[ .]?\d{3}))\W*(?:\d{1,2} )?(?:zie (?:ook )?)?(?:(?:bijlage|motie|toezegging)\b[^.;:]{0,60}?)?\b(?:kamerstuk\w*|aanhangsel|handelingen|stcrt|stb|TZ)\b"
    r"[\w\s.,;:()/–-]{0,80}$",
    re.IGNORECASE,
)
# "Contact | Politie (politie.nl)", "Zorgvisie, 2 mei 2024 (https://…)": where something can be read.
_WEB_PAGE = re.compile(r"\w [|] \w.*\([\w.-]+\.[a-z]{2,3}\)[.;]?$|\(https?://\S+\)[.;]?$|^\W*(?:https?://|www\.)\S+$")
_LONGEST_CAPTION = 8  # words
_SHOWN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of a passage and its surroundings."""

    source: ScoredPassage
    sentence: Sentence
    before: Sentence | None  # the sentence before it in the same block, or that the block's first one leans on
    after: Sentence | None
    lead: str  # all of its block before it
    intro: str  # for a list item or table row: the last sentence before the list or table
    block: str  # the whole block
    row: Row | None  # for a table row: its table
    heads_table: bool = False  # it is the header row itself
    opens: bool = False  # it is the first sentence of its passage


def place_sentences(scored: ScoredPassage) -> list[PlacedSentence]:
    """The sentences of a passage that could be shown, in order."""
    passage = scored.passage
    placed: list[PlacedSentence] = []
    last: Sentence | None = None  # of the paragraph before
    intro, header = "", _header_in_context(passage.context)
    for at, block in enumerate(passage.blocks):
        if block.kind not in _SHOWN:
            continue
        text = _text_of(block, scored)
        sentences = _sentences(block, text, scored)
        is_row = block.kind is BlockKind.TABLE_ROW
        if is_row and (at == 0 or passage.blocks[at - 1].kind is not BlockKind.TABLE_ROW) and _is_header(text):
            header = tuple(text.split(_CELL))
        heads = is_row and tuple(text.split(_CELL)) == header
        row = Row(header, bool(_MONEY.search(f"{intro} {' '.join(header)} {passage.context}"))) if is_row else None
        for place, sentence in enumerate(sentences):
            placed.append(
                PlacedSentence(
                    scored,
                    sentence,
                    before=sentences[place - 1] if place else _leant_on(sentence, last),
                    after=sentences[place + 1] if place + 1 < len(sentences) else None,
                    lead=text[: sentence.start - max(block.start, passage.start)],
                    intro=intro if is_row or block.kind is BlockKind.LIST_ITEM else "",
                    block=text,
                    row=row,
                    heads_table=heads,
                    opens=not placed,
                )
            )
        if sentences and block.kind is BlockKind.PARAGRAPH:
            last = sentences[-1]
            intro = last.text
    return placed


def leans(text: str) -> bool:
    """Whether a sentence points back to what was said before it ("Hiervan …", "Dat aantal …")."""
    return _LEANING.search(" ".join(text.split()[:_LEANING_WITHIN])) is not None


def is_reference(text: str) -> bool:
    """Whether a text is nothing but a reference to an official document, or the title of a web page."""
    return _REFERENCE.match(text) is not None or _WEB_PAGE.search(text) is not None


def is_caption(sentence: Sentence) -> bool:
    """Whether a sentence is the caption of a table or a heading that the file does not mark as one."""
    text = sentence.text
    plain = sentence.kind is BlockKind.PARAGRAPH and not re.search(r"[.?!:;,)”]$|\d", text)
    return plain and len(text.split()) <= _LONGEST_CAPTION


def _leant_on(sentence: Sentence, last: Sentence | None) -> Sentence | None:
    """The end of the paragraph before, where a paragraph opens with a sentence that points back."""
    paragraph = sentence.kind is BlockKind.PARAGRAPH
    return last if paragraph and last is not None and last.voice is sentence.voice and leans(sentence.text) else None


def _text_of(block: Block, scored: ScoredPassage) -> str:
    passage = scored.passage
    return passage.text[max(block.start, passage.start) - passage.start : min(block.end, passage.end) - passage.start]


def _sentences(block: Block, text: str, scored: ScoredPassage) -> list[Sentence]:
    passage = scored.passage
    start = max(block.start, passage.start)
    spans = [(start, start + len(text))] if block.kind is BlockKind.TABLE_ROW else split_sentences(text, start)
    return [
        Sentence(first, last, passage.text[first - passage.start : last - passage.start], block.kind, block.voice)
        for first, last in spans
        if last > first
    ]


def _is_header(row: str) -> bool:
    """A table's first row heads its columns if no cell but years holds a digit."""
    cells = row.split(_CELL)
    return len(cells) > 1 and not any(re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", cell)) for cell in cells[1:])


def _header_in_context(context: str) -> tuple[str, ...]:
    """The header row of a table that began in an earlier passage."""
    last = context.rpartition(_CONTEXT_PART)[2]
    return tuple(last.split(_CONTEXT_CELL)) if _CONTEXT_CELL in last else ()
