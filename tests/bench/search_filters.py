"""What a filter costs over 100,000 passages with made-up words and vectors."""

# ruff: noqa: T201
from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from kb.errors import MissingError
from kb.namespaces import record
from kb.search.encoder import Encoder
from kb.search.facets import Filters
from kb.search.model_files import find_model
from kb.search.passage_vectors import DenseIndex
from kb.search.passages import Bearing, Corpus, Facets, Passage
from kb.search.ranking import profile_vectors
from kb.search.search_index import load_index, write_index
from kb.search.searching import Dense, Question, find
from kb.search.signal_weights import LEXICAL, MODES
from kb.search.synonyms import Vocabulary
from kb.search.vector_index import load_vectors, save_vectors
from tests.bench.search_speed import WORDS, passages_of

PASSAGES = 100_000
QUERIES = 40
FILTERS = {
    "none": Filters(),
    "kind, which all have": Filters((("kind", ("evidence",)),)),
    "occupation, one in two": Filters((("occupation", ("43-5031",)),)),
    "occupation, one in a hundred": Filters((("occupation", ("33-9092",)),)),
    "two occupations and a kind": Filters((("occupation", ("43-5031", "33-9092")), ("kind", ("evidence",)))),
    "since, one in two": Filters(since="2010"),
    "until, one in two": Filters(until="2010-06-15"),
    "claim, one in thirty": Filters(claims=("c1",)),
    "claim and direction": Filters(claims=("c1",), direction="disputes"),
    "direction, one in three": Filters(direction="supports"),
}


def run() -> None:
    """Print for each mode and filter the median time, and its ratio to that of search without one."""
    try:
        encoder = Encoder(find_model())
    except MissingError as error:
        print(f"search filters: not measured. {error.message} {error.remedy}")
        return
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "index"
        folder.mkdir()
        write_index(_corpus(chance), Vocabulary(()), folder)
        layout = load_index(folder).layout
        shape = (len(layout.things), encoder.dimension)
        rows = np.random.default_rng(1).standard_normal(shape, dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        save_vectors(rows, folder, "rows")
        save_vectors(profile_vectors(rows, layout), folder, "things")
        del rows
        index = load_index(folder)
        dense = Dense(DenseIndex(load_vectors(folder, "rows"), load_vectors(folder, "things")), encoder)
        questions = [" ".join(chance.choices(WORDS, k=6)) for _ in range(QUERIES)]
        for mode in MODES:
            times: dict[str, list[float]] = {name: [] for name in FILTERS}
            for text in questions:
                for name, filters in FILTERS.items():
                    question = Question(text, mode, filters)
                    started = time.perf_counter()
                    find(index, question, None if mode == LEXICAL else dense)
                    times[name].append(1000 * (time.perf_counter() - started))
            whole = statistics.median(times["none"])
            for name, taken in times.items():
                median = statistics.median(taken)
                print(f"filters: {mode:8} {name:30} {median:6.1f} ms  x{median / whole:.2f}")


def _corpus(chance: random.Random) -> Corpus:
    """Make records of one passage each, and a few claims that a tenth of them bear on."""
    claims = tuple(Passage(record("claim", f"c{n}"), "statement", f"claim number{n}") for n in range(30))
    evidence = passages_of(chance, PASSAGES)
    facets = {passage.record: Facets(frozenset({("kind", "claim")})) for passage in claims}
    facets |= {passage.record: _facets(number, chance) for number, passage in enumerate(evidence)}
    return Corpus((*claims, *evidence), facets)


def _facets(number: int, chance: random.Random) -> Facets:
    values = {("kind", "evidence"), ("verification", "verified")}
    values.add(("occupation", "43-5031" if number % 2 else f"33-{number % 50:04}"))
    if number % 100 == 0:
        values.add(("occupation", "33-9092"))
    year = f"{chance.randint(2000, 2020)}"
    date = chance.choice((year, f"{year}-06", f"{year}-06-15"))
    direction = chance.choice(("supports", "disputes"))
    bearings = (Bearing(record("claim", f"c{number % 30}"), direction),)
    return Facets(frozenset(values), date, bearings=bearings)
