"""The house stands as it was drawn: who may import whom, one outside library in one file, nothing heavy too early."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "assistant": set(),
    "ingest": {"assistant"},
    "eval": {"assistant", "ingest"},
    "ui": {"assistant", "ingest", "eval"},
}
# Outside library -> the modules that may import it. A second one needs a reason here.
ONE_FILE = {
    "chromadb": {"assistant.vector_index", "eval.plain_chroma"},  # the second is a rival to compare with
    "tantivy": {"assistant.term_index"},
    # the ledger is one thing in a few files: its tables, the database, what is read, what is written, older forms
    "sqlalchemy": {
        "assistant.ledger",
        "assistant.ledger_tables",
        "assistant.ledger_database",
        "assistant.ledger_reading",
        "assistant.ledger_findings",
        "assistant.ledger_migrations",
        "assistant.ledger_copying",
    },
    "alembic": {"assistant.ledger_migrations"},
    "filelock": {"assistant.library", "assistant.reindexing", "assistant.backups"},
    "httpx": {"ingest.fetching", "assistant.vector_index"},  # the second names what Chroma's client lets through
    # the other two train what the first reads
    "tokenizers": {"assistant.static_embedder", "assistant.word_pieces", "assistant.embedder_training"},
    "safetensors": {"assistant.static_embedder", "assistant.embedder_training"},  # likewise
    "sentence_transformers": {"assistant.transformer_embedder", "assistant.embedder_training"},  # likewise
    "torch": {"assistant.embedder_training", "assistant.word_pieces"},
    "simplemma": {"assistant.analyser"},
    "Stemmer": {"assistant.analyser"},
    # the adapters are for other people's chains; an evaluation can have any runnable as its subject
    "langchain_core": {"assistant.pipeline", "assistant.langchain_adapters", "eval.systems"},
    "pypdfium2": {"ingest.format_pdf"},
    # letters are read from their XML parts
    "docx": {"eval.sample_docx", "eval.sample_docx_parts", "ui.export_docx"},
    "xlsxwriter": {"ui.export_tables"},
    "PIL": {"ui.chart_picture"},
    "lxml": {"ingest.markup", "eval.sample_xml"},  # likewise
    "reportlab": {"eval.sample_pdf"},
    "gradio": {"ui.gradio_import"},
    "typer": {
        "ui.command_line",
        "ui.eval_command",
        "ui.sync_command",
        "ui.check_command",
        "ui.figures_command",
        "ui.feedback_command",
        "ui.user_command",
        "ui.promises_command",
        "ui.care_command",
    },  # commands too long for the first
    "uvicorn": {"ui.server"},
    "prometheus_client": {"ui.metrics"},
}
TOP_LEVEL = {"assistant", "ingest", "eval", "tests", "ui"}


def modules():
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def by_name(path):
    return name_of(path)


@pytest.mark.parametrize("path", modules(), ids=by_name)
def test_a_module_imports_only_the_rooms_it_may(path):
    room = path.relative_to(ROOT).parts[0]
    used = {name.split(".")[0] for name in imported(path)} & set(ROOMS)
    assert used <= ROOMS[room] | {room}


@pytest.mark.parametrize("path", modules(), ids=by_name)
def test_an_outside_library_is_known_to_one_file(path):
    for name in imported(path):
        allowed = ONE_FILE.get(name.split(".")[0])
        assert allowed is None or name_of(path) in allowed, f"{name} is imported outside {allowed}"


@pytest.mark.parametrize("path", modules(), ids=by_name)
def test_the_first_line_says_what_goes_in_and_what_comes_out(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith('"""')
    assert "->" in first


def test_only_verification_makes_answers():
    makers = {
        name_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Answer"
    }
    assert makers == {"assistant.verification"}


def test_no_file_has_a_name_that_says_nothing():
    empty_names = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    assert not [path for path in modules() if path.stem in empty_names]


def test_there_is_no_other_top_level_folder():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not tracked[0]:
        pytest.skip("not a git checkout: what belongs to the project cannot be told from what lies beside it")
    folders = {line.split("/")[0] for line in tracked if "/" in line}
    assert {folder for folder in folders if not folder.startswith(".")} == TOP_LEVEL


def imported_by_asking(shared_library):
    code = "import sys; from ui.command_line import main; sys.argv[1:] = sys.argv[1:]; main()"
    run = subprocess.run(
        [
            sys.executable,
            "-X",
            "importtime",
            "-c",
            code,
            "ask",
            "Wat kost het?",
            "--library",
            str(shared_library.folder),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-500:]
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}


def test_asking_imports_nothing_that_it_does_not_use(shared_library):
    loaded = imported_by_asking(shared_library)
    assert "assistant.pipeline" in loaded
    heavy = {"torch", "transformers", "sentence_transformers", "gradio", "langchain_openai", "chromadb", "pypdfium2"}
    assert not loaded & heavy
    assert "docx" not in loaded
