# 公开 — everything goes through here. `make help` lists the targets.
PORT ?= 8000
PYTHON ?= python3
POSTGRESQL_TESTS ?= tests/foundation tests/apps tests/project
VENV := .venv
UV := $(VENV)/bin/uv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check test-postgresql mutation format journeys golden clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

setup: $(VENV)/.ready ## install everything into .venv and prepare the database

# uv comes by pip, everything else by uv from the lock file.
$(VENV)/.ready: pyproject.toml uv.lock
	@test -x $(UV) || { $(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet --disable-pip-version-check 'uv>=0.9'; }
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) sync --quiet --locked --inexact --group journeys
	@$(BIN)/gongkai setup
	@touch $@

demo: setup ## build the demonstration county once and serve it (PORT=9000 chooses the port)
	@GONGKAI_BASE_URL=http://localhost:$(PORT) $(BIN)/gongkai demo build --if-missing
	@GONGKAI_BASE_URL=http://localhost:$(PORT) $(BIN)/gongkai serve --port $(PORT)

serve: setup ## serve what has been built
	@$(BIN)/gongkai serve --port $(PORT)

test: setup ## run the whole test suite
	@$(BIN)/pytest -n auto

test-postgresql: setup ## the suite on a throw-away PostgreSQL (needs its programs)
	@tests/tools/with_postgresql.sh $(BIN)/pytest -n auto $(POSTGRESQL_TESTS)

check: setup ## format, lint, types, import contracts, migrations, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=gongkai.project.settings.test $(BIN)/python manage.py check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=gongkai.project.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	$(MAKE) test

format: setup ## format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

journeys: setup ## errands in a real browser (needs Chromium)
	@$(BIN)/pytest -m journey tests/journeys

mutation: setup ## change the rules of requests and the calendar, and list what no test notices
	@tests/tools/mutation.sh

golden: setup ## write the expected files anew; read the difference in review
	@GONGKAI_WRITE_GOLDEN=1 $(BIN)/pytest -q tests/test_promises.py

clean: ## remove what was built, data included
	rm -rf $(VENV) var
