# Guichet : make run ouvre la fenêtre, make test contrôle et teste. Tout s'installe seul.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install run test check demo captures bench verrou

install:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh installer/preparer.sh

run: install
	@sh installer/lancer.sh

test: 
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh installer/preparer.sh --tests
	@$(MAKE) --no-print-directory check
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
