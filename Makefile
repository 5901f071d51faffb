# `make deliver` and `make test` do all their set-up themselves; Python 3.11, git and make are enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
RUN = .venv/bin/python
INTAKES ?= onboarding/examples/intake.json

.PHONY: deliver test serve check contract browser setup database lint types imports migrations format lock clean

deliver: database  ## the main job: a package out of an intake (INTAKES=… for your own)
	@$(RUN) manage.py deliver $(INTAKES)

test: setup  ## the suite on all cores: on SQLite, beside it what asks for a database on PostgreSQL (ARGS=… goes to `manage.py test`)
	@$(RUN) .ci/suite.py $(ARGS)

serve: database  ## the admin and the API on http://localhost:8000, with a worker beside them
	@$(RUN) .ci/serve.py

contract: setup  ## the API against its schema (schemathesis, two seeds), and a client generated from it
	@$(RUN) .ci/contract.py

browser: setup  ## the screens in a real Chromium, with axe-core on every page
	@.ci/browser -q -rs

check: setup lint types imports migrations test  ## everything that CI checks

setup:
	@$(PYTHON) .ci/bootstrap.py

database: setup
	@$(RUN) manage.py migrate --verbosity 0

lint: setup
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .

types: setup
	@.venv/bin/mypy .

imports: setup
	@.venv/bin/lint-imports

migrations: setup
	@$(RUN) manage.py makemigrations --check --dry-run

format: setup
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

lock:  ## pin everything beneath requirements.txt (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements.txt -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q .ci/contract.txt -o .ci/contract.lock

clean:
	rm -rf .venv .venv-contract .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
