# Everything here runs in .venv, which is made on first use with the newest Python (3.11 or later) on the machine.
#
#   make demo    read the bundled sample; report in the terminal, pages in demo/
#   make test    lint, types, import contracts, documentation, tests
#   make bench   quality and speed, printed as tables (needs DATA)
#   make docs     the documentation site, in build/site; warnings are errors
#   make coverage tests with the lines they reach: 90 % at least, no file below 75 %
#   make fuzz     break inputs at random (MINUTES=10)
#   make audit    known weaknesses of the installed packages
#   make release-check   build, install into empty environments, try; bill of materials in dist/
#   make train   the weights, from data to file (needs DATA; SIZE=accurate for the large ones)

DATA ?= ../shared/data
MINUTES ?= 10
FUZZED := intake cases matrices
PY := .venv/bin/python
SHELL := /bin/sh

.PHONY: help demo test lint format bench train docs coverage fuzz audit release-check clean distclean

help:
	@sed -n 's/^#   //p' Makefile

demo: .venv/.ready
	@$(PY) -m headwater demo --out demo

test: lint docs browser java
	$(PY) -m pytest -n 2

# The browser that the tests of the workbench drive: Debian's own.
.PHONY: browser
browser:
	@command -v chromium >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing chromium, which the tests of the workbench drive."; \
	  (apt-get install -y -qq chromium || { apt-get update -qq && apt-get install -y -qq chromium; }) >/dev/null; \
	else \
	  echo "The tests of the workbench need chromium. Install it (apt-get install chromium), then run make test again." >&2; exit 1; \
	fi

# What Spark runs on, for the test that a corpus gives the same rows there as on DuckDB: Debian's own.
.PHONY: java
java:
	@command -v java >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing default-jre-headless, which the test of Spark runs on."; \
	  (apt-get install -y -qq default-jre-headless || { apt-get update -qq && apt-get install -y -qq default-jre-headless; }) >/dev/null; \
	else \
	  echo "The test of Spark needs Java 17 or later. Install it (apt-get install default-jre-headless), then run make test again." >&2; exit 1; \
	fi

lint: .venv/.ready-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/.ready-dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Every module of benchmarks/ that can be run by itself. One that fails does not keep the others from running.
bench: data .venv/.ready-bench
	@failed=; for file in $$(grep -l '^if __name__ == "__main__"' benchmarks/*.py); do \
	  name=$$(basename $$file .py); echo; echo "== $$name"; \
	  $(PY) -m benchmarks.$$name $(DATA) || failed="$$failed $$name"; \
	done; if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

docs: .venv/.ready-dev
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet

coverage: .venv/.ready-dev browser java
	rm -f build/coverage.json .coverage .coverage.*
	$(PY) -m coverage run -m pytest
	$(PY) -m coverage combine --quiet
	mkdir -p build && $(PY) -m coverage json --quiet -o build/coverage.json
	$(PY) -m releasing.covered build/coverage.json

# Each target in turn has MINUTES of processor time.
fuzz: .venv/.ready-dev
	@failed=; for target in $(FUZZED); do \
	  echo "== $$target"; $(PY) -m tests.fuzz.$$target --minutes $(MINUTES) || failed="$$failed $$target"; \
	done; if [ -n "$$failed" ]; then echo "broken:$$failed" >&2; exit 1; fi

audit: .venv/.ready-dev
	$(PY) -m releasing.audit

release-check: .venv/.ready-dev
	$(PY) -m releasing.check
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PY) -m releasing.sbom dist/headwater.cdx.json

train: data .venv/.ready-train
	$(PY) -m training $(DATA) --size $(or $(SIZE),fast)

.PHONY: data
data:
	@[ -d "$(DATA)" ] || { echo "There is no data in $(DATA). Say where it is: make $(MAKECMDGOALS) DATA=/path/to/data" >&2; exit 1; }

clean:
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests training benchmarks docs -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv

# The installed sets of packages. A stamp is older than pyproject.toml when what is needed may have changed.
.venv/.ready: pyproject.toml | .venv/bin/python
	@echo "Installing what Headwater needs into .venv: some 430 MB, a few minutes."
	@$(PY) -m pip install -qq --disable-pip-version-check -e .
	@touch $@

.venv/.ready-dev: pyproject.toml | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[standards]' || \
	  echo "The tests that need FollowTheMoney or spaCy will be passed over: they could not be installed here." >&2
	@touch $@ .venv/.ready

.venv/.ready-bench: pyproject.toml | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@ .venv/.ready

.venv/.ready-train: pyproject.toml | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@ .venv/.ready

.venv/bin/python:
	@set -eu; \
	python=; for one in python3.14 python3.13 python3.12 python3.11 python3; do \
	  if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$one; break; fi; \
	done; \
	[ -n "$$python" ] || { echo "Headwater needs Python 3.11 or later, and there is none on this machine." >&2; exit 1; }; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  package=$$($$python -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing $$package, which $$python needs to make a virtual environment."; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$package; } >/dev/null; \
	  else \
	    echo "$$python can't make a virtual environment yet. Run: sudo apt-get install $$package" >&2; exit 1; \
	  fi; \
	fi; \
	echo "Making .venv with $$($$python --version)."; \
	rm -rf .venv; $$python -m venv .venv
