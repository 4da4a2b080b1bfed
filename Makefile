# Two commands: `make run` and `make test`. Both set themselves up.
# On Windows, or without make, the README has the same commands beside these.

# The newest-known Python that is 3.11 or later; `make PYTHON=/path/to/python3.12` overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/.ready
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
MUTATIONS ?= 10000
N ?= 10000
FROM ?= 0
SOURCES := govreport_desktop ui tests benchmarks scripts

.PHONY: help run test lint format types unit bench quality faults copies screenshots soak build dist package starts fresh pins licences clean safety fuzz books inputs

help:  ## What there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

$(READY): pyproject.toml constraints.txt scripts/prepare.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install python3.11 (Debian/Ubuntu: sudo apt-get install python3 python3-venv)."; exit 1; }
	@$(PYTHON) scripts/prepare.py
	@touch $@

run: $(READY)  ## Open the sample report; without a screen make its Excel and PDF in out/
	@$(BIN)/python scripts/run.py

test: lint types unit  ## Everything that must be right: lint, types, every test, offscreen

unit: $(READY)  ## The tests alone
	@$(PYTEST) -q -n 2 --dist loadfile -m "not slow" $(TESTS)

lint: $(READY)  ## ruff, both the rules and the format, and the walls of the house
	@$(BIN)/ruff check -q $(SOURCES)
	@$(BIN)/ruff format -q --check $(SOURCES)
	@$(BIN)/lint-imports --no-logo --cache-dir .import_linter_cache > .walls.log 2>&1 || { cat .walls.log; exit 1; }

format: $(READY)  ## Put the format right
	@$(BIN)/ruff check -q --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

types: $(READY)  ## mypy, strict
	@$(BIN)/mypy

soak: $(READY)  ## The slow campaigns, and every random test with thirty times the examples
	@EXAMPLES=soak $(PYTEST) -q -n 2 -m "slow or hypothesis" --timeout 1800 $(TESTS)

safety: $(READY)  ## Hostile and huge files, each within 10 seconds and 500 MB
	@$(PYTEST) -q --timeout 600 tests/unit/readers/test_safety.py

fuzz: $(READY)  ## Ten thousand damaged files for each reader (an hour); MUTATIONS=500 for a look
	@EXAMPLES=soak GOVREPORT_FUZZ=$(MUTATIONS) $(PYTEST) -q -n 2 --timeout 0 \
		-o faulthandler_timeout=0 \
		tests/unit/readers tests/unit/matching -k "fuzz or workbooks or damage"

books: $(READY)  ## Nothing lost, nothing read twice: N=10000 noisy sources of each KIND (KIND=pdf, text …)
	@$(BIN)/python -m scripts.books $(KIND) -n $(N) --from $(FROM)

bench: $(READY)  ## Ours beside the floor; make bench ONLY=check runs one
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(ONLY)

quality: $(READY)  ## How well the checks read prose: precision and recall of each
	@$(BIN)/python -m scripts.precision

faults: $(READY)  ## How often a planted fault is the one that is named, on 10,000 reports (10 minutes)
	@$(BIN)/python -m scripts.faults $(REPORTS)

copies: $(READY)  ## How well text copied out of published PDFs is read (LibreOffice, poppler, mutool)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m scripts.copies $(REPORTS)

inputs: $(READY)  ## Chinese typed through fcitx5 and ibus into the window (packages: CONTRIBUTING)
	@$(BIN)/python -m scripts.inputs

screenshots: $(READY)  ## The pictures of the README and the manual, and every view in docs/images/gallery
	@QT_QPA_PLATFORM=offscreen:configfile=scripts/screen.json $(BIN)/python -m scripts.screenshots
	@QT_QPA_PLATFORM=offscreen:configfile=scripts/screen.json $(BIN)/python -m scripts.gallery docs/images/gallery
	@QT_QPA_PLATFORM=offscreen:configfile=scripts/screen.json $(BIN)/python -m scripts.gallery_task docs/images/gallery
	@QT_SCALE_FACTOR=1.5 QT_QPA_PLATFORM=offscreen:configfile=scripts/screen-small.json $(BIN)/python -m scripts.gallery docs/images/gallery
	@QT_SCALE_FACTOR=1.5 QT_QPA_PLATFORM=offscreen:configfile=scripts/screen-small.json $(BIN)/python -m scripts.gallery_task docs/images/gallery

build: $(READY)  ## A program that runs without Python, in dist/govreport/
	@$(BIN)/python scripts/prepare.py --extra build
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	@$(BIN)/python -m scripts.smoke dist/govreport

dist: $(READY)  ## A wheel, in dist/
	@$(BIN)/python -m pip -q --disable-pip-version-check wheel --no-deps -w dist .

package: $(READY)  ## The packages for Linux desks, from a Debian 11 tree (root, debootstrap; an hour the first time)
	@$(BIN)/python -m scripts.package $(STEP)

starts: $(READY)  ## How long the frozen window takes to open beside the unfrozen one (Xvfb, xdotool)
	@$(BIN)/python -m scripts.package.starts dist/govreport

fresh: dist  ## The wheel in a fresh home and environment, with Qt and without
	@$(BIN)/python -m scripts.fresh dist/*.whl

pins: $(READY)  ## Resolve the dependencies anew and write constraints.txt
	@$(BIN)/python scripts/pin.py

licences: $(READY)  ## The third-party packages, their licences and reasons, in docs/third-party.md
	@$(BIN)/python -m scripts.third_party

clean:  ## Everything made here
	@rm -rf .venv out dist build .mypy_cache .ruff_cache .import_linter_cache .walls.log .pytest_cache .hypothesis
	@find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +
