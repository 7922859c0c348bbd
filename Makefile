# Two commands do everything on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.PHONY: demo test lint check bench train clean

demo: $(READY)          ## set up, then the main job on the sample reviews
	$(BIN)/rocket entities seeds/
	$(BIN)/rocket compare seeds/

test: $(READY)          ## the whole suite
	$(BIN)/pytest -n 2

lint: $(READY)          ## formatter, linter, strict types
	$(BIN)/ruff format --check rocket_cli tests models
	$(BIN)/ruff check rocket_cli tests models
	$(BIN)/mypy

check: lint test        ## everything a commit must pass

bench: $(READY)         ## speed, as ratios measured side by side
	$(BIN)/python -m tests.bench

train: $(READY)         ## from ../shared/corpus (or CORPUS=...) to models/en_review_entities; needs ENCODER=folder
	$(BIN)/pip install -q -c constraints.txt -e '.[train]'
	$(BIN)/python -m models.scripts.train --config models/configs/full.toml --corpus $(or $(CORPUS),../shared/corpus) --encoder $(ENCODER) --out $(or $(WORK),.scratch/train)
	$(BIN)/python -m models.scripts.package --weights $(or $(WORK),.scratch/train)/final.pt --work $(or $(WORK),.scratch/train) --settings models/configs/decoding.json --dev $(or $(CORPUS),../shared/corpus)/dev.jsonl --out models/en_review_entities

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(READY)

clean:                  ## remove what make made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
