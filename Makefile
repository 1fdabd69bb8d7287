# Leaving Iraq. Every target sets up what it needs; `make` alone lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
BUNDLE := node_modules/.bundle
TOOLS  := node_modules/.tools
PYTEST := $(BIN)/pytest -q -n auto --dist loadfile
UV     := VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT    := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get

.PHONY: help book check test serve bench lock messages citation licences audit faults old-editions sphinx jupyter-book-2 clean browser java

help:
	@echo "make book    set up, run every chapter, freeze editions not frozen yet, write the site to _build/html"
	@echo "make test    set up, run every test, those in a real browser included"
	@echo "make check   the fast part of the tests: style, types, data, unit tests"
	@echo "make serve   serve the site on http://127.0.0.1:8000"
	@echo "make bench   weigh the pages and time builds, grids and imports: ours, and the usual way"
	@echo "make lock    refresh requirements.txt and package-lock.json"
	@echo "make messages  take new and changed texts into the catalogues of every language, to be translated there"
	@echo "make citation  write CITATION.cff, .zenodo.json and codemeta.json anew, from settings and pack"
	@echo "make licences  write THIRD_PARTY.md anew: the licence of every package of the locks"
	@echo "make audit   ask whether a locked package has a known vulnerability"
	@echo "make faults  kill builds at 60 moments of chance and in every phase, and see that nothing is lost"
	@echo "make old-editions  read each frozen edition in the browser of today"
	@echo "make sphinx  make the book by plain Sphinx, the newest; make jupyter-book-2  try the upgrade: ways out of Jupyter Book 1"
	@echo "make clean   remove everything that was generated"

book: $(READY) $(BUNDLE) browser
	$(BIN)/drawdown edition new --missing
	$(BIN)/drawdown edition verify --sums
	$(BIN)/drawdown build

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/drawdown check
	set -e; for pack in packs/*/; do $(BIN)/drawdown check $$pack; done
	$(BIN)/drawdown tidy --check
	$(PYTEST) -m "not slow"

test: check $(TOOLS) browser java
	@mkdir -p _build
	$(PYTEST) -m "slow and not alone" --basetemp=_build/tests
	$(BIN)/pytest -q -m alone --site=_build/tests/book/_build/html

serve: $(READY)
	@[ -e _build/html ] || $(MAKE) book
	$(BIN)/drawdown serve

bench: $(READY) browser
	@[ -e _build/html ] || $(MAKE) book
	$(BIN)/python -m benchmarks

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --upgrade --quiet --python-version 3.11 --custom-compile-command "make lock" --output-file requirements.txt
	rm -f package-lock.json
	$(BIN)/npm install --package-lock-only

messages: $(READY)
	$(BIN)/python -m drawdown.book.messages

citation: $(READY)
	$(BIN)/python -m drawdown.citing.deposit

licences: $(READY)
	$(BIN)/python -m drawdown.book.licences

audit: $(READY)
	.ci/audit

faults: $(READY) $(BUNDLE) browser
	$(BIN)/pytest -q tests/test_faults.py --moments=60

old-editions: $(READY) $(TOOLS) browser # by the tests that rest on what a reader does, and not on the code of today
	@ls -d editions/*/ >/dev/null 2>&1 || { echo "No edition is frozen here: make book freezes them." >&2; exit 1; }
	set -e; for edition in editions/*/; do $(BIN)/pytest -q -m slow tests/test_policy.py -k "works or stands or opens" --site=$$edition; done

sphinx: $(READY) $(BUNDLE)
	$(BIN)/drawdown build --no-files
	.ci/sphinx

jupyter-book-2: $(READY) $(BUNDLE)
	$(BIN)/drawdown build --no-files
	.ci/jupyter-book-2

clean:
	rm -rf $(VENV) node_modules _build book/references.bib .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	rm -f book/chapters/*.ipynb
	find . \( -name __pycache__ -o -name .ipynb_checkpoints \) -type d -prune -exec rm -rf {} +

browser: # Chromium, the fonts of both languages, and the one library Playwright's driver lacks on a bare Debian
	@{ command -v chromium && /sbin/ldconfig -p | grep libatomic.so.1; } >/dev/null || { $(APT) update -qq && \
	  $(APT) install -y -qq --no-install-recommends chromium fonts-noto-core libatomic1; }

java: # for the checker of HTML
	@command -v java >/dev/null || { $(APT) update -qq && $(APT) install -y -qq --no-install-recommends default-jre-headless; }

$(BUNDLE): package.json package-lock.json | $(READY)
	$(BIN)/npm ci --silent --omit=dev
	@touch $@

$(TOOLS): package.json package-lock.json | $(READY)
	$(BIN)/npm ci --silent
	@touch $(BUNDLE) $@

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update -qq && $(APT) install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.txt > $(VENV)/uv.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	$(UV) --require-hashes -r requirements.txt
	$(UV) --no-deps --no-build-isolation -e .
	@touch $@
