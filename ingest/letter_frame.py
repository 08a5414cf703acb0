"""blocks as read -> the same blocks, with letterhead, salutation, signature and boilerplate told from the body.

A letter is framed: above stands the letterhead up to the salutation, below the closing words, the minister's function
and name. What follows the signature is an annex, and body again, if it holds sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.vocabulary import SAMPLE_MARK, BlockKind
from ingest.signatures import mark_signatures
from ingest.transcript import RawBlock

_HEAD_BLOCKS = 80  # a letterhead in text boxes or a dump has up to fifty lines
_LONGEST_LINE = 1000  # characters; the head of an Aanhangsel with many Members in it has half of it
_SENTENCE_WORDS = 8
_SUBJECT_LINE = 20  # characters at the end of a subject's line that know it again
SALUTATION = re.compile(r"^(?:zeer )?(?:geachte|beste|mijnheer|mevrouw)\b[^.?!]{0,90}$", re.IGNORECASE)
# Lines that stand in a letterhead, or in the head of a Kamerstuk or Aanhangsel, and nowhere else.
_STRONG = re.compile(
    r"""^(?:
      aan\b.{0,20}\bvoorzitter\b | de\ voorzitter\ van\b | (?:’s-|')?[A-Z][\w\ ’'-]{2,25},\ \d{1,2}\ [a-z]+\ \d{4}$
    | (?:den\ haag|’s-gravenhage)\ \d{1,2}\ [a-z]+\ \d{4}$ | >?\ ?retouradres | d\ ?a\ ?t\ ?u\ ?m\b | b\ ?e\ ?t\ ?r\ ?e\ ?f\ ?t\b | onderwerp\b | kenmerk\b
    | (?:ons|onze|uw)\ (?:kenmerk|referentie|brief)\b
    | bijlage\(n\) | bijlagen?$ | contactpersoon | bij\ beantwoording | bezorgen\b
    | postbus | \d{4}\ ?[A-Z]{2}\b | www\. | e-?mail | [\w.]+@[\w.]+$ | t\ \d{3}\b | ministerie\ van\ [A-Z]
    | vergaderjaar | tweede\ kamer\ der\ staten-generaal | kamerstukken$ | \d{2}\ ?\d{3}(?:[\ -](?:[IVXLC]+|\d{1,3}))?$
    | nr\.\ ?\d+$ | voorgesteld\b | (?:nader\ )?(?:gewijzigde\ )?motie\ van\b
    | brief\ van\ de\ (?:minister|staatssecretaris)
    | aanhangsel\b | vragen\ gesteld\ door\ de\ leden | vragen\ van\ (?:het\ lid|de\ leden)\b.*\bingezonden\b
    | (?:antwoord|mededeling)(?:en)?\ van\ .*\bontvangen\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LATE_LABEL = re.compile(  # letterhead lines that a text dump may give after the salutation; letters may stand apart
    r"""^(?:u\ ?w\ k\ ?e\ ?n\ ?m\ ?e\ ?r\ ?k | o\ ?n\ ?s\ k\ ?e\ ?n\ ?m\ ?e\ ?r\ ?k
    | b\ ?i\ ?j\ ?l\ ?a\ ?g\ ?e\ ?(?:n|\(n\))?\s*:?\s*(?:\d|een|geen)?$ | bezorgen\b | datum\ \d | betreft\ )""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTENTS_LINE = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d+$")
_PUBLISHER = re.compile(
    r"^(?:ISSN\b|’s-Gravenhage \d{4}$|kst-\S+$|ah-tk-\S+$|i\.a\.a\.|afschrift aan\b)", re.IGNORECASE
)
_QUESTION_OR_ANSWER = re.compile(r"^(?:vra(?:ag|gen) \d|antwoord)", re.IGNORECASE)


def frame(blocks: list[RawBlock], *, subject: str = "") -> list[RawBlock]:
    """Set the kind of the blocks that frame the letter; blocks whose kind the reader knew keep it.

    Args:
        blocks: The blocks as read.
        subject: The letter's subject, where the format knows it; it may go on over several blocks.
    """
    framed = [_mark_boilerplate(block) for block in _mark_letterhead(blocks, subject)]
    return _mark_repeated(_mark_tail(*mark_signatures(framed)))


def _mark_boilerplate(block: RawBlock) -> RawBlock:
    """Mark a line of a table of contents, of the publisher, or the note that says that a letter is fictional."""
    known = _CONTENTS_LINE.search(block.text) or _PUBLISHER.match(block.text) or block.text.startswith(SAMPLE_MARK)
    return replace(block, kind=BlockKind.BOILERPLATE) if block.kind is None and known else block


def is_sentence_like(text: str) -> bool:
    """Return whether a block reads as running text: eight words or more that end as a sentence does."""
    return len(text.split()) >= _SENTENCE_WORDS and text.rstrip("\"'”’»)]")[-1:] in (".", "?", "!", ":", ";")


def text_has_begun(blocks: Iterable[RawBlock]) -> bool:
    """Return whether the letter's text has begun in these blocks: with the salutation, or a sentence."""
    return any(SALUTATION.match(block.text) or is_sentence_like(block.text) for block in blocks)


def _mark_letterhead(blocks: list[RawBlock], subject: str) -> list[RawBlock]:
    end = _letterhead_end(blocks)
    while 0 < end < len(blocks) and _ends_subject(blocks[end - 1].text, blocks[end].text, subject):
        end += 1
    marked: list[RawBlock] = []
    for index, block in enumerate(blocks):
        late = index < _HEAD_BLOCKS and _LATE_LABEL.match(block.text) and len(block.text.split()) <= 30
        head = block.kind is None and (index < end or late)
        if index < end and block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
            head = True
        marked.append(replace(block, kind=BlockKind.LETTERHEAD) if head else block)
    return marked


def _ends_subject(before: str, text: str, subject: str) -> bool:
    """Return whether a block goes on with the subject that the line before it began."""
    start = subject.find(text)
    return start > 0 and before.endswith(subject[:start].rstrip()[-_SUBJECT_LINE:])


def _letterhead_end(blocks: list[RawBlock]) -> int:
    """Return the index after the letterhead's last block."""
    head = blocks[:_HEAD_BLOCKS]
    for index, block in enumerate(head):
        if _announces(block) and not _is_value(head, index):
            break
        if SALUTATION.match(block.text):
            return index + 1
    end = 0
    for index, block in enumerate(head):
        strong = block.kind is BlockKind.LETTERHEAD or (len(block.text) <= _LONGEST_LINE and _STRONG.match(block.text))
        if strong and block.kind is not BlockKind.FOOTNOTE:
            end = index + 1
        elif _is_body(head, index):
            break
    if 0 < end < len(head) and _is_bare_label(head[end - 1].text) and not is_sentence_like(head[end].text):
        end += 1
    return end


def _announces(block: RawBlock) -> bool:
    """Whether a block announces a question or an answer, by its text or by the label that its number was given."""
    return any(_QUESTION_OR_ANSWER.match(said) for said in (block.text, block.label or ""))


def _is_value(head: list[RawBlock], index: int) -> bool:
    """Whether a block is the value of the bare label above it: "Onderwerp" and "Antwoorden op vragen over bruggen"."""
    return index > 0 and _is_bare_label(head[index - 1].text)


def _is_body(head: list[RawBlock], index: int) -> bool:
    block = head[index]
    announces = _announces(block) and not _is_value(head, index)
    return announces or is_sentence_like(block.text) or _opens_body(block.text)


def _opens_body(text: str) -> bool:
    return re.match(r"(?:de kamer,$|in antwoord op uw brief|hierbij |met deze brief)", text, re.IGNORECASE) is not None


def _is_bare_label(text: str) -> bool:
    return (
        re.fullmatch(r"(?:datum|betreft|onderwerp|(?:ons |onze )?(?:kenmerk|referentie))[: ]*", text, re.I) is not None
    )


def _mark_tail(blocks: list[RawBlock], end: int) -> list[RawBlock]:
    """Mark what stands below the last signature as boilerplate, unless it holds running text: then it is an annex."""
    tail = blocks[end:]
    if not end or any(
        is_sentence_like(block.text) or _announces(block) or block.kind is BlockKind.TABLE_ROW
        for block in tail
        if block.kind not in (BlockKind.FOOTNOTE, BlockKind.BOILERPLATE)
    ):
        return blocks
    return blocks[:end] + [
        replace(block, kind=BlockKind.BOILERPLATE) if block.kind in (None, BlockKind.HEADING) else block
        for block in tail
    ]


def _mark_repeated(blocks: list[RawBlock]) -> list[RawBlock]:
    """Mark the last lines as boilerplate where they repeat the letterhead, as dumps of a page's text boxes do."""
    head = {block.text for block in blocks if block.kind is BlockKind.LETTERHEAD}
    end = len(blocks)
    passed = (BlockKind.BOILERPLATE, BlockKind.FOOTNOTE)  # text files give their notes at the end
    while end and (blocks[end - 1].kind in passed or blocks[end - 1].text in head):
        end -= 1
    return blocks[:end] + [
        replace(block, kind=BlockKind.BOILERPLATE) if block.kind is None else block for block in blocks[end:]
    ]
