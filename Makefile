# make run    talk to the coach in this terminal        make run SAY="ask back coach for a beginner routine"
# make test   everything that must hold before a commit

PYTHON ?= python3
BIN := .venv/bin
CLOCK ?= real
KILLS ?= 200
# Passed by the environment, so that an apostrophe in what is said is only an apostrophe.
export SAY

.DEFAULT_GOAL := help
.PHONY: help run test format model dynalite bench kill measure soak fuzz audit

help: ## say what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Back Coach needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo 'installing into .venv, which takes a minute the first time'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: .venv/installed ## talk to the coach; SAY="…" says it and plays the answer, CLOCK=virtual waits for nothing
	@$(BIN)/back-coach talk --clock $(CLOCK) $${SAY:+"$$SAY"}

test: .venv/installed ## format, lint, types, import direction, content, model and tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/back-coach check
	$(BIN)/back-coach model --check
	$(BIN)/pytest

dynalite: .venv/dynalite/installed ## install a server that speaks as DynamoDB does, for the tests; needs npm

.venv/dynalite/installed: .venv/installed
	@npm install --silent --no-audit --no-fund --prefix .venv/dynalite dynalite@3.2.2
	@touch $@

format: .venv/installed ## lay the code out
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

model: .venv/installed ## write the interaction model from content/
	$(BIN)/back-coach model

bench: .venv/installed ## print what a turn costs, beside the SDK's own way, bare Flask, Node and the goals
	@$(BIN)/python tests/bench/speed.py
	@echo
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.store

soak: .venv/installed ## 200,000 turns by 20,000 listeners: neither time nor memory grows; takes ten minutes or more
	@$(BIN)/python -m tests.bench.soak

fuzz: .venv/installed ## 100,000 cases at the door: no 500, no traceback, no answer Alexa would refuse; a quarter of an hour
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]' 2>/dev/null || true
	@$(BIN)/python -m tests.fuzz

audit: .venv/installed ## look for known vulnerabilities of what is pinned, where the registry knows any
	@$(BIN)/python -m tests.audit

kill: .venv/installed ## kill the server 200 times, on SQLite and PostgreSQL, and find everything again; some 20 minutes
	@$(BIN)/python -m tests.store.killing $(KILLS)

measure: .venv/installed ## hear by espeak-ng how exactly a count keeps time; LENGTHS=print or write measures the words anew
	@$(BIN)/python -m tests.measure $(if $(LENGTHS),--lengths $(LENGTHS))
