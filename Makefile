# One task runner: what `make test` runs is what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: build test soak mutants audit pictures docs preview bench lock clean

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and '需要 Python 3.11 或更新的版本。请用 make PYTHON=python3.12 指定。')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

build: $(STAMP)  ## the demo workbook if there is none, then everything from it
	$(BIN)/jieyou demo
	$(BIN)/jieyou build

test: $(STAMP)  ## everything that CI runs
	$(BIN)/python tests/ensure_chromium.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

soak: $(STAMP)  ## the random tests, thoroughly; takes hours
	JIEYOU_SOAK=1 $(BIN)/pytest -m soak

mutants: $(STAMP)  ## how many slips in checking and views the tests would notice; takes an hour
	$(BIN)/python -m pip install --quiet "mutmut>=3.8,<4"
	nice -n 10 $(BIN)/python -m mutmut run --max-children 2
	$(BIN)/python -m mutmut results

audit: $(STAMP)  ## slower judges from outside; says which tool is missing
	$(BIN)/python -m docs.tools.audit

pictures: $(STAMP)  ## the pictures of the README, from what is published
	$(BIN)/python -m docs.tools.pictures

docs: $(STAMP)  ## the pages of docs/ that are made from the words of the code
	$(BIN)/python -m docs.tools.codes

preview: $(STAMP)  ## the site on this machine, without publishing; follows every save
	$(BIN)/jieyou demo
	$(BIN)/jieyou preview

bench: $(STAMP)  ## paired ratios, in one run
	$(BIN)/python -m benchmarks.run

lock: $(STAMP)  ## renew requirements.lock after a change of dependencies
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) site .jieyou
