# Everything a developer runs. Each target sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHECKOV := .make/checkov
# The version of Chromium that the pages were looked at in last.
CHROMIUM := 156
BROWSER := chromium-headless-shell
# Tests wait for the storage emulator a third of their time.
JOBS ?= $(shell expr $$(nproc) \* 3 / 2)

# Tests start many processes, each of which would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup browser demo run test check format bench soak scenarios mutants lock vendor audit clean

help: ## List what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.installed node_modules/.installed ## Install everything into this folder

$(VENV)/.installed: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json
	@command -v npm > /dev/null || { echo "Node 20 and npm are needed for Azurite, the storage emulator."; exit 1; }
	npm ci --silent --no-audit --no-fund
	@touch $@

# Needs other versions of much, and so an environment of its own.
$(CHECKOV)/.installed: infra/azure/requirements-checkov.txt
	$(PYTHON) -m venv --clear $(CHECKOV)
	$(CHECKOV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r infra/azure/requirements-checkov.txt
	@touch $@

# Tests look at the pages in Debian's Chromium, the one without windows: in the pinned version, as long
# as Debian keeps it.
browser:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do \
			command -v $$name > /dev/null && exit 0; done; \
		if [ "$$(id -u)" = 0 ]; then as=; else as=sudo; fi; \
		if ! command -v apt-get > /dev/null || { [ -n "$$as" ] && ! command -v sudo > /dev/null; }; then \
			echo "Tests need Chromium. As root: apt-get install $(BROWSER) fonts-liberation"; exit 1; fi; \
		echo "Installing Chromium, in which tests look at the pages"; \
		install() { $$as env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$$@" fonts-liberation > /dev/null; }; \
		$$as apt-get update -qq && \
		if apt-get install -qq --simulate '$(BROWSER)=$(CHROMIUM).*' 'chromium-common=$(CHROMIUM).*' > /dev/null 2>&1; \
		then install '$(BROWSER)=$(CHROMIUM).*' 'chromium-common=$(CHROMIUM).*'; \
		else echo "Debian keeps Chromium $(CHROMIUM) no more; taking the one that it has" && install $(BROWSER); fi

demo: setup ## Show the whole thing on this machine, and prove that both sides agree
	$(BIN)/python -m dev demo $(ARGS)

run: setup ## Do what the demo does, then keep serving
	$(BIN)/python -m dev run $(ARGS)

test: setup browser ## Pass the tests; ARGS=--all-cases adds their further cases
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: setup $(CHECKOV)/.installed ## Format, lint, types, layers, documents, Bicep
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	node_modules/.bin/prettier --log-level warn --check .
	$(BIN)/python -m dev settings --check
	$(BIN)/python -m dev telemetry --check
	$(BIN)/python -m dev licences --check
	$(BIN)/python -m dev documents
	$(BIN)/python -m dev bicep
	@# It passes over files that it cannot read, which it only mentions.
	@$(CHECKOV)/bin/checkov --config-file infra/azure/checkov.yaml > .make/checkov.txt; found=$$?; \
		cat .make/checkov.txt; ! grep -q "Parsing errors" .make/checkov.txt && exit $$found

format: setup ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	node_modules/.bin/prettier --log-level warn --write .

bench: setup ## Measure speeds beside a bare loop that does the same calls
	$(BIN)/python -m dev bench $(ARGS)

soak: setup ## Run the property, crash and fault tests for long
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n $(JOBS) tests/properties tests/crashes tests/faults tests/setup tests/security tests/scenarios tests/mappings $(ARGS)

scenarios: setup ## Count the scenarios of the original's tests that have a test here
	$(BIN)/python -m dev scenarios $(ARGS)

mutants: setup ## Break the rules on purpose, and list what no test notices
	$(BIN)/python -m dev mutants $(ARGS)

lock: setup ## Pin every requirement anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url infra/azure/requirements-checkov.in -o infra/azure/requirements-checkov.txt

vendor: setup ## Bundle the pages' libraries anew, from the versions in package.json
	$(BIN)/python -m dev vendor

audit: setup ## Look what is deployed up in a database of vulnerabilities
	$(BIN)/python -m dev audit $(ARGS)

clean: ## Remove what was installed
	rm -rf $(VENV) .make node_modules mutants
