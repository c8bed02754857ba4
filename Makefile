# dateline: `make demo` shows what it does, `make test` checks that it does it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test browser clean
.DEFAULT_GOAL := help

help:            ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | expand -t 12

install: $(STAMP)    ## make .venv with .venv/bin/dateline in it

# Old pip (23.2) cannot resolve lxml[html-clean]: it is upgraded first.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("dateline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 install" if sys.version_info < (3, 11) else 0)'
	@echo "making $(VENV) with dateline and what it needs (once, some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25"
	@$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

demo: install    ## read the reports in examples/ into a ledger and show what was found
	@$(BIN)/python examples/demo.py

test: install browser    ## lint, types and every test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# As root on Debian it installs its Chromium; elsewhere it says that the tests in a browser are skipped.
browser:
	@sh tools/browser.sh

clean:           ## remove what make made
	rm -rf $(VENV) demo build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
