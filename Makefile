# Guichet : « make run » ouvre la fenêtre, « make test » contrôle et teste. Tout s'installe seul.
# « make PYTHON=python3.12 run » choisit un autre Python (3.11 à 3.13).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHON VENV

.PHONY: aide install run test check demo captures bench verrou

aide:
	@echo "make run       installe et ouvre Guichet"
	@echo "make test      installe, contrôle et teste"
	@echo "make install   installe seulement, dans $(VENV)/"
	@echo "make demo      joue une visite entière sans écran, dans demo/"
	@echo "make captures  dessine chaque écran en PNG, dans captures/"
	@echo "make bench     mesure vitesse et mémoire"
	@echo "make check     contrôles seuls (après make test)"

install:
	@sh installer/preparer.sh

run:
	@sh installer/preparer.sh
	@sh installer/lancer.sh

test:
	@sh installer/preparer.sh --tests
	@$(MAKE) --no-print-directory check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/guichet catalogue verifier

demo:
	@sh installer/preparer.sh
	@QT_QPA_PLATFORM=offscreen $(BIN)/guichet demo --sortie demo

captures:
	@sh installer/preparer.sh --tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/captures.py captures $(MAQUETTES)

bench:
	@sh installer/preparer.sh --tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/bench.py

verrou:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate requirements-dev.in -o requirements-dev.txt
