"""What is taken along cites in the official form, is the same twice, and shows hostile text without obeying it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some
from typer.testing import CliRunner

from assistant import errors
from assistant.claims import ClaimChecker
from assistant.found_figures import find_library_figures
from assistant.pipeline import QuestionPipeline
from assistant.vocabulary import Filters, LetterHeader, Question
from ingest.formats import read_letter
from ui.command_line import app
from ui.escaping import one_line
from ui.export_bibliography import escape_tex
from ui.export_markdown import escape_markdown
from ui.exports import FORMATS, export_bytes, format_of
from ui.footnotes import footnote, official_link
from ui.promises_command import find_promises
from ui.spreadsheet_cells import harmless
from ui.takeaway import (
    LibraryState,
    Takeaway,
    TakenParagraph,
    TakenSource,
    TakenTable,
    library_state,
    take_answer,
    take_check,
    take_figures,
    take_promises,
)
from ui.taken_conversation import take_conversation

ACCESSED = date(2026, 2, 3)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> **vet** [klik](https://kwaad.example) ![x](y) `code` $x^2$ | cel {{ }} \\ \"q\" @jan"
    " \u202egekeerd\u202c \x07 \x00 \ufffe www.kwaad.example &amp; 100% #1 _a_ ~b~"
)


def header(**given):
    known = {
        "id": "brief-1",
        "date": date(2026, 1, 29),
        "subject": "Steun aan Oekraïne",
        "ministry": "Ministerie van Defensie",
        "reference": "D2026-1",
        "signatories": (),
        "addressee": None,
        "kamerstuk": None,
        "dossier": None,
        "attachments": (),
        "source": "brief.txt",
        "url": None,
        "content_hash": "0" * 64,
    }
    return LetterHeader(**known | given)


def taken(*, quote="Dat is € 5 miljoen.", title="Wat kost het?", site=None, **given):
    source = TakenSource(
        marker=1,
        header=header(**given),
        page=2,
        page_estimated=False,
        paragraph=4,
        section=("Kosten",),
        quote=quote,
        link="/brief/brief-1?van=1&tot=2&versie=0000000000000000#a4",
    )
    return Takeaway(
        title=title,
        paragraphs=(TakenParagraph(quote, (1,)),),
        tables=(TakenTable("Cijfers", ("wat", "waarde"), ((quote, "5"),), (1,)),),
        sources=(source,),
        remarks=(quote,),
        form={"answer": quote},
        library=LibraryState(7, 3, date(2026, 1, 29)),
        accessed=ACCESSED,
        site=site,
    )


@pytest.mark.parametrize(
    ("known", "cited"),
    [
        ({"kamerstuk": "36 045, nr. 243"}, "Kamerstukken II 2025/26, 36045, nr. 243, p. 3"),
        ({"kamerstuk": "36 600 XV, nr. 8", "date": date(2025, 9, 1)}, "Kamerstukken II 2024/25, 36600 XV, nr. 8, p. 3"),
        (
            {"reference": "Aanhangsel Handelingen II 2023/24, nr. 1314"},
            "Aanhangsel Handelingen II 2023/24, nr. 1314, p. 3",
        ),
        ({}, "Brief van het Ministerie van Defensie van 29 januari 2026, kenmerk D2026-1, p. 3"),
        (
            {"reference": None, "ministry": None, "date": None},
            "Brief, „Steun aan Oekraïne”, p. 3",
        ),
        (
            {"kamerstuk": "98 110, nr. 12", "sample": True},
            "Kamerstukken II 2025/26, 98110, nr. 12 [VOORBEELD (fictief)], p. 3",
        ),
    ],
)
def test_a_footnote_has_the_official_form(known, cited):
    assert footnote(header(**known), 3) == cited


def test_a_letter_is_linked_by_its_official_page_only():
    assert official_link(header(kamerstuk="36 045, nr. 243")) == (
        "https://zoek.officielebekendmakingen.nl/kst-36045-243.html"
    )
    assert official_link(header(url="https://zoek.officielebekendmakingen.nl/kst-1-2.html")) is not None
    assert official_link(header(url="javascript:alert(1)")) is None
    assert official_link(header(kamerstuk="98 110, nr. 12", sample=True)) is None


def test_an_estimated_page_is_said_to_be_one():
    assert footnote(header(), 3, estimated=True).endswith("p. ca. 3")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_is_written_as_the_same_bytes(name):
    assert export_bytes(taken(), name) == export_bytes(taken(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_everything_names_source_page_quote_library_and_day_of_access(name):
    shown = plain(export_bytes(taken(kamerstuk="36 045, nr. 243"), name), name)
    wanted = ["Kamerstukken II 2025/26, 36045, nr. 243", "Dat is € 5 miljoen.", "kst-36045-243"]
    if name not in {"bib", "csl"}:
        wanted += ["p. 2"]
    if name not in {"bib", "csl", "json"}:
        wanted += ["stand 7", "3 brieven"]
    for words in wanted:
        assert words in shown.replace("\\", ""), words
    assert re.search(r"2026-02-03|3 februari 2026|2026,\s*2,\s*3", shown)


def plain(content, name):
    """The text of an export, whatever its form."""
    if name in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            texts = [parts.read(part) for part in parts.namelist() if part.endswith(".xml")]
        return " ".join(" ".join(ElementTree.fromstring(text).itertext()) for text in texts)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("name", FORMATS)
def test_hidden_characters_of_a_letter_are_named(name):
    shown = plain(export_bytes(taken(quote=HOSTILE, title=HOSTILE), name), name)
    if name == "json":
        shown = json.dumps(json.loads(shown)["answer"], ensure_ascii=True)
        assert "\u202e" not in shown
        return
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe]", shown)
    assert "U+202E" in shown.replace("\\", "")


def test_markdown_of_hostile_text_holds_no_markup():
    shown = export_bytes(taken(quote=HOSTILE, title=HOSTILE), "md").decode()
    assert "<script" not in shown
    assert "](" not in shown
    assert "://kwaad" not in shown
    assert not re.search(r"(?<!\\)\*\*", shown)
    assert not re.search(r"(?<!\\)`", shown)
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == len(re.findall(r"(?<!\\)\|", rows[0])) for row in rows)


@given(some.text(max_size=80))
def test_markdown_of_any_text_is_one_line_that_reads_back(text):
    escaped = escape_markdown(text)
    assert "\n" not in escaped
    back = re.sub(r"\\([\\`*_{}\[\]#+|~$^=@.)-]|\d)", r"\1", escaped)
    back = re.sub(r"(\d+)\\", r"\1", back) if re.match(r"\s*\d+\\(?!\\)", escaped) else back
    for name, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#58;", ":"),
        ("&#46;", "."),
        ("&#40;", "("),
        ("&amp;", "&"),
    ):
        back = back.replace(name, char)
    assert back == one_line(text)


@given(some.text(max_size=80))
def test_bibtex_of_any_text_keeps_its_braces_in_balance(text):
    written = escape_tex(text)
    depth = 0
    for char in written:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0
    assert "@" not in written


def test_an_entry_of_bibtex_stays_one_entry():
    shown = export_bytes(taken(quote="} @misc{kwaad, title={x}}", title="x"), "bib").decode()
    assert shown.count("@") == 1


@given(some.text(max_size=40))
def test_no_cell_begins_as_a_formula(text):
    assert not harmless(one_line(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_compute_is_made_harmless(cell):
    written = export_bytes(taken(quote=cell), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert len({len(row) for row in rows}) == 1
    assert not [one for row in rows for one in row if one.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_workbook_holds_no_formula_and_no_link():
    content = export_bytes(taken(quote='=HYPERLINK("https://kwaad.example")', site="https://brieven.example"), "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 4
        for name in sheets:
            tree = ElementTree.fromstring(parts.read(name))
            assert not list(tree.iter(f"{S}f"))
            assert not list(tree.iter(f"{S}hyperlink"))
        assert not [name for name in parts.namelist() if "_rels/sheet" in name]


def test_a_word_document_has_footnotes_that_a_reader_of_letters_finds():
    content = export_bytes(taken(quote="De brug kost € 5 miljoen."), "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    referred = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert referred == ["1"]  # a note that is referred to twice would be empty the second time
    assert {"1"} <= {one.get(f"{W}id") for one in notes.iter(f"{W}footnote")}
    letter = read_letter(content, "antwoord.docx")
    assert "Brief van het Ministerie van Defensie van 29 januari 2026, kenmerk D2026-1, p. 2" in letter.text


def test_a_server_s_own_page_is_linked_where_there_is_one():
    shown = export_bytes(taken(site="https://brieven.example/"), "md").decode()
    assert "<https://brieven.example/brief/brief-1?van=1&tot=2&versie=0000000000000000#a4>" in shown


@pytest.mark.parametrize(("file", "ending"), [("a.csl.json", ".csl.json"), ("a.json", ".json"), ("A.DOCX", ".docx")])
def test_the_end_of_a_name_says_its_form(tmp_path, file, ending):
    assert format_of(tmp_path / file).ending == ending


@pytest.mark.parametrize("file", ["a.pdf", "a", ".md", "a.md.exe"])
def test_another_ending_is_refused(tmp_path, file):
    with pytest.raises(errors.UnknownFormat, match=r"csl\.json"):
        format_of(tmp_path / file)


@pytest.fixture(scope="module")
def answer(sample_library):
    return QuestionPipeline(sample_library).answer(Question("Hoeveel is er in 2022 uit het Kustfonds uitgegeven?"))


@pytest.mark.parametrize("name", FORMATS)
def test_an_answer_is_taken_along_in_every_form(sample_library, answer, name):
    state = library_state(sample_library)
    content = export_bytes(take_answer(answer, state, ACCESSED), name)
    shown = plain(content, name).replace("\\", "")
    for citation in answer.citations:
        assert one_line(citation.quote) in " ".join(shown.split())
    assert content == export_bytes(take_answer(answer, state, ACCESSED), name)


@pytest.mark.parametrize("name", FORMATS)
def test_an_answer_that_was_not_found_is_taken_along_with_what_came_nearest(sample_library, name):
    nothing = QuestionPipeline(sample_library).answer(Question("Wie won in 1974 het wereldkampioenschap schaken?"))
    content = export_bytes(take_answer(nothing, library_state(sample_library), ACCESSED), name)
    assert content
    if name == "md":
        assert "geen antwoord" in content.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_check_figures_and_promises_are_taken_along_in_every_form(sample_library, name):
    state = library_state(sample_library)
    check = ClaimChecker(sample_library).check("In 2022 is 142,6 miljoen euro uit het Kustfonds uitgegeven.")
    figures = find_library_figures(sample_library, "kustfonds", Filters())
    promises = find_promises(sample_library, Filters(), date(2025, 10, 2))
    for one in (
        take_check(check, state, ACCESSED),
        take_figures(figures, "kustfonds", state, ACCESSED),
        take_promises(promises, state, ACCESSED),
    ):
        assert one.sources
        assert export_bytes(one, name) == export_bytes(one, name)


def test_rows_of_a_table_of_promises_stand_beside_their_sources(sample_library):
    promises = find_promises(sample_library, Filters(), date(2025, 10, 2))
    written = export_bytes(take_promises(promises, library_state(sample_library), ACCESSED), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["toezegging"] for row in rows] == [harmless(one_line(one.found.promise.text)) for one in promises]
    assert all(row["citaat"] == row["toezegging"] and row["geraadpleegd"] == "2026-02-03" for row in rows)


def test_the_command_writes_the_file_that_it_is_asked_for(sample_library, tmp_path):
    where = ["--library", str(sample_library.folder)]
    asked = [
        ["ask", "Hoeveel is er in 2022 uit het Kustfonds uitgegeven?"],
        ["check", "In 2022 is 142,6 miljoen euro uit het Kustfonds uitgegeven."],
        ["promises", "--open"],
        ["figures", "kustfonds"],
    ]
    for at, arguments in enumerate(asked):
        file = tmp_path / f"{at}.md"
        run = CliRunner().invoke(app, [*arguments, *where, "--export", str(file)])
        assert run.exit_code == 0, run.output
        assert "[^1]" in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(sample_library, tmp_path):
    run = CliRunner().invoke(
        app,
        ["ask", "Kustfonds?", "--library", str(sample_library.folder), "--export", str(tmp_path / "geen" / "a.md")],
    )
    assert isinstance(run.exception, errors.NotWritten)
    run = CliRunner().invoke(
        app, ["ask", "Kustfonds?", "--library", str(sample_library.folder), "--export", str(tmp_path / "a.pdf")]
    )
    assert isinstance(run.exception, errors.UnknownFormat)


@pytest.mark.parametrize("command", ["ask", "check"])
def test_a_batch_is_not_taken_along(sample_library, tmp_path, command):
    batch = tmp_path / "vragen.txt"
    batch.write_text("Wat kost het?\n", encoding="utf-8")
    arguments = [command, "--batch", str(batch), "--export", str(tmp_path / "a.md")]
    run = CliRunner().invoke(app, [*arguments, "--library", str(sample_library.folder)])
    assert run.exit_code == 2
    assert not (tmp_path / "a.md").exists()


def test_a_conversation_is_one_document_with_its_notes_numbered_through():
    both = take_conversation(
        [taken(title="Wat kost het?"), taken(title="En in 2027?", quote="Dat is € 6 miljoen.")], lost=1
    )
    assert [source.marker for source in both.sources] == [1, 2]
    assert [(one.text, one.markers) for one in both.paragraphs if one.markers or one.heading] == [
        ("Wat kost het?", ()),
        ("Dat is € 5 miljoen.", (1,)),
        ("En in 2027?", ()),
        ("Dat is € 6 miljoen.", (2,)),
    ]
    assert [table.markers for table in both.tables] == [(1,), (2,)]
    assert both.form == {"answers": [{"answer": "Dat is € 5 miljoen."}, {"answer": "Dat is € 6 miljoen."}]}
    written = export_bytes(both, "md").decode()
    assert "## Wat kost het?" in written
    assert "1 eerder antwoord van dit gesprek staat niet meer op de server" in written


@pytest.mark.parametrize("name", FORMATS)
def test_a_conversation_is_written_in_every_form_and_twice_the_same(name):
    both = take_conversation([taken(), taken(quote=HOSTILE, title=HOSTILE)])
    assert export_bytes(both, name) == export_bytes(both, name) != b""
