"""Records to be judged: what the first ranks of every mode bring up and no judge has graded yet.

    python -m tests.search_evaluation.pooling [DEPTH] > pool.yaml

Each query comes with the records in the order of their names and with their texts, without ranks or
scores, so that a judge cannot tell which method found what.
"""

# ruff: noqa: T201
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from kb.analysis.identify import name_of
from kb.search.encoder import Encoder
from kb.search.model_files import find_model
from kb.search.passage_vectors import open_vectors
from kb.search.passages import POINTERS
from kb.search.search_index import Index, open_index
from kb.search.searching import Dense, Question, find
from kb.search.signal_weights import MODES
from kb.workspace import open_workspace
from tests.search_evaluation.judged import Judged, read_queries

DEPTH = 12
ROOT = Path(__file__).parents[2]


def pool(index: Index, dense: Dense, queries: list[Judged], depth: int) -> Iterator[dict[str, object]]:
    """Yield each query with the texts of its ungraded records among the first `depth` of any mode."""
    rows = index.database.rows("SELECT record FROM thing ORDER BY thing")
    names = [name_of(row[0]) for row in rows]
    for query in queries:
        things = {
            answer.thing
            for mode in MODES
            for answer in find(index, Question(query.query, mode, count=depth), dense)
        }
        ungraded = {names[thing]: _text(index, thing) for thing in things if names[thing] not in query.graded}
        if ungraded:
            yield {"query": query.query, "records": dict(sorted(ungraded.items()))}


def _text(index: Index, thing: int) -> str:
    stored = index.database.passages(index.layout.rows_of(thing))
    texts = [
        f"{it.passage.part}: {it.passage.whole}" for it in stored.values() if it.passage.part not in POINTERS
    ]
    return " | ".join(texts)


def main() -> None:
    """Print the pool of the bundled base."""
    encoder = Encoder(find_model())
    index = open_index(open_workspace(ROOT), lambda _: None)
    dense = Dense(open_vectors(index, encoder, lambda _: None), encoder)
    depth = int(sys.argv[1]) if len(sys.argv) > 1 else DEPTH
    pooled = list(pool(index, dense, read_queries(), depth))
    print(yaml.safe_dump(pooled, allow_unicode=True, sort_keys=False, width=10_000))


if __name__ == "__main__":
    main()
