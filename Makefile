# Two commands: `make demo` and `make test`. Everything is installed into .venv, from the lock file with hashes.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEMO   := demo
export OMP_NUM_THREADS ?= 1

.PHONY: demo ontology test lint types bench lock clean help

help:
	@echo "make demo      build a graph from data/releases, ask it, draw it (in $(DEMO)/)"
	@echo "make ontology  the ontology as files and as a page (in ontology-site/)"
	@echo "make test      lint, types and tests"
	@echo "make bench     speed, as ratios within one run"
	@echo "make lock      renew requirements.lock"

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP)
	@rm -rf $(DEMO)/telecom.kg && mkdir -p $(DEMO)
	$(BIN)/telegrapher add --graph $(DEMO)/telecom.kg data/releases
	@echo
	$(BIN)/telegrapher ask --graph $(DEMO)/telecom.kg deployments --vendor Infinera --evidence
	@echo
	$(BIN)/telegrapher ask --graph $(DEMO)/telecom.kg deals
	@echo
	$(BIN)/telegrapher show --graph $(DEMO)/telecom.kg HAVFRUE
	@echo
	$(BIN)/telegrapher draw --graph $(DEMO)/telecom.kg --output $(DEMO)/graph.html --title "Telecom releases"
	@echo "Open $(DEMO)/graph.html in a browser."

ontology: $(STAMP)
	$(BIN)/telegrapher ontology --output ontology-site
	@echo "Open ontology-site/index.html in a browser."

test: $(STAMP) lint types
	$(BIN)/pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

bench: $(STAMP)
	@for file in benchmarks/store.py benchmarks/extraction.py benchmarks/ablation.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

# uv resolves for every platform and Python that pyproject.toml names.
lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url -o requirements.lock

clean:
	rm -rf $(DEMO) ontology-site .mypy_cache .ruff_cache .pytest_cache .hypothesis
