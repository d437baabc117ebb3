# `make demo` and `make test` work on a fresh machine that has only Python 3.11 or newer and make.
PYTHON ?= python3
DATA ?= ../shared/data
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: golden bench-ingest check-exactly check-memory demo test check format clean test-slow train train-parser quality bench-extract bench-explorer bench-store bench-queries pictures

demo: $(STAMP)  ## ingest the sample articles, answer two questions, write the explorer file
	$(BIN)/autokg demo

test: $(STAMP) check  ## static checks, then the test suite
	$(BIN)/python -m pytest

check: $(STAMP)  ## formatting, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "autokg needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

test-slow: $(STAMP)  ## the tests that need minutes
	$(BIN)/python -m pytest -m slow --timeout=1200

train: $(STAMP)  ## corpus -> weights in ingest/model, about two hours: make train DATA=../shared/data
	$(BIN)/python -m pip install --quiet --editable '.[dev,train]'
	$(BIN)/python -m ingest.training.train --data $(DATA) --out train-out/first
	for seed in 11 12; do \
		$(BIN)/python -m ingest.training.train --data $(DATA) --start train-out/first --out train-out/$$seed \
			--set train.seed=$$seed > train-out/$$seed.log & done; wait
	$(BIN)/python -m ingest.training.average --runs train-out/11 train-out/12 --out train-out/mean
	$(BIN)/python -m ingest.training.export --run train-out/mean --out ingest/model
	$(BIN)/python -m ingest.training.calibrate --model ingest/model

train-parser: $(STAMP)  ## open treebanks and our frames -> ingest/model/parser, 20 minutes: make train-parser DATA=../shared/data
	mkdir -p train-out
	$(BIN)/python -m ingest.training.frames $(DATA)/treebank/train_all.spacy train-out/parser.spacy
	$(BIN)/python -m spacy train ingest/training/parser.cfg --output train-out/parser --paths.train train-out/parser.spacy \
		--paths.dev $(DATA)/treebank/dev_both.spacy
	$(BIN)/python -m ingest.training.parser train-out/parser/model-best ingest/model/parser

quality: $(STAMP)  ## scores on the gold articles against their pinned floors
	$(BIN)/python tests/quality.py

golden: $(STAMP)  ## tests/articles: what the default tier reads in the samples, after a change that is meant to change it
	$(BIN)/python -m tests.test_ingest_golden

bench-extract: $(STAMP)  ## words per second and the share of each component
	$(BIN)/python tests/benchmark_extraction.py

bench-explorer: $(STAMP)  ## the explorer next to stock pyvis: size, first picture, CPU per redraw, heap; served neighbourhoods
	PYTHONPATH=. $(BIN)/python tests/benchmark_explorer.py

bench-ingest: $(STAMP)  ## files to committed facts by stage and workers, next to spaCy and textacy; needs an idle machine
	$(BIN)/python -m pip install --quiet textacy
	$(BIN)/python tests/bench/ingestion.py

check-exactly: $(STAMP)  ## 20,000 synthetic articles, killed with SIGKILL and resumed, counted exactly
	$(BIN)/python tests/bench/exactness.py

check-memory: $(STAMP)  ## 100,000 short articles through one process, its memory sampled; an hour where others work too
	$(BIN)/python tests/bench/memory.py

SIZES ?= 100000 1000000

bench-store: $(STAMP)  ## the tables of docs/performance.md, some minutes: make bench-store SIZES="100000 1000000 5000000"
	$(BIN)/python -m tests.bench.store $(SIZES)

bench-queries: $(STAMP)  ## every question and the endpoint on the graph of the store benchmark; needs an idle machine
	$(BIN)/python -m pip install --quiet oxigraph rdflib-endpoint
	$(BIN)/python -m tests.bench.questions 1000000

pictures: $(STAMP)  ## the screenshots of docs/explorer.md and the README, made by the browser tests
	$(BIN)/python -m pytest tests/test_explorer_browser.py tests/test_queries_server_pages_browser.py -k "pictures_for_people or no_barrier"
	cp artifacts/explorer/focus-light-1440.png docs/explorer.png
	cp artifacts/explorer/contradiction-light-1440.png docs/explorer-contradiction.png
	cp artifacts/explorer/expanded-dark-1440.png docs/explorer-expanded.png
	cp artifacts/explorer/focus-light-420.png docs/explorer-narrow.png
	cp artifacts/explorer/review-light-1440.png docs/explorer-review.png
