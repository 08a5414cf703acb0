"""Every bundled letter is read, in whatever format, as its readable source was written."""

from __future__ import annotations

import re

import pytest

from assistant.vocabulary import BlockKind, Voice
from eval.make_samples import LETTERS, SOURCES, WRITERS
from eval.sample_source import NOTE_MARK, ElementKind, question_label, read_source
from ingest.formats import read_letter
from ingest.passages import split_passages

FILES = [
    (source, LETTERS / f"{source.name}.{WRITERS[form][0]}")
    for source in map(read_source, sorted(SOURCES.glob("*.brief")))
    for form in source.formats
]
KINDS = {
    ElementKind.HEADING: BlockKind.HEADING,
    ElementKind.PARAGRAPH: BlockKind.PARAGRAPH,
    ElementKind.LIST_ITEM: BlockKind.LIST_ITEM,
    ElementKind.QUESTION: BlockKind.PARAGRAPH,
    ElementKind.ANSWER: BlockKind.PARAGRAPH,
}
LIST_MARK = re.compile(r"^(?:[-•–]|\d+\.) ")


def plain(text):
    return " ".join(NOTE_MARK.sub("", text).split())


def written(source):
    """Kind, text and voice of each unit of a source; the salutation stands in the letterhead."""
    for element in source.elements:
        if element.kind is ElementKind.TABLE:
            for row in element.rows:
                yield BlockKind.TABLE_ROW, "\t".join(map(plain, row)), Voice.AUTHOR
        elif element.kind in KINDS and not element.text.startswith("Geachte"):
            voice = Voice.MEMBER if element.kind is ElementKind.QUESTION else Voice.AUTHOR
            if element.kind in (ElementKind.QUESTION, ElementKind.ANSWER):
                yield BlockKind.HEADING, question_label(element), voice
            yield KINDS[element.kind], plain(element.text), voice
    for note in source.notes.values():
        yield BlockKind.FOOTNOTE, plain(note), None


@pytest.fixture(params=FILES, ids=lambda pair: pair[1].name)
def pair(request):
    source, path = request.param
    return source, path, read_letter(path.read_bytes(), path.name)


def test_its_header_is_that_of_the_source(pair):
    source, path, letter = pair
    header = letter.header
    assert (header.date, header.ministry) == (source.date, source.ministry)
    assert header.signatories == tuple(one.name for one in source.signatories)
    assert header.sample
    if path.suffix != ".xml":  # a Kamerstuk states neither: its title is the dossier's
        assert (header.subject, header.reference) == (source.subject, source.reference)


def test_its_blocks_are_those_of_the_source(pair):
    source, _, letter = pair
    read = {
        (block.kind, LIST_MARK.sub("", letter.text[block.start : block.end]))
        if block.kind is BlockKind.LIST_ITEM
        else (block.kind, letter.text[block.start : block.end]): block.voice
        for block in letter.blocks
    }
    for kind, text, voice in written(source):
        assert (kind, text) in read
        assert voice is None or read[kind, text] is voice


def test_the_note_that_it_is_fictional_is_in_no_passage(pair):
    _, _, letter = pair
    assert not [passage for passage in split_passages(letter) if "is geschreven als voorbeeld" in passage.text]
