# make help lists every target.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# A stamp holds what was installed: the second start installs nothing.
$(VENV)/.run-stamp: requirements.txt
	@echo "1/4 Virtual environment and pinned packages"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.txt $(VENV)/.run-stamp
	@echo "Packages for tests and checks"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.PHONY: run
run: $(VENV)/.run-stamp ## Start the shop with demonstration content on http://127.0.0.1:$PORT
	@exec $(BIN)/python tools/demo.py

.PHONY: system
system: ## Install what only tests need from Debian, where that is allowed
	@sh tests/install_system_packages.sh

.PHONY: test
test: $(VENV)/.dev-stamp system lint ## Run every check and every test
	@$(BIN)/python -m pytest tests/unit tests/house tests/contracts --cov --cov-report=term:skip-covered
	@$(BIN)/python -m pytest tests/integration -n 2
	@$(BIN)/python -m pytest tests/concurrency tests/search tests/drills tests/browser

.PHONY: drill
drill: $(VENV)/.dev-stamp system ## Kill the shop at every step of a purchase, with bad weather at the provider
	@$(BIN)/python -m tests.drills

# What `make bench` is told besides, as in BENCH="--quick --sizes 200".
BENCH ?=
BENCH_VENV := .venv-bench
$(BENCH_VENV)/.stamp: bench/requirements.txt requirements.txt
	@echo "Packages for the bench"
	@test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@

.PHONY: bench
bench: ## Measure the shop beside plain Oscar and plain Wagtail, in a quarter of an hour
	@sh bench/install_system_packages.sh
	@$(MAKE) --no-print-directory $(BENCH_VENV)/.stamp
	@$(BENCH_VENV)/bin/python -m bench $(BENCH)

.PHONY: fast
fast: $(VENV)/.dev-stamp ## Run the quick tests only
	@$(BIN)/python -m pytest tests/unit tests/house tests/contracts tests/integration -n 2

.PHONY: lists
lists: ## Measure the association's lists, full, beside a Wagtail listing
	@sh bench/install_system_packages.sh
	@$(MAKE) --no-print-directory $(BENCH_VENV)/.stamp
	@$(BENCH_VENV)/bin/python -m bench.lists

# npm's tools, each pinned in a folder of its own; nothing of theirs reaches a visitor.
bench/%/node_modules/.stamp: bench/%/package-lock.json
	@sh bench/install_web_tools.sh
	@cd bench/$* && npm ci --silent --ignore-scripts
	@touch $@

.PHONY: lighthouse
lighthouse: $(VENV)/.dev-stamp bench/lighthouse/node_modules/.stamp ## Measure five pages on a phone with Lighthouse
	@CHROME_PATH=$$(command -v chromium) $(BIN)/python -m bench.lighthouse.run

.PHONY: html
html: $(VENV)/.dev-stamp bench/html/node_modules/.stamp ## Check the HTML of every page in every state
	@$(BIN)/python -m tests.looks.html

.PHONY: screens
screens: $(VENV)/.dev-stamp ## Draw every page in every state into docs/screens/
	@$(BIN)/python -m tests.looks.screens

.PHONY: lint
lint: $(VENV)/.dev-stamp ## Check style, layers, templates and migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@PYTHONPATH=site DJANGO_SETTINGS_MODULE=settings.test $(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --lint --quiet site
	@DJANGO_SETTINGS_MODULE=settings.test $(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: words
words: $(VENV)/.dev-stamp ## Bring the catalogues of all languages in step with the sources
	@PYTHONPATH=site $(BIN)/python tools/catalogues.py

.PHONY: format
format: $(VENV)/.dev-stamp ## Bring the code into the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: lock
lock: ## Pin again all that requirements*.in ask for
	@rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/pip install --quiet -r requirements.in
	@{ head -n 1 requirements.txt; $(VENV)-lock/bin/pip freeze; } > requirements.new && mv requirements.new requirements.txt
	@$(VENV)-lock/bin/pip install --quiet -r requirements-dev.in
	@{ head -n 1 requirements-dev.txt; $(VENV)-lock/bin/pip freeze | grep -vxFf requirements.txt; } > requirements-dev.new && mv requirements-dev.new requirements-dev.txt
	@rm -rf $(VENV)-lock

.PHONY: clean
clean: ## Remove the database, pictures and mails of the demonstration
	@rm -rf var media/images media/original_images media/documents
