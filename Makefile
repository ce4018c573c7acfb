# Standing. `make run` serves it; `make test` tests it. Only Python 3.11 (or newer), git and make are assumed.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .build

# Local data of this checkout: the demonstration's store and files.
export STANDING_HOME ?= $(CURDIR)/var

RUN_STAMP := $(STAMPS)/run-set
DEV_STAMP := $(STAMPS)/dev-set
PACKAGE_STAMP := $(STAMPS)/package
BUILT_STAMP := $(STAMPS)/frontend
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help
help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F':.*## ' '{ printf "  make %-18s %s\n", $$1, $$2 }'

## -- setting up ---------------------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Standing needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)." >&2; \
	  echo "Install it, or name another one: make $(or $(MAKECMDGOALS),install) PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv module. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements/build.txt requirements/web.txt | $(BIN)/python
	@echo "Installing what runs the service"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/web.txt
	@mkdir -p $(STAMPS) && touch $@

$(PACKAGE_STAMP): pyproject.toml README.md $(RUN_STAMP)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(DEV_STAMP): requirements/dev.txt $(PACKAGE_STAMP)
	@echo "Installing what tests and checks it"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@

.PHONY: install
install: $(PACKAGE_STAMP) ## Install what `make run` needs

.PHONY: install-dev
install-dev: install $(DEV_STAMP) ## Install what tests and checks need too
