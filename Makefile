# Everything here works from a fresh clone with Python 3.11 or newer; `make help` lists it.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check
ARGS ?=

.PHONY: build check test soak trust lint audit golden bench locale lock forms watch release clean help
.DEFAULT_GOAL := build

build: $(VENV)/.ready  ## build the example tender into output/internal
	@$(RUN) -m pipeline build $(ARGS)

check: $(VENV)/.ready  ## find the problems in sources/ without building
	@$(RUN) -m pipeline check $(ARGS)

test: $(VENV)/.ready-dev  ## run the tests
	@$(RUN) -m pytest -n 2 --dist loadfile $(ARGS)

soak: $(VENV)/.ready-dev  ## run the long tests: minutes
	@$(RUN) -m pytest -m slow $(ARGS)

trust: $(VENV)/.ready-dev  ## measure every promise anew, the long tests too, and write docs/trust.md
	@rm -f .figures
	@$(RUN) -m pytest -m "slow or not slow" --figures .figures tests/promises tests/hostile tests/corpus tests/oracles tests/verify
	@$(RUN) -m tests.trust .figures && rm -f .figures

lint: $(VENV)/.ready-dev  ## style, types and import rules
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports

audit: $(VENV)/.ready-dev  ## known vulnerabilities of the pinned packages, where a database can be reached
	@$(RUN) -m tests.audit requirements.lock requirements-dev.lock

golden: $(VENV)/.ready-dev  ## rewrite the expected results of the tests; review the diff
	@$(RUN) -m pytest --update-golden $(ARGS)

bench: $(VENV)/.ready-dev  ## measure time and memory on generated tenders
	@$(RUN) -m tests.benchmarks $(ARGS)

locale: $(VENV)/.ready-dev  ## collect the messages and compile the Danish catalogue
	@$(RUN) -m pipeline.locale

lock: $(VENV)/.ready-dev  ## pin the dependencies in pyproject.toml anew
	@$(RUN) -m uv --version >/dev/null 2>&1 || $(INSTALL) uv
	@$(RUN) -m uv pip compile $(LOCK) --extra setup -o requirements.lock
	@$(RUN) -m uv pip compile $(LOCK) --extra setup --extra dev --extra cluster -o requirements-dev.lock

LOCK := --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml

forms: $(VENV)/.ready  ## write the municipalities' forms into output/forms
	@$(RUN) -m pipeline forms $(ARGS)

release: $(VENV)/.ready  ## the tender edition without errors, packed, in output/tender
	@$(RUN) -m pipeline release $(ARGS)

watch: $(VENV)/.ready  ## build the example, and build again what changes, until Ctrl-C
	@$(RUN) -m pipeline watch $(ARGS)

clean:  ## remove what was built; the sources stay
	@find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} + 2>/dev/null || true
	@rm -rf .udbud-cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

help:  ## this list
	@grep -hE '^[a-z ]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z ]+):.*## (.*)/  \1|\2/' | column -t -s '|'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "udbud needs Python 3.11 or newer: make PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing the locked packages into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@echo "Installing the locked packages for tests into $(VENV) …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
