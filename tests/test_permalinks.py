"""A link leads to the words it was made for, also when the letter was read anew with another text."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as some

from assistant import errors
from assistant.figure_index import index_figures
from assistant.pipeline import QuestionPipeline
from assistant.promises import letter_promises
from assistant.vocabulary import Block, BlockKind, Letter, Question
from ingest.intake import ingest_paths
from tests.fictional_letters import DUNES
from tests.test_exports import header
from ui.letter_page import letter_article
from ui.letter_routes import letter_routes
from ui.permalinks import open_link, permalink, place_link, place_now

QUESTION = Question("Wat kost het herstel van de zeereep?")


def opened(library, link):
    parts = urlsplit(link)
    query = parse_qs(parts.query)
    span = int(query["van"][0]), int(query["tot"][0])
    return open_link(library.ledger, parts.path.rpartition("/")[2], query["versie"][0], span)


def ingest_again(library, folder, text):
    (folder / "zeereep.txt").write_text(text, encoding="utf-8")
    ingest_paths(library, [folder], on_file=lambda _report: None)


@pytest.fixture
def cited(library):
    return QuestionPipeline(library).answer(QUESTION).citations[0]


def test_a_link_opens_the_letter_at_the_cited_words(library, cited):
    place = opened(library, permalink(cited))
    assert place.current
    assert place.letter.text[slice(*place.span)] == cited.quote
    assert place.paragraph == cited.paragraph
    assert permalink(cited).endswith(f"#a{cited.paragraph}")


def test_a_link_outlives_a_letter_that_is_read_anew_with_more_text(library, letters_folder, cited):
    link = permalink(cited)
    ingest_again(
        library, letters_folder, DUNES.replace("Kosten van het herstel\n", "Vooraf\nEen nieuwe alinea.\n\nKosten\n")
    )
    place = opened(library, link)
    assert not place.current
    assert place.letter.text[slice(*place.span)] == cited.quote
    assert place.present is not None
    assert place.present_span is not None
    assert place.present_span != place.span
    assert place.present.text[slice(*place.present_span)] == cited.quote


def test_a_link_to_words_that_were_changed_leads_to_the_paragraph_they_stood_in(library, letters_folder, cited):
    link = permalink(cited)
    ingest_again(library, letters_folder, DUNES.replace("€48 miljoen", "€52 miljoen"))
    place = opened(library, link)
    assert "€48 miljoen" in place.letter.text[slice(*place.span)]
    assert place.present is not None
    assert place.present_span is not None
    assert "€52 miljoen" in place.present.text[slice(*place.present_span)]


def test_a_link_to_a_letter_that_was_removed_still_shows_what_it_said(library, cited):
    link = permalink(cited)
    with library.writing():
        library.remove(cited.header.id)
    place = opened(library, link)
    assert place.letter.text[slice(*place.span)] == cited.quote
    assert place.present is None
    assert not place.current


@pytest.mark.parametrize("version", ["", "0", "f" * 16, "%" * 16, "_" * 16])
def test_a_link_to_a_version_that_never_was_is_refused(library, cited, version):
    with pytest.raises(errors.UnknownLetter):
        open_link(library.ledger, cited.header.id, version, (0, 5))


def test_a_link_to_an_unknown_letter_is_refused(library):
    with pytest.raises(errors.UnknownLetter):
        open_link(library.ledger, "../../etc/passwd", "f" * 16, (0, 5))


def test_offsets_outside_the_text_are_cut_off(library, cited):
    version = cited.header.content_hash
    place = open_link(library.ledger, cited.header.id, version, (-5, 10**12))
    assert place.span == (0, len(place.letter.text))


def test_an_id_cannot_leave_its_place_in_the_link(cited):
    header = dataclasses.replace(cited.header, id='a/../b?c#d"<')
    assert place_link(header, (1, 2), 3).startswith("/brief/a%2F..%2Fb%3Fc%23d%22%3C?van=1&tot=2&versie=")


def letter_of(header, paragraphs):
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for one in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(one)))
        at += len(one) + 1
    return Letter(
        dataclasses.replace(header, content_hash=hashlib.sha256(text.encode()).hexdigest()), text, tuple(blocks)
    )


paragraphs = some.lists(
    some.text(alphabet="abcdefg ", min_size=12, max_size=40).filter(str.strip), min_size=1, max_size=8, unique=True
)


@given(paragraphs, paragraphs, some.data())
def test_words_that_are_still_there_are_found_wherever_they_went(old, added, data):
    at = data.draw(some.integers(0, len(old) - 1))
    before = letter_of(header(), old)
    after = letter_of(header(), data.draw(some.permutations([*old, *added])))
    span = before.blocks[at].start, before.blocks[at].end
    now = place_now(before, span, after)
    assert now is not None
    assert after.text[slice(*now)] == before.text[slice(*span)]


def test_the_page_of_a_link_marks_the_words_and_says_if_the_letter_has_changed(library, letters_folder, cited):
    web = FastAPI()
    web.include_router(letter_routes(library))
    client = TestClient(web)
    link = permalink(cited)
    page = client.get(link).text
    assert "<mark" in page
    assert "eerdere versie" not in page
    ingest_again(library, letters_folder, DUNES.replace("€48 miljoen", "€52 miljoen"))
    page = client.get(link).text
    assert "eerdere versie" in page
    assert "€48 miljoen" in page.partition("<mark")[2].partition("</mark>")[0]
    with library.writing():
        library.remove(cited.header.id)
    assert "verwijderd" in client.get(link).text


def test_figures_and_promises_count_paragraphs_as_the_letter_s_page_does(sample_library):
    for header_ in sample_library.headers():
        letter = sample_library.letter(header_.id)
        for start, paragraph in [
            *((one.figure.start, one.paragraph) for one in index_figures(letter)),
            *((one.start, one.paragraph) for one in letter_promises(letter)),
        ]:
            page = letter_article(letter, [(start, start + 1)])
            before = page.partition('id="aangehaald"')[0]
            anchors = re.findall(r' id="a(\d+)"', before)
            assert paragraph == int(anchors[-1])
