# Two commands do everything: `make submission` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
OUTPUT := build/submission.pdf

.PHONY: submission test lint bench lock clean

submission: $(READY)
	@mkdir -p $(dir $(OUTPUT))
	$(BIN)/soc-evidence build builder/example/submission.md --output $(OUTPUT)

test: $(READY)
	$(BIN)/python -m pytest -n auto $(TESTS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m tests.bench

# The locked environment, made again when the lock or the project file changes.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Resolve the lock again; the only target that chooses versions.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	build/lock/bin/pip-compile --quiet --extra test --generate-hashes --allow-unsafe \
	  --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .soc-evidence .pytest_cache .mypy_cache .ruff_cache .hypothesis
