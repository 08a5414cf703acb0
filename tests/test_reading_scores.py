"""How well letters are read is measured against gold headers, another reading, a letter's own PDF and gold quotes."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from eval.evidence_scores import Held, where_held
from eval.gold_set import load_questions
from eval.header_scores import read_headers, score_headers, wrong_dates
from eval.independent_reading import read_independently, words_of
from eval.pdf_pairs import compare_pair, make_pairs, page_faults
from eval.run import BUNDLED_GOLD, BUNDLED_LETTERS
from eval.text_scores import score_file, words_kept
from ingest.format_office import office_program
from ingest.formats import read_letter
from ingest.passages import split_passages

SAMPLE = "lgv-2025-veenweide.xml"
COMPARED = [path for path in sorted(BUNDLED_LETTERS.iterdir()) if path.suffix in {".docx", ".odt", ".html", ".xml"}]
EVIDENCE = [one for question in load_questions(BUNDLED_GOLD) for one in question.evidence]


def sample(name=SAMPLE):
    return read_letter((BUNDLED_LETTERS / name).read_bytes(), name)


@pytest.mark.parametrize("path", COMPARED, ids=lambda path: path.name)
def test_every_word_of_a_letter_is_in_its_text_in_order(path):
    for kept in score_file(path.read_bytes(), path.name, path.suffix[1:]):
        assert kept.missing == ()


def test_a_word_that_is_lost_or_out_of_order_is_missed():
    assert words_kept(words_of("een twee drie"), words_of("een drie")).missing == ("twee",)
    assert words_kept(words_of("een twee drie vier"), words_of("drie vier een twee")).kept == 2
    assert words_kept((), words_of("iets")).share == 1.0


def test_another_reading_leaves_out_what_no_reader_sees():
    page = "<html><head><title>Kop</title></head><body><nav>Menu</nav><p>De <b>brief</b>.</p></body></html>"
    assert read_independently(page.encode(), "html").body == ("De", "brief")


@pytest.mark.parametrize("file", sorted({one.letter for one in EVIDENCE}))
def test_every_evidence_quote_is_in_one_passage_or_two_adjacent_ones_in_the_ministers_voice(file):
    letter = sample(file)
    passages = split_passages(letter)
    held = {where_held(one.quote, letter, passages) for one in EVIDENCE if one.letter == file}
    assert held <= {Held.ONE, Held.TWO}


def test_a_quote_that_is_nowhere_or_in_a_members_question_is_told_apart():
    letter = sample("ovb-2025-antwoorden-haltetaxi.xml")
    passages = split_passages(letter)
    asked = next(block for block in letter.blocks if block.voice == "member" and block.kind == "paragraph")
    assert where_held(letter.text[asked.start : asked.end], letter, passages) is Held.MEMBER
    assert where_held("dit staat er niet", letter, passages) is Held.ABSENT


def test_header_fields_are_counted_and_a_wrong_date_is_named():
    header = read_headers(BUNDLED_LETTERS, [SAMPLE])[SAMPLE]
    gold = {**dataclasses.asdict(header), "file": SAMPLE, "date": header.date.isoformat()}
    assert all(score.right == score.total == 1 for score in score_headers([gold], {SAMPLE: header}))
    moved = dataclasses.replace(header, date=date(1999, 1, 1))
    assert wrong_dates(score_headers([gold], {SAMPLE: moved})) == [(SAMPLE, header.date.isoformat(), "1999-01-01")]
    undated = score_headers([gold], {SAMPLE: dataclasses.replace(header, date=None)})
    assert undated[0].right == 0
    assert wrong_dates(undated) == []


def test_a_note_mark_glued_to_a_word_and_a_page_line_in_a_paragraph_are_seen():
    name = "glp-2022-hitteplan.docx"
    letter = sample(name)
    at = next(number for number, block in enumerate(letter.blocks) if block.anchors)
    block = letter.blocks[at]
    mark = block.anchors[0]
    added = f"{mark.label} Pagina 2 van 3 "
    text = letter.text[: mark.offset] + added + letter.text[mark.offset :]
    spoiled = dataclasses.replace(letter, text=text, blocks=(dataclasses.replace(block, end=block.end + len(added)),))
    assert compare_pair(letter, spoiled, name).glued
    assert "Pagina 2 van 3" in page_faults(spoiled)
    assert page_faults(letter) == []


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed: no PDF can be made of a letter")
@pytest.mark.parametrize("name", ["ssg-2023-antwoorden-schoolgebouwen.docx", "vsr-2022-accubranden.odt"])
def test_a_letter_is_read_again_from_its_pdf(tmp_path, name):
    (tmp_path / name).write_bytes((BUNDLED_LETTERS / name).read_bytes())
    (pair,) = make_pairs([tmp_path])
    assert pair.body.share >= 0.995
    assert pair.notes.share == 1
    assert pair.glued == ()
