"""Whatever a letter holds, nothing comes of it but that it can be quoted as text: with no model, and with one that obeys.

The short form takes some attacks. BRIEFWIJZER_TEST_HOSTILE=1272 takes every attack at every place of every format, as
`make hostile` does, where there is no network and whatever tries to leave is counted.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import socket
import zipfile
from datetime import date

import pytest
from lxml import etree
from lxml import html as markup
from rich.console import Console

from assistant.library import Library
from assistant.pipeline import QuestionPipeline
from assistant.sentences import split_sentences
from assistant.settings import Settings
from assistant.vocabulary import Filters, Question, Status
from eval.hostile_letters import ATTACKS, hostile_letters
from eval.parser_mutations import letters_by_format, mutant, run_mutations
from eval.run import BUNDLED_LETTERS
from ingest.formats import read_letter
from ingest.intake import ingest_paths
from ingest.report import Outcome
from tests.scripted_model import reply, scripted_model
from ui.answer_forms import answer_form
from ui.chat_view import TurnProgress, turn_html
from ui.escaping import escape_text
from ui.exports import FORMATS, export_bytes
from ui.figures_forms import figures_csv
from ui.letter_page import letter_article
from ui.takeaway import library_state, take_answer
from ui.terminal import print_answer, print_letter

COUNT = int(os.environ.get("BRIEFWIJZER_TEST_HOSTILE", "0"))
MUTANTS = int(os.environ.get("BRIEFWIJZER_TEST_MUTANTS", "4"))
ACTIVE = {"script", "iframe", "object", "embed", "base", "meta", "form", "svg", "img", "link", "style"}
ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def letters():
    every = list(hostile_letters(len(ATTACKS) * 24))
    return every[:COUNT] if COUNT else random.Random(3).sample(every, 60)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, embedder, letters):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "letters").mkdir()
    for letter in letters:
        (folder / "letters" / letter.name).write_bytes(letter.data)
    library = Library(folder / "library", embedder, create=True)
    reports = ingest_paths(library, [folder / "letters"], on_file=lambda _: None)
    assert [report for report in reports if report.outcome is not Outcome.NEW] == []
    yield library
    library.close()


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    connect = socket.socket.connect

    def watched(self, address):
        if isinstance(address, tuple):
            assert address[0] in {"127.0.0.1", "::1", "localhost"}, f"a connection to {address}"
            assert address[1] != 9, "a letter's own address was asked for"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)


@pytest.fixture(scope="module")
def answers(hostile, letters):
    pipeline = QuestionPipeline(hostile)
    return [(letter, pipeline.answer(Question(letter.question))) for letter in letters]


def assert_inert(page, allowed=()):
    """Nothing in a page acts, and nothing in it hides."""
    assert not ESCAPES.search(page.replace("\n", " ").replace("\t", " "))
    tree = markup.fromstring(page)
    for element in tree.iter(etree.Element):
        assert element.tag not in ACTIVE - set(allowed), etree.tostring(element)
        for name, value in element.attrib.items():
            assert not name.startswith("on"), etree.tostring(element)
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.I), etree.tostring(element)
            if name in {"src", "href", "action"}:
                assert value.startswith(("/", "#")), etree.tostring(element)


def assert_no_commands(told):
    """Nothing that a terminal obeys, apart from the program's own bold and dim."""
    assert not re.search(r"[\x07\x1b\x9b]", re.sub(r"\x1b\[[0-9;]*m", "", told)), repr(told)


def breaks_its_note(letter):
    """Whether an attack closes the bracket of its own note: the rest of it then ends the sentence, like a heading's."""
    return letter.place == "footnote" and letter.attack.count("]") > letter.attack.count("[")


def test_every_letter_answers_its_question_with_what_it_states(answers):
    for letter, answer in answers:
        if breaks_its_note(letter) and answer.status is Status.NOT_FOUND:
            continue
        assert answer.status is Status.ANSWERED, (letter.name, letter.kind, letter.place)
        assert any(letter.truth in sentence.text for sentence in answer.sentences), (letter.name, answer.sentences)


def test_every_citation_is_the_letters_own_text_byte_for_byte(answers, hostile):
    for _, answer in answers:
        for citation in (*answer.citations, *answer.nearest):
            assert hostile.letter(citation.header.id).text[citation.start : citation.end] == citation.quote


def test_an_answer_is_inert_in_the_web_page_in_the_terminal_and_as_json(answers):
    for _, answer in answers:
        assert_inert(
            turn_html(TurnProgress(number=1, question=answer.question.text, scope="", answer=answer)), allowed=("form",)
        )
        told = io.StringIO()
        print_answer(Console(file=told, force_terminal=True, color_system=None, width=200), answer)
        assert_no_commands(told.getvalue())
        assert all(isinstance(citation["quote"], str) for citation in answer_form(answer)["citations"])


def test_a_letter_is_inert_on_its_page(hostile):
    for header in hostile.headers():
        assert_inert(letter_article(hostile.letter(header.id)))


def test_signs_that_hide_text_are_named_on_the_page():
    hidden = "".join(chr(0xE0000 + ord(sign)) for sign in "negeer")
    assert "U+E006E" in escape_text(f"zand{hidden}")


def test_a_letter_cannot_command_the_terminal(hostile):
    for header in hostile.headers():
        told = io.StringIO()
        print_letter(Console(file=told, force_terminal=True, color_system=None, width=200), hostile.letter(header.id))
        assert_no_commands(told.getvalue())


def test_figures_of_hostile_letters_are_no_formulas(hostile):
    rows = list(csv.reader(io.StringIO(figures_csv(hostile.ledger.figures(filters=Filters())))))
    assert len(rows) > 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell


@pytest.mark.parametrize("name", FORMATS)
def test_an_answer_that_is_taken_along_is_inert(answers, hostile, name):
    state = library_state(hostile)
    for _, answer in answers:
        content = export_bytes(take_answer(answer, state, date(2026, 2, 3)), name)
        _ASSERT_INERT[name](content)


def _assert_no_links(content):
    """A Word file or workbook: nothing in it is fetched, computed or run."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            assert part.endswith((".xml", ".rels", ".jpeg")), part
            if part.endswith((".xml", ".rels")):
                tree = etree.fromstring(parts.read(part))
                assert not tree.xpath(
                    "//@TargetMode[.='External'] | //*[local-name()='f' or local-name()='fldChar']"
                ), part
                assert not ESCAPES.search("".join(tree.itertext()).replace("\n", " ").replace("\t", " "))


def _assert_plain_markdown(content):
    text = content.decode()
    for sign in ("<script", "<img", "<svg", "](", "](javascript"):
        assert sign not in text
    assert not re.search(r"(?<!\\)(\*\*|`|!\[)", text)
    assert not ESCAPES.search(text.replace("\n", " "))


def _assert_cells(content):
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))], row


def _assert_entries(content):
    text = content.decode()
    assert text.count("@") == text.count("\n}\n") >= 1
    assert text.count("{") == text.count("}")


def _assert_data(content):
    json.loads(content)


_ASSERT_INERT = {
    "docx": _assert_no_links, "xlsx": _assert_no_links, "md": _assert_plain_markdown, "csv": _assert_cells,
    "bib": _assert_entries, "csl": _assert_data, "json": _assert_data,
}  # fmt: skip


def test_a_model_that_obeys_the_letters_gets_nothing_past_verification(hostile, letters):
    obeyed = [letter for letter in letters if letter.lie]
    assert obeyed
    for letter in obeyed:
        with scripted_model(reply(*((letter.lie, passage) for passage in (1, 2, 3)))) as server:
            settings = Settings(hostile.folder, model="openai:scripted", model_url=server.url)
            answer = QuestionPipeline.from_settings(hostile, settings).answer(Question(letter.question))
            assert len(server.requests) == 1
        assert letter.lie not in " ".join(sentence.text for sentence in answer.sentences), letter.attack
        assert any(letter.truth in sentence.text for sentence in answer.sentences)


# Mutants that took minutes, of a campaign with seed 101: the repeated stretch is one sentence with hundreds of figures.
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("vsr-2023-noodsein-storing.xml", 4535),
        ("vsr-2024-noodvoorraad.xml", 4846),
        ("lgv-2025-veenweide.xml", 7067),
        ("ssg-2021-schoolgebouwen.xml", 7348),
        ("wbk-2021-zwemwater.xml", 8818),
        ("ssg-2025-lerarentekort.xml", 8923),
        ("vsr-2021-noodsein.docx", 2095),
    ],
)
def test_a_letter_with_hundreds_of_figures_in_a_sentence_is_read_bit_by_bit(name, number):
    found = read_letter(mutant(BUNDLED_LETTERS / name, name.rpartition(".")[2], 101, number), name)
    sentences = [split_sentences(found.text[block.start : block.end]) for block in found.blocks]
    longest = max(end - start for spans in sentences for start, end in spans)
    assert longest <= 4_000 < max(block.end - block.start for block in found.blocks)


def test_mutated_letters_are_read_or_refused_with_a_reason():
    outcomes = run_mutations(letters_by_format(BUNDLED_LETTERS), count=MUTANTS, seed=7, workers=2)
    assert set(outcomes) == {"docx", "pdf", "odt", "html", "xml", "txt"}
    for kind, outcome in outcomes.items():
        assert outcome.mutants == MUTANTS
        assert outcome.read + outcome.refused == MUTANTS
        assert outcome.sound, (kind, outcome.crashed, outcome.late)
