# Mi Cuenta por mensaje: every command of the project. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help install run test check fix bench texts docs screenshots lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(VENV)/.installed ## set up .venv with what the service needs

run: $(VENV)/.installed ## start everything, with embedded parts
	@$(BIN)/micuenta run $(ARGS)

test: $(VENV)/.installed-dev ## every test; ARGS="-k nip" picks some
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: $(VENV)/.installed-dev ## format, lint, types, import rules, texts and docs up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/micuenta catalogue --check
	$(BIN)/python -m config.docs.settings --check
	$(BIN)/python -m models.keeping.page --check
	$(BIN)/python -m tests.field.page --check
	$(BIN)/python -m tests.conversations.services --check
	$(BIN)/python -m tests.ops.downtime
	$(BIN)/python -m openapi_spec_validator docs/records-api.yaml
	$(BIN)/micuenta flows --check
	$(BIN)/micuenta understand --check
	$(BIN)/micuenta texts --check

fix: $(VENV)/.installed-dev ## format and mend what can be mended without thought
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## the benchmarks, each figure beside its floor or peer
	@$(BIN)/python -m bench $(ARGS)

texts: $(VENV)/.installed ## bring the catalogues up to date with the texts in the code
	$(BIN)/micuenta catalogue

docs: $(VENV)/.installed ## bring the generated documents up to date
	$(BIN)/python -m config.docs.settings
	$(BIN)/python -m models.keeping.page
	$(BIN)/python -m tests.field.page
	$(BIN)/python -m tests.conversations.services
	$(BIN)/micuenta flows --diagram
	$(BIN)/micuenta understand --report > docs/understanding.md

screenshots: $(VENV)/.installed-dev ## take the pictures of the docs anew (needs chromium)
	$(BIN)/python -m tests.browser.screenshots

lock: ## resolve the dependencies anew (needs uv)
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra pdf pyproject.toml -o requirements.lock
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra dev --extra pdf --extra otel -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --extra otel -c requirements.lock pyproject.toml -o requirements-otel.lock

clean: ## remove .venv and what tools left behind; the data folder stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Tests share the machine's cores between two processes; one core runs them in one.
JOBS ?= 2

PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
