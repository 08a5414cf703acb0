# make demo  - the chat with the bundled sample letters     make test - the tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
AUDIT  := .venv-audit

.PHONY: install demo test lint bench bench-large hostile machines scores sbom audit clean

install: $(STAMP)

# Written last, so that a broken installation is done again; quick while neither file changes.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: install
	$(BIN)/briefwijzer demo

test: install
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadscope

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install
	$(BIN)/python -m eval.benchmark
	$(BIN)/python -m ui.load

# What the program is made of (CycloneDX), and whether a part of it has known faults. The tools have a place of their
# own, and the second asks PyPI's list of faults: nothing else in this file asks the network once all is installed.
$(AUDIT)/bin/pip-audit:
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0 pip-audit==2.10.1

sbom: install $(AUDIT)/bin/pip-audit
	$(AUDIT)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible -o sbom.cdx.json

audit: $(AUDIT)/bin/pip-audit
	$(AUDIT)/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

# One million passages of real text: TEXT is a folder with *.txt.gz and *.jsonl.gz. Takes hours; 4 GB of memory.
bench-large: install
	$(BIN)/python -m eval.benchmark_size --text $(TEXT) --passages 1000000 --no-naive --plain-chroma

# Letters that try something, every attack at every place, where there is no network and what tries to leave is counted;
# and six hosts of one library that are killed, cut off and brought back. Both need Linux and root.
hostile: install
	BRIEFWIJZER_TEST_HOSTILE=1272 $(BIN)/python -m eval.without_route $(BIN)/python -m pytest -q tests/test_hostile_letters.py

machines: install
	$(BIN)/python -m eval.machines_exercise --letters 500 --people 20

# The evaluation writes the tables of scores in the README; CI fails when that changes it.
scores: install
	$(BIN)/briefwijzer eval --readme README.md
	$(BIN)/python -m eval.ablation --readme README.md

clean:
	rm -rf $(AUDIT) sbom.cdx.json
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
